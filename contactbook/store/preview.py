"""The first rows of a search that finds much, by looking at contacts one by one in display order.

An index is quick where little is found. Where much is found, the first contacts of the list are not far from its top,
and looking through those is quicker than finding all; what matches rarely gives up soon. The top of the list is read
once and kept until somebody writes: SQLite takes longer to fetch a folded text than Python to look through it.
"""

import sqlite3
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any, NamedTuple

from contactbook.domain.folding import search_words
from contactbook.domain.query import And, Digits, Flag, Node, Not, Or, Phrase, Word
from contactbook.domain.reaching import Moment
from contactbook.store.connection import kept
from contactbook.store.query import COLUMNS, flag_condition, numbers, of_place
from contactbook.store.sections import ORDER

_LOOKED_AT = 500  # contacts, from the top of the list
_WANTED = 20
_TEXTS = ("name", "role", "topics", "languages", "emails", "links", "notes", "other")
_TOP = f"""
    SELECT c.section, c.id, c.agency, c.city,
        (SELECT group_concat(digits, '|') FROM phones WHERE contact = c.id), {", ".join(f"s.{name}" for name in _TEXTS)}
    FROM (
        SELECT c.id AS looked_at FROM sections AS s CROSS JOIN contacts AS c
        WHERE c.section = s.id AND c.trashed = 0 ORDER BY {{order}}, c.sort_key, c.id LIMIT {_LOOKED_AT})
    CROSS JOIN contacts AS c ON c.id = looked_at CROSS JOIN search AS s ON s.rowid = c.id
"""


class _Looked(NamedTuple):
    """What a contact is looked at for: its places, its digits, its folded texts, and those with blanks around."""

    section: int
    id: int
    agency: int | None
    city: int | None
    digits: str
    texts: Sequence[str]
    all: str


_Test = Callable[[_Looked], bool]


def first_rows(db: sqlite3.Connection, node: Node, grouping: str, moment: Moment) -> list[tuple[int, int]]:
    """Give section and id of the first contacts that match, or nothing where too few are near the top."""
    top = kept(db, f"top {grouping}", lambda: [_looked(*row) for row in db.execute(_TOP.format(order=ORDER[grouping]))])
    test = _test(db, node, moment, top)
    if test is None:
        return []
    rows = []
    for one in top:
        if test(one):
            rows.append((one.section, one.id))
            if len(rows) == _WANTED:
                return rows
    return []


def _looked(*read: Any) -> _Looked:
    section, i, agency, city, digits, *texts = read
    return _Looked(section, i, agency, city, digits or "", texts, f" {' | '.join(texts)} ")


def _test(db: sqlite3.Connection, node: Node, moment: Moment, top: Sequence[_Looked]) -> _Test | None:
    """Make what tells whether one contact matches; None for what cannot be told quickly."""
    match node:
        case And(nodes):
            return _joined(all, [_test(db, n, moment, top) for n in nodes])
        case Or(nodes):
            return _joined(any, [_test(db, n, moment, top) for n in nodes])
        case Not(inner):
            test = _test(db, inner, moment, top)
            return (lambda one: not test(one)) if test else None
        case Flag(name) if name != "reachable":
            where, values = flag_condition(db, name, moment)
            sql = f"SELECT id FROM contacts WHERE id IN ({numbers(one.id for one in top)}) AND ({where})"
            ids = {i for (i,) in db.execute(sql, values)}
            return lambda one: one.id in ids
        case Digits(digits, field):
            word = _text_test((digits,), None, prefix=True)
            return lambda one: digits in one.digits or (field is None and word(one))
        case Word(text, field) if field != "lists":
            return _words_test(db, (text,), field, prefix=True)
        case Phrase(several, field) if several and (field is None or field in (*COLUMNS, "agency", "city")):
            return _words_test(db, several, field, prefix=False)
        case _:
            return None


def _joined(operator: Callable[[Iterable[bool]], bool], tests: Sequence[_Test | None]) -> _Test | None:
    known = [test for test in tests if test is not None]
    if len(known) < len(tests):
        return None
    return lambda one: operator(test(one) for test in known)


def _words_test(db: sqlite3.Connection, several: tuple[str, ...], field: str | None, *, prefix: bool) -> _Test:
    def places(column: str, table: str) -> Collection[int | None]:
        return set(of_place(db, table, several, prefix)) if field in (None, column) else ()

    agencies, cities = places("agency", "agencies"), places("city", "cities")
    if field in ("agency", "city"):
        return lambda one: one.agency in agencies or one.city in cities
    text = _text_test(several, COLUMNS.get(field, "other") if field else None, prefix=prefix)
    return lambda one: text(one) or one.agency in agencies or one.city in cities


def _text_test(several: tuple[str, ...], column: str | None, *, prefix: bool) -> _Test:
    """Look for words in the folded texts, which have a blank between words."""
    sought = f" {search_words(' '.join(several))}" + ("" if prefix else " ")
    if column is None:
        return lambda one: sought in one.all
    at = _TEXTS.index(column)
    return lambda one: sought in f" {one.texts[at]} "
