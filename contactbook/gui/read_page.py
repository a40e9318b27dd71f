"""The page on which a release is pasted, or a file chosen, to be read."""

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from contactbook.gui.controls import Button, Text
from contactbook.gui.page import Page
from contactbook.gui.pasting import text_of
from contactbook.gui.status import announce
from contactbook.gui.theme import SECOND, restyle
from contactbook.i18n import _


class PasteField(QPlainTextEdit):
    """Takes pasted text, rich or plain, as plain text and leaves drops to the window."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(False)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)

    def insertFromMimeData(self, source: QMimeData) -> None:
        self.insertPlainText(text_of(source))


class ReadPage(Page):
    """Asks for the text of a release; read_asked(text) and file_asked() say what is wanted."""

    read_asked = Signal(str)
    file_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Read release"), parent)
        self.second.setText(_("paste it whole, the contacts at its foot are found"))
        self.field = PasteField()
        self.field.setAccessibleName(_("Text of the release"))
        self.field.setPlaceholderText(_("Paste a press release or any list of contacts here, or drop a file."))
        self.field.installEventFilter(self)
        self.body.addWidget(self.field, 1)
        self._said = Text(_("Nothing is written before you have looked it over."), tone="dim", factor=SECOND)
        self._said.setWordWrap(True)
        self._read = Button(_("Read"), "file-input", kind="main")
        self._read.setToolTip("Ctrl+Enter")
        self._choose = Button(_("Choose file …"), "folder-open")
        self.foot.addWidget(self._said, 1)
        self.foot.addWidget(self._choose)
        self.foot.addWidget(self._read)
        self._read.clicked.connect(self._ask)
        self._choose.clicked.connect(self.file_asked)
        self.setFocusProxy(self.field)

    def begin(self, text: str = "") -> None:
        """Show the page; text, where there is some, takes the field's place."""
        if text:
            self.field.setPlainText(text)
        self.field.selectAll()
        self._say(_("Nothing is written before you have looked it over."), "dim")
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear(self) -> None:
        """Empty the field, once its text has been read and applied."""
        self.field.clear()

    def refuse(self, sentence: str) -> None:
        """Say why the text could not be read; it stays as it is."""
        self._say(sentence, "bad")
        announce(self.field, sentence)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        enter = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if (
            watched is self.field
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in enter
            and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self._ask()
            return True
        return super().eventFilter(watched, event)

    def _ask(self) -> None:
        text = self.field.toPlainText()
        if text.strip():
            self.read_asked.emit(text)
        else:
            self.refuse(_("There is no text yet: paste a release, or choose a file."))

    def _say(self, sentence: str, tone: str) -> None:
        self._said.setText(sentence)
        restyle(self._said, tone=tone)
