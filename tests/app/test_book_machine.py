"""A person at work on a book: whatever they do, undo takes it back, and the search and the file stay sound."""

import itertools
import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, invariant, rule

from contactbook.app import backups, importing, restoring
from contactbook.app.book import Book
from contactbook.domain.contact import Contact
from contactbook.domain.errors import NothingToUndo
from contactbook.domain.folding import fold
from contactbook.domain.rebasing import without
from contactbook.domain.undoing import ChangedSince, take_back
from tests.clock import Clock
from tests.strategies import contacts

State = dict[str, Contact]


def _alike(one: Contact | None, other: Contact) -> bool:
    return one is not None and replace(one, updated_at=None) == replace(other, updated_at=None)


class BookMachine(RuleBasedStateMachine):
    """Beside the book runs a plain dictionary, with what it was before and after each step."""

    people = Bundle("people")

    @initialize()
    def open(self) -> None:
        self._folder = tempfile.TemporaryDirectory()
        self._clock = Clock()
        path = Path(self._folder.name) / "book.db"
        self._book, self._other = (Book.open(path, clock=self._clock) for _window in range(2))
        self._numbers = itertools.count(1)
        self._copies: list[tuple[Path, State]] = []
        self._now: State = {}
        self._done: list[int] = []  # the steps that stand
        self._undone: list[tuple[tuple[int, ...], State]] = []  # those taken back, with what the book held before
        self._steps: dict[int, tuple[State, State]] = {}  # what it held before and after each
        self._gone: dict[int, int] = {}  # the steps that do not stand, and the undo that took each back
        self._log: list[tuple[int, int, State, State]] = []  # every step: its number, whose it is about, before, after

    def teardown(self) -> None:
        if hasattr(self, "_book"):
            self._book.close()
            self._other.close()
            self._folder.cleanup()

    def _stepped(self, now: State) -> None:
        newest = self._book.history(limit=1)[0].id
        self._done.append(newest)
        self._steps[newest] = (self._now, now)
        self._logged(newest, now)
        self._undone.clear()
        self._now = now

    def _logged(self, about: int, now: State) -> None:
        self._log.append((self._book.history(limit=1)[0].id, about, self._now, now))

    def _taken_back(self, *steps: int) -> State | None:
        """Say what the book holds after steps are taken back, what changed since kept; None if all of it changed."""
        now, conflicts = dict(self._now), 0
        for step in steps:
            before, made = self._steps[step]
            for uid in [*before, *(uid for uid in made if uid not in before)]:
                old = before.get(uid)
                if old is not None:
                    rebased = without(old, made.get(uid), self._past(uid, step))
                    if rebased != old:  # a state that never was bears the moment of writing
                        old = replace(rebased, updated_at=getattr(self._now.get(uid), "updated_at", None))
                outcome = take_back(old, made.get(uid), now.get(uid))
                conflicts += len(outcome.conflicts)
                if outcome.wanted is None:
                    now.pop(uid, None)
                else:
                    now[uid] = outcome.wanted
        return None if conflicts and now == self._now else now

    def _past(self, uid: str, step: int) -> list[tuple[Contact, Contact, bool]]:
        """List what led to a contact as a step found it: before, after, whether it was taken back after the step."""
        gone = {taken for taken, undo in self._gone.items() if taken < step < undo}
        past: list[tuple[Contact, Contact, bool]] = []
        for number, about, before, after in self._log:
            old, new = before.get(uid), after.get(uid)
            if number >= step or new is None or old is None:
                past = past if number >= step or new == old else []
            elif old != new:
                past.append((old, new, about in gone))
        return past

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
    def go_to_the_other_window(self) -> None:
        """Work on by a connection that has its own idea of what the book holds."""
        self._book, self._other = self._other, self._book

    @rule(uids=st.lists(people, min_size=1, max_size=4, unique=True))
    def change_many(self, uids: list[str]) -> None:
        notes = f"Note {next(self._numbers)}"
        there = [uid for uid in uids if uid in self._now]
        if there:
            self._book.change(there, lambda c: replace(c, notes=notes), "Change {who}")
            self._stepped(self._read({**self._now, **{uid: replace(self._now[uid], notes=notes) for uid in there}}))

    @rule(stays=people, gone=people)
    def merge(self, stays: str, gone: str) -> None:
        two = [self._now[uid] for uid in (stays, gone) if uid in self._now and not self._now[uid].deleted_at]
        if stays == gone or len(two) < 2:
            return
        covered = [uid for uid, c in self._now.items() if c.cover == gone]
        self._book.duplicates.merge(stays, [gone])
        got = {c.uid: c for c in self._book.get_many([stays, gone, *covered])}
        assert gone not in got
        for held in two:  # nothing is lost of either
            assert {p.number for p in held.phones} <= {p.number for p in got[stays].phones}
            assert {fold(e.address) for e in held.emails} <= {fold(e.address) for e in got[stays].emails}
            assert {*held.languages} <= {*got[stays].languages}
        self._stepped({uid: got.get(uid, c) for uid, c in self._now.items() if uid != gone})

    @rule(target=people)
    def take_in_a_card(self) -> str:
        number = next(self._numbers)
        uid = f"urn:uuid:00000000-0000-4000-8000-{number:012}"
        self._take_in(uid, f"Zora Testova{number}", "Speaker")
        (new,) = {c.uid: c for c in self._book.get_many(self._book.all_uids())}.keys() - self._now.keys()
        self._stepped({**self._now, **{c.uid: c for c in self._book.get_many([new])}})
        return new

    @rule(uid=people)
    def take_in_a_card_that_is_known(self, uid: str) -> None:
        held = self._now.get(uid)
        if held is not None and held.name and not held.deleted_at:
            role = f"Speaker {next(self._numbers)}"
            self._take_in(uid, "Whoever", role)
            got = self._book.get(uid)
            assert got is not None
            assert got.role == role
            assert got.phones == held.phones  # what the card does not speak of stays
            self._stepped({**self._now, uid: got})

    def _take_in(self, uid: str, name: str, role: str) -> None:
        lines = ("BEGIN:VCARD", "VERSION:4.0", f"UID:{uid}", f"FN:{name}", f"TITLE:{role}", "END:VCARD", "")
        plan = importing.plan(self._book, importing.read("cards.vcf", "\r\n".join(lines).encode()))
        importing.apply(self._book, importing.decided(plan, "update"))

    @rule()
    def back_up(self) -> None:
        if self._now:
            copy = Path(self._folder.name) / f"copy-{next(self._numbers)}.db"
            made = backups.back_up(self._book, copy)
            assert made.contacts == self._book.counts().all
            self._copies.append((copy, self._now))

    @rule(which=st.floats(0, 0.999))
    def go_back_to_a_copy(self, which: float) -> None:
        if not self._copies:
            return
        copy, then = self._copies[int(which * len(self._copies))]
        plan = restoring.plan(self._book, copy)
        differ = {uid for uid, c in then.items() if not _alike(self._now.get(uid), c)}
        later = {uid for uid, c in self._now.items() if uid not in then and c.deleted_at is None}
        assert {*plan.uids("added", "changed")} == differ
        assert {*plan.uids("gone")} == later
        if plan.is_empty:
            return
        restoring.apply(self._book, plan)
        got = {c.uid: c for c in self._book.get_many(self._book.all_uids())}
        assert {uid: got[uid] for uid in differ} == {uid: then[uid] for uid in differ}
        assert all(got[uid].deleted_at is not None for uid in later)
        assert got.keys() == {*self._now, *then}
        self._stepped(got)

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

    @rule(which=st.floats(0, 0.999))
    def undo_all_since(self, which: float) -> None:
        if not self._done:
            return
        steps = self._done[int(which * len(self._done)) :][::-1]
        expected = self._taken_back(*steps)
        try:
            self._book.undo_since(steps[-1], keep_later=True)
        except NothingToUndo:
            assert expected is None
            return
        self._took_back(*steps)

    def _took_back(self, *steps: int) -> None:
        now = self._taken_back(*steps)
        self._undone.append((steps, self._now))
        self._done = [step for step in self._done if step not in steps]
        now = self._now if now is None else self._read(now)  # None where only a list that it had made went
        self._logged(steps[-1], now)
        self._gone |= dict.fromkeys(steps, self._log[-1][0])
        self._now = now

    @rule()
    def redo(self) -> None:
        try:
            self._book.redo()
        except NothingToUndo:
            assert not self._undone
        else:
            steps, now = self._undone.pop()
            self._done = sorted([*self._done, *steps])
            self._gone = {step: undo for step, undo in self._gone.items() if step not in steps}
            self._logged(steps[-1], now)
            self._now = now

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
