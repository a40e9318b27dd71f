"""The search field: a magnifier, the words, and a cross that takes them away."""

from typing import Protocol

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from contactbook.gui import icons
from contactbook.gui.theme import restyle, tokens
from contactbook.i18n import _

_WALK = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})


class Helper(Protocol):
    """What offers to complete what is typed: it is asked before a key is taken, and tells whether it took it."""

    def tab(self) -> bool: ...

    def key(self, event: QKeyEvent) -> bool: ...

    def close(self) -> bool: ...


class SearchField(QLineEdit):
    """A line edit that hands the walking keys to a list below it; `rest` stands dim behind what is typed."""

    walked = Signal(QKeyEvent)
    entered = Signal()
    escaped = Signal()
    all_asked = Signal()  # all that was found is to be selected: nothing is left to select here

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(_("Search people, agencies, cities, numbers"))
        self.setAccessibleName(_("Search people, agencies, cities, numbers"))
        self._magnifier = self.addAction(icons.icon("search", "dim"), QLineEdit.ActionPosition.LeadingPosition)
        self._cross = self.addAction(icons.icon("x", "dim"), QLineEdit.ActionPosition.TrailingPosition)
        self._cross.setToolTip(_("Clear the search"))
        self._cross.setVisible(False)
        self._cross.triggered.connect(self.clear)
        self.textChanged.connect(self._show_cross)
        self.rest = ""
        self.helper: Helper | None = None
        restyle(self, kind="search")

    def type_on(self, text: str) -> None:
        """Go on typing here what was begun elsewhere."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.end(False)
        if text == "\b":
            self.backspace()
        else:
            self.insert(text)

    def show_rest(self, rest: str) -> None:
        """Show what would complete what is typed."""
        if rest != self.rest:
            self.rest = rest
            self.update()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Let Tab complete where something is offered."""
        return (forward and self.helper is not None and self.helper.tab()) or super().focusNextPrevChild(forward)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.rest and self.hasFocus() and not self.isRightToLeft():
            painter = QPainter(self)
            painter.setPen(tokens().dim)
            place = self.rect()
            place.setLeft(self.cursorRect().center().x() + 1)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.rest)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.close_offers()

    def close_offers(self) -> bool:
        """Take away what is offered; tell whether anything was."""
        return self.helper is not None and self.helper.close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.helper is not None and self.helper.key(event):
            return
        if event.key() in _WALK:
            self.walked.emit(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif event.matches(QKeySequence.StandardKey.SelectAll) and self.selectedText() == self.text():
            self.all_asked.emit()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._magnifier.setIcon(icons.icon("search", "dim"))
            self._cross.setIcon(icons.icon("x", "dim"))

    def _show_cross(self, text: str) -> None:
        self._cross.setVisible(bool(text))
