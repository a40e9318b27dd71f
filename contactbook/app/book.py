"""The book: the one door through which contacts are written."""

import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from contactbook.app.readable import ReadableBook, system_clock, usual_stale_days
from contactbook.domain import freshness
from contactbook.domain.changes import Change, Step
from contactbook.domain.contact import Agency, Contact, Means
from contactbook.domain.errors import Cancelled, ContactbookError, NothingToUndo
from contactbook.domain.record import replace
from contactbook.i18n import _, counted
from contactbook.store import journal, lists, lookup, places

if TYPE_CHECKING:
    from contactbook.app.duplicates import Duplicates
    from contactbook.app.writing import Writing
    from contactbook.domain.undoing import Conflict

T = TypeVar("T")
Listener = Callable[[Change], None]
Progress = Callable[[int, int], bool]


class Book(ReadableBook):
    """A directory in one SQLite file: reads are immediate, every write is one step that one undo takes back.

    Reads may come from any thread; writes wait for one another. Listeners are called after the commit, on the
    thread that wrote.
    """

    def __init__(
        self, path: Path, clock: Callable[[], datetime] = system_clock, stale_days: Callable[[], int] = usual_stale_days
    ) -> None:
        super().__init__(path, clock, stale_days)
        self._listeners: list[Listener] = []
        self._lock = threading.RLock()

    @classmethod
    def open(
        cls, path: Path, clock: Callable[[], datetime] = system_clock, stale_days: Callable[[], int] = usual_stale_days
    ) -> "Book":
        """Open a book, or prepare an empty one that the first write makes; raise NotABook or NewerBook."""
        book = cls(path, clock, stale_days)
        book._file.check()
        return book

    def close(self) -> None:
        """Close the file; what was written stays."""
        with self._lock:
            self._file.close()

    @cached_property
    def duplicates(self) -> "Duplicates":
        """What may be the same contact twice, and merging; loaded when first asked for."""
        from contactbook.app.duplicates import Duplicates

        return Duplicates(self, self._file)

    # Writing

    @contextmanager
    def step(
        self, name: str, means: str = "hand", initiator: object = None, *, much: bool = False
    ) -> Iterator["Writing"]:
        """Open a step; all that is written in it is committed together, or not at all. much: thousands of contacts."""
        from contactbook.app.writing import Writing  # late: what only reads does without all that writes

        with self._lock:
            with self._file.writing(much=much) as db:
                now = self.clock()
                name = name.encode("utf-8", "replace").decode()  # a file's name may hold what no text does
                writing = Writing(db, journal.begin(db, now, name, means), now)
                yield writing
                step = journal.get(db, writing.step)
            self._tell(Change(frozenset(writing.uids), step, initiator))

    def save(
        self, contact: Contact, *, name: str | None = None, means: str = "hand", initiator: object = None
    ) -> Contact:
        """Write one contact as a step; one without a uid is new. Give it back as the book holds it."""

        def write(storable: Sequence[Contact]) -> Contact:
            verb = _("Edit {name}") if contact.uid and self.get(storable[0].uid) else _("Add {name}")
            with self.step(name or verb.format(name=storable[0].shown), means, initiator) as writing:
                return writing.put(storable)[0]

        return self._write_storable([contact], write)

    def save_many(
        self,
        wanted: Sequence[Contact],
        name: str,
        *,
        means: str = "hand",
        initiator: object = None,
        progress: Progress | None = None,
    ) -> Step:
        """Write many contacts as one step; progress that answers False cancels and nothing is written."""
        from contactbook.app import tidying

        def write(storable: Sequence[Contact]) -> Step:
            with self.step(name, means, initiator) as writing:
                tidying.write(writing, storable, progress)
            return self.step_of(writing)

        return self._write_storable(list({c.uid or id(c): c for c in wanted}.values()), write)

    def _write_storable(self, wanted: Sequence[Contact], write: Callable[[Sequence[Contact]], T]) -> T:
        try:
            return write(wanted)
        except UnicodeEncodeError:  # rare enough to be looked for only when SQLite stumbles over it
            from contactbook.app import tidying

            return write([tidying.storable(c) for c in wanted])

    def change(
        self,
        uids: Sequence[str],
        change: Callable[[Contact], Contact],
        sentence: str,
        initiator: object = None,
        progress: Progress | None = None,
    ) -> Step:
        """Change contacts as they are when the step is open; sentence names the step and says {who}.

        What the change leaves as it is is not written. progress that answers False cancels, and nothing is.
        """
        from contactbook.app import tidying

        name = sentence.format(who=self._named(uids))
        with self.step(name, initiator=initiator) as writing:
            for piece in tidying.pieces(uids, progress):
                held = writing.load(piece)
                changed = [(change(c), c) for c in held]
                writing.put([new for new, old in changed if new != old], [old for new, old in changed if new != old])
        return self.step_of(writing)

    def trash(self, uids: Sequence[str], *, initiator: object = None, progress: Progress | None = None) -> Step:
        """Move contacts to the trash; one that is there already keeps its day."""
        now, sentence = self.clock(), _("Move {who} to the trash")
        return self.change(uids, lambda c: replace(c, deleted_at=c.deleted_at or now), sentence, initiator, progress)

    def restore(self, uids: Sequence[str], *, initiator: object = None, progress: Progress | None = None) -> Step:
        """Take contacts out of the trash."""
        return self.change(uids, lambda c: replace(c, deleted_at=None), _("Restore {who}"), initiator, progress)

    def empty_trash(self, before: datetime | None = None, *, progress: Progress | None = None) -> Step | None:
        """Take contacts in the trash out of the book, those alone that were put there before a moment if one is given.

        The journal keeps them, so that undo brings them back. With a moment it is nobody's own step: an undo of the
        newest passes it over. None where the trash holds nothing of the kind.
        """
        if not self.trashed(before):
            return None
        means = "hand" if before is None else journal.BY_ITSELF
        with self.step(_("Empty the trash"), means) as writing:
            uids = lookup.trashed(writing.db, before)
            for done in range(0, len(uids), 500):
                if progress and not progress(done, len(uids)):
                    raise Cancelled(_("Stopped. Nothing was changed."))
                writing.remove(uids[done : done + 500])
        return self.step_of(writing)

    def verify(
        self, uids: Sequence[str], means: Means, *, initiator: object = None, progress: Progress | None = None
    ) -> Step:
        """Note that contacts and all their details are right today."""
        today = self.today()
        return self.change(uids, lambda c: freshness.verify(c, today, means), _("Verify {who}"), initiator, progress)

    def _named(self, uids: Sequence[str]) -> str:
        contact = self.get(uids[0]) if len(uids) == 1 else None
        return contact.shown if contact else counted("{number} contact", "{number} contacts", len(uids))

    def put_agencies(self, wanted: Iterable[Agency]) -> None:
        """Keep what is known of agencies: full names, other names, sites."""
        with self._lock:
            with self._file.writing() as db:
                for agency in wanted:
                    places.put_agency(db, agency)
            self._tell(Change(frozenset(), None))

    def create_list(self, name: str, *, initiator: object = None) -> None:
        """Make an empty list."""
        with self.step(_("New list {name}").format(name=name), initiator=initiator) as writing:
            writing.keep_list(name)
            lists.add(writing.db, name)

    def rename_list(self, name: str, new: str, *, initiator: object = None) -> None:
        """Give a list another name; raise ContactbookError where there is a list of that name."""
        if new in dict(self.lists()):
            raise ContactbookError(_("There is a list {name} already. Choose another name.").format(name=new))
        with self.step(_("Rename list {name}").format(name=name), initiator=initiator) as writing:
            writing.keep_list(name)
            writing.keep_list(new)
            lists.rename(writing.db, name, new)

    def delete_list(self, name: str, *, initiator: object = None) -> None:
        """Remove a list; its contacts stay."""
        with self.step(_("Delete list {name}").format(name=name), initiator=initiator) as writing:
            writing.keep_list(name)
            lists.remove(writing.db, name)

    def add_to_list(
        self, uids: Sequence[str], name: str, *, initiator: object = None, progress: Progress | None = None
    ) -> Step:
        """Put contacts on a list, which is made where there is none."""
        sentence = _("Add {who} to {name}").replace("{name}", _plain(name))

        def change(c: Contact) -> Contact:
            return c if name in c.lists else replace(c, lists=(*c.lists, name))

        return self.change(uids, change, sentence, initiator, progress)

    def remove_from_list(
        self, uids: Sequence[str], name: str, *, initiator: object = None, progress: Progress | None = None
    ) -> Step:
        """Take contacts off a list."""
        sentence = _("Take {who} off {name}").replace("{name}", _plain(name))

        def change(c: Contact) -> Contact:
            return replace(c, lists=tuple(n for n in c.lists if n != name))

        return self.change(uids, change, sentence, initiator, progress)

    # The journal

    def undo(
        self,
        step: int | None = None,
        *,
        keep_later: bool = False,
        also: "Collection[Conflict]" = (),
        initiator: object = None,
        progress: Progress | None = None,
    ) -> Step:
        """Take back the newest step that stands, or the one named; raise NothingToUndo.

        Where something that it touched changed since raise ChangedSince, or keep_later: what nobody changed goes back,
        what changed stays, those conflicts aside that are named in also.
        """
        return self._take_back(step, False, keep_later, also, initiator, progress)[0]

    def undo_since(
        self,
        step: int,
        *,
        keep_later: bool = False,
        also: "Collection[Conflict]" = (),
        initiator: object = None,
        progress: Progress | None = None,
    ) -> list[Step]:
        """Take back a step and all after it that stand, as one step; give them, newest first. Else as `undo`."""
        return self._take_back(step, True, keep_later, also, initiator, progress)

    def _take_back(
        self,
        step: int | None,
        since: bool,
        keep_later: bool,
        also: "Collection[Conflict]",
        initiator: object,
        progress: Progress | None,
    ) -> list[Step]:
        from contactbook.app import undoing

        with self._file.reading() as db:
            oldest = undoing.targets(db, step, since)[-1]
        with self.step(_("Undo: {step}").format(step=oldest.name), "undo", initiator) as writing:
            # Worked out once nobody else writes: another program may have a moment ago.
            targets = undoing.targets(writing.db, oldest.id, since)
            plan = undoing.plan(writing.db, targets, also)
            undoing.check(plan, keep_later)
            name = _("Undo back to: {step}") if len(targets) > 1 else _("Undo: {step}")
            part = _("{undo} (in part)") if plan.left else "{undo}"
            journal.rename(writing.db, writing.step, part.format(undo=name.format(step=oldest.name)))
            undoing.apply(writing, plan, progress)
            undoing.note(writing.db, writing.step, targets)
        return targets

    def redo(self, *, initiator: object = None, progress: Progress | None = None) -> Step:
        """Put back what the last undo took; raise NothingToUndo where there is nothing.

        Progress that answers False cancels, and nothing is put back.
        """
        from contactbook.app import undoing

        with self._file.reading() as db:
            found = journal.next_redo(db)
            target = journal.get(db, found[1]) if found else None
        if found is None or target is None:
            raise NothingToUndo(_("There is nothing to redo."))
        with self.step(_("Redo: {step}").format(step=target.name), "redo", initiator) as writing:
            if journal.next_redo(writing.db, besides=writing.step) != found:
                raise NothingToUndo(_("There is nothing to redo."))
            undoing.put_back(writing, found[0], progress)
            journal.mark(writing.db, writing.step, redoes=found[0])
            journal.set_undone(writing.db, target.id, False)
        return target

    def step_of(self, writing: "Writing") -> Step:
        """Give the step that was written, once it is committed."""
        return self._step(writing.step)

    def _step(self, step: int) -> Step:
        with self._file.reading() as db:
            found = journal.get(db, step)
        if found is None:
            raise NothingToUndo(_("There is no such step to take back."))
        return found

    def forget(self, uid: str) -> bool:
        """Take a contact out for good, of the journal and the blocks too: no undo. app.forgetting does its copies.

        Answer False where the file still holds traces: they go when the book is next opened.
        """
        from contactbook.store import clearing, forgetting
        from contactbook.store.connection import transaction

        with self._lock:
            with self._file.alone() as db:
                db.execute("PRAGMA secure_delete = ON")
                with transaction(db):
                    forgetting.forget(db, uid, _("someone forgotten"))
                    clearing.mark(db)
                cleared = clearing.clear(db)
                db.execute("PRAGMA secure_delete = OFF")
            self._tell(Change(frozenset({uid}), None))
        return cleared

    @contextmanager
    def closed(self) -> Iterator[None]:
        """Hold the file closed while another takes its place; it opens again by itself. Nobody may be reading."""
        with self._lock, self._file.closed():
            yield
        self._tell(Change(frozenset(), None))

    def put_back_file(self, copy: Path) -> None:
        """Have a copy of what was open take the place of the file that was deleted; nobody may be reading."""
        with self._lock:
            self._file.put_back(copy)
        self._tell(Change(frozenset(), None))

    # Listening

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call a listener after every commit; what comes back ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def _tell(self, change: Change) -> None:
        for listener in tuple(self._listeners):
            listener(change)

    def poll(self) -> bool:
        """Tell listeners when another process wrote, and say whether one did."""
        if not self._file.changed_elsewhere():
            return False
        self._tell(Change(frozenset(), None))
        return True


def _plain(name: str) -> str:
    """Keep braces in a name from being taken for a place to fill in."""
    return name.replace("{", "{{").replace("}", "}}")
