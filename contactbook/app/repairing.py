"""Repairs a damaged book: what can be read goes into a new one, and the broken file is kept beside it."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain, count
from pathlib import Path

from contactbook.app.book import Book
from contactbook.domain.errors import BookBusy, ContactbookError, DamagedBook, NotABook
from contactbook.i18n import _
from contactbook.store import salvaging
from contactbook.store.files import Watch, is_open_elsewhere

Progress = Callable[[int, int], bool]


@dataclass(frozen=True, slots=True)
class Repaired:
    """How many contacts the new book holds, and where the broken file lies now."""

    contacts: int
    kept: Path


def needs_repair(path: Path) -> bool:
    """Tell whether a book is damaged; raise NotABook for another program's database, NewerBook for a newer book."""
    try:
        book = Book.open(path)
    except DamagedBook:
        return True
    except NotABook:
        if path.is_file() and not salvaging.is_database(path):
            return True  # its head may be what is broken; a repair that finds no contact changes nothing
        raise
    try:
        return bool(book.problems())
    except DamagedBook:
        return True
    finally:
        book.close()


def repair(path: Path, now: datetime) -> Repaired:
    """Put a new book with all that can be read in the place of a damaged one; nobody may have it open.

    Raise DamagedBook, and leave everything as it is, where no contact can be read.
    """
    _refuse_in_use(path)
    with _drafting(path) as (work, draft):
        salvaging.copy_closed(path, work)
        return _exchange(path, draft, _filled(path, work, draft), now)


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What could be read of a book that is open, in a draft that waits to take its place."""

    contacts: int
    draft: Path
    watch: Watch


def salvage(book: Book, progress: Progress | None = None) -> Salvaged:
    """Read all that can be of a book that is open here into a draft; raise DamagedBook where no contact can be read."""
    watch = Watch(book.path)
    try:
        with _drafting(book.path, keep=True) as (work, draft):
            book.copy_damaged(work)
            return Salvaged(_filled(book.path, work, draft, progress), draft, watch)
    except BaseException:
        watch.close()
        raise


def put_in_place(book: Book, salvaged: Salvaged) -> Repaired:
    """Have what was read take the place of the book, which nobody may be reading here.

    Raise BookBusy, and change nothing, where somebody wrote in the meantime or has the book open elsewhere.
    """
    try:
        with book.closed():
            if salvaged.watch.is_changed():
                raise BookBusy(_("{path} was changed while it was repaired. Repair it again.").format(path=book.path))
            salvaged.watch.close()
            _refuse_in_use(book.path)
            return _exchange(book.path, salvaged.draft, salvaged.contacts, book.clock())
    finally:
        salvaged.watch.close()
        _drop(salvaged.draft)


@contextmanager
def _drafting(path: Path, *, keep: bool = False) -> Iterator[tuple[Path, Path]]:
    """Give two paths beside a book to work at, which are gone in the end; the draft may be kept where all went well."""
    work, draft = (path.with_name(f".{path.name}.{name}.part") for name in ("work", "salvaged"))
    try:
        yield work, draft
    except OSError as error:
        _drop(draft)
        raise _refusal(path, error) from error
    except BaseException:
        _drop(draft)
        raise
    finally:
        _drop(work)
    if not keep:
        _drop(draft)


def _filled(path: Path, work: Path, draft: Path, progress: Progress | None = None) -> int:
    contacts = salvaging.salvage(path, work, draft, progress)
    if not contacts:
        raise DamagedBook(
            _("No contact in {path} can be read. It was left as it is; restore a backup.").format(path=path)
        )
    return contacts


def _exchange(path: Path, draft: Path, contacts: int, now: datetime) -> Repaired:
    kept = _free(path.with_name(f"{path.name}.damaged-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"))
    sides = [path.with_name(path.name + rest) for rest in ("-wal", "-shm", "")]
    moved: list[tuple[Path, Path]] = []
    try:
        for here in sides:
            there = kept.with_name(kept.name + here.name.removeprefix(path.name))
            with suppress(FileNotFoundError):
                _keep(here, there)
                moved.append((here, there))
        for here in sides[:2]:  # what the broken file had not taken in must not be read into the new one
            here.unlink(missing_ok=True)
        kept.chmod(0o600)
        draft.replace(path)
    except OSError as error:
        for here, there in moved:  # a book in need of repair is better than none
            with suppress(OSError):
                there.replace(here)
                there.unlink(missing_ok=True)  # two names of one file are left as they are by a replacement
        raise _refusal(path, error) from error
    return Repaired(contacts, kept)


def _free(path: Path) -> Path:
    """Find a name that no file has yet: what was kept in the same second stays."""
    numbered = (path.with_name(f"{path.name}-{number}") for number in count(2))
    return next(one for one in chain((path,), numbered) if not one.exists())


def _keep(here: Path, there: Path) -> None:
    """Give a file a second name, so that there is a book at every moment; only the second one where it may have one."""
    try:
        os.link(here, there)
    except (FileNotFoundError, FileExistsError):
        raise
    except OSError:  # the file system knows no second names
        here.replace(there)


def _refuse_in_use(path: Path) -> None:
    with suppress(NotABook):
        if is_open_elsewhere(path):
            raise BookBusy(_("{path} is open in another window. Close it and try again.").format(path=path))


def _refusal(path: Path, error: OSError) -> ContactbookError:
    return ContactbookError(_("{path} cannot be repaired here: {why}.").format(path=path, why=error.strerror))


def _drop(file: Path) -> None:
    for rest in ("", "-wal", "-shm", "-journal"):
        with suppress(OSError):
            file.with_name(file.name + rest).unlink(missing_ok=True)
