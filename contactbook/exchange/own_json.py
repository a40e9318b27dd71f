"""Reads the JSON that this program writes, and what others write in its form."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from contactbook.domain.contact import Contact, Email, Phone
from contactbook.domain.errors import NotReadable
from contactbook.domain.plain import from_plain
from contactbook.exchange.formats import Problem, Reading
from contactbook.i18n import _

_TEXTS = (
    "uid", "kind", "name", "given", "family", "honorific", "suffix", "said", "pronouns", "role", "agency", "city",
    "country", "address", "hours", "notes", "photo", "card", "verified_on", "verified_by", "away_from", "away_until",
    "cover", "created_at", "updated_at",
)  # fmt: skip
_WORDS = ("languages", "topics", "lists", "guessed")
_PARTS = {"phones": "number", "emails": "address", "links": "value"}
_DETAIL_TEXTS = ("typed", "extension", "kind", "label", "verdict", "verified_on", "verified_by")


def read(data: bytes, *, source: str = "") -> Reading:
    """Read a contact or a list of them; what is no contact is a problem. Raise NotReadable where it is no JSON."""
    try:
        held = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise NotReadable(_("{name} is not whole JSON: {why}.").format(name=source, why=error)) from error
    contacts: list[Contact] = []
    problems: list[Problem] = []
    for number, item in enumerate(held if isinstance(held, list) else [held], 1):
        try:
            contacts.append(_contact(_storable(item)))
        except (KeyError, TypeError, ValueError, RecursionError) as error:
            why = _("This is no contact as Contactbook writes them: {why}.").format(why=error)
            problems.append(Problem(_("contact {number}").format(number=number), why))
    return Reading(contacts, problems, source=source, kind="json")


def _storable(item: Any) -> Any:
    """Replace lone surrogates, which no file can hold and JSON lets through as escapes."""
    text = json.dumps(item, ensure_ascii=False)
    mended = text.encode("utf-8", "replace").decode()
    return item if mended == text else json.loads(mended)


def _contact(item: object) -> Contact:
    """Make a contact; raise ValueError or its like with what is wrong."""
    if not isinstance(item, dict):
        raise ValueError(_("it is not an object with fields"))
    _check(item)
    contact = from_plain(item)
    if contact == Contact(uid=contact.uid, kind=contact.kind):
        raise ValueError(_("it holds nothing"))
    phones, emails = item.get("phones") or (), item.get("emails") or ()
    return replace(
        contact,
        phones=tuple(_phone(p, had, contact) for p, had in zip(contact.phones, phones, strict=True)),
        emails=tuple(_email(e, had) for e, had in zip(contact.emails, emails, strict=True)),
    )


def _check(item: Mapping[str, Any]) -> None:
    """See that each field holds what it should: what is written later trusts it."""
    for key in _TEXTS:
        _text(item, key)
    for key in _WORDS:
        if not all(isinstance(word, str) for word in _list(item, key)):
            raise ValueError(_("{field} is not a list of texts").format(field=key))
    for key, main in _PARTS.items():
        for part in _list(item, key):
            if not isinstance(part, dict) or not isinstance(part.get(main), str) or not part[main].strip():
                raise ValueError(_("{field} has an entry without {main}").format(field=key, main=main))
            if not isinstance(part.get("public"), bool | None):  # a text would be taken for true, whatever it says
                raise ValueError(_("{field} has an entry whose public is not true or false").format(field=key))
            for detail in _DETAIL_TEXTS:
                _text(part, detail)
    translations = item.get("translations") or {}
    if not isinstance(translations, dict) or not all(isinstance(t, dict) for t in translations.values()):
        raise ValueError(_("{field} is not an object with fields").format(field="translations"))
    for translation in translations.values():
        _text(translation, "name")
        _text(translation, "role")


def _text(item: Mapping[str, Any], key: str) -> None:
    if not isinstance(item.get(key), str | None):
        raise ValueError(_("{field} is not a text").format(field=key))


def _list(item: Mapping[str, Any], key: str) -> list[Any]:
    held = item.get(key) or []
    if not isinstance(held, list):
        raise ValueError(_("{field} is not a list").format(field=key))
    return held


def _phone(phone: Phone, had: Mapping[str, Any], contact: Contact) -> Phone:
    """Check a number that nobody has judged yet, in the country of the contact's place."""
    if had.get("verdict"):
        return phone
    from contactbook.domain import phones, places

    city = places.find_city(contact.city) if contact.city and not contact.country else None
    country = contact.country or (city.country if city else None)
    read = phones.read(phone.typed, country, kind=phone.kind, label=phone.label, public=phone.public)
    return replace(
        read, extension=phone.extension or read.extension, verified_on=phone.verified_on, verified_by=phone.verified_by
    )


def _email(email: Email, had: Mapping[str, Any]) -> Email:
    if had.get("verdict"):
        return email
    from contactbook.domain import emails

    read = emails.read(email.typed, label=email.label, public=email.public)
    return replace(read, verified_on=email.verified_on, verified_by=email.verified_by)
