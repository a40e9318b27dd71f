"""What lies over the window while a file or text is dragged over it."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from contactbook.gui.icons import pixmap
from contactbook.gui.theme import HEADING, factor_font, tokens
from contactbook.i18n import _


class DropOverlay(QWidget):
    """A weak tint over all, a frame in the accent and three words; the pointer passes through."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def cover(self) -> None:
        """Lie over the whole parent."""
        parent = self.parentWidget()
        if parent is not None:
            self.setGeometry(parent.rect())
        self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QColor(colours.tint_weak)
        ground.setAlphaF(0.92)
        painter.fillRect(self.rect(), ground)
        painter.setPen(QPen(colours.accent, 2))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(9, 9, -9, -9), 10, 10)
        words = _("Drop to read")
        painter.setFont(factor_font(self.font(), HEADING, semibold=True))
        width = painter.fontMetrics().horizontalAdvance(words) + 36
        left = (self.width() - width) // 2
        middle = self.height() // 2
        mark_at = left if self.isLeftToRight() else left + width - 24
        painter.drawPixmap(mark_at, middle - 12, pixmap("file-down", "accent", 24, self.devicePixelRatioF()))
        painter.setPen(colours.accent)
        text_at = left + 36 if self.isLeftToRight() else left
        box = QRectF(text_at, middle - 24, width - 36, 48)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignHCenter, words)


def dropped_files(data: QMimeData) -> list[Path]:
    """List the files of this machine that are dragged."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def can_drop(data: QMimeData) -> bool:
    """Tell whether what is dragged can be read: files or text."""
    return bool(dropped_files(data)) or (data.hasText() and bool(data.text().strip()))
