"""Publishes what a contact block withheld: internal numbers and addresses become public, said in words."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from contactbook.domain.changes import Step
from contactbook.domain.contact import Contact, Email, Phone
from contactbook.i18n import _, counted

if TYPE_CHECKING:
    from contactbook.app.book import Book


def internal_details(contact: Contact) -> tuple[int, int]:
    """Count the numbers and the addresses of a contact that may not be published."""
    return sum(not p.public for p in contact.phones), sum(not e.public for e in contact.emails)


def publish_sentence(contacts: Sequence[Contact]) -> str:
    """Say what publishing would do: `Publish 2 numbers and 1 address of Ada Okello`; empty where there is nothing."""
    counts = [(contact, *internal_details(contact)) for contact in contacts]
    whose = [contact for contact, numbers, addresses in counts if numbers or addresses]
    numbers, addresses = sum(n for _c, n, _a in counts), sum(a for _c, _n, a in counts)
    if not whose:
        return ""
    what = [
        *([counted("{number} number", "{number} numbers", numbers)] if numbers else []),
        *([counted("{number} address", "{number} addresses", addresses)] if addresses else []),
    ]
    who = whose[0].shown if len(whose) == 1 else counted("{number} contact", "{number} contacts", len(whose))
    if len(what) == 2:
        return _("Publish {numbers} and {addresses} of {who}").format(numbers=what[0], addresses=what[1], who=who)
    return _("Publish {details} of {who}").format(details=what[0], who=who)


def publish(book: "Book", uids: Sequence[str], *, initiator: object = None) -> Step | None:
    """Make every number and address of some contacts public, as one step; None where all of them are."""
    return publish_chosen(book, internal(book.get_many(uids)), initiator=initiator)


@dataclass(frozen=True, slots=True)
class Internal:
    """A number or an address that is not published, and whose it is."""

    contact: Contact
    detail: Phone | Email

    @property
    def key(self) -> tuple[str, str, str, str | None]:
        """Tell it from others: whose, of what kind, the value, the extension."""
        if isinstance(self.detail, Phone):
            return self.contact.uid, "phone", self.detail.number, self.detail.extension
        return self.contact.uid, "email", self.detail.address, None


def internal(contacts: Iterable[Contact]) -> list[Internal]:
    """List the internal numbers and addresses of contacts, contact by contact."""
    found: list[Internal] = []
    for contact in contacts:
        found += [Internal(contact, phone) for phone in contact.phones if not phone.public]
        found += [Internal(contact, email) for email in contact.emails if not email.public]
    return found


def publish_chosen(book: "Book", chosen: Collection[Internal], *, initiator: object = None) -> Step | None:
    """Make some details public as one step; what changed or went since they were chosen is left alone."""
    keys = {one.key for one in chosen}
    contacts = book.get_many(list(dict.fromkeys(one.contact.uid for one in chosen)))
    whose = {one.contact.uid: one.contact for one in internal(contacts) if one.key in keys}
    if not whose:
        return None
    before = [_only(contact, keys) for contact in whose.values()]
    after = [_published(contact, keys) for contact in whose.values()]
    return book.save_many(after, publish_sentence(before), initiator=initiator)


def _only(contact: Contact, keys: Collection[object]) -> Contact:
    """Leave of a contact the details that are chosen."""
    return replace(
        contact,
        phones=tuple(phone for phone in contact.phones if Internal(contact, phone).key in keys),
        emails=tuple(email for email in contact.emails if Internal(contact, email).key in keys),
    )


def _published(contact: Contact, keys: Collection[object]) -> Contact:
    def made_public(detail: Phone | Email) -> bool:
        return detail.public or Internal(contact, detail).key in keys

    return replace(
        contact,
        phones=tuple(replace(phone, public=made_public(phone)) for phone in contact.phones),
        emails=tuple(replace(email, public=made_public(email)) for email in contact.emails),
    )
