"""A plain list of two lines a row with an icon before them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from contactbook.gui.contact_delegate import paint_ground
from contactbook.gui.icons import pixmap
from contactbook.gui.text import natural, tip
from contactbook.gui.theme import SECOND, factor_font, tokens

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
_LINE = int(Qt.ItemDataRole.UserRole) + 1


@dataclass(frozen=True, slots=True)
class Line:
    """A row: an icon's name, the first line and the second."""

    icon: str
    first: str
    second: str


class LineModel(QAbstractListModel):
    """Rows of two lines."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: Sequence[Line] = ()

    def show(self, lines: Sequence[Line]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.lines[index.row()]
        if role == _LINE:
            return line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            words = ", ".join(filter(None, (line.first, line.second)))
            return tip(words) if role == Qt.ItemDataRole.ToolTipRole else words
        return None


class LineDelegate(QStyledItemDelegate):
    """Paints both lines, each elided."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(160, 2 * (QFontMetrics(option.font).height() + 3) + 18)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: Line = index.data(_LINE)
        colours = tokens()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = option.rect.adjusted(0, 1, 0, -1)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        paint_ground(painter, option.rect, option.state, option.direction, colours)
        device = painter.device()
        drawn = pixmap(line.icon, "accent" if chosen else "dim", 16, device.devicePixelRatioF() if device else 1.0)
        spot = QRect(box.left() + 14, box.top() + 11, 16, 16)
        painter.drawPixmap(QStyle.visualRect(option.direction, option.rect, spot).topLeft(), drawn)
        height = QFontMetrics(option.font).height() + 3
        left = option.direction == Qt.LayoutDirection.LeftToRight
        side = Qt.AlignmentFlag.AlignLeft if left else Qt.AlignmentFlag.AlignRight
        rows = (
            (line.first, factor_font(option.font, 1.0, semibold=True), colours.on_tint if chosen else colours.text),
            (line.second, factor_font(option.font, SECOND), colours.on_tint if chosen else colours.dim),
        )
        for at, (words, font, ink) in enumerate(rows):
            place = QRect(box.left() + 44, box.top() + 8 + at * height, box.width() - 56, height)
            painter.setFont(font)
            painter.setPen(ink)
            shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, place.width())
            place = QStyle.visualRect(option.direction, option.rect, place)
            where = side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
            painter.drawText(place, where, natural(shown))
        painter.restore()


class LineList(QListView):
    """Shows rows of two lines."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = LineModel(self)
        self.setModel(self.lines)
        self.setItemDelegate(LineDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setAccessibleName(name)
