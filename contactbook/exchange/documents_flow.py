"""Collects the text of a marked-up document as lines, whatever the markup: paragraphs, breaks, tables in tables."""

import re
from dataclasses import dataclass, field

from contactbook.exchange.documents_limits import Patience
from contactbook.exchange.documents_tables import flattened

_BLANKS = re.compile(r"[ \t\r\n\f]+")
_COLUMNS = re.compile(r"(?<=\S) {3,}(?=\S)")
_DEEPEST = 40


@dataclass(slots=True)
class _Box:
    """What is being collected: the document itself, or one cell."""

    lines: list[str] = field(default_factory=list)
    line: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Table:
    rows: list[list[list[str]]] = field(default_factory=list)
    boxes: int = 0


class Flow:
    """Takes what a document holds in its order, and gives it back as lines.

    Starts and ends may come in any order and number, as broken documents have them. Raises Late where a document
    has no end.
    """

    def __init__(self) -> None:
        self._boxes = [_Box()]
        self._tables: list[_Table] = []
        self._passed_over = 0
        self._patience = Patience()

    def text(self, text: str, *, exact: bool = False) -> None:
        """Add text to the line; runs of blanks count as one unless it is exact."""
        if exact:
            # Columns are set with blanks there.
            first, *others = _COLUMNS.sub("\t", text.replace("\r\n", "\n")).split("\n")
            self._boxes[-1].line.append(first)
            for other in others:
                self.line()
                self._boxes[-1].line.append(other)
        else:
            self._boxes[-1].line.append(_BLANKS.sub(" ", text))

    def line(self) -> None:
        """End the line, blank as it may be."""
        box = self._boxes[-1]
        box.lines.append(_tidy("".join(box.line)))
        box.line.clear()

    def block(self) -> None:
        """End the line if there is anything in it."""
        self._patience.check()
        if "".join(self._boxes[-1].line).strip():
            self.line()
        else:
            self._boxes[-1].line.clear()

    def gap(self) -> None:
        """End the line, and leave a blank one between what was and what comes."""
        self.block()
        lines = self._boxes[-1].lines
        if lines and lines[-1]:
            lines.append("")

    def start_table(self) -> None:
        """Begin a table; what comes next stands in its cells."""
        self.block()
        if len(self._tables) >= _DEEPEST:
            self._passed_over += 1
            return
        self._tables.append(_Table(boxes=len(self._boxes)))

    def start_row(self) -> None:
        """Begin a row of the table."""
        self.end_cell()
        if self._tables and not self._passed_over:
            self._tables[-1].rows.append([])

    def start_cell(self) -> None:
        """Begin a cell of the row."""
        self.end_cell()
        if self._tables and not self._passed_over:
            if not self._tables[-1].rows:
                self._tables[-1].rows.append([])
            self._boxes.append(_Box())

    def end_cell(self) -> None:
        """End the cell that is open, if one is."""
        self.block()
        if self._tables and not self._passed_over and len(self._boxes) > self._tables[-1].boxes:
            lines = _trimmed(self._boxes.pop().lines)
            self._tables[-1].rows[-1].append(lines)

    def end_table(self) -> None:
        """End the table, and lay it out in the place where it stood."""
        if self._passed_over:
            self._passed_over -= 1
            self.block()
        elif self._tables:
            self.end_cell()
            table = self._tables.pop()
            self._boxes[-1].lines += flattened(table.rows)

    def result(self) -> str:
        """Give the whole as lines, with no more than one blank line between two."""
        while self._tables:
            self._passed_over = 0
            self.end_table()
        self.block()
        return "\n".join(_trimmed(self._boxes[0].lines))


def _tidy(line: str) -> str:
    return re.sub(r" {2,}", " ", line).strip()


def _trimmed(lines: list[str]) -> list[str]:
    """Drop blank lines at the ends and repeated ones between."""
    kept: list[str] = []
    for line in lines:
        if line.strip() or (kept and kept[-1]):
            kept.append(line if line.strip() else "")
    while kept and not kept[-1]:
        kept.pop()
    return kept
