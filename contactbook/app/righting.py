"""Puts numbers and addresses right: verified one by one, or with the remedy for what is wrong, many as one step."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from contactbook.app.book import Book
from contactbook.domain import emails, phones
from contactbook.domain.changes import Step
from contactbook.domain.contact import Contact, Email, Means, Phone, Verdict
from contactbook.domain.errors import ContactbookError
from contactbook.domain.freshness import verify_detail
from contactbook.i18n import _, counted

Detail = Phone | Email


class Remedy(StrEnum):
    """What may be done about a detail that needs attention."""

    USE = "use"  # put another number or address in its place
    RIGHT = "right"  # it is right: verified today
    NOTE = "note"  # it goes into the notes
    LEAVE = "leave"  # it stays as it is, and is not asked about again


@dataclass(frozen=True, slots=True)
class Righting:
    """A remedy for one detail of a contact; USE puts in its place what becomes is, or text as it would be typed."""

    uid: str
    detail: Detail
    remedy: Remedy
    text: str = ""
    becomes: Detail | None = None  # checked already, where a form did so


def put_right(book: Book, rightings: Sequence[Righting], initiator: object = None) -> Step:
    """Apply remedies as one step, to the details that are still there."""
    first = book.get(rightings[0].uid) if len({r.uid for r in rightings}) == 1 else None
    who = first.shown if first else counted("{number} detail", "{number} details", len(rightings))
    today, domains = book.today(), book.known_domains()
    with book.step(_("Put right {who}").format(who=who), initiator=initiator) as writing:
        held = {c.uid: c for c in writing.load(list(dict.fromkeys(r.uid for r in rightings)))}
        for righting in rightings:
            if contact := held.get(righting.uid):
                held[righting.uid] = _righted(contact, righting, today, domains)
        writing.put(list(held.values()))
    return book.history(limit=1)[0]


def verify_one(book: Book, uid: str, text: str, means: Means, initiator: object = None) -> Step:
    """Note that one number or address of a contact is right today; raise ContactbookError where it has none such."""
    contact = book.get(uid)
    detail = find_detail(contact, text) if contact else None
    if contact is None or detail is None:
        raise ContactbookError(_("There is no number or address {value} here to verify.").format(value=text))
    if detail.verdict is Verdict.INVALID:
        raise ContactbookError(
            _("{value} cannot be right as it stands, so it cannot be verified. Put it right first.").format(value=text)
        )
    value, today = _value(detail), book.today()
    return book.change([uid], lambda c: verify_detail(c, value, today, means), _("Verify a detail of {who}"), initiator)


def find_detail(contact: Contact, text: str) -> Detail | None:
    """Find the number or address that a text means, however it is written."""
    text = text.strip()
    read = phones.read(text, contact.country).number
    for phone in contact.phones:
        if text in (phone.number, phone.typed) or read == phone.number:
            return phone
    return next((e for e in contact.emails if text.casefold() in (e.address.casefold(), e.typed.casefold())), None)


def _righted(contact: Contact, righting: Righting, today: date, domains: dict[str, int]) -> Contact:
    field = "phones" if isinstance(righting.detail, Phone) else "emails"
    held: list[Detail] = list(getattr(contact, field))
    if righting.detail not in held:
        return contact
    at = held.index(righting.detail)
    if righting.remedy is Remedy.NOTE:
        words = righting.detail.typed or _value(righting.detail)
        del held[at]
        contact = replace(contact, notes="\n".join(part for part in (contact.notes, words) if part))
    elif righting.remedy is Remedy.RIGHT:
        held[at] = replace(held[at], verified_on=today, verified_by=Means.CALLED)
    elif righting.remedy is Remedy.LEAVE:
        held[at] = replace(held[at], left_alone=True)
    else:
        held[at] = righting.becomes or _read(held[at], righting.text, contact.country, domains)
    changed: dict[str, Any] = {field: tuple(held)}
    return replace(contact, **changed)


def _read(detail: Detail, text: str, country: str | None, domains: dict[str, int]) -> Detail:
    """Read what takes the place of a detail; kind, label and public stay."""
    if isinstance(detail, Email):
        return emails.read(text, label=detail.label, public=detail.public, known_domains=domains)
    read = phones.read(text, country)
    return replace(read, kind=detail.kind or read.kind, label=detail.label, public=detail.public)


def _value(detail: Detail) -> str:
    return detail.number if isinstance(detail, Phone) else detail.address
