"""Puts what a person changed in a form on a contact that was written elsewhere meanwhile."""

from dataclasses import replace
from typing import Any

from contactbook.domain.contact import Contact
from contactbook.domain.fields import GROUPS


def rebased(before: Contact, edited: Contact, current: Contact) -> Contact:
    """Give current with the fields in which edited differs from before: the person's word stands in those alone."""
    changed: dict[str, Any] = {}
    for group in GROUPS:
        if any(getattr(edited, key) != getattr(before, key) for key in group):
            changed.update((key, getattr(edited, key)) for key in group)
    return replace(current, **changed)
