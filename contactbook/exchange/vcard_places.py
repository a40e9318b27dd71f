"""Reads where a contact is from the addresses of a vCard, and writes it back."""

from collections.abc import Sequence
from typing import Any

from contactbook.domain.places import country_name, find_city, find_country
from contactbook.exchange.vcard_details import ByName
from contactbook.exchange.vcard_model import Property, made
from contactbook.exchange.vcard_values import components, escape_all, text_of


def read_place(fields: dict[str, Any], by_name: ByName, version: str) -> None:
    """Fill in city, country and postal address from the address at work, else the preferred, else the first."""
    fields["city"] = fields["country"] = fields["address"] = None
    found = main_address(by_name.get("ADR", ()))
    if found is None:
        labels = [text for prop in by_name.get("LABEL", ()) if (text := text_of(prop, version))]
        fields["address"] = labels[0] if labels else None
        return
    box, extended, street, city, region, code, country = (components(found, version) + [""] * 7)[:7]
    iso = _code(found.head.param("CC")) or (find_country(country) if country else None)
    known = find_city(city, iso) if city else None
    fields["city"] = (known.name if known else city) or None
    fields["country"] = iso or (known.country if known else _marked(found, by_name, version))
    lines = [box, extended, street]
    if region or code:
        lines.append(", ".join(part for part in (f"{code} {city}".strip(), region) if part))
    if country and not fields["country"]:
        lines.append(country)
    fields["address"] = "\n".join(line for line in lines if line) or found.head.param("LABEL") or None


def main_address(found: Sequence[Property]) -> Property | None:
    """Give the address at work, else the preferred, else the first that says something."""
    filled = [prop for prop in found if prop.value.strip(" ;")]
    if len(filled) > 1:
        for wanted in ("work", "pref"):
            for prop in filled:
                if wanted in prop.head.types:
                    return prop
    return filled[0] if filled else None


def _code(text: str | None) -> str | None:
    """Read a country's code (parameter CC, RFC 8605 section 3.1)."""
    return text.upper() if text and len(text) == 2 and text.isascii() and text.isalpha() else None


def _marked(prop: Property, by_name: ByName, version: str) -> str | None:
    """Read Apple's X-ABADR; it says how an address is laid out, so it counts only where nothing else does."""
    group = prop.head.group.lower()
    marks = [mark for mark in by_name.get("X-ABADR", ()) if group and mark.head.group.lower() == group]
    return _code(text_of(marks[0], version)) if marks else None


def write_place(city: str | None, country: str | None, address: str | None, version: str) -> Property | None:
    """Write city, country and postal address; the address stands whole in the part for the street."""
    if not (city or country or address):
        return None
    params = (("TYPE", "work"), *((("CC", country),) if country and version == "4.0" else ()))
    name = country_name(country) if country else None
    return made("ADR", escape_all((None, None, address, city, None, None, name)), *params)
