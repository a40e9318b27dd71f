"""Writes of contacts that the book holds only what differs: columns, parts and search columns one by one."""

import sqlite3
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import fields
from operator import attrgetter

from contactbook.domain.contact import Contact
from contactbook.domain.folding import search_words
from contactbook.store import indexing
from contactbook.store.contacts import TABLES, Writer
from contactbook.store.lookup import batches, ids_of, marks
from contactbook.store.preparing import COLUMNS, NOTED, PARTS, SEARCH, noted, searched

Pairs = Sequence[tuple[Contact, Contact]]
_Numbered = list[tuple[int, Contact]]
_FIELDS = tuple(f.name for f in fields(Contact) if f.name not in ("uid", "guessed"))
_values = attrgetter(*_FIELDS)
_LOOKED_UP = ("agency", "city", "section", "photo", "card")
# The columns that follow from a field beside the one of its own name.
_FOLLOWING = {
    "name": ("name_key", "sort_key"),
    "given": ("sort_key",),
    "family": ("sort_key",),
    "agency": ("section",),
    "city": ("section",),
    "country": ("city", "section"),
    "deleted_at": ("trashed",),
    "phones": ("attention",),
    "emails": ("attention",),
}
_STANDS_FOR_A_NAME = frozenset({"role", "agency", "phones", "emails"})
# What tells that an item of a part is the same one, of which only what is noted differs.
_SAME = {
    "phones": attrgetter("number", "extension", "typed", "kind"),
    "emails": attrgetter("address", "typed"),
}


def change(db: sqlite3.Connection, writer: Writer, pairs: Pairs) -> None:
    """Write contacts as each pair has them: how the book holds one, whole, and how it is to be."""
    for batch in batches(pairs):
        ids = ids_of(db, [old.uid for old, _new in batch])
        _change(db, writer, [(ids[old.uid], old, new) for old, new in batch])


def _change(db: sqlite3.Connection, writer: Writer, changes: Sequence[tuple[int, Contact, Contact]]) -> None:
    by_columns: defaultdict[tuple[str, ...], _Numbered] = defaultdict(list)
    by_search: defaultdict[tuple[str, ...], _Numbered] = defaultdict(list)
    by_part: defaultdict[str, _Numbered] = defaultdict(list)
    kept: defaultdict[str, _Numbered] = defaultdict(list)
    for row, old, new in changes:
        names = _changed(old, new)
        by_columns[_columns(old, new, names)].append((row, new))
        touched = (name for name, (_texts, keys) in SEARCH.items() if keys & names)
        by_search[tuple(name for name in touched if searched(name, old) != searched(name, new))].append((row, new))
        for key in names & (PARTS.keys() | {"lists"}):
            (kept if _stays(key, old, new) else by_part)[key].append((row, new))
    for columns, numbered in by_columns.items():
        _put_columns(db, writer, columns, numbered)
    for key, numbered in kept.items():
        sql = f"UPDATE {key} SET {', '.join(f'{name} = ?' for name in NOTED)} WHERE contact = ? AND position = ?"
        db.executemany(sql, [(*noted(item), i, n) for i, c in numbered for n, item in enumerate(getattr(c, key))])
    for key, numbered in by_part.items():
        _put_part(db, writer, key, numbered)
    for columns, numbered in by_search.items():
        if columns:
            rows = [(*(search_words(searched(name, c)) for name in columns), i) for i, c in numbered]
            indexing.change(db, columns, rows)


def _changed(old: Contact, new: Contact) -> frozenset[str]:
    """Name the fields that differ, also in what is no part of what a detail is."""
    pairs = zip(_FIELDS, _values(old), _values(new), strict=True)
    names = {name for name, one, other in pairs if one != other}
    for key in _SAME:
        if [d.left_alone for d in getattr(old, key)] != [d.left_alone for d in getattr(new, key)]:
            names.add(key)
    return frozenset(names)


def _stays(key: str, old: Contact, new: Contact) -> bool:
    same = _SAME.get(key)
    return same is not None and [same(d) for d in getattr(old, key)] == [same(d) for d in getattr(new, key)]


def _columns(old: Contact, new: Contact, names: frozenset[str]) -> tuple[str, ...]:
    found = {column for name in names for column in (name, *_FOLLOWING.get(name, ()))}
    if not (old.name and new.name) and names & _STANDS_FOR_A_NAME:
        found.add("sort_key")
    return tuple(column for column in (*COLUMNS, *_LOOKED_UP) if column in found)


def _put_columns(db: sqlite3.Connection, writer: Writer, columns: tuple[str, ...], numbered: _Numbered) -> None:
    if not columns:
        return
    held: dict[str, Sequence[object]] = {}
    if {"agency", "city", "section"} & set(columns):
        places = [writer.place(c) for _i, c in numbered]
        held |= dict(zip(("agency", "city", "section"), zip(*places, strict=True), strict=True))
    if "photo" in columns:
        held["photo"] = writer.blobs("photos", "photo", [c.photo for _i, c in numbered])
    if "card" in columns:
        held["card"] = writer.blobs("imported_cards", "card", [c.card for _i, c in numbered])
    values = [held[name] if name in held else [COLUMNS[name](c) for _i, c in numbered] for name in columns]
    sql = f"UPDATE contacts SET {', '.join(f'{name} = ?' for name in columns)} WHERE id = ?"
    db.executemany(sql, zip(*values, [i for i, _c in numbered], strict=True))


def _put_part(db: sqlite3.Connection, writer: Writer, key: str, numbered: _Numbered) -> None:
    ids = [i for i, _c in numbered]
    if key == "lists":
        db.execute(f"DELETE FROM list_members WHERE contact IN ({marks(ids)})", ids)
        writer.put_on_lists([(i, c.lists) for i, c in numbered])
        return
    table, insert = TABLES[key]
    if key == "phones":
        indexing.remove_digits(db, ids)
    db.execute(f"DELETE FROM {table} WHERE contact IN ({marks(ids)})", ids)
    db.executemany(insert, [(i, *row) for i, c in numbered for row in PARTS[key](c)])
    if key == "phones":
        indexing.add_digits(db, ids)
