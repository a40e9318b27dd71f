"""The search field: a magnifier, the words, and a cross that takes them away."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from contactbook.gui import icons
from contactbook.gui.theme import restyle
from contactbook.i18n import _

_WALK = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})


class SearchField(QLineEdit):
    """A line edit that hands the walking keys to a list below it."""

    walked = Signal(QKeyEvent)
    entered = Signal()
    escaped = Signal()

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
        restyle(self, kind="search")

    def type_on(self, text: str) -> None:
        """Go on typing here what was begun elsewhere."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.end(False)
        if text == "\b":
            self.backspace()
        else:
            self.insert(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _WALK:
            self.walked.emit(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._magnifier.setIcon(icons.icon("search", "dim"))
            self._cross.setIcon(icons.icon("x", "dim"))

    def _show_cross(self, text: str) -> None:
        self._cross.setVisible(bool(text))
