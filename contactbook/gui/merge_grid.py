"""Two contacts side by side, a value a line: radio where one must win, ticks where both may stay."""

from datetime import date

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from contactbook.domain import merging
from contactbook.domain.contact import Contact, Kind
from contactbook.domain.merging import KEPT, OTHER
from contactbook.gui import merge_words
from contactbook.gui.controls import Button, Elided, Initials, Text, clean
from contactbook.gui.icons import pixmap
from contactbook.gui.merge_cell import Cell
from contactbook.gui.theme import SECOND, em, set_pane
from contactbook.i18n import _

_COLUMNS = {KEPT: 1, OTHER: 2}


class MergeGrid(QWidget):
    """Holds what is taken of two contacts; changed() after each choice."""

    changed = Signal()

    def __init__(self, kept: Contact, other: Contact, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kept, self.other = kept, other
        self._today = today
        self._lines = merging.lines(kept, other)
        self._picks = merging.usual(self._lines)
        self._cells: dict[tuple[int, str], Cell] = {}
        self._places: dict[tuple[int, int], Cell] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 16)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnMinimumWidth(0, em(6))
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(2, 1)
        self._grid.addWidget(self._head(kept, KEPT), 0, 1)
        self._grid.addWidget(self._head(other, OTHER), 0, 2)
        row, said = 1, ""
        for at, line in enumerate(self._lines):
            if not (line.one and line.kept == line.other):
                label = merge_words.label(line)
                self._grid.addWidget(Elided(label if label != said else "", tone="dim"), row, 0)
                self._add(row, at, label)
                row, said = row + 1, label
        self._result = Text("", semibold=True)
        self._second = Text("", tone="dim", factor=SECOND)
        self._add_foot(row)
        self._show()

    def made(self) -> Contact:
        """Make the contact that is chosen."""
        return merging.merged(self.kept, self.other, self._picks)

    def begin(self) -> None:
        """Go to the first choice."""
        if self._cells:
            next(iter(self._cells.values())).setFocus(Qt.FocusReason.TabFocusReason)

    def take_all(self, side: str) -> None:
        """Take all of one side."""
        self._picks = merging.take_all(self._picks, self._lines, side)
        self._show()

    def _head(self, contact: Contact, side: str) -> QWidget:
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(8, 4, 8, 8)
        row.setSpacing(10)
        face = Initials(36)
        face.show_contact(contact.shown, contact.kind is Kind.DESK, contact.photo)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Elided(clean(contact.shown), semibold=True))
        words.addWidget(Elided(merge_words.where_from(contact), tone="dim", factor=SECOND))
        button = Button(_("Take all"), kind="link")
        button.setAccessibleName(_("Take all of {name}").format(name=clean(contact.shown)))
        button.setObjectName(side)
        button.clicked.connect(self._take_all)
        row.addWidget(face)
        row.addLayout(words, 1)
        row.addWidget(button)
        return head

    def _take_all(self) -> None:
        button = self.sender()
        if button is not None:
            self.take_all(button.objectName())

    def _add(self, row: int, at: int, label: str) -> None:
        line = self._lines[at]
        for side, column in _COLUMNS.items():
            words = merge_words.value(line, side)
            if not words or (side == OTHER and line.same):
                told = Elided(words or _("none"), tone="dim")
                told.setContentsMargins(*((8, 0, 40, 0) if self.isRightToLeft() else (40, 0, 8, 0)))
                self._grid.addWidget(told, row, column)
                continue
            item = getattr(line, side)
            cell = Cell(
                label, words, one=line.one, public=merge_words.public(item), flag=merge_words.country(item), parent=self
            )
            cell.setObjectName(f"{at} {side}")
            cell.clicked.connect(self._choose)
            cell.walked.connect(self._walk)
            self._cells[at, side] = cell
            self._places[row, column] = cell
            self._grid.addWidget(cell, row, column)

    def _add_foot(self, row: int) -> None:
        same = merge_words.same_words(self._lines)
        if same:
            told = Text(same, tone="dim", factor=SECOND)
            told.setWordWrap(True)
            told.setContentsMargins(12, 10, 12, 10)
            self._grid.addWidget(told, row, 1, 1, 2)
        panel = QFrame()
        set_pane(panel, "block")
        inside = QHBoxLayout(panel)
        inside.setContentsMargins(12, 10, 12, 10)
        inside.setSpacing(12)
        self._mark = QLabel()
        inside.addWidget(self._mark)
        words = QVBoxLayout()
        words.setSpacing(1)
        for part in (self._result, self._second):
            part.setWordWrap(True)
            words.addWidget(part)
        inside.addLayout(words, 1)
        self._grid.addWidget(panel, row + 1, 1, 1, 2)
        self._grid.setRowStretch(row + 2, 1)

    def _choose(self) -> None:
        sender = self.sender()
        if sender is not None:
            at, side = sender.objectName().split()
            self._picks = merging.choose(self._picks, self._lines, int(at), side)
            self._show()

    def _walk(self, way: QPoint) -> None:
        here = next((place for place, cell in self._places.items() if cell is self.sender()), None)
        if here is None:
            return
        row, column = here
        if way.x():
            target = self._places.get((row, column + way.x()))
        else:
            rows = sorted({r for r, _c in self._places if (r - row) * way.y() > 0}, reverse=way.y() < 0)
            near = next(iter(rows), None)
            target = None if near is None else self._places.get((near, column)) or self._places.get((near, 3 - column))
        if target is not None:
            target.setFocus(Qt.FocusReason.TabFocusReason)

    def _show(self) -> None:
        for pick, cell in self._cells.items():
            cell.setChecked(pick in self._picks)
        first, second = merge_words.becomes(self.made())
        if self.kept.card and self.other.card:
            second = _("{what}; the imported card of {name} is kept").format(what=second, name=clean(self.kept.shown))
        self._result.setText(first)
        self._second.setText(second)
        self._mark.setPixmap(pixmap("merge", "accent", 18, self.devicePixelRatioF()))
        self.changed.emit()
