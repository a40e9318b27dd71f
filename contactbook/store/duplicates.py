"""Brings contacts together that may be one: their keys in a database of its own, sorted and paired there.

Nothing is held in memory but a piece at a time; SQLite spills what it sorts to a temporary file.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from itertools import groupby

from contactbook.domain.contact import Kind
from contactbook.domain.duplicates import Traits
from contactbook.store.lookup import ids_of, marks

_BETWEEN = "\n"  # two uids in one text
_MOST = 40  # contacts with one key that are compared with each other
_MOST_COUNTS = 10_000
_MARKS = {ord("\x1e"): " ", ord("\x1f"): " "}  # what parts the traits in a text
_MOST_SHARING = 20  # contacts with one number or address: beyond it is a switchboard's
Keyed = tuple[str, int, str, str, str]  # key, contact, agency, city, sounds


def parted(db: sqlite3.Connection) -> set[tuple[str, str]]:
    """List the pairs that somebody said are two, each with its uids in their order."""
    return set(db.execute("SELECT one, other FROM apart").fetchall())


def is_parted(db: sqlite3.Connection, pair: str) -> bool:
    """Tell whether a pair (as `pair_key` writes it) is known to be two."""
    return bool(db.execute("SELECT 1 FROM apart WHERE one = ? AND other = ?", pair.split(_BETWEEN)).fetchone())


def part(db: sqlite3.Connection, pair: str, apart: bool) -> None:
    """Remember of a pair that it is two, or forget it."""
    if apart:
        db.execute("INSERT OR IGNORE INTO apart VALUES (?, ?)", pair.split(_BETWEEN))
    else:
        db.execute("DELETE FROM apart WHERE one = ? AND other = ?", pair.split(_BETWEEN))


def pair_key(one: str, other: str) -> str:
    """Write a pair as one text, whichever of the two is named first."""
    return _BETWEEN.join(sorted((one, other)))


def parted_from(db: sqlite3.Connection, uid: str) -> list[str]:
    """List the uids that are known to be others than this one."""
    rows = db.execute("SELECT other FROM apart WHERE one = ? UNION SELECT one FROM apart WHERE other = ?", (uid, uid))
    return [found for (found,) in rows]


def covered_by(db: sqlite3.Connection, uid: str) -> list[str]:
    """List the uids of those for whom a contact stands in."""
    return [found for (found,) in db.execute("SELECT uid FROM contacts WHERE cover = ?", (uid,))]


def remember_merge(db: sqlite3.Connection, gone: str, stays: str) -> None:
    """Keep into which contact one went."""
    db.execute("INSERT OR REPLACE INTO merges VALUES (?, ?)", (gone, stays))


def followed(db: sqlite3.Connection, uids: Sequence[str]) -> dict[str, str]:
    """Say which contact each uid leads to: itself while it is there (a merge may be undone), else what it went into."""
    there = ids_of(db, uids)
    return {uid: uid if uid in there else _followed(db, uid) for uid in uids}


def _followed(db: sqlite3.Connection, uid: str) -> str:
    found: tuple[str] | None = db.execute(
        """
        WITH RECURSIVE way (uid, steps) AS (
            SELECT ?, 0 UNION SELECT stays, steps + 1 FROM way JOIN merges ON gone = uid
            WHERE steps < 100 AND NOT EXISTS (SELECT 1 FROM contacts WHERE contacts.uid = way.uid))
        SELECT uid FROM way ORDER BY steps DESC LIMIT 1
        """,
        (uid,),
    ).fetchone()
    return found[0] if found else uid


def went_into(db: sqlite3.Connection, uid: str) -> list[str]:
    """List the uids that lead to a contact now, its own aside."""
    rows = db.execute(
        """
        WITH RECURSIVE way (uid) AS (
            SELECT ? UNION SELECT gone FROM way JOIN merges ON stays = uid
            WHERE NOT EXISTS (SELECT 1 FROM contacts WHERE contacts.uid = gone))
        SELECT uid FROM way
        """,
        (uid,),
    )
    return [found for (found,) in rows if found != uid]


def forget(db: sqlite3.Connection, uid: str) -> None:
    """Drop what is remembered of a contact: from whom it is apart, and what went into it, in the journal too."""
    db.execute("DELETE FROM changes WHERE entity = 'pair' AND instr(uid, ?)", (uid,))
    db.execute("DELETE FROM apart WHERE one = ? OR other = ?", (uid, uid))
    db.execute("DELETE FROM merges WHERE gone = ? OR stays = ?", (uid, uid))


def count(db: sqlite3.Connection) -> int:
    """Count the contacts that are not in the trash."""
    found: tuple[int] = db.execute("SELECT count(*) FROM contacts WHERE trashed = 0").fetchone()
    return found[0]


def traits(db: sqlite3.Connection, after: int, limit: int) -> list[Traits]:
    """Read what the next contacts behind an id are compared by."""
    rows = db.execute(
        """
        SELECT c.id, c.uid, c.kind, c.name, coalesce(c.role, ''), coalesce(a.short_name, a.name, ''),
            CAST(coalesce(c.city, '') AS TEXT)
        FROM contacts AS c LEFT JOIN agencies AS a ON a.id = c.agency
        WHERE c.id > ? AND +c.trashed = 0 ORDER BY c.id LIMIT ?
        """,
        (after, limit),
    ).fetchall()
    ids = [row[0] for row in rows]
    details: dict[int, list[str]] = {i: [] for i in ids}
    other_names: dict[int, list[str]] = {i: [] for i in ids}
    for sql, held in (
        ("SELECT contact, number FROM phones WHERE verdict <> 'invalid' AND contact IN ({})", details),
        ("SELECT contact, lower(address) FROM emails WHERE verdict <> 'invalid' AND contact IN ({})", details),
        ("SELECT contact, name FROM contact_translations WHERE name <> '' AND contact IN ({})", other_names),
    ):
        for contact, value in db.execute(sql.format(marks(ids)), ids):
            held[contact].append(value)
    return [
        Traits(
            i, uid, Kind(kind), tuple(dict.fromkeys(filter(None, (name, *other_names[i])))), role, agency, city,
            frozenset(details[i]),
        )
        for i, uid, kind, name, role, agency, city in rows
    ]  # fmt: skip


class Pool:
    """The contacts of a book by their keys, and the pairs that share one."""

    def __init__(self) -> None:
        self._db = sqlite3.connect("", isolation_level=None)  # a temporary file, gone when it is closed
        for statement in (
            "PRAGMA journal_mode = OFF",
            "PRAGMA synchronous = OFF",
            "CREATE TABLE people (id INTEGER PRIMARY KEY, traits TEXT NOT NULL)",
            "CREATE TABLE keys (key TEXT, id INTEGER, agency TEXT, city TEXT, sounds TEXT)",
            "CREATE TABLE pairs (one INTEGER NOT NULL, other INTEGER NOT NULL, PRIMARY KEY (one, other)) WITHOUT ROWID",
            "BEGIN",
        ):
            self._db.execute(statement)
        self._counts: dict[str, int] = {}

    def close(self) -> None:
        """Drop everything."""
        self._db.close()

    def add(self, people: Sequence[tuple[Traits, Sequence[str], str]]) -> None:
        """Take contacts in with their keys and the sounds of their names."""
        self._db.executemany(
            "INSERT INTO people VALUES (?, ?)", [(who.id, _text(who)) for who, _keys, _sounds in people]
        )
        self._db.executemany(
            "INSERT INTO keys VALUES (?, ?, ?, ?, ?)",
            [
                (key, who.id, who.agency, who.city, sounds if key[0] == "d" else "")
                for who, found, sounds in people
                for key in dict.fromkeys(found)
            ],
        )

    def pair(self) -> Iterator[int]:
        """Bring those together who share a key; tell how many pairs there are as it goes."""
        self._db.execute("CREATE INDEX keys_by_key ON keys (key, id, agency, city, sounds)")
        rows = self._db.execute("SELECT key, id, agency, city, sounds FROM keys ORDER BY key, id")
        made: list[tuple[int, int]] = []
        for key, group in groupby(rows, key=lambda row: row[0]):
            made += _pairs(key, list(group))
            if len(made) > 2000:
                yield self._put(made)
                made.clear()
        yield self._put(made)

    def _put(self, made: Sequence[tuple[int, int]]) -> int:
        self._db.executemany("INSERT OR IGNORE INTO pairs VALUES (?, ?)", made)
        return len(made)

    def pairs(self) -> int:
        """Count the pairs."""
        found: tuple[int] = self._db.execute("SELECT count(*) FROM pairs").fetchone()
        return found[0]

    def met(self) -> Iterator[tuple[Traits, Traits]]:
        """Give the pairs, one contact's after the other's."""
        rows = self._db.execute(
            """
            SELECT p.one, a.traits, p.other, b.traits FROM pairs AS p
            CROSS JOIN people AS a ON a.id = p.one CROSS JOIN people AS b ON b.id = p.other ORDER BY p.one, p.other
            """
        )
        last, mine = -1, None
        for one, first, other, second in rows:
            if one != last or mine is None:
                last, mine = one, _traits(one, first)
            yield mine, _traits(other, second)

    def of_name(self, key: str) -> int:
        """Count the contacts whose name sounds so."""
        return self._count(f"n {key}")

    def of_detail(self, detail: str) -> int:
        """Count the contacts with a number or an address."""
        return self._count(f"d {detail}")

    def _count(self, key: str) -> int:
        if key not in self._counts:
            if len(self._counts) >= _MOST_COUNTS:
                self._counts.clear()
            self._counts[key] = self._db.execute("SELECT count(*) FROM keys WHERE key = ?", (key,)).fetchone()[0]
        return self._counts[key]


def _text(who: Traits) -> str:
    lists = ("\x1e".join(text.translate(_MARKS) for text in texts) for texts in (who.names, who.details))
    single = (text.translate(_MARKS) for text in (who.uid, who.kind.value, who.role, who.agency, who.city))
    return "\x1f".join((*single, *lists))


def _traits(number: int, text: str) -> Traits:
    uid, kind, role, agency, city, names, details = text.split("\x1f")
    named = tuple(names.split("\x1e")) if names else ()
    return Traits(
        number, uid, Kind(kind), named, role, agency, city, frozenset(details.split("\x1e") if details else ())
    )


def _pairs(key: str, group: list[Keyed]) -> Iterator[tuple[int, int]]:
    """Pair those of one key, unless they are too many.

    A name or part of one that so many have says something of those of one agency and city alone, and they have a key
    for that; a number that so many have is a switchboard's.
    """
    if not 1 < len(group) <= (_MOST_SHARING if key[0] == "d" else _MOST):
        return
    if key[0] == "d":
        sounds = [frozenset(row[4].split()) for row in group]
        for at, here in enumerate(sounds):
            yield from ((group[at][1], group[there][1]) for there in range(at + 1, len(group)) if here & sounds[there])
        return
    for at, (_key, one, agency, city, _sounds) in enumerate(group):
        for _same, other, its_agency, its_city, _heard in group[at + 1 :]:
            # A weak likeness needs a place that speaks for one person.
            if key[0] != "w" or (agency == its_agency if agency and its_agency else city == its_city):
                yield one, other
