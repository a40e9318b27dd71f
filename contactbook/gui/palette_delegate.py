"""Paints a row of the palette: icon, words with the typed letters coloured, what more there is to say, keys."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from contactbook.gui.icons import pixmap
from contactbook.gui.palette_match import Match
from contactbook.gui.theme import factor_font, tokens

GROUP = int(Qt.ItemDataRole.UserRole) + 1
MATCH = int(Qt.ItemDataRole.UserRole) + 2

_EDGE = 8  # from the view to the row's ground
_PAD = 14


class PaletteDelegate(QStyledItemDelegate):
    """Rows of 36 px and group titles, grown with the font."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        line = QFontMetrics(option.font).height()
        return QSize(100, max(36, line + 18) if index.data(MATCH) else max(30, line + 12))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        match = index.data(MATCH)
        if match is None:
            _paint_title(painter, option, str(index.data(GROUP)))
        else:
            _paint_match(painter, option, match, index == option.widget.currentIndex())  # type: ignore[attr-defined]
        painter.restore()


def _paint_title(painter: QPainter, option: QStyleOptionViewItem, title: str) -> None:
    painter.setFont(factor_font(option.font, 0.92, semibold=True))
    painter.setPen(tokens().dim)
    box = option.rect.adjusted(_EDGE + _PAD, 6, -_EDGE - _PAD, 0)
    painter.drawText(box, _side(option) | Qt.AlignmentFlag.AlignVCenter, title)


def _paint_match(painter: QPainter, option: QStyleOptionViewItem, match: Match, current: bool) -> None:
    colours = tokens()
    row = option.rect.adjusted(_EDGE, 0, -_EDGE, 0)
    possible = match.entry.reason is None
    if current:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.tint)
        painter.drawRoundedRect(QRectF(row), 6, 6)
        painter.setBrush(colours.accent)
        bar = QRect(row.left(), row.top() + 9, 3, row.height() - 18)
        painter.drawRoundedRect(QRectF(QStyle.visualRect(option.direction, option.rect, bar)), 1.5, 1.5)
    ratio = painter.device().devicePixelRatioF()
    tone = "off" if not possible else "accent" if current else "dim"
    spot = QRect(row.left() + _PAD, row.center().y() - 8, 16, 16)
    if match.entry.icon:
        painter.drawPixmap(
            QStyle.visualRect(option.direction, option.rect, spot).topLeft(), pixmap(match.entry.icon, tone, 16, ratio)
        )
    end = _paint_keys(painter, option, match.entry.keys, row) if possible else row.right() - _PAD
    words = QRect(spot.right() + 13, row.top(), end - spot.right() - 13 - 8, row.height())
    ink = colours.off if not possible else colours.on_tint if current else colours.text
    used = _paint_words(painter, option, match, words, ink)
    rest = words.adjusted(used + 12, 0, 0, 0)
    second = match.entry.reason or match.entry.second
    if second and rest.width() > 24:
        painter.setFont(factor_font(option.font, 0.94))
        painter.setPen(colours.on_tint if current else colours.dim)
        shown = painter.fontMetrics().elidedText(second, Qt.TextElideMode.ElideRight, rest.width())
        box = QStyle.visualRect(option.direction, option.rect, rest)
        painter.drawText(box, _side(option) | Qt.AlignmentFlag.AlignVCenter, shown)


def _paint_words(painter: QPainter, option: QStyleOptionViewItem, match: Match, box: QRect, ink: QColor) -> int:
    """Draw the entry's words, the typed letters in the accent; return the width they take."""
    text = QFontMetrics(option.font).elidedText(match.entry.text, Qt.TextElideMode.ElideRight, box.width())
    layout = QTextLayout(text, option.font)
    way = QTextOption()
    way.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout.setTextOption(way)
    layout.setFormats([_marked(start, end) for start, end in match.marks if end <= len(text)])
    layout.beginLayout()
    line = layout.createLine()
    layout.endLayout()
    width = int(line.naturalTextWidth()) + 1
    place = QStyle.visualRect(option.direction, option.rect, QRect(box.left(), box.top(), width, box.height()))
    painter.setPen(ink)
    layout.draw(painter, QPointF(place.left(), place.top() + (box.height() - line.height()) / 2))
    return width


def _marked(start: int, end: int) -> QTextLayout.FormatRange:
    found = QTextLayout.FormatRange()
    found.start, found.length = start, end - start
    form = QTextCharFormat()
    form.setForeground(tokens().accent)
    found.format = form
    return found


def _paint_keys(painter: QPainter, option: QStyleOptionViewItem, keys: tuple[str, ...], row: QRect) -> int:
    """Draw the keys at the trailing end, each on its chip; return where they begin."""
    colours = tokens()
    painter.setFont(factor_font(option.font, 0.86))
    metrics = painter.fontMetrics()
    at = row.right() - 10
    # They are read from left to right in a mirrored layout too, in which the trailing end is on the left.
    for key in keys if option.direction == Qt.LayoutDirection.RightToLeft else reversed(keys):
        width = metrics.horizontalAdvance(key) + 12
        height = metrics.height() + 4
        at -= width
        box = QRect(at, row.center().y() - height // 2 + 1, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.chip)
        place = QStyle.visualRect(option.direction, option.rect, box)
        painter.drawRoundedRect(QRectF(place), 4, 4)
        painter.setPen(colours.on_chip)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, key)
        at -= 4
    return at


def _side(option: QStyleOptionViewItem) -> Qt.AlignmentFlag:
    left = option.direction == Qt.LayoutDirection.LeftToRight
    return (Qt.AlignmentFlag.AlignLeft if left else Qt.AlignmentFlag.AlignRight) | Qt.AlignmentFlag.AlignAbsolute
