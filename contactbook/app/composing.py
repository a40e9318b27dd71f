"""Writes the contact block for the foot of a release."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from contactbook.domain.contact import Contact, Verdict
from contactbook.domain.harmless import one_line
from contactbook.i18n import _

Grouping = Literal["city", "agency"]


@dataclass(frozen=True, slots=True)
class Block:
    """A contact block, how many details it withheld, and what to look at before it goes out."""

    text: str
    withheld: int
    warnings: tuple[str, ...] = ()


def block(
    contacts: Iterable[Contact], *, group_by: Grouping = "city", language: str = "en", today: date | None = None
) -> Block:
    """Write the contact block of what may be published, grouped in the order in which the groups first come.

    `language` chooses the form of names and roles; the headings are English. today decides who is away.
    """
    from contactbook.domain.publishing import public_view

    day = today or date.today()
    groups: dict[str, list[str]] = {}
    withheld = 0
    warnings: list[str] = []
    for contact in contacts:
        view = public_view(contact)
        withheld += view.withheld
        warnings += _warnings(contact, view.contact, day)
        groups.setdefault(_heading(view.contact, group_by, language), []).append(
            _entry(view.contact, group_by, language)
        )
    parts = ["For more information, please contact:"] if groups else []
    # Those without a place or agency come last, under no heading that they do not belong to.
    for heading in sorted(groups, key=lambda heading: not heading):
        parts.append("\n".join(([f"{heading}:"] if heading else []) + groups[heading]))
    return Block("\n\n".join(parts) + "\n" if parts else "", withheld, tuple(warnings))


def _heading(contact: Contact, group_by: Grouping, language: str) -> str:
    if group_by == "agency":
        return one_line(contact.agency or "")
    return f"In {_place(contact, language)}" if contact.city else ""


def _place(contact: Contact, language: str) -> str:
    from contactbook.domain.places import city_name

    return one_line(city_name(contact.city or "", language, contact.country))


def _entry(contact: Contact, group_by: Grouping, language: str) -> str:
    other = next((t for t in contact.translations if t.language.split("-")[0] == language), None)
    name, role = contact.name, contact.role
    if other:
        role = other.role or role
        name = f"{other.name} ({name})" if other.name and name and other.name != name else other.name or name
    where = contact.agency if group_by == "city" else _place(contact, language) if contact.city else None
    who = ", ".join(one_line(part) for part in (name, role, where) if part)
    how = " · ".join([*_numbers(contact), *(one_line(email.address) for email in contact.emails if email.address)])
    return "\n".join(line for line in (who, how) if line)


def _numbers(contact: Contact) -> Sequence[str]:
    from contactbook.domain.phones import international

    return [one_line(international(phone.number, phone.extension)) for phone in contact.phones if phone.number]


def _warnings(contact: Contact, public: Contact, day: date) -> list[str]:
    name = one_line(contact.shown)
    found = []
    if is_away(contact, day):
        until = contact.away_until
        found.append(
            _("{name} is away until {day}.").format(name=name, day=until.isoformat())
            if until
            else _("{name} is away.").format(name=name)
        )
    if not public.phones and not public.emails:
        found.append(_("{name} has no public number or address.").format(name=name))
    if Verdict.INVALID in [p.verdict for p in public.phones] + [e.verdict for e in public.emails]:
        found.append(_("{name} has a number or address that cannot be right.").format(name=name))
    return found


def is_away(contact: Contact, day: date) -> bool:
    """Tell whether a contact is away on a day, both ends included."""
    if not contact.away_from and not contact.away_until:
        return False
    return (contact.away_from or day) <= day <= (contact.away_until or day)
