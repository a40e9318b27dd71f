"""Agencies and cities: found by any of their names, made when a contact brings a new one."""

import json
import sqlite3

from contactbook.domain.contact import Agency
from contactbook.domain.folding import fold, search_words

_NOWHERE = "\uffff"  # sorts those without a city or an agency behind the others


def agency_id(db: sqlite3.Connection, name: str | None) -> int | None:
    """Find an agency by its name, short name or another name; make one where there is none."""
    if not name or not name.strip():
        return None
    row = db.execute("SELECT id FROM agencies WHERE key = ?", (fold(name),)).fetchone()
    if row:
        return int(row[0])
    for other, agency in _agencies(
        db, "WHERE short_name IS NOT NULL OR other_names <> '[]'"
    ):  # its key is all else has
        if fold(name) in {fold(n) for n in (agency.name, agency.short_name or "", *agency.other_names)}:
            return other
    return _add_agency(db, Agency(name.strip()))


def _add_agency(db: sqlite3.Connection, agency: Agency) -> int:
    done = db.execute(
        "INSERT INTO agencies (key, name, short_name, other_names, website, searched) VALUES (?, ?, ?, ?, ?, ?)",
        _agency_values(agency),
    )
    return int(done.lastrowid or 0)


def put_agency(db: sqlite3.Connection, agency: Agency) -> None:
    """Keep what is known of an agency, under whichever of its names the book has it."""
    for name in (agency.short_name, agency.name, *agency.other_names):
        row = db.execute("SELECT id FROM agencies WHERE key = ?", (fold(name or ""),)).fetchone()
        if row:
            db.execute(
                """
                UPDATE agencies SET key = ?, name = ?, short_name = ?, other_names = ?, website = ?, searched = ?
                WHERE id = ?
                """,
                (*_agency_values(agency), row[0]),
            )
            db.execute("UPDATE sections SET agency_key = ? WHERE agency = ?", (fold(agency.shown), row[0]))
            return
    _add_agency(db, agency)


def _agency_values(agency: Agency) -> tuple[object, ...]:
    names = (agency.name, agency.short_name or "", *agency.other_names)
    return (
        fold(agency.shown),
        agency.name,
        agency.short_name,
        json.dumps(list(agency.other_names), ensure_ascii=False),
        agency.website,
        _searched(names),
    )


def _searched(names: tuple[str, ...]) -> str:
    # Each name between bars, words between blanks: "| un refugee agency | hcr |" is searched with LIKE.
    return " | ".join(["", *(search_words(name) for name in dict.fromkeys(names) if name), ""])


def _agencies(db: sqlite3.Connection, where: str = "") -> list[tuple[int, Agency]]:
    rows = db.execute(f"SELECT id, name, short_name, other_names, website FROM agencies {where} ORDER BY key")
    return [(i, Agency(name, short, tuple(json.loads(other)), site)) for i, name, short, other, site in rows]


def agencies(db: sqlite3.Connection) -> list[Agency]:
    """List every agency, by the name that is shown."""
    return [agency for _id, agency in _agencies(db)]


def city_id(db: sqlite3.Connection, name: str | None, country: str | None) -> int | None:
    """Find a city as contacts name it; make one, with the gazetteer's facts, where there is none."""
    if not name or not name.strip():
        return None
    key = fold(name)
    row = db.execute("SELECT id FROM cities WHERE key = ? AND country IS ?", (key, country)).fetchone()
    if row:
        return int(row[0])
    from contactbook.domain.places import find_city

    known = find_city(name, country)
    names = (name, *known.names.values()) if known else (name,)
    done = db.execute(
        "INSERT INTO cities (key, name, country, time_zone, searched) VALUES (?, ?, ?, ?, ?)",
        (key, name.strip(), country, known.time_zone if known else None, _searched(names)),
    )
    return int(done.lastrowid or 0)


def cities(db: sqlite3.Connection) -> list[str]:
    """List the cities that contacts are in."""
    rows = db.execute("SELECT name FROM cities WHERE id IN (SELECT city FROM sections WHERE live) ORDER BY key")
    return [name for (name,) in rows]


def section_id(db: sqlite3.Connection, city: int | None, agency: int | None) -> int:
    """Find the section of the list that a city and an agency make; make it where there is none."""
    row = db.execute("SELECT id FROM sections WHERE city IS ? AND agency IS ?", (city, agency)).fetchone()
    if row:
        return int(row[0])
    done = db.execute(
        """
        INSERT INTO sections (city, agency, city_key, agency_key) VALUES (?, ?,
            coalesce((SELECT key || char(9) || coalesce(country, '') FROM cities WHERE id = ?), ?),
            coalesce((SELECT key FROM agencies WHERE id = ?), ?))
        """,
        (city, agency, city, _NOWHERE, agency, _NOWHERE),
    )
    return int(done.lastrowid or 0)
