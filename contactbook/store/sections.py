"""The sections of the list in display order, and how many contacts each view and place holds."""

import sqlite3
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby

from contactbook.domain.contact import Counts, Group
from contactbook.domain.reaching import Moment
from contactbook.i18n import _
from contactbook.store.connection import kept
from contactbook.store.reachable import AWAY

ORDER = {"city": "city_key, agency_key", "agency": "agency_key, city_key"}


@dataclass(frozen=True, slots=True)
class Arranged:
    """Sections in display order, item by item: row id, the two titles, contacts out of the trash."""

    ids: tuple[int, ...]
    titles: tuple[tuple[str, str], ...]
    live: tuple[int, ...]
    place: dict[int, int]  # of a row id


def arranged(db: sqlite3.Connection, grouping: str) -> Arranged:
    """Read the sections by city and agency, or by agency and city."""
    return kept(db, f"arranged {grouping}", lambda: _arranged(db, grouping))


def _arranged(db: sqlite3.Connection, grouping: str) -> Arranged:
    cities: dict[int | None, str] = dict(db.execute("SELECT id, name FROM cities").fetchall())
    agencies: dict[int | None, str] = dict(db.execute("SELECT id, coalesce(short_name, name) FROM agencies").fetchall())
    cities[None], agencies[None] = _("No city"), _("No agency")
    rows = db.execute(f"SELECT id, live, city, agency FROM sections ORDER BY {ORDER[grouping]}").fetchall()
    titles = [(cities[city], agencies[agency]) for _id, _live, city, agency in rows]
    return Arranged(
        tuple(row[0] for row in rows),
        tuple(titles if grouping == "city" else (both[::-1] for both in titles)),
        tuple(row[1] for row in rows),
        {row[0]: at for at, row in enumerate(rows)},
    )


def tree(db: sqlite3.Connection, grouping: str) -> list[Group]:
    """Count the contacts by city and agency, or by agency and city."""
    held = arranged(db, grouping)
    filled = ((*titles, live) for titles, live in zip(held.titles, held.live, strict=True) if live)
    groups = []
    for name, run in groupby(filled, key=lambda item: item[0]):
        children = tuple(Group(inner, live) for _outer, inner, live in run)
        groups.append(Group(name, sum(child.count for child in children), children))
    return groups


def live(db: sqlite3.Connection) -> int:
    """Count the contacts out of the trash."""
    sql = "SELECT coalesce(sum(live), 0) FROM sections"
    return int(kept(db, "live", lambda: db.execute(sql).fetchone()[0]))


def counts(db: sqlite3.Connection, moment: Moment) -> Counts:
    """Count the contacts of each view."""
    day = moment.today.isoformat()
    stale = (moment.today - timedelta(days=moment.stale_days)).isoformat()

    def count(where: str, *values: object) -> int:
        return int(db.execute(f"SELECT count(*) FROM contacts WHERE {where}", values).fetchone()[0])

    return Counts(
        all=live(db),
        # + keeps the index of trashed out of it: the few that the other index holds are looked up.
        attention=count("attention IS NOT NULL AND +trashed = 0"),
        # Two counts over an index; one with OR would read the table.
        unverified=count("trashed = 0 AND verified_on IS NULL") + count("trashed = 0 AND verified_on < ?", stale),
        away=count(f"{AWAY} AND +trashed = 0", day, day),
        trash=count("trashed = 1"),
    )
