"""Writes contacts as a table: in the program's own columns, or in those of Outlook or Google."""

import csv
from collections.abc import Iterable, Mapping
from io import TextIOWrapper
from tempfile import TemporaryFile
from typing import BinaryIO, Literal

from contactbook.domain.contact import Contact
from contactbook.exchange import csv_outward, csv_own, csv_own_columns
from contactbook.exchange.csv_cells import harmless

Columns = Literal["contactbook", "outlook", "google"]
COLUMNS: tuple[Columns, ...] = ("contactbook", "outlook", "google")
_PIECE = 1024 * 1024


def write(
    file: BinaryIO,
    contacts: Iterable[Contact],
    *,
    columns: Columns = "contactbook",
    audience: csv_own_columns.Audience = "press",
    bom: bool = True,
) -> str:
    """Write contacts, one row each, and give the encoding that it took.

    Our own columns and Google's are UTF-8, with a byte order mark by choice: Excel takes a file without one for
    something else. Outlook reads no UTF-8, so its file is cp1252 as long as that holds every letter. The press gets its
    public view from the caller, and the columns that can have something in it.
    """
    if columns == "contactbook":
        layout = csv_own_columns.columns(audience)
        rows = (csv_own.cells(contact) for contact in contacts)
        cells = ([harmless(row.get(key, "")) for key in layout.values()] for row in rows)
        return _write(file, [*layout], cells, bom=bom)
    if columns == "google":
        google = csv_outward.google_header()
        return _write(file, google, (_row(csv_outward.google(contact), google) for contact in contacts), bom=bom)
    outlook = csv_outward.outlook_header()
    return _write_outlook(file, outlook, (_row(csv_outward.outlook(contact), outlook) for contact in contacts))


def _row(cells: Mapping[str, str], header: Iterable[str]) -> list[str]:
    return [csv_outward.harmless_but_phones(name, cells.get(name, "")) for name in header]


def _write(file: BinaryIO, header: list[str], rows: Iterable[list[str]], *, bom: bool) -> str:
    encoding = "utf-8-sig" if bom else "utf-8"
    text = TextIOWrapper(file, encoding=encoding, errors="replace", newline="")
    try:
        writer = csv.writer(text)
        writer.writerow(header)
        writer.writerows(rows)
    finally:
        text.detach()  # which writes what is left; the file is the caller's
    return encoding


def _write_outlook(file: BinaryIO, header: list[str], rows: Iterable[list[str]]) -> str:
    """Write to a file aside first: the encoding is known when the last letter is."""
    encoding = "cp1252"
    with TemporaryFile("w+", encoding="utf-8", errors="replace", newline="") as aside:
        writer = csv.writer(aside)
        writer.writerow(header)
        for row in rows:
            if encoding == "cp1252" and not _fits("".join(row)):
                encoding = "utf-8-sig"
            writer.writerow(row)
        aside.seek(0)
        text = TextIOWrapper(file, encoding=encoding, newline="")
        try:
            while piece := aside.read(_PIECE):
                text.write(piece)
        finally:
            text.detach()
    return encoding


def _fits(text: str) -> bool:
    try:
        text.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True
