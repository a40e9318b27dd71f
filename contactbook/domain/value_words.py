"""Puts values of fields into words, on one line and harmless wherever they are shown."""

from datetime import date, datetime

from contactbook.domain import phones
from contactbook.domain.contact import Contact, Email, Link, Phone, Translation
from contactbook.domain.harmless import one_line
from contactbook.domain.undoing import LIST, WHOLE, Conflict
from contactbook.i18n import _, counted


def value_text(value: object) -> str:
    """Write a value on one line, as it is shown."""
    if isinstance(value, Phone):
        return one_line(phones.international(value.number, value.extension))
    if isinstance(value, Email):
        return one_line(value.address)
    if isinstance(value, Link):
        return one_line(value.value)
    if isinstance(value, bytes):
        return _("a photo")
    if isinstance(value, tuple):
        return ", ".join(value_text(item) for item in value)
    if isinstance(value, Translation):
        return one_line(" · ".join(part for part in (value.name, value.role) if part))
    return one_line(str(value)) if value is not None else ""


def state_text(key: str, value: object) -> str:
    """Write what a field holds in one of its states, so that two states that differ can be told apart."""
    if key == WHOLE:
        return one_line(value.shown) if isinstance(value, Contact) else _("not in the book")
    if key == LIST:
        return (
            counted("{number} contact is on it", "{number} contacts are on it", value) if isinstance(value, int) else ""
        )
    if value is None or value == ():
        return _("nothing")
    if isinstance(value, datetime):
        value = value.astimezone().date()
    if isinstance(value, date):
        return f"{value.day} {value:%B %Y}"
    text = value_text(value)
    if isinstance(value, Phone | Email | Link):
        notes = [_("public") if value.public else _("internal")]
        if isinstance(value, Phone | Email):
            day = value.verified_on
            notes += [one_line(value.label)] if value.label else []
            notes += [_("verified {day}").format(day=f"{day.day} {day:%B %Y}")] if day else []
            notes += [_("left as it is")] if value.left_alone else []
        return f"{text} ({', '.join(notes)})"
    return text


def quoted(text: str) -> str:
    """Put a value in quotes, but not the words that say that there is none."""
    return text if text in (_("nothing"), _("not in the book")) else _("“{value}”").format(value=text)


def conflict_texts(conflict: Conflict) -> tuple[str, str, str]:
    """Write what would come back, what the step had made of it, and what is there now."""
    key = conflict.key
    made = _("added") if key in (WHOLE, LIST) and conflict.before is None else state_text(key, conflict.made)
    return state_text(key, conflict.before) or _("not in the book"), made, state_text(key, conflict.now)
