"""Writes contacts into the tables, whole ones, many at a time."""

import sqlite3
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from contactbook.domain.contact import Contact
from contactbook.store import indexing
from contactbook.store.lookup import batches, ids_of, marks
from contactbook.store.places import agency_id, city_id, section_id
from contactbook.store.preparing import COLUMNS, Prepared, prepare

_COLUMNS = ("id", "agency", "city", "section", "photo", "card", *COLUMNS)
_ADD = f"INSERT INTO contacts ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})"
# The table of each part, by the field that it holds, and how a row is put into it.
TABLES: dict[str, tuple[str, str]] = {
    "phones": (
        "phones",
        """
        INSERT INTO phones (contact, position, number, extension, typed, kind, label, public, verdict, verified_on,
            verified_by, left_alone, shown, digits) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
    ),
    "emails": (
        "emails",
        """
        INSERT INTO emails (contact, position, address, typed, label, public, verdict, verified_on, verified_by,
            left_alone) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
    ),
    "links": ("links", "INSERT INTO links VALUES (?, ?, ?, ?, ?)"),
    "translations": ("contact_translations", "INSERT INTO contact_translations VALUES (?, ?, ?, ?, ?)"),
    "languages": ("contact_languages", "INSERT INTO contact_languages VALUES (?, ?, ?)"),
    "topics": ("contact_topics", "INSERT INTO contact_topics VALUES (?, ?, ?)"),
}
PARTS = (*(table for table, _insert in TABLES.values()), "list_members")
_CHANGE = f"{_ADD} ON CONFLICT (id) DO UPDATE SET {', '.join(f'{c} = excluded.{c}' for c in _COLUMNS[1:])}"


def put(db: sqlite3.Connection, contacts: Sequence[Contact]) -> None:
    """Write contacts whole, parts and search rows too; the caller holds the transaction."""
    Writer(db).put([Ready(prepare(c), c.photo, c.card) for c in contacts])


def remove(db: sqlite3.Connection, uids: Iterable[str]) -> None:
    """Take contacts out of the tables, as undoing an addition does."""
    ids = list(ids_of(db, uids).values())
    for batch in batches(ids):
        indexing.remove(db, batch)
        _remove_parts(db, batch)
        db.execute(f"DELETE FROM contacts WHERE id IN ({marks(batch)})", batch)


def _remove_parts(db: sqlite3.Connection, ids: Sequence[int]) -> None:
    indexing.remove_digits(db, ids)
    for table in PARTS:
        db.execute(f"DELETE FROM {table} WHERE contact IN ({marks(ids)})", ids)


class Ready(NamedTuple):
    """A contact that is ready to be written, with its photo and the card it came from."""

    prepared: Prepared
    photo: bytes | None
    card: bytes | None


class Writer:
    """Writes contacts in one transaction, remembering which places it has met."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._agencies: dict[str | None, int | None] = {}
        self._cities: dict[tuple[str | None, str | None], int | None] = {}
        self._sections: dict[tuple[int | None, int | None], int] = {}

    def put(self, contacts: Sequence[Ready]) -> None:
        """Write contacts; those that the book holds take the place of what it holds."""
        for batch in batches(contacts):
            ids = ids_of(self._db, [c.prepared.uid for c in batch])
            old = list(ids.values())
            if old:
                indexing.remove(self._db, old)
                _remove_parts(self._db, old)
            known = [(ids[c.prepared.uid], c) for c in batch if c.prepared.uid in ids]
            self._db.executemany(_CHANGE, self._rows(known))
            self._put_parts([(i, c.prepared) for i, c in known])
            self.add([c for c in batch if c.prepared.uid not in ids])

    def add(self, contacts: Sequence[Ready]) -> None:
        """Write contacts that the book does not hold."""
        (first,) = self._db.execute("SELECT coalesce(max(id), 0) + 1 FROM contacts").fetchone()
        numbered = list(enumerate(contacts, first))
        self._db.executemany(_ADD, self._rows(numbered))
        self._put_parts([(i, c.prepared) for i, c in numbered])

    def _rows(self, numbered: Sequence[tuple[int, Ready]]) -> list[tuple[object, ...]]:
        photos = self.blobs("photos", "photo", [c.photo for _i, c in numbered])
        cards = self.blobs("imported_cards", "card", [c.card for _i, c in numbered])
        return [
            (i, *self.place(c.prepared), photo, card, *c.prepared.columns)
            for (i, c), photo, card in zip(numbered, photos, cards, strict=True)
        ]

    def place(self, c: Prepared | Contact) -> tuple[int | None, int | None, int]:
        """Give the ids of a contact's agency, city and section."""
        if c.agency not in self._agencies:
            self._agencies[c.agency] = agency_id(self._db, c.agency)
        if (c.city, c.country) not in self._cities:
            self._cities[c.city, c.country] = city_id(self._db, c.city, c.country)
        agency, city = self._agencies[c.agency], self._cities[c.city, c.country]
        if (city, agency) not in self._sections:
            self._sections[city, agency] = section_id(self._db, city, agency)
        return agency, city, self._sections[city, agency]

    def blobs(self, table: str, column: str, data: Sequence[bytes | None]) -> list[str | None]:
        """Keep photos or cards, and give the digest under which each is found."""
        # Kept by content, so that the journal names a photo or a card without repeating it.
        import hashlib  # late: a start that only reads does without it

        digests = [hashlib.sha256(one).hexdigest() if one is not None else None for one in data]
        held = [(digest, one) for digest, one in zip(digests, data, strict=True) if digest]
        self._db.executemany(f"INSERT OR IGNORE INTO {table} (digest, {column}) VALUES (?, ?)", held)
        return digests

    def _put_parts(self, numbered: Sequence[tuple[int, Prepared]]) -> None:
        for key, (_table, insert) in TABLES.items():
            self._db.executemany(insert, [(i, *row) for i, c in numbered for row in getattr(c, key)])
        self.put_on_lists([(i, c.lists) for i, c in numbered])
        indexing.add(self._db, [(i, *c.search) for i, c in numbered], [i for i, c in numbered if c.phones])

    def put_on_lists(self, numbered: Sequence[tuple[int, Sequence[str]]]) -> None:
        """Put contacts on lists, by their names."""
        ids = {name: self._list(name) for name in {name for _i, names in numbered for name in names}}
        members = [(ids[name], i) for i, names in numbered for name in names]
        self._db.executemany("INSERT OR IGNORE INTO list_members VALUES (?, ?)", members)

    def _list(self, name: str) -> int:
        self._db.execute("INSERT OR IGNORE INTO lists (name) VALUES (?)", (name,))
        return int(self._db.execute("SELECT id FROM lists WHERE name = ?", (name,)).fetchone()[0])
