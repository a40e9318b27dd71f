"""Copies a book while it is used, by SQLite's online backup, and opens and counts what was written."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from contactbook.domain.errors import ContactbookError
from contactbook.i18n import _
from contactbook.store.trouble import told

Progress = Callable[[int, int], bool]
_PAGES = 2000  # copied before progress is told: 8 MB, some milliseconds
_COUNTED = ("contacts", "phones", "emails", "steps", "changes")


def copy_verified(db: sqlite3.Connection, out: Path, progress: Progress | None = None) -> int:
    """Copy a book to a new file for the owner only, and give how many contacts the copy was found to hold,
    the trash aside.

    The copy is of one moment and writers do not wait for it, if db is a reader. Raise ContactbookError where what was
    written is not what was read, or where progress answers False; the file is gone then.
    """
    make_private(out)
    try:
        db.execute("BEGIN")
        try:
            wanted = _counts(db)  # this read fixes the moment
            _copy(db, out, progress)
        finally:
            db.rollback()
        return _verified(out, wanted)
    except BaseException:
        out.unlink(missing_ok=True)
        raise


def copy_file(path: Path, out: Path) -> None:
    """Copy a book that nobody has open here; raise NotABook where it cannot be read."""
    with told(path), closing(sqlite3.connect(path, isolation_level=None)) as db:
        copy_verified(db, out)


def make_private(path: Path) -> None:
    """Make an empty file that only its owner may read, before anything is written to it."""
    path.unlink(missing_ok=True)
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def count_contacts(path: Path) -> int | None:
    """Count the contacts of a copy outside the trash; None for what is no book that can be read."""
    uri = f"{path.absolute().as_uri()}?mode=ro"
    try:
        with closing(sqlite3.connect(uri, uri=True)) as db:
            return _living(db)
    except sqlite3.Error:
        return None


def _living(db: sqlite3.Connection) -> int:
    return int(db.execute("SELECT count(*) FROM contacts WHERE trashed = 0").fetchone()[0])


def _copy(db: sqlite3.Connection, out: Path, progress: Progress | None) -> None:
    def tell(_status: int, remaining: int, total: int) -> None:
        if progress is not None and not progress(total - remaining, total):
            raise _Stopped

    with closing(sqlite3.connect(out, isolation_level=None)) as copy:
        try:
            db.backup(copy, pages=_PAGES, progress=tell, sleep=0)
        except _Stopped:
            from contactbook.domain.errors import Cancelled

            raise Cancelled from None
        # The journal mode comes along; a copy is one file, also while it is read.
        copy.execute("PRAGMA journal_mode = DELETE")


class _Stopped(Exception):
    """The person cancelled."""


def _counts(db: sqlite3.Connection) -> list[int]:
    there = {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    return [db.execute(f"SELECT count(*) FROM {t}").fetchone()[0] if t in there else 0 for t in _COUNTED]


def _verified(out: Path, wanted: list[int]) -> int:
    try:
        with closing(sqlite3.connect(f"{out.absolute().as_uri()}?mode=ro", uri=True)) as check:
            # Quick: every page and row is read; whether each index agrees was the business of the original.
            sound = check.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
            if sound and _counts(check) == wanted:
                return _living(check)
    except sqlite3.DatabaseError:
        pass
    raise ContactbookError(
        _("The copy {path} could not be verified, so nothing was changed. Free some space and try again.").format(
            path=out
        )
    )
