"""How a contact was before a change, had what was taken back since never been."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace
from typing import Any

from contactbook.domain.contact import Contact
from contactbook.domain.undoing import ALL_GROUPS, EVERYTHING, IDENTITY, Items, exactly, take_back

Past = Sequence[tuple[Contact, Contact, bool]]


def without(before: Contact, made: Contact | None, past: Past) -> Contact:
    """Say how a contact was before a change, had what was taken back since never been.

    past lists the changes that led there, oldest first: before, made, whether that was taken back since. made is what
    the change then made of it: what it left alone stands as it was. None where the contact went.
    """
    first = next((at for at, (_old, _new, gone) in enumerate(past) if gone), None)
    if first is None:
        return before
    base = past[first][0]
    for old, new, gone in past[first:]:
        if not gone:
            base = take_back(new, old, base, EVERYTHING).wanted or base  # done again, on top of what is left
    if made is None:
        return base
    changed: dict[str, Any] = {}
    for group in ALL_GROUPS:
        was, left, wanted = (tuple(getattr(state, key) for key in group) for state in (before, made, base))
        if exactly(was) == exactly(left):
            continue
        if group[0] in IDENTITY:
            changed[group[0]] = _touched(IDENTITY[group[0]], was[0], left[0], wanted[0])
        else:
            changed.update(zip(group, wanted, strict=True))
    return replace(before, **changed)


def _touched(name: Callable[[Any], Hashable], old: Items, left: Items, base: Items) -> Items:
    """Take from base the items that the change from old to left touched, all else from old."""
    was, made, wanted = ({name(item): item for item in state} for state in (old, left, base))
    if len(was) != len(old):
        return old  # twice the same: which is which cannot be told
    kept = [item if exactly(made.get(one)) == exactly(item) else wanted.get(one) for one, item in was.items()]
    come = [wanted.get(one) for one in made if one not in was]
    return tuple(item for item in (*kept, *come) if item is not None)
