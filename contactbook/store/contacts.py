"""Writes contacts into the tables, whole ones, many at a time."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import TypeVar

from contactbook.domain.contact import Contact
from contactbook.domain.freshness import needs_attention
from contactbook.domain.names import in_any_order, sort_key
from contactbook.domain.plain import utc_text
from contactbook.store import indexing
from contactbook.store.places import agency_id, city_id, section_id

T = TypeVar("T")
_BATCH = 500  # ids bound in one statement
PARTS = (
    "contact_translations",
    "phones",
    "emails",
    "links",
    "contact_languages",
    "contact_topics",
    "list_members",
)
_COLUMNS = (
    "id", "uid", "kind", "name", "given", "family", "honorific", "suffix", "said", "pronouns", "role", "agency", "city",
    "country", "address", "hours", "notes", "photo", "card", "verified_on", "verified_by", "away_from", "away_until",
    "cover", "created_at", "updated_at", "deleted_at", "trashed", "attention", "name_key", "sort_key", "section",
)  # fmt: skip
_ADD = f"INSERT INTO contacts ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})"
_CHANGE = f"{_ADD} ON CONFLICT (id) DO UPDATE SET {', '.join(f'{c} = excluded.{c}' for c in _COLUMNS[1:])}"


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


def put(db: sqlite3.Connection, contacts: Sequence[Contact]) -> None:
    """Write contacts whole, parts and search rows too; the caller holds the transaction."""
    writer = _Writer(db)
    for batch in batches(contacts):
        writer.put(batch)


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


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None


class _Writer:
    """Writes batches, remembering which places and lists it has met."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._places: dict[tuple[str | None, str | None, str | None], tuple[int | None, int | None, int]] = {}
        self._lists: dict[str, int] = {}
        self._next_id = db.execute("SELECT coalesce(max(id), 0) + 1 FROM contacts").fetchone()[0]

    def put(self, contacts: Sequence[Contact]) -> None:
        ids = ids_of(self._db, [c.uid for c in contacts])
        old = list(ids.values())
        if old:
            indexing.remove(self._db, old)
            _remove_parts(self._db, old)
        known = [(ids[c.uid], c) for c in contacts if c.uid in ids]
        added = list(enumerate((c for c in contacts if c.uid not in ids), self._next_id))
        self._next_id += len(added)
        self._db.executemany(_CHANGE, [self._values(i, c) for i, c in known])
        self._db.executemany(_ADD, [self._values(i, c) for i, c in added])
        numbered = known + added
        self._put_parts(numbered)
        indexing.add(self._db, numbered)

    def _values(self, row: int, c: Contact) -> tuple[object, ...]:
        agency, city, section = self._place(c)
        return (
            row, c.uid, c.kind.value, c.name, c.given, c.family, c.honorific, c.suffix, c.said, c.pronouns, c.role,
            agency, city, c.country, c.address, c.hours, c.notes,
            self._blob("photos", "photo", c.photo), self._blob("imported_cards", "card", c.card),
            _day(c.verified_on), c.verified_by, _day(c.away_from), _day(c.away_until), c.cover,
            utc_text(c.created_at), utc_text(c.updated_at), utc_text(c.deleted_at), c.deleted_at is not None,
            needs_attention(c), in_any_order(c.name), sort_key(c), section,
        )  # fmt: skip

    def _place(self, c: Contact) -> tuple[int | None, int | None, int]:
        named = (c.agency, c.city, c.country)
        if named not in self._places:
            agency, city = agency_id(self._db, c.agency), city_id(self._db, c.city, c.country)
            self._places[named] = (agency, city, section_id(self._db, city, agency))
        return self._places[named]

    def _blob(self, table: str, column: str, data: bytes | None) -> str | None:
        # Kept by content, so that the journal names a photo or a card without repeating it.
        if data is None:
            return None
        import hashlib  # late: a start that only reads does without it

        digest = hashlib.sha256(data).hexdigest()
        self._db.execute(f"INSERT OR IGNORE INTO {table} (digest, {column}) VALUES (?, ?)", (digest, data))
        return digest

    def _list(self, name: str) -> int:
        if name not in self._lists:
            self._db.execute("INSERT OR IGNORE INTO lists (name) VALUES (?)", (name,))
            self._lists[name] = self._db.execute("SELECT id FROM lists WHERE name = ?", (name,)).fetchone()[0]
        return self._lists[name]

    def _put_parts(self, numbered: Sequence[tuple[int, Contact]]) -> None:
        from contactbook.domain.phones import international, search_digits

        put = self._db.executemany
        put(
            """
            INSERT INTO phones (contact, position, number, extension, typed, kind, label, public, verdict, verified_on,
                verified_by, left_alone, shown, digits) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                (i, n, p.number, p.extension, p.typed, p.kind, p.label, p.public, p.verdict, _day(p.verified_on),
                 p.verified_by, p.left_alone, international(p.number), search_digits(p.number))
                for i, c in numbered
                for n, p in enumerate(c.phones)
            ],
        )  # fmt: skip
        put(
            """
            INSERT INTO emails (contact, position, address, typed, label, public, verdict, verified_on, verified_by,
                left_alone) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                (
                    i,
                    n,
                    e.address,
                    e.typed,
                    e.label,
                    e.public,
                    e.verdict,
                    _day(e.verified_on),
                    e.verified_by,
                    e.left_alone,
                )
                for i, c in numbered
                for n, e in enumerate(c.emails)
            ],
        )
        put(
            "INSERT INTO links VALUES (?, ?, ?, ?, ?)",
            [(i, n, k.kind, k.value, k.public) for i, c in numbered for n, k in enumerate(c.links)],
        )
        put(
            "INSERT INTO contact_translations VALUES (?, ?, ?, ?, ?)",
            [(i, n, t.language, t.name, t.role) for i, c in numbered for n, t in enumerate(c.translations)],
        )
        put(
            "INSERT INTO contact_languages VALUES (?, ?, ?)",
            [(i, n, language) for i, c in numbered for n, language in enumerate(c.languages)],
        )
        put(
            "INSERT INTO contact_topics VALUES (?, ?, ?)",
            [(i, n, topic) for i, c in numbered for n, topic in enumerate(c.topics)],
        )
        put(
            "INSERT OR IGNORE INTO list_members VALUES (?, ?)",
            [(self._list(name), i) for i, c in numbered for name in c.lists],
        )
