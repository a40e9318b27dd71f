"""Paints the composer's contacts: a grip, who it is, a cross, and what to look at with its remedy."""

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QToolTip, QWidget

from contactbook.gui import icons
from contactbook.gui.composer_model import ROW, Index
from contactbook.gui.composer_words import REMEDIES, ComposerRow, Concern
from contactbook.gui.contact_delegate import paint_ground
from contactbook.gui.painted_text import paint_words
from contactbook.gui.row_words import Words
from contactbook.gui.text import tip
from contactbook.gui.theme import SECOND, factor_font, tokens
from contactbook.i18n import _

_LEFT = 32  # where the words begin
_RIGHT = 10
_ICON = 14
_CROSS = 28  # the square that takes a click on the cross
_GAP = 8


class ComposerDelegate(QStyledItemDelegate):
    """Two lines a contact, a third where there is something to look at."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pointer: QPoint | None = None
        self.measure()

    def measure(self) -> None:
        """Take fonts and heights anew, after the program's font changed."""
        self._name = factor_font(None, 1.0, semibold=True)
        self._second = factor_font(None, SECOND)
        self._remedy = factor_font(None, SECOND, semibold=True)
        lines = QFontMetrics(self._name).height() + QFontMetrics(self._second).height()
        self._two = max(46, lines + 14)
        self._third = max(28, QFontMetrics(self._remedy).height() + 10)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row = index.data(ROW)
        return QSize(0, self._two + (self._third if row is not None and row.concern else 0))

    def part_at(self, option: QStyleOptionViewItem, index: Index, spot: QPoint) -> str:
        """Tell what of a row lies under the pointer: "remove", "remedy" or ""."""
        row = index.data(ROW)
        if not isinstance(row, ComposerRow):
            return ""
        if _mirrored(option, self._cross_place(option.rect)).contains(spot):
            return "remove"
        if row.concern and _mirrored(option, self._remedy_place(option.rect, row.concern)).contains(spot):
            return "remedy"
        return ""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW)
        if not isinstance(row, ComposerRow):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, option.rect, option.state, option.direction, tokens())
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        pointed = self.part_at(option, index, self.pointer) if self.pointer is not None else ""
        rect = option.rect
        grip = QRect(rect.left() + 8, rect.top() + (self._two - 16) // 2, 16, 16)
        self._paint_icon(painter, option, grip, "grip-vertical", "accent" if selected else "dim", 16)
        cross = self._cross_place(rect)
        mark = QRect(cross.left() + (_CROSS - 16) // 2, cross.top() + (_CROSS - 16) // 2, 16, 16)
        self._paint_icon(painter, option, mark, "x", "text" if pointed == "remove" else "dim", 16)
        self._paint_lines(painter, option, row, selected)
        if row.concern:
            self._paint_concern(painter, option, row, pointed == "remedy")
        painter.restore()

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        """Say whole what is cut short or stands behind the first warning; name the cross."""
        if event.type() is not QEvent.Type.ToolTip:
            return super().helpEvent(event, view, option, index)
        row = index.data(ROW)
        words = ""
        if isinstance(row, ComposerRow):
            said = [row.name, row.second, *(concern.text for concern in row.concerns)]
            words = "\n".join(part for part in said if part)
            if self.part_at(option, index, event.pos()) == "remove":
                words = _("Leave out {name}").format(name=row.name)
        QToolTip.showText(event.globalPos(), tip(words).replace("\n", "<br>"), view)
        return True

    def _paint_lines(self, painter: QPainter, option: QStyleOptionViewItem, row: ComposerRow, selected: bool) -> None:
        name, second = QFontMetrics(self._name), QFontMetrics(self._second)
        held = name.height() + (second.height() if row.second else 0)
        top = option.rect.top() + (self._two - held) // 2
        colours = tokens()
        lines = [(row.name, self._name, top + name.ascent(), colours.text)]
        if row.second:
            lines.append((row.second, self._second, top + name.height() + second.ascent(), colours.dim))
        right = self._cross_place(option.rect).left() - 4
        for words, font, baseline, ink in lines:
            place = QRect(option.rect.left() + _LEFT, top, right - option.rect.left() - _LEFT, 0)
            self._paint_text(painter, option, place, baseline, words, font, colours.on_tint if selected else ink)

    def _paint_concern(self, painter: QPainter, option: QStyleOptionViewItem, row: ComposerRow, pointed: bool) -> None:
        concern, rect, colours = row.concern, option.rect, tokens()
        if concern is None:
            return
        metrics = QFontMetrics(self._second)
        top = rect.top() + self._two - 4
        baseline = top + (self._third - metrics.height()) // 2 + metrics.ascent()
        left = rect.left() + _LEFT
        self._paint_icon(
            painter, option, QRect(left, top + (self._third - _ICON) // 2, _ICON, _ICON), concern.icon, concern.tone
        )
        remedy = self._remedy_place(rect, concern)
        words = QRect(left + _ICON + 6, top, remedy.left() - _GAP - left - _ICON - 6, self._third)
        self._paint_text(painter, option, words, baseline, concern.text, self._second, getattr(colours, concern.tone))
        font = QFont(self._remedy)
        font.setUnderline(pointed)
        self._paint_text(painter, option, remedy, baseline, REMEDIES[concern.remedy], font, colours.accent)

    def _paint_text(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        place: QRect,
        baseline: int,
        words: str,
        font: QFont,
        ink: QColor,
    ) -> None:
        painter.setFont(font)
        painter.setPen(ink)
        at_right = option.direction is Qt.LayoutDirection.RightToLeft
        paint_words(painter, _mirrored(option, place), baseline, Words(words), at_right=at_right)

    def _paint_icon(
        self, painter: QPainter, option: QStyleOptionViewItem, place: QRect, name: str, tone: str, size: int = _ICON
    ) -> None:
        device = painter.device()
        ratio = device.devicePixelRatioF() if device is not None else 1.0
        painter.drawPixmap(_mirrored(option, place).topLeft(), icons.pixmap(name, tone, size, ratio))

    def _cross_place(self, rect: QRect) -> QRect:
        return QRect(rect.right() + 1 - 4 - _CROSS, rect.top() + (self._two - _CROSS) // 2, _CROSS, _CROSS)

    def _remedy_place(self, rect: QRect, concern: Concern) -> QRect:
        wide = QFontMetrics(self._remedy).horizontalAdvance(REMEDIES[concern.remedy]) + 1
        return QRect(rect.right() + 1 - _RIGHT - wide, rect.top() + self._two - 4, wide, self._third)


def _mirrored(option: QStyleOptionViewItem, place: QRect) -> QRect:
    return QStyle.visualRect(option.direction, option.rect, place)
