"""Checks a book: the file itself, and every number and address that needs attention."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from contactbook.app.book import Book
from contactbook.domain.advice import Advice
from contactbook.domain.changes import Step
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


@dataclass(frozen=True, slots=True)
class Case:
    """A number or address that is not known to be right; advice is None where nothing is to be said of it by now."""

    contact: Contact
    detail: Phone | Email
    advice: Advice | None
    why: str

    @property
    def problem(self) -> str:
        """Name what is alike: what the advice groups by, else what the book goes by."""
        return self.advice.problem if self.advice else self.detail.verdict.value


@dataclass(frozen=True, slots=True)
class Origin:
    """The step that brought a detail, and what stood in its place before, if anything."""

    step: Step
    before: Phone | Email | None = None


def check(book: Book) -> Report:
    """Check the file and list the numbers and addresses that are not known to be right."""
    faults = [Trouble(None, None, None, why) for why in book.problems()]
    return Report(not faults, (*faults, *map(_trouble, cases(book))))


def cases(book: Book) -> Iterator[Case]:
    """List the numbers and addresses that need attention."""
    uids = book.uids_of(book.find("", view="is:attention").ids)
    domains = book.known_domains()
    for at in range(0, len(uids), _PIECE):
        for contact in book.get_many(uids[at : at + _PIECE]):
            yield from _of_contact(contact, domains)


def origin(book: Book, contact: Contact, detail: Phone | Email) -> Origin | None:
    """Find the step that brought a detail as it is; None where the journal does not know."""
    field = "phones" if isinstance(detail, Phone) else "emails"
    for step, changes, _came in book.changes_of(contact.uid):
        change = next((c for c in changes if c.key == field), None)
        if change is None:
            continue
        old = change.old if isinstance(change.old, tuple) else ()
        new = change.new if isinstance(change.new, tuple) else ()
        if _same(detail, new) and not _same(detail, old):
            gone = [d for d in old if not _same(d, new)]
            return Origin(step, gone[0] if gone else None)
    return None


def _same(detail: Phone | Email, among: Iterable[Phone | Email]) -> bool:
    return any(_value(detail) == _value(other) for other in among)


def _value(detail: Phone | Email) -> str:
    return detail.number if isinstance(detail, Phone) else detail.address


def _trouble(case: Case) -> Trouble:
    field = "phones" if isinstance(case.detail, Phone) else "emails"
    return Trouble(case.contact.uid, field, case.detail.typed or _value(case.detail), case.why, case.contact.shown)


def _of_contact(contact: Contact, domains: dict[str, int]) -> Iterator[Case]:
    from contactbook.domain import emails, phones

    # What the book goes by decides; the words are looked for anew, and may find nothing to say by now.
    for phone in filter(is_doubtful, contact.phones):
        told = phones.explain(phone, contact.country)
        yield Case(contact, phone, told, told.message if told else _otherwise(phone))
    for email in filter(is_doubtful, contact.emails):
        own = email.address.rpartition("@")[2]  # it is in the book, with the slip that is looked for
        told = emails.explain(email, {domain: count for domain, count in domains.items() if domain != own})
        yield Case(contact, email, told, told.message if told else _otherwise(email))


def _otherwise(detail: Phone | Email) -> str:
    if detail.verdict is Verdict.UNUSUAL:
        return _("Unusual when it was read, and not verified since. Put it right, or verify it.")
    return _("It cannot be right as it stands. Put it right, or keep it as a note.")
