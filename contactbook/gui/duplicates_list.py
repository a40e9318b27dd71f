"""The pairs that may be one contact, as a list: two names and why."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from contactbook.domain.duplicates import Candidate, sureness_words
from contactbook.gui.text import clean, natural, tip
from contactbook.gui.theme import SECOND, factor_font, tokens
from contactbook.i18n import _

Index = QModelIndex | QPersistentModelIndex
PAIR = int(Qt.ItemDataRole.UserRole) + 1


class PairsModel(QAbstractListModel):
    """Pairs, the surest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.pairs: list[Candidate] = []

    def show_pairs(self, pairs: Sequence[Candidate]) -> None:
        """Show pairs anew."""
        self.beginResetModel()
        self.pairs = list(pairs)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.pairs)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == PAIR:
            return self.pairs[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return ", ".join(_texts(self.pairs[index.row()]))
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(_texts(self.pairs[index.row()])[2])
        return None


def _texts(pair: Candidate) -> tuple[str, str, str]:
    why = ", ".join(pair.reasons)
    sure = sureness_words(pair.level)
    if pair.sureness:
        why = f"{sure[:1].upper()}{sure[1:]}: {why}" if why else sure
    return clean(pair.names[0]), clean(pair.names[1]), why


class PairsDelegate(QStyledItemDelegate):
    """Two names over the reason."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, 3 * (QFontMetrics(option.font).height() + 1) + 16)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        colours = tokens()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = option.rect.adjusted(0, 1, 0, -1)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            focus = bool(option.state & QStyle.StateFlag.State_HasFocus)
            painter.setPen(QPen(colours.accent, 2) if focus else Qt.PenStyle.NoPen)
            painter.setBrush(colours.tint)
            painter.drawRoundedRect(QRectF(box).adjusted(1, 1, -1, -1), 8, 8)
            bar = QStyle.visualRect(option.direction, box, QRect(box.left(), box.top() + 16, 3, box.height() - 32))
            painter.fillRect(bar, colours.accent)
        left = option.direction == Qt.LayoutDirection.LeftToRight
        side = Qt.AlignmentFlag.AlignLeft if left else Qt.AlignmentFlag.AlignRight
        height = QFontMetrics(option.font).height() + 1
        bold, small = factor_font(option.font, 1.0, semibold=True), factor_font(option.font, SECOND)
        inks = (
            (colours.on_tint, colours.on_tint, colours.on_tint) if chosen else (colours.text, colours.text, colours.dim)
        )
        for at, (words, font, ink) in enumerate(zip(_texts(index.data(PAIR)), (bold, bold, small), inks, strict=True)):
            place = QRect(box.left() + 14, box.top() + 7 + at * height, box.width() - 24, height)
            painter.setFont(font)
            painter.setPen(ink)
            shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, place.width())
            where = QStyle.visualRect(option.direction, option.rect, place)
            painter.drawText(
                where, side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute, natural(shown)
            )
        painter.restore()


class PairsView(QListView):
    """The list of pairs."""

    def __init__(self, model: PairsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setItemDelegate(PairsDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Pairs that may be one contact"))
