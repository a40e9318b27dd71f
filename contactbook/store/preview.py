"""The first rows of a search that finds much, by looking at contacts one by one in display order.

An index is quick where little is found. Where much is found, the first contacts of the list are not far from its top,
and reading those is quicker than finding all; what matches rarely gives up soon.
"""

import sqlite3
from collections.abc import Sequence

from contactbook.domain.folding import search_words
from contactbook.domain.query import And, Digits, Flag, Node, Not, Or, Phrase, Word
from contactbook.domain.reaching import Moment
from contactbook.store.query import COLUMNS, Sql, flag_condition, numbers, of_place
from contactbook.store.sections import ORDER

_LOOKED_AT = 500  # contacts, from the top of the list
_WANTED = 20
_TEXTS = ("name", "role", "topics", "languages", "emails", "links", "notes", "other")


def first_rows(db: sqlite3.Connection, node: Node, grouping: str, moment: Moment) -> list[tuple[int, int]]:
    """Give section and id of the first contacts that match, or nothing where too few are near the top."""
    test = _test(db, node, moment)
    if test is None:
        return []
    where, values = test
    rows = db.execute(
        f"""
        SELECT contacts.section, contacts.id FROM (
            SELECT c.id AS looked_at FROM sections AS s CROSS JOIN contacts AS c
            WHERE c.section = s.id AND c.trashed = 0 ORDER BY {ORDER[grouping]}, c.sort_key, c.id LIMIT {_LOOKED_AT})
        CROSS JOIN contacts ON contacts.id = looked_at WHERE {where} LIMIT {_WANTED}
        """,
        values,
    ).fetchall()
    return rows if len(rows) == _WANTED else []


def _test(db: sqlite3.Connection, node: Node, moment: Moment) -> Sql | None:
    """Write what one contact has to fulfil; None for what cannot be told from it quickly."""
    match node:
        case And(nodes):
            return _joined(" AND ", [_test(db, n, moment) for n in nodes])
        case Or(nodes):
            return _joined(" OR ", [_test(db, n, moment) for n in nodes])
        case Not(inner):
            test = _test(db, inner, moment)
            return (f"NOT {test[0]}", test[1]) if test else None
        case Flag(name) if name != "reachable":
            where, values = flag_condition(db, name, moment)
            return f"({where})", values
        case Digits(digits, field):
            number = "EXISTS (SELECT 1 FROM phones WHERE contact = contacts.id AND instr(digits, ?))"
            word = _text_test((digits,), None, prefix=True)
            return (number, [digits]) if field else _joined(" OR ", [(number, [digits]), word])
        case Word(text, field) if field != "lists":
            return _words_test(db, (text,), field, prefix=True)
        case Phrase(several, field) if several and (field is None or field in (*COLUMNS, "agency", "city")):
            return _words_test(db, several, field, prefix=False)
        case _:
            return None


def _joined(operator: str, tests: Sequence[Sql | None]) -> Sql | None:
    known = [test for test in tests if test is not None]
    if len(known) < len(tests):
        return None
    return "(" + operator.join(where for where, _values in known) + ")", [v for _where, vs in known for v in vs]


def _words_test(db: sqlite3.Connection, several: tuple[str, ...], field: str | None, *, prefix: bool) -> Sql | None:
    tests: list[Sql | None] = []
    for column, table in (("agency", "agencies"), ("city", "cities")):
        if field in (None, column) and (ids := of_place(db, table, several, prefix)):
            tests.append((f"{column} IN ({numbers(ids)})", []))
    if field not in ("agency", "city"):
        tests.append(_text_test(several, COLUMNS.get(field, "other") if field else None, prefix=prefix))
    return _joined(" OR ", tests) if tests else None


def _text_test(several: tuple[str, ...], column: str | None, *, prefix: bool) -> Sql:
    """Look for words in the folded texts, which have a blank between words."""
    texts = " || ' | ' || ".join((column,) if column else _TEXTS)
    sought = f" {search_words(' '.join(several))}" + ("" if prefix else " ")
    return f"(SELECT instr(' ' || {texts} || ' ', ?) FROM search WHERE rowid = contacts.id) > 0", [sought]
