"""Makes a contact of one row of a table, by what its columns are; what has no field is kept in the notes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from contactbook.domain.contact import Contact, Email, Kind, Link, Phone
from contactbook.domain.folding import fold
from contactbook.domain.languages import language_code
from contactbook.exchange import csv_own, csv_own_columns
from contactbook.exchange.csv_cells import meant
from contactbook.exchange.csv_details import Tell, in_order, pieces, read_emails, read_links, read_phones, values
from contactbook.exchange.csv_headers import folded, table
from contactbook.exchange.csv_mapping import Mapping
from contactbook.exchange.csv_names import names_of
from contactbook.exchange.csv_places import Place, place_of
from contactbook.i18n import _

_ADDRESS = ("city", "country", "street", "region", "postcode", "pobox", "address")
_DETAILS = ("phone", "email", "link")
_WORDS = ("topics", "lists", "languages")
_LONGEST = 5000  # characters of a cell that holds more than a text
_LONGEST_WORD = 60  # characters of a topic or the name of a list; a longer one is a description
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
_TOKEN = re.compile(r"[\w.+@-]+")


@dataclass(frozen=True, slots=True)
class _Column:
    at: int
    field: str
    word: str
    header: str


@dataclass(slots=True)
class _Row:
    """What a row holds, sorted by what its columns are."""

    single: dict[str, str] = field(default_factory=dict)
    labels: dict[tuple[str, str], str] = field(default_factory=dict)
    details: list[tuple[_Column, str]] = field(default_factory=list)
    places: dict[str, Place] = field(default_factory=dict)
    words: dict[str, list[str]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    rest: list[tuple[str, str]] = field(default_factory=list)  # header and value


class Rows:
    """Reads rows of one table."""

    def __init__(self, mapping: Mapping) -> None:
        self._own = mapping.dialect == csv_own_columns.DIALECT
        self._width = len(mapping.fields)
        self._columns: list[_Column] = []
        for at, told in enumerate(mapping.fields):
            name, _blank, word = told.partition(" ")
            header = mapping.header[at].strip() if at < len(mapping.header) else ""
            if name != "skip":
                self._columns.append(_Column(at, name, word, header or _("Column {number}").format(number=at + 1)))

    def contact(self, cells: Sequence[str], tell: Tell) -> Contact | None:
        """Make a contact of a row; None where it holds none. What is noticed about its values is told."""
        if self._own:
            return self._own_contact(cells, tell)
        row = self._sorted(cells)
        where = place_of(row.places)
        row.rest += where.rest
        row.single, fields = names_of(row.single, where.city)
        country = fields.pop("country", None) or where.country
        phones, emails, links = _details(row, country, tell)
        contact = Contact(
            kind=_kind(fields, row.single),
            role=row.single.get("role"),
            agency=row.single.get("agency"),
            city=fields.pop("city", None) or where.city,
            country=country,
            address=where.address,
            phones=phones,
            emails=emails,
            links=links,
            hours=row.single.get("hours"),
            said=row.single.get("said"),
            languages=_words(row, "languages"),
            topics=_words(row, "topics"),
            lists=_words(row, "lists"),
            **fields,
        )
        if contact.kind is Kind.DESK:
            contact = _as_desk(contact)
        return _with_notes(contact, row) if contact != Contact(kind=contact.kind, country=contact.country) else None

    def _own_contact(self, cells: Sequence[str], tell: Tell) -> Contact | None:
        found: dict[str, str] = {}
        added: list[str] = []
        for column in self._columns:
            cell = meant(cells[column.at]) if column.at < len(cells) else ""
            if column.field == "own":
                found[column.word] = cell
            elif cell.strip():
                added.append(f"{column.header}: {cell.strip()}")
        if not any(text for key, text in found.items() if key != "kind" and not key.endswith(".public")):
            return None
        if added:
            found["notes"] = "\n".join([*([found["notes"]] if found.get("notes") else []), *added])
        return csv_own.contact(found, tell)

    def _sorted(self, cells: Sequence[str]) -> _Row:
        row = _Row()
        nothing = table().words.nothing
        for column in self._columns:
            cell = meant(cells[column.at].strip()).strip() if column.at < len(cells) else ""
            if cell and not (len(cell) < 12 and fold(cell) in nothing):
                _sort(row, column, cell)
        for at in range(self._width, len(cells)):
            if cells[at].strip():
                row.rest.append((_("Column {number}").format(number=at + 1), meant(cells[at].strip())))
        return row


def _sort(row: _Row, column: _Column, cell: str) -> None:
    """Put a cell where its column says."""
    name = column.field
    if len(cell) > _LONGEST and name not in ("notes", "note", "address"):
        row.rest.append((column.header, cell))  # a text, whatever the column is called
    elif name.endswith(".label"):
        row.labels[name.removesuffix(".label"), column.word] = cell
    elif name in _DETAILS:
        row.details.append((column, cell))
    elif name in _ADDRESS:
        row.places.setdefault(column.word, Place(column.word)).add(name, cell, column.header)
    elif name in _WORDS:
        row.words.setdefault(name, []).extend(_short(row, column, cell))
    elif name == "notes":
        row.notes.append(cell)
    elif name in ("note", "skip") or (name in row.single and name != "said"):
        row.rest.append((row.labels.get((name, column.word), "") or column.header, cell))
    else:
        row.single[name] = f"{row.single[name]} {cell}" if name in row.single else cell
    if name == "address.label" and column.word in row.places:
        row.places[column.word].label = cell


def _short(row: _Row, column: _Column, cell: str) -> list[str]:
    """Take words apart; what is a description stays whole, in the notes."""
    found = pieces(cell)
    if any(len(piece) > _LONGEST_WORD for piece in found):
        row.rest.append((column.header, cell))
        return []
    return found


def _words(row: _Row, key: str) -> tuple[str, ...]:
    found: list[str] = []
    for piece in row.words.get(key, ()):
        word = piece.lstrip("* ").strip() if key == "lists" else piece
        if key == "languages":
            code = word if _LANGUAGE.fullmatch(word) else language_code(re.sub(r"\(.*?\)", "", word))
            if _LANGUAGE.fullmatch(code):
                found.append(code.lower() if len(code) < 4 else code)
            else:
                row.rest.append((_("Language"), word))
        elif word and fold(piece) not in table().words.groups:
            found.append(word)
    return tuple(dict.fromkeys(found))


def _details(
    row: _Row, country: str | None, tell: Tell
) -> tuple[tuple[Phone, ...], tuple[Email, ...], tuple[Link, ...]]:
    phones: list[Phone] = []
    marked: list[Phone] = []
    emails: list[Email] = []
    links: list[Link] = []
    for column, cell in row.details:
        label = row.labels.get((column.field, column.word), "")
        for value in values(cell):
            if column.field == "phone":
                found = read_phones(value, label, column.word, country, tell)
                phones += found
                marked += found if label.startswith("*") else []
            elif column.field == "email":
                emails += read_emails(value, label, column.word)
            else:
                links += read_links(value, column.word)
    unique = {email.address.casefold(): email for email in reversed(emails)}
    return in_order(phones, marked), tuple(reversed(unique.values())), tuple(dict.fromkeys(links))


def _kind(fields: dict[str, Any], single: dict[str, str]) -> Kind:
    """Tell a desk: it has no name, or its organisation's."""
    agency, name = single.get("agency"), fields.get("name")
    return Kind.DESK if agency and (not name or fold(name) == fold(agency)) else Kind.PERSON


def _as_desk(contact: Contact) -> Contact:
    return replace(contact, name=None, given=None, family=None)


def _with_notes(contact: Contact, row: _Row) -> Contact:
    """Keep in the notes what has no field of its own, but nothing that a field says already."""
    known_as = (contact.name, contact.given, contact.family, contact.honorific, contact.suffix)
    told = (*known_as, contact.agency, contact.role, *(email.address for email in contact.emails))
    tokens = set(_TOKEN.findall(fold(" ".join(part for part in told if part))))
    whole = {fold(text) for text in (*row.single.values(), *row.notes, *(cell for _column, cell in row.details))}
    initials = "".join(word[0] for word in fold(contact.name or "").split())
    lines = list(row.notes)
    for header, value in row.rest:
        known = fold(value)
        if known in whole or known in table().words.nothing_in_notes or tokens.issuperset(_TOKEN.findall(known)):
            continue
        if folded(header).startswith("initial") and re.sub(r"\W", "", known) == initials:
            continue
        lines.append(f"{header}: {value}")
    return replace(contact, notes="\n".join(lines) or None) if lines else contact
