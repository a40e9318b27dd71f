"""What differs between two states of a contact, field by field."""

from datetime import datetime
from operator import attrgetter
from typing import NamedTuple

from contactbook.domain.contact import Contact
from contactbook.domain.fields import BY_KEY
from contactbook.domain.record import dataclass

_values = attrgetter(*BY_KEY)


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that differs; old and new are the values that Contact holds."""

    key: str
    old: object
    new: object

    @property
    def label(self) -> str:
        return BY_KEY[self.key].label


@dataclass(frozen=True, slots=True)
class Step:
    """One user action as the journal keeps it; means says by which way (hand, import, undo ...)."""

    id: int
    at: datetime
    name: str
    means: str
    count: int  # of the contacts it touched
    undone: bool = False


class ContactStep(NamedTuple):
    """A step as it changed one contact; came tells that it brought the contact into the book."""

    step: Step
    changes: tuple[FieldChange, ...] = ()
    came: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """What listeners are told after a commit: the uids touched, the step, and who caused it."""

    uids: frozenset[str]
    step: Step | None
    initiator: object = None


def differences(old: Contact, new: Contact) -> tuple[FieldChange, ...]:
    """List the fields in which two states differ, in the order of the table of fields."""
    was, now = _values(old), _values(new)
    if was == now:
        return ()
    return tuple(FieldChange(key, one, other) for key, one, other in zip(BY_KEY, was, now, strict=True) if one != other)
