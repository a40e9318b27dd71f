"""Draws QR codes black on white, each module a whole number of pixels: on the screen, and as a picture to give away."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from contactbook.gui.theme import RADIUS_PANEL

QUIET = 4  # modules of white around a code, without which cameras do not find it
_PICTURE = 1000  # px at least that a picture is wide: sharp in print at the width of a hand
_WHITE = QColor(255, 255, 255)
_BLACK = QColor(0, 0, 0)

Modules = Sequence[Sequence[bool]]


def code_image(modules: Modules, module: int, quiet: int = QUIET) -> QImage:
    """Draw a code with white around it; module is the side of one in px, quiet counts the white ones on each side."""
    side = len(modules) + 2 * quiet
    blank = b"\xff" * side
    edge = b"\xff" * quiet
    rows = [edge + bytes(0 if dark else 255 for dark in row) + edge for row in modules]
    data = b"".join([*[blank] * quiet, *rows, *[blank] * quiet])
    small = QImage(data, side, side, side, QImage.Format.Format_Grayscale8)
    return small.scaled(
        side * module, side * module, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.FastTransformation
    )


def picture(modules: Modules, lines: Sequence[str]) -> QImage:
    """Draw a code to be pasted or saved, with lines of words under it that say whose it is."""
    module = -(-_PICTURE // (len(modules) + 2 * QUIET))
    code = code_image(modules, module)
    font = QFont(QApplication.font())
    font.setPixelSize(code.width() // 24)
    metrics = QFontMetrics(font)
    below = metrics.height() * len(lines) + (QUIET * module if lines else 0)
    drawn = QImage(code.width(), code.height() + below, QImage.Format.Format_RGB32)
    drawn.fill(_WHITE)
    painter = QPainter(drawn)
    painter.drawImage(0, 0, code)
    painter.setPen(_BLACK)
    room = code.width() - 2 * QUIET * module
    for at, line in enumerate(lines):
        font.setWeight(QFont.Weight.DemiBold if at == 0 else QFont.Weight.Normal)
        painter.setFont(font)
        words = QFontMetrics(font).elidedText(line, Qt.TextElideMode.ElideRight, room)
        place = QRectF(QUIET * module, code.height() + at * metrics.height(), room, metrics.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter, words)
    painter.end()
    return drawn


class CodeView(QWidget):
    """Shows a code as large as whole pixels of the screen allow, on white in every theme."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._modules: Modules = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_modules(self, modules: Modules, name: str) -> None:
        """Show a code; name says what it is to who cannot see it."""
        self._modules = modules
        self.setAccessibleName(name)
        self.update()

    def set_side(self, side: int) -> None:
        """Take a square of so many px."""
        self.setFixedSize(QSize(side, side))

    def module_size(self) -> int:
        """Give the side of a module in pixels of the screen."""
        side = len(self._modules) + 2 * QUIET
        return max(1, int(min(self.width(), self.height()) * self.devicePixelRatioF()) // side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_WHITE)
        painter.drawRoundedRect(QRectF(self.rect()), RADIUS_PANEL, RADIUS_PANEL)
        if not self._modules:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
        ratio = self.devicePixelRatioF()
        image = code_image(self._modules, self.module_size(), quiet=0)  # the ground is its quiet zone
        left = int((self.width() * ratio - image.width()) / 2) / ratio
        top = int((self.height() * ratio - image.height()) / 2) / ratio
        image.setDevicePixelRatio(ratio)
        painter.drawImage(QPointF(left, top), image)
