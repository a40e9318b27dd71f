"""Reads tables of contacts, .csv in any shape and .xlsx: finds out how they are made, then reads them row by row."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import chain, islice
from typing import BinaryIO

from contactbook.domain.contact import Contact
from contactbook.domain.errors import NotReadable
from contactbook.exchange import csv_cut, csv_headers, csv_mapping, csv_own_columns, csv_text, xlsx
from contactbook.exchange.csv_contacts import Rows
from contactbook.exchange.csv_cut import Record
from contactbook.exchange.csv_mapping import Mapping
from contactbook.exchange.formats import Problem
from contactbook.i18n import _

Recall = Callable[[tuple[str, ...]], Mapping | None]
_HEAD = 256 * 1024  # bytes by which encoding and shape are judged
_LOOKED_AT = 15  # rows among which the header stands
_GUESSED_BY = 60  # rows by whose cells columns are guessed
_PREVIEW = 5
_RAW = 500  # characters of a row that a problem shows


@dataclass(frozen=True, slots=True)
class Look:
    """What a table is, before it is read.

    dialect is the program that wrote it ("outlook-de", "contactbook"), empty where none is known; header is empty where
    there is none; preview has the first five rows under it; sure says that nobody has to confirm the mapping.
    """

    dialect: str
    header: tuple[str, ...]
    mapping: Mapping
    preview: tuple[tuple[str, ...], ...]
    sure: bool
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""

    @property
    def program(self) -> str:
        """Name the program that wrote it, for people; empty where none is known."""
        known = csv_headers.table().dialects.get(self.dialect)
        return "Contactbook" if self.dialect == csv_own_columns.DIALECT else known.program if known else ""


@dataclass(frozen=True, slots=True)
class _Table:
    """One table of a file: how it was cut, and its records from the first."""

    records: Iterator[Record]
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""


def look(data: bytes | BinaryIO, *, source: str = "") -> Look:
    """Find out what a table is; of a workbook the first sheet that holds contacts, and so all of it is needed.

    Raise NotReadable where it is no table, or none of contacts.
    """
    stream = BytesIO(data) if isinstance(data, bytes) else data
    looks = (_look(table, list(islice(table.records, _GUESSED_BY)))[0] for table in _tables(stream, source))
    first = None
    for found in looks:
        if csv_mapping.says_something(found.mapping):
            return found
        first = first or found
    if first is None or not (first.header or first.preview):
        raise _no_contacts(source)
    return first


def read(
    stream: BinaryIO, *, source: str = "", mapping: Mapping | None = None, recall: Recall | None = None
) -> Iterator[Contact | Problem]:
    """Read a table row by row, every sheet of a workbook; the stream must be one that can be sought.

    A mapping counts for the tables that it fits; for others recall is asked with their header, else it is guessed.
    Raise NotReadable where nothing in it is a table of contacts; a row that holds none is a problem with its line.
    """
    found = False
    for table in _tables(stream, source):
        head = list(islice(table.records, _GUESSED_BY))
        known, start = _look(table, head, mapping, recall)
        if csv_mapping.says_something(known.mapping):
            found = True
            yield from _contacts(known, chain(head[start:], table.records), source)
    if not found:
        raise _no_contacts(source)


def _no_contacts(source: str) -> NotReadable:
    sentence = _("{name} holds no table of contacts: none of its columns has names, numbers or addresses.")
    return NotReadable(sentence.format(name=source or _("The file")))


def _tables(stream: BinaryIO, source: str) -> Iterator[_Table]:
    head = stream.read(_HEAD)
    stream.seek(0)
    if xlsx.is_workbook(head):
        for sheet in xlsx.sheets(stream, source):
            yield _Table((Record(cells, number, "\t".join(cells)) for number, cells in sheet.rows), sheet=sheet.name)
        return
    encoding = csv_text.encoding_of(head, source)
    start = csv_text.decoded(head, encoding)
    cut = csv_cut.cut_of(start, whole=len(head) < _HEAD)
    text = csv_text.opened(stream, encoding)
    try:
        records = csv_cut.records(text, cut)
        if csv_cut.announced(start):
            next(records, None)
        yield _Table(records, encoding, cut.delimiter)
    finally:
        text.detach()  # the stream is the caller's


def _look(
    table: _Table, head: Sequence[Record], mapping: Mapping | None = None, recall: Recall | None = None
) -> tuple[Look, int]:
    """Find header and mapping by the first records; the number says at which of them the contacts begin."""
    at, mapping = _chosen(head[:_LOOKED_AT], mapping, recall)
    if at is None and not _said_to_have_none(head, mapping):
        at = csv_mapping.find_header(head[:_LOOKED_AT])
    header = _names(head[at]) if at is not None else ()
    rows = [record.cells for record in head[at + 1 if at is not None else 0 :]]
    width = max((len(row) for row in rows), default=0)
    sure = True
    if mapping is None or not mapping.fits(header, width):
        mapping, sure = csv_mapping.guess(header, rows)
    preview = tuple(tuple(row) for row in rows[:_PREVIEW])
    found = Look(mapping.dialect, header, mapping, preview, sure, table.encoding, table.delimiter, table.sheet)
    return found, 0 if at is None else at + 1


def _said_to_have_none(head: Sequence[Record], mapping: Mapping | None) -> bool:
    """Tell whether a mapping says of this table that its first row is a contact, whatever it looks like."""
    width = max((len(record.cells) for record in head), default=0)
    return mapping is not None and not mapping.header and mapping.fits((), width)


def _names(record: Record) -> tuple[str, ...]:
    names = [cell.strip() for cell in record.cells]
    while names and not names[-1]:
        names.pop()
    return tuple(names)


def _chosen(
    head: Sequence[Record], mapping: Mapping | None, recall: Recall | None
) -> tuple[int | None, Mapping | None]:
    """Find the header that a mapping was chosen for, whatever it looks like."""
    for at, record in enumerate(head):
        header = _names(record)
        if mapping is not None and mapping.header and mapping.fits(header, len(header)):
            return at, mapping
        if recall is not None and (known := recall(header)) and known.fits(header, len(header)):
            return at, known
    return None, mapping


def _contacts(known: Look, records: Iterator[Record], source: str) -> Iterator[Contact | Problem]:
    rows = Rows(known.mapping)
    header = list(known.header)
    told: list[str] = []
    for record in records:
        if header and [cell.strip() for cell in record.cells[: len(header)]] == header:
            continue  # tables that were put one under the other
        told.clear()
        if record.broken:
            told.append(_("A quotation mark in this line is not closed; its cells may be wrong."))
        contact = rows.contact(record.cells, told.append)
        if contact is None:
            told.append(_("This line holds no contact."))
        for what in told:
            yield Problem(_where(known, record, source), what, record.raw.rstrip("\r\n")[:_RAW], lost=contact is None)
        if contact is not None:
            yield contact


def _where(known: Look, record: Record, source: str) -> str:
    if known.sheet:
        where = _("sheet {sheet}, line {line}").format(sheet=known.sheet, line=record.line)
    else:
        where = _("line {line}").format(line=record.line)
    return _("{file}, {where}").format(file=source, where=where) if source else where
