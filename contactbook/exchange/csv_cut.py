"""Cuts the text of a table into records, by whichever signs cut it best."""

import csv
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from io import StringIO
from typing import TextIO

from contactbook.domain.errors import NotReadable
from contactbook.exchange import csv_headers
from contactbook.i18n import _

DELIMITERS = (",", ";", "\t", "|", "^")
_LONGEST = 64 * 1024 * 1024  # characters in a line: a large photo stands in one
_WIDEST = 1000  # cells in a row; the last has what would be beyond
_MOST_LINES = 5000  # in a record; a note may have many
_MOST_BROKEN = 20  # quotes without an end, after which quotes mean nothing
_TRIED = 60  # records by which the ways to cut are judged


@dataclass(frozen=True, slots=True)
class Cut:
    """The signs that cut a table: what stands between cells and around them, and whether a backslash saves a quote."""

    delimiter: str = ","
    quote: str = '"'
    backslash: bool = False
    blanks: bool = False  # behind a delimiter, before a quote


@dataclass(frozen=True, slots=True)
class Record:
    """One row as it stands: its cells, its first line (from 1) and its text; broken if a quote had no end."""

    cells: list[str]
    line: int
    raw: str
    broken: bool = False


class _Unclosed(Exception):
    """A quote that opened did not close."""


class _Lines:
    """Gives lines to the csv reader, and remembers those that make the record at hand."""

    def __init__(self, text: TextIO) -> None:
        self._text = text
        self._ahead: deque[str] = deque()
        self.taken: list[str] = []
        self.number = 0  # lines of records that are done
        self._size = 0

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self._ahead.popleft() if self._ahead else self._text.readline(_LONGEST)
        if len(line) >= _LONGEST:
            raise NotReadable(_("Line {line} is too long for a table.").format(line=self.number + 1))
        if not line:
            if self.taken:
                raise _Unclosed
            raise StopIteration
        self.taken.append(line)
        self._size += len(line)
        if len(self.taken) > _MOST_LINES or self._size > _LONGEST:
            raise _Unclosed
        return line

    def done(self) -> tuple[int, str]:
        """Close the record: give the number of its first line, and its text."""
        first, raw = self.number + 1, "".join(self.taken)
        self.number += len(self.taken)
        self.taken, self._size = [], 0
        return first, raw

    def give_back(self) -> None:
        """Give back all lines of the record but its first."""
        self._ahead.extendleft(reversed(self.taken[1:]))
        del self.taken[1:]


def records(text: TextIO, cut: Cut) -> Iterator[Record]:
    """Read a table record by record; blank ones are left out.

    A quote that never closes does not swallow the rest: its line is cut as if quotes meant nothing.
    """
    csv.field_size_limit(_LONGEST)
    lines = _Lines(text)
    reader = _reader(lines, cut)
    width = broken = 0
    while True:
        try:
            cells = next(reader, None)
            if cells is None:
                return
            unclosed = False
        except (_Unclosed, csv.Error):
            unclosed = True
            lines.give_back()
            cells = [cell.strip().strip(cut.quote) for cell in lines.taken[0].rstrip("\r\n").split(cut.delimiter)]
            broken += 1
            reader = _reader(lines, cut, quotes=broken < _MOST_BROKEN)
        line, raw = lines.done()
        if len(cells) > _WIDEST:
            cells = [*cells[: _WIDEST - 1], cut.delimiter.join(cells[_WIDEST - 1 :])]
        if len(cells) == 1 and width > 1:
            cells = _cut_otherwise(raw, cut, width) or cells
        if any(cell and not cell.isspace() for cell in cells):
            width = len(cells) if line == 1 or len(cells) > 1 else width
            yield Record(cells, line, raw, unclosed)


def _reader(lines: Iterator[str], cut: Cut, *, quotes: bool = True) -> Iterator[list[str]]:
    return csv.reader(
        lines,
        delimiter=cut.delimiter,
        quotechar=cut.quote,
        doublequote=True,
        escapechar="\\" if cut.backslash else None,
        skipinitialspace=cut.blanks,
        quoting=csv.QUOTE_MINIMAL if quotes else csv.QUOTE_NONE,
    )


def _cut_otherwise(raw: str, cut: Cut, width: int) -> list[str] | None:
    """Cut a record that stands in one piece by another sign, if it then has as many cells as the others."""
    for delimiter in DELIMITERS[:4]:
        if delimiter != cut.delimiter and raw.count(delimiter) >= width - 1 and "\n" not in raw.rstrip("\r\n"):
            try:
                cells = next(_reader(iter([raw]), Cut(delimiter, cut.quote)), [])
            except csv.Error:
                continue
            if len(cells) == width:
                return cells
    return None


def announced(head: str) -> str:
    """Give the delimiter that a first line `sep=;` announces, as Excel has it; else nothing."""
    first = head.lstrip("\ufeff").split("\n", 1)[0].rstrip("\r").strip('"')
    return first[4:5] if first[:4].lower() == "sep=" and len(first) <= 5 and first[4:5].strip() else ""


def cut_of(head: str, *, whole: bool) -> Cut:
    """Find how the beginning of a table is cut: the way in which headers are known and rows are of one width."""
    if sign := announced(head):
        return Cut(sign) if sign not in "\"'\\" else Cut()
    if not whole and (end := head.rfind("\n")) > 0:
        head = head[: end + 1]
    first = head.lstrip("\ufeff").partition("\n")[0].strip()
    quote = "'" if '"' not in head and first[:1] == "'" == first[-1:] else '"'
    ways = [Cut(sign, quote) for sign in DELIMITERS if sign in head]
    ways += [replace(way, blanks=True) for way in ways if f"{way.delimiter} {way.quote}" in head]
    if '\\"' in head:
        ways += [replace(way, backslash=True) for way in ways]
    scores = {way: _score(sample(head, way), way) for way in ways}
    best = max(scores, key=lambda way: scores[way], default=Cut())
    return best if scores.get(best, 0) > 0 else Cut()


def sample(head: str, cut: Cut, most: int = _TRIED) -> list[Record]:
    """Cut the first records of a table."""
    found: list[Record] = []
    for record in records(StringIO(head, newline=""), cut):
        found.append(record)
        if len(found) == most:
            break
    return found


def _score(found: Sequence[Record], cut: Cut) -> float:
    """Judge a way to cut: names of columns that are known count most, then how many rows are equally wide."""
    widths = Counter(len(record.cells) for record in found if len(record.cells) > 1)
    if not widths:
        return 0.0
    width, count = widths.most_common(1)[0]
    named = max(csv_headers.known(record.cells) for record in found[:15])
    broken = sum(record.broken for record in found)
    strays = sum(cell.startswith(cut.quote) for record in found for cell in record.cells if len(cell) > 1)
    return 3.0 * named + count / len(found) * min(width, 10) - broken - strays / len(found)
