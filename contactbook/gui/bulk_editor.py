"""The pane in which several contacts are changed: title, form, and what the change comes to."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from contactbook.domain.bulk import BulkChange, Common, Effect
from contactbook.gui import bulk_words, theme
from contactbook.gui.bulk_form import BulkForm
from contactbook.gui.controls import Button, Elided, Text
from contactbook.gui.editor_form import Surroundings
from contactbook.gui.field_message import announce
from contactbook.gui.form_pane import FormPane
from contactbook.i18n import _, counted

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class BulkEditor(FormPane):
    """Asks what is to be changed in all; asked() says that it is to be written, cancelled() that it is not."""

    asked = Signal()
    cancelled = Signal()
    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        form = BulkForm()
        super().__init__(form, form.set_compact, parent)
        self.form = form
        self.setAccessibleName(_("Change in all"))
        self._title = Elided(factor=theme.HEADING, semibold=True)
        self._said = Text("", tone="dim", factor=theme.SECOND)
        self._said.setWordWrap(True)
        self._cancel = Button(_("Cancel"))
        self._go = Button(_("Change"), kind="main")
        self._go.setToolTip("Ctrl+S")
        self.head_row.addWidget(self._title, 1)
        self.footer_row.addWidget(self._said, 1)
        self.footer_row.addWidget(self._cancel)
        self.footer_row.addWidget(self._go)
        self._cancel.clicked.connect(self.cancelled)
        self._go.clicked.connect(self.asked)
        self.form.changed.connect(self.changed)

    def open(self, common: Common, around: Surroundings, key: str = "") -> None:
        """Show what several contacts have in common, and go to a field."""
        self.fill(common, around)
        self.scroll_to_top()
        self.go_to(self.form.field(key))

    def fill(self, common: Common, around: Surroundings) -> None:
        """Fill the form anew."""
        self.form.blockSignals(True)
        self.form.show_common(common, around)
        self.form.blockSignals(False)

    def show_effect(self, change: BulkChange, effect: Effect, common: Common) -> None:
        """Say what the change comes to."""
        title = counted("Change in {number} contact", "Change in all {number} contacts", effect.total)
        self._title.setText(title)
        publishing = bulk_words.publishing(change, common)
        self._say(" ".join(filter(None, (bulk_words.summary(change, effect), publishing))), bool(publishing))
        words = counted("Change {number} contact", "Change {number} contacts", effect.changed)
        self._go.set_text(words if effect.changed else _("Change"))

    def says(self) -> str:
        """Give what is said of the change."""
        return self._said.text()

    def wait(self, waiting: bool) -> None:
        """Let nothing be changed while it is written."""
        for part in (self.form, self._cancel, self._go):
            part.setEnabled(not waiting)

    def go_to_wrong(self) -> bool:
        """Go to what cannot be written, and say why; False where there is nothing of the kind."""
        wrong = self.form.wrong()
        if not wrong:
            return False
        field, why = wrong[0]
        self._said.setText(why)
        self._said.set_tone("bad")
        self.go_to(field, why)
        return True

    def ask_to_leave(self) -> bool:
        """Tell whether the form may be left; asks if something is asked for."""
        if not self.form.is_dirty():
            return True
        return self.ask_unsaved(_("What you changed is not written yet."), may_save=False) == "discard"

    def _say(self, words: str, warns: bool) -> None:
        new = words != self._said.text()
        self._said.setText(words)
        self._said.set_tone("warn" if warns else "dim")
        if new:
            announce(self._go, words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.matches(QKeySequence.StandardKey.Save) or (control and event.key() in _ENTER):
            self.asked.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        elif event.key() in _ENTER and not isinstance(self.focusWidget(), QPlainTextEdit):
            self.focusNextChild()
        else:
            super().keyPressEvent(event)
