"""A contact as one short text, for what is kept only while the program runs: quick to write and quick to read."""

import json
from collections.abc import Callable
from dataclasses import fields
from datetime import date, datetime
from operator import attrgetter
from typing import Any, NamedTuple

from contactbook.domain.contact import (
    Contact,
    Email,
    Kind,
    Link,
    LinkKind,
    Means,
    Phone,
    PhoneKind,
    Translation,
    Verdict,
)

_BLOBS = ("photo", "card")  # kept beside the text, as the bytes that they are
_NAMES = tuple(f.name for f in fields(Contact) if f.name not in _BLOBS)
_PARTS = {kind: attrgetter(*(f.name for f in fields(kind))) for kind in (Phone, Email, Link, Translation)}
_CONTACT = attrgetter(*_NAMES)
_KINDS = {kind.value: kind for kind in Kind}
_PHONE_KINDS: dict[str | None, PhoneKind | None] = {None: None, **{kind.value: kind for kind in PhoneKind}}
_LINK_KINDS = {kind.value: kind for kind in LinkKind}
_VERDICTS = {verdict.value: verdict for verdict in Verdict}
_MEANS: dict[str | None, Means | None] = {None: None, **{means.value: means for means in Means}}


def _plain(value: Any) -> Any:
    """Lay out what JSON does not know."""
    getter = _PARTS.get(type(value))
    return getter(value) if getter is not None else value.isoformat()


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False, default=_plain).encode


class Packed(NamedTuple):
    """A contact as a text, with its photo and card as the bytes that they are; guessed tells whether any of it is."""

    text: str
    photo: bytes | None
    card: bytes | None
    uid: str
    guessed: bool

    @classmethod
    def of(cls, contact: Contact) -> "Packed":
        """Pack a contact; lone surrogates, which no file can hold, are replaced."""
        text = _encode(_CONTACT(contact))  # the values of the fields by their place
        return cls(storable(text), contact.photo, contact.card, storable(contact.uid), bool(contact.guessed))

    def contact(self) -> Contact:
        """Give the contact."""
        return unpack(self.text, self.photo, self.card)


def storable(text: str) -> str:
    """Replace lone surrogates; a paste or a broken file may bring them."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode()


def unpack(text: str, photo: bytes | None, card: bytes | None) -> Contact:
    """Read a contact from its text."""
    values = dict(zip(_NAMES, json.loads(text), strict=True))
    for name, read in _READ:
        if value := values[name]:
            values[name] = read(value)
    for name in _TUPLES:
        values[name] = tuple(values[name])
    return Contact(photo=photo, card=card, **values)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _part(kind: type[Any], reads: dict[str, Callable[[Any], Any]]) -> Callable[[Any], Any]:
    """Make a reader of a part: most values stand as they are, some by place are to be read."""
    places = [(at, reads[f.name]) for at, f in enumerate(fields(kind)) if f.name in reads]

    def read(held: list[list[Any]]) -> list[Any]:
        for values in held:
            for at, convert in places:
                values[at] = convert(values[at])
        return [kind(*values) for values in held]

    return read


_CHECKED: dict[str, Callable[[Any], Any]] = {
    "verdict": _VERDICTS.__getitem__,
    "verified_on": _day,
    "verified_by": _MEANS.__getitem__,
}
_READ: tuple[tuple[str, Callable[[Any], Any]], ...] = (
    ("kind", _KINDS.__getitem__),
    ("phones", _part(Phone, {"kind": _PHONE_KINDS.__getitem__, **_CHECKED})),
    ("emails", _part(Email, _CHECKED)),
    ("links", _part(Link, {"kind": _LINK_KINDS.__getitem__})),
    ("translations", _part(Translation, {})),
    ("verified_on", date.fromisoformat),
    ("verified_by", _MEANS.__getitem__),
    ("away_from", date.fromisoformat),
    ("away_until", date.fromisoformat),
    ("created_at", datetime.fromisoformat),
    ("updated_at", datetime.fromisoformat),
    ("deleted_at", datetime.fromisoformat),
)
_TUPLES = ("translations", "phones", "emails", "links", "languages", "topics", "lists", "guessed")
