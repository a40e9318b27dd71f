"""Reads sources of any size, contact by contact, into one plan."""

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from functools import partial
from itertools import chain, islice
from typing import TYPE_CHECKING, BinaryIO, cast

from contactbook.app import importing
from contactbook.app.book import Book, Progress
from contactbook.app.plan import Plan
from contactbook.app.plan_maker import PlanMaker, packed
from contactbook.app.sources import Source, told
from contactbook.domain.contact import Contact
from contactbook.domain.errors import Cancelled, NotReadable
from contactbook.exchange import xlsx
from contactbook.exchange.formats import LARGEST, Format, Problem, Reading
from contactbook.i18n import _

if TYPE_CHECKING:
    from contactbook.exchange.csv_mapping import Mapping as Columns
    from contactbook.exchange.vcard_contacts import Portion
    from contactbook.store.packing import Packed

_PIECE = 500
_LOOKING = 16  # reading a file for what it holds costs so many times what looking through it does
_PORTION = 128 * 1024  # bytes of cards that are read together, or one card
_MANY_MEMBERS = 2_000  # of the lists in a file of cards
_LARGE = 4 * 1024 * 1024  # bytes of cards that pay for other processes


def read(stream: BinaryIO, name: str, kind: Format, columns: "Columns | None" = None) -> Iterator[Contact | Problem]:
    """Read a table or JSON of ours contact by contact; raise NotReadable where it is none after all."""
    if kind == "json":
        from contactbook.exchange import own_json

        return own_json.items(stream, source=name)
    from contactbook.app import csv_mappings
    from contactbook.exchange import csv_table

    return csv_table.read(stream, source=name, mapping=columns, recall=csv_mappings.remembered)


def plan_sources(
    book: Book,
    found: Iterable[Source | Problem],
    name: str,
    *,
    public: bool = False,
    columns: Mapping[str, "Columns"] | None = None,
    progress: Progress | None = None,
) -> Plan:
    """Read sources and lay them beside the book as one plan; one that cannot be read is a problem of it.

    name says to people where the plan is from. columns has what the columns of tables are, by the name of the source.
    Raise Cancelled where progress answers False.
    """
    wanted = list(found)
    watch = _Watch(progress, sum(_weight(item) for item in wanted if isinstance(item, Source)))
    maker = PlanMaker(book, public=public)
    try:
        for item in wanted:
            if isinstance(item, Problem):
                maker.begin(item.source or item.where, "release")
                maker.add([item])
                continue
            maker.begin(item.name, item.kind)
            try:
                _take(maker, item, watch, (columns or {}).get(item.name))
            except NotReadable as error:
                maker.drop_source()
                maker.add([Problem(item.name, str(error))])
            watch.end(_weight(item))
        return maker.made(name)
    except BaseException:
        maker.close()
        raise


def _take(maker: PlanMaker, source: Source, watch: "_Watch", columns: "Columns | None") -> None:
    if source.empty:
        raise NotReadable(_("{name} is empty. Choose another file.").format(name=source.name))
    watch.tell(0)
    with told(source.name), source.open() as opened:
        if source.kind == "release" or (source.kind == "csv" and xlsx.is_workbook(opened.read(8))):
            opened.seek(0)
            maker.take(reading(source, opened, columns), again=True)
            return
        opened.seek(0)
        watched = _Watched(opened, watch, source.size if source.kind == "vcard" else 0)
        stream = cast(BinaryIO, watched)
        if source.kind == "vcard":
            with closing(_read_cards(stream, source, public=maker.public)) as pieces:
                for cards in pieces:
                    maker.lay(cards)
                    watch.tell(watched.tell())
            return
        items = read(stream, source.name, source.kind, columns)
        while piece := list(islice(items, _PIECE)):
            maker.add(piece)
            watch.tell(watched.tell())


def _read_cards(
    stream: BinaryIO, source: Source, *, public: bool
) -> Generator[Sequence["Packed | Problem"], None, None]:
    """Read cards portion by portion; where they are many, in several processes."""
    from contactbook.app.workers import in_order
    from contactbook.exchange import vcard_contacts

    portions = vcard_contacts.portions(stream, source.name, _PORTION)
    first = next(portions)
    # The lists go to the other processes with each portion.
    apart = source.size > _LARGE and len(first.lists.by_member) < _MANY_MEMBERS
    return in_order(partial(_read_portion, public=public), chain([first], portions), apart=apart)


def _read_portion(portion: "Portion", *, public: bool) -> list["Packed | Problem"]:
    from contactbook.exchange import vcard_contacts

    return packed(vcard_contacts.read_portion(portion), public=public)


def reading(source: Source, stream: BinaryIO, columns: "Columns | None" = None) -> Reading:
    """Read a document or workbook whole; raise NotReadable where it is too large for that."""
    if source.size > LARGEST:
        told_so = _("{name} is larger than 100 MB. Cut out the part with the contacts.")
        raise NotReadable(told_so.format(name=source.name))
    return importing.read(source.name, stream.read(source.size), columns)


class _Watch:
    """Tells how much of all sources is read, in thousands of bytes; raises Cancelled when the person stops it."""

    def __init__(self, progress: Progress | None, total: int) -> None:
        self._progress = progress
        self._total = max(1, total // 1000)
        self._past = self._here = self._looked = 0

    def end(self, weight: int) -> None:
        """Count a source as read."""
        self._past += weight
        self._here = self._looked = 0

    def tell(self, here: int) -> None:
        """Tell how far the source at hand is."""
        self._here = here
        self.look(self._looked)

    def look(self, looked: int) -> None:
        """Tell how far it is looked through, in bytes of its weight, and see whether the person has stopped it."""
        self._looked = looked
        done = min(self._total, (self._past + self._here + looked) // 1000)
        if self._progress is not None and not self._progress(done, self._total):
            raise Cancelled(_("Stopped. Nothing was changed."))


def _weight(source: Source) -> int:
    """Say how much work a source is: cards are looked through for groups first, which costs an eighth of the rest."""
    return source.size + (2 * source.size // _LOOKING if source.kind == "vcard" else 0)


class _Watched:
    """A stream that tells how far it is and can be stopped between two reads, also while it is only looked through.

    size is that of a file of cards, which is read two or three times.
    """

    def __init__(self, stream: BinaryIO, watch: _Watch, size: int) -> None:
        self._stream = stream
        self._watch = watch
        self._most = 2 * size
        self._read = 0

    def read(self, size: int = -1) -> bytes:
        """Read on."""
        self._watch.look(min(self._read, self._most) // _LOOKING)
        data = self._stream.read(size)
        self._read += len(data)
        return data

    def __getattr__(self, name: str) -> object:
        return getattr(self._stream, name)

    if TYPE_CHECKING:
        tell: Callable[[], int]


__all__: Sequence[str] = ("plan_sources", "read", "reading")
