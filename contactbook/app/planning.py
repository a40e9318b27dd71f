"""The plan of an import: one row a contact that comes in, what it would change, and what the person decides."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Literal

from contactbook.domain.contact import Contact, Email, Link, Phone, Verdict
from contactbook.domain.fields import BY_KEY
from contactbook.domain.folding import fold
from contactbook.i18n import _

State = Literal["new", "same", "changes", "looks like", "unreadable"]

# What an import may change, one by one; city stands for its country as well.
_TEXTS = (
    "name", "honorific", "suffix", "said", "pronouns", "role", "agency", "city", "address", "hours", "notes", "photo",
    "away_from", "away_until", "cover",
)  # fmt: skip
_FIELDS = (*_TEXTS, "country")
_WORDS = ("languages", "topics", "lists", "translations")


@dataclass(frozen=True, slots=True)
class PlannedChange:
    """One value that comes in.

    key is a field, "phones.0" for the first phone that comes in, or "trash" for the way out of it; old is None for an
    addition. guess says where a guessed value is from. Only what is taken is written.
    """

    key: str
    old: object
    new: object
    taken: bool = True
    guess: str | None = None

    @property
    def label(self) -> str:
        key = self.key.partition(".")[0]
        own = {"phones": _("Phone"), "emails": _("Email"), "links": _("Link"), "trash": _("Trash")}
        return own.get(key) or BY_KEY[key].label


@dataclass(frozen=True, slots=True)
class PlanRow:
    """What is to become of one contact that came in; index is its place in the reading."""

    incoming: Contact
    existing: Contact | None
    state: State
    action: str
    reason: str | None
    changes: tuple[PlannedChange, ...]
    index: int
    released: bool = False  # it comes from a release

    def acting(self, action: str) -> "PlanRow":
        """Decide what is done with it: add, update or skip; adding takes every value as a new contact's."""
        if action == self.action:
            return self
        changes = self.changes
        if action == "add" and self.existing is not None:
            changes = fields_of(self.incoming)
        return replace(self, action=action, changes=changes)

    def taking(self, key: str, taken: bool) -> "PlanRow":
        """Tick one value, or take the tick off."""
        return replace(self, changes=tuple(replace(c, taken=taken) if c.key == key else c for c in self.changes))

    def correcting(self, key: str, new: object) -> "PlanRow":
        """Put a corrected value in the place of the one that was read; a corrected value is no guess."""
        before = next((c.new for c in self.changes if c.key == key), None)
        changes = tuple(replace(c, new=new, taken=True, guess=None) if c.key == key else c for c in self.changes)
        return replace(self, changes=changes, incoming=_corrected(self.incoming, key, before, new))

    def fitting(self, now: Contact) -> "PlanRow":
        """Drop the fields that the book no longer holds as the plan found them: the later word stands."""
        changes = tuple(c for c in self.changes if c.key not in _FIELDS or getattr(now, c.key) == c.old)
        return replace(self, changes=changes)

    def result(self, upon: Contact | None = None) -> Contact | None:
        """Give the contact that would be written; None where nothing is.

        upon is how its contact of the book is by now, where that is not how the plan found it.
        """
        if self.action == "skip":
            return None
        taken = [c for c in self.changes if c.taken]
        if self.action == "add" and self.changes and not taken:
            return None  # of a contact without a single value nothing is left to add
        held = upon or (self.existing if self.action == "update" else None)
        if held is not None:
            known = _values(held)
            return self._placed(_applied(held, [c for c in taken if _value(c.new) not in known]), taken)
        # A second contact, by the person's will, gets a uid of its own.
        uid = self.incoming.uid if self.existing is None else ""
        bare = replace(self.incoming, uid=uid, guessed=(), **_EMPTY)
        added = self._placed(_applied(bare, taken), taken)
        named = added.name == self.incoming.name
        return replace(added, given=self.incoming.given, family=self.incoming.family) if named else added

    def _placed(self, contact: Contact, taken: list[PlannedChange]) -> Contact:
        """Keep the country that came with a city: the gazetteer does not know every one."""
        country = self.incoming.country if "country" not in self.incoming.guessed else None
        if not country or contact.city != self.incoming.city or not any(c.key == "city" for c in taken):
            return contact
        return replace(contact, country=country)


_EMPTY: dict[str, Any] = {
    **dict.fromkeys(_TEXTS),
    **dict.fromkeys((*_WORDS, "phones", "emails", "links"), ()),
    **dict.fromkeys(("country", "given", "family")),
}


def fields_of(contact: Contact) -> tuple[PlannedChange, ...]:
    """List every value of a contact as an addition; guesses are not taken until they are ticked."""
    return changes_between(Contact(kind=contact.kind), contact, lambda a, b: a == b)


def changes_between(
    old: Contact, new: Contact, same_agency: Callable[[str | None, str | None], bool], *, released: bool = False
) -> tuple[PlannedChange, ...]:
    """List what a contact that comes in would add to one of the book or put in the place of what it says.

    Numbers, addresses and links are added to those that are there. Only two take the place of another: an address
    that puts a doubted one right, and a number that a release prints, where the other is public and either the only
    one of its kind.
    """
    changes: list[PlannedChange] = []
    if old.deleted_at:
        changes.append(PlannedChange("trash", _("in the trash"), _("taken out")))
    for key in _TEXTS:
        before, after = getattr(old, key), getattr(new, key)
        if after is None or after == before or _says_as_much(key, before, after, same_agency):
            continue
        changes.append(_change(key, before, after, new))
    if new.country and new.country != old.country and not any(c.key == "city" for c in changes) and not old.city:
        changes.append(_change("country", old.country, new.country, new))
    for key in _WORDS:
        before, after = getattr(old, key), getattr(new, key)
        if missing := tuple(item for item in after if item not in before):
            changes.append(_change(key, None, missing, new))
    changes += _phones(old, new, released)
    known = _values(old)
    changes += [
        _change(f"emails.{n}", _mistyped(old, e), e, new) for n, e in enumerate(new.emails) if _value(e) not in known
    ]
    changes += [_change(f"links.{n}", None, k, new) for n, k in enumerate(new.links) if _value(k) not in known]
    return tuple(changes)


def _change(key: str, old: object, new: object, incoming: Contact) -> PlannedChange:
    field = key.partition(".")[0]
    guessed = field in incoming.guessed or key in incoming.guessed
    guess = _("not said beside the name; read from the rest of the text") if guessed else None
    return PlannedChange(key, old, new, taken=not guessed, guess=guess)


def _says_as_much(
    key: str, before: object, after: object, same_agency: Callable[[str | None, str | None], bool]
) -> bool:
    if not isinstance(before, str) or not isinstance(after, str):
        return False
    if key == "agency":
        return same_agency(before, after)
    if key == "city":
        from contactbook.domain.places import find_city

        found, known = find_city(after), find_city(before)
        if found and known and found.name == known.name:
            return True
    had, comes = fold(before), fold(after)
    if key == "name":
        return sorted(had.split()) == sorted(comes.split())
    return had == comes or (key == "role" and comes in had)


def _phones(old: Contact, new: Contact, released: bool) -> list[PlannedChange]:
    known = _values(old)
    return [
        _change(f"phones.{n}", _superseded(old, new, phone) if released else None, phone, new)
        for n, phone in enumerate(new.phones)
        if _value(phone) not in known
    ]


def _superseded(old: Contact, new: Contact, printed: Phone) -> Phone | None:
    """Find the public number that a release no longer prints, where either has one of that kind and no more."""
    here, coming = ([p for p in c.phones if p.kind is printed.kind] for c in (old, new))
    if not printed.kind or len(here) != 1 or len(coming) != 1:
        return None
    return here[0] if here[0].public and _value(here[0]) not in _values(new) else None


def _mistyped(old: Contact, coming: Email) -> Email | None:
    """Find the address that one which comes in puts right: one slip off, and doubted already."""
    doubted = [e for e in old.emails if e.verdict is not Verdict.VALID]
    if not doubted:
        return None
    from contactbook.domain.emails import is_one_slip

    return next((e for e in doubted if is_one_slip(e.address.casefold(), coming.address.casefold())), None)


def _value(detail: object) -> object:
    """Give what makes a detail that detail, whatever is told beside it; None for all else."""
    match detail:
        case Phone():
            return detail.number, detail.extension
        case Email():
            return detail.address.casefold()
        case Link():
            return detail.kind, detail.value
    return None


def _values(contact: Contact) -> set[object]:
    return {_value(detail) for detail in (*contact.phones, *contact.emails, *contact.links)}


def _corrected(contact: Contact, key: str, before: object, new: object) -> Contact:
    """Put a corrected value into what came in; it is no guess any more."""
    field, _dot, place = key.partition(".")
    held = getattr(contact, field)
    values: dict[str, Any] = {field: new}
    if place:
        values[field] = (*held[: int(place)], new, *held[int(place) + 1 :])
    elif field in _WORDS and isinstance(before, tuple) and isinstance(new, tuple):
        values[field] = tuple(dict.fromkeys((*(word for word in held if word not in before), *new)))
    elif field == "name":
        values |= {"given": None, "family": None}  # split anew from the name
    elif field == "city":
        values["country"] = _country_of(new)
    guessed = set(contact.guessed) - {key, field}
    if place and field in contact.guessed:
        guessed |= {f"{field}.{n}" for n in range(len(held)) if f"{field}.{n}" != key}
    return replace(contact, guessed=tuple(sorted(guessed)), **values)


def _applied(contact: Contact, changes: list[PlannedChange]) -> Contact:
    for change in changes:
        contact = _apply_one(contact, change)
    return contact


def _apply_one(contact: Contact, change: PlannedChange) -> Contact:
    key = change.key.partition(".")[0]
    if key in ("phones", "emails", "links"):
        held = list(getattr(contact, key))
        new = change.new
        if change.old in held:
            if isinstance(new, Phone) and isinstance(change.old, Phone):
                public = new.public or change.old.public
                new = replace(new, kind=change.old.kind, label=change.old.label, public=public)
            if isinstance(new, Email) and isinstance(change.old, Email):
                new = replace(new, label=change.old.label, public=new.public or change.old.public)
            held[held.index(change.old)] = new
        elif isinstance(new, Phone | Email | Link):
            held.append(new)
        values: dict[str, Any] = {key: tuple(held)}
        return replace(contact, **values)
    if key in _WORDS and isinstance(change.new, tuple):
        values = {key: tuple(dict.fromkeys([*getattr(contact, key), *change.new]))}
        return replace(contact, **values)
    if key == "trash":
        return replace(contact, deleted_at=None)
    if getattr(contact, key) == change.new:
        return contact
    values = {key: change.new}
    if key == "name":
        values |= {"given": None, "family": None}  # split anew from the name
    if key == "city":
        values["country"] = _country_of(change.new)
    return replace(contact, **values)


def _country_of(city: object) -> str | None:
    from contactbook.domain.places import find_city

    known = find_city(city) if isinstance(city, str) else None
    return known.country if known else None
