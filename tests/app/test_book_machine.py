"""A person at work on a book: whatever they do, undo takes it back, and the search and the file stay sound."""

import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, invariant, rule

from contactbook.app.book import Book
from contactbook.domain.contact import Contact
from contactbook.domain.errors import NothingToUndo
from contactbook.domain.folding import fold
from contactbook.domain.undoing import ChangedSince, take_back
from tests.clock import Clock
from tests.strategies import contacts

State = dict[str, Contact]


class BookMachine(RuleBasedStateMachine):
    """Beside the book runs a plain dictionary, with what it was before and after each step."""

    people = Bundle("people")

    @initialize()
    def open(self) -> None:
        self._folder = tempfile.TemporaryDirectory()
        self._clock = Clock()
        self._book = Book.open(Path(self._folder.name) / "book.db", clock=self._clock)
        self._now: State = {}
        self._done: list[int] = []  # the steps that stand
        self._undone: list[tuple[int, State]] = []  # those taken back, with what the book held before that
        self._steps: dict[int, tuple[State, State]] = {}  # what it held before and after each

    def teardown(self) -> None:
        if hasattr(self, "_book"):
            self._book.close()
            self._folder.cleanup()

    def _stepped(self, now: State) -> None:
        newest = self._book.history(limit=1)[0].id
        self._done.append(newest)
        self._steps[newest] = (self._now, now)
        self._undone.clear()
        self._now = now

    def _taken_back(self, step: int) -> State | None:
        """Say what the book holds after a step is taken back, what changed since kept; None if all of it changed."""
        before, made = self._steps[step]
        now, conflicts = dict(self._now), 0
        for uid in [*before, *(uid for uid in made if uid not in before)]:
            outcome = take_back(before.get(uid), made.get(uid), now.get(uid))
            conflicts += len(outcome.conflicts)
            if outcome.wanted is None:
                now.pop(uid, None)
            else:
                now[uid] = outcome.wanted
        return None if conflicts and now == self._now else now

    def _read(self, state: State) -> State:
        """Take the moment of writing from the book: it is not foretold."""
        got = {c.uid: c for c in self._book.get_many(list(state))}
        return {
            uid: replace(c, updated_at=got[uid].updated_at)
            if c.updated_at == getattr(self._now.get(uid), "updated_at", None) and uid in got
            else c
            for uid, c in state.items()
        }

    @rule(target=people, contact=contacts())
    def create(self, contact: Contact) -> str:
        saved = self._book.save(replace(contact, uid="", deleted_at=None))
        self._stepped({**self._now, saved.uid: saved})
        return saved.uid

    @rule(uid=people, contact=contacts())
    def edit(self, uid: str, contact: Contact) -> None:
        if uid in self._now:
            saved = self._book.save(replace(contact, uid=uid, deleted_at=None))
            self._stepped({**self._now, uid: saved})

    @rule(uid=people)
    def trash(self, uid: str) -> None:
        if uid in self._now:
            self._book.trash([uid])
            got = self._book.get(uid)
            assert got is not None
            assert got.deleted_at is not None
            self._stepped({**self._now, uid: got})

    @rule(uid=consumes(people))
    def restore(self, uid: str) -> None:
        if uid in self._now:
            self._book.restore([uid])
            got = self._book.get(uid)
            assert got is not None
            self._stepped({**self._now, uid: got})

    @rule(many=st.lists(contacts(), max_size=4))
    def add_many(self, many: list[Contact]) -> None:
        wanted = [replace(c, uid="", deleted_at=None) for c in many]
        if wanted:
            step = self._book.save_many(wanted, "Import")
            self._stepped({**self._now, **{c.uid: c for c in self._book.get_many(self._book.contacts_of(step))}})

    @rule()
    def undo(self) -> None:
        try:
            self._book.undo(keep_later=True)
        except NothingToUndo:
            assert not self._done or self._taken_back(self._done[-1]) is None
        else:
            self._took_back(self._done[-1])

    @rule(which=st.floats(0, 0.999))
    def undo_an_older_one(self, which: float) -> None:
        if not self._done:
            return
        step = self._done[int(which * len(self._done))]
        expected = self._taken_back(step)
        try:
            self._book.undo(step)
        except ChangedSince:
            self.holds_what_it_should()  # nothing was written
            try:
                self._book.undo(step, keep_later=True)
            except NothingToUndo:
                assert expected is None
                return
        self._took_back(step)

    def _took_back(self, step: int) -> None:
        now = self._taken_back(step)
        self._undone.append((step, self._now))
        self._done.remove(step)
        if now is not None:  # else only a list that it had made went
            self._now = self._read(now)

    @rule()
    def redo(self) -> None:
        try:
            self._book.redo()
        except NothingToUndo:
            assert not self._undone
        else:
            step, self._now = self._undone.pop()
            self._done = sorted([*self._done, step])

    @rule()
    def reopen(self) -> None:
        self._book.close()
        self._book = Book.open(self._book.path, clock=self._clock)

    @invariant()
    def holds_what_it_should(self) -> None:
        if hasattr(self, "_book"):
            got = {c.uid: c for c in self._book.get_many(list(self._now))}
            assert got == self._now, [
                (k, f, getattr(got.get(u), f), getattr(c, f))
                for u, c in self._now.items()
                for k, f in enumerate(c.__slots__)
                if getattr(got.get(u), f, None) != getattr(c, f)
            ]
            kept = sum(c.deleted_at is None for c in self._now.values())
            assert self._book.counts().all == kept == len(self._book.find().ids)
            assert sum(section.count for section in self._book.find().sections) == kept

    @invariant()
    def is_sound_and_searched(self) -> None:
        if hasattr(self, "_book"):
            assert self._book.problems() == []
            for contact in list(self._now.values())[:1]:
                words = [w for w in fold(contact.name or "").split() if w.isalpha()]
                if words and contact.deleted_at is None:
                    found = self._book.uids_of(self._book.find(f'name:"{words[0]}"').ids)
                    assert contact.uid in found


BookMachine.TestCase.settings = settings(
    max_examples=12, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck)
)
TestBookMachine = BookMachine.TestCase
