"""Small things that a review paints: ticks, guess pills, flags and words one after the other."""

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyle

from contactbook.gui.icons import flag, pixmap
from contactbook.gui.review_state import Tick
from contactbook.gui.theme import STATE, factor_font, tokens

TICK = 18


class Pen:
    """Sets things side by side in a line from its leading edge, mirrored where the layout is."""

    def __init__(self, painter: QPainter, whole: QRect, line: QRect, direction: Qt.LayoutDirection) -> None:
        self.painter = painter
        self._whole = whole
        self._line = line
        self._direction = direction
        self.at = line.left()
        self.end = line.right() + 1
        device = painter.device()
        self._ratio = device.devicePixelRatioF() if device else 1.0

    @property
    def room(self) -> int:
        """How much of the line is left, in px."""
        return max(0, self.end - self.at)

    def place(self, width: int, height: int | None = None) -> QRect:
        """Take room on the line and give it, as it lies on the screen."""
        high = self._line.height() if height is None else height
        top = self._line.top() + (self._line.height() - high) // 2
        spot = QRect(self.at, top, width, high)
        self.at += width
        return QStyle.visualRect(self._direction, self._whole, spot)

    def skip(self, width: int) -> None:
        """Leave a gap."""
        self.at += width

    def words(self, text: str, font: QFont, ink: QColor, *, struck: bool = False, least: int = 24) -> None:
        """Draw words, elided where the line ends."""
        if not text or self.room < least:
            return
        metrics = QFontMetrics(font)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, self.room)
        spot = self.place(min(metrics.horizontalAdvance(shown) + 2, self.room))
        drawn = QFont(font)
        drawn.setStrikeOut(struck)
        self.painter.setFont(drawn)
        self.painter.setPen(ink)
        left = self._direction == Qt.LayoutDirection.LeftToRight
        side = Qt.AlignmentFlag.AlignLeft if left else Qt.AlignmentFlag.AlignRight
        self.painter.drawText(spot, side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute, shown)

    def icon(self, name: str, tone: str, size: int = 16) -> None:
        """Draw an icon."""
        self.painter.drawPixmap(self.place(size, size).topLeft(), pixmap(name, tone, size, self._ratio))

    def flag(self, country: str | None) -> None:
        """Draw a flag and the gap after it."""
        self.painter.drawPixmap(self.place(20, 15).topLeft(), flag(country, self._ratio))
        self.skip(7)

    def pill(self, text: str, font: QFont) -> None:
        """Draw the dashed pill of a guess, elided where it does not fit."""
        small = factor_font(font, STATE, semibold=True)
        metrics = QFontMetrics(small)
        around = 8 + 14 + 4 + 8
        if self.room < around + 30:
            return
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, self.room - around)
        spot = self.place(metrics.horizontalAdvance(shown) + around + 2, metrics.height() + 6)
        pen = QPen(tokens().accent, 1.25)
        pen.setDashPattern([3, 2.5])
        self.painter.setPen(pen)
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        half = spot.height() / 2
        self.painter.drawRoundedRect(QRectF(spot).adjusted(1, 1, -1, -1), half - 1, half - 1)
        mark = QRect(spot.left() + 8, spot.center().y() - 6, 14, 14)
        inside = QRect(mark.right() + 5, spot.top(), spot.width() - around + 2, spot.height())
        self.painter.drawPixmap(
            QStyle.visualRect(self._direction, spot, mark).topLeft(), pixmap("circle-help", "accent", 14, self._ratio)
        )
        self.painter.setFont(small)
        self.painter.setPen(tokens().accent)
        self.painter.drawText(QStyle.visualRect(self._direction, spot, inside), Qt.AlignmentFlag.AlignCenter, shown)


def paint_tick(painter: QPainter, place: QRect, tick: Tick, focus: bool) -> None:
    """Draw a box of three states, with a ring where the keyboard is."""
    colours = tokens()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    box = QRectF(place)
    if tick == "no":
        painter.setPen(QPen(colours.outline, 1.25))
        painter.setBrush(colours.field)
        painter.drawRoundedRect(box.adjusted(0.75, 0.75, -0.75, -0.75), 4, 4)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.accent_fill)
        painter.drawRoundedRect(box, 4, 4)
        pen = QPen(colours.on_accent, 2)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        centre = place.center()
        if tick == "some":
            painter.drawLine(QPoint(place.left() + 5, centre.y() + 1), QPoint(place.right() - 4, centre.y() + 1))
        else:
            path = QPainterPath()
            path.moveTo(place.left() + 4.5, place.top() + 9.5)
            path.lineTo(place.left() + 7.8, place.top() + 12.8)
            path.lineTo(place.left() + 13.5, place.top() + 6)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPath(path)
    if focus:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colours.accent, 2))
        painter.drawRoundedRect(box.adjusted(-3, -3, 3, 3), 6, 6)
    painter.restore()
