"""Reads the name of a person from the columns that hold it, in one piece or in several."""

import re
from typing import Any

from contactbook.domain import names, places
from contactbook.domain.folding import fold, is_han
from contactbook.exchange.vcard_fields import bare_name

_ASIDE = re.compile(r"(.*\S)\s*[(\[]([^()\[\]]+)[)\]]\s*")
_PRONOUNS = re.compile(r"\w{1,5}\s*/\s*\w{1,5}(?:\s*/\s*\w{1,6})?")
_KEYS = ("name", "given", "middle", "family", "honorific", "suffix", "pronouns")


def names_of(single: dict[str, str], city: str | None) -> tuple[dict[str, str], dict[str, Any]]:
    """Take the parts of a name out of the values of a row: give the rest, and the fields of the contact.

    `Müller, Anna (IOM Geneva)` says the agency and the city as well, where no other column does.
    """
    rest = {key: value for key, value in single.items() if key not in _KEYS}
    told = {key: single.get(key, "") for key in _KEYS}
    fields: dict[str, Any] = {"pronouns": told["pronouns"] or None}
    if told["name"] and (found := _ASIDE.fullmatch(told["name"])):
        told["name"] = _aside(found[1], found[2], rest, fields, city) or told["name"]
    given, family, middle = told["given"], told["family"], told["middle"]
    honorific, suffix = told["honorific"], told["suffix"]
    composed = _composed(given, middle, family)
    name = told["name"]
    if not (given or family):
        parts = names.split(name)
        name, given, family = parts.name, parts.given or "", parts.family or ""
        honorific, suffix = honorific or parts.honorific or "", suffix or parts.suffix or ""
    elif not name or set(_words(name)) <= set(_words(f"{honorific} {composed} {suffix}")) or "," in name:
        name = composed
    else:
        name, given = bare_name(name, honorific, suffix), f"{given} {middle}".strip()
    fields |= {"name": name, "given": given, "family": family, "honorific": honorific, "suffix": suffix}
    return rest, {key: value or None for key, value in fields.items()}


def _composed(given: str, middle: str, family: str) -> str:
    if is_han(family or given):
        return family + given
    return " ".join(part for part in (given, middle, family) if part)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", fold(text))


def _aside(name: str, aside: str, rest: dict[str, str], fields: dict[str, Any], city: str | None) -> str | None:
    """Read what stands in brackets behind a name; None where it belongs to the name."""
    if _PRONOUNS.fullmatch(aside):
        fields["pronouns"] = fields["pronouns"] or aside
        return name
    agency, place = _place_in(aside)
    if "agency" in rest or not (place or "," in name or agency.isupper()):
        return None
    if place and (city is None or fold(city) == fold(place.name)):
        fields["city"], fields["country"] = place.name, place.country
    elif place:
        agency = aside.strip()
    if agency:
        rest["agency"] = agency
    return name


def _place_in(aside: str) -> tuple[str, places.City | None]:
    """Cut the name of a city off the end: `IOM Geneva`, `UNHCR, New York`, `Nairobi`."""
    words = aside.replace(",", " ").split()
    for start in range(max(0, len(words) - 3), len(words)):
        if place := places.find_city(" ".join(words[start:])):
            return " ".join(words[:start]).strip(" -/"), place
    return aside.strip(), None
