"""Finds contacts and reads what lists show of them."""

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import date
from itertools import accumulate, groupby

from contactbook.domain.contact import Found, Kind, Row, Sections
from contactbook.domain.query import And, Node, asks_trash, parse, relaxed
from contactbook.domain.query import marks as words_and_digits
from contactbook.domain.reaching import Moment
from contactbook.domain.record import replace
from contactbook.i18n import _
from contactbook.store.connection import kept
from contactbook.store.lookup import batches, marks
from contactbook.store.preview import first_rows
from contactbook.store.query import compiled, nearest
from contactbook.store.runs import Runs
from contactbook.store.sections import Arranged, arranged

Lend = Callable[[], AbstractContextManager[sqlite3.Connection]]


def find(
    db: sqlite3.Connection, text: str, view: str, grouping: str, moment: Moment, limit: int | None, lend: Lend
) -> Found:
    """Find contacts in display order; a text and a view hold together. The ids read through lend when looked at."""
    node = _node(text, view)
    if node is None and limit is None:
        return kept(db, f"all {grouping}", lambda: _everything(arranged(db, grouping), lend))
    rows = _grouped(db, node, moment)
    held = arranged(db, grouping, [section for section, _count, _ids in rows])
    rows.sort(key=lambda row: held.place.get(row[0], 0))
    sections, counts, ids = [row[0] for row in rows], [row[1] for row in rows], [row[2] for row in rows]
    if limit is not None:
        counts = _cut(counts, limit)
    found = _runs(held, sections, counts, _of_texts(ids), lend)
    if counts or not text.strip():
        return found
    # Whom nobody can reach now, or who is not public, is there all the same.
    there = [rest for rest in relaxed(text) if _is_there(db, _node(rest, view), moment)]
    return replace(found, suggestions=tuple(there or nearest(db, text)))


def _is_there(db: sqlite3.Connection, node: Node | None, moment: Moment) -> bool:
    sql, values = (_ALL, []) if node is None else compiled(db, node, moment)
    sql = f"SELECT 1 FROM contacts WHERE id IN ({sql}) AND trashed = ? LIMIT 1"
    return db.execute(sql, (*values, asks_trash(node))).fetchone() is not None


def preview(db: sqlite3.Connection, text: str, view: str, grouping: str, moment: Moment) -> Found | None:
    """Find the first contacts of many, without finding all; None where few match near the top of the list."""
    node = _node(text, view)
    if node is None or asks_trash(node):
        return None
    rows = first_rows(db, node, grouping, moment)
    held = arranged(db, grouping)
    counts = [(held.place[section], len(list(run))) for section, run in groupby(rows, key=lambda row: row[0])]
    sections = _sections(held, [at for at, _count in counts], [count for _at, count in counts])
    return Found([i for _section, i in rows], sections, whole=False) if rows else None


def _node(text: str, view: str) -> Node | None:
    nodes = tuple(node for node in map(parse, (view, text)) if node is not None)
    return And(nodes) if len(nodes) > 1 else next(iter(nodes), None)


def _everything(held: Arranged, lend: Lend) -> Found:
    """Give the whole book by the counts that are kept; nobody has to read it."""
    filled = [at for at, live in enumerate(held.live) if live]
    sections, counts = [held.ids[at] for at in filled], [held.live[at] for at in filled]

    def read(run: int) -> list[int]:
        sql = "SELECT id FROM contacts WHERE section = ? AND trashed = 0 ORDER BY sort_key, id"
        with lend() as db:
            return [i for (i,) in db.execute(sql, (sections[run],))]

    def read_all() -> Callable[[int], list[int]]:
        with lend() as db:
            texts = {section: ids for section, _count, ids in db.execute(_GROUPED.format(found=_ALL), (False,))}
        return _of_texts([texts.get(section, "") for section in sections])

    return _runs(held, sections, counts, read, lend, read_all)


# In this order of joining: what was found is looked up, where SQLite would rather walk the whole list.
_GROUPED = """
    SELECT section, count(*), group_concat(id) FROM (
        SELECT section, contacts.id FROM ({found}) AS found CROSS JOIN contacts ON contacts.id = found.id
        WHERE trashed = ? ORDER BY section, sort_key, contacts.id)
    GROUP BY section
"""
_ALL = "SELECT id FROM contacts"


def _grouped(db: sqlite3.Connection, node: Node | None, moment: Moment) -> list[tuple[int, int, str]]:
    """List the sections of what is found, each with how many and their ids in order."""
    sql, values = (_ALL, []) if node is None else compiled(db, node, moment)
    return db.execute(_GROUPED.format(found=sql), (*values, asks_trash(node))).fetchall()


def _cut(counts: Sequence[int], limit: int) -> list[int]:
    left = [max(0, limit - end + count) for end, count in zip(accumulate(counts), counts, strict=True)]
    return [min(count, rest) for count, rest in zip(counts, left, strict=True) if rest]


def _of_texts(texts: Sequence[str]) -> Callable[[int], list[int]]:
    return lambda run: [int(i) for i in texts[run].split(",") if i]


def _runs(
    held: Arranged,
    sections: Sequence[int],
    counts: Sequence[int],
    read: Callable[[int], Sequence[int]],
    lend: Lend,
    read_all: Callable[[], Callable[[int], Sequence[int]]] | None = None,
) -> Found:
    runs = {section: run for run, section in enumerate(sections[: len(counts)])}

    def run_of(wanted: int) -> int | None:
        with lend() as db:
            row = db.execute("SELECT section FROM contacts WHERE id = ?", (wanted,)).fetchone()
        return runs.get(row[0]) if row else None

    ids = Runs(counts, read, run_of, read_all)
    return Found(ids, _sections(held, [held.place.get(s, 0) for s in sections[: len(counts)]], counts))


def _sections(held: Arranged, places: Sequence[int], counts: Sequence[int]) -> Sections:
    return Sections([held.titles[at] for at in places], counts)


def rows(db: sqlite3.Connection, ids: Sequence[int], text: str) -> list[Row]:
    """Read what a list shows, in the order of the ids; the number that the text matched, else the first public."""
    _words, digits = words_and_digits(text)
    found: dict[int, Row] = {}
    for batch in batches(ids):
        for row in db.execute(_ROWS.format(marks=marks(batch)), (digits, *batch)):
            found[row[0]] = _row(*row)
    return [found[i] for i in ids if i in found]


_ROWS = """
    SELECT c.id, c.uid, c.kind, c.name, c.role, coalesce(a.short_name, a.name), t.name,
        (SELECT name FROM contact_translations WHERE contact = c.id AND name IS NOT NULL ORDER BY position LIMIT 1),
        p.shown, p.public, iif(c.name IS NULL, (
            SELECT address FROM emails WHERE contact = c.id ORDER BY public DESC, position LIMIT 1), NULL),
        c.attention, c.verified_on, c.away_from, c.away_until
    FROM contacts AS c
    LEFT JOIN agencies AS a ON a.id = c.agency
    LEFT JOIN cities AS t ON t.id = c.city
    LEFT JOIN phones AS p ON p.id = (
        SELECT id FROM phones WHERE contact = c.id
        ORDER BY instr(digits, nullif(?, '')) > 0 DESC, public DESC, position LIMIT 1)
    WHERE c.id IN ({marks})
"""


def _row(
    row: int, uid: str, kind: str, name: str | None, role: str | None, agency: str | None, city: str | None,
    other_name: str | None, number: str | None, public: int | None, email: str | None, attention: str | None,
    verified_on: str | None, away_from: str | None, away_until: str | None,
) -> Row:  # fmt: skip
    shown = name or role or agency or number or email or ""
    return Row(
        id=row,
        uid=uid,
        kind=Kind(kind),
        name=shown,
        other_name=other_name,
        role=role if role != shown else None,
        agency=agency,
        city=city,
        number=number,
        number_public=bool(public),
        attention=attention,
        verified_on=_day(verified_on),
        away_from=_day(away_from),
        away_until=_day(away_until),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def integrity(db: sqlite3.Connection) -> list[str]:
    """Ask SQLite whether the file is sound, and whether every contact can be searched."""
    told = [row[0] for row in db.execute("PRAGMA integrity_check")]
    problems = [line for line in told if line != "ok"]
    sound = db.execute(
        """
        SELECT (SELECT count(*) FROM contacts) = (SELECT count(*) FROM search)
            AND NOT EXISTS (SELECT 1 FROM contacts WHERE id NOT IN (SELECT rowid FROM search))
        """
    ).fetchone()[0]
    return problems if sound else [*problems, _("Some contacts cannot be searched.")]
