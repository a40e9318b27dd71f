"""Turns what SQLite says when a file refuses into sentences for the person."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from contactbook.domain.errors import BookBusy, BookNotWritable, ContactbookError
from contactbook.i18n import _
from contactbook.store import schema
from contactbook.store.connection import damaged, not_a_book, not_writable

_LEAST_ROOM = 65_536  # bytes, the largest page: a write that met a limit left less


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn what SQLite says into a sentence for the person."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise _sentence(path, error) from error
    except UnicodeDecodeError as error:  # what SQLite says quotes words of a broken file
        if _is_garbled(path):
            raise damaged(path) from error
        raise


def _sentence(path: Path, error: sqlite3.DatabaseError) -> ContactbookError:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return BookBusy(_("{path} is being written by another program. Try again in a moment.").format(path=path))
    if code == sqlite3.SQLITE_FULL:
        return BookNotWritable(
            _("The disk that holds {path} is full. Free some space and try again; nothing was changed.").format(
                path=path
            )
        )
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH):
        return not_writable(path)
    if code == sqlite3.SQLITE_IOERR and _is_as_large_as_may_be(path):
        return BookNotWritable(
            _(
                "{path} has reached the largest size that the system allows a file. Raise that limit, or copy the book "
                "elsewhere; nothing was changed."
            ).format(path=path)
        )
    if code == sqlite3.SQLITE_IOERR:
        return BookNotWritable(_("The disk that holds {path} gives errors. Copy the book elsewhere.").format(path=path))
    if code == sqlite3.SQLITE_NOTADB:
        return not_a_book(path)
    if code == sqlite3.SQLITE_ERROR and _is_garbled(path):
        return damaged(path)
    if code == sqlite3.SQLITE_CORRUPT or str(error).startswith("Could not decode to UTF-8"):
        return damaged(path)
    raise error  # a fault of ours: let it be reported as one


def _is_garbled(path: Path) -> bool:
    """Tell whether the words of the tables are not those of this program: a column that is missing is damage then."""
    try:
        db = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
        try:
            return not schema.words(schema.applied(db)).items() <= schema.words_in(db).items()
        finally:
            db.close()
    except sqlite3.OperationalError:  # it cannot be opened: nothing is known
        return False
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        return True


def _is_as_large_as_may_be(path: Path) -> bool:
    """Tell whether the book or its log has met the limit that the system sets for the size of a file."""
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return False
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)[0]
    sizes = [file.stat().st_size for file in (path, path.with_name(path.name + "-wal")) if file.exists()]
    return limit != resource.RLIM_INFINITY and max(sizes, default=0) > limit - _LEAST_ROOM
