"""Finds which line of a kept card each phone, email and link of a contact is, and writes it so that it is that."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from contactbook.domain.contact import Email, Link, Phone
from contactbook.exchange.vcard_details_out import (
    Groups,
    beside_email,
    beside_link,
    beside_phone,
    link_value,
    phone_value,
    write_email,
    write_link,
    write_phone,
)
from contactbook.exchange.vcard_model import Property
from contactbook.exchange.vcard_values import escape

Detail = TypeVar("Detail", Phone, Email, Link)
Pairs = list[tuple[Any, tuple[Any, Property] | None]]


@dataclass(frozen=True, slots=True)
class DetailKind(Generic[Detail]):
    """How one kind of detail is compared and written.

    alike: the same line says both; value: what such a line holds, and the parameters that belong to it.
    """

    alike: Callable[[Detail, Detail], bool]
    value: Callable[[Detail, str], tuple[str, list[tuple[str, str]]]]
    fresh: Callable[[Detail, str, Groups, bool], list[Property]]
    beside: Callable[[Detail, Property, str, Mapping[str, str], bool], list[Property]]


def pair(kind: DetailKind[Any], old: Sequence[tuple[Any, Property]], wanted: Sequence[Any]) -> Pairs:
    """Give each detail wanted its line: the one that is equal, else alike, else the one in the same place."""
    free: list[tuple[Any, Property] | None] = list(old)
    found: list[tuple[Any, Property] | None] = [None] * len(wanted)
    for is_it in (lambda was, now: was == now, kind.alike):
        for at, one in enumerate(wanted):
            if found[at] is None:
                place = next((n for n, was in enumerate(free) if was is not None and is_it(was[0], one)), None)
                if place is not None:
                    found[at], free[place] = free[place], None
    for at, _one in enumerate(wanted):
        if found[at] is None and at < len(free) and free[at] is not None and len(old) == len(wanted):
            found[at], free[at] = free[at], None
    return list(zip(wanted, found, strict=True))


def lay(
    kind: DetailKind[Any], one: Any, prop: Property | None, was: Any, version: str, labels: Mapping[str, str],
    groups: Groups, again: bool,
) -> list[Property]:  # fmt: skip
    """Write the lines of a detail; prop is its line in the card, was what that says by itself.

    again says that it needs the line beside it in any case: another is alike, or it would be read otherwise now.
    """
    if prop is None:
        return kind.fresh(one, version, groups, again)
    if was == one and not again:
        return [prop]
    if was is not None and not kind.alike(was, one):
        value, params = kind.value(one, version)
        kept = tuple(pair for pair in prop.head.params if pair[0] != "VALUE")
        prop = Property(replace(prop.head, params=(*((name, (text,)) for name, text in params), *kept)), value)
    return [prop, *kind.beside(one, prop, version, labels, again)]


PHONES: DetailKind[Phone] = DetailKind(
    lambda was, now: (was.number, was.extension) == (now.number, now.extension),
    phone_value,
    lambda one, version, groups, again: write_phone(one, version, "colleagues", groups, again),
    lambda one, prop, version, labels, again: beside_phone(one, prop, version, labels, "colleagues", again),
)
EMAILS: DetailKind[Email] = DetailKind(
    lambda was, now: was.address == now.address,
    lambda one, _version: (escape(one.address), []),
    lambda one, version, groups, again: write_email(one, version, "colleagues", groups, again=again),
    lambda one, prop, version, labels, again: beside_email(one, prop, version, labels, "colleagues", again),
)
LINKS: DetailKind[Link] = DetailKind(
    lambda was, now: was.value == now.value,
    link_value,
    lambda one, version, _groups, again: write_link(one, version, "colleagues", again),
    lambda one, prop, version, labels, again: beside_link(one, prop, version, labels, "colleagues", again),
)
