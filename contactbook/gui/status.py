"""The status bar: what Enter will do, what happened with Undo, and long work with Cancel."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QWidget

from contactbook.gui.controls import Button, Elided
from contactbook.gui.icons import pixmap
from contactbook.gui.theme import SECOND, set_pane
from contactbook.i18n import _

_ICONS = {"good": "circle-check", "bad": "circle-alert", "warn": "triangle-alert", "plain": "info"}


class StatusBar(QWidget):
    """Left what stands ready, right what happened.

    undo_requested, cancel_requested and remedy_requested(key of an action) say what was pressed.
    """

    undo_requested = Signal()
    cancel_requested = Signal()
    remedy_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_pane(self, "base0")
        self._ready = Elided("", tone="dim", factor=SECOND)
        self._ready.setObjectName("ready")
        self._mark = QLabel()
        self._tone = "plain"
        self._said = Elided("", factor=SECOND)
        self._said.setObjectName("said")
        self._undo = Button(_("Undo"), kind="link")
        self._undo.setAccessibleName(_("Undo the last step"))
        self._remedy = Button("", kind="link")
        self._remedy_key = ""
        self._work = Elided("", tone="dim", factor=SECOND)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(160)
        self._bar.setAccessibleName(_("Progress"))
        self._cancel = Button(_("Cancel"), kind="link")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(20, 2, 12, 2)
        layout.setSpacing(8)
        layout.addWidget(self._ready, 1)
        for part in (self._mark, self._said, self._undo, self._remedy, self._work, self._bar, self._cancel):
            layout.addWidget(part)
            part.hide()
        self._undo.clicked.connect(self.undo_requested)
        self._remedy.clicked.connect(lambda: self.remedy_requested.emit(self._remedy_key))
        self._cancel.clicked.connect(self.cancel_requested)
        self._fit()

    def show_ready(self, text: str) -> None:
        """Say what is shown and what Enter will do."""
        if text != self._ready.text():
            self._ready.setText(text)
            self._ready.setAccessibleName(text)

    def say(self, text: str, tone: str = "good", *, undo: bool = False) -> None:
        """Say what happened, with Undo where it can be taken back; screen readers announce it."""
        self._said.setText(text)
        self._said.setAccessibleName(text)
        self._tone = tone
        self._paint_mark()
        for part in (self._mark, self._said):
            part.setVisible(bool(text))
        self._undo.setVisible(undo and bool(text))
        self._remedy.hide()
        if text:
            announce(self, text)

    def offer(self, text: str, word: str, key: str) -> None:
        """Say what is wrong, with a button for the action that helps."""
        self.say(text, "bad")
        self._remedy.setText(word)
        self._remedy_key = key
        self._remedy.show()

    def withdraw_undo(self) -> None:
        """Take Undo away, where the last step is not the one that was told of any more."""
        self._undo.hide()

    def hush(self) -> None:
        """Take back what was said."""
        self.say("")

    def turn_page(self) -> None:
        """Take back what was said under another page; a remedy that waits to be taken stays."""
        if self._remedy.isHidden():
            self.hush()

    @property
    def said(self) -> str:
        """What was said last."""
        return self._said.text()

    @property
    def ready(self) -> str:
        """What stands ready."""
        return self._ready.text()

    def begin(self, title: str) -> None:
        """Show that long work goes on."""
        self.hush()
        self._work.setText(title)
        self._bar.setRange(0, 0)
        self._cancel.setEnabled(True)
        for part in (self._work, self._bar, self._cancel):
            part.show()

    def advance(self, done: int, total: int) -> None:
        """Show how far it is; total 0 means that nobody knows."""
        self._bar.setRange(0, total)
        self._bar.setValue(done)

    def end(self) -> None:
        """Take the bar away."""
        for part in (self._work, self._bar, self._cancel):
            part.hide()

    def paint_anew(self) -> None:
        """Take the colours and the font of now."""
        self._paint_mark()
        self._fit()

    def _paint_mark(self) -> None:
        tone = self._tone if self._tone != "plain" else "dim"
        self._mark.setPixmap(pixmap(_ICONS[self._tone], tone, 16, self.devicePixelRatioF()))

    def _fit(self) -> None:
        self.setMinimumHeight(max(36, self.fontMetrics().height() + 20))


def announce(widget: QWidget, text: str) -> None:
    """Have a screen reader say a message as it appears."""
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))
