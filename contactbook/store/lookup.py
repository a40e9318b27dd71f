"""Looks up row ids and uids, and binds many of them in a statement."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import TypeVar

from contactbook.domain.plain import utc_text

T = TypeVar("T")
_BATCH = 500  # ids bound in one statement


def batches(items: Sequence[T]) -> Iterator[Sequence[T]]:
    """Cut a sequence into pieces that one statement can bind."""
    return (items[at : at + _BATCH] for at in range(0, len(items), _BATCH))


def marks(items: Sequence[object]) -> str:
    """Write one question mark an item."""
    return ", ".join("?" * len(items))


def ids_of(db: sqlite3.Connection, uids: Iterable[str]) -> dict[str, int]:
    """Look up the row ids of uids; those that the book does not hold are left out."""
    found: dict[str, int] = {}
    for batch in batches(list(uids)):
        found.update(db.execute(f"SELECT uid, id FROM contacts WHERE uid IN ({marks(batch)})", batch))
    return found


def uids_of(db: sqlite3.Connection, ids: Iterable[int]) -> list[str]:
    """Look up the uids of row ids, in their order."""
    found: dict[int, str] = {}
    wanted = list(ids)
    for batch in batches(wanted):
        found.update(db.execute(f"SELECT id, uid FROM contacts WHERE id IN ({marks(batch)})", batch))
    return [found[i] for i in wanted if i in found]


def all_uids(db: sqlite3.Connection) -> list[str]:
    """List the uids of all contacts, those in the trash too."""
    return [uid for (uid,) in db.execute("SELECT uid FROM contacts ORDER BY id")]


def trashed(db: sqlite3.Connection, before: datetime | None = None) -> list[str]:
    """List the uids of the contacts in the trash, or of those that were put there before a moment."""
    latest = utc_text(before) or "9999"
    rows = db.execute("SELECT uid FROM contacts WHERE trashed = 1 AND deleted_at < ? ORDER BY id", (latest,))
    return [uid for (uid,) in rows]
