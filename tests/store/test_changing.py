"""Writing only what differs leaves every table as writing the whole contact does."""

import sqlite3
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contactbook.app.book import Book
from contactbook.domain.contact import Contact
from contactbook.store import changing, loading
from contactbook.store import contacts as held_rows
from tests.strategies import contacts

_KEYS = [f.name for f in fields(Contact) if f.name not in ("uid", "guessed", "created_at", "updated_at")]
_THEN = datetime(2026, 11, 22, tzinfo=UTC)
_SEARCHED = "name, role, topics, languages, emails, links, notes, other"


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    book = Book.open(tmp_path / "book.db")
    book.create_list("Duty")
    book.close()
    made = sqlite3.connect(tmp_path / "book.db", isolation_level=None)
    yield made
    made.close()


def rows(db: sqlite3.Connection, uid: str) -> list[object]:
    """Read all that is kept of a contact, its id and uid aside."""
    (row,) = db.execute("SELECT id FROM contacts WHERE uid = ?", (uid,)).fetchone()
    cursor = db.execute("SELECT * FROM contacts WHERE id = ?", (row,))
    names = [column[0] for column in cursor.description]
    found: list[object] = [dict(zip(names, cursor.fetchone(), strict=True)) | {"id": 0, "uid": ""}]
    for table in ("phones", "emails"):
        cursor = db.execute(f"SELECT * FROM {table} WHERE contact = ? ORDER BY position", (row,))
        found.append([values[2:] for values in cursor])
    found.append(db.execute(f"SELECT {_SEARCHED} FROM search WHERE rowid = ?", (row,)).fetchall())
    return found


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(old=contacts(), other=contacts(), keys=st.none() | st.sets(st.sampled_from(_KEYS), max_size=3))
def test_what_differs_is_written_as_the_whole_is(
    db: sqlite3.Connection, old: Contact, other: Contact, keys: set[str] | None
) -> None:
    changed = {key: getattr(other, key) for key in (_KEYS if keys is None else keys)}
    before = replace(old, uid="changed", created_at=_THEN, updated_at=_THEN)
    after = replace(before, **changed)
    whole = replace(after, uid="whole")
    db.execute("BEGIN")
    try:
        held_rows.put(db, [before])
        held = loading.load(db, ["changed"])
        changing.change(db, held_rows.Writer(db), [(held[0], after)])
        held_rows.put(db, [whole])
        assert rows(db, "changed") == rows(db, "whole")
        (got,) = loading.load(db, ["changed"])
        (wanted,) = loading.load(db, ["whole"])
        assert replace(got, uid="") == replace(wanted, uid="")
        assert [p.left_alone for p in got.phones] == [p.left_alone for p in after.phones]
        for table in ("search", "search_digits"):
            db.execute(f"INSERT INTO {table} ({table}) VALUES ('integrity-check')")
    finally:
        db.execute("ROLLBACK")
