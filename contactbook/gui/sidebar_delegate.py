"""Paints the sidebar's rows: icon or chevron, words, count; icons alone in the rail."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QHelpEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QToolTip, QWidget

from contactbook.gui import icons
from contactbook.gui.contact_delegate import paint_ground
from contactbook.gui.painted_text import paint_words
from contactbook.gui.row_words import Words
from contactbook.gui.sidebar_entries import Entry
from contactbook.gui.text import tip
from contactbook.gui.theme import SECTION, STATE, factor_font, tokens

ENTRY = Qt.ItemDataRole.UserRole
CHEVRON_ZONE = 26
_PAD = 12
_TRAILING = 14
_CHEVRON = 14
_TEXT_AFTER_ICON = _PAD + icons.SIZE + 12
_INDENT = 18

Index = QModelIndex | QPersistentModelIndex


class SidebarDelegate(QStyledItemDelegate):
    """Paints entries of a list, or of a tree when it has chevrons."""

    def __init__(self, parent: QWidget | None = None, *, chevrons: bool = False) -> None:
        super().__init__(parent)
        self.rail = False
        self._chevrons = chevrons
        self.measure()

    def measure(self) -> None:
        """Take fonts and heights anew, after the program's font changed."""
        self._usual = factor_font(None, 1.0)
        self._chosen = factor_font(None, 1.0, semibold=True)
        self._count = factor_font(None, 1.0, tabular=True)
        self._chosen_count = factor_font(None, 1.0, semibold=True, tabular=True)
        self._badge = factor_font(None, STATE, semibold=True)
        self._heading = factor_font(None, SECTION, semibold=True)
        self.height = max(32, QFontMetrics(self._usual).height() + 14)
        self.heading_height = self.height + 8

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        entry = index.data(ENTRY)
        return QSize(0, self.heading_height if isinstance(entry, Entry) and entry.heading else self.height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry = index.data(ENTRY)
        if not isinstance(entry, Entry):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if entry.heading:
            self._paint_text(painter, option, QRect(_PAD, 6, option.rect.width() - _PAD - 40, 0), entry, self._heading)
        else:
            paint_ground(painter, option.rect, option.state, option.direction, tokens())
            if self.rail:
                self._paint_rail(painter, option, entry)
            else:
                self._paint_row(painter, option, index, entry)
        painter.restore()

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        """Say what an icon of the rail is, or show whole what is cut short."""
        entry = index.data(ENTRY)
        if not isinstance(entry, Entry):
            return super().helpEvent(event, view, option, index)
        room = option.rect.width() - self._left(index) - _TRAILING - self._count_width(entry)
        cut = QFontMetrics(self._usual).horizontalAdvance(entry.shown) > room
        QToolTip.showText(event.globalPos(), tip(entry.spoken()) if self.rail or cut else "", view)
        return True

    def _paint_row(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, entry: Entry) -> None:
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if entry.icon:
            self._paint_icon(painter, option, entry.icon, _PAD, icons.SIZE, selected)
        elif index.model().hasChildren(index):
            name = "chevron-down" if option.state & QStyle.StateFlag.State_Open else "chevron-right"
            self._paint_icon(painter, option, name, 6, _CHEVRON, selected)
        if entry.count:
            self._paint_count(painter, option, entry, selected)
        left = self._left(index)
        room = option.rect.width() - left - _TRAILING - self._count_width(entry)
        self._paint_text(painter, option, QRect(left, 0, room, 0), entry, self._chosen if selected else self._usual)

    def _left(self, index: Index) -> int:
        if not self._chevrons:
            return _TEXT_AFTER_ICON
        return CHEVRON_ZONE + (_INDENT if index.parent().isValid() else 0)

    def _count_width(self, entry: Entry) -> int:
        if not entry.count:
            return 0
        return QFontMetrics(self._chosen_count).horizontalAdvance(f"{entry.count:,}") + 5

    def _paint_text(
        self, painter: QPainter, option: QStyleOptionViewItem, logical: QRect, entry: Entry, font: QFont
    ) -> None:
        selected = bool(option.state & QStyle.StateFlag.State_Selected) and not entry.heading
        metrics = QFontMetrics(font)
        place = QRect(option.rect.left() + logical.left(), option.rect.top(), logical.width(), option.rect.height())
        place = QStyle.visualRect(option.direction, option.rect, place)
        baseline = option.rect.top() + logical.top() + (option.rect.height() - metrics.height()) // 2 + metrics.ascent()
        painter.setFont(font)
        painter.setPen(tokens().dim if entry.heading else tokens().on_tint if selected else tokens().text)
        at_right = option.direction is Qt.LayoutDirection.RightToLeft
        paint_words(painter, place, baseline, Words(entry.shown), at_right=at_right)

    def _paint_icon(
        self, painter: QPainter, option: QStyleOptionViewItem, name: str, left: int, size: int, selected: bool
    ) -> None:
        rect = option.rect
        place = QRect(rect.left() + left, rect.top() + (rect.height() - size) // 2, size, size)
        place = QStyle.visualRect(option.direction, rect, place)
        tone = ("on_tint" if tokens().high_contrast else "accent") if selected else "dim"
        device = painter.device()
        ratio = device.devicePixelRatioF() if device is not None else 1.0
        painter.drawPixmap(place.topLeft(), icons.pixmap(name, tone, size, ratio))

    def _paint_count(self, painter: QPainter, option: QStyleOptionViewItem, entry: Entry, selected: bool) -> None:
        colours, text = tokens(), f"{entry.count:,}"
        font = self._badge if entry.urgent else self._chosen_count if selected else self._count
        metrics = QFontMetrics(font)
        wide = metrics.horizontalAdvance(text)
        rect = option.rect
        right = rect.right() + 1 - _TRAILING
        if entry.urgent:
            high = max(20, metrics.height() + 4)
            pill = QRect(0, rect.top() + (rect.height() - high) // 2, max(high, wide + 12), high)
            pill.moveRight(right + 5)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.bad_ground)
            pill = QStyle.visualRect(option.direction, rect, pill)
            painter.drawRoundedRect(QRectF(pill), high / 2, high / 2)
            painter.setFont(font)
            painter.setPen(colours.bad)
            painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)
            return
        painter.setFont(font)
        painter.setPen(colours.on_tint if selected else colours.dim)
        place = QStyle.visualRect(option.direction, rect, QRect(right - wide, rect.top(), wide, rect.height()))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_rail(self, painter: QPainter, option: QStyleOptionViewItem, entry: Entry) -> None:
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        left = (option.rect.width() - icons.SIZE) // 2
        self._paint_icon(painter, option, entry.icon, left, icons.SIZE, selected)
        if entry.urgent and entry.count:
            dot = QRect(option.rect.left() + left + 11, option.rect.top() + 6, 8, 8)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens().bad)
            painter.drawEllipse(QRectF(QStyle.visualRect(option.direction, option.rect, dot)))
