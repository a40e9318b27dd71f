"""Repairs a damaged book: what can be read goes into a new one, and the broken file is kept beside it."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from contactbook.app.book import Book
from contactbook.domain.errors import BookBusy, ContactbookError, DamagedBook, NotABook
from contactbook.i18n import _
from contactbook.store import salvaging
from contactbook.store.files import is_open_elsewhere


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
    with suppress(NotABook):
        if is_open_elsewhere(path):
            raise BookBusy(_("{path} is open in another window. Close it and try again.").format(path=path))
    draft, work = (path.with_name(f".{path.name}.{name}.part") for name in ("salvaged", "work"))
    try:
        contacts = salvaging.salvage(path, work, draft)
        if not contacts:
            raise DamagedBook(
                _("No contact in {path} can be read. It was left as it is; restore a backup.").format(path=path)
            )
        kept = path.with_name(f"{path.name}.damaged-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}")
        for rest in ("-wal", "-shm"):
            with suppress(FileNotFoundError):
                path.with_name(path.name + rest).replace(kept.with_name(kept.name + rest))
        path.replace(kept)
        kept.chmod(0o600)
        draft.replace(path)
    except OSError as error:
        raise ContactbookError(
            _("{path} cannot be repaired here: {why}.").format(path=path, why=error.strerror)
        ) from error
    finally:
        for file in (draft, work):
            for rest in ("", "-wal", "-shm", "-journal"):
                with suppress(OSError):
                    file.with_name(file.name + rest).unlink(missing_ok=True)
    return Repaired(contacts, kept)
