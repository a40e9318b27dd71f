"""What is searched: the folded rows of the search table, written with their contacts."""

import sqlite3
from collections.abc import Sequence

from contactbook.domain.contact import Contact
from contactbook.domain.folding import search_words
from contactbook.domain.languages import language_names


def add(db: sqlite3.Connection, numbered: Sequence[tuple[int, Contact]]) -> None:
    """Write the search rows of contacts; agency and city are found by their own tables, in every language."""
    db.executemany(
        """
        INSERT INTO search (rowid, name, role, topics, languages, emails, links, notes, other)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        [(i, *_texts(contact)) for i, contact in numbered],
    )
    _add_digits(db, [i for i, contact in numbered if contact.phones])


def _add_digits(db: sqlite3.Connection, ids: Sequence[int]) -> None:
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


def _texts(c: Contact) -> tuple[str, ...]:
    columns = (
        (c.name, c.given, c.family, *(t.name for t in c.translations)),
        (c.role, *(t.role for t in c.translations)),
        c.topics,
        [name for code in c.languages for name in (code, *language_names(code))],
        [e.address for e in c.emails],
        [k.value for k in c.links],
        (c.notes,),
        (c.hours, c.address, c.honorific, c.suffix, c.said, c.country, *(p.label for p in c.phones)),
    )
    return tuple(search_words("\n".join(dict.fromkeys(filter(None, texts)))) for texts in columns)
