"""Reads the sheets of an Excel workbook (.xlsx) as rows of text, without trusting what it says of its size."""

import warnings
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import islice
from typing import Any, BinaryIO

from contactbook.domain.errors import NotReadable
from contactbook.i18n import _

_OLD = b"\xd0\xcf\x11\xe0"  # the container of .xls, and of workbooks with a password
_WIDEST = 1000  # columns
_LARGEST = 1024 * 1024 * 1024  # bytes of a part, unpacked
_LARGEST_SHARED = 200 * 1024 * 1024  # ... of the texts, which are held in memory
_TIGHTEST = 200  # times that a large part may be packed
_SMALL = 4 * 1024 * 1024
_MOST_BLANK = 10_000  # rows in a row without a cell, after which a sheet has ended
_BLOCK = 200
# What a workbook that is broken, or made to harm, makes its reader raise; broken XML is a SyntaxError.
_BROKEN = (
    OSError, ValueError, KeyError, TypeError, AttributeError, IndexError, EOFError, OverflowError, RuntimeError,
    NotImplementedError, zipfile.BadZipFile, zlib.error, SyntaxError, MemoryError, AssertionError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its name, and its rows with their numbers; blank rows are left out."""

    name: str
    rows: Iterator[tuple[int, list[str]]]


def is_workbook(head: bytes) -> bool:
    """Tell by its first bytes whether a file may be a workbook, of today or of long ago."""
    return head.startswith((b"PK\x03\x04", _OLD))


def sheets(stream: BinaryIO, source: str = "") -> Iterator[Sheet]:
    """Give the sheets of a workbook, one after the other; raise NotReadable where it is none or too large."""
    name = source or _("The file")
    if stream.read(4) == _OLD:
        sentence = _("{name} is an old workbook (.xls) or has a password. Save it as .xlsx without one, or as .csv.")
        raise NotReadable(sentence.format(name=name))
    stream.seek(0)
    _guard(stream, name)
    book = _opened(stream, name)
    try:
        for sheet in book.worksheets:
            yield Sheet(str(sheet.title), _rows(sheet, name))
    finally:
        book.close()


def _guard(stream: BinaryIO, name: str) -> None:
    """Refuse what unpacks to far more than any list of contacts; zipfile never unpacks more than is announced."""
    try:
        with zipfile.ZipFile(stream) as packed:
            parts = packed.infolist()
    except _BROKEN as error:
        raise NotReadable(_("{name} is no whole workbook.").format(name=name)) from error
    for part in parts:
        most = _LARGEST_SHARED if part.filename.lower().endswith("sharedstrings.xml") else _LARGEST
        tight = part.file_size > _SMALL and part.file_size > _TIGHTEST * max(part.compress_size, 1)
        if part.file_size > most or tight:
            raise NotReadable(_("{name} unpacks to more than a list of contacts can be.").format(name=name))
    if not any(part.filename == "xl/workbook.xml" for part in parts):
        raise NotReadable(_("{name} is no workbook.").format(name=name))
    stream.seek(0)


def _opened(stream: BinaryIO, name: str) -> Any:
    import openpyxl  # late: it takes long to load
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of parts of a workbook that say nothing about contacts
            return openpyxl.load_workbook(stream, read_only=True, data_only=True, keep_links=False)
    except (*_BROKEN, InvalidFileException) as error:
        raise NotReadable(_("{name} is no whole workbook.").format(name=name)) from error


def _rows(sheet: Any, name: str) -> Iterator[tuple[int, list[str]]]:
    sheet.reset_dimensions()  # what it says of its size may be wrong
    rows = enumerate(sheet.iter_rows(max_col=_WIDEST, values_only=True), 1)
    blank = 0
    while True:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                block = list(islice(rows, _BLOCK))
        except _BROKEN as error:
            raise NotReadable(_("{name} is no whole workbook.").format(name=name)) from error
        for number, values in block:
            cells = [_text(value) for value in values]
            while cells and not cells[-1]:
                cells.pop()
            blank = 0 if cells else blank + 1
            if cells:
                yield number, cells
        if len(block) < _BLOCK or blank > _MOST_BLANK:
            return


def _text(value: object) -> str:
    """Write a cell's value as it is read elsewhere: whole numbers without a point, days as 2026-05-31."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e18 else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    return value.isoformat() if isinstance(value, date | time) else str(value).strip()
