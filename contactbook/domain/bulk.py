"""What is changed in several contacts alike, and what they have in common."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from contactbook.domain.contact import Contact

SINGLE = (
    "kind", "role", "agency", "city", "country", "away_from", "away_until", "cover", "hours", "address", "honorific",
    "suffix", "pronouns",
)  # fmt: skip
MANY = ("languages", "topics", "lists")
_PUBLIC = ("phones", "emails", "links")


@dataclass(frozen=True, slots=True)
class BulkChange:
    """What a person asks of all; what does not stand here stays as each contact has it.

    put gives fields of SINGLE a value (None empties them), added and removed words of fields of MANY; note goes to the
    end of the notes; public says of phones, emails and links whether all of them may be published.
    """

    put: Mapping[str, object] = field(default_factory=dict)
    added: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    removed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    note: str = ""
    public: Mapping[str, bool] = field(default_factory=dict)

    def __bool__(self) -> bool:
        asked = (self.put, self.note, self.public, *self.added.values(), *self.removed.values())
        return any(map(bool, asked))

    def __call__(self, contact: Contact) -> Contact:
        """Give a contact with the change made; one that is so already comes back as it is."""
        new = self._new(contact)
        return replace(contact, **new) if new else contact

    def touches(self, contact: Contact) -> frozenset[str]:
        """Name the fields of a contact that would become others; the country goes with its city."""
        keys = set(self._new(contact))
        return frozenset(keys - {"country"} | {"city"} if "country" in keys else keys)

    def _new(self, contact: Contact) -> dict[str, Any]:
        new = {key: value for key, value in self.put.items() if getattr(contact, key) != value}
        if new.get("cover") == contact.uid and contact.uid:
            del new["cover"]  # nobody stands in for herself
        for key in {*self.added, *self.removed}:
            words = _words(getattr(contact, key), self.added.get(key, ()), self.removed.get(key, ()))
            if words != getattr(contact, key):
                new[key] = words
        if self.note:
            held = (contact.notes or "").rstrip()
            new["notes"] = f"{held}\n{self.note}" if held else self.note
        for key, public in self.public.items():
            details = getattr(contact, key)
            if any(d.public != public for d in details):
                new[key] = tuple(replace(d, public=public) for d in details)
        return new


def _words(held: tuple[str, ...], added: Sequence[str], removed: Sequence[str]) -> tuple[str, ...]:
    gone = {word.casefold() for word in removed} - {word.casefold() for word in added}
    kept = [word for word in held if word.casefold() not in gone]
    there = {word.casefold() for word in kept}
    return (*kept, *(word for word in dict.fromkeys(added) if word.casefold() not in there))


@dataclass(frozen=True, slots=True)
class Effect:
    """What a change comes to: how many contacts it changes of how many, and in how many each field."""

    total: int
    changed: int
    fields: Mapping[str, int]


def effect(change: BulkChange, contacts: Sequence[Contact]) -> Effect:
    """Count what a change would do; the fields stand in the order of the contact's."""
    counts: Counter[str] = Counter()
    changed = 0
    for contact in contacts:
        touched = change.touches(contact)
        counts.update(touched)
        changed += bool(touched)
    order = (*SINGLE, *MANY, "notes", *_PUBLIC)
    return Effect(len(contacts), changed, {key: counts[key] for key in order if counts[key]})


@dataclass(frozen=True, slots=True)
class Common:
    """What several contacts have in common.

    alike holds the fields of SINGLE that all have alike; various names those in which they differ. in_all and in_some
    hold the words of the fields of MANY, those in some with how many have them, the most frequent first.
    """

    count: int
    alike: Contact
    various: frozenset[str]
    in_all: Mapping[str, tuple[str, ...]]
    in_some: Mapping[str, Mapping[str, int]]
    public: Mapping[str, int]
    internal: Mapping[str, int]


def common(contacts: Sequence[Contact]) -> Common:
    """Find out what contacts have in common."""
    values = {key: {getattr(c, key) for c in contacts} for key in SINGLE}
    alike = {key: next(iter(found)) for key, found in values.items() if len(found) == 1}
    in_all: dict[str, tuple[str, ...]] = {}
    in_some: dict[str, dict[str, int]] = {}
    for key in MANY:
        counts = Counter(word for c in contacts for word in dict.fromkeys(getattr(c, key)))
        in_all[key] = tuple(word for word, number in counts.items() if number == len(contacts))
        in_some[key] = {word: number for word, number in counts.most_common() if number < len(contacts)}
    flags = {key: [d.public for c in contacts for d in getattr(c, key)] for key in _PUBLIC}
    return Common(
        count=len(contacts),
        alike=replace(Contact(), **alike),
        various=frozenset(key for key, found in values.items() if len(found) > 1),
        in_all=in_all,
        in_some=in_some,
        public={key: sum(held) for key, held in flags.items()},
        internal={key: len(held) - sum(held) for key, held in flags.items()},
    )
