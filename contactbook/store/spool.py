"""Keeps what an import has read until it is decided, in a file without a name that ends with the program."""

import sqlite3
import threading
from array import array
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from math import inf

from contactbook.domain.contact import Contact
from contactbook.domain.errors import ContactbookError
from contactbook.i18n import _
from contactbook.store.lookup import marks
from contactbook.store.packing import Packed, storable, unpack

_TABLES = (
    "CREATE TABLE sources (id INTEGER PRIMARY KEY, name TEXT, kind TEXT)",
    # Small, so that a decision about all of a kind goes through them quickly: what is large stands in contents.
    """
    CREATE TABLE rows (id INTEGER PRIMARY KEY, source INTEGER, state TEXT, planned TEXT, action TEXT, target TEXT,
        sure INTEGER, off INTEGER, left_off TEXT)
    """,
    """
    CREATE TABLE contents (id INTEGER PRIMARY KEY, reason TEXT, incoming TEXT, photo BLOB, card BLOB, uid TEXT,
        guessed INTEGER, existing TEXT, old_photo BLOB, old_card BLOB)
    """,
    "CREATE TABLE guesses (row INTEGER, key TEXT, value TEXT, taken INTEGER, PRIMARY KEY (row, key)) WITHOUT ROWID",
    "CREATE INDEX guesses_by_value ON guesses (key, value)",
    "CREATE TABLE seen (digest INTEGER PRIMARY KEY, row INTEGER)",
    "CREATE TABLE problems (id INTEGER PRIMARY KEY, source INTEGER, place TEXT, what TEXT, raw TEXT, lost INTEGER)",
)
_ROW = """
    SELECT r.id, s.name, s.kind, r.state, r.planned, r.action, c.reason, c.incoming, c.photo, c.card, c.uid,
        c.guessed, c.existing, c.old_photo, c.old_card, r.left_off
    FROM rows AS r JOIN contents AS c ON c.id = r.id JOIN sources AS s ON s.id = r.source
"""
_PIECE = 500
_PIECE_SIZE = 4 * 1024 * 1024  # bytes of photos and cards that are read at once
# Where there is nothing at all to take of a contact its row is not counted.
_ANY = """
    (sure > off OR (action = 'add' AND planned <> 'add' AND off = 0)
        OR EXISTS (SELECT 1 FROM guesses WHERE row = rows.id AND taken))
"""
_WRITTEN = f"action <> 'skip' AND (state <> 'same' OR action = 'add') AND {_ANY}"


@dataclass(frozen=True)
class Spooled:
    """A row as it is kept: left_off are keys of values without their tick, taken those of guesses that have one."""

    id: int
    source: str
    kind: str
    state: str
    planned: str
    action: str
    reason: str | None
    packed: Packed
    existing: Contact | None
    left_off: tuple[str, ...] = ()
    taken: frozenset[str] = frozenset()

    @cached_property
    def incoming(self) -> Contact:
        """The contact that comes in."""
        return self.packed.contact()


@dataclass(frozen=True, slots=True)
class Entry:
    """A row that is to be kept; sure counts the values that are taken at first, guesses are keys and values."""

    incoming: Packed
    existing: Contact | None
    state: str
    action: str
    reason: str | None = None
    sure: int = 1
    guesses: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """A problem as it is kept, with the source it was met in."""

    source: str
    kind: str
    place: str
    what: str
    raw: str
    lost: bool


class Spool:
    """Rows of a plan by their number, from nought; any thread may ask, one at a time."""

    def __init__(self) -> None:
        # No name: SQLite makes the file when memory does not do, for its owner only, and removes it at once or, where
        # a system cannot, when it is closed; a program that is killed leaves nothing.
        self._db = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self._lock = threading.RLock()
        self._source = -1
        self.count = 0  # rows
        self.problems = 0
        for pragma in ("temp_store = FILE", "journal_mode = OFF", "synchronous = OFF", "cache_size = -16384"):
            self._db.execute(f"PRAGMA {pragma}")
        for table in _TABLES:
            self._db.execute(table)

    def close(self) -> None:
        """Drop all of it."""
        with self._lock:
            self._db.close()

    @contextmanager
    def _lent(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            try:
                yield self._db
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR):
                    raise
                told = _("There is no room for what was read in the folder for temporary files. Free some space there.")
                raise ContactbookError(told) from error

    # Filling

    def begin(self, name: str, kind: str) -> None:
        """Open a source: what is added belongs to it until the next is opened."""
        with self._lent() as db:
            self._source += 1
            db.execute("INSERT INTO sources VALUES (?, ?, ?)", (self._source, storable(name), kind))

    def add(self, entries: Sequence[Entry]) -> None:
        """Keep rows in their order."""
        first = self.count
        with self._lent() as db:
            db.execute("BEGIN")
            db.executemany(
                "INSERT INTO rows VALUES (?, ?, ?, ?, ?, ?, ?, 0, NULL)",
                [
                    (at, self._source, e.state, e.action, e.action, storable((e.existing or e.incoming).uid), e.sure)
                    for at, e in enumerate(entries, first)
                ],
            )
            db.executemany(
                "INSERT INTO contents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [(at, e.reason, *e.incoming, *_texts(e.existing)) for at, e in enumerate(entries, first)],
            )
            guesses = [(at, key, storable(value)) for at, e in enumerate(entries, first) for key, value in e.guesses]
            db.executemany("INSERT OR IGNORE INTO guesses VALUES (?, ?, ?, 0)", guesses)
            db.execute("COMMIT")
            self.count += len(entries)

    def tell(self, problems: Iterable[tuple[str, str, str, bool]]) -> None:
        """Keep problems: where, what, the raw text, and whether the contact is lost."""
        with self._lent() as db:
            told = [(self._source, *map(storable, texts), lost) for *texts, lost in problems]
            db.executemany("INSERT INTO problems VALUES (NULL, ?, ?, ?, ?, ?)", told)
            self.problems += len(told)

    def seen(self, contacts: Sequence[Packed]) -> list[bool]:
        """Say of each contact that is about to be added whether one just like it was before; remember them all."""
        digests = [hash(contact) for contact in contacts]
        before: dict[int, tuple[object, ...]] = {}
        with self._lent() as db:
            known = db.execute(f"SELECT digest, row FROM seen WHERE digest IN ({marks(digests)})", digests).fetchall()
            for digest, row in known:
                found = db.execute("SELECT incoming, photo, card FROM contents WHERE id = ?", (row,))
                before[digest] = found.fetchone()
            told = []
            for digest, contact in zip(digests, contacts, strict=True):
                told.append(before.get(digest) == contact[:3])  # two may have one digest by chance
                before.setdefault(digest, contact[:3])
            rows = [(digest, self.count + at) for at, digest in enumerate(digests)]
            db.execute("BEGIN")
            db.executemany("INSERT OR IGNORE INTO seen VALUES (?, ?)", rows)
            db.execute("COMMIT")
        return told

    def drop_source(self) -> None:
        """Drop what the source that is open has brought: it could not be read to its end."""
        with self._lent() as db:
            (first,) = db.execute("SELECT min(id) FROM rows WHERE source = ?", (self._source,)).fetchone()
            db.execute("DELETE FROM problems WHERE source = ?", (self._source,))
            if first is not None:
                for table, column in (("rows", "id"), ("contents", "id"), ("guesses", "row"), ("seen", "row")):
                    db.execute(f"DELETE FROM {table} WHERE {column} >= ?", (first,))
                self.count = first
            (self.problems,) = db.execute("SELECT count(*) FROM problems").fetchone()

    # Asking

    def rows(self, first: int, number: int) -> list[Spooled]:
        """Read so many rows from one on."""
        with self._lent() as db:
            return self._rows(db, "WHERE r.id >= ? AND r.id < ?", (first, first + number))

    def written(self, released: bool, piece: int = _PIECE) -> Iterator[list[Spooled]]:
        """Read piece by piece the rows of which something may be written; released: the same ones of releases too."""
        where = "r.action <> 'skip' AND (r.state <> 'same' OR r.action = 'add' OR (? AND s.kind = 'release'))"
        last = -1
        while True:
            with self._lent() as db:
                tail = f"WHERE {where} AND r.id > ? ORDER BY r.id LIMIT ?"
                found = self._rows(db, tail, (released, last, piece), _PIECE_SIZE)
            if not found:
                return
            last = found[-1].id
            yield found

    def _rows(self, db: sqlite3.Connection, tail: str, values: Sequence[object], most: float = inf) -> list[Spooled]:
        """Read rows, fewer than asked for once they hold so many bytes."""
        held: list[Spooled] = []
        for (
            at, source, kind, state, planned, action, reason, incoming, photo, card, uid, guessed, existing, old_photo,
            old_card, left_off,
        ) in db.execute(f"{_ROW} {tail}", values):  # fmt: skip
            known = unpack(existing, old_photo, old_card) if existing else None
            packed = Packed(incoming, photo, card, uid, bool(guessed))
            left = tuple(left_off.split("\n")) if left_off else ()
            held.append(Spooled(at, source, kind, state, planned, action, reason, packed, known, left))
            most -= len(photo or b"") + len(card or b"") + len(old_photo or b"") + len(old_card or b"")
            if most < 0:
                break
        taken: dict[int, set[str]] = {}
        if held:
            between = (held[0].id, held[-1].id)
            for row, key in db.execute("SELECT row, key FROM guesses WHERE row BETWEEN ? AND ? AND taken", between):
                taken.setdefault(row, set()).add(key)
        return [replace(kept, taken=frozenset(taken[kept.id])) if kept.id in taken else kept for kept in held]

    def ids(self, state: str) -> "array[int]":
        """List the numbers of the rows of a state."""
        with self._lent() as db:
            return array("q", [at for (at,) in db.execute("SELECT id FROM rows WHERE state = ?", (state,))])

    def counts(self) -> dict[str, int]:
        """Count the rows of each state."""
        with self._lent() as db:
            return dict(db.execute("SELECT state, count(*) FROM rows GROUP BY state").fetchall())

    def decided(self) -> dict[tuple[str, str, bool], int]:
        """Count rows by state, action, and whether anything sure is left off."""
        with self._lent() as db:
            found = db.execute(
                f"""
                SELECT state, CASE WHEN action = 'skip' OR {_ANY} THEN action ELSE '' END AS done, off > 0, count(*)
                FROM rows GROUP BY 1, 2, 3
                """
            )
            return {(state, action, bool(left)): number for state, action, left, number in found}

    def writes(self) -> dict[tuple[str, str], int]:
        """Count the rows of which something is written, by state and action."""
        with self._lent() as db:
            found = db.execute(f"SELECT state, action, count(*) FROM rows WHERE {_WRITTEN} GROUP BY 1, 2")
            return {(state, action): number for state, action, number in found}

    def guesses_left(self) -> dict[str, int]:
        """Count by state the guesses without a tick in rows that are not skipped."""
        with self._lent() as db:
            return dict(
                db.execute(
                    """
                    SELECT state, count(*) FROM guesses JOIN rows ON rows.id = row
                    WHERE NOT taken AND action <> 'skip' GROUP BY state
                    """
                ).fetchall()
            )

    def shared_guesses(self, least: int = 2) -> list[tuple[str, str, int]]:
        """List the guesses that several rows share: key, value, how many rows."""
        with self._lent() as db:
            return db.execute(
                """
                SELECT key, value, count(*) FROM guesses WHERE value <> '' GROUP BY key, value HAVING count(*) >= ?
                ORDER BY min(row), key
                """,
                (least,),
            ).fetchall()

    def guess_ticks(self, key: str, value: str) -> tuple[int, int]:
        """Count the rows that share a guess, and those of them that take it."""
        with self._lent() as db:
            number, taken = db.execute(
                """
                SELECT count(*), coalesce(sum(taken AND action <> 'skip'), 0) FROM guesses JOIN rows ON rows.id = row
                WHERE key = ? AND value = ?
                """,
                (key, value),
            ).fetchone()
        return int(number), int(taken)

    def guessed(self) -> list[tuple[str, str, int]]:
        """List the guesses that are taken: key, value, in how many rows."""
        with self._lent() as db:
            return db.execute(
                """
                SELECT key, value, count(*) FROM guesses JOIN rows ON rows.id = row
                WHERE taken AND action <> 'skip' GROUP BY key, value ORDER BY min(row), key
                """
            ).fetchall()

    def repeated(self) -> set[str]:
        """List the uids that several rows lead to."""
        with self._lent() as db:
            found = db.execute(
                "SELECT target FROM rows WHERE target <> '' AND action <> 'skip' GROUP BY target HAVING count(*) > 1"
            )
            return {uid for (uid,) in found}

    def told(self, first: int, number: int) -> list[Told]:
        """Read so many problems from one on."""
        with self._lent() as db:
            found = db.execute(
                """
                SELECT s.name, s.kind, place, what, raw, lost FROM problems JOIN sources AS s ON s.id = source
                ORDER BY problems.id LIMIT ? OFFSET ?
                """,
                (number, first),
            )
            return [Told(source, kind, place, what, raw, bool(lost)) for source, kind, place, what, raw, lost in found]

    def lost(self) -> int:
        """Count the problems by which a contact is lost."""
        with self._lent() as db:
            return int(db.execute("SELECT count(*) FROM problems WHERE lost").fetchone()[0])

    def kinds(self) -> list[str]:
        """List the kinds of the sources that brought something, each once."""
        with self._lent() as db:
            found = db.execute(
                """
                SELECT DISTINCT kind FROM sources WHERE id IN (SELECT source FROM rows) OR id IN (
                    SELECT source FROM problems) ORDER BY id
                """
            )
            return [kind for (kind,) in found]

    # Deciding

    def decide(
        self, row: int, action: str, sure: int, left_off: Sequence[str], guesses: Iterable[tuple[str, str, bool]]
    ) -> None:
        """Keep what was decided of a row: what is done, and which values and guesses are taken."""
        with self._lent() as db:
            db.execute(
                "UPDATE rows SET action = ?, sure = ?, off = ?, left_off = ? WHERE id = ?",
                (action, sure, len(left_off), "\n".join(left_off) or None, row),
            )
            db.execute("DELETE FROM guesses WHERE row = ?", (row,))
            kept = [(row, key, storable(value), taken) for key, value, taken in guesses]
            db.executemany("INSERT OR IGNORE INTO guesses VALUES (?, ?, ?, ?)", kept)

    def correct(self, row: int, incoming: Contact) -> None:
        """Put a corrected contact in the place of the one that was read."""
        with self._lent() as db:
            sql = "UPDATE contents SET incoming = ?, photo = ?, card = ?, uid = ?, guessed = ? WHERE id = ?"
            db.execute(sql, (*Packed.of(incoming), row))

    def decide_state(self, state: str, on: bool) -> None:
        """Take all rows of a state, guesses as they are; or skip them all."""
        with self._lent() as db:
            if not on:
                db.execute("UPDATE rows SET action = 'skip' WHERE state = ?", (state,))
                return
            db.execute(
                "UPDATE guesses SET taken = 0 WHERE row IN (SELECT id FROM rows WHERE state = ? AND action = 'skip')",
                (state,),
            )
            db.execute(
                """
                UPDATE rows SET off = 0, left_off = NULL,
                    action = CASE WHEN action <> 'skip' THEN action WHEN planned = 'skip' THEN 'add' ELSE planned END
                WHERE state = ?
                """,
                (state,),
            )

    def decide_guess(self, key: str, value: str, taken: bool) -> None:
        """Take a guess in all rows that share it and are not skipped, or leave it."""
        with self._lent() as db:
            db.execute(
                """
                UPDATE guesses SET taken = ? WHERE key = ? AND value = ?
                    AND row IN (SELECT id FROM rows WHERE action <> 'skip')
                """,
                (taken, key, value),
            )

    def decide_all(self, on_match: str, alike: str) -> None:
        """Decide without a person: what is done where there is a match and where one looks alike; guesses taken."""
        with self._lent() as db:
            db.execute("UPDATE guesses SET taken = 1")
            db.execute(
                """
                UPDATE rows SET off = 0, left_off = NULL, action = CASE state WHEN 'looks like' THEN ?
                    WHEN 'new' THEN planned ELSE CASE WHEN (SELECT existing FROM contents WHERE id = rows.id) IS NULL
                    THEN planned ELSE ? END END
                """,
                (alike, on_match),
            )


def _texts(contact: Contact | None) -> tuple[str | None, bytes | None, bytes | None]:
    return Packed.of(contact)[:3] if contact is not None else (None, None, None)
