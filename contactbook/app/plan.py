"""A plan of an import: its rows and problems, read page by page from where they are kept until it is applied."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar, cast, overload

from contactbook.app.planning import PlannedChange, PlanRow, State, changes_between, fields_of
from contactbook.domain.contact import Contact
from contactbook.exchange.formats import Problem, Span
from contactbook.store.packing import Packed
from contactbook.store.spool import Spool, Spooled

T = TypeVar("T")
Spans = Mapping[str, tuple[Span, ...]]
_PAGE = 64
_PAGES = 24  # that are remembered: more than a screen shows


class Paged(Sequence[T], Generic[T]):
    """A sequence that is read page by page and remembers the last few; what changed is to be forgotten."""

    def __init__(self, length: Callable[[], int], read: Callable[[int, int], Sequence[T]]) -> None:
        self._length = length
        self._read = read
        self._pages: dict[int, list[T]] = {}

    def __len__(self) -> int:
        return self._length()

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[T]: ...
    def __getitem__(self, at: int | slice) -> T | Sequence[T]:
        if isinstance(at, slice):
            return [self[n] for n in range(*at.indices(len(self)))]
        if at < 0:
            at += len(self)
        if not 0 <= at < len(self):
            raise IndexError(at)
        return self._page(at // _PAGE)[at % _PAGE]

    def __iter__(self) -> Iterator[T]:
        for first in range(0, len(self), _PAGE):
            yield from self._read(first, _PAGE)

    def forget(self) -> None:
        """Forget what was read."""
        self._pages.clear()

    def _page(self, number: int) -> list[T]:
        page = self._pages.pop(number, None)
        if page is None:
            page = list(self._read(number * _PAGE, _PAGE))
            if len(self._pages) >= _PAGES:
                del self._pages[next(iter(self._pages))]
        self._pages[number] = page  # the one that was asked for last stands last
        return page


@dataclass(frozen=True, slots=True)
class Origin:
    """What a plan was read from: a name for people, its text where it is one, and what came from where in it.

    spans has for some rows where in the text each value was found. absent are contacts of the book whom a release of
    their agency and city does not name: pointed out, left alone.
    """

    name: str = ""
    text: str = ""
    spans: Mapping[int, Spans] = None  # type: ignore[assignment]
    absent: tuple[Contact, ...] = ()


class Plan:
    """The rows of an import and what is decided of them; to be closed when it is done with."""

    def __init__(self, spool: Spool, same_agency: Callable[[str | None, str | None], bool], origin: Origin) -> None:
        self._spool = spool
        self._same_agency = same_agency
        self.source, self.text, self.absent = origin.name, origin.text, origin.absent
        self.spans: Mapping[int, Spans] = origin.spans or {}
        self.rows: Paged[PlanRow] = Paged(lambda: spool.count, self._read)
        self.problems: Paged[Problem] = Paged(lambda: spool.problems, self._told)

    def close(self) -> None:
        """Drop what was read; the plan cannot be asked any more."""
        self._spool.close()

    @property
    def kind(self) -> str:
        """Name the format that all of it was read in; "mixed" where there are several."""
        kinds = self._spool.kinds()
        return kinds[0] if len(kinds) == 1 else "mixed"

    @property
    def released(self) -> bool:
        """Tell whether any of it comes from a release."""
        return "release" in self._spool.kinds()

    def written(self) -> Iterator[list["Coming"]]:
        """Give piece by piece the rows of which something may be written."""
        for piece in self._spool.written(self.released):
            yield [Coming(self, kept) for kept in piece]

    def row(self, kept: Spooled) -> PlanRow:
        """Lay a row out as it is decided: the changes that it makes, and which of them are taken."""
        if kept.existing is None or kept.action == "add":
            changes = fields_of(kept.incoming)
        else:
            released = kept.kind == "release"
            changes = changes_between(kept.existing, kept.incoming, self._same_agency, released=released)
        ticked = tuple(
            replace(c, taken=c.key in kept.taken)
            if c.guess
            else replace(c, taken=False)
            if c.key in kept.left_off
            else c
            for c in changes
        )
        return PlanRow(
            kept.incoming, kept.existing, cast(State, kept.state), kept.action, kept.reason, ticked, kept.id,
            kept.kind == "release",
        )  # fmt: skip

    def _read(self, first: int, number: int) -> list[PlanRow]:
        return [self.row(kept) for kept in self._spool.rows(first, number)]

    def _told(self, first: int, number: int) -> list[Problem]:
        found = self._spool.told(first, number)
        return [Problem(t.place, t.what, t.raw, t.lost, t.source, t.kind) for t in found]

    # Asking

    def ids(self, state: str) -> Sequence[int]:
        """List the rows of a state by their place."""
        return self._spool.ids(state)

    def counts(self) -> dict[str, int]:
        """Count the rows of each state."""
        return self._spool.counts()

    def lost(self) -> int:
        """Count the problems by which a contact is lost."""
        return self._spool.lost()

    def decided(self) -> dict[tuple[str, str, bool], int]:
        """Count rows by state, by what is done ("" where nothing is taken), and by whether anything is left off."""
        return self._spool.decided()

    def writes(self) -> dict[tuple[str, str], int]:
        """Count the rows of which something is written, by state and by what is done."""
        return self._spool.writes()

    def guesses_left(self) -> dict[str, int]:
        """Count by state the guesses that are not taken, skipped contacts aside."""
        return self._spool.guesses_left()

    def shared_guesses(self) -> list[tuple[str, str, int]]:
        """List the guesses that several rows share: key, value, how many rows."""
        return self._spool.shared_guesses()

    def guess_ticks(self, key: str, value: str) -> tuple[int, int]:
        """Count the rows that share a guess, and those that take it."""
        return self._spool.guess_ticks(key, value)

    def guessed(self) -> list[tuple[str, str, int]]:
        """List the guesses that are taken: key, value, in how many rows."""
        return self._spool.guessed()

    def repeated(self) -> set[str]:
        """List the uids that several rows lead to."""
        return self._spool.repeated()

    # Deciding

    def put(self, row: PlanRow) -> None:
        """Keep a row as it was decided: what is done with it, what is taken, and what was corrected."""
        if row.incoming != self.rows[row.index].incoming:
            self._spool.correct(row.index, row.incoming)
        sure = [c for c in row.changes if not c.guess]
        guesses = [(c.key, guess_text(c), c.taken) for c in row.changes if c.guess]
        self._spool.decide(row.index, row.action, len(sure), [c.key for c in sure if not c.taken], guesses)
        self.rows.forget()

    def act(self, at: int, action: str) -> None:
        """Decide what becomes of a contact: add, update or skip; what is taken is as it was at first."""
        row = self.rows[at]
        if action == row.action:
            return
        if action == "skip":
            self.put(replace(row, action="skip"))
            return
        kept = self._spool.rows(at, 1)[0]
        self.put(self.row(replace(kept, action=action, left_off=(), taken=frozenset())))

    def decide_state(self, state: str, on: bool) -> None:
        """Take all rows of a state, guesses as they are; or skip them all."""
        self._spool.decide_state(state, on)
        self.rows.forget()

    def decide_guess(self, key: str, value: str, taken: bool) -> None:
        """Take a guess in all rows that share it and are not skipped, or leave it."""
        self._spool.decide_guess(key, value, taken)
        self.rows.forget()

    def decide_all(self, on_match: str) -> None:
        """Decide without a person: matches as asked (update, skip, add), guesses taken, likenesses added."""
        self._spool.decide_all(on_match, "skip" if on_match == "skip" else "add")
        self.rows.forget()


class Coming:
    """A row on its way into the book."""

    __slots__ = ("_kept", "_plan")

    def __init__(self, plan: Plan, kept: Spooled) -> None:
        self._plan, self._kept = plan, kept

    @property
    def incoming(self) -> Contact:
        """What was read."""
        return self._kept.incoming

    @property
    def packed(self) -> Packed:
        """What was read, as it is kept."""
        return self._kept.packed

    @property
    def existing(self) -> Contact | None:
        """The contact of the book as the plan found it."""
        return self._kept.existing

    @property
    def is_new(self) -> bool:
        """Tell whether all of it is added as it is: there is nothing to choose from, and nothing beside it."""
        kept = self._kept
        return kept.existing is None and not (kept.left_off or kept.packed.guessed or self.released)

    @property
    def released(self) -> bool:
        """Tell whether it comes from a release."""
        return self._kept.kind == "release"

    @property
    def place(self) -> int:
        """Give its place in the plan."""
        return self._kept.id

    @property
    def key(self) -> str | int:
        """Name what it leads to: a uid, else its own number."""
        kept = self._kept
        if kept.existing is None:
            return kept.packed.uid or kept.id
        return kept.existing.uid if kept.action == "update" else kept.id  # a second contact, by the person's will

    def result(self, first: Contact | None, upon: Contact | None) -> Contact | None:
        """Give the contact that would be written; None where nothing is.

        first is how the book held it before the import began, upon how it is by now, with what earlier rows did.
        """
        kept = self._kept
        if first is None and upon is None and kept.existing is None and not (kept.left_off or kept.packed.guessed):
            return kept.incoming  # there is nothing to choose from
        row = self._plan.row(kept)
        return (row.fitting(first) if first is not None else row).result(upon)


def guess_text(change: PlannedChange) -> str:
    """Write a guessed value so that the same guess of several contacts is the same text."""
    return change.new if isinstance(change.new, str) else ""
