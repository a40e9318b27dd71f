"""Clears a book of what a contact that was taken out left in its free pages, now or when it is next opened."""

import sqlite3

_DUE = 1  # as the version that SQLite keeps for the user of a file


def mark(db: sqlite3.Connection) -> None:
    """Note in a book, within the transaction that takes a contact out, that its free pages still tell of it."""
    db.execute(f"PRAGMA user_version = {_DUE}")


def is_due(db: sqlite3.Connection) -> bool:
    """Tell whether a contact was taken out of a book whose free pages may still tell of it."""
    return bool(db.execute("PRAGMA user_version").fetchone()[0] == _DUE)


def clear(db: sqlite3.Connection) -> bool:
    """Write a book anew without its free pages, and empty its log.

    False where that is to be done again: another program reads the old state, or the disk has no room.
    """
    try:
        db.execute("VACUUM")
        if db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
            return False
        db.execute("PRAGMA user_version = 0")
    except sqlite3.OperationalError:
        return False
    return True
