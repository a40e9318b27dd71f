"""Knows the columns of the programs that write contact tables, from one table in the resources."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from contactbook import resources
from contactbook.domain.folding import fold

BY_HAND = "hand-made"
_LONGEST = 120  # characters; whatever is longer is no header
_QUOTES = str.maketrans(dict.fromkeys('"“”„«»*:\ufeff', " ") | {"_": " ", "‘": "'", "’": "'"})
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])")
_MAIL = re.compile(r"\be[- ]mail")
_NUMBER = re.compile(r"\d+")
_WITH_NUMBER = re.compile(r" ?\b\d+\b|(?<=[a-z])\d+\b")
_NTH = re.compile(r"(.*) /(\d)/(\d)")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Dialect:
    """The columns that a program writes: its fields by folded header, and those of headers that stand twice."""

    key: str
    program: str
    columns: Mapping[str, str]
    nth: Mapping[tuple[str, int, int], str]
    headers: tuple[tuple[str, str], ...]  # as the table has them, each with its field

    def field(self, header: str) -> str:
        """Say what a folded header stands for, with the number that it bears; nothing where it is not known."""
        found = self.columns.get(header, "")
        if found or not any(c.isdigit() for c in header):
            return found
        pattern = self.columns.get(_NUMBER.sub("#", header, count=1), "")
        if pattern:
            number = _NUMBER.search(header)
            return pattern.replace("#", number[0]) if number else pattern
        return self.columns.get(_WITH_NUMBER.sub("", header, count=1).strip(), "")


@dataclass(frozen=True, slots=True)
class Words:
    """What stands in cells everywhere: values that mean nothing, groups nobody chose, kinds of numbers, labels."""

    nothing: frozenset[str]
    nothing_in_notes: frozenset[str]
    groups: frozenset[str]
    phones: Mapping[str, Mapping[str, str]]
    labels: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """The whole table: dialects, the words that headers are made of, common words of cells, columns to write."""

    dialects: Mapping[str, Dialect]
    by_word: Mapping[str, str]
    words: Words
    write: Mapping[str, tuple[str, ...]]


def folded(header: str) -> str:
    """Fold a header so that it is found however it is spelled: `firstName`, `E-mail 1 - Value`, `Société `."""
    if len(header) > _LONGEST:
        return ""
    text = fold(_HUMP.sub(" ", header.translate(_QUOTES).strip()))
    return _MAIL.sub("email", text).strip(" .")


@cache
def table() -> Table:
    """Give the table, read once."""
    held = tomllib.loads(resources.text("csv-headers.toml"))
    dialects: dict[str, Dialect] = {}
    for key, plain in held["dialect"].items():
        dialects[key] = _dialect(key, plain, dialects)
    by_word = {fold(word): field for field, words in reversed(held["words"].items()) for word in words}
    nothing = held["nothing"]
    words = Words(
        frozenset(map(fold, nothing["values"])),
        frozenset(map(fold, nothing["notes"])),
        frozenset(map(fold, nothing["groups"])),
        held["phones"],
        {fold(label): key for key, labels in held["labels"].items() for label in labels},
    )
    return Table(dialects, by_word, words, {key: tuple(names) for key, names in held["write"].items()})


def _dialect(key: str, plain: Mapping[str, Any], earlier: Mapping[str, Dialect]) -> Dialect:
    base = earlier.get(plain.get("like", ""))
    columns = dict(base.columns) if base else {}
    nth = dict(base.nth) if base else {}
    headers = list(base.headers) if base else []
    for field, names in plain["columns"].items():
        for name in names:
            if found := _NTH.fullmatch(name):
                nth[folded(found[1]), int(found[2]), int(found[3])] = field
            else:
                columns[folded(name)] = field
                headers.append((name, field))
    return Dialect(key, plain["program"], columns, nth, tuple(headers))


def fields_of(header: Sequence[str], dialect: Dialect) -> tuple[str, ...]:
    """Say for each column what a dialect takes it for; nothing where the dialect does not know it."""
    names = [folded(cell) for cell in header]
    seen: dict[str, int] = {}
    found: list[str] = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        field = dialect.nth.get((name, seen[name], names.count(name))) if dialect.nth else None
        found.append(field or (dialect.field(name) if name else ""))
    return tuple(found)


def dialect_of(header: Sequence[str]) -> tuple[Dialect, float]:
    """Find the dialect that knows the most of a header, and the share of its names that it knows."""
    filled = sum(1 for cell in header if folded(cell))
    best, most = table().dialects[BY_HAND], 0
    for dialect in table().dialects.values():
        known = sum(1 for field in fields_of(header, dialect) if field)
        if known > most or (known == most and dialect.key == BY_HAND):  # words that everybody uses tell no program
            best, most = dialect, known
    return best, (most / filled if filled else 0.0)


def known(header: Sequence[str]) -> int:
    """Count the cells of a row that are the name of a column by themselves."""
    return sum(1 for cell in header if folded(cell) in _all_names() or _NUMBER.sub("#", folded(cell)) in _all_names())


def by_hand(header: str) -> str:
    """Say what a header that no dialect knows stands for, by its synonyms and then by its words; else nothing."""
    name = folded(header)
    found = table().dialects[BY_HAND].field(name)
    if found or not name:
        return found
    words = set(_WORD.findall(name))
    return next((field for field in _by_field() if words & _by_field()[field]), "")


@cache
def _all_names() -> frozenset[str]:
    return frozenset(name for dialect in table().dialects.values() for name in dialect.columns)


@cache
def _by_field() -> Mapping[str, set[str]]:
    fields: dict[str, set[str]] = {}
    for word, field in reversed([*table().by_word.items()]):
        fields.setdefault(field, set()).add(word)
    return fields
