"""Compares a book with a copy of it inside SQLite, so that only contacts that may differ are read whole."""

import sqlite3
from collections.abc import Callable
from functools import partial
from pathlib import Path

from contactbook.domain.errors import Cancelled
from contactbook.i18n import _
from contactbook.store import connection
from contactbook.store.contacts import PARTS

_STEPS = 200_000  # of SQLite's machine between two questions whether to go on: some 10 ms
# What a contact is made of; its agency and city are compared by name, and the moment of writing not at all.
_COLUMNS = (
    "id", "kind", "name", "given", "family", "honorific", "suffix", "said", "pronouns", "role", "country", "address",
    "hours", "notes", "photo", "card", "verified_on", "verified_by", "away_from", "away_until", "cover", "created_at",
    "deleted_at",
)  # fmt: skip
_AGENCY = "(SELECT coalesce(short_name, name) FROM {db}.agencies WHERE id = {c}.agency)"
_CITY = "(SELECT name FROM {db}.cities WHERE id = {c}.city)"
_LISTS = "SELECT contact, name FROM {db}.list_members JOIN {db}.lists ON lists.id = list"


def differing(db: sqlite3.Connection, copy: Path, go_on: Callable[[int, int], bool]) -> tuple[list[str], list[str]]:
    """List the uids of a copy that the book lacks or may hold otherwise, and those that only the book has.

    What is not listed is the same in both. go_on(done, total) is asked while SQLite compares; False ends it with
    Cancelled.
    """
    db.execute("ATTACH DATABASE ? AS copy", (connection.address(copy),))
    try:
        asked = [_contacts(), *(_part(db, table) for table in PARTS if table != "list_members"), _members()]
        found: set[str] = set()
        for at, sql in enumerate(asked):
            if not go_on(at, len(asked)):
                raise Cancelled(_("Stopped. Nothing was changed."))
            with connection.interrupting(db, partial(_is_over, go_on, at, len(asked)), _STEPS):
                found.update(uid for (uid,) in db.execute(sql))
        there = [uid for (uid,) in db.execute("SELECT uid FROM copy.contacts ORDER BY id") if uid in found]
        only = "SELECT uid FROM main.contacts WHERE uid NOT IN (SELECT uid FROM copy.contacts) ORDER BY id"
        return there, [uid for (uid,) in db.execute(only)]
    finally:
        db.execute("DETACH DATABASE copy")


def _is_over(go_on: Callable[[int, int], bool], done: int, total: int) -> bool:
    return not go_on(done, total)


def _contacts() -> str:
    others = " OR ".join(f"here.{column} IS NOT there.{column}" for column in _COLUMNS)
    for named in (_AGENCY, _CITY):
        others += f" OR {named.format(db='main', c='here')} IS NOT {named.format(db='copy', c='there')}"
    return f"""
        SELECT there.uid FROM copy.contacts AS there LEFT JOIN main.contacts AS here ON here.uid = there.uid
        WHERE here.uid IS NULL OR {others}
    """


def _part(db: sqlite3.Connection, table: str) -> str:
    """Compare what belongs to contacts, by the id: one that has another id in the copy was found by that."""
    columns = [row[1] for row in db.execute(f"PRAGMA main.table_info({table})")]
    others = " OR ".join(f"b.{name} IS NOT a.{name}" for name in columns if name not in ("id", "contact", "position"))
    pairs = "ON b.contact = a.contact AND b.position = a.position"
    return f"""
        SELECT uid FROM copy.contacts WHERE id IN (
            SELECT a.contact FROM copy.{table} AS a LEFT JOIN main.{table} AS b {pairs}
            WHERE b.contact IS NULL OR {others}
            UNION ALL
            SELECT a.contact FROM main.{table} AS a LEFT JOIN copy.{table} AS b {pairs} WHERE b.contact IS NULL)
    """


def _members() -> str:
    here, there = _LISTS.format(db="main"), _LISTS.format(db="copy")
    return f"""
        SELECT uid FROM copy.contacts WHERE id IN (
            SELECT contact FROM ({here} EXCEPT {there}) UNION SELECT contact FROM ({there} EXCEPT {here}))
    """
