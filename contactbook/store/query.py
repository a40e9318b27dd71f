"""Turns a query tree into SQL: each node a SELECT of contact ids, joined by INTERSECT, UNION and EXCEPT."""

import re
import sqlite3
from collections.abc import Iterable
from datetime import timedelta

from contactbook.domain.folding import fold, is_han, pairs, search_words, words
from contactbook.domain.places import find_country
from contactbook.domain.query import And, Digits, Empty, Flag, Node, Not, Or, Phrase, Word, marks
from contactbook.domain.reaching import Moment
from contactbook.store.connection import kept
from contactbook.store.reachable import AWAY, reachable

Sql = tuple[str, list[object]]

# Columns of the search table by field; agency and city have tables of their own.
COLUMNS = {
    "name": "name", "given": "name", "family": "name", "translations": "name", "role": "role", "topics": "topics",
    "languages": "languages", "emails": "emails", "links": "links", "notes": "notes",
}  # fmt: skip
_NULLABLE = (
    "name", "given", "family", "honorific", "suffix", "said", "pronouns", "role", "agency", "city", "country", "cover",
    "address", "hours", "notes", "verified_on",
)  # fmt: skip
_EMPTY = {
    **{field: f"{field} IS NULL" for field in _NULLABLE},
    **{field: f"id NOT IN (SELECT contact FROM {field})" for field in ("phones", "emails", "links")},
    "languages": "id NOT IN (SELECT contact FROM contact_languages)",
    "topics": "id NOT IN (SELECT contact FROM contact_topics)",
    "lists": "id NOT IN (SELECT contact FROM list_members)",
}
_OWN_COLUMNS = ("kind", "country", "cover", "verified_on")
_ELSEWHERE = ("lists", "agency", "city")  # fields that the search table knows nothing of
# Asked of one contact at a time: a set of all that are public would take as long as reading the book.
_PUBLIC = """
    (EXISTS (SELECT 1 FROM phones WHERE contact = contacts.id AND phones.public)
     OR EXISTS (SELECT 1 FROM emails WHERE contact = contacts.id AND emails.public))
"""


def compiled(db: sqlite3.Connection, node: Node, moment: Moment) -> Sql:
    """Write the SELECT that gives the ids of what matches, and the values it binds."""
    expression = _expression(db, node)
    if expression is not None:
        return _matching(expression)
    match node:
        case And(nodes):
            told = [(n, _expression(db, n)) for n in nodes]
            words = [text for _node, text in told if text is not None]  # joined by the index, which is quicker at it
            parts = [compiled(db, n, moment) for n, text in told if text is None]
            return _joined("INTERSECT", [_matching(_all(words)), *parts] if words else parts)
        case Or(nodes):
            return _joined("UNION", (compiled(db, n, moment) for n in nodes))
        case Not(inner):
            sql, values = compiled(db, inner, moment)
            return f"SELECT id FROM contacts EXCEPT SELECT id FROM ({sql})", values
        case Flag(name):
            where, values = flag_condition(db, name, moment)
            return f"SELECT id FROM contacts WHERE {where}", values
        case Empty(field):
            return f"SELECT id FROM contacts WHERE {_EMPTY.get(field, '0')}", []
        case Digits(digits):
            return _digits(digits, node.field)
        case Word(text, field):
            return _text(db, (text,), field, prefix=True)
        case Phrase(several, field, whole):
            return _whole(db, several, field, whole)


def _expression(db: sqlite3.Connection, node: Node) -> str | None:
    """Write what the search table alone can answer as one FTS5 expression; None where it takes more."""
    match node:
        case Word(text, field) if field not in _ELSEWHERE:
            several, prefix = (text,), True
        case Phrase(several, field, _whole) if several and field not in (*_ELSEWHERE, *_OWN_COLUMNS):
            prefix = False
        case And(nodes):
            parts = [_expression(db, n) for n in nodes]
            return None if None in parts else _all([part for part in parts if part])
        case _:
            return None
    if field is None and (of_place(db, "agencies", several, prefix) or of_place(db, "cities", several, prefix)):
        return None
    return _match(several, COLUMNS.get(field, "other") if field else None, prefix)


def _all(expressions: Iterable[str]) -> str:
    return " AND ".join(f"({expression})" for expression in expressions)


def _matching(expression: str) -> Sql:
    return "SELECT rowid AS id FROM search WHERE search MATCH ?", [expression]


def _joined(operator: str, parts: Iterable[Sql]) -> Sql:
    sql: list[str] = []
    values: list[object] = []
    for part, bound in parts:
        sql.append(f"SELECT id FROM ({part})")
        values += bound
    return f" {operator} ".join(sql), values


def flag_condition(db: sqlite3.Connection, name: str, moment: Moment) -> Sql:
    """Write what a contact has to fulfil to be away, public, unverified ..."""
    day = moment.today.isoformat()
    stale = (moment.today - timedelta(days=moment.stale_days)).isoformat()
    conditions: dict[str, Sql] = {
        "public": (_PUBLIC, []),
        "reachable": reachable(db, moment) if name == "reachable" else ("", []),
        "away": (AWAY, [day, day]),
        "unverified": ("verified_on IS NULL OR verified_on < ?", [stale]),
        "attention": ("attention IS NOT NULL", []),
        "desk": ("kind = 'desk'", []),
        "person": ("kind = 'person'", []),
        "trash": ("trashed", []),
    }
    return conditions[name]


def _digits(digits: str, field: str | None) -> Sql:
    sql = """
        SELECT DISTINCT contact AS id FROM phones
        WHERE id IN (SELECT rowid FROM search_digits WHERE search_digits MATCH ?)
    """
    values: list[object] = [_quoted(digits)]
    if field is None:  # a year or a house number is a word as well
        sql += " UNION SELECT rowid FROM search WHERE search MATCH ?"
        values.append(_begun(digits, True))
    return sql, values


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _whole(db: sqlite3.Connection, several: tuple[str, ...], field: str | None, whole: str) -> Sql:
    """Find what stands just so: a code, the name of a list, a place before longer names of places."""
    if field == "country":
        return "SELECT id FROM contacts WHERE country = ?", [(find_country(whole) or whole).upper()]
    if field in _OWN_COLUMNS:  # a day may be told in part: 2026-11
        return f"SELECT id FROM contacts WHERE lower({field}) LIKE ? ESCAPE '!'", [_begins_like(whole, field)]
    if field == "lists":
        ids = [i for i, name in db.execute("SELECT id, name FROM lists") if fold(name) == whole]
        return f"SELECT DISTINCT contact AS id FROM list_members WHERE list IN ({numbers(ids)})", []
    if field in ("agency", "city"):
        table = "agencies" if field == "agency" else "cities"
        ids = [i for i, key in db.execute(f"SELECT id, key FROM {table}") if key == whole]
        if ids:
            return in_sections(f"{field} IN ({numbers(ids)})"), []
    if not several:
        return "SELECT id FROM contacts WHERE 0", []
    return _text(db, several, field, prefix=False)


def _begins_like(text: str, field: str) -> str:
    escaped = re.sub(r"([!%_])", r"!\1", text)
    return escaped + "%" if field == "verified_on" else escaped


def _text(db: sqlite3.Connection, several: tuple[str, ...], field: str | None, *, prefix: bool) -> Sql:
    if field == "lists":
        ids = [
            i
            for i, name in db.execute("SELECT id, name FROM lists")
            if _begins(_sought(several), prefix) in _word_text(name)
        ]
        return f"SELECT DISTINCT contact AS id FROM list_members WHERE list IN ({numbers(ids)})", []
    places = [
        f"{column} IN ({numbers(ids)})"
        for column, table in (("agency", "agencies"), ("city", "cities"))
        if field in (None, column) and (ids := of_place(db, table, several, prefix))
    ]
    parts: list[Sql] = [(in_sections(" OR ".join(places)), [])] if places else []
    if field not in ("agency", "city"):
        column = COLUMNS.get(field or "", "other") if field else None
        parts.append(_matching(_match(several, column, prefix)))
    return _joined("UNION", parts) if parts else ("SELECT id FROM contacts WHERE 0", [])


def in_sections(where: str) -> str:
    """Write the SELECT of the contacts in the sections for which something holds."""
    return f"SELECT id FROM contacts WHERE section IN (SELECT id FROM sections WHERE {where})"


def _match(several: tuple[str, ...], column: str | None, prefix: bool) -> str:
    """Write an FTS5 expression; Han is sought as the pairs that the index holds, beside other words."""
    if any(map(is_han, several)):
        expression = " AND ".join(_han(word) if is_han(word) else _begun(word, prefix) for word in several)
    else:
        expression = _begun(" ".join(several), prefix)
    return f"{column} : ({expression})" if column else expression


def _han(run: str) -> str:
    return _begun(" ".join(pairs(run)), len(run) == 1)


def _begun(text: str, prefix: bool) -> str:
    return _quoted(text) + (" *" if prefix else "")


def of_place(db: sqlite3.Connection, table: str, several: tuple[str, ...], prefix: bool) -> list[int]:
    """Look up the cities or agencies that words name: there are few of them, with many names."""
    known = kept(db, table, lambda: db.execute(f"SELECT id, searched FROM {table}").fetchall())
    begins = _begins(_sought(several), prefix)
    found = [(i, names) for i, names in known if begins in names]
    if not prefix:  # quoted: York is not New York
        whole = f"| {_sought(several)} |"
        found = [(i, names) for i, names in found if whole in names] or found
    return [i for i, _names in found]


def numbers(ids: Iterable[int]) -> str:
    """Write ids into a statement."""
    return ", ".join(map(str, ids))


def _word_text(name: str) -> str:
    return f" {' '.join(words(fold(name)))} "


def _begins(sought: str, prefix: bool) -> str:
    return f" {sought}" if prefix else f" {sought} "


def _sought(several: tuple[str, ...]) -> str:
    """Write words as the table of places has them, Han as pairs and the last character."""
    return search_words(" ".join(several))


def nearest(db: sqlite3.Connection, text: str) -> list[str]:
    """Offer the names nearest to a text that found nothing, at most three."""
    import difflib  # late: few searches find nothing

    from contactbook.domain.emails import is_one_slip

    sought, _digits_sought = marks(text)
    near: list[str] = []
    for word in sought:
        if len(word) < 3 or is_han(word):
            continue
        # Another first letter is a far name ("layla" is no "ayala"), but for one slip of the fingers.
        alike = [other for other in _candidates(db, word) if other[0] == word[0] or is_one_slip(word, other)]
        near += difflib.get_close_matches(word, alike, n=3, cutoff=0.7)
    names = [name for word in near for name in _names_with(db, word)]
    return list(dict.fromkeys(names))[:3]


def _candidates(db: sqlite3.Connection, word: str) -> list[str]:
    begins = f"name : {_quoted(word[:2])} * OR name : {_quoted(word[1:3])} *"
    rows = db.execute("SELECT name FROM search WHERE search MATCH ? LIMIT 500", (begins,)).fetchall()
    rows += db.execute("SELECT searched FROM cities UNION ALL SELECT searched FROM agencies").fetchall()
    return list({w for (names,) in rows for w in names.split() if w != "|"})


def _names_with(db: sqlite3.Connection, word: str) -> list[str]:
    for table in ("cities", "agencies"):
        shown = "name" if table == "cities" else "coalesce(short_name, name)"
        rows = db.execute(f"SELECT {shown}, searched FROM {table}")
        if found := [name for name, names in rows if f" {word} " in names]:
            return found
    rows = db.execute(
        "SELECT c.name FROM contacts AS c WHERE c.trashed = 0 AND c.name IS NOT NULL AND c.id IN "
        "(SELECT rowid FROM search WHERE search MATCH ?) LIMIT 3",
        (f"name : {_quoted(word)}",),
    )
    return [name for (name,) in rows]
