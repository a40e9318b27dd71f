"""Words on the screen: plain text from anywhere, made harmless, elided, and kept in its own direction."""

from html import escape

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from contactbook.domain.harmless import one_line
from contactbook.gui.theme import factor_font, restyle, tokens

_LONGEST = 400


def clean(text: str) -> str:
    """Make a text from outside fit for one line among others: no controls, nothing that turns, not endless."""
    if len(text) > _LONGEST:
        text = text[:_LONGEST] + "…"
    return text if text.isascii() and text.isprintable() else one_line(text)


def isolate(number: str) -> str:
    """Keep a number in its own direction and on one line, for showing only; never copy what this gives."""
    return "\u2066" + number.replace(" ", "\u00a0") + "\u2069"


def natural(text: str) -> str:
    """Let a text that is painted run as its own first letter does, whatever runs around it; for the screen only."""
    return f"\N{FIRST STRONG ISOLATE}{text}\N{POP DIRECTIONAL ISOLATE}"


def as_read(text: str, widget: QWidget) -> str:
    """Have a text that a widget paints run as it is read: in a mirrored layout its full stop came before it."""
    return natural(text) if widget.isRightToLeft() else text


def tip(text: str) -> str:
    """Write a tooltip that shows a text as it is, for tooltips guess markup."""
    return f"<span>{escape(text)}</span>" if text else ""


class Text(QLabel):
    """A label of plain text in a tone, set to the leading side whatever script it is in."""

    def __init__(
        self,
        text: str = "",
        tone: str = "text",
        factor: float = 1.0,
        semibold: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        if factor != 1.0 or semibold:
            factor_font(self, factor, semibold)
        self._tone = tone
        self.set_tone(tone)
        self._vertical = Qt.AlignmentFlag.AlignVCenter
        self._align()

    def set_tone(self, tone: str) -> None:
        """Colour the words by a token: text, dim, accent, good, warn, bad ..."""
        self._tone = tone
        restyle(self, tone=tone)

    def align_top(self) -> None:
        """Keep to the top where there is more room than lines."""
        self._vertical = Qt.AlignmentFlag.AlignTop
        self._align()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._align()

    def _align(self) -> None:
        side = Qt.AlignmentFlag.AlignRight if self.isRightToLeft() else Qt.AlignmentFlag.AlignLeft
        self.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute | self._vertical)


class Elided(Text):
    """One line that ends in an ellipsis where it does not fit, and then stands whole in its tooltip."""

    def __init__(
        self,
        text: str = "",
        tone: str = "text",
        factor: float = 1.0,
        semibold: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, tone, factor, semibold, parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        """Ask for a few letters only."""
        metrics = self.fontMetrics()
        wanted = min(metrics.horizontalAdvance(self.text()), 4 * metrics.averageCharWidth())
        return QSize(wanted, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(tokens().off if not self.isEnabled() else getattr(tokens(), self._tone))
        room = self.contentsRect()
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, self.alignment() | Qt.TextFlag.TextSingleLine, as_read(shown, self))
        told = tip(self.text()) if shown != self.text() else ""
        if told != self.toolTip():
            self.setToolTip(told)
