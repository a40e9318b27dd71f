"""Choices of a few: a switch, and segments of which one is chosen."""

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QRadioButton, QSizePolicy, QStyle, QWidget

from contactbook.gui import icons
from contactbook.gui.text import as_read
from contactbook.gui.theme import RADIUS_CONTROL, RADIUS_ROW, RING, factor_font, tokens
from contactbook.i18n import _

_TRACK = QSize(36, 20)
_GAP = 8
_ROOM = RING + 2  # for the ring and the air inside it
_PAD = 3


class Switch(QCheckBox):
    """A switch with a word for either side; "Public" and "Internal" unless others are given."""

    def __init__(
        self, on: str | None = None, off: str | None = None, name: str | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._words = {True: on or _("Public"), False: off or _("Internal")}
        self.setAccessibleName(name or self._words[True])
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def word(self) -> str:
        """Give the word shown now."""
        return self._words[self.isChecked()]

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        words = max(metrics.horizontalAdvance(word) for word in self._words.values())
        height = max(_TRACK.height(), metrics.height()) + 2 * _ROOM
        return QSize(_TRACK.width() + _GAP + words + 2 * _ROOM, height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        track = QRect(_ROOM, (self.height() - _TRACK.height()) // 2, _TRACK.width(), _TRACK.height())
        self._paint_track(painter, QStyle.visualRect(self.layoutDirection(), self.rect(), track))
        words = QRect(track.right() + 1 + _GAP, 0, self.width() - track.right() - 1 - _GAP, self.height())
        painter.setPen(tokens().text if self.isEnabled() else tokens().off)
        _draw_words(painter, self, QStyle.visualRect(self.layoutDirection(), self.rect(), words), self.word())

    def _paint_track(self, painter: QPainter, track: QRect) -> None:
        colours, on, enabled = tokens(), self.isChecked(), self.isEnabled()
        area = QRectF(track)
        half = area.height() / 2
        painter.setPen(Qt.PenStyle.NoPen if on else QPen(colours.outline if enabled else colours.line, 1.5))
        painter.setBrush((colours.accent_fill if enabled else colours.off) if on else colours.field)
        shape = area if on else area.adjusted(0.75, 0.75, -0.75, -0.75)
        painter.drawRoundedRect(shape, half, half)
        at_right = on == self.isLeftToRight()
        knob = 14.0 if on else 10.0
        centre = area.right() - half if at_right else area.left() + half
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.on_accent if on else colours.outline if enabled else colours.off)
        painter.drawEllipse(QRectF(centre - knob / 2, area.center().y() - knob / 2, knob, knob))
        if self.hasFocus():
            painter.setPen(QPen(colours.accent, RING))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area.adjusted(-3, -3, 3, 3), half + 3, half + 3)


class Segmented(QWidget):
    """Options side by side of which one is chosen; Tab comes to the chosen one, the arrows choose."""

    chosen = Signal(str)

    def __init__(
        self, options: list[tuple[str, str, str | None]], name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._segments: dict[str, _Segment] = {}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(_PAD, _PAD, _PAD, _PAD)
        layout.setSpacing(2)
        for key, text, icon in options:
            segment = _Segment(text, icon, self)
            segment.toggled.connect(self._tell)
            segment.setObjectName(key)
            self._segments[key] = segment
            layout.addWidget(segment, 1)
        widest = max((segment.natural_width() for segment in self._segments.values()), default=0)
        for segment in self._segments.values():
            segment.wanted = widest
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        if options:
            self.choose(options[0][0])

    def value(self) -> str:
        """Give the key of what is chosen."""
        return next((key for key, segment in self._segments.items() if segment.isChecked()), "")

    def choose(self, key: str) -> None:
        """Choose by key without telling."""
        self.blockSignals(True)
        self._segments[key].setChecked(True)
        self.blockSignals(False)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(tokens().outline, 1) if tokens().high_contrast else Qt.PenStyle.NoPen)
        painter.setBrush(tokens().trough)
        painter.drawRoundedRect(QRectF(self.rect()), RADIUS_ROW, RADIUS_ROW)

    def _tell(self, on: bool) -> None:
        if on:
            self.chosen.emit(self.value())


class _Segment(QRadioButton):
    def __init__(self, text: str, icon: str | None, parent: QWidget) -> None:
        super().__init__(parent)
        self._word = text
        self._icon = icon
        self.wanted = 0  # as wide as the widest of the row
        self.setAccessibleName(text)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def natural_width(self) -> int:
        metrics = QFontMetrics(factor_font(self.font(), 1.0, semibold=True))
        return metrics.horizontalAdvance(self._word) + (icons.SIZE + _GAP if self._icon else 0) + 24

    def sizeHint(self) -> QSize:
        return QSize(max(self.wanted, self.natural_width()), max(28, self.fontMetrics().height() + 10))

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        return QSize(hint.width() - 12, hint.height())

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.HoverEnter, QEvent.Type.HoverLeave):
            self.update()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect())
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.thumb)
            painter.drawRoundedRect(area, RADIUS_CONTROL, RADIUS_CONTROL)
        if self.hasFocus():
            painter.setPen(QPen(colours.accent, RING))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), RADIUS_CONTROL - 1, RADIUS_CONTROL - 1)
        self._paint_words(painter)

    def _paint_words(self, painter: QPainter) -> None:
        on_thumb = "on_tint" if tokens().high_contrast else "text"
        tone = (
            "off" if not self.isEnabled() else on_thumb if self.isChecked() else "text" if self.underMouse() else "dim"
        )
        painter.setFont(factor_font(self.font(), 1.0, semibold=True))
        metrics = painter.fontMetrics()
        icon = icons.SIZE + _GAP if self._icon else 0
        word = metrics.elidedText(self._word, Qt.TextElideMode.ElideRight, self.width() - icon - 8)
        wide = icon + metrics.horizontalAdvance(word)
        left = (self.width() - wide) // 2
        whole = self.rect()
        if self._icon:
            place = QRect(left, (self.height() - icons.SIZE) // 2, icons.SIZE, icons.SIZE)
            drawn = icons.pixmap(self._icon, tone, icons.SIZE, self.devicePixelRatioF())
            painter.drawPixmap(QStyle.visualRect(self.layoutDirection(), whole, place).topLeft(), drawn)
        painter.setPen(getattr(tokens(), tone))
        place = QRect(left + icon, 0, wide - icon + 2, self.height())
        _draw_words(painter, self, QStyle.visualRect(self.layoutDirection(), whole, place), word)


def _draw_words(painter: QPainter, widget: QWidget, place: QRect, words: str) -> None:
    side = Qt.AlignmentFlag.AlignRight if widget.isRightToLeft() else Qt.AlignmentFlag.AlignLeft
    side |= Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
    painter.drawText(place, side, as_read(words, widget))
