"""The message under a field: what is wrong, what to do, and one button that does it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from contactbook.gui import icons, theme
from contactbook.gui.controls import Button, Text

_ICONS = {"bad": "circle-alert", "warn": "triangle-alert", "good": "check", "dim": "info"}


def announce(about: QWidget, words: str) -> None:
    """Have a screen reader say something about a control as it happens."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(about, words))


class FieldMessage(QWidget):
    """A message in a tone (bad, warn, good, dim); it is its field's description and is announced as it appears."""

    remedy_chosen = Signal()

    def __init__(self, field: QWidget) -> None:
        super().__init__()
        self._field = field
        self._words = ""
        self._tone = "dim"
        self._ratio = 0.0
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 0, 0, 2)
        row.setSpacing(6)
        self._sign = QLabel()
        self._sign.setFixedWidth(14)
        self._text = Text(factor=theme.SECOND)
        self._text.setWordWrap(True)
        self._text.align_top()
        self.button = Button("", kind="link", small=True)  # the remedy's
        # The words begin on the line of the button's words.
        above = max(0, (self.button.sizeHint().height() - self._text.fontMetrics().height()) // 2)
        self._text.setContentsMargins(0, above, 0, 0)
        self._sign.setContentsMargins(0, above + 1, 0, 0)
        self.button.clicked.connect(self.remedy_chosen)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._text, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def text(self) -> str:
        """Give the words shown, "" where there is no message."""
        return self._words

    def remedy(self) -> str:
        """Give the words of the button, "" where there is none."""
        return self.button.text().replace("&&", "&") if self._words and not self.button.isHidden() else ""

    def press(self) -> None:
        """Choose the remedy."""
        self.remedy_chosen.emit()

    def show_message(self, words: str, tone: str = "bad", remedy: str | None = None) -> None:
        """Show a message, or none where words are empty."""
        new = words and words != self._words
        self._words, self._tone = words, tone
        self._field.setAccessibleDescription(words)
        if not words:
            self.hide()
            return
        self._text.setText(words)
        self._text.set_tone(tone)
        self._sign.setPixmap(icons.pixmap(_ICONS[tone], tone, 14, self.devicePixelRatioF()))
        self.button.set_text(remedy or "")
        self.button.setVisible(bool(remedy))
        self.show()
        if new:
            announce(self._field, words)

    def changeEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        super().changeEvent(event)
        if event.type() == event.Type.PaletteChange and getattr(self, "_words", ""):
            self._sign.setPixmap(icons.pixmap(_ICONS[self._tone], self._tone, 14, self.devicePixelRatioF()))
