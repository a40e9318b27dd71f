"""Brings what a property says to the letter of RFC 2426 or RFC 6350, where whoever wrote it was careless."""

import re
from dataclasses import replace

from contactbook.exchange.vcard_model import Head, Params, Property
from contactbook.exchange.vcard_values import components, escape, escape_all, is_link, split, text_of, uri_of

_TEXTS = frozenset({"FN", "NOTE", "TITLE", "ROLE", "LABEL", "EXPERTISE", "SORT-STRING", "MAILER"})
_TEXT = re.compile(r"(?:[^\\,;]|\\[\\,;nN])*\Z")
_PARTS = {"N": 5, "ADR": 7}
_BINARY = frozenset({"PHOTO", "LOGO", "SOUND", "KEY"})
_URI = re.compile(r"[a-z][a-z0-9+.-]*:\S", re.I)
_POINT = re.compile(r"(-?\d+(?:\.\d+)?);(-?\d+(?:\.\d+)?)\Z")
_MOMENT = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?:T(\d\d):?(\d\d):?(\d\d)(?:[.,]\d+)?(Z|[+-]\d\d(?::?\d\d)?)?)?\Z")


def conform(prop: Property, version: str) -> Property:
    """Mend the value of a property, written for 3.0 or 4.0, if the standard does not allow it; what it says stays."""
    name, value = prop.head.name, prop.value
    if name in _TEXTS:
        return prop if _TEXT.match(value) else Property(prop.head, escape(text_of(prop, version)))
    if name in _PARTS:
        return _whole(prop, version)
    if name == "URL" and "\\" in value and _URI.match(uri := uri_of(prop)):
        return Property(prop.head, uri)
    if name in ("REV", "BDAY", "ANNIVERSARY"):
        return _moment(prop, version)
    if name in _BINARY and version == "3.0" and is_link(prop):
        return Property(_with(prop.head, "VALUE", "uri"), uri_of(prop))
    if version == "4.0" and name == "UID" and not _URI.match(value):
        return Property(_with(prop.head, "VALUE", "text"), value)
    if version == "4.0" and name == "GEO" and (point := _POINT.match(value)):
        return Property(prop.head, f"geo:{point[1]},{point[2]}")
    return prop


def _whole(prop: Property, version: str) -> Property:
    """Give a name or an address all its parts (4.0), none of them a list where it may not be one (ADR in 3.0)."""
    most = _PARTS[prop.head.name]
    parts = split(prop.value, ";", most + 2)
    if version == "4.0":
        return prop if len(parts) >= most else Property(prop.head, prop.value + ";" * (most - len(parts)))
    if prop.head.name == "ADR" and not all(map(_TEXT.match, parts)):
        return Property(prop.head, escape_all(components(prop, version)))
    return prop


def _moment(prop: Property, version: str) -> Property:
    """Write a moment or day in the form that its version has: 4.0 knows no marks inside, and no fractions."""
    head, name = prop.head, prop.head.name
    told = (head.param("VALUE") or "").lower()
    if told == "text":
        return prop
    if version == "3.0":
        fine = told in ("", "date", "date-time")
        return prop if fine else Property(_without(head, "VALUE"), prop.value)
    found = _MOMENT.match(prop.value.strip())
    if found is None:
        return prop
    day, time = "".join(found.group(1, 2, 3)), "".join(part for part in found.group(4, 5, 6) if part)
    if name == "REV":
        zone = (found[7] or "").replace(":", "") if time else "Z"
        return Property(_without(head, "VALUE"), f"{day}T{time or '000000'}{zone}")
    zone = (found[7] or "").replace(":", "")
    return Property(head, f"{day}T{time}{zone}" if time else day)


def _with(head: Head, name: str, value: str) -> Head:
    """Set a parameter, first of all."""
    rest: Params = tuple(pair for pair in head.params if pair[0] != name)
    return replace(head, params=((name, (value,)), *rest))


def _without(head: Head, name: str) -> Head:
    return replace(head, params=tuple(pair for pair in head.params if pair[0] != name))
