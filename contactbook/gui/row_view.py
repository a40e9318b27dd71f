"""The view of the contact list: keys that skip sections, and letters that go to the search.

A list view lays out row by row, which takes a fifth of a second at 100,000. Rows have one of two heights here, so where
each stands is reckoned when it is asked for.
"""

from bisect import bisect_right

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QCursor, QKeyEvent, QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from contactbook.gui.contact_delegate import ContactDelegate, Look
from contactbook.gui.contact_model import ContactModel

_BARE = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
_Move = QAbstractItemView.CursorAction
_Hint = QAbstractItemView.ScrollHint
_Index = QModelIndex | QPersistentModelIndex
_STEP = 40  # px that one turn of an arrow of the scroll bar moves


class RowView(QListView):
    """A list of rows in two heights, many of which may be selected."""

    typed = Signal(str)
    entered = Signal()
    escaped = Signal()
    drag_begun = Signal()

    def __init__(self, model: ContactModel, delegate: ContactDelegate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setViewport(QWidget())  # its own is not known to PySide, which would make the classes of all widgets
        self._rows = model
        self._delegate = delegate
        self.setItemDelegate(delegate)
        self._heights = delegate.heights  # of a contact and of a section
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
        rows, here = self._rows, self.currentIndex().row()
        last = rows.contact_count - 1
        if last < 0:
            return QModelIndex()
        place = rows.place(here) if here >= 0 else -1
        match action:
            case _Move.MoveHome:
                place = 0
            case _Move.MoveEnd:
                place = last
            case _Move.MoveUp | _Move.MovePrevious:
                place -= 1
            case _Move.MoveDown | _Move.MoveNext:
                place += 1
            case _Move.MovePageUp:
                place = rows.place(self.contact_near(self._row_at(self._top(here) - self._page()), -1))
            case _Move.MovePageDown:
                place = rows.place(self.contact_near(self._row_at(self._top(here) + self._page()), 1))
        return rows.index(rows.row_at(min(max(place, 0), last)))

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

    # Where rows stand

    def set_heights(self, contact: int, section: int) -> None:
        """Set how high the two kinds of rows are."""
        self._heights = (contact, section)
        self.doItemsLayout()

    def _top(self, row: int) -> int:
        """Reckon where a row begins, from the top of the first one."""
        place = self._rows.place(row)
        return place * self._heights[0] + (row - place) * self._heights[1]

    def _row_at(self, y: int) -> int:
        """Find the row at a height, the nearest where there is none."""
        count = self._rows.rowCount()
        return min(max(bisect_right(range(count), y, key=self._top) - 1, 0), count - 1)

    def _page(self) -> int:
        return max(self.viewport().height() - self._heights[0], self._heights[0])

    def _seen(self, top: int, bottom: int) -> range:
        """Give the rows between two heights of the viewport."""
        if not self._rows.rowCount():
            return range(0)
        return range(self._row_at(top + self.verticalOffset()), self._row_at(bottom + self.verticalOffset()) + 1)

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def visualRect(self, index: _Index) -> QRect:
        if not index.isValid():
            return QRect()
        top = self._top(index.row())
        return QRect(0, top - self.verticalOffset(), self.viewport().width(), self._top(index.row() + 1) - top)

    def indexAt(self, point: QPoint) -> QModelIndex:
        y = point.y() + self.verticalOffset()
        if not 0 <= y < self._top(self._rows.rowCount()):
            return QModelIndex()
        return self._rows.index(self._row_at(y))

    def scrollTo(self, index: _Index, hint: QAbstractItemView.ScrollHint = _Hint.EnsureVisible) -> None:
        """Bring a row into view, moving as little as the hint asks for."""
        place, bar, high = self.visualRect(index), self.verticalScrollBar(), self.viewport().height()
        if place.isNull():
            return
        to_top, to_bottom = place.top(), place.bottom() + 1 - high
        if hint == _Hint.PositionAtTop or (hint == _Hint.EnsureVisible and to_top < 0):
            bar.setValue(bar.value() + to_top)
        elif hint == _Hint.PositionAtBottom or (hint == _Hint.EnsureVisible and to_bottom > 0):
            bar.setValue(bar.value() + min(to_bottom, to_top))
        elif hint == _Hint.PositionAtCenter:
            bar.setValue(bar.value() + (to_top + to_bottom) // 2)

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """Select the contacts that a rectangle of the viewport touches."""
        seen = self._seen(rect.top(), rect.bottom())
        selection = QItemSelection()
        if len(seen) > 1 or (seen and not self._rows.is_section(seen[0])):
            selection.select(self._rows.index(seen[0]), self._rows.index(seen[-1]))
        self.selectionModel().select(selection, command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        region = QRegion()
        for span in selection.toList():
            first, last = self.visualRect(span.topLeft()), self.visualRect(span.bottomRight())
            region += first.united(last).intersected(self.viewport().rect())
        return region

    def doItemsLayout(self) -> None:
        QAbstractItemView.doItemsLayout(self)

    def reset(self) -> None:
        QAbstractItemView.reset(self)
        self.updateGeometries()

    def updateGeometries(self) -> None:
        bar, high = self.verticalScrollBar(), self.viewport().height()
        bar.setSingleStep(_STEP)
        bar.setPageStep(high)
        bar.setRange(0, max(0, self._top(self._rows.rowCount()) - high))
        QAbstractItemView.updateGeometries(self)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.scrollDirtyRegion(dx, dy)
        self.viewport().scroll(dx, dy)

    def paintEvent(self, event: QPaintEvent) -> None:
        chosen, current = self.selectionModel(), self.currentIndex().row() if self.hasFocus() else -1
        hovered = -1
        if self.viewport().underMouse():
            hovered = self.indexAt(self.viewport().mapFromGlobal(QCursor.pos())).row()
        mirrored, rows = self.isRightToLeft(), self._rows
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for row in self._seen(event.rect().top(), event.rect().bottom()):
            index = rows.index(row)
            look = Look(chosen.isSelected(index), row == hovered, row == current)
            self._delegate.paint_row(painter, self.visualRect(index), rows.words(row), look, mirrored=mirrored)
        painter.end()
