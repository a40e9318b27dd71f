"""Looks at what a process leaves that was killed, or refused, at its work on a book, and says what is wrong."""

from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from contactbook.app import backups, forgetting
from contactbook.app.book import Book
from contactbook.app.drafts import Drafts
from contactbook.domain.errors import ContactbookError
from contactbook.store import copying
from tests.clock import Clock
from tests.faults.state import look

_SAYS = ("opening", "opened", "done", "refused", "forgot", "kept", "dropping", "dropped", "at", "statements")


@dataclass(frozen=True, slots=True)
class Course:
    """The work of a seed as it goes where nothing interrupts it: what the book is after each piece of work."""

    seed: int
    book: Path
    states: tuple[str, ...]  # before the first piece, then after each
    statements: int
    opening: int  # of the statements, before the first piece
    seconds: float  # from when the book is opened
    forgotten: dict[int, str]  # by the number of the piece: the uid of whom it forgets


@dataclass(slots=True)
class Tally:
    """What was done to the book, and every way in which it was not as it should be."""

    runs: int = 0
    inside: int = 0  # killed with a piece of work begun and not acknowledged
    opening: int = 0  # killed before the book was open
    refusals: int = 0
    wrong: list[str] = field(default_factory=list)

    def add(self, other: "Tally") -> None:
        """Take in what another counted."""
        self.runs += other.runs
        self.inside += other.inside
        self.opening += other.opening
        self.refusals += other.refusals
        self.wrong += other.wrong


def judge(way: Course, book: Path, lines: list[str], lives: bool) -> Tally:
    """Open a book as the next start does, and compare it with what was said of it; who lives may have complained."""
    said = _Said(lines)
    tally = Tally(runs=1, refusals=len(said.refused), opening=not said.is_open)
    if said.else_ and (not lives or any("Traceback" in line for line in said.else_)):
        tally.wrong.append(f"it said {said.else_[-1]}")
    try:
        state, wrong = look(book)
        tally.wrong += [*wrong, *_state(way, said, state, tally), *_gone(way, said, state, book), *_copies(book)]
        tally.wrong += _drafts(way, said, book)
    except Exception as error:  # noqa: BLE001 - whatever keeps the book from opening is what is to be told
        tally.wrong.append(f"the book does not open: {error!r}")
    where = f"seed {way.seed} after {len(said.done)} of {len(way.states) - 1}"
    tally.wrong = [f"{where}: {line}" for line in tally.wrong]
    return tally


class _Said:
    """What a child said until it ended."""

    def __init__(self, lines: list[str]) -> None:
        words = [line.split(" ") for line in lines]
        self.is_open = any(word[0] == "opened" for word in words)
        self.done = [word[2] for word in words if word[0] == "done"]
        self.refused = [word[2] for word in words if word[0] == "refused"]
        self.acknowledged = [word[2] for word in words if word[0] in ("done", "refused") and word[2] != "-"]
        self.forgotten = {int(word[1]): word[2] for word in words if word[0] == "forgot"}
        self.drafts = {word[1]: word[2] for word in words if word[0] == "kept"}
        self.dropped = {key: [word[0] for word in words if word[1:2] == [key]][-1] for key in self.drafts}
        self.else_ = [line for line, word in zip(lines, words, strict=True) if line and word[0] not in _SAYS]
        self.half = _half(words)


def _half(words: list[list[str]]) -> list[int]:
    """Number the pieces that were refused and yet changed the book."""
    half, held = [], None
    for word in words:
        if word[0] == "refused" and word[2] not in ("-", held) and held is not None:
            half.append(int(word[1]))
        held = word[2] if word[0] in ("done", "refused") else held
    return half


def _state(way: Course, said: _Said, state: str, tally: Tally) -> list[str]:
    wrong = [f"piece {n} was refused and changed the book" for n in said.half if n not in way.forgotten]
    acknowledged = said.acknowledged[-1] if said.acknowledged else way.states[0]
    count = len(said.done)
    if said.refused:  # it went another way from there; what was acknowledged last is what must stand
        if state != acknowledged:
            wrong.append(f"after {len(said.refused)} refusals the book is not what was acknowledged")
    elif state == acknowledged:
        tally.inside += count < len(way.states) - 1
    elif count + 1 >= len(way.states) or state != way.states[count + 1]:  # else killed before it could say so
        wrong.append("a step is half done, or an acknowledged one is gone")
    return wrong


def _gone(way: Course, said: _Said, state: str, book: Path) -> list[str]:
    """Look for whom was forgotten in every byte; a forgetting that was cut short is finished by doing it again."""
    gone, at = dict(said.forgotten), len(said.done)
    if not said.refused and at in way.forgotten:
        gone[at] = way.forgotten[at]
        if state == way.states[at]:
            with closing(Book.open(book, clock=Clock())) as held:
                forgetting.forget(held, way.forgotten[at])
    kept = [path for path in book.parent.rglob("*") if path.is_file() and not path.name.startswith("copy-")]
    found = [(path, uid) for path in kept for uid in gone.values() if uid.encode() in path.read_bytes()]
    return [f"{uid} was forgotten and stands in {path.name}" for path, uid in found]


def _drafts(way: Course, said: _Said, book: Path) -> list[str]:
    """Look for every edit that was kept and not given up; those of whom was forgotten went with them."""
    forgotten = {*said.forgotten.values(), *way.forgotten.values()}
    drafts = Drafts(book)
    left = {key: draft.typed.role for key, draft in drafts.left().items()}
    drafts.close()
    wrong = [f"the draft {key} was given up and is offered" for key in left if said.dropped.get(key) == "dropped"]
    for key, uid in said.drafts.items():
        if said.dropped[key] == "kept" and uid not in forgotten and left.get(key) != key:
            wrong.append(f"the draft {key} was kept and is gone")
    return wrong


def _copies(book: Path) -> list[str]:
    """Open every copy that would be offered for a restore."""
    wrong = []
    for backup in backups.listed(book):
        try:
            copying.copy_file(backup.path, book.with_name("again.db"))
        except ContactbookError as error:
            wrong.append(f"the copy {backup.path.name} is not whole: {error}")
    return wrong
