"""Publishes what a contact block withheld: internal numbers and addresses become public, said in words."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from contactbook.domain.changes import Step
from contactbook.domain.contact import Contact
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
    contacts = [contact for contact in book.get_many(uids) if any(internal_details(contact))]
    if not contacts:
        return None
    public = [
        replace(
            contact,
            phones=tuple(replace(p, public=True) for p in contact.phones),
            emails=tuple(replace(e, public=True) for e in contact.emails),
        )
        for contact in contacts
    ]
    return book.save_many(public, publish_sentence(contacts), initiator=initiator)
