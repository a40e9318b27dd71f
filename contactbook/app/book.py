"""The book: the one door through which contacts are written."""

import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from contactbook.app.readable import ReadableBook, system_clock
from contactbook.domain import freshness
from contactbook.domain.changes import Change, Step
from contactbook.domain.contact import Agency, Contact, Means
from contactbook.domain.errors import ContactbookError, NothingToUndo
from contactbook.i18n import _, counted
from contactbook.store import contacts, journal, lists, places

T = TypeVar("T")
Listener = Callable[[Change], None]
Progress = Callable[[int, int], bool]


class Writing:
    """An open step: what is put or removed through it is journaled and written as one."""

    def __init__(self, db: Any, step: int, now: datetime) -> None:
        self._db, self.step, self.now = db, step, now
        self.uids: set[str] = set()

    def put(self, wanted: Sequence[Contact]) -> None:
        """Write contacts whole; how they were before is kept."""
        uids = [c.uid for c in wanted]
        journal.record(self._db, self.step, journal.CONTACT, journal.now_or_none(self._db, uids))
        contacts.put(self._db, wanted)
        self.uids.update(uids)

    def remove(self, uids: Collection[str]) -> None:
        """Take contacts out, as undoing an addition does."""
        wanted = list(uids)
        journal.record(self._db, self.step, journal.CONTACT, journal.now_or_none(self._db, wanted))
        contacts.remove(self._db, wanted)
        self.uids.update(wanted)

    def keep_list(self, name: str) -> None:
        """Keep how a list is before it is changed."""
        journal.record(self._db, self.step, journal.LIST, [(name, lists.freeze(self._db, name))])


class Book(ReadableBook):
    """A directory in one SQLite file: reads are immediate, every write is one step that one undo takes back.

    Reads may come from any thread; writes wait for one another. Listeners are called after the commit, on the
    thread that wrote.
    """

    def __init__(self, path: Path, clock: Callable[[], datetime] = system_clock) -> None:
        super().__init__(path, clock)
        self._listeners: list[Listener] = []
        self._lock = threading.RLock()

    @classmethod
    def open(cls, path: Path, clock: Callable[[], datetime] = system_clock) -> "Book":
        """Open a book, or prepare an empty one that the first write makes; raise NotABook or NewerBook."""
        book = cls(path, clock)
        book._file.check()
        return book

    def close(self) -> None:
        """Close the file; what was written stays."""
        with self._lock:
            self._file.close()

    # Writing

    @contextmanager
    def step(self, name: str, means: str = "hand", initiator: object = None) -> Iterator[Writing]:
        """Open a step; all that is written in it is committed together, or not at all."""
        now = self.clock()
        with self._lock:
            with self._file.writing() as db:
                name = name.encode("utf-8", "replace").decode()  # a file's name may hold what no text does
                writing = Writing(db, journal.begin(db, now, name, means), now)
                yield writing
                step = journal.get(db, writing.step)
            self._tell(Change(frozenset(writing.uids), step, initiator))

    def save(
        self, contact: Contact, *, name: str | None = None, means: str = "hand", initiator: object = None
    ) -> Contact:
        """Write one contact as a step; one without a uid is new. Give it back as the book holds it."""

        def write(tidied: list[Contact]) -> Contact:
            verb = _("Edit {name}") if contact.uid and self.get(tidied[0].uid) else _("Add {name}")
            with self.step(name or verb.format(name=tidied[0].shown), means, initiator) as writing:
                writing.put(tidied)
            return tidied[0]

        return self._write_tidied([contact], write)

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

        def write(tidied: list[Contact]) -> Step:
            with self.step(name, means, initiator) as writing:
                tidying.write(writing, tidied, progress)
            return self._step(writing.step)

        return self._write_tidied(wanted, write)

    def _write_tidied(self, wanted: Sequence[Contact], write: Callable[[list[Contact]], T]) -> T:
        from contactbook.app import tidying

        try:
            return write(self._tidied(wanted))
        except UnicodeEncodeError:  # rare enough to be looked for only when SQLite stumbles over it
            return write(self._tidied([tidying.storable(c) for c in wanted]))

    def _tidied(self, wanted: Sequence[Contact]) -> list[Contact]:
        """Settle names, places and verified dates, as every way in has to."""
        import uuid  # late, like the next: what only reads starts without them

        from contactbook.app import tidying

        named = [c if c.uid else replace(c, uid=str(uuid.uuid4())) for c in wanted]
        before = {c.uid: c for c in self.get_many([c.uid for c in named])}
        return [tidying.tidy(c, before.get(c.uid), self.clock()) for c in named]

    def trash(self, uids: Sequence[str], *, initiator: object = None) -> Step:
        """Move contacts to the trash."""
        gone = [replace(c, deleted_at=self.clock()) for c in self.get_many(uids)]
        name = _("Move {name} to the trash").format(name=self._named(gone))
        return self.save_many(gone, name, initiator=initiator)

    def restore(self, uids: Sequence[str], *, initiator: object = None) -> Step:
        """Take contacts out of the trash."""
        back = [replace(c, deleted_at=None) for c in self.get_many(uids)]
        return self.save_many(back, _("Restore {name}").format(name=self._named(back)), initiator=initiator)

    def verify(self, uids: Sequence[str], means: Means, *, initiator: object = None) -> Step:
        """Note that contacts and all their details are right today."""
        seen = [freshness.verify(c, self.clock().date(), means) for c in self.get_many(uids)]
        return self.save_many(seen, _("Verify {name}").format(name=self._named(seen)), initiator=initiator)

    def _named(self, several: Sequence[Contact]) -> str:
        return several[0].shown if len(several) == 1 else counted("{number} contact", "{number} contacts", len(several))

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
            with self._file.writing() as db:
                lists.add(db, name)

    def rename_list(self, name: str, new: str, *, initiator: object = None) -> None:
        """Give a list another name; raise ContactbookError where there is a list of that name."""
        if new in dict(self.lists()):
            raise ContactbookError(_("There is a list {name} already. Choose another name.").format(name=new))
        with self.step(_("Rename list {name}").format(name=name), initiator=initiator) as writing:
            writing.keep_list(name)
            writing.keep_list(new)
            with self._file.writing() as db:
                lists.rename(db, name, new)

    def delete_list(self, name: str, *, initiator: object = None) -> None:
        """Remove a list; its contacts stay."""
        with self.step(_("Delete list {name}").format(name=name), initiator=initiator) as writing:
            writing.keep_list(name)
            with self._file.writing() as db:
                lists.remove(db, name)

    def add_to_list(self, uids: Sequence[str], name: str, *, initiator: object = None) -> Step:
        """Put contacts on a list, which is made where there is none."""
        new = [replace(c, lists=tuple(sorted({*c.lists, name}))) for c in self.get_many(uids)]
        sentence = _("Add {who} to {name}").format(who=self._named(new), name=name)
        return self.save_many(new, sentence, initiator=initiator)

    def remove_from_list(self, uids: Sequence[str], name: str, *, initiator: object = None) -> Step:
        """Take contacts off a list."""
        new = [replace(c, lists=tuple(n for n in c.lists if n != name)) for c in self.get_many(uids)]
        sentence = _("Take {who} off {name}").format(who=self._named(new), name=name)
        return self.save_many(new, sentence, initiator=initiator)

    # The journal

    def undo(self, step: int | None = None, *, initiator: object = None) -> Step:
        """Take back the newest step that stands, or the one named; raise NothingToUndo."""
        with self._file.reading() as db:
            wanted = step if step is not None else journal.next_undo(db)
            target = journal.get(db, wanted) if wanted is not None else None
            later = journal.touched_since(db, target.id) if target else set()
        if target is None or target.undone or target.means in ("undo", "redo"):
            raise NothingToUndo(_("There is no such step to take back.") if step else _("There is nothing to undo."))
        if later:
            changed = (
                self._named(self.get_many(sorted(later)))
                if len(later) == 1
                else counted("{number} contact", "{number} contacts", len(later))
            )
            sentence = _("“{step}” cannot be taken back: {who} changed since. Take the later steps back first.")
            raise NothingToUndo(sentence.format(step=target.name, who=changed))
        with self.step(_("Undo: {step}").format(step=target.name), "undo", initiator) as writing:
            self._put_back(writing, target.id)
            with self._file.writing() as db:
                journal.mark(db, writing.step, undoes=target.id)
                journal.set_undone(db, target.id, True)
        return target

    def redo(self, *, initiator: object = None) -> Step:
        """Put back what the last undo took; raise NothingToUndo where there is nothing."""
        with self._file.reading() as db:
            found = journal.next_redo(db)
            target = journal.get(db, found[1]) if found else None
        if found is None or target is None:
            raise NothingToUndo(_("There is nothing to redo."))
        with self.step(_("Redo: {step}").format(step=target.name), "redo", initiator) as writing:
            self._put_back(writing, found[0])
            with self._file.writing() as db:
                journal.mark(db, writing.step, redoes=found[0])
                journal.set_undone(db, target.id, False)
        return target

    def _put_back(self, writing: Writing, step: int) -> None:
        with self._file.writing() as db:
            befores = journal.befores(db, step)
            people = [(uid, before) for entity, uid, before in befores if entity == journal.CONTACT]
            writing.remove([uid for uid, before in people if before is None])
            writing.put([journal.thaw(db, before) for _uid, before in people if before is not None])
            for entity, name, before in befores:
                if entity == journal.LIST:
                    writing.keep_list(name)
                    lists.thaw(db, name, before)

    def _step(self, step: int) -> Step:
        with self._file.reading() as db:
            found = journal.get(db, step)
        if found is None:
            raise NothingToUndo(_("There is no such step to take back."))
        return found

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
