"""The page of settings: each option in a row with what comes of it; a change holds at once and can be put back."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from contactbook.app.settings import OPTIONS, Option, Value
from contactbook.gui import theme
from contactbook.gui.controls import Button, Segmented, Text
from contactbook.gui.field_message import FieldMessage
from contactbook.gui.page import Page
from contactbook.i18n import _

_STEPS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1, Qt.Key.Key_PageUp: 30, Qt.Key.Key_PageDown: -30}


class DaysField(QLineEdit):
    """A number of days; Enter or leaving the field takes it, Up and Down step, Esc gives up what was typed."""

    taken = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFixedWidth(theme.em(6))
        self._held = self._told = ""
        self.editingFinished.connect(self.take)

    def show_days(self, days: int) -> None:
        """Show a number as the one that holds."""
        self._held = self._told = str(days)
        self.setText(self._held)

    def take(self) -> None:
        """Tell what stands there, once."""
        if (typed := self.text().strip()) != self._told:
            self._told = typed
            self.taken.emit(typed)

    def event(self, event: QEvent) -> bool:
        # The window's own Esc leaves the page, and what was typed would be taken then.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._gives_up(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._gives_up(event):
            self.setText(self._held)
            self.take()
            return
        if _is_undo(event) and not self.isUndoAvailable():
            event.ignore()  # the page's
            return
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None and self.text().strip().isdecimal():
            self.setText(str(max(1, int(self.text()) + step)))
            self.take()
        else:
            super().keyPressEvent(event)

    def _gives_up(self, event: QKeyEvent) -> bool:
        return event.key() == Qt.Key.Key_Escape and self.text() != self._held


class OptionRow(QWidget):
    """One option: its label, its value, the way back to the usual one, and what comes of it."""

    chosen = Signal(str, object)  # key, value

    def __init__(self, option: Option) -> None:
        super().__init__()
        self._option = option
        self.control: Segmented | DaysField
        if option.choices:
            pairs = zip(option.choices, option.words, strict=True)
            self.control = Segmented([(key, word, None) for key, word in pairs], option.label)
            self.control.chosen.connect(lambda value: self.chosen.emit(option.key, value))
        else:
            self.control = DaysField(option.label)
            self.control.taken.connect(self._take_days)
        self.usual = Button(_("Usual: {value}").format(value=words_of(option, option.default)), kind="link")
        self.usual.clicked.connect(lambda: self.chosen.emit(option.key, option.default))
        self.message = FieldMessage(self.control)
        hint = Text(option.hint, tone="dim", factor=theme.SECOND)
        hint.setWordWrap(True)
        label = Text(option.label, semibold=True)
        label.setBuddy(self.control)
        line = QHBoxLayout()
        line.setSpacing(theme.SPACE_2)
        line.addWidget(self.control)
        if not option.choices:
            line.addWidget(Text(_("days"), tone="dim"))
        line.addWidget(self.usual)
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, theme.SPACE_3)
        column.setSpacing(theme.SPACE_1)
        column.addWidget(label)
        column.addLayout(line)
        column.addWidget(self.message)
        column.addWidget(hint)

    def show_value(self, value: Value) -> None:
        """Show the value that holds."""
        if isinstance(self.control, Segmented):
            self.control.choose(str(value))
        else:
            self.control.show_days(int(value))
            theme.restyle(self.control, tone="")
        self.message.show_message("")
        self.usual.setVisible(value != self._option.default)

    def refuse(self, why: str) -> None:
        """Say why what was asked for cannot be; the value before still holds."""
        self.message.show_message(why)
        if isinstance(self.control, DaysField):
            theme.restyle(self.control, tone="bad")

    def _take_days(self, typed: str) -> None:
        whole = typed.isascii() and typed.isdecimal() and len(typed) < 10
        self.chosen.emit(self._option.key, int(typed) if whole else typed)


class SettingsPage(Page):
    """put_asked(key, value) when an option is to be changed, back_asked() when the last change is to be put back."""

    put_asked = Signal(str, object)
    back_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Settings"), parent)
        self.rows = {option.key: OptionRow(option) for option in OPTIONS if option.hint}
        inner = QWidget()
        inner.setMaximumWidth(theme.em(48))
        column = QVBoxLayout(inner)
        column.setContentsMargins(theme.RING, theme.SPACE_2, 0, 0)
        column.setSpacing(theme.SPACE_2)
        for row in self.rows.values():
            row.chosen.connect(self.put_asked)
            column.addWidget(row)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidget(inner)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.body.addWidget(area, 1)
        self.told = Text("", tone="dim", factor=theme.SECOND)
        self.told.setWordWrap(True)
        self.put_back = Button(_("Put back"), "undo-2")
        self.put_back.setToolTip("Ctrl+Z")
        self.foot.addWidget(self.told, 1)
        self.foot.addWidget(self.put_back)
        self.put_back.clicked.connect(self.back_asked)
        self.setFocusProxy(next(iter(self.rows.values())).control)

    def show_values(self, values: Mapping[str, Value], where: str) -> None:
        """Show what holds, and in which file it is kept."""
        for key, row in self.rows.items():
            row.show_value(values[key])
        self.told.setText(_("Kept in {path}.").format(path=where))
        self.put_back.hide()

    def show_changed(self, key: str, value: Value, before: Value, *, can_go_back: bool) -> None:
        """Show what holds now in the place of what did."""
        row, option = self.rows[key], next(option for option in OPTIONS if option.key == key)
        row.show_value(value)
        words = _("{label}: {value} instead of {before}.")
        self.told.setText(
            words.format(label=option.label, value=words_of(option, value), before=words_of(option, before))
        )
        self.put_back.setVisible(can_go_back)

    def take(self) -> None:
        """Take what was typed and not entered, as leaving the field would."""
        for row in self.rows.values():
            if isinstance(row.control, DaysField):
                row.control.take()

    def event(self, event: QEvent) -> bool:
        # Ctrl+Z is about the settings here, not about the last step in the book.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_undo(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _is_undo(event):
            self.back_asked.emit()
        else:
            super().keyPressEvent(event)


def words_of(option: Option, value: Value) -> str:
    """Say a value as the page does."""
    if option.choices:
        return option.words[option.choices.index(str(value))]
    return _("{number} days").format(number=value)


def _is_undo(event: QKeyEvent) -> bool:
    return event.matches(QKeySequence.StandardKey.Undo)
