"""Carries in X-CONTACTBOOK- properties what a vCard has no place for, exactly, so that it comes back equal.

A line of its own stands beside each phone, email and link that has more to say; its value repeats theirs, so that it
holds only as long as they are what they were. A line that overrules a field says in READ what the standard's
properties gave when it was written; where another program has changed these since, it no longer holds.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from contactbook.domain.contact import Contact, Kind, Means
from contactbook.exchange.vcard_model import Property, made
from contactbook.exchange.vcard_values import escape, escape_all, text_of, words

PREFIX = "X-CONTACTBOOK-"
PRODID = "-//Contactbook//Contactbook//EN"
PUBLIC = PREFIX + "PUBLIC"
TRANSLATION = PREFIX + "TRANSLATION"
OF_PHONE = PREFIX + "TEL"
OF_EMAIL = PREFIX + "EMAIL"
OF_LINK = PREFIX + "URL"

_TEXTS = (
    "name", "given", "family", "honorific", "suffix", "said", "pronouns", "role", "agency", "city", "country",
    "address", "hours", "notes", "cover",
)  # fmt: skip
_MANY = ("languages", "topics", "lists")
_DAYS = ("verified_on", "away_from", "away_until")
_NAMES = {
    key: PREFIX + key.upper().replace("_", "-") for key in ("uid", "kind", *_TEXTS, *_MANY, *_DAYS, "verified_by")
}
_KEYS = {name: key for key, name in _NAMES.items()}
KEYS = tuple(_NAMES)
# What no property of the standard says, whatever the card.
_WITHOUT_PROPERTY = tuple(key for key in KEYS if key in ("hours", "cover", "lists", *_DAYS, "verified_by"))
_NOR_IN_30 = tuple(key for key in KEYS if key in _WITHOUT_PROPERTY or key == "languages")


def overruling(key: str, plain: object, wanted: object) -> Property:
    """Make the line that says what a field is, where the standard's properties would give something else."""
    read = _flat(plain)
    params = (("READ", read),) if read else ()
    value = escape_all(wanted, ",") if isinstance(wanted, tuple) else escape(_flat(wanted))
    return made(_NAMES[key], value, *params)


def without_property(contact: Contact, version: str = "4.0") -> list[Property]:
    """Make the lines of the fields that no property of a version holds."""
    keys = _WITHOUT_PROPERTY if version == "4.0" else _NOR_IN_30
    return [overruling(key, None, wanted) for key in keys if (wanted := getattr(contact, key))]


def overrule(fields: dict[str, Any], lines: Sequence[Property], version: str) -> None:
    """Put what these lines say in the place of what was read."""
    for prop in lines:
        key = _KEYS.get(prop.head.name)
        if key is None or (prop.head.param("READ") or "") != _flat(fields.get(key)):
            continue
        text = text_of(prop, version)
        if key in _MANY:
            fields[key] = tuple(words(prop, version))
        elif key in _DAYS:
            fields[key] = day(text)
        elif key == "kind":
            fields[key] = Kind.DESK if text == "desk" else Kind.PERSON
        elif key == "verified_by":
            fields[key] = means(text)
        else:
            fields[key] = text or ("" if key == "uid" else None)


def is_overruling(prop: Property) -> bool:
    """Tell whether a line says of a field what it is, whatever the standard's properties give."""
    return prop.head.name in _KEYS or prop.head.name == TRANSLATION


def same(plain: object, wanted: object) -> bool:
    """Tell whether a field needs no line of its own."""
    return plain == wanted or (not plain and not wanted)


def _flat(value: object) -> str:
    """Write a value as one text, as READ holds it."""
    if not value:
        return ""
    if isinstance(value, tuple):
        return ",".join(str(one) for one in value)
    return value.isoformat() if isinstance(value, date) else str(value)


def day(text: str | None) -> date | None:
    """Read a day as this program writes it; anything else is none."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def means(text: str | None) -> Means | None:
    """Read how something was verified."""
    try:
        return Means(text) if text else None
    except ValueError:
        return None


class Beside:
    """The lines beside phones, emails and links, found by the text that they repeat; each is used once."""

    def __init__(self, by_name: Mapping[str, Sequence[Property]], version: str) -> None:
        self._lines: dict[tuple[str, str], list[Property]] = {}
        for name in (OF_PHONE, OF_EMAIL, OF_LINK):
            for prop in by_name.get(name, ()):
                self._lines.setdefault((name, text_of(prop, version)), []).append(prop)

    def take(self, name: str, text: str) -> Property | None:
        """Take the line of this kind that speaks of this text."""
        lines = self._lines.get((name, text)) if self._lines else None
        return lines.pop(0) if lines else None
