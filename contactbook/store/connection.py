"""Opens book files: one writer, and readers that cannot write."""

import errno
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event
from typing import Any, TypeVar

from contactbook.domain.errors import BookNotWritable, Cancelled, DamagedBook, NotABook
from contactbook.i18n import _
from contactbook.store import drives

APPLICATION_ID = 0x43424B31  # "CBK1", so that `file` and other tools can tell a book
_BUSY_SECONDS = 15.0
_MUCH_ROOM = 64 * 1024  # KB
_STEPS = 10_000  # of SQLite's machine between two looks whether to stop: about a millisecond
T = TypeVar("T")


class Reader(sqlite3.Connection):
    """A connection that keeps what was read until somebody writes."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.version = -1
        self.kept: dict[str, Any] = {}
        self.lasting: dict[str, Any] = {}  # what is looked over once somebody has written, and stays if it still holds


def kept(db: sqlite3.Connection, name: str, read: Callable[[], T]) -> T:
    """Give what was read under a name, anew once another connection has written; a writer keeps nothing."""
    if not isinstance(db, Reader):
        return read()
    version = db.execute("PRAGMA data_version").fetchone()[0]
    if version != db.version:
        db.version = version
        db.kept.clear()
    if name not in db.kept:
        db.kept[name] = read()
    found: T = db.kept[name]
    return found


def damaged(path: Path) -> DamagedBook:
    return DamagedBook(
        _("{path} is damaged and cannot be read whole. Repair it, or restore a backup.").format(path=path)
    )


def not_a_book(path: Path) -> NotABook:
    return NotABook(
        _("{path} is not a book of this program. It was left as it is; choose another file.").format(path=path)
    )


def not_writable(path: Path) -> BookNotWritable:
    return BookNotWritable(
        _("{path} cannot be written. Choose another place, or allow writing to the file and its folder.").format(
            path=path
        )
    )


def holds_nothing(path: Path) -> bool:
    """Tell whether there is no book yet: no file, or an empty one; raise NotABook for what cannot be read at all.

    The file is never opened here: closing it would drop every lock that SQLite holds on it in this process (POSIX
    locks belong to the process), and another program would take the log away under our writer. SQLite itself tells a
    file that is no database.
    """
    if path.is_dir():
        raise NotABook(_("{path} is a folder. Name a file in it.").format(path=path))
    try:
        size = path.stat().st_size
        if not os.access(path, os.R_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    except FileNotFoundError:
        return True
    except OSError as error:
        raise NotABook(
            _("{path} cannot be opened: {why}. Choose another file, or allow reading it.").format(
                path=path, why=error.strerror
            )
        ) from error
    return size == 0


def open_reader(path: Path) -> sqlite3.Connection:
    """Open a connection that cannot write, also where the folder may not be written."""
    db = sqlite3.connect(
        address(path), uri=True, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False, factory=Reader
    )
    _tune(db)
    # Pages of its own, not the file mapped into memory: a search looks into so many corners of a large book that all of
    # it would count as ours, and it gains a sixth at most.
    db.execute("PRAGMA cache_size = -8000")
    if drives.is_network(path) and os.access(path, os.W_OK):
        _leave_log(db)
    db.execute("PRAGMA query_only = ON")
    return db


def address(path: Path) -> str:
    """Name a file as a URI by which SQLite can read it."""
    if not os.access(path.parent, os.W_OK) and not path.with_name(path.name + "-wal").exists():
        return f"{path.absolute().as_uri()}?immutable=1"  # WAL wants to make a file beside the book
    return path.absolute().as_uri()


def _leave_log(db: sqlite3.Connection) -> None:
    """Give up the write-ahead log: its index is memory, which computers that share a drive do not share."""
    with suppress(sqlite3.OperationalError):  # another program has the book open; it has a log until that closes
        db.execute("PRAGMA journal_mode = DELETE")


def open_writer(path: Path) -> sqlite3.Connection:
    """Open the connection that writes; make the file and its folder where there are none, for the owner only."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
    except OSError as error:
        raise BookNotWritable(
            _("{path} cannot be made: {why}. Choose another place with --book.").format(path=path, why=error.strerror)
        ) from error
    refuse_read_only(path)
    db = sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    _tune(db)
    db.execute("PRAGMA mmap_size = 268435456")
    if drives.is_network(path):
        _leave_log(db)
    else:
        db.execute("PRAGMA journal_mode = WAL")
    # FULL: a commit that was acknowledged survives a loss of power.
    db.execute("PRAGMA synchronous = FULL")
    return db


def refuse_read_only(path: Path) -> None:
    """Raise where the file or its folder must not be written, also if a connection that could is open."""
    if not os.access(path, os.W_OK) or not os.access(path.parent, os.W_OK):
        raise not_writable(path)


def _tune(db: sqlite3.Connection) -> None:
    db.execute("PRAGMA foreign_keys = ON")
    db.execute("PRAGMA temp_store = MEMORY")


@contextmanager
def stopping(db: sqlite3.Connection, stop: Event | None) -> Iterator[None]:
    """Let an event from another thread end what is read; raise Cancelled then."""
    if stop is None:
        yield
        return
    with interrupting(db, stop.is_set, _STEPS):
        yield


@contextmanager
def interrupting(db: sqlite3.Connection, is_over: Callable[[], bool], steps: int) -> Iterator[None]:
    """Ask every so many steps of SQLite's machine whether to stop; raise Cancelled then."""
    db.set_progress_handler(is_over, steps)
    try:
        yield
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_INTERRUPT:
            raise
        raise Cancelled(_("The search was stopped.")) from error
    finally:
        db.set_progress_handler(None, 0)


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """Run one BEGIN IMMEDIATE ... COMMIT; anything that goes wrong rolls all of it back."""
    # A plain BEGIN that writes later fails as locked at once, whatever the busy timeout.
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        db.rollback()
        raise
    db.commit()


@contextmanager
def room(db: sqlite3.Connection, much: bool) -> Iterator[None]:
    """Have a large transaction keep its pages in memory; with little room each goes to the log again and again."""
    if not much:
        yield
        return
    (before,) = db.execute("PRAGMA cache_size").fetchone()
    db.execute(f"PRAGMA cache_size = -{_MUCH_ROOM}")
    try:
        yield
    finally:
        db.execute(f"PRAGMA cache_size = {before}")
        db.execute("PRAGMA shrink_memory")
