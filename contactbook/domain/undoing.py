"""What taking back an older step puts back, and where something that changed since stands in its way.

Three states of a contact decide: before the step, as the step made it, and now. What is still as the step made it goes
back; what changed since stays, and is told as a conflict. Words and details count one by one, all else field by field.
"""

from collections.abc import Callable, Collection, Hashable, Sequence
from dataclasses import fields, replace
from operator import attrgetter
from typing import Any

from contactbook.domain import freshness
from contactbook.domain.changes import Step
from contactbook.domain.contact import Contact, Email, Phone
from contactbook.domain.errors import NothingToUndo
from contactbook.domain.fields import BY_KEY, GROUPS, group_of
from contactbook.domain.record import dataclass
from contactbook.i18n import _

WHOLE, LIST, TRASHED = "contact", "list", "deleted_at"
Items = tuple[Any, ...]
_LABELS = {WHOLE: _("The contact itself"), LIST: _("The list itself"), TRASHED: _("In the trash")}
_DERIVED = ("verified_on", "verified_by")  # follows from the details where there are any
ALL_GROUPS = (*GROUPS, (TRASHED,), ("card",))
_said = attrgetter(*(f.name for f in fields(Contact) if f.name not in ("created_at", "updated_at")))
# What tells an item from the others of its field.
IDENTITY: dict[str, Callable[[Any], Hashable]] = {
    "phones": lambda phone: (phone.number, phone.extension),
    "emails": lambda email: email.address,
    "links": lambda link: (link.kind, link.value),
    "translations": lambda translation: translation.language,
    "languages": lambda word: word,
    "topics": lambda word: word,
    "lists": lambda word: word,
}


@dataclass(frozen=True, slots=True)
class Conflict:
    """What a step changed and something changed again since: a field or an item of one.

    before is what would come back, made what the step had made of it, now what is there; None for what was not there.
    key is a field's, WHOLE where the contact came or went, or LIST, where uid is the list's name.
    """

    uid: str
    who: str
    key: str
    before: Any
    made: Any
    now: Any

    @property
    def label(self) -> str:
        return _LABELS[self.key] if self.key in _LABELS else BY_KEY[self.key].label


class ChangedSince(NothingToUndo):
    """A step, or all since one, cannot be taken back whole; conflicts lists why, and nothing was written."""

    def __init__(self, sentence: str, step: Step, since: bool, conflicts: tuple[Conflict, ...]) -> None:
        super().__init__(sentence)
        self.step, self.since, self.conflicts = step, since, conflicts


class _Everything(tuple[Conflict, ...]):
    def __contains__(self, _conflict: object) -> bool:
        return True


EVERYTHING: Collection[Conflict] = _Everything()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of a contact: wanted is how it will be, None where it goes; partly tells a new state from an old."""

    now: Contact | None
    wanted: Contact | None
    conflicts: tuple[Conflict, ...] = ()
    partly: bool = False

    @property
    def changes(self) -> bool:
        return self.wanted is not self.now


def take_back(
    before: Contact | None, made: Contact | None, now: Contact | None, also: Collection[Conflict] = ()
) -> Outcome:
    """Say what becomes of a contact when a step is taken back; also names the conflicts to be put back all the same."""
    if same(made, now):
        return Outcome(now, before)
    if same(before, made) or same(before, now):
        return Outcome(now, now)
    there = now or made or before
    if before is None or made is None or now is None:
        conflict = Conflict(_uid(there), there.shown if there else "", WHOLE, before, made, now)
        return Outcome(now, before, (conflict,)) if conflict in also else Outcome(now, now, (conflict,))
    return _by_field(before, made, now, also)


def then(first: Outcome | None, second: Outcome) -> Outcome:
    """Join what two steps that are taken back one after the other make of a contact."""
    if first is None:
        return second
    partly = second.partly if second.changes else first.partly
    return Outcome(first.now, second.wanted, first.conflicts + second.conflicts, partly)


def put_back(before: Contact, made: Contact, now: Contact, key: str) -> Contact:
    """Put back what a change made of one field: of details and words, those alone that it touched."""
    return _by_field(before, made, now, EVERYTHING, (group_of(key),)).wanted or now


def _uid(contact: Contact | None) -> str:
    return contact.uid if contact else ""


def same(one: Contact | None, other: Contact | None) -> bool:
    """Tell whether two states say the same, whenever they were written."""
    if one is None or other is None or one is other:
        return one is other
    return bool(_said(one) == _said(other)) and _left_alone(one) == _left_alone(other)


def exactly(value: Any) -> Any:
    """Give what tells a value from others also by what is no part of what a detail is; tuples item by item."""
    if isinstance(value, tuple):
        return tuple(map(exactly, value))
    return (value, value.left_alone) if isinstance(value, Phone | Email) else value


def _left_alone(contact: Contact) -> tuple[list[bool], list[bool]]:
    return [phone.left_alone for phone in contact.phones], [email.left_alone for email in contact.emails]


def _by_field(
    before: Contact,
    made: Contact,
    now: Contact,
    also: Collection[Conflict],
    groups: Sequence[tuple[str, ...]] = ALL_GROUPS,
) -> Outcome:
    changed: dict[str, Any] = {}
    conflicts: list[Conflict] = []
    for group in groups:
        old, left, here = (tuple(getattr(state, key) for key in group) for state in (before, made, now))
        if group == (TRASHED,) and made.deleted_at and now.deleted_at:
            left = here  # since when it waits there is nobody's change
        was, made_of_it, is_now = exactly((old, left, here))
        if was in (made_of_it, is_now):
            continue
        if is_now == made_of_it:
            changed.update(zip(group, old, strict=True))
        elif group[0] in IDENTITY:
            changed[group[0]] = _items(group[0], (old[0], left[0], here[0]), now, also, conflicts)
        elif group != ("card",) and not (group == _DERIVED and (now.phones or now.emails)):
            key = next(key for key in group if getattr(made, key) != getattr(now, key))
            values = (getattr(before, key), getattr(made, key), getattr(now, key))
            conflict = Conflict(now.uid, now.shown, key, *values)
            conflicts.append(conflict)
            if conflict in also:
                changed.update(zip(group, old, strict=True))
    wanted = replace(now, **changed)
    if (wanted.phones, wanted.emails) != (now.phones, now.emails):
        wanted = freshness.settle(wanted)
    return Outcome(now, now if same(wanted, now) else wanted, tuple(conflicts), partly=True)


def _items(
    key: str, states: tuple[Items, Items, Items], now: Contact, also: Collection[Conflict], conflicts: list[Conflict]
) -> Items:
    """Put back item by item; what comes back stands behind the item that it stood behind."""
    name = IDENTITY[key]
    old, left, here = ({name(item): item for item in state} for state in states)
    if any(len(named) != len(state) for named, state in zip((old, left, here), states, strict=True)):
        conflict = Conflict(now.uid, now.shown, key, *states)  # twice the same: which is which cannot be told
        conflicts.append(conflict)
        return states[0] if conflict in also else states[2]
    result = dict(here)
    for one in (*left, *(one for one in old if one not in left)):
        before, made, current = old.get(one), left.get(one), here.get(one)
        was, made_of_it, is_now = exactly((before, made, current))
        if was in (made_of_it, is_now):
            continue
        if is_now != made_of_it:
            conflict = Conflict(now.uid, now.shown, key, before, made, current)
            conflicts.append(conflict)
            if conflict not in also:
                continue
        if before is None:
            result.pop(one, None)
        else:
            result[one] = before
    return _ordered(list(old), here, result)


def _ordered(old: list[Hashable], here: dict[Hashable, Any], result: dict[Hashable, Any]) -> Items:
    order = [one for one in here if one in result]
    for at, one in enumerate(old):
        if one in result and one not in here:
            behind = next((order.index(other) for other in reversed(old[:at]) if other in order), -1)
            order.insert(behind + 1, one)
    return tuple(result[one] for one in order)
