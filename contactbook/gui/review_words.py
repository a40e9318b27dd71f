"""Puts the values of a review into words, and reads a corrected value back through the domain's rules."""

from collections.abc import Collection
from dataclasses import replace

from contactbook.app.planning import PlannedChange, PlanRow
from contactbook.domain import emails, phones, places
from contactbook.domain.contact import Contact, Email, Link, Phone, PhoneKind, Verdict
from contactbook.domain.harmless import one_line
from contactbook.domain.value_words import value_text as value_text
from contactbook.i18n import _

KINDS: dict[PhoneKind, str] = {
    PhoneKind.MOBILE: _("Mobile"),
    PhoneKind.OFFICE: _("Office"),
    PhoneKind.FAX: _("Fax"),
    PhoneKind.SATELLITE: _("Satellite"),
    PhoneKind.OTHER: _("Phone"),
}
_LISTS = ("languages", "topics")
_TEXTS = ("name", "honorific", "suffix", "said", "pronouns", "role", "agency", "city", "address", "hours", "notes")


def label(change: PlannedChange) -> str:
    """Name a change: a number by its kind, all else by its field."""
    if isinstance(change.new, Phone) and change.new.kind:
        return KINDS[change.new.kind]
    return change.label


def aside(change: PlannedChange, contact: Contact) -> tuple[str, str]:
    """Give the tone and words of what is to be known of a value: a fault, or how it was read; "" for nothing."""
    new = change.new
    if isinstance(new, Phone | Email) and new.verdict is Verdict.INVALID:
        return "bad", _("cannot be a number") if isinstance(new, Phone) else _("cannot be an address")
    if isinstance(new, Phone | Email) and new.verdict is Verdict.UNUSUAL:
        return "warn", _("unusual")
    if isinstance(new, Phone) and contact.city and _was_national(new):
        return "dim", _("{typed}, read in {city}").format(typed=one_line(new.typed), city=one_line(contact.city))
    return "dim", ""


def _country(contact: Contact) -> str | None:
    """Give the country in which a contact's numbers are read; a reader leaves it to the city."""
    city = places.find_city(contact.city) if contact.city and not contact.country else None
    return city.country if city else contact.country


def _was_national(phone: Phone) -> bool:
    return bool(phone.typed) and phone.number.startswith("+") and not phone.typed.lstrip(" (").startswith(("+", "00"))


def second_line(row: PlanRow) -> str:
    """Say beside a contact's name who it is, of what is sure."""
    contact = row.incoming
    sure = {c.key for c in row.changes if c.guess}
    parts = (
        (contact.role if contact.name and row.existing is None and "role" not in sure else None),
        (contact.agency if "agency" not in sure else None) or (row.existing.agency if row.existing else None),
        contact.city or (row.existing.city if row.existing else None),
    )
    said = " · ".join(one_line(part) for part in parts if part)
    if row.state == "looks like" and row.existing is not None:
        old = row.existing
        whose = ", ".join(one_line(part) for part in (old.agency, old.city) if part)
        maybe = _("may be {name}").format(name=one_line(old.shown))
        return f"{maybe}, {whose}" if whose else maybe
    return said


def edit_text(change: PlannedChange) -> str | None:
    """Give the text in which a value is corrected; None where it cannot be."""
    if isinstance(change.new, Phone):
        return phones.international(change.new.number, change.new.extension)
    if isinstance(change.new, Email):
        return change.new.address
    if isinstance(change.new, Link):
        return change.new.value
    if change.key in _LISTS and isinstance(change.new, tuple):
        return ", ".join(str(item) for item in change.new)
    return str(change.new) if change.key in _TEXTS else None


def corrected(change: PlannedChange, text: str, contact: Contact, known_domains: Collection[str]) -> object | None:
    """Read a corrected value; None where nothing is left of it."""
    text = text.strip()
    if not text:
        return None
    new = change.new
    if isinstance(new, Phone):
        number = phones.read(text, _country(contact), label=new.label, public=new.public)
        return replace(number, kind=number.kind or new.kind)
    if isinstance(new, Email):
        return emails.read(text, label=new.label, public=new.public, known_domains=known_domains)
    if isinstance(new, Link):
        return replace(new, value=text)
    if change.key in _LISTS:
        return tuple(part.strip() for part in text.split(",") if part.strip())
    return text
