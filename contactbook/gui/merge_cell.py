"""A value of one of two contacts that can be taken or left: a button that paints its tick, tinted where it is taken."""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QStyle, QWidget

from contactbook.gui import icons
from contactbook.gui.text import tip
from contactbook.gui.theme import tokens
from contactbook.i18n import _

_ARROWS = {
    Qt.Key.Key_Left: QPoint(-1, 0),
    Qt.Key.Key_Right: QPoint(1, 0),
    Qt.Key.Key_Up: QPoint(0, -1),
    Qt.Key.Key_Down: QPoint(0, 1),
}


class Cell(QAbstractButton):
    """walked(QPoint) says which way the arrows go from it."""

    walked = Signal(QPoint)

    def __init__(
        self,
        label: str,
        text: str,
        *,
        one: bool,
        public: bool | None = None,
        flag: str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._flag = flag  # the country (ISO 3166-1 alpha-2) of a number; None has no flag
        self._one = one
        self._public = public
        self.setText(text)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        said = {True: _("public"), False: _("internal"), None: ""}[public]
        self.setAccessibleName(", ".join(part for part in (label, text, said) if part))

    def nextCheckState(self) -> None:
        """Leave it to the page what a click takes."""

    def sizeHint(self) -> QSize:
        return QSize(200, max(36, self.fontMetrics().height() + 18))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        way = _ARROWS.get(Qt.Key(event.key()))
        if way is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
            return
        self.walked.emit(QPoint(-way.x(), way.y()) if self.isRightToLeft() else way)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours, room = tokens(), self.rect()
        focus = self.hasFocus()
        if self.isChecked() or focus or self.underMouse():
            painter.setPen(QPen(colours.accent, 2) if focus else Qt.PenStyle.NoPen)
            painter.setBrush(colours.tint_weak if self.isChecked() or self.underMouse() else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(room).adjusted(1, 1, -1, -1), 8, 8)
        self._paint_tick(painter, QStyle.visualRect(self.layoutDirection(), room, self._tick_place()))
        end = room.width() - 12
        if self._public is not None:
            end = self._paint_public(painter, end)
        start = 40
        if self._flag is not None:
            spot = QStyle.visualRect(self.layoutDirection(), room, QRect(40, (room.height() - 15) // 2, 20, 15))
            painter.drawPixmap(spot.topLeft(), icons.flag(self._flag, self.devicePixelRatioF()))
            start = 68
        place = QRect(start, 0, max(end - start - 8, 0), room.height())
        left = self.layoutDirection() == Qt.LayoutDirection.LeftToRight
        side = Qt.AlignmentFlag.AlignLeft if left else Qt.AlignmentFlag.AlignRight
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, place.width())
        told = tip(self.text()) if shown != self.text() else ""
        if told != self.toolTip():
            self.setToolTip(told)
        painter.setPen(colours.text)
        painter.setFont(self.font())
        line = side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        painter.drawText(QStyle.visualRect(self.layoutDirection(), room, place), line, shown)

    def _tick_place(self) -> QRect:
        return QRect(11, (self.height() - 18) // 2, 18, 18)

    def _paint_tick(self, painter: QPainter, place: QRect) -> None:
        colours, taken = tokens(), self.isChecked()
        painter.setPen(Qt.PenStyle.NoPen if taken else QPen(colours.outline, 1))
        painter.setBrush(colours.accent_fill if taken else colours.field)
        box = QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5)
        if self._one:
            painter.drawEllipse(box)
            if taken:
                painter.setBrush(colours.on_accent)
                painter.drawEllipse(box.adjusted(5, 5, -5, -5))
            return
        painter.drawRoundedRect(box, 4, 4)
        if taken:
            drawn = icons.pixmap("check", "on_accent", 14, self.devicePixelRatioF())
            painter.drawPixmap(place.topLeft() + QPoint(2, 2), drawn)

    def _paint_public(self, painter: QPainter, end: int) -> int:
        """Say at the trailing end whether it may be published; give where that begins."""
        words = _("Public") if self._public else _("Internal")
        wide = self.fontMetrics().horizontalAdvance(words) if self.width() > 300 else 0
        start = end - wide - (22 if wide else 16)
        if not self._public:  # on a chip, as everywhere
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens().base2 if self.isChecked() else tokens().chip)
            chip = QRect(start - 8, (self.height() - 22) // 2, end - start + 12, 22)
            painter.drawRoundedRect(QRectF(QStyle.visualRect(self.layoutDirection(), self.rect(), chip)), 11, 11)
        icon = icons.pixmap("globe" if self._public else "lock", "dim", 16, self.devicePixelRatioF())
        spot = QStyle.visualRect(self.layoutDirection(), self.rect(), QRect(start, (self.height() - 16) // 2, 16, 16))
        painter.drawPixmap(spot.topLeft(), icon)
        if wide:
            painter.setPen(tokens().dim)
            place = QRect(start + 22, 0, wide + 2, self.height())
            where = QStyle.visualRect(self.layoutDirection(), self.rect(), place)
            painter.drawText(where, Qt.AlignmentFlag.AlignCenter, words)
        return start if self._public else start - 8
