"""Gives contacts out as files and as text for the clipboard, and proves what it wrote."""

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from contactbook.app import outputs
from contactbook.app.book import Book
from contactbook.app.export_forms import Audience as Audience
from contactbook.app.export_forms import Form, JsonForm, VCardForm
from contactbook.app.export_forms import Version as Version
from contactbook.app.export_pieces import Part, as_given, parts, pieces
from contactbook.app.reading_back import compare
from contactbook.domain.contact import Contact
from contactbook.domain.errors import Cancelled, ContactbookError
from contactbook.i18n import _

if TYPE_CHECKING:
    from contactbook.exchange.csv_write import Columns
    from contactbook.exchange.vcard_clients import Client

Progress = Callable[[int, int], bool]
_LOOKED_AT = 500  # contacts at once


@dataclass(frozen=True, slots=True)
class ExportResult:
    """What was written: how many contacts of how many read back, the fields that differ, the details withheld."""

    file: Path
    contacts: int
    differences: int
    withheld: int
    wanted: int
    differing: tuple[str, ...] = ()  # sentences, of the first few
    notes: tuple[str, ...] = ()  # sentences about the file as a whole

    @property
    def sentence(self) -> str:
        """Say it to the person."""
        told = _("{contacts} of {wanted} contacts, {differences} differences").format(
            contacts=self.contacts, wanted=self.wanted, differences=self.differences
        )
        return f"{told}. {withheld_sentence(self.withheld)}" if self.withheld else f"{told}."


def export(
    book: Book,
    out: Path,
    query_or_uids: str | Sequence[str] = "",
    *,
    audience: Audience = "press",
    version: Version = "3.0",
    columns: "Columns" = "contactbook",
    bom: bool = True,
    client: "Client | None" = None,
    one_file: bool = False,
    progress: Progress | None = None,
) -> ExportResult:
    """Write contacts to a file by its suffix, whole or not at all, then read it back and compare.

    A text is a query, anything else the uids; columns and bom (a byte order mark, for Excel) are for tables. With a
    client the vCards are as that program reads them, which sets their version; out may be a folder then, and is one
    where it has no suffix, unless one_file is asked for. Raise ContactbookError where the suffix is not known, the
    place cannot be written, or progress answers False.
    """
    uids = _uids(book, query_or_uids)
    tally = _Tally(book, uids, audience, progress)
    form: Form
    if client is not None:
        from contactbook.app import exporting_cards

        form, place = exporting_cards.place_for(out, client, audience, len(uids), one_file)
    else:
        form = _table_form(columns, audience, bom) if out.suffix.lower() == ".csv" else _form(out, audience, version)
        place = outputs.one_file(out, form)
    with place as output:
        if isinstance(output, outputs.OneFile) and form.frame is not None:
            read, differing = _write_pieces(output, form, tally)
        else:
            output.write(tally.contacts())
            read, differing = tally.compare(output.read(), form)
    notes = (*output.notes, *form.notes)
    return ExportResult(out, read, len(differing), tally.withheld, tally.wanted, tuple(differing[:5]), notes)


def losses(
    book: Book,
    query_or_uids: str | Sequence[str] = "",
    *,
    audience: Audience = "press",
    version: Version = "3.0",
    client: "Client | None" = None,
    progress: Progress | None = None,
) -> list[str]:
    """Say in sentences, before they are written, what vCards of these contacts will not hold.

    Raise Cancelled where progress answers False.
    """
    from contactbook.exchange import vcard_losses

    contacts = _Tally(book, _uids(book, query_or_uids), audience, progress).looked_at()
    return vcard_losses.losses(contacts, version, client, audience)


def vcard(contacts: Sequence[Contact], version: Version = "3.0", audience: Audience = "press") -> bytes:
    """Give contacts as vCards, for the clipboard."""
    from contactbook.exchange import vcard as cards
    from contactbook.exchange import vcard_contacts

    views = [as_given(contact, audience)[0] for contact in contacts]
    return b"".join(cards.write(vcard_contacts.to_card(view, version, audience), version) for view in views)


def withheld_sentence(withheld: int) -> str:
    """Say how many details were held back."""
    from contactbook.i18n import counted

    return counted("{number} internal detail withheld.", "{number} internal details withheld.", withheld)


def _uids(book: Book, query_or_uids: str | Sequence[str]) -> Sequence[str]:
    return book.uids_of(book.find(query_or_uids).ids) if isinstance(query_or_uids, str) else list(query_or_uids)


def _table_form(columns: "Columns", audience: Audience, bom: bool) -> Form:
    from contactbook.app.csv_form import CsvForm  # late: with it comes the reader of tables

    return CsvForm(columns, audience, bom=bom)


def _form(out: Path, audience: Audience, version: Version) -> Form:
    suffix = out.suffix.lower()
    if suffix in (".vcf", ".vcard"):
        return VCardForm(version, audience)
    if suffix == ".json":
        return JsonForm()
    raise ContactbookError(
        _("{file} says no format that can be written. Name a file that ends in .vcf, .csv or .json.").format(file=out)
    )


class _Tally:
    """Reads the contacts in pieces, as the audience may have them, and counts what it withheld."""

    def __init__(self, book: Book, uids: Sequence[str], audience: Audience, progress: Progress | None) -> None:
        self._book, self._uids, self._audience, self._progress = book, uids, audience, progress
        self.withheld = 0
        self.wanted = 0
        self._done = 0

    def contacts(self) -> Iterator[Contact]:
        """Give the contacts; the second time, to compare, they are read anew."""
        self.withheld = self.wanted = 0
        for piece in pieces(self._book, self._uids):
            self._tell(2 * len(self._uids))
            for contact in self._book.get_many(piece):
                view, withheld = as_given(contact, self._audience)
                self.withheld += withheld
                self.wanted += 1
                yield view
            self._done += len(piece)

    def looked_at(self) -> Iterator[Contact]:
        """Give the contacts without photo and kept card, which are most of them."""
        for at in range(0, len(self._uids), _LOOKED_AT):
            self._tell(len(self._uids))
            piece = self._uids[at : at + _LOOKED_AT]
            yield from (as_given(contact, self._audience)[0] for contact in self._book.get_many(piece, lean=True))
            self._done += len(piece)

    def parts(self, form: Form) -> Generator[Part, None, None]:
        """Give the contacts as they are in a file, each piece read back and compared."""
        total = len(self._uids)
        self._tell(total)
        with closing(parts(self._book, form, self._audience, self._uids)) as made:
            for one in made:
                self.withheld += one.withheld
                self.wanted += one.wanted
                self._done += one.asked
                self._tell(total)
                yield one

    def tell_all_is_written(self) -> None:
        """See once more whether the person has stopped it."""
        self._tell(len(self._uids))

    def compare(self, read: Iterable[Contact], form: Form) -> tuple[int, list[str]]:
        """Compare what was read back with the contacts, which are read anew."""
        return compare(read, self.contacts(), self._audience, form.comparable)

    def _tell(self, total: int) -> None:
        if self._progress and not self._progress(min(self._done, total), total):
            raise Cancelled(_("Stopped. Nothing was written."))


def _write_pieces(output: outputs.OneFile, form: Form, tally: _Tally) -> tuple[int, list[str]]:
    """Write a file of pieces that were read back each, and prove that it holds their bytes and no others.

    Where it does not, the file is read as a whole and every contact compared, so that what is lost has a name.
    """
    read = 0
    differing: list[str] = []

    def bodies() -> Iterator[bytes]:
        nonlocal read
        for one in made:
            read += one.contacts
            differing.extend(one.differing)
            if one.data:
                yield one.data

    with closing(tally.parts(form)) as made:
        digest = output.lay(bodies())
    tally.tell_all_is_written()
    if output.holds(digest):
        return read, differing
    read, differing = tally.compare(output.read(), form)
    return read, differing or [_("The file does not hold the bytes that were written to it.")]
