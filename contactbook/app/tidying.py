"""Settles a contact before it is written: its name, its place, its dates."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields, is_dataclass, replace
from datetime import datetime
from operator import attrgetter
from typing import Any, Protocol, TypeVar

from contactbook.domain import freshness, names
from contactbook.domain.contact import Contact, Kind
from contactbook.domain.errors import Cancelled
from contactbook.i18n import _

T = TypeVar("T")
_FIELDS = tuple(field.name for field in fields(Contact))
_values = attrgetter(*_FIELDS)
_PIECE = 500  # contacts between two looks at whether the person cancelled


class Putting(Protocol):
    """What contacts are written through."""

    def put(self, wanted: Sequence[Contact]) -> object: ...


def tidy(contact: Contact, before: Contact | None, now: datetime) -> Contact:
    """Settle a contact as every way in has to; how the book held it before decides what is still verified."""
    contact = freshness.settle(_placed(_named(contact)), before)
    # All that has to change is changed at once: a copy of so many fields is what takes the time.
    plain = dict(zip(_FIELDS, _values(contact), strict=True))
    plain |= {
        "guessed": (),
        "phones": tuple([p if p.typed else replace(p, typed=p.number) for p in contact.phones]),
        "emails": tuple([e if e.typed else replace(e, typed=e.address) for e in contact.emails]),
        "lists": tuple(sorted(set(contact.lists))),
        "created_at": contact.created_at or (before.created_at if before else None) or now,
        "updated_at": now,
    }
    return Contact(*plain.values())


def storable(contact: Contact) -> Contact:
    """Replace lone surrogates, which no file can hold; a paste or a broken file may bring them."""
    mended: Contact = _mended(contact)
    return mended


def _mended(value: Any) -> Any:
    if isinstance(value, str):
        return type(value)(value.encode("utf-8", "replace").decode())
    if isinstance(value, tuple):
        return tuple(_mended(item) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{f.name: _mended(getattr(value, f.name)) for f in fields(value)})
    return value


def _named(contact: Contact) -> Contact:
    name = " ".join((contact.name or "").split()) or None
    if contact.kind is Kind.PERSON and name and not contact.given and not contact.family:
        parts = names.split(name)
        contact = replace(
            contact,
            given=parts.given,
            family=parts.family,
            honorific=contact.honorific or parts.honorific,
            suffix=contact.suffix or parts.suffix,
        )
        name = parts.name or name
    return contact if name == contact.name else replace(contact, name=name)


def _placed(contact: Contact) -> Contact:
    if not contact.city:
        return contact
    from contactbook.domain.places import find_city

    known = find_city(contact.city, contact.country)
    if known is None or (contact.city, contact.country) == (known.name, known.country):
        return contact
    return replace(contact, city=known.name, country=known.country)


def pieces(items: Sequence[T], progress: Callable[[int, int], bool] | None) -> Iterator[Sequence[T]]:
    """Cut what is to be written into pieces, telling how far it is; raise Cancelled when the person stops it."""
    for at in range(0, len(items), _PIECE):
        if progress and not progress(at, len(items)):
            raise Cancelled(_("Stopped. Nothing was changed."))
        yield items[at : at + _PIECE]


def write(writing: Putting, contacts: Sequence[Contact], progress: Callable[[int, int], bool] | None) -> None:
    """Write in pieces, telling how far it is; raise Cancelled when the person stops it."""
    for piece in pieces(contacts, progress):
        writing.put(piece)
