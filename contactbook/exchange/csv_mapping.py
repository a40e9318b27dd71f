"""Says what each column of a table is: by its header, and where that tells nothing by what its cells look like."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from contactbook.domain import places
from contactbook.domain.folding import fold
from contactbook.exchange import csv_headers, csv_own_columns
from contactbook.exchange.csv_cut import Record
from contactbook.i18n import _

# What a person can choose for a column, in the order in which a screen lists it. The key is a field, and behind a blank
# which one of several; columns with the same word behind the field belong together.
CHOICES: dict[str, str] = {
    "name": _("Name"),
    "given": _("Given name"),
    "middle": _("Middle name"),
    "family": _("Family name"),
    "honorific": _("Honorific"),
    "suffix": _("Suffix"),
    "said": _("Said"),
    "pronouns": _("Pronouns"),
    "role": _("Role"),
    "agency": _("Agency"),
    "city": _("City"),
    "country": _("Country"),
    "phone": _("Phone"),
    "phone mobile": _("Mobile phone"),
    "phone home": _("Home phone"),
    "phone fax": _("Fax"),
    "phone satellite": _("Satellite phone"),
    "phone assistant": _("Assistant's phone"),
    "phone other": _("Other phone"),
    "email": _("Email"),
    "email home": _("Private email"),
    "link website": _("Website"),
    "link x": _("X"),
    "link linkedin": _("LinkedIn"),
    "link whatsapp": _("WhatsApp"),
    "link signal": _("Signal"),
    "link telegram": _("Telegram"),
    "link other": _("Other link"),
    "address": _("Postal address"),
    "street": _("Street"),
    "postcode": _("Postcode"),
    "region": _("Region"),
    "pobox": _("PO box"),
    "languages": _("Languages"),
    "topics": _("Topics"),
    "lists": _("Lists"),
    "hours": _("Hours"),
    "notes": _("Notes"),
    "note": _("Keep in the notes, under its header"),
    "skip": _("Leave out"),
}
SURE = 0.6  # share of headers that a dialect has to know
_LOOKED_AT = 50  # cells of a column
_LONGEST = 200  # characters of a cell
_NUMBER = re.compile(r"'?[+(]?[\d\s().\-/+\u2010-\u2015\u00a0]{6,}(?:\D{0,6}\d{1,5})?")
_DAY = re.compile(r"\d{4}-\d\d-\d\d.*|\d{1,2}[./]\d{1,2}[./]\d{2,4}.*")
_ADDRESS = re.compile(r"\S+@\S+\.\S+")
_LINK = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_NAME_WORD = re.compile(r"[^\W\d_][^\d@:/]*")
_TITLES = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "miss",
        "mx",
        "dr",
        "prof",
        "herr",
        "frau",
        "m",
        "mme",
        "mlle",
        "sr",
        "sra",
        "srta",
        "sig",
        "dott",
    ]
)


@dataclass(frozen=True, slots=True)
class Mapping:
    """What each column of a table is; header is empty where the table has none, dialect where none is known."""

    header: tuple[str, ...]
    fields: tuple[str, ...]
    dialect: str = ""

    def to_plain(self) -> dict[str, Any]:
        """Lay the mapping out as plain data, to be remembered."""
        return {"header": list(self.header), "fields": list(self.fields), "dialect": self.dialect}

    @classmethod
    def from_plain(cls, plain: Any) -> "Mapping":
        """Read what `to_plain` wrote; raise ValueError where it is not that."""
        if not isinstance(plain, dict):
            raise ValueError("no mapping")
        header, fields, dialect = plain.get("header"), plain.get("fields"), plain.get("dialect", "")
        for texts in (header, fields):
            if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
                raise ValueError("no mapping")
        if not isinstance(dialect, str) or not fields or (header and len(header) != len(fields)):
            raise ValueError("no mapping")
        return cls(tuple(header or ()), tuple(fields), dialect)

    def fits(self, header: Sequence[str], width: int) -> bool:
        """Tell whether it is for a table with this header, or of this width or more where there is none."""
        return key_of(self.header) == key_of(header) if header else not self.header and len(self.fields) <= width


def key_of(header: Sequence[str]) -> str:
    """Give what a header row is remembered by: its names, however they are spelled."""
    return "|".join(csv_headers.folded(cell) for cell in header)


def find_header(records: Sequence[Record]) -> int | None:
    """Find the row that names the columns among the first ones; None where there is none."""
    for at, record in enumerate(records):
        if csv_own_columns.fields_of(record.cells):
            return at
    counts = [csv_headers.known(record.cells) for record in records]
    for at in sorted(range(len(counts)), key=lambda at: -counts[at]):
        filled = sum(1 for cell in records[at].cells if cell.strip())
        if counts[at] >= min(2, filled) and counts[at] * 2 >= filled and not _has_values(records[at].cells):
            return at
        break
    widths = [len(record.cells) for record in records]
    usual = max(set(widths), key=widths.count, default=0)
    for at, record in enumerate(records[:-1]):
        if len(record.cells) == usual:
            return at if usual > 1 and _names_columns(record.cells, [r.cells for r in records[at + 1 :]]) else None
    return None


def _has_values(cells: Sequence[str]) -> bool:
    heads = [cell.strip()[:_LONGEST] for cell in cells]
    return any(_ADDRESS.fullmatch(head) or _NUMBER.fullmatch(head) for head in heads)


def _names_columns(cells: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """Tell a header with names that nobody knows: short texts, each once, above numbers or addresses."""
    names = [cell.strip() for cell in cells]
    if not all(names) or len(set(names)) < len(names) or any(len(n) > 40 or any(c.isdigit() for c in n) for n in names):
        return False
    return not _has_values(cells) and any(_has_values(row) for row in below)


def guess(header: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[Mapping, bool]:
    """Say what the columns are, and whether that is sure: a known program's, or all names known."""
    width = max([len(header), *(len(row) for row in rows)], default=0)
    columns = [
        [row[at].strip()[:_LONGEST] for row in rows if at < len(row) and row[at].strip()][:_LOOKED_AT]
        for at in range(width)
    ]
    if own := csv_own_columns.fields_of(header):
        fields = [field or "note" for field in own] + [""] * (width - len(header))
        return Mapping(tuple(header), tuple(fields[: len(header)] if header else fields), csv_own_columns.DIALECT), True
    dialect, share = csv_headers.dialect_of(header)
    fields = list(csv_headers.fields_of(header, dialect)) if share >= SURE else [""] * len(header)
    told = list(fields)
    fields = [field or csv_headers.by_hand(name) for field, name in zip(fields, header, strict=True)]
    sure = share >= SURE and (dialect.key != csv_headers.BY_HAND or all(told))
    fields += [""] * (width - len(fields))
    for at, field in enumerate(fields):
        if not field or (field == "note" and told[at : at + 1] != ["note"]):
            fields[at] = _by_looks(columns[at], fields) or "note"
    fields = _settled(fields, columns, header)
    if header:
        fields = fields[: len(header)]
    return Mapping(tuple(header), tuple(fields), dialect.key if share >= SURE else ""), sure and bool(header)


def says_something(mapping: Mapping) -> bool:
    """Tell whether any column holds what makes a contact."""
    wanted = ("name", "given", "family", "phone", "email", "agency", "own")
    return any(field.split(" ")[0] in wanted for field in mapping.fields)


def _by_looks(cells: Sequence[str], taken: Sequence[str]) -> str:
    """Say what cells without a header, or with one that says nothing, look like."""
    if not cells:
        return ""
    looks: tuple[tuple[str, Callable[[str], object]], ...] = (
        ("email", _ADDRESS.search),
        ("link website", _LINK.match),
        ("phone", lambda cell: _NUMBER.match(cell) and not _DAY.fullmatch(cell) and sum(map(str.isdigit, cell)) > 6),
        ("country", lambda cell: places.find_country(cell)),
        ("city", lambda cell: len(cell) > 2 and places.find_city(cell)),
        ("name", _is_name),
    )
    for field, looks_so in looks:
        if field in taken and field in ("country", "city"):
            continue
        if field == "name" and {"name", "given", "family"} & set(taken):
            continue
        if sum(bool(looks_so(cell)) for cell in cells) * 10 >= len(cells) * 6:
            return field
    return ""


def _is_name(cell: str) -> bool:
    words = re.sub(r"\(.*\)", "", cell).replace(",", " ").split()
    return 2 <= len(words) <= 4 and all(
        _NAME_WORD.fullmatch(word) and not word.islower() for word in (words[0], words[-1])
    )


def _settled(fields: Sequence[str], columns: Sequence[Sequence[str]], header: Sequence[str]) -> list[str]:
    """Settle what depends on the other columns: a title that may be a role, an address that was named last."""
    found = list(fields)
    last = ""
    for at, field in enumerate(found):
        name, _blank, word = field.partition(" ")
        if field == "title":
            found[at] = _title(at, fields, columns[at])
        elif name in ("street", "address") and word and word != "@":
            last = word
        elif word == "@":
            found[at] = f"{name} {last}".strip()
    # "Name" beside a given name and no family name is the family name: "Name" and "Vorname", "Nom" and "Prénom".
    if "given" in found and "family" not in found and found.count("name") == 1:
        at = found.index("name")
        if at < len(header) and csv_headers.folded(header[at]) in ("name", "nom", "naam", "namn", "navn"):
            found[at] = "family"
    return found


def _title(at: int, fields: Sequence[str], cells: Sequence[str]) -> str:
    if "role" in fields:
        return "honorific"
    if cells:
        forms = sum(fold(cell).rstrip(".") in _TITLES for cell in cells)
        return "honorific" if forms * 2 >= len(cells) else "role"
    return "honorific" if "given" in fields[at + 1 : at + 2] else "role"
