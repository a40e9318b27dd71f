"""What a person says the columns of a table are, and what would be read by that; no widget."""

from contactbook.domain.contact import Contact
from contactbook.domain.phones import international
from contactbook.exchange import csv_mapping
from contactbook.exchange.csv_contacts import Rows
from contactbook.exchange.csv_mapping import CHOICES, Mapping
from contactbook.exchange.csv_table import Look
from contactbook.gui.text import clean, isolate
from contactbook.i18n import _

PREVIEW = 5
_PHONES = 2  # of a contact that a line of the preview names
_SHORT = {"note": _("In the notes")}  # what stands over a narrow column


class MappingState:
    """Holds the columns as they were guessed and as they were changed, with a header row and without."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._with_header = bool(look.header)
        self._chosen: dict[bool, Mapping] = {self._with_header: look.mapping}
        self._touched = False

    @property
    def has_header(self) -> bool:
        """Tell whether the first row names the columns."""
        return self._with_header

    def set_header(self, wanted: bool) -> None:
        """Say whether the first row names the columns; what was chosen with and without one is kept apart."""
        if wanted and not self._first_row():
            return
        self._with_header = wanted
        if wanted not in self._chosen:
            header = tuple(cell.strip() for cell in self._first_row()) if wanted else ()
            self._chosen[wanted] = csv_mapping.guess(header, self._all_rows())[0]

    def mapping(self) -> Mapping:
        """Give the mapping as it stands."""
        return self._chosen[self._with_header]

    def choose(self, column: int, field: str) -> None:
        """Say what a column is; the program that may have written the table is of no account then."""
        mapping = self.mapping()
        fields = (*mapping.fields[:column], field, *mapping.fields[column + 1 :])
        self._chosen[self._with_header] = Mapping(mapping.header, fields)

    def header(self, column: int) -> str:
        """Name a column by its header, else by its number."""
        names = self.mapping().header
        name = names[column].strip() if column < len(names) else ""
        return clean(name) or _("Column {number}").format(number=column + 1)

    def cells(self, column: int) -> list[str]:
        """Give the first cells of a column."""
        return [clean(row[column].strip()) if column < len(row) else "" for row in self.rows()]

    def rows(self) -> list[tuple[str, ...]]:
        """Give the first rows of the contacts."""
        return self._all_rows()[:PREVIEW]

    def lines(self) -> list[str]:
        """Say, a line a row, what would be read; an empty one where the row holds no contact."""
        reads = Rows(self.mapping())
        return [_line(reads.contact(row, lambda _what: None)) for row in self.rows()]

    def says_something(self) -> bool:
        """Tell whether any column makes a contact."""
        return csv_mapping.says_something(self.mapping())

    def _first_row(self) -> tuple[str, ...]:
        return self._look.header or (self._look.preview[0] if self._look.preview else ())

    def _all_rows(self) -> list[tuple[str, ...]]:
        rows = list(self._look.preview)
        if self._look.header and not self._with_header:
            return [self._look.header, *rows]
        return rows[1:] if self._with_header and not self._look.header else rows


def choices_for(field: str) -> list[tuple[str, str]]:
    """List what a column can be, each with its word; what it is already is among them."""
    known = list((CHOICES | _SHORT).items())
    return known if field in CHOICES else [(field, _word(field)), *known]


def _word(field: str) -> str:
    """Name a field that only headers of known programs have: "street home", "phone.label 2"."""
    name, _blank, which = field.partition(" ")
    base, _dot, part = name.partition(".")
    word = CHOICES.get(base, base)
    if part:
        word = _("What kind: {field}").format(field=word)
    return _("{field}, {which}").format(field=word, which=which) if which.strip("#@") else word


def _line(contact: Contact | None) -> str:
    if contact is None:
        return ""
    parts = [contact.shown, contact.role if contact.role != contact.shown else None]
    parts += [contact.agency if contact.agency != contact.shown else None, contact.city]
    told = [clean(part) for part in parts if part]
    told += [isolate(clean(international(phone.number, phone.extension))) for phone in contact.phones[:_PHONES]]
    told += [clean(email.address) for email in contact.emails[:1]]
    return " · ".join(dict.fromkeys(told))
