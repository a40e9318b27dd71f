"""Says which contact of the book one that comes in is, or may be."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from contactbook.app.book import Book
from contactbook.app.planning import changes_between
from contactbook.domain import likeness, names
from contactbook.domain.contact import Contact, Kind
from contactbook.domain.folding import fold
from contactbook.i18n import _

_MOST_ABSENT = 20  # more would be a list of the agency, not a hint


@dataclass(frozen=True, slots=True)
class Match:
    """A contact of the book, whether it certainly is the same, and why; contact None where only a hint is told."""

    contact: Contact | None
    certain: bool
    reason: str | None


class Matcher:
    """Matches by uid, then by name with agency or a personal detail; a shared number never makes two people one."""

    def __init__(self, book: Book) -> None:
        self._book = book
        counts = book.counts()
        self.any = bool(counts.all or counts.trash)  # whether there is anything to match with
        self._agencies: dict[str, str] = {}
        for agency in book.agencies():
            for name in (agency.name, agency.short_name or "", *agency.other_names):
                if name:
                    self._agencies.setdefault(fold(name), agency.shown)

    def same_agency(self, one: str | None, other: str | None) -> bool:
        """Tell whether two names are one agency's."""
        if self._agency(one) == self._agency(other):
            return True
        return bool(one and other) and (_is_short_for(one or "", other or "") or _is_short_for(other or "", one or ""))

    def _agency(self, name: str | None) -> str | None:
        return self._agencies.get(fold(name), fold(name)) if name else None

    def match(self, contacts: Sequence[Contact]) -> list[Match | None]:
        """Find for each contact the one of the book that it is or may be; many are looked up together."""
        candidates = self._book.candidates(contacts) if self.any else [[] for _contact in contacts]
        return [self._match(contact, found) for contact, found in zip(contacts, candidates, strict=True)]

    def _match(self, contact: Contact, candidates: list[Contact]) -> Match | None:
        if not candidates and not _has_initial(contact):
            return None
        for candidate in candidates[:1] if contact.uid else ():
            if candidate.uid == contact.uid:
                trashed = candidate.deleted_at is not None
                return Match(candidate, True, _("in the trash here; it is taken out") if trashed else None)
        for candidate in candidates if contact.card is not None else ():
            if candidate.card == contact.card:
                return Match(candidate, True, None)  # the card that it came from before
        if contact.kind is Kind.DESK or not contact.name:
            return self._match_desk(contact, candidates)
        return self._match_person(contact, candidates)

    def absent(self, places: Iterable[tuple[str, str]], named: Collection[str]) -> tuple[Contact, ...]:
        """List the people of the book whom a release does not name beside others of their agency and city."""
        found: dict[str, Contact] = {}
        for agency, city in places:
            query = 'is:person is:public city:"{}" agency:"{}"'.format(*(v.replace('"', "") for v in (city, agency)))
            ids = self._book.find(query, limit=_MOST_ABSENT).ids
            found.update((c.uid, c) for c in self._book.get_many(self._book.uids_of(ids)) if c.uid not in named)
        return tuple(found.values())[:_MOST_ABSENT]

    def _match_desk(self, contact: Contact, candidates: list[Contact]) -> Match | None:
        desks = [c for c in candidates if c.kind is Kind.DESK and self._compatible(contact, c)]
        if not desks:
            return None
        # The desks of an agency share its switchboard: the one that is called the same comes first.
        found = min(desks, key=lambda c: (not _agree(contact.role, c.role), not _agree(contact.name, c.name)))
        same = _agree(contact.role, found.role)
        if same or not (_disagree(contact.role, found.role) or _disagree(contact.name, found.name)):
            return Match(found, True, None)
        shared = _shared(contact, found)
        why = _("same {detail}, a desk of another name").format(detail=shared) if shared else None
        return Match(found, False, why or _("same name, another role"))

    def _match_person(self, contact: Contact, candidates: list[Contact]) -> Match | None:
        people = [c for c in candidates if c.kind is Kind.PERSON]
        name = contact.name or ""
        key = names.in_any_order(name)
        named = [c for c in people if names.in_any_order(c.name) == key]
        certain = [c for c in named if self._compatible(contact, c) or _shared(contact, c)]
        if len(certain) == 1:
            return Match(certain[0], True, None)
        for candidate in certain:
            if not changes_between(candidate, contact, self.same_agency):
                return Match(candidate, True, None)  # it says all of it already
        if certain:
            return Match(certain[0], False, _("several contacts here have this name"))
        if named:
            return Match(named[0], False, _("same name, another agency"))
        for candidate in people:
            shared = _shared(contact, candidate)
            if shared and likeness.may_be(name, candidate.name or ""):
                why = _("same {detail}, a name that may be hers or his")
                return Match(candidate, False, why.format(detail=shared))
        for candidate in self._with_initial(contact):
            if likeness.may_be(name, candidate.name or ""):
                return Match(candidate, False, _("same agency, city and initial as a contact here"))
        holder = next((c for c in people if _shared(contact, c)), None)
        if holder is None:
            return None
        hint = _("{detail} is also {name}’s in the book")
        return Match(None, False, hint.format(detail=_shared(contact, holder), name=holder.shown))

    def _compatible(self, contact: Contact, candidate: Contact) -> bool:
        # A guessed agency says nothing against a contact whose name is the same.
        if "agency" in contact.guessed or not contact.agency or not candidate.agency:
            return True
        return self.same_agency(contact.agency, candidate.agency)

    def _with_initial(self, contact: Contact) -> list[Contact]:
        if not self.any or not _has_initial(contact):
            return []
        parts = names.split(contact.name or "")
        if not parts.family or not parts.given or len(parts.given.rstrip(".")) != 1 or not contact.agency:
            return []
        family = parts.family.replace('"', "")
        ids = self._book.find(f'name:"{family}"', limit=20).ids
        found = self._book.get_many(self._book.uids_of(ids))
        return [c for c in found if self.same_agency(c.agency, contact.agency) and _same_city(c, contact)]


def _has_initial(contact: Contact) -> bool:
    """Tell whether a name may have a given name cut to its initial."""
    return any(len(word) == 1 or (len(word) == 2 and word[1] == ".") for word in (contact.name or "").split())


def _agree(one: str | None, other: str | None) -> bool:
    return bool(one and other) and fold(one or "") == fold(other or "")


def _disagree(one: str | None, other: str | None) -> bool:
    return bool(one and other) and not _agree(one, other)


def _is_short_for(short: str, full: str) -> bool:
    """Tell whether a short name is made of the initials of a full one, as WHO is."""
    initials = "".join(word[0] for word in full.split() if word[:1].isupper())
    return len(short) >= 2 and short.isupper() and short == initials


def _same_city(one: Contact, other: Contact) -> bool:
    from contactbook.domain.places import find_city

    cities = [find_city(c.city) if c.city else None for c in (one, other)]
    return cities[0] is not None and cities[1] is not None and cities[0].name == cities[1].name


def _shared(one: Contact, other: Contact) -> str | None:
    """Name a number or address that two contacts have in common."""
    from contactbook.domain.phones import international

    numbers = {p.number for p in other.phones}
    for phone in one.phones:
        if phone.number in numbers:
            return international(phone.number)
    addresses = {e.address.casefold() for e in other.emails}
    return next((e.address for e in one.emails if e.address.casefold() in addresses), None)
