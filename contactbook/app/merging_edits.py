"""Puts what a person changed in a form on a contact that was written elsewhere meanwhile."""

from dataclasses import replace
from typing import Any

from contactbook.domain.contact import Contact
from contactbook.domain.fields import FIELDS

# Fields that mean something only side by side count as one.
_TOGETHER = (
    ("name", "given", "family"),
    ("city", "country"),
    ("away_from", "away_until"),
    ("verified_on", "verified_by"),
)
_ALONE = tuple((field.key,) for field in FIELDS if not any(field.key in group for group in _TOGETHER))


def rebased(before: Contact, edited: Contact, current: Contact) -> Contact:
    """Give current with the fields in which edited differs from before: the person's word stands in those alone."""
    changed: dict[str, Any] = {}
    for group in (*_TOGETHER, *_ALONE):
        if any(getattr(edited, key) != getattr(before, key) for key in group):
            changed.update((key, getattr(edited, key)) for key in group)
    return replace(current, **changed)
