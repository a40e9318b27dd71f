"""The view of the contact list: keys that skip sections, and letters that go to the search."""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from contactbook.gui.contact_model import ContactModel

_BARE = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
_Move = QAbstractItemView.CursorAction
_BACKWARD = frozenset({_Move.MoveUp, _Move.MovePageUp, _Move.MoveEnd, _Move.MovePrevious, _Move.MoveLeft})


class RowView(QListView):
    """A list of rows in two heights, many of which may be selected."""

    typed = Signal(str)
    entered = Signal()
    escaped = Signal()
    drag_begun = Signal()

    def __init__(self, model: ContactModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = model
        self.setModel(model)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Always on, or the rows jump by its width; with nothing to scroll its handle is not painted.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragEnabled(True)
        self.setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
        bar = self.verticalScrollBar()
        bar.rangeChanged.connect(lambda least, most: bar.setEnabled(most > least))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, text = event.key(), event.text()
        bare = not event.modifiers() & ~_BARE
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and bare:
            self.entered.emit()
        elif key == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif key == Qt.Key.Key_Backspace and bare:
            self.typed.emit("\b")
        elif bare and text.isprintable() and text.strip():
            self.typed.emit(text)
        else:
            if key == Qt.Key.Key_Up and self._rows.place(self.currentIndex().row()) <= 0:
                self.scrollToTop()
            super().keyPressEvent(event)

    def startDrag(self, actions: Qt.DropAction) -> None:
        """Say that what is selected is dragged; what it is made of the view does not know."""
        self.drag_begun.emit()

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Land on a contact always: from a section go on in the direction of the move, else turn."""
        if self._rows.contact_count == 0:
            return QModelIndex()
        if action is _Move.MoveHome:
            return self._rows.index(self._rows.row_at(0))
        if action is _Move.MoveEnd:
            return self._rows.index(self._rows.row_at(self._rows.contact_count - 1))
        index = super().moveCursor(action, modifiers)
        if not index.isValid():
            return self.currentIndex()
        return self._rows.index(self.contact_near(index.row(), -1 if action in _BACKWARD else 1))

    def contact_near(self, row: int, step: int) -> int:
        """Find the contact's row nearest to a row, looking in one direction first."""
        rows = self._rows
        if not rows.is_section(row):
            return row
        place = rows.place(row) - (1 if step < 0 else 0)
        return rows.row_at(min(max(place, 0), rows.contact_count - 1))

    def selectAll(self) -> None:
        """Select every contact as one range: going row by row takes a second at 100,000."""
        if self._rows.contact_count:
            current = self.currentIndex()
            super().selectAll()
            if current.isValid():
                self.selectionModel().setCurrentIndex(current, QItemSelectionModel.SelectionFlag.NoUpdate)
