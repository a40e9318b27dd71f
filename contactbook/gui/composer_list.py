"""The composer's contacts: dragged or moved by key, left out, and set right by one remedy each."""

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyleOptionViewItem, QWidget

from contactbook.gui.composer_delegate import ComposerDelegate
from contactbook.gui.composer_model import ROW, ComposerModel, Index
from contactbook.gui.composer_words import ComposerRow
from contactbook.i18n import _

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_DELETE = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class ComposerList(QListView):
    """Shows ComposerRows; chosen(uid), removed(uid), moved(uid, place) and remedy_wanted(row) tell what was done."""

    chosen = Signal(str)
    removed = Signal(str)
    moved = Signal(str, int)
    remedy_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = ComposerModel(self)
        self.painted = ComposerDelegate(self)
        self.setModel(self.rows)
        self.setItemDelegate(self.painted)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDropIndicatorShown(True)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(_("Contacts of the block"))
        self.setAccessibleDescription(_("Alt with an arrow moves one, Delete leaves it out, Enter settles a warning."))
        self.rows.moved.connect(self.moved)
        bar = self.verticalScrollBar()
        bar.rangeChanged.connect(lambda least, most: bar.setEnabled(most > least))

    def row(self) -> ComposerRow | None:
        """Give the contact in hand."""
        found = self.currentIndex().data(ROW)
        return found if isinstance(found, ComposerRow) else None

    def show_rows(self, rows: list[ComposerRow], uid: str = "") -> None:
        """Show rows anew and keep what is in hand; one that is gone gives way to its neighbour."""
        at, held = self.currentIndex().row(), self.row()
        top = self.verticalScrollBar().value()
        self.rows.show_rows(rows)
        self.doItemsLayout()
        wanted = uid or (held.uid if held else "")
        place = self.rows.place(wanted)
        if place < 0:
            place = min(max(at, 0), len(rows) - 1)
        self.verticalScrollBar().setValue(top)
        if place >= 0:
            index = self.rows.index(place)
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def choose(self, uid: str) -> None:
        """Take a contact in hand and bring it into view."""
        place = self.rows.place(uid)
        if place >= 0:
            self.setCurrentIndex(self.rows.index(place))
            self.scrollTo(self.rows.index(place))

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        row = self.row()
        self.chosen.emit(row.uid if row else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row, key = self.row(), event.key()
        if row is None:
            super().keyPressEvent(event)
        elif key in _STEPS and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._move(Qt.Key(key))
        elif key in _DELETE:
            self.removed.emit(row.uid)
        elif key in _ENTER and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if row.concern:
                self.remedy_wanted.emit(row)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        spot = event.position().toPoint()
        index = self.indexAt(spot)
        # What a press chose is what a release acts on: not the row that a drag ended over.
        if event.button() != Qt.MouseButton.LeftButton or not index.isValid() or index != self.currentIndex():
            return
        part = self._part_at(index, spot)
        row = self.row()
        if row is not None and part == "remove":
            self.removed.emit(row.uid)
        elif row is not None and part == "remedy":
            self.remedy_wanted.emit(row)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        spot = event.position().toPoint()
        index = self.indexAt(spot)
        self.painted.pointer = spot
        over = index.isValid() and bool(self._part_at(index, spot))
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)
        self.viewport().update()
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.painted.pointer = None
        self.viewport().update()
        super().leaveEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.rows.rows:
            self.setCurrentIndex(self.rows.index(0))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange):
            self.painted.measure()
            self.doItemsLayout()

    def _move(self, key: Qt.Key) -> None:
        at = self.currentIndex().row()
        place = at + _STEPS[key]
        if 0 <= place < len(self.rows.rows):
            self.rows.moveRows(QModelIndex(), at, 1, QModelIndex(), place + (place > at))
            self.scrollTo(self.currentIndex())

    def _part_at(self, index: QModelIndex, spot: QPoint) -> str:
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        option.rect = self.visualRect(index)
        return self.painted.part_at(option, index, spot)
