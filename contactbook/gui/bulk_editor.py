"""The pane in which several contacts are changed: title, form, and what the change comes to."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMessageBox, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from contactbook.domain.bulk import BulkChange, Common, Effect
from contactbook.gui import bulk_words, theme
from contactbook.gui.bulk_form import BulkForm
from contactbook.gui.controls import Button, Elided, Text
from contactbook.gui.detail_grid import grown
from contactbook.gui.editor_form import Surroundings
from contactbook.gui.field_message import announce
from contactbook.gui.overlay import shade_behind
from contactbook.i18n import _, counted

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class BulkEditor(QWidget):
    """Asks what is to be changed in all; asked() says that it is to be written, cancelled() that it is not."""

    asked = Signal()
    cancelled = Signal()
    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.set_pane(self, "base2")
        self.setAccessibleName(_("Change in all"))
        self.form = BulkForm()
        self._title = Elided(factor=theme.HEADING, semibold=True)
        self._said = Text("", tone="dim", factor=theme.SECOND)
        self._said.setWordWrap(True)
        self._cancel = Button(_("Cancel"))
        self._go = Button(_("Change"), kind="main")
        self._go.setToolTip("Ctrl+S")
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self.form)
        self._head, self._footer = QWidget(), QWidget()
        self._lay_out()
        self._cancel.clicked.connect(self.cancelled)
        self._go.clicked.connect(self.asked)
        self.form.changed.connect(self.changed)

    def open(self, common: Common, around: Surroundings, key: str = "") -> None:
        """Show what several contacts have in common, and go to a field."""
        self.fill(common, around)
        self._scroll.verticalScrollBar().setValue(0)
        field = self.form.field(key)
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._scroll.ensureWidgetVisible(field, 0, grown(72))

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
        self._scroll.ensureWidgetVisible(field, 0, grown(72))
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(field, why)
        return True

    def ask_to_leave(self) -> bool:
        """Tell whether the form may be left; asks if something is asked for."""
        if not self.form.is_dirty():
            return True
        box = QMessageBox(self)
        box.setOption(QMessageBox.Option.DontUseNativeDialog)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(_("What you changed is not written yet."))
        discard = box.addButton(_("Discard"), QMessageBox.ButtonRole.DestructiveRole)
        keep = box.addButton(_("Keep editing"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(keep)
        box.setEscapeButton(keep)
        shade_behind(box)
        box.exec()
        chosen = box.clickedButton()
        box.deleteLater()
        return chosen is discard

    def _say(self, words: str, warns: bool) -> None:
        new = words != self._said.text()
        self._said.setText(words)
        self._said.set_tone("warn" if warns else "dim")
        if new:
            announce(self._go, words)

    def _lay_out(self) -> None:
        self._head.setFixedHeight(grown(56))
        head = QHBoxLayout(self._head)
        head.addWidget(self._title, 1)
        theme.set_pane(self._footer, "footer")
        foot = QHBoxLayout(self._footer)
        foot.setSpacing(theme.SPACE_2)
        foot.addWidget(self._said, 1)
        foot.addWidget(self._cancel)
        foot.addWidget(self._go)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self._scroll, 1)
        column.addWidget(self._footer)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.em(34), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        compact = self.width() < theme.em(44)
        margin = 20 if compact else theme.SPACE_5
        self.form.set_compact(compact)
        layouts = (self._head.layout(), self._footer.layout(), self.form.layout())
        for layout, bounds in zip(layouts, ((0, 0), (9, 9), (0, theme.SPACE_4)), strict=True):
            if layout is not None:
                layout.setContentsMargins(margin, bounds[0], margin, bounds[1])

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
