"""Checks a book: the file itself, and every number and address that needs attention."""

from collections.abc import Iterator
from dataclasses import dataclass

from contactbook.app.book import Book
from contactbook.domain.contact import Contact, Verdict

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

    for phone in contact.phones:
        if phone.verified_on is None:
            told = phones.explain(phone, contact.country)
            if told is not None and told.verdict is not Verdict.VALID:
                yield _trouble(contact, "phones", phone.typed or phone.number, told.message)
    for email in contact.emails:
        if email.verified_on is None:
            said = emails.explain(email.typed or email.address, domains)
            if said is not None and said.verdict is not Verdict.VALID:
                yield _trouble(contact, "emails", email.typed or email.address, said.message)


def _trouble(contact: Contact, field: str, value: str, why: str) -> Trouble:
    return Trouble(contact.uid, field, value, why, contact.shown)
