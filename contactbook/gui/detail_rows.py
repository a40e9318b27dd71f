"""Rows of numbers, addresses and links in the form: field, public or internal, remove, and the message under it."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from contactbook.domain.advice import Advice
from contactbook.domain.contact import Verdict
from contactbook.gui import theme
from contactbook.gui.controls import IconButton, Switch
from contactbook.gui.field_message import FieldMessage
from contactbook.gui.form import FormRow, content_left
from contactbook.i18n import _

_PAUSE = 600  # ms without a key, after which what was typed so far counts as meant


class CheckedRow(QWidget):
    """A field that is checked as one types.

    What is right is said at once; what is wrong after a pause or on leaving, for half a number is no mistake yet.
    """

    changed = Signal()
    removed = Signal()
    noted = Signal(str)  # words for the notes; the row goes

    def __init__(self, lead: QWidget, field: QLineEdit, public: bool, remove_name: str) -> None:
        super().__init__()
        self.field = field
        self.switch = Switch()
        self.switch.setChecked(public)
        self.remove = IconButton("x", remove_name, small=True)
        self.message = FieldMessage(field)
        self.lead = lead
        self._line = FormRow(lead, field, self.switch, self.remove)
        self._under = QHBoxLayout()
        self._under.addWidget(self.message, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._line)
        column.addLayout(self._under)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self.check)
        self.remove.clicked.connect(self.removed)
        self.switch.toggled.connect(self.changed)
        self.message.remedy_chosen.connect(self._do_remedy)
        field.textEdited.connect(self._edited)
        field.editingFinished.connect(self.finish)
        self._indent(compact=False)

    def set_compact(self, compact: bool) -> None:
        """Take less room for the label column."""
        self._line.set_compact(compact)
        self._indent(compact=compact)

    def stops(self) -> list[QWidget]:
        """List what Tab comes to, in the order in which it is read."""
        every = (self.lead, self.field, self.switch, self.remove, self.message.button)
        return [stop for stop in every if stop.focusPolicy() & Qt.FocusPolicy.TabFocus]

    def is_empty(self) -> bool:
        """Tell whether nothing was typed: such a row is not saved."""
        return not self.field.text().strip()

    def advice(self) -> Advice | None:
        """Give what is to be said of what stands in the field; None where all is well."""
        return None

    def praise(self) -> tuple[str, str]:
        """Give words on what is right, and their tone."""
        return "", "good"

    def take(self, text: str) -> None:
        """Put a text into the field as if it had been typed."""
        self.field.setText(text)
        self._edited(text)
        self.finish()

    def settle(self) -> None:
        """Note that what stands there is right, though it is unusual; a row without advice has no use for it."""

    def finish(self) -> None:
        """Check what was typed as it is left."""
        self.check()

    def check(self) -> None:
        """Show what is to be said now."""
        self._pause.stop()
        self._show(self.advice())

    def _edited(self, _text: str) -> None:
        advice = self.advice()
        if advice is None or self.message.text():
            self._show(advice)
        else:
            self._show(None, quiet=True)
            self._pause.start()

    def _show(self, advice: Advice | None, *, quiet: bool = False) -> None:
        if advice is None:
            theme.restyle(self.field, tone="")
            self.show_praise("", "good") if quiet else self.show_praise(*self.praise())
        else:
            tone = "bad" if advice.verdict is Verdict.INVALID else "warn"
            theme.restyle(self.field, tone=tone)
            self.show_praise(*self.praise())
            self.message.show_message(advice.message, tone, advice.remedy)
        self.changed.emit()

    def show_praise(self, words: str, tone: str) -> None:
        """Say what is right; rows that say it inside the field do so themselves."""
        self.message.show_message("")

    def _do_remedy(self) -> None:
        advice = self.advice()
        if advice is None:
            self.check()
        elif advice.remedy == _("Keep as a note"):
            self.noted.emit(advice.remedy_value or self.field.text().strip())
        elif advice.remedy_value is not None:
            self.take(advice.remedy_value)
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.settle()
            self.check()
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _indent(self, *, compact: bool) -> None:
        self._under.setContentsMargins(content_left(compact=compact), 0, 0, 0)


class DetailRows(QWidget):
    """The rows of one kind, in their order; a row that goes hands the focus to its neighbour."""

    changed = Signal()
    noted = Signal(str)
    emptied = Signal()  # the last row was taken away while it had the focus

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[CheckedRow] = []
        self._compact = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.SPACE_2)

    def add(self, row: CheckedRow) -> None:
        """Put a row at the end."""
        self.rows.append(row)
        self._column.addWidget(row)
        row.set_compact(self._compact)
        row.changed.connect(self.changed)
        row.removed.connect(lambda: self.take_out(row))
        row.noted.connect(lambda words: self._keep_as_note(row, words))
        self.changed.emit()

    def take_out(self, row: CheckedRow) -> None:
        """Take a row away."""
        at = self.rows.index(row)
        had_focus = row.isAncestorOf(self.window().focusWidget()) if self.window().focusWidget() else False
        self.rows.remove(row)
        row.hide()
        self._column.removeWidget(row)
        row.deleteLater()
        if had_focus and self.rows:
            self.rows[min(at, len(self.rows) - 1)].field.setFocus(Qt.FocusReason.OtherFocusReason)
        elif had_focus:
            self.emptied.emit()
        self.changed.emit()

    def stops(self) -> list[QWidget]:
        """List what Tab comes to in all rows."""
        return [stop for row in self.rows for stop in row.stops()]

    def clear(self) -> None:
        """Take all rows away."""
        for row in list(self.rows):
            self.rows.remove(row)
            row.hide()
            self._column.removeWidget(row)
            row.deleteLater()

    def set_compact(self, compact: bool) -> None:
        """Take less room for the label column in every row."""
        self._compact = compact
        for row in self.rows:
            row.set_compact(compact)

    def _keep_as_note(self, row: CheckedRow, words: str) -> None:
        self.take_out(row)
        self.noted.emit(words)
