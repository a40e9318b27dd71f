"""Changes numbers in many contacts: looks which would change, and writes those that are wanted as one step."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from contactbook.app import tidying
from contactbook.app.book import Book
from contactbook.domain.changes import Step
from contactbook.domain.contact import Contact, Phone, Verdict
from contactbook.domain.renumbering import Renumbering, Rule, exchanged, normalised
from contactbook.i18n import _

Progress = Callable[[int, int], bool]


@dataclass(frozen=True, slots=True)
class Renumbered:
    """A number of a contact and what becomes of it; twice tells that the contact has the new one already."""

    uid: str
    who: str
    old: Phone
    new: Phone
    twice: bool = False

    @property
    def is_doubtful(self) -> bool:
        """Tell whether the new number cannot be one, as far as the numbering plan is known."""
        return self.new.verdict is Verdict.INVALID


def look(
    book: Book, rule: Renumbering | None, among: Collection[str] | None = None, progress: Progress | None = None
) -> list[Renumbered]:
    """List the numbers that would change, by a renumbering or by being normalised; among limits the contacts."""
    change: Rule = rule if rule is not None else normalised
    changed = []
    for contact in _contacts(book, rule, among, progress):
        held = {(phone.number, phone.extension) for phone in contact.phones}
        for phone in contact.phones:
            if (new := change(contact, phone)) is not None:
                twice = (new.number, new.extension) in held
                changed.append(Renumbered(contact.uid, contact.shown, phone, new, twice))
    return changed


def found(
    book: Book, rule: Renumbering, among: Collection[str] | None = None, progress: Progress | None = None
) -> list[Renumbered]:
    """List the numbers that a renumbering finds, as they are, whatever is put there; among limits the contacts."""
    contacts = _contacts(book, rule, among, progress)
    return [
        Renumbered(contact.uid, contact.shown, phone, phone)
        for contact in contacts
        for phone in contact.phones
        if rule.finds(phone) is not None
    ]


def _contacts(
    book: Book, rule: Renumbering | None, among: Collection[str] | None, progress: Progress | None
) -> Iterator[Contact]:
    uids = book.with_numbers(rule.start) if rule is not None else book.with_unreadable_numbers()
    if among is not None:
        chosen = set(among)
        uids = [uid for uid in uids if uid in chosen]
    for piece in tidying.pieces(uids, progress):
        yield from book.get_many(piece, lean=True)


def write(
    book: Book,
    rule: Renumbering | None,
    wanted: Sequence[Renumbered],
    *,
    initiator: object = None,
    progress: Progress | None = None,
) -> Step:
    """Change numbers, where they still stand, as one step; progress that answers False cancels, and nothing is."""
    by_uid: defaultdict[str, dict[Phone, Phone]] = defaultdict(dict)
    for one in wanted:
        by_uid[one.uid][one.old] = one.new
    sentence = _("Normalise numbers of {who}")
    if rule is not None:
        sentence = _("Renumber {find} to {put} in {who}").format(find=rule.find, put=rule.put, who="{who}")
    return book.change(list(by_uid), lambda c: exchanged(c, by_uid[c.uid]), sentence, initiator, progress)
