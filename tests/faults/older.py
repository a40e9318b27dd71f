"""Makes a book of an older version of the program: its tables of then, with what a book of today holds."""

import sqlite3
from contextlib import closing
from pathlib import Path

from contactbook.store import connection, schema

_KEYS = {"city_key": "s.city_key", "agency_key": "s.agency_key"}  # stood in the contacts before there were sections


def versions() -> list[str]:
    """Name the migrations before which a book may be: those from when it had a journal and a search."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        schema.migrate(db)
        return [name for name in schema.applied(db) if name > "m003_search"]


def make_older(book: Path, version: str) -> None:
    """Turn a book that nobody has open into one from before a migration."""
    today = book.with_name(book.name + ".today")
    book.replace(today)
    with closing(connection.open_writer(book)) as old:
        schema.migrate(old, stop_before=version)
        old.execute("ATTACH DATABASE ? AS today", (str(today),))
        old.execute("PRAGMA foreign_keys = OFF")
        with connection.transaction(old):
            _copy_rows(old)
        old.execute("DETACH DATABASE today")
    today.unlink()


def _copy_rows(old: sqlite3.Connection) -> None:
    tables = [
        name
        for (name,) in old.execute("SELECT name FROM main.sqlite_master WHERE type = 'table' ORDER BY name")
        if not name.startswith(("sqlite_", "_sqlite_", "search_")) and name in _tables(old, "today")
    ]
    for table in sorted(tables, key=lambda name: name == "sections"):  # last: triggers count while contacts come
        columns = [name for name in _columns(old, "main", table) if name in _columns(old, "today", table)]
        wanted = {name: f"t.{name}" for name in columns}
        source = f"today.{table} AS t"
        if table == "contacts":
            wanted |= {name: sql for name, sql in _KEYS.items() if name in _columns(old, "main", table)}
            source += " LEFT JOIN today.sections AS s ON s.id = t.section"
        if table == "search":
            wanted["rowid"] = "t.rowid"
        old.execute(f"INSERT INTO main.{table} ({', '.join(wanted)}) SELECT {', '.join(wanted.values())} FROM {source}")
    old.execute("INSERT INTO search_digits (search_digits) VALUES ('rebuild')")


def _tables(db: sqlite3.Connection, where: str) -> set[str]:
    return {name for (name,) in db.execute(f"SELECT name FROM {where}.sqlite_master WHERE type = 'table'")}


def _columns(db: sqlite3.Connection, where: str, table: str) -> list[str]:
    return [row[1] for row in db.execute(f"PRAGMA {where}.table_info({table})")]
