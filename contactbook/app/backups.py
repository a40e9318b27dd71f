"""Keeps verified copies of a book: one each day of use, thinned to 30 days and 12 months."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from contactbook.app.files import NotWritten, replacing
from contactbook.app.readable import ReadableBook
from contactbook.domain.errors import ContactbookError
from contactbook.i18n import _
from contactbook.store import copying
from contactbook.store.files import is_open_elsewhere

Progress = Callable[[int, int], bool]
DAYS, MONTHS = 30, 12  # of which a copy is kept
MOST_BYTES = 2 * 1024**3  # that all copies of a book take together
_FEWEST = 3  # are kept whatever they take
_STAMP = "%Y%m%dT%H%M%SZ"


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy of a book; contacts are those outside the trash, None where it was not counted or cannot be."""

    path: Path
    at: datetime
    size: int
    contacts: int | None = None


def folder_of(book: Path) -> Path:
    """Name the folder for the copies of a book: beside it, under its name."""
    return book.absolute().parent / "backups" / book.name


def listed(book: Path) -> list[Backup]:
    """List the copies of a book, newest first, not counted."""
    found = (_as_backup(path, book.stem) for path in folder_of(book).glob("*.db"))
    return sorted((backup for backup in found if backup), key=lambda backup: (backup.at, backup.path), reverse=True)


def counted_ones(book: Path) -> list[Backup]:
    """List the copies of a book, newest first, with how many contacts each holds."""
    return [Backup(b.path, b.at, b.size, copying.count_contacts(b.path)) for b in listed(book)]


def is_due(book: ReadableBook) -> bool:
    """Tell whether there is something to copy and no copy of today."""
    if not any((book.counts().all, book.counts().trash)):
        return False
    return all(_day(backup) != book.today() for backup in listed(book.path))


def back_up(book: ReadableBook, out: Path | None = None, progress: Progress | None = None) -> Backup:
    """Copy a book to its folder of copies, or to the file or folder named; open the copy and count."""
    if not book.all_uids():
        raise ContactbookError(_("{path} holds no contacts yet, so there is nothing to copy.").format(path=book.path))
    now = book.clock()
    name = f"{book.path.stem}-{now.astimezone(UTC):{_STAMP}}.db"
    if out is None:
        target = _own_folder(book.path) / name
    else:
        target = out / name if out.is_dir() else out
        _refuse_books_in_use(book.path, target)
    try:
        with replacing(target) as draft:
            contacts = book.copy_to(draft, progress)
        target.chmod(0o600)  # also where a file that others could read was replaced
        size = target.stat().st_size
    except OSError as error:
        raise NotWritten(
            _("{path} cannot be written: {why}. Choose another place.").format(path=target, why=error.strerror)
        ) from error
    return Backup(target, now, size, contacts)


def save_as(book: ReadableBook, target: Path) -> int:
    """Write what is open to another file, also where its own was deleted or replaced; give the number of contacts."""
    if target.absolute() == book.path.absolute():
        raise NotWritten(_("{path} is the book itself. Name another file.").format(path=target))
    _refuse_books_in_use(book.path, target)
    with replacing(target) as draft:
        contacts = book.rescue(draft)
    target.chmod(0o600)
    return contacts


def back_up_today(book: ReadableBook, progress: Progress | None = None) -> Backup | None:
    """Copy a book where today's copy is still to be made, and let old copies go; None where there was nothing to do."""
    if not is_due(book):
        return None
    made = back_up(book, progress=progress)
    thin(book.path, book.today())
    return made


def thin(book: Path, today: date) -> None:
    """Let go of copies: what stays are all of today, the last of 30 days and of 12 months, and no more than fits.

    What a copy that was cut short left before yesterday goes as well.
    """
    for draft in folder_of(book).glob(".*.part*"):
        with suppress(OSError):
            # What is older, nobody is at work on any more.
            if date.fromtimestamp(draft.stat().st_mtime) < today - timedelta(days=1):
                draft.unlink()
    held = listed(book)
    kept = _worth_keeping(held, today)
    room = MOST_BYTES
    for number, backup in enumerate(held):
        room -= backup.size if backup in kept else 0
        if backup not in kept or (room < 0 and number >= _FEWEST):
            backup.path.unlink(missing_ok=True)


def _worth_keeping(newest_first: Iterable[Backup], today: date) -> set[Backup]:
    days: dict[object, Backup] = {}
    months: dict[object, Backup] = {}
    kept: set[Backup] = set()
    for backup in newest_first:
        day = _day(backup)
        if day == today:
            kept.add(backup)
        if len(days) < DAYS:
            days.setdefault(day, backup)
        if len(months) < MONTHS:
            months.setdefault((day.year, day.month), backup)
    return {*kept, *days.values(), *months.values()}


def _day(backup: Backup) -> date:
    return backup.at.astimezone().date()


def _as_backup(path: Path, stem: str) -> Backup | None:
    try:
        at = datetime.strptime(path.stem.removeprefix(f"{stem}-"), _STAMP).replace(tzinfo=UTC)
        return Backup(path, at, path.stat().st_size)
    except (ValueError, OSError):
        return None


def _own_folder(book: Path) -> Path:
    folder = folder_of(book)
    try:
        for place in (folder.parent, folder):
            place.mkdir(mode=0o700, exist_ok=True)
            place.chmod(0o700)
    except OSError as error:
        raise NotWritten(
            _("{path} cannot be made: {why}. Allow writing to the folder of the book.").format(
                path=folder, why=error.strerror
            )
        ) from error
    return folder


def _refuse_books_in_use(book: Path, target: Path) -> None:
    """Raise where a copy would take the place of the book itself, of one in use, or of a file that is no book."""
    if not target.exists() or not target.stat().st_size:
        return
    if (book.exists() and target.samefile(book)) or is_open_elsewhere(target):
        raise NotWritten(_("{path} is a book in use. Name another file for the copy.").format(path=target))
