"""Reads where a contact is from the columns of its addresses; the one at work leads."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from contactbook.domain.folding import fold
from contactbook.domain.places import country_name, find_city, find_country
from contactbook.i18n import _

_WORD = re.compile(r"\w+")


@dataclass(slots=True)
class Place:
    """One address of a row: what its columns hold, and which address it is (work, home, 2)."""

    word: str
    label: str = ""
    parts: dict[str, list[str]] = field(default_factory=dict)
    header: str = ""

    def add(self, name: str, cell: str, header: str) -> None:
        """Take in a cell."""
        self.parts.setdefault(name, []).append(cell)
        if name == "address" or not self.header:
            self.header = header

    def text(self, name: str) -> str:
        """Give what the columns of one kind say."""
        return "\n".join(self.parts.get(name, ()))

    @property
    def at_work(self) -> bool:
        return self.word == "work" or fold(self.label.lstrip("* ")) in ("work", "business", "office")


@dataclass(frozen=True, slots=True)
class Where:
    """City, country (ISO 3166-1 alpha-2) and postal address, and the addresses that are not these."""

    city: str | None = None
    country: str | None = None
    address: str | None = None
    rest: tuple[tuple[str, str], ...] = ()


def place_of(found: Mapping[str, Place]) -> Where:
    """Choose the address at work, else the first, and say where it is."""
    if not found:
        return Where()
    ordered = sorted(found.values(), key=lambda place: (not place.at_work, bool(place.word)))
    main = ordered[0]
    lead = next((place for place in ordered if place.text("city")), main)
    country = main.text("country") or lead.text("country")
    iso = _code(country)
    # Two cities in one cell, or a place that is none, stay as they are.
    city = " / ".join(lead.parts.get("city", ()))
    known = find_city(city, iso) if city else None
    code = iso or (known.country if known else None)
    if not country and code is None:
        code = next((iso for place in ordered if (iso := _code(place.text("country")))), None)
    address = _written(main, known.name if known else city, "" if code else country)
    rest = [(_title(place), _in_a_line(place)) for place in ordered[1:] if place is not lead or _has_street(place)]
    rest += [(place.header, place.text("address")) for place in ordered if _says_more(place)]
    return Where((known.name if known else city) or None, code, address, tuple(pair for pair in rest if pair[1]))


def _code(country: str) -> str | None:
    if len(country) in (2, 3):
        country = country.upper()
    return find_country(country) if country else None


def _has_street(place: Place) -> bool:
    return any(place.text(name) for name in ("street", "pobox", "address", "postcode", "region"))


def _says_more(place: Place) -> bool:
    """Tell whether an address is written out in full beside its parts, and has more than they have."""
    if not place.text("street"):
        return False
    parts = " ".join(place.text(name) for name in place.parts if name != "address")
    return not set(_WORD.findall(fold(place.text("address")))) <= set(_WORD.findall(fold(parts)))


def _written(place: Place, city: str, country: str) -> str | None:
    """Write an address as it stands on a letter, without what city and country say."""
    region, code = place.text("region"), place.text("postcode")
    lines = [place.text("pobox"), place.text("street")]
    if not place.text("street"):
        lines.append(place.text("address"))
    if region or code:
        lines.append(", ".join(part for part in (f"{code} {place.text('city') or city}".strip(), region) if part))
    if country:
        lines.append(country)
    return "\n".join(line for line in lines if line) or None


def _in_a_line(place: Place) -> str:
    country = place.text("country")
    iso = _code(country)
    town = f"{place.text('postcode')} {place.text('city')}".strip()
    parts = (place.text("pobox"), place.text("street") or place.text("address"), town, place.text("region"))
    lines = [*parts, (country_name(iso) if iso else country)]
    return ", ".join(", ".join(line.splitlines()) for line in lines if line)


def _title(place: Place) -> str:
    label = place.label.lstrip("* ").strip()
    if label and not place.at_work:
        return _("{label} address").format(label=label)
    titles = {"work": _("Work address"), "home": _("Home address"), "other": _("Other address")}
    return titles.get(place.word, _("Further address"))
