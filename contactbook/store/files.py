"""One book file and its connections: a reader for each thread, one writer, made when first needed."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Literal

from contactbook.domain.errors import BookGone, ContactbookError, NotABook
from contactbook.i18n import _
from contactbook.store import clearing, connection, copying, schema
from contactbook.store.trouble import told

Standing = Literal["there", "gone", "replaced"]


def is_open_elsewhere(path: Path) -> bool:
    """Tell whether anybody else has this book open, in this process or another; the file must be there."""
    with told(path):
        db = sqlite3.connect(path, timeout=0, isolation_level=None)
        try:
            # Only the last connection may leave WAL: all others keep a shared lock, even while they are idle.
            return bool(db.execute("PRAGMA journal_mode = DELETE").fetchone() != ("delete",))
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                raise
            return True
        finally:
            db.close()


def is_current(path: Path) -> bool:
    """Tell whether a book can be read as it is; raise NotABook or NewerBook, and NotABook where it holds nothing."""
    if connection.holds_nothing(path):
        raise NotABook(_("{path} holds nothing. Choose another file.").format(path=path))
    with told(path):
        db = connection.open_reader(path)
        try:
            lacks = schema.pending(db, path)
            if lacks and not schema.applied(db):
                raise NotABook(_("{path} holds nothing. Choose another file.").format(path=path))
            return not lacks
        finally:
            db.close()


class BookFile:
    """A book on disk, or none yet: what reads an absent book reads an empty one, the first write makes it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._readers: list[sqlite3.Connection] = []
        self._local = threading.local()
        self._writer: sqlite3.Connection | None = None
        self._write_lock = threading.RLock()
        self._depth = 0
        self._made = 0  # grows when the file comes into being, so that readers of the empty one are opened anew
        self._seen: tuple[int, int] | None = None
        self._mark: tuple[int, int] | None = None  # device and number of the file that is open

    def check(self) -> None:
        """Raise NotABook or NewerBook for a file that is no book of this version or an older one."""
        with self.reading():
            pass

    def close(self) -> None:
        """Close every connection."""
        with self._write_lock:
            for db in (*self._readers, self._writer):
                if db is not None:
                    db.close()
            self._readers.clear()
            self._writer = None
            self._mark = None
            self._made += 1

    @contextmanager
    def closed(self) -> Iterator[None]:
        """Hold the file closed while something else takes its place; no other thread may be reading."""
        with self._write_lock:
            self.close()
            yield

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Lend this thread's reader; what SQLite refuses becomes a sentence."""
        with told(self._path):
            yield self._reader()

    def _reader(self) -> sqlite3.Connection:
        mine: tuple[int, sqlite3.Connection | None, bool] = getattr(self._local, "reader", (-1, None, True))
        made, db, empty = mine
        if db is None or made != self._made or (empty and self._is_there()):
            if self.standing() != "there":  # what is open is all there is to read
                return self._still_open(None if empty else db)
            found = self._open_reader() if self._is_there() else None
            # What has no tables yet may be a book that is being made at this moment: it is looked at again.
            if found is None and db is not None and empty:
                return db
            db = found or self._open_empty()
            self._readers.append(db)
            self._local.reader = (self._made, db, found is None)
        return db

    def _still_open(self, own: sqlite3.Connection | None) -> sqlite3.Connection:
        db = own or self._writer
        if db is None:
            self._refuse_gone()
            return self._reader()  # it came back a moment ago
        return db

    def _is_there(self) -> bool:
        return not connection.holds_nothing(self._path)

    def _open_empty(self) -> sqlite3.Connection:
        db = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False, uri=True)
        schema.migrate(db)
        return db

    def _open_reader(self) -> sqlite3.Connection | None:
        """Open the file; None where it has no tables."""
        db = connection.open_reader(self._path)
        try:
            lacks = schema.pending(db, self._path)
        except BaseException:
            db.close()  # or who wants to repair it would find it in use
            raise
        if lacks:
            had_tables = bool(schema.applied(db))
            db.close()
            if not had_tables:  # SQLite without tables: an empty book, left as it is until the first write
                return None
            self._open_writer()
            db = connection.open_reader(self._path)
        elif clearing.is_due(db):
            self._clear()
        self._mark = self._mark or _mark(self._path)
        return db

    def _clear(self) -> None:
        """Do what a forgetting that was cut short left to do; where that cannot be, the next opening tries again."""
        if self._write_lock.acquire(blocking=False):
            try:
                with suppress(ContactbookError, sqlite3.Error):
                    clearing.clear(self._open_writer())
            finally:
                self._write_lock.release()

    def _open_writer(self) -> sqlite3.Connection:
        with self._write_lock:
            if self._writer is None:
                self._refuse_gone()
                connection.holds_nothing(self._path)
                db = connection.open_writer(self._path)
                try:
                    self._bring_up(db)
                except BaseException:
                    db.close()
                    raise
                self._writer = db
                self._mark = _mark(self._path)
                self._seen = _version(db)  # it counts from now; what it writes itself is no news
                self._made += 1
            return self._writer

    def _bring_up(self, db: sqlite3.Connection) -> None:
        pending = schema.pending(db, self._path)
        if not pending:
            return
        if schema.applied(db):
            copy = self._path.with_name(f"{self._path.name}.before-{pending[0]}")
            copying.copy_verified(db, copy)
        schema.migrate(db)

    @contextmanager
    def writing(self, *, much: bool = False) -> Iterator[sqlite3.Connection]:
        """Lend the writer inside one transaction; inside another of the same thread, that one goes on.

        much: so much is to be written that it pays to keep it in memory until then.
        """
        with self._write_lock, told(self._path):
            db = self._open_writer()
            if self._depth:
                yield db
                return
            self._refuse_gone()
            connection.refuse_read_only(self._path)
            self._depth += 1
            try:
                with connection.room(db, much), connection.transaction(db):
                    yield db
            finally:
                self._depth -= 1

    @contextmanager
    def alone(self) -> Iterator[sqlite3.Connection]:
        """Lend the writer outside a transaction, while nobody else of this process writes."""
        with self._write_lock, told(self._path):
            self._refuse_gone()
            yield self._open_writer()

    def standing(self) -> Standing:
        """Tell whether the file that is open still lies at its path."""
        if self._mark is None:
            return "there"
        try:
            return "there" if _mark(self._path) == self._mark else "replaced"
        except FileNotFoundError:
            return "gone"
        except OSError:  # the drive is away: the next write will tell
            return "there"

    def _refuse_gone(self) -> None:
        standing = self.standing()
        if standing == "gone":
            raise BookGone(
                _("{path} was deleted while it was open. Put it back, or save what you see as another book.").format(
                    path=self._path
                )
            )
        if standing == "replaced":
            raise BookGone(
                _(
                    "{path} was replaced by another file while it was open, so nothing was written. Save what you see "
                    "as another book, or close the window and open the new one."
                ).format(path=self._path)
            )

    def rescue(self, out: Path) -> int:
        """Copy what is open to a new file, also where it lies at its path no more; give the number of contacts."""
        with self._write_lock, told(self._path):
            own = getattr(self._local, "reader", (0, None, True))[1]
            db = self._writer or own or next(iter(self._readers), None)
            if db is None:
                db = self._reader()
            return copying.copy_verified(db, out)

    def put_back(self, copy: Path) -> None:
        """Have a copy take the place of the file that was deleted; no other thread may be reading."""
        with self._write_lock:
            if self.standing() != "gone":
                self._refuse_gone()
            self.close()
            for rest in ("-wal", "-shm"):  # of the file before; left behind they would be read as this one's
                self._path.with_name(self._path.name + rest).unlink(missing_ok=True)
            copy.replace(self._path)

    def changed_elsewhere(self) -> bool:
        """Say whether somebody else than this file's writer has committed since the last call."""
        if not self._write_lock.acquire(blocking=False):
            return False  # a write of ours is going on; the next call will tell
        try:
            with self.reading() as reader:
                # data_version does not count a connection's own commits, so the writer is the one to ask.
                db = self._writer or reader
                version = _version(db)
        finally:
            self._write_lock.release()
        seen, self._seen = self._seen, version
        return seen is not None and seen != version


class Watch:
    """Tells whether anybody, in this process or another, has written to a book since it was made."""

    def __init__(self, path: Path) -> None:
        self._db = connection.open_reader(path)
        self._seen = _version(self._db)

    def is_changed(self) -> bool:
        """Tell whether there was a commit."""
        return _version(self._db) != self._seen

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()


def _mark(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_dev, found.st_ino


def _version(db: sqlite3.Connection) -> tuple[int, int]:
    """Tell which connection was asked, and what it has seen of other connections' commits."""
    return id(db), int(db.execute("PRAGMA data_version").fetchone()[0])
