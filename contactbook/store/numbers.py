"""Finds contacts by how their numbers begin, and those whose numbers could not be read."""

import sqlite3

_LIVE = "SELECT DISTINCT c.uid FROM phones AS p JOIN contacts AS c ON c.id = p.contact AND c.trashed = 0"


def beginning(db: sqlite3.Connection, start: str) -> list[str]:
    """List the uids of contacts out of the trash with a number that begins so."""
    rows = db.execute(f"{_LIVE} WHERE p.number >= ? AND p.number < ? ORDER BY c.sort_key, c.id", (start, start + ":"))
    return [uid for (uid,) in rows]  # ":" comes behind all digits


def unreadable(db: sqlite3.Connection) -> list[str]:
    """List the uids of contacts out of the trash with a number that cannot be one."""
    return [uid for (uid,) in db.execute(f"{_LIVE} WHERE p.verdict = 'invalid' ORDER BY c.sort_key, c.id")]
