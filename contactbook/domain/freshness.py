"""How long ago details were verified, what needs attention, and who is away."""

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from contactbook.domain.contact import Contact, Email, Means, Phone, Row, Verdict
from contactbook.domain.record import replace
from contactbook.i18n import _, counted

STALE_DAYS = 180
D = TypeVar("D", Phone, Email)


def is_stale(verified_on: date | None, today: date, days: int = STALE_DAYS) -> bool:
    """Tell whether something was never verified, or more than so many days ago."""
    return verified_on is None or (today - verified_on).days > days


def is_away(who: Contact | Row, day: date) -> bool:
    """Tell whether somebody is away on a day, both ends included; an open end goes on."""
    if who.away_from is None and who.away_until is None:
        return False
    return (who.away_from or day) <= day <= (who.away_until or day)


def needs_attention(contact: Contact) -> str | None:
    """Name what cannot be one, or is unusual and nobody has said is right: "number", "address", or None."""
    if any(map(is_doubtful, contact.phones)):
        return "number"
    return "address" if any(map(is_doubtful, contact.emails)) else None


def is_doubtful(detail: Phone | Email) -> bool:
    """Tell whether a detail cannot be one, or is unusual and nobody has said that it is right, or left it so."""
    if detail.left_alone:
        return False
    return detail.verdict is Verdict.INVALID or (detail.verdict is Verdict.UNUSUAL and detail.verified_on is None)


def settle(contact: Contact, before: Contact | None = None) -> Contact:
    """Date a contact by its oldest public detail, and take the date from details that changed.

    A contact with no public detail is dated by its oldest detail; one with none at all keeps its own date. What
    cannot be a number or an address has nothing to verify.
    """
    if before is not None:
        contact = replace(
            contact,
            phones=_undated(contact.phones, before.phones, lambda p: (p.number, p.extension)),
            emails=_undated(contact.emails, before.emails, lambda e: e.address),
        )
    held: tuple[Phone | Email, ...] = (*contact.phones, *contact.emails)
    details = [d for d in held if d.verdict is not Verdict.INVALID]
    decisive = [d for d in details if d.public] or details
    if not decisive:
        return contact
    oldest = min(decisive, key=lambda d: d.verified_on or date.min)
    if (oldest.verified_on, oldest.verified_by) == (contact.verified_on, contact.verified_by):
        return contact
    return replace(contact, verified_on=oldest.verified_on, verified_by=oldest.verified_by)


def _undated(details: tuple[D, ...], before: tuple[D, ...], value: Callable[[D], object]) -> tuple[D, ...]:
    """Take the date from what stands in the place of another detail and still bears its date."""
    now = {value(d) for d in details}
    known = {value(d) for d in before}
    gone = {(d.verified_on, d.verified_by) for d in before if value(d) not in now}
    return tuple(
        replace(d, verified_on=None, verified_by=None)
        if value(d) not in known and (d.verified_on, d.verified_by) in gone
        else d
        for d in details
    )


def verify(contact: Contact, today: date, means: Means) -> Contact:
    """Note that a contact and all its details are right today, those aside that cannot be."""
    return replace(
        contact,
        phones=tuple(_dated(p, today, means) for p in contact.phones),
        emails=tuple(_dated(e, today, means) for e in contact.emails),
        verified_on=today,
        verified_by=means,
    )


def verify_detail(contact: Contact, value: str, today: date, means: Means) -> Contact:
    """Note that the number or address of a value, as it is held or was typed, is right today."""
    return replace(
        contact,
        phones=tuple(_dated(p, today, means) if value in (p.number, p.typed) else p for p in contact.phones),
        emails=tuple(_dated(e, today, means) if value in (e.address, e.typed) else e for e in contact.emails),
    )


def _dated(detail: D, today: date, means: Means) -> D:
    return detail if detail.verdict is Verdict.INVALID else replace(detail, verified_on=today, verified_by=means)


def age_words(day: date, today: date) -> str:
    """Say how long ago a day was, as people say it."""
    days = (today - day).days
    if days <= 0:
        return _("today")
    if days == 1:
        return _("yesterday")
    if days < 14:
        return counted("{number} day ago", "{number} days ago", days)
    if days < 60:
        return counted("{number} week ago", "{number} weeks ago", days // 7)
    if days < 180:
        return counted("{number} month ago", "{number} months ago", days // 30)
    return counted("{number} day ago", "{number} days ago", days)
