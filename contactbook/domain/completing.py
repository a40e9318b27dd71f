"""Completes a query as it is typed: the names of fields, and the values that the book has for them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from contactbook.domain.folding import fold, words
from contactbook.domain.query import FLAGS

# Fields whose values are offered, by the name that is written; "is" names the states.
FIELDS = ("lang", "topic", "city", "agency", "list", "is")
_OTHER_NAMES = {"language": "lang", "org": "agency"}
_FEWEST = 2  # letters after which the name of a field is guessed
_MOST = 8
_VALUE = re.compile(r'(?:^|(?<=[\s|]))-?(?P<field>\w+):(?:"(?P<quoted>[^"]*)|(?P<plain>[^\s"|]*))$')
_NAME = re.compile(r"(?:^|(?<=[\s|]))-?(?P<name>[^\W\d_]+)$")
_PLAIN = re.compile(r"[\w-]+")


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a field: what is put into the query, what is shown for it, and how many contacts have it.

    keys are its folded texts, a blank before each word: a value is looked at with every key that is pressed.
    """

    put: str
    shown: str
    count: int | None = None
    keys: tuple[str, ...] = field(default=(), compare=False)

    @classmethod
    def of(cls, put: str, shown: str, count: int | None = None) -> "Value":
        """Make a value that can be found by what is put and by what is shown."""
        keys = dict.fromkeys(" " + " ".join(words(fold(text))) for text in (put, shown))
        return cls(put, shown, count, tuple(keys))


@dataclass(frozen=True, slots=True)
class Typed:
    """A field and the beginning of its value that stand before the cursor, and where the value begins."""

    field: str
    begun: str
    at: int


def typed_value(before: str) -> Typed | None:
    """Find the value that is being typed at the end of a text; None where no field stands before it."""
    found = _VALUE.search(before) if ":" in before else None
    if found is None:
        return None
    name = fold(found["field"])
    key = _OTHER_NAMES.get(name, name)
    if key not in FIELDS:
        return None
    quoted = found["quoted"]
    begun = found["plain"] if quoted is None else quoted
    return Typed(key, begun, len(before) - len(begun) - (quoted is not None))


def without_half(query: str) -> str:
    """Leave out a field at the end of which the value is still to come, or the state of an `is:` half typed."""
    typed = typed_value(query)
    if typed is None:
        return query
    begun = fold(typed.begun)
    half = not begun or (typed.field == "is" and begun not in FLAGS and any(flag.startswith(begun) for flag in FLAGS))
    return query[: query.rindex(":", 0, typed.at)].rpartition(" ")[0] if half else query


def rest_of_name(before: str) -> str:
    """Give what completes the name of a field at the end of a text, its colon too; "" where none is begun."""
    found = _NAME.search(before)
    if found is None:
        return ""
    begun = found["name"].casefold()
    name = next((f for f in FIELDS if f.startswith(begun) and len(begun) >= _FEWEST), None)
    return f"{name[len(begun) :]}:" if name else ""


def matching(values: Sequence[Value], begun: str) -> list[Value]:
    """Choose the values of which a word begins so, those first that begin with it; all where nothing is typed."""
    sought = " " + " ".join(words(fold(begun)))
    if sought == " ":
        return list(values[:_MOST])
    first: list[Value] = []
    inside: list[Value] = []
    for value in values:
        if any(key.startswith(sought) for key in value.keys):
            first.append(value)
            if len(first) == _MOST:
                break
        elif len(inside) < _MOST and any(sought in key for key in value.keys):
            inside.append(value)
    return [*first, *inside][:_MOST]


def written(value: str) -> str:
    """Write a value as a query has it: between quotes where it is more than a word."""
    return value if _PLAIN.fullmatch(value) else '"' + value.replace('"', " ") + '"'


def flags() -> tuple[str, ...]:
    """Name the states that `is:` knows."""
    return FLAGS
