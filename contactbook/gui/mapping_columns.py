"""The columns of a table side by side: a choice of what each is over its name and first cells."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from contactbook.gui.controls import Elided
from contactbook.gui.mapping_state import MappingState, choices_for
from contactbook.gui.theme import SECOND, SPACE_1, SPACE_2, SPACE_3, em, set_pane
from contactbook.i18n import _

MOST = 120  # columns that are shown; those behind are read as they were guessed
_GROUNDS = {"skip": "base2", "note": "block"}


class Choice(QComboBox):
    """A choice that the wheel passes by, so that going through the table changes nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMaxVisibleItems(20)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class Column(QFrame):
    """One column; chosen(field) says what it is."""

    chosen = Signal(str)

    def __init__(self, name: str, field: str, cells: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedWidth(em(14))
        self.choice = Choice(self)
        for key, word in choices_for(field):
            self.choice.addItem(word, key)
        self.choice.view().setMinimumWidth(em(15))
        self.choice.setCurrentIndex(self.choice.findData(field))
        self.choice.setAccessibleName(_("What column {name} is").format(name=name))
        self.choice.setAccessibleDescription(", ".join(cell for cell in cells if cell))
        self._labels = [Elided(name, semibold=True, parent=self)]
        self._labels += [Elided(cell, factor=SECOND, parent=self) for cell in cells]
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_2, SPACE_2, SPACE_2, SPACE_3)
        column.setSpacing(SPACE_1)
        column.addWidget(self.choice)
        for label in self._labels:
            column.addWidget(label)
        self._paint()
        self.choice.activated.connect(self._take)

    def _take(self) -> None:
        self._paint()
        self.chosen.emit(self.choice.currentData())

    def _paint(self) -> None:
        """Tint what is read, and dim what is left out."""
        field = str(self.choice.currentData())
        set_pane(self, _GROUNDS.get(field, "panel"))
        for label in self._labels:
            label.set_tone("off" if field == "skip" else "dim" if field == "note" else "text")


class Columns(QScrollArea):
    """All columns, scrolled sideways; chosen(column, field) tells what was said."""

    chosen = Signal(int, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.columns: list[Column] = []

    def show_state(self, state: MappingState) -> None:
        """Lay the columns out anew."""
        held = QWidget()
        row = QHBoxLayout(held)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_2)
        self.columns = []
        for at, field in enumerate(state.mapping().fields[:MOST]):
            column = Column(state.header(at), field, state.cells(at), held)
            column.chosen.connect(lambda told, at=at: self.chosen.emit(at, told))
            self.columns.append(column)
            row.addWidget(column, 0, Qt.AlignmentFlag.AlignTop)
        row.addStretch(1)
        self.setWidget(held)
        self.setFixedHeight(held.sizeHint().height() + self.horizontalScrollBar().sizeHint().height() + SPACE_1)
        self.horizontalScrollBar().setValue(self.horizontalScrollBar().minimum())

    def focus_first(self) -> None:
        """Go to the first choice."""
        if self.columns:
            self.columns[0].choice.setFocus(Qt.FocusReason.OtherFocusReason)
