"""What is searched: the folded rows of the search table, written with their contacts."""

import sqlite3
from collections.abc import Sequence

from contactbook.store.preparing import SEARCH

_ADD = f"INSERT INTO search (rowid, {', '.join(SEARCH)}) VALUES (?{', ?' * len(SEARCH)})"


def add(db: sqlite3.Connection, rows: Sequence[tuple[object, ...]], with_phones: Sequence[int]) -> None:
    """Write the search rows of contacts, their ids first, and the digits of the phones of those that have any."""
    db.executemany(_ADD, rows)
    add_digits(db, with_phones)


def change(db: sqlite3.Connection, columns: Sequence[str], rows: Sequence[tuple[object, ...]]) -> None:
    """Write some columns of search rows anew; the values end with the id."""
    db.executemany(f"UPDATE search SET {', '.join(f'{name} = ?' for name in columns)} WHERE rowid = ?", rows)


def add_digits(db: sqlite3.Connection, ids: Sequence[int]) -> None:
    """Write the digits of the phones of contacts, many in one statement: a trigger's rows each cost a flush."""
    db.execute(
        f"INSERT INTO search_digits (rowid, digits) SELECT id, digits FROM phones WHERE contact IN ({_marks(ids)})", ids
    )


def remove_digits(db: sqlite3.Connection, ids: Sequence[int]) -> None:
    """Take the digits of the phones of contacts out, while the phones are still there.

    A copy of a book that an older version made has a trigger for it; taken out twice, an index is spoilt.
    """
    if db.execute("SELECT 1 FROM sqlite_master WHERE type = 'trigger' AND name = 'phones_removed'").fetchone():
        return
    db.execute(
        f"""
        INSERT INTO search_digits (search_digits, rowid, digits)
        SELECT 'delete', id, digits FROM phones WHERE contact IN ({_marks(ids)})
        """,
        ids,
    )


def _marks(ids: Sequence[int]) -> str:
    return ", ".join("?" * len(ids))


def remove(db: sqlite3.Connection, ids: Sequence[int]) -> None:
    """Take search rows out."""
    db.executemany("DELETE FROM search WHERE rowid = ?", [(i,) for i in ids])
