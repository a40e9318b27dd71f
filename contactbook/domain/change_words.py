"""Puts into words what a step changed in a contact, a line a field."""

from collections.abc import Sequence
from datetime import date

from contactbook.domain.changes import ContactStep, FieldChange
from contactbook.domain.fields import group_of
from contactbook.domain.value_words import value_text
from contactbook.i18n import _

_FOLLOW = ("given", "family", "country", "verified_by")  # they follow from what stands beside them


def change_lines(entry: ContactStep) -> list[tuple[FieldChange, str]]:
    """Write what a step changed, a line a field; none where the contact came with it."""
    return [] if entry.came else field_lines(entry.changes)


def field_lines(changes: Sequence[FieldChange]) -> list[tuple[FieldChange, str]]:
    """Write what became of fields, each on a line of its own."""
    keys = {change.key for change in changes}
    told = [
        (change, _what(change))
        for change in changes
        if change.key not in _FOLLOW or not keys & (set(group_of(change.key)) - set(_FOLLOW))
    ]
    return [(change, f"{change.label}: {what}") for change, what in told if what]


def _what(change: FieldChange) -> str:
    """Say what became of a field; "" where only what follows from the rest did."""
    if isinstance(change.old, tuple) and isinstance(change.new, tuple):
        old, new = ([value_text(item) for item in part] for part in (change.old, change.new))
        gone = [_("{value} taken away").format(value=value) for value in old if value not in new]
        come = [_("{value} added").format(value=value) for value in new if value not in old]
        if len(gone) == len(come) == 1:
            return f"{next(v for v in old if v not in new)} → {next(v for v in new if v not in old)}"
        return ", ".join(gone + come) or _turned_public(change.old, change.new)
    old_text, new_text = _value_words(change.old), _value_words(change.new)
    if old_text and new_text:
        return f"{old_text} → {new_text}"
    return new_text or _("{value} taken away").format(value=old_text)


def _turned_public(old: tuple[object, ...], new: tuple[object, ...]) -> str:
    """Say which details became public or internal."""
    before = {value_text(item): getattr(item, "public", None) for item in old}
    said = []
    for item in new:
        value, public = value_text(item), getattr(item, "public", None)
        if public is not None and before.get(value) != public:
            word = _("{value} is public now") if public else _("{value} is internal now")
            said.append(word.format(value=value))
    return ", ".join(said)


def _value_words(value: object) -> str:
    return f"{value.day} {value:%B %Y}" if isinstance(value, date) else value_text(value)
