"""The sections of the list in display order, and how many contacts each view and place holds."""

import sqlite3
from collections.abc import Collection
from datetime import timedelta
from functools import cached_property
from itertools import groupby

from contactbook.domain.contact import Counts, Group
from contactbook.domain.reaching import Moment
from contactbook.i18n import _
from contactbook.store.connection import Reader, kept
from contactbook.store.reachable import AWAY

_FEW = 500  # sections that are read one by one
ORDER = {"city": "city_key, agency_key", "agency": "agency_key, city_key"}


class Arranged:
    """Sections in display order, item by item: row id, the two titles, contacts out of the trash."""

    def __init__(
        self, ids: tuple[int, ...], titles: tuple[tuple[str, str], ...], live: tuple[int, ...], source: object
    ) -> None:
        """Take them, and what they were read from."""
        self.ids = ids
        self.titles = titles
        self.live = live
        self.place = {row: at for at, row in enumerate(ids)}
        self.source = source

    @cached_property
    def tree(self) -> list[Group]:
        """The sections as branches, with their counts; those that hold nobody are left out."""
        filled = ((*titles, live) for titles, live in zip(self.titles, self.live, strict=True) if live)
        groups = []
        for name, run in groupby(filled, key=lambda item: item[0]):
            children = tuple(Group(inner, live) for _outer, inner, live in run)
            groups.append(Group(name, sum(child.count for child in children), children))
        return groups


def arranged(db: sqlite3.Connection, grouping: str, among: Collection[int] | None = None) -> Arranged:
    """Read the sections by city and agency, or by agency and city; the same ones while they say the same.

    Of a book that was not read so yet, only those that are named, if they are few: the command line asks just once.
    """
    lasting: dict[str, Arranged] = db.lasting if isinstance(db, Reader) else {}
    if among is not None and len(among) <= _FEW and grouping not in lasting:
        return _arranged(db, grouping, None, f"WHERE id IN ({', '.join(map(str, among))})")

    def read() -> Arranged:
        lasting[grouping] = _arranged(db, grouping, lasting.get(grouping))
        return lasting[grouping]

    return kept(db, f"arranged {grouping}", read)


def _arranged(db: sqlite3.Connection, grouping: str, last: Arranged | None, where: str = "") -> Arranged:
    cities: dict[int | None, str] = dict(db.execute("SELECT id, name FROM cities").fetchall())
    agencies: dict[int | None, str] = dict(db.execute("SELECT id, coalesce(short_name, name) FROM agencies").fetchall())
    cities[None], agencies[None] = _("No city"), _("No agency")
    rows = db.execute(f"SELECT id, live, city, agency FROM sections {where} ORDER BY {ORDER[grouping]}").fetchall()
    source = (cities, agencies, rows)
    if last is not None and last.source == source:
        return last  # most changes move nobody, and what was made of the sections holds on
    titles = [(cities[city], agencies[agency]) for _id, _live, city, agency in rows]
    return Arranged(
        tuple(row[0] for row in rows),
        tuple(titles if grouping == "city" else (both[::-1] for both in titles)),
        tuple(row[1] for row in rows),
        source,
    )


def tree(db: sqlite3.Connection, grouping: str) -> list[Group]:
    """Count the contacts by city and agency, or by agency and city."""
    return arranged(db, grouping).tree


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
