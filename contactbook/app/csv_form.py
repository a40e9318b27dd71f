"""Writes and reads back the tables that contacts are given out in."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from io import BytesIO
from typing import BinaryIO

from contactbook.app.export_forms import Frame, ReadBack
from contactbook.domain.contact import Contact
from contactbook.exchange import csv_outward, csv_table, csv_write
from contactbook.exchange.csv_own_columns import Audience
from contactbook.exchange.csv_write import COLUMNS as COLUMNS
from contactbook.exchange.csv_write import Columns as Columns
from contactbook.i18n import _


class CsvForm(ReadBack):
    """A table in our own columns, Outlook's or Google's."""

    def __init__(self, columns: Columns, audience: Audience, *, bom: bool = True) -> None:
        self._columns, self._audience, self._bom = columns, audience, bom
        self.notes: tuple[str, ...] = ()  # what is to be said of the file that was written

    @property
    def frame(self) -> Frame | None:
        """Give the header; Outlook's file has none to itself, for its encoding depends on every letter in it."""
        if self._columns == "outlook":
            return None
        header = BytesIO()
        self.write(header, ())
        return Frame(header.getvalue())

    def write(self, file: BinaryIO, contacts: Iterable[Contact]) -> None:
        """Write the table."""
        encoding = csv_write.write(file, contacts, columns=self._columns, audience=self._audience, bom=self._bom)
        if self._columns == "outlook" and encoding != "cp1252":
            said = _(
                "The file is in UTF-8, for some letters in it are outside Outlook's own code page. In Outlook they may "
                "come out wrong; Excel can save it anew."
            )
            self.notes = (said,)

    def read(self, file: BinaryIO) -> Iterator[Contact]:
        """Read the table back."""
        return (item for item in csv_table.read(file) if isinstance(item, Contact))

    def comparable(self, contact: Contact) -> Contact:
        """Leave of a contact what the columns hold."""
        return replace(contact, guessed=()) if self._columns == "contactbook" else csv_outward.held(contact)
