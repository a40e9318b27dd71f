"""Weighs whether two contacts of a book are one: by their names first, then by what else they have in common."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from contactbook.domain.contact import Kind
from contactbook.domain.folding import fold
from contactbook.domain.likeness import NameForm, form, likeness
from contactbook.i18n import _

# What a name is worth by the least sure way in which it is the other's; the sum decides.
_NAMES = {"slip": 35, "initials": 30, "nickname": 40, "part": 40, "script": 45, "order": 50, "accents": 50}
_SAME_NAME = 50
_OFFERED = 60
_DESK = "#"
_LIKELY, _SURE = 75, 90
_OWN = 3  # more contacts than this with one number or mailbox: it is a desk's, and says little of a person
_RARE, _COMMON, _VERY_COMMON = 3, 10, 30  # holders of one name in a book


@dataclass(frozen=True, slots=True)
class Traits:
    """What a contact is compared by; names holds its name and those in other languages, agency and city are keys."""

    id: int
    uid: str
    kind: Kind
    names: tuple[str, ...]
    role: str
    agency: str
    city: str
    details: frozenset[str]  # numbers and folded addresses

    @property
    def shown(self) -> str:
        return self.names[0] if self.names else self.role


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two contacts of the book that may be one: their uids and names, why, and how sure (0 to 100)."""

    one: str
    other: str
    names: tuple[str, str]
    reasons: tuple[str, ...]
    sureness: int

    @property
    def level(self) -> str:
        """How sure in a word that programs read: sure, likely or possible."""
        return "sure" if self.sureness >= _SURE else "likely" if self.sureness >= _LIKELY else "possible"


def settled(pairs: Sequence[Candidate], one: str, other: str, stays: str = "") -> list[Candidate]:
    """Take a pair out; where one of it stays alone, what else was paired with the one that went is so with it."""
    gone = other if stays == one else one
    left: list[Candidate] = []
    for pair in pairs:
        if stays:
            pair = replace(
                pair, one=stays if pair.one == gone else pair.one, other=stays if pair.other == gone else pair.other
            )
        if pair.one != pair.other and {pair.one, pair.other} != {one, other}:
            left.append(pair)
    return left


class Holders(Protocol):
    """Tells how many contacts of the book have a name or a detail."""

    def of_name(self, key: str) -> int:
        """Count the contacts whose name sounds so."""
        ...

    def of_detail(self, detail: str) -> int:
        """Count the contacts with a number or an address."""
        ...


def sureness_words(level: str) -> str:
    """Say how sure it is that two contacts are one."""
    return {"sure": _("almost certain"), "likely": _("likely"), "possible": _("possible")}[level]


def keys(who: Traits) -> Iterator[str]:
    """Give what brings a contact together with those it may be: only contacts that share a key are compared.

    `n` is a whole name by its sound, `w` one word of it with the beginning of another or with a name it is short for,
    `g` a word with the agency and city, `d` a number or an address.
    """
    for detail in who.details:
        yield f"d {detail}"
    for name in who.names:
        shape = form(name)
        if not shape.words:
            continue
        yield f"n {shape.key}"
        if who.kind is Kind.DESK:
            continue
        for at, word in enumerate(shape.words):
            if len(word.text) < 2:
                continue
            if who.agency or who.city:
                yield f"g {word.sound} {who.agency} {who.city}"
            for beside, other in enumerate(shape.words):
                if at != beside:
                    yield f"w {word.sound} {other.sound[:1]}"
                    yield from (f"w {word.sound} #{known}" for known in other.stands_for)


def sounds(who: Traits) -> str:
    """Give the words of a contact's names by their sound: two that share none of them are not one.

    Of those who share a number that tells the most apart at a glance. Desks are told apart by other means.
    """
    if who.kind is Kind.DESK:
        return _DESK
    return " ".join({word.sound for name in who.names for word in form(name).words})


def weigh(one: Traits, other: Traits, holders: Holders) -> Candidate | None:
    """Weigh two contacts; None where they are not to be offered."""
    shared = one.details & other.details
    if one.kind is Kind.DESK and other.kind is Kind.DESK:
        return _weigh_desks(one, other, shared)
    met = _best_likeness(one, other)
    if met is None or (one.kind is not other.kind and met[0]):
        return None  # a shared number or mailbox alone never makes two people one
    differs, name = met
    points = min((_NAMES[kind] for kind in differs), default=_SAME_NAME)
    own = [detail for detail in shared if holders.of_detail(detail) <= _OWN]
    points += 50 if own else 15 if shared else 0
    points += _place_points(one, other)
    points += _rarity_points(holders.of_name(name.key), bool(own))
    if points < _OFFERED:
        return None
    return _candidate(one, other, (_shared_words(own or sorted(shared)), _name_words(differs)), points)


def _best_likeness(one: Traits, other: Traits) -> tuple[frozenset[str], NameForm] | None:
    """Compare the names of two contacts in every language; the surest likeness counts."""
    found: list[tuple[int, frozenset[str], NameForm]] = []
    for mine in one.names:
        for theirs in other.names:
            shape = form(mine)
            differs = likeness(shape, form(theirs))
            if differs is not None:
                found.append((min((_NAMES[kind] for kind in differs), default=_SAME_NAME), differs, shape))
    if not found:
        return None
    best = max(found, key=lambda met: (met[0], -len(met[1])))
    return best[1], best[2]


def _weigh_desks(one: Traits, other: Traits, shared: frozenset[str]) -> Candidate | None:
    """Take two desks for one where nothing but their contact tells them apart: an agency has several, on one line."""
    labels = [{fold(text) for text in (*who.names, who.role) if text} for who in (one, other)]
    alike = bool(labels[0] & labels[1])
    if (all(labels) and not alike) or _place_points(one, other, desk=True) < 0:
        return None
    named = bool(one.names and other.names) and alike
    if not shared and not (named and one.agency == other.agency and one.city == other.city):
        return None
    points = 40 + (35 if shared else 0) + (15 if alike else 0) + (10 if one.city and one.city == other.city else 0)
    return _candidate(one, other, (_shared_words(sorted(shared)), _("Two desks of one name") if alike else ""), points)


def _place_points(one: Traits, other: Traits, *, desk: bool = False) -> int:
    points = 0
    if one.agency and other.agency:
        points += 20 if one.agency == other.agency else -15 if not desk else -50
    if one.city and other.city:
        points += 10 if one.city == other.city else -10 if not desk else -50
    if one.role and other.role:
        points += 5 if fold(one.role) == fold(other.role) else -5
    return points


def _rarity_points(holders: int, proven: bool) -> int:
    """Count a name that nobody else has in favour, and one that many have against."""
    if holders <= _RARE:
        return 10
    if proven or holders <= _COMMON:
        return 0
    return -10 if holders <= _VERY_COMMON else -25


def _candidate(one: Traits, other: Traits, reasons: tuple[str, ...], points: int) -> Candidate:
    place = ""
    if one.agency and one.agency == other.agency:
        place = _("Same agency and city") if one.city and one.city == other.city else _("Same agency")
    elif one.city and one.city == other.city:
        place = _("Same city")
    why = tuple(reason for reason in (*reasons, place) if reason)
    return Candidate(one.uid, other.uid, (one.shown, other.shown), why, max(0, min(points, 100)))


def _shared_words(shared: list[str]) -> str:
    if not shared:
        return ""
    return _("Same email") if any("@" in detail for detail in shared) else _("Same number")


def _name_words(differs: frozenset[str]) -> str:
    """Say in what the names differ; the least sure of it."""
    words = {
        "slip": _("Names differ by a slip"),
        "initials": _("Initials in one name"),
        "nickname": _("A short form of the name"),
        "part": _("One name is longer"),
        "script": _("Names in two scripts"),
        "order": _("Names in another order"),
        "accents": _("Names differ by accents"),
    }
    return next((words[kind] for kind in words if kind in differs), _("Same name"))
