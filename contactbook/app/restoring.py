"""Puts a book back as a copy of it has it: contacts and lists, as one step that undo takes back.

Contacts that the copy does not have go to the trash. Blocks that went out and presets stay as they are: they are no
part of any step. What a copy knows of agencies is only added.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from contactbook.app.book import Book
from contactbook.app.readable import ReadableBook
from contactbook.app.writing import Writing
from contactbook.domain.change_words import field_lines
from contactbook.domain.changes import differences
from contactbook.domain.contact import Contact
from contactbook.domain.errors import Cancelled, ContactbookError
from contactbook.i18n import _
from contactbook.store import lists, places
from contactbook.store.copying import copy_file
from contactbook.store.files import is_current

Progress = Callable[[int, int], bool]
_PIECE = 500
_LONGEST = 300  # letters on what changes in one contact: there may be 100,000
OUT_OF_TRASH, INTO_TRASH = _("comes out of the trash"), _("goes to the trash")  # among the fields that differ


@dataclass(frozen=True, slots=True)
class Restored:
    """A contact that a restore would touch; what is "added", "changed" or "gone", fields the labels that differ.

    place is its agency and city, told what a changed one has now and has then.
    """

    uid: str
    name: str
    what: str
    fields: tuple[str, ...] = ()
    place: str = ""
    told: str = ""


@dataclass(frozen=True, slots=True)
class RestorePlan:
    """What a restore would change: contacts, and lists that come or go."""

    path: Path
    contacts: tuple[Restored, ...]
    lists_added: tuple[str, ...] = ()
    lists_gone: tuple[str, ...] = ()

    def uids(self, *whats: str) -> list[str]:
        return [one.uid for one in self.contacts if one.what in whats]

    @property
    def is_empty(self) -> bool:
        """Tell whether the book is as the copy has it."""
        return not (self.contacts or self.lists_added or self.lists_gone)


@contextmanager
def opened(path: Path) -> Iterator[ReadableBook]:
    """Open a copy for reading; one of an older version is brought up in a place of its own. Raise NotABook."""
    if is_current(path):
        book = ReadableBook(path)
        try:
            yield book
        finally:
            book.close()
        return
    with TemporaryDirectory(prefix="contactbook-") as folder:
        copy = Path(folder, path.name)
        copy_file(path, copy)
        book = ReadableBook(copy)
        try:
            book.size()  # brings it up
            yield book
        finally:
            book.close()


def plan(book: Book, path: Path, progress: Progress | None = None) -> RestorePlan:
    """Find out what a restore would change; nothing is written."""
    if path.exists() and book.path.exists() and path.samefile(book.path):
        raise ContactbookError(_("{path} is the book itself. Choose a copy of it.").format(path=path))
    go_on = progress or _always
    with opened(path) as copy:
        there, gone = book.differing(copy.path, lambda done, total: go_on(done, 2 * total))
        found = list(_compared(book, copy, there, lambda done, total: go_on(total + done, 2 * total)))
        for piece in _pieces(gone):
            going = [c for c in book.get_many(piece, lean=True) if c.deleted_at is None]
            found += [Restored(c.uid, c.shown, "gone", (), _place(c)) for c in going]
        wanted, held = {name for name, _n in copy.lists()}, {name for name, _n in book.lists()}
    return RestorePlan(path, tuple(found), tuple(sorted(wanted - held)), tuple(sorted(held - wanted)))


def _always(_done: int, _total: int) -> bool:
    return True


def _compared(book: Book, copy: ReadableBook, there: Sequence[str], progress: Progress) -> Iterator[Restored]:
    for number, piece in enumerate(_pieces(there)):
        _go_on(progress, number * _PIECE, len(there))
        held = {c.uid: c for c in book.get_many(piece)}
        for wanted in copy.get_many(piece):
            now = held.get(wanted.uid)
            if now is None:
                yield Restored(wanted.uid, wanted.shown, "added", (), _place(wanted))
            elif replace(now, updated_at=None) != replace(wanted, updated_at=None):
                yield _changed(now, wanted)


def _place(contact: Contact) -> str:
    return ", ".join(filter(None, (contact.agency, contact.city)))


def _changed(now: Contact, wanted: Contact) -> Restored:
    changes = differences(now, wanted)
    labels, told = [change.label for change in changes], [words for _change, words in field_lines(changes)]
    if (now.deleted_at is None) != (wanted.deleted_at is None):
        labels.append(OUT_OF_TRASH if now.deleted_at else INTO_TRASH)
        told.append(labels[-1])
    fields, words = tuple(dict.fromkeys(labels)), " · ".join(told)
    words = words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"
    return Restored(wanted.uid, wanted.shown, "changed", fields, _place(wanted), words)


def apply(book: Book, wanted: RestorePlan, progress: Progress | None = None, *, initiator: object = None) -> int:
    """Put the book back as planned, in one step, and give the step's number."""
    name = _("Restore {file}").format(file=wanted.path.name)
    uids, gone = wanted.uids("added", "changed"), wanted.uids("gone")
    with opened(wanted.path) as copy, book.step(name, "restore", initiator) as writing:
        _know_agencies(writing, copy)
        for number, piece in enumerate(_pieces(uids)):
            _go_on(progress, number * _PIECE, len(uids) + len(gone))
            writing.put_back(copy.get_many(piece))
        for piece in _pieces(gone):
            going = [c for c in writing.load(piece) if c.deleted_at is None]
            writing.put_back([replace(c, deleted_at=writing.now) for c in going])
        for one in wanted.lists_added:
            writing.keep_list(one)
            lists.add(writing.db, one)
        for one in wanted.lists_gone:
            writing.keep_list(one)
            lists.remove(writing.db, one)
        return writing.step


def _know_agencies(writing: Writing, copy: ReadableBook) -> None:
    """Add what the copy knows of agencies that the book does not have, or contacts would bring their bare names."""
    held = {name for agency in places.agencies(writing.db) for name in (agency.name, agency.shown)}
    for agency in copy.agencies():
        if not held & {agency.name, agency.shown}:
            places.put_agency(writing.db, agency)


def _pieces(uids: Sequence[str]) -> Iterator[list[str]]:
    rest = iter(uids)
    while piece := list(islice(rest, _PIECE)):
        yield piece


def _go_on(progress: Progress | None, done: int, total: int) -> None:
    if progress is not None and not progress(done, total):
        raise Cancelled(_("Stopped. Nothing was changed."))
