"""Checks a book: the file itself, and every number and address that needs attention."""

from collections.abc import Iterator
from dataclasses import dataclass

from contactbook.app.book import Book
from contactbook.domain.contact import Contact, Email, Phone, Verdict
from contactbook.domain.freshness import is_doubtful
from contactbook.i18n import _

_PIECE = 500


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something to put right; uid and field are None where the file itself is meant."""

    uid: str | None
    field: str | None
    value: str | None
    why: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """Whether the file is sound, and what needs attention."""

    sound: bool
    problems: tuple[Trouble, ...]


def check(book: Book) -> Report:
    """Check the file and list the numbers and addresses that are not known to be right."""
    faults = [Trouble(None, None, None, why) for why in book.problems()]
    uids = book.uids_of(book.find("", view="is:attention").ids)
    domains = book.known_domains()
    details: list[Trouble] = []
    for at in range(0, len(uids), _PIECE):
        for contact in book.get_many(uids[at : at + _PIECE]):
            details += _details(contact, domains)
    return Report(not faults, (*faults, *details))


def _details(contact: Contact, domains: dict[str, int]) -> Iterator[Trouble]:
    from contactbook.domain import emails, phones

    # What the book goes by decides; the words are looked for anew, and may find nothing to say by now.
    for phone in filter(is_doubtful, contact.phones):
        told = phones.explain(phone, contact.country)
        why = told.message if told else _otherwise(phone)
        yield Trouble(contact.uid, "phones", phone.typed or phone.number, why, contact.shown)
    for email in filter(is_doubtful, contact.emails):
        own = email.address.rpartition("@")[2]  # it is in the book, with the slip that is looked for
        told = emails.explain(email, {domain: count for domain, count in domains.items() if domain != own})
        why = told.message if told else _otherwise(email)
        yield Trouble(contact.uid, "emails", email.typed or email.address, why, contact.shown)


def _otherwise(detail: Phone | Email) -> str:
    if detail.verdict is Verdict.UNUSUAL:
        return _("Unusual when it was read, and not verified since. Put it right, or verify it.")
    return _("It cannot be right as it stands. Put it right, or keep it as a note.")
