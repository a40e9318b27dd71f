"""Takes what can still be read out of a damaged book: rows by ranges, leaving out those whose pages are broken."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, suppress
from pathlib import Path

from contactbook.domain.errors import Cancelled
from contactbook.i18n import _
from contactbook.store import copying, schema
from contactbook.store.connection import transaction
from contactbook.store.salvaged_rows import TIDY, as_kept
from contactbook.store.trouble import told

_MAGIC = b"SQLite format 3\x00"
_PAGE = 4096
_RANGE = 512  # ids asked for at once
_LOOKED_UP = 300_000  # ids that are looked up one by one where a range did not have them
_BEHIND = 20_000  # ids looked at behind the last that was found
# In the order in which they refer to each other; what has no rowid is read by its first column.
_TABLES = (
    ("cities", "rowid"), ("agencies", "rowid"), ("photos", "rowid"),
    ("imported_cards", "rowid"), ("contacts", "rowid"), ("phones", "rowid"), ("emails", "rowid"),
    ("contact_translations", "contact"), ("links", "contact"), ("contact_languages", "contact"),
    ("contact_topics", "contact"), ("lists", "rowid"), ("list_members", "list"), ("steps", "rowid"),
    ("changes", "step"), ("presets", "rowid"), ("blocks", "rowid"), ("block_details", "block"),
)  # fmt: skip
_OF_CONTACT = (
    "phones", "emails", "contact_translations", "links", "contact_languages", "contact_topics", "list_members",
)  # fmt: skip
_BY_TEXT = {"apart", "merges"}
TABLES = {name for name, _key in _TABLES} | _BY_TEXT  # the others are made anew
_STRIDE = 500  # rows between two looks whether to go on
# What a broken page, a key that became too large, and words that are no text any more bring about.
_BROKEN = (sqlite3.Error, OverflowError, UnicodeDecodeError)
Row = sqlite3.Row
Progress = Callable[[int, int], bool]


def salvage(path: Path, work: Path, out: Path, progress: Progress | None = None) -> int:
    """Read a damaged book into a new one and give how many contacts it has; raise NotABook where nothing can be.

    work is a copy of the file, which is changed; path is what it is called to the person. progress that answers False
    ends it with Cancelled.
    """
    copying.make_private(out)
    with told(path), closing(sqlite3.connect(out, isolation_level=None)) as new:
        schema.migrate(new)
        with closing(_open(work)) as old:
            _mend_words(old)
        with closing(_open(work)) as old:
            there = _tables(old)
            if not {"uid", "kind", "name_key"} <= {row[1] for row in old.execute("PRAGMA table_info(contacts)")}:
                return 0  # another program's
            meter = _Meter(progress, sum(_count(old, table) for table in there & {name for name, _key in _TABLES}))
            with transaction(new):
                for table, key in _TABLES:
                    if table in there:
                        _copy_rows(new, table, _readable(old, table, key), meter)
                for table in there & _BY_TEXT:
                    _copy_rows(new, table, _as_far_as_it_goes(old, table), meter)
                _settle(new)
        _index(new, _Meter(progress, _count(new, "contacts"), half=1))
        return _count(new, "contacts")


class _Meter:
    """Tells how far it is: half of the way is reading, half making what was read ready for the search."""

    def __init__(self, progress: Progress | None, total: int, half: int = 0) -> None:
        self._progress, self._total, self._half = progress, max(total, 1), half
        self._done = 0

    def advance(self, number: int = 1) -> None:
        self._done += number
        if self._progress is None or self._done % _STRIDE >= number:
            return
        share = min(self._done / self._total, 1.0)
        if not self._progress(round(500 * (self._half + share)), 1000):
            raise Cancelled(_("Stopped. Nothing was changed."))


def _count(db: sqlite3.Connection, table: str) -> int:
    with suppress(*_BROKEN):
        return int(db.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
    return 0


def _open(work: Path) -> sqlite3.Connection:
    db = sqlite3.connect(work, isolation_level=None)
    db.row_factory = sqlite3.Row
    db.text_factory = lambda data: data.decode("utf-8", "replace")
    db.execute("PRAGMA writable_schema = ON")  # reads a file that is shorter than it says
    return db


def _mend_words(db: sqlite3.Connection) -> None:
    """Put right what flipped bytes made of the words of the tables, where they can be written."""
    names: list[str] = []
    with suppress(*_BROKEN):
        names = schema.applied(db)
    for table, sql in schema.words(names).items():
        with suppress(*_BROKEN):
            db.execute(
                """
                UPDATE sqlite_master SET type = 'table', name = :name, tbl_name = :name, sql = :sql
                WHERE (name = :name AND sql <> :sql) OR (name <> :name AND sql = :sql)
                """,
                {"name": table, "sql": sql},
            )


def _tables(db: sqlite3.Connection) -> set[str]:
    """Name the tables, one row at a time: a page of the list of tables may be broken."""
    rows = _readable(db, "sqlite_master", "rowid", behind=_RANGE)
    return {row["name"] for row in rows if row["type"] == "table"}


def is_database(path: Path) -> bool:
    """Tell by the first bytes whether a file that nobody has open here is an SQLite database."""
    with path.open("rb") as file:
        return file.read(len(_MAGIC)) == _MAGIC


def copy_open(db: sqlite3.Connection, work: Path) -> None:
    """Copy a file that is open here, page by page, broken ones too; to read it as a file would drop its locks."""
    copying.make_private(work)
    with closing(sqlite3.connect(work, isolation_level=None)) as copy:
        db.backup(copy, pages=2000, sleep=0)


def copy_closed(path: Path, work: Path) -> None:
    """Copy a file that nobody has open, with its log; a head that is no more what it must be is put right."""
    copying.make_private(work)
    data = bytearray(path.read_bytes())
    if len(data) > len(_MAGIC):
        data[: len(_MAGIC)] = _MAGIC
        size = int.from_bytes(data[16:18], "big")
        if size not in (1, *(2**n for n in range(9, 16))):
            data[16:18] = _PAGE.to_bytes(2, "big")
        data[18:24] = bytes((max(1, min(data[18], 2)), max(1, min(data[19], 2)), 0, 64, 32, 32))
        data[44:48], data[56:60] = (4).to_bytes(4, "big"), (1).to_bytes(4, "big")  # format of the schema, UTF-8
    work.write_bytes(data)
    log = path.with_name(path.name + "-wal")
    if log.exists():
        copying.make_private(work.with_name(work.name + "-wal"))
        work.with_name(work.name + "-wal").write_bytes(log.read_bytes())


def _copy_rows(new: sqlite3.Connection, table: str, rows: Iterable[Row], meter: _Meter) -> None:
    columns = new.execute(f"PRAGMA table_info({table})").fetchall()
    bare = {name: None for _n, name, _type, _filled, usual, _key in columns if usual is None}  # if its name is garbled
    kinds = {name: kind for _n, name, kind, *_rest in columns}
    for row in rows:
        meter.advance()
        held = bare | {key: as_kept(row[key], kinds[key]) for key in row.keys() if key in kinds}  # noqa: SIM118
        tidy = TIDY.get(table)
        if tidy is not None and not tidy(held):
            continue
        names = ", ".join(held)
        with suppress(sqlite3.IntegrityError):
            new.execute(
                f"INSERT OR IGNORE INTO {table} ({names}) VALUES ({', '.join('?' * len(held))})", tuple(held.values())
            )


def _readable(db: sqlite3.Connection, table: str, key: str, behind: int = _BEHIND) -> Iterator[Row]:
    """Read the rows that can be, by ranges of the key, one key at a time where a range meets a broken page."""
    at, last = 0, _highest(db, table, key)
    while at <= last + behind:
        rows, whole = _between(db, table, key, at, at + _RANGE - 1)
        if not whole:
            rows = []
        if not whole or rows or at <= min(last, _LOOKED_UP):
            # A key that a flipped byte made large ends a range without a word: those that are missing are looked up.
            met = {row[0] for row in rows} if key != "list" else set()
            missing = [one for one in range(at, at + _RANGE) if one not in met]
            rows += [row for one in missing for row in _between(db, table, key, one, one)[0]]
        if rows:
            last = max(last, at + _RANGE)
        yield from rows
        at += _RANGE


def _as_far_as_it_goes(db: sqlite3.Connection, table: str) -> Iterator[Row]:
    """Read rows whose key is a text, up to the first broken page."""
    with suppress(*_BROKEN):
        yield from db.execute(f"SELECT * FROM {table}")


def _between(db: sqlite3.Connection, table: str, key: str, low: int, high: int) -> tuple[list[Row], bool]:
    rows: list[Row] = []
    # One key is asked for by "=": a range looks at the row behind, and where that is broken Python gives neither.
    sought, values = (f"{key} = ?", (low,)) if low == high else (f"{key} BETWEEN ? AND ?", (low, high))
    try:
        for row in db.execute(f"SELECT * FROM {table} WHERE {sought}", values):
            rows.append(row)
    except _BROKEN:
        return (rows if low == high else []), False
    return rows, True


def _highest(db: sqlite3.Connection, table: str, key: str) -> int:
    with suppress(*_BROKEN):
        found = db.execute(f"SELECT max({key}) FROM {table}").fetchone()[0]
        if isinstance(found, int) and 0 <= found < 5_000_000:
            return found
    return 0


def _settle(db: sqlite3.Connection) -> None:
    """Drop what belongs to a contact that could not be read, and what refers to nothing."""
    for table in _OF_CONTACT:
        db.execute(f"DELETE FROM {table} WHERE contact NOT IN (SELECT id FROM contacts)")
    for column, table, key in (
        ("agency", "agencies", "id"), ("city", "cities", "id"), ("photo", "photos", "digest"),
        ("card", "imported_cards", "digest"),
    ):  # fmt: skip
        db.execute(f"UPDATE contacts SET {column} = NULL WHERE {column} NOT IN (SELECT {key} FROM {table})")
    db.execute("DELETE FROM list_members WHERE list NOT IN (SELECT id FROM lists)")
    db.execute("DELETE FROM block_details WHERE block NOT IN (SELECT id FROM blocks)")
    db.execute("DELETE FROM changes WHERE step NOT IN (SELECT id FROM steps)")
    for column in ("undoes", "redoes"):
        db.execute(f"UPDATE steps SET {column} = NULL WHERE {column} NOT IN (SELECT id FROM steps)")


def _index(db: sqlite3.Connection, meter: _Meter) -> None:
    """Write every contact anew: its keys, its section and what is searched follow from it."""
    from contactbook.store import contacts, loading, lookup

    with transaction(db):
        db.execute("INSERT INTO search_digits (search_digits) VALUES ('rebuild')")  # putting takes the old digits out
        uids = lookup.all_uids(db)
        for piece in lookup.batches(uids):
            contacts.put(db, loading.load(db, piece))
            meter.advance(len(piece))
