"""Says before an export what the cards will not hold, or what only this program will read back from them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from contactbook.domain.contact import Contact, Kind, LinkKind, PhoneKind
from contactbook.exchange.vcard_clients import NAMES, Client, Trait, traits
from contactbook.exchange.vcard_model import Audience
from contactbook.i18n import _, counted

_EMAILS = 3  # Outlook has so many fields for them, and one for a mobile number
_WEBSITES = (LinkKind.WEBSITE, LinkKind.OTHER)


@dataclass(frozen=True, slots=True)
class _Loss:
    """Something that has no place in these forms ("2.1", "3.0", "4.0", or a client's)."""

    forms: frozenset[str]
    what: str
    has: Callable[[Contact], bool]
    inside: bool = False  # colleagues alone are given it


def _loss(forms: str, what: str, has: Callable[[Contact], bool], *, inside: bool = False) -> _Loss:
    return _Loss(frozenset(forms.split()), what, has, inside)


def _has_labels(contact: Contact) -> bool:
    """Tell whether somebody called a detail something that is no type of vCard 2.1."""
    labels = [*[phone.label for phone in contact.phones], *[email.label for email in contact.emails]]
    return any(label not in (None, "home") for label in labels)


def _has_public(contact: Contact) -> bool:
    marks = [*[one.public for one in contact.phones], *[one.public for one in contact.emails]]
    return any([*marks, *[one.public for one in contact.links]])


def _has_verified(contact: Contact) -> bool:
    days = [*[one.verified_on for one in contact.phones], *[one.verified_on for one in contact.emails]]
    return bool(contact.verified_on) or any(days)


def _mobiles(contact: Contact) -> int:
    return sum(phone.kind is PhoneKind.MOBILE for phone in contact.phones)


_TABLE = (
    _loss("2.1 3.0", _("names and roles in other languages"), lambda c: bool(c.translations)),
    _loss("2.1 3.0", _("languages"), lambda c: bool(c.languages)),
    _loss("2.1", _("topics"), lambda c: bool(c.topics)),
    _loss("2.1", _("accounts"), lambda c: any(link.kind not in _WEBSITES for link in c.links)),
    _loss("2.1", _("what a number or address is called"), _has_labels),
    _loss("2.1", _("that a contact is a desk"), lambda c: c.kind is Kind.DESK),
    _loss("2.1", _("more than one mobile number"), lambda c: _mobiles(c) > 1),
    _loss("2.1", _("more than three email addresses"), lambda c: len(c.emails) > _EMAILS),
    _loss("2.1", _("how a name is said"), lambda c: bool(c.said)),
    _loss("2.1 3.0", _("pronouns"), lambda c: bool(c.pronouns)),
    _loss("2.1 3.0 4.0", _("hours"), lambda c: bool(c.hours)),
    _loss("2.1 3.0 4.0", _("who is away and who stands in"), lambda c: bool(c.away_from or c.away_until or c.cover)),
    _loss("2.1 default android", _("lists"), lambda c: bool(c.lists)),
    _loss("2.1 3.0 4.0", _("what is public"), _has_public, inside=True),
    _loss("2.1 3.0 4.0", _("when it was verified"), _has_verified, inside=True),
)


def losses(contacts: Iterable[Contact], version: str, client: Client | None, audience: Audience) -> list[str]:
    """Say in sentences what has no place in the cards of these contacts; they are as the audience may have them."""
    old = Trait.OLD in traits(client)
    forms = {"2.1"} if old else {version, client or "default"}
    rows = [row for row in _TABLE if row.forms & forms and (audience == "colleagues" or not row.inside)]
    counts = [0] * len(rows)
    for contact in contacts:
        for at, row in enumerate(rows):
            counts[at] += row.has(contact)
    told = [_named(row.what, count) for row, count in zip(rows, counts, strict=True) if count]
    if not told:
        return []
    if old and client is not None:
        words = _("{program} has no place for: {what}. This is left out.")
        return [words.format(program=NAMES[client], what="; ".join(told))]
    words = _("vCard {version} has no place for: {what}. Contactbook reads this back; other programs do not show it.")
    return [words.format(version=version, what="; ".join(told))]


def _named(what: str, count: int) -> str:
    number = counted("{number} contact", "{number} contacts", count)
    return _("{what} ({number})").format(what=what, number=number)
