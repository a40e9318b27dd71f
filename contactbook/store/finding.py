"""Finds contacts and reads what lists and counts show of them."""

import sqlite3
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import groupby

from contactbook.domain.contact import Contact, Counts, Found, Group, Kind, Row, Section
from contactbook.domain.query import asks_trash, parse
from contactbook.domain.query import marks as words_and_digits
from contactbook.domain.reaching import Moment
from contactbook.i18n import _
from contactbook.store.contacts import batches, marks, name_key
from contactbook.store.query import compiled, nearest
from contactbook.store.reachable import AWAY

_MOST_MATCHES = 50  # of contacts that share a name or a switchboard
_ORDER = {"city": "city_key, agency_key, sort_key", "agency": "agency_key, city_key, sort_key"}


def find(db: sqlite3.Connection, text: str, view: str, grouping: str, moment: Moment, limit: int | None) -> Found:
    """Find contacts in display order; a text and a view hold together."""
    nodes = [parse(query) for query in (view, text)]
    where: list[str] = ["trashed = ?"]
    values: list[object] = [any(map(asks_trash, nodes))]
    for node in nodes:
        if node is not None:
            sql, bound = compiled(db, node, moment)
            where.append(f"id IN ({sql})")
            values += bound
    rows = db.execute(
        f"""
        SELECT id, city, agency FROM contacts WHERE {" AND ".join(where)} ORDER BY {_ORDER[grouping]}, id LIMIT ?
        """,
        (*values, -1 if limit is None else limit),
    ).fetchall()
    suggestions = () if rows or not text.strip() else tuple(nearest(db, text))
    return Found([row[0] for row in rows], tuple(_sections(db, rows, grouping)), suggestions)


def _names(db: sqlite3.Connection) -> tuple[dict[int | None, str], dict[int | None, str]]:
    cities = dict(db.execute("SELECT id, name FROM cities").fetchall())
    agencies = dict(db.execute("SELECT id, coalesce(short_name, name) FROM agencies").fetchall())
    return {**cities, None: _("No city")}, {**agencies, None: _("No agency")}


def _sections(db: sqlite3.Connection, rows: Sequence[tuple[int, int, int]], grouping: str) -> list[Section]:
    cities, agencies = _names(db)
    sections: list[Section] = []
    start = 0
    for (city, agency), run in groupby(rows, key=lambda row: row[1:]):
        count = len(list(run))
        titles = (cities[city], agencies[agency])
        title, subtitle = titles if grouping == "city" else titles[::-1]
        sections.append(Section(start, title, subtitle, count))
        start += count
    return sections


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
        p.shown, p.public, (SELECT address FROM emails WHERE contact = c.id ORDER BY public DESC, position LIMIT 1),
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


def counts(db: sqlite3.Connection, moment: Moment) -> Counts:
    """Count the contacts of each view."""
    day = moment.today.isoformat()
    stale = (moment.today - timedelta(days=moment.stale_days)).isoformat()

    def count(where: str, *values: object) -> int:
        return int(db.execute(f"SELECT count(*) FROM contacts WHERE {where}", values).fetchone()[0])

    return Counts(
        all=count("trashed = 0"),
        attention=count("attention IS NOT NULL AND trashed = 0"),
        unverified=count("trashed = 0 AND (verified_on IS NULL OR verified_on < ?)", stale),
        away=count(f"{AWAY} AND trashed = 0", day, day),
        trash=count("trashed = 1"),
    )


def tree(db: sqlite3.Connection, grouping: str) -> list[Group]:
    """Count the contacts by city and agency, or by agency and city."""
    cities, agencies = _names(db)
    first, second, outer, inner = (
        ("city", "agency", cities, agencies) if grouping == "city" else ("agency", "city", agencies, cities)
    )
    found = db.execute(
        f"""
        SELECT {first}, {second}, count(*) FROM contacts WHERE trashed = 0
        GROUP BY {first}_key, {second}_key ORDER BY {first}_key, {second}_key
        """
    ).fetchall()
    groups = []
    for key, run in groupby(found, key=lambda row: row[0]):
        children = [Group(inner[row[1]], row[2]) for row in run]
        groups.append(Group(outer[key], sum(child.count for child in children), tuple(children)))
    return groups


def matching(db: sqlite3.Connection, contact: Contact) -> list[str]:
    """List the uids that share a uid, a name in any order, a number or an address with a contact.

    Its own uid comes first, from the trash as well; the others are outside it.
    """
    numbers = [p.number for p in contact.phones]
    addresses = [e.address for e in contact.emails]
    # A UNION of index look-ups: an OR over them would read the whole table; + keeps the index of trashed out of it.
    found = db.execute(
        f"""
        SELECT uid FROM contacts WHERE (+trashed = 0 OR uid = ?) AND id IN (
            SELECT id FROM contacts WHERE uid = ?
            UNION SELECT id FROM contacts WHERE name_key = ? AND name_key <> ''
            UNION SELECT contact FROM phones WHERE number IN ({marks(numbers)})
            UNION SELECT contact FROM emails WHERE address COLLATE NOCASE IN ({marks(addresses)}))
        ORDER BY uid <> ?, id LIMIT {_MOST_MATCHES}
        """,
        (contact.uid, contact.uid, name_key(contact.name), *numbers, *addresses, contact.uid),
    )
    return [uid for (uid,) in found]


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
