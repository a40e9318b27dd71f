"""Small signs: a tag with an icon and a word, and the round picture or initials of a contact."""

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap, QPixmapCache
from PySide6.QtWidgets import QApplication, QLabel, QSizePolicy, QStyle, QWidget

from contactbook.domain import names
from contactbook.gui import icons
from contactbook.gui.text import as_read, tip
from contactbook.gui.theme import STATE, factor_font, tokens

_ICON = 14
_GAP = 4
_PAD = 8
# ground, edge and ink by tone; None paints nothing
_TONES: dict[str, tuple[str | None, str]] = {
    "chip": ("chip", "on_chip"),
    "good": ("good_ground", "good"),
    "warn": ("warn_ground", "warn"),
    "bad": ("bad_ground", "bad"),
    "guess": (None, "accent"),
    "plain": (None, "dim"),
}


class Tag(QLabel):
    """A pill with an icon and a word; a guess has a dashed edge, a plain one no ground."""

    def __init__(self, text: str, icon: str | None = None, tone: str = "chip", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        factor_font(self, STATE, semibold=True)
        self._compact = False
        self.show_tag(text, icon, tone)

    def show_tag(self, text: str, icon: str | None = None, tone: str = "chip") -> None:
        """Change word, icon and tone: chip, good, warn, bad, guess or plain."""
        self._icon = icon
        self._tone = tone
        self.setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def set_compact(self, compact: bool) -> None:
        """Show the icon only; the word goes to the tooltip."""
        self._compact = compact and self._icon is not None
        self.setToolTip(tip(self.text()) if self._compact else "")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        icon = _ICON if self._icon else 0
        words = 0 if self._compact else metrics.horizontalAdvance(self.text()) + (_GAP if icon else 2)
        return QSize(2 * _PAD + icon + words, max(22, metrics.height() + 6))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        ground, ink = _TONES[self._tone]
        colours = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect())
        half = area.height() / 2
        if self._tone == "guess":
            painter.setPen(QPen(colours.accent, 1.25, Qt.PenStyle.DashLine))
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), half - 1, half - 1)
        elif ground is not None:
            painter.setPen(QPen(colours.outline, 1) if colours.high_contrast else Qt.PenStyle.NoPen)
            painter.setBrush(getattr(colours, ground))
            painter.drawRoundedRect(area, half, half)
        self._paint_words(painter, ink)

    def _paint_words(self, painter: QPainter, ink: str) -> None:
        whole, at = self.rect(), _PAD
        if self._icon:
            place = QRect(at, (self.height() - _ICON) // 2, _ICON, _ICON)
            drawn = icons.pixmap(self._icon, ink, _ICON, self.devicePixelRatioF())
            painter.drawPixmap(QStyle.visualRect(self.layoutDirection(), whole, place).topLeft(), drawn)
            at += _ICON + _GAP
        if self._compact:
            return
        painter.setPen(getattr(tokens(), ink))
        place = QStyle.visualRect(self.layoutDirection(), whole, QRect(at, 0, self.width() - at - 2, self.height()))
        side = Qt.AlignmentFlag.AlignRight if self.isRightToLeft() else Qt.AlignmentFlag.AlignLeft
        side |= Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        painter.drawText(place, side, as_read(self.text(), self))


class Initials(QLabel):
    """A contact as a circle: the photo, the initials, or a headset for a desk."""

    def __init__(self, size: int = 34, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._letters = ""
        self._desk = False
        self._photo = QPixmap()
        self.set_size(size)

    def set_size(self, size: int) -> None:
        """Change the diameter, in px."""
        self.setFixedSize(size, size)

    def show_contact(self, name: str, desk: bool = False, photo: bytes | None = None) -> None:
        """Show a contact; bytes that are no picture count as no photo."""
        self._letters = names.initials(name)
        self._desk = desk
        self._photo = QPixmap()
        if photo:
            self._photo.loadFromData(photo)
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._photo.isNull():
            colours = tokens()
            paint_initials(painter, self.rect(), self._letters, self._desk, colours.avatar, colours.on_chip)
        else:
            self._paint_photo(painter)

    def _paint_photo(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        circle = QPainterPath()
        circle.addEllipse(QRectF(self.rect()))
        painter.setClipPath(circle)
        side = min(self._photo.width(), self._photo.height())
        middle = QRect((self._photo.width() - side) // 2, (self._photo.height() - side) // 2, side, side)
        painter.drawPixmap(self.rect(), self._photo, middle)


def paint_initials(painter: QPainter, place: QRect, letters: str, desk: bool, ground: QColor, ink: QColor) -> None:
    """Paint the circle of a contact without a photo; the letters are a third of it high."""
    device = painter.device()
    ratio = device.devicePixelRatioF() if device else 1.0
    size = place.width()
    font = QApplication.font().family()
    key = f"initials {letters} {desk} {size} {ratio} {ground.rgba():x} {ink.rgba():x} {font}"
    drawn = QPixmap()
    if not QPixmapCache.find(key, drawn):
        drawn = QPixmap(round(size * ratio), round(size * ratio))
        drawn.setDevicePixelRatio(ratio)
        drawn.fill(Qt.GlobalColor.transparent)
        _draw_initials(drawn, QRect(0, 0, size, size), letters, desk, ground, ink)
        QPixmapCache.insert(key, drawn)
    painter.drawPixmap(place.topLeft(), drawn)


def _draw_initials(on: QPixmap, place: QRect, letters: str, desk: bool, ground: QColor, ink: QColor) -> None:
    painter = QPainter(on)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawEllipse(QRectF(place))
    if desk or not letters:
        size = round(place.width() * 0.48)
        sign = icons.coloured("headset" if desk else "user", ink, size, on.devicePixelRatioF())
        corner = place.center()
        painter.drawPixmap(corner.x() - size // 2 + 1, corner.y() - size // 2 + 1, sign)
    else:
        font = factor_font(None, 1.0, semibold=True)
        font.setPixelSize(max(9, round(place.width() * 0.36)))
        painter.setFont(font)
        painter.setPen(ink)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, letters)
    painter.end()
