"""A list of two lines a row with a tick before each."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from contactbook.gui.contact_delegate import paint_ground
from contactbook.gui.painted_text import paint_words
from contactbook.gui.review_paint import paint_tick
from contactbook.gui.row_words import Words
from contactbook.gui.theme import SECOND, factor_font, tokens

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
_LEFT = 42  # where the words begin


class TickModel(QAbstractListModel):
    """Items in their order and which of them are ticked; words(item, ticked) gives two lines and the second's tone."""

    ticked_changed = Signal()

    def __init__(self, words: Callable[[Any, bool], tuple[str, str, str]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.items: Sequence[Any] = ()
        self._words = words
        self._ticked: set[int] = set()
        self.can_tick = True  # whether there is anything to choose

    def show(self, items: Sequence[Any], ticked: Iterable[int] = ()) -> None:
        """Show other items, some of them ticked."""
        self.beginResetModel()
        self.items, self._ticked = items, set(ticked)
        self.endResetModel()
        self.ticked_changed.emit()

    @property
    def chosen(self) -> list[Any]:
        """List what is ticked."""
        return [self.items[at] for at in sorted(self._ticked)]

    def is_ticked(self, row: int) -> bool:
        """Tell whether a row is ticked."""
        return row in self._ticked

    def tick(self, rows: Sequence[int], ticked: bool) -> None:
        """Tick rows, or take the ticks off, where they can be chosen."""
        if not self.can_tick:
            return
        self._ticked = self._ticked.union(rows) if ticked else self._ticked.difference(rows)
        if rows:
            self.dataChanged.emit(self.index(min(rows)), self.index(max(rows)))
        self.ticked_changed.emit()

    def words(self, row: int) -> tuple[str, str, str]:
        """Give what a row says: two lines, and the tone of the second."""
        return self._words(self.items[row], row in self._ticked)

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.items)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return ", ".join(self.words(index.row())[:2])
        return None


class _Delegate(QStyledItemDelegate):
    """A tick before two lines."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, 2 * QFontMetrics(factor_font(None, 1.0)).height() + 18)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model, rect = index.model(), option.rect
        if not isinstance(model, TickModel):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, rect, option.state, option.direction, tokens())
        if model.can_tick:
            box = QStyle.visualRect(option.direction, rect, QRect(rect.left() + 13, rect.center().y() - 9, 18, 18))
            paint_tick(painter, box, "yes" if model.is_ticked(index.row()) else "no", False)
        bold, small = factor_font(None, 1.0, semibold=True), factor_font(None, SECOND)
        first, second, tone = model.words(index.row())
        top, left = rect.top() + 9, _LEFT if model.can_tick else 12
        self._write(painter, option, top + QFontMetrics(bold).ascent(), first, bold, "text", left)
        self._write(
            painter, option, top + QFontMetrics(bold).height() + QFontMetrics(small).ascent(), second, small, tone, left
        )
        painter.restore()

    def _write(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        baseline: int,
        text: str,
        font: QFont,
        tone: str,
        left: int,
    ) -> None:
        rect = option.rect
        place = QRect(rect.left() + left, 0, rect.width() - left - 12, 0)
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        painter.setFont(font)
        painter.setPen(getattr(tokens(), tone))
        paint_words(painter, QStyle.visualRect(option.direction, rect, place), baseline, Words(text), at_right=mirrored)


class TickView(QListView):
    """Space ticks all rows that are selected, a click on a tick its row; entered_pressed() by Enter."""

    entered_pressed = Signal()

    def __init__(self, model: TickModel, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ticks = model
        self.setModel(model)
        self.setItemDelegate(_Delegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(name)
        self.setCurrentIndex(model.index(0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self._toggle([index.row() for index in self.selectedIndexes()])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered_pressed.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        spot = event.position().toPoint()
        index = self.indexAt(spot)
        rect = self.visualRect(index)
        box = QStyle.visualRect(self.layoutDirection(), rect, QRect(rect.left(), rect.top(), _LEFT, rect.height()))
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton and box.contains(spot):
            self._toggle([index.row()])

    def _toggle(self, rows: list[int]) -> None:
        self._ticks.tick(rows, not all(self._ticks.is_ticked(row) for row in rows))
