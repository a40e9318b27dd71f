"""Named sets of contacts that a person keeps."""

import json
import sqlite3

from contactbook.store.connection import kept
from contactbook.store.lookup import ids_of


def names(db: sqlite3.Connection) -> set[str]:
    """Name every list."""
    return {name for (name,) in db.execute("SELECT name FROM lists")}


def lists(db: sqlite3.Connection) -> list[tuple[str, int]]:
    """List the lists with how many contacts each has, the trash not counted."""
    return db.execute(
        """
        SELECT l.name, count(c.id) FROM lists AS l
        LEFT JOIN list_members AS m ON m.list = l.id
        LEFT JOIN contacts AS c ON c.id = m.contact AND NOT c.trashed
        GROUP BY l.id ORDER BY l.name COLLATE NOCASE
        """
    ).fetchall()


def members(db: sqlite3.Connection, name: str) -> list[str]:
    """List the uids of a list's members."""
    rows = db.execute(
        """
        SELECT c.uid FROM lists AS l JOIN list_members AS m ON m.list = l.id JOIN contacts AS c ON c.id = m.contact
        WHERE l.name = ? ORDER BY c.id
        """,
        (name,),
    )
    return [uid for (uid,) in rows]


def freeze(db: sqlite3.Connection, name: str) -> str | None:
    """Write a list down for the journal: its members' uids; None where there is no such list."""
    if not db.execute("SELECT 1 FROM lists WHERE name = ?", (name,)).fetchone():
        return None
    return json.dumps(members(db, name))


def thaw(db: sqlite3.Connection, name: str, before: str | None) -> None:
    """Put a list back as it was."""
    if before is None:
        remove(db, name)
        return
    add(db, name)
    uids: list[str] = json.loads(before)
    (row,) = db.execute("SELECT id FROM lists WHERE name = ?", (name,)).fetchone()
    db.execute("DELETE FROM list_members WHERE list = ?", (row,))
    db.executemany("INSERT INTO list_members VALUES (?, ?)", [(row, i) for i in ids_of(db, uids).values()])


def add(db: sqlite3.Connection, name: str) -> None:
    """Make an empty list; one that is there stays as it is."""
    db.execute("INSERT OR IGNORE INTO lists (name) VALUES (?)", (name,))


def rename(db: sqlite3.Connection, name: str, new: str) -> None:
    """Give a list another name."""
    db.execute("UPDATE lists SET name = ? WHERE name = ?", (new, name))


def remove(db: sqlite3.Connection, name: str) -> None:
    """Remove a list; its contacts stay."""
    db.execute("DELETE FROM lists WHERE name = ?", (name,))


def topics(db: sqlite3.Connection) -> list[str]:
    """List every topic in use."""
    return _kept_words(db, "SELECT DISTINCT topic FROM contact_topics ORDER BY topic COLLATE NOCASE")


def languages(db: sqlite3.Connection) -> list[str]:
    """List every language that somebody speaks, the one that most speak first."""
    return _kept_words(db, "SELECT language FROM contact_languages GROUP BY language ORDER BY count(*) DESC, language")


def _kept_words(db: sqlite3.Connection, sql: str) -> list[str]:
    return kept(db, sql, lambda: [word for (word,) in db.execute(sql)])


def domains(db: sqlite3.Connection) -> dict[str, int]:
    """Count the addresses under each mail domain that the book knows."""
    rows = db.execute(
        """
        SELECT lower(substr(address, instr(address, '@') + 1)) AS domain, count(*) FROM emails
        WHERE verdict = 'valid' AND instr(address, '@') GROUP BY domain
        """
    )
    return dict(rows.fetchall())
