"""A line over the status bar that waits for an answer and stops nothing: a sentence, and two buttons."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from contactbook.gui import theme
from contactbook.gui.controls import Button, Elided
from contactbook.gui.icons import pixmap
from contactbook.gui.status import announce
from contactbook.i18n import _


class Notice(QWidget):
    """Offers an edit that was not saved; taken() and refused() are the answers."""

    taken = Signal()
    refused = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.set_pane(self, "notice")
        self._mark = QLabel()
        self._said = Elided("", tone="warn", factor=theme.SECOND, semibold=True)
        self.take = Button(_("Continue editing"), "pencil", small=True)
        self.refuse = Button(_("Discard"), kind="quiet", small=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 6, 12, 6)
        row.setSpacing(theme.SPACE_2)
        row.addWidget(self._mark)
        row.addWidget(self._said, 1)
        row.addWidget(self.take)
        row.addWidget(self.refuse)
        self.take.clicked.connect(self.taken)
        self.refuse.clicked.connect(self.refused)
        self.paint_anew()
        self.hide()

    def say(self, sentence: str) -> None:
        """Show a sentence; "" takes the line away."""
        self._said.setText(sentence)
        self._said.setAccessibleName(sentence)
        self.setVisible(bool(sentence))
        if sentence:
            announce(self, sentence)

    @property
    def said(self) -> str:
        """What is said; "" where nothing is."""
        return self._said.text()

    def paint_anew(self) -> None:
        """Take the colours of now."""
        self._mark.setPixmap(pixmap("triangle-alert", "warn", 16, self.devicePixelRatioF()))
