"""Makes the plan of an import: what is read is laid beside the book piece by piece, and kept until it is decided."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from contactbook.app.book import Book
from contactbook.app.matching import Match, Matcher
from contactbook.app.plan import Origin, Plan, Spans, guess_text
from contactbook.app.planning import PlannedChange, changes_between, fields_of
from contactbook.domain.contact import Contact
from contactbook.exchange.formats import Problem, Reading, Span
from contactbook.i18n import _
from contactbook.store.packing import Packed
from contactbook.store.spool import Entry, Spool

_PIECE = 500  # contacts that are looked up together
_MOST_TEXT = 300_000  # characters that are kept to be shown beside the rows


class PlanMaker:
    """Takes source after source; what each brings is kept as rows of one plan."""

    def __init__(self, book: Book, *, public: bool = False) -> None:
        self.public = public
        self._matcher = Matcher(book)
        self._spool = Spool()
        self._kind = ""
        self._text = ""
        self._spans: dict[int, Spans] = {}
        self._places: set[tuple[str, str]] = set()
        self._named: set[str] = set()

    def close(self) -> None:
        """Drop what was read so far."""
        self._spool.close()

    def take(self, reading: Reading, *, again: bool = False) -> None:
        """Take what was read at once, a release with its text; again: its source is open already."""
        if not again:
            self.begin(reading.source, reading.kind)
        first = self._spool.count
        self.add([*reading.problems, *reading.contacts])
        room = _MOST_TEXT - len(self._text)
        if not reading.text or room <= 0:
            return
        start = len(self._text) + 2 if self._text else 0
        self._text = f"{self._text}\n\n{reading.text[:room]}" if self._text else reading.text
        for at, spans in enumerate(reading.spans):
            self._spans[first + at] = {
                key: tuple(Span(s.start + start, s.end + start) for s in found) for key, found in spans.items()
            }

    def begin(self, name: str, kind: str) -> None:
        """Open a source: what is added comes from it."""
        self._kind = kind
        self._spool.begin(name, kind)

    def add(self, items: Sequence[Contact | Problem]) -> None:
        """Lay what was read beside the book."""
        self.lay(packed(items, public=self.public))

    def lay(self, items: Sequence[Packed | Problem]) -> None:
        """Lay what was read and packed beside the book."""
        problems = [item for item in items if isinstance(item, Problem)]
        if problems:
            self._spool.tell((p.where, p.what, p.raw, p.lost) for p in problems)
        contacts = [item for item in items if isinstance(item, Packed)]
        for at in range(0, len(contacts), _PIECE):
            self._lay(contacts[at : at + _PIECE])

    def drop_source(self) -> None:
        """Take back what the open source has brought: it could not be read to its end."""
        self._spool.drop_source()

    @property
    def found(self) -> bool:
        """Tell whether anything was read, be it a problem."""
        return bool(self._spool.count or self._spool.problems)

    def made(self, name: str) -> Plan:
        """Give the plan; name says to people where it is from."""
        absent = self._matcher.absent(sorted(self._places), self._named)
        return Plan(self._spool, self._matcher.same_agency, Origin(name, self._text, self._spans, absent))

    def _lay(self, contacts: Sequence[Packed]) -> None:
        twice = self._spool.seen(contacts)
        matches: Sequence[Match | None] = [None] * len(contacts)
        if self._matcher.any:
            matches = self._matcher.match([packed.contact() for packed in contacts])
        self._spool.add(
            [
                Entry(contact, None, "same", "skip", _("stands twice in what was read"), 0)
                if again
                else self._entry(contact, match)
                for contact, again, match in zip(contacts, twice, matches, strict=True)
            ]
        )

    def _entry(self, packed: Packed, match: Match | None) -> Entry:
        released = self._kind == "release"
        existing = match.contact if match else None
        reason = match.reason if match else None
        if existing is None and not released and not packed.guessed:
            return Entry(packed, None, "new", "add", reason)  # the most of a large import
        contact = packed.contact()
        if released:
            if contact.agency and contact.city:
                self._places.add((contact.agency, contact.city))
            if existing is not None:
                self._named.add(existing.uid)
        if existing is None:
            if not packed.guessed:  # all that matters is that there is something
                return Entry(packed, None, "new", "add", reason)
            changes = fields_of(contact)
            guesses = _guesses(changes)
            return Entry(packed, None, "new", "add", reason, len(changes) - len(guesses), guesses)
        changes = changes_between(existing, contact, self._matcher.same_agency, released=released)
        guesses = _guesses(changes)
        sure = len(changes) - len(guesses)
        if match is not None and match.certain:
            state = "changes" if changes else "same"
            return Entry(packed, existing, state, "update", reason, sure, guesses)
        # Nobody but a person can say whether it is the same one: until then nothing is done with it.
        return Entry(packed, existing, "looks like", "skip", reason, sure, guesses)


def packed(items: Iterable[Contact | Problem], *, public: bool = False) -> list[Packed | Problem]:
    """Pack the contacts of what was read; public: all that is read of them may be published."""
    return [item if isinstance(item, Problem) else Packed.of(_published(item) if public else item) for item in items]


def plan(book: Book, reading: Reading, *, public: bool = False) -> Plan:
    """Lay what was read beside the book: new, the same, changed, or like a contact that is there."""
    return plan_all(book, [reading], reading.source, public=public)


def plan_all(book: Book, readings: Iterable[Reading], name: str, *, public: bool = False) -> Plan:
    """Lay several readings beside the book as one plan."""
    maker = PlanMaker(book, public=public)
    try:
        for reading in readings:
            maker.take(reading)
        return maker.made(name)
    except BaseException:
        maker.close()
        raise


def _guesses(changes: Sequence[PlannedChange]) -> tuple[tuple[str, str], ...]:
    return tuple((change.key, guess_text(change)) for change in changes if change.guess)


def _published(contact: Contact) -> Contact:
    return replace(
        contact,
        phones=tuple(replace(p, public=True) for p in contact.phones),
        emails=tuple(replace(e, public=True) for e in contact.emails),
        links=tuple(replace(k, public=True) for k in contact.links),
    )
