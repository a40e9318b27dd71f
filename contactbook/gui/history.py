"""The page of what was done: the steps of the book or of one contact, what they changed, and the way back."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListView, QWidget

from contactbook.domain.changes import ContactStep, Step
from contactbook.domain.harmless import one_line
from contactbook.domain.value_words import quoted, state_text
from contactbook.gui.controls import Button, Elided, Text, tip
from contactbook.gui.history_rows import HistoryDelegate, HistoryModel, HistoryRow, More, second_line
from contactbook.gui.page import TwoPanes
from contactbook.gui.theme import HEADING, SECOND, em
from contactbook.gui.two_lines import Line, LineList
from contactbook.i18n import _, counted


class Touched(NamedTuple):
    """A line on what a step touched; the contact that it is about, "" where it cannot be opened."""

    line: Line
    uid: str = ""


Source = Callable[[Step, str | None], Sequence[Touched]]
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class HistoryList(QListView):
    """Tells of the keys: restore_pressed() by Enter and R, undo_pressed() by U, since_pressed() by Shift+U."""

    restore_pressed = Signal()
    undo_pressed = Signal()
    since_pressed = Signal()

    def __init__(self, model: HistoryModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setItemDelegate(HistoryDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setAccessibleName(_("Steps, newest first"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, held = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        none, shift = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
        if (key in _ENTER or key == Qt.Key.Key_R) and held == none:
            self.restore_pressed.emit()
        elif key == Qt.Key.Key_U and held == none:
            self.undo_pressed.emit()
        elif key == Qt.Key.Key_U and held == shift:
            self.since_pressed.emit()
        else:
            super().keyPressEvent(event)


class HistoryPage(TwoPanes):
    """Lists steps, and what the one in hand touched beside them; opened(uid) of a contact that it touched.

    undo_asked(step) and since_asked(step) ask for a step to be taken back, alone or with all after it. Of a contact
    restore_asked(uid, step) asks for the state that a step left, put_back_asked(uid, step, key) for what it took from a
    field.
    """

    undo_asked = Signal(int)
    since_asked = Signal(int)
    restore_asked = Signal(str, int)
    put_back_asked = Signal(str, int, str)
    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        self.model = HistoryModel()
        self.list = HistoryList(self.model)
        super().__init__(_("History"), self.list, parent)
        self.model.setParent(self)
        self.uid: str | None = None
        self._source: Source = lambda _step, _uid: ()
        self._touched: Sequence[Touched] = ()
        self._heading = Elided("", factor=HEADING, semibold=True)
        self._when = Text("", tone="dim", factor=SECOND)
        self._when.setWordWrap(True)
        self.touched = LineList(_("What the step touched"))
        self.touched.activated.connect(self._open)
        self.over.addWidget(self._heading, 1)
        self.body.addWidget(self._when)
        self.body.addWidget(self.touched, 1)
        self.under.hide()
        self.list.setMinimumWidth(em(22))
        self.split.setSizes([em(40), em(60)])
        self.said = Text("", tone="dim", factor=SECOND)
        self.said.setWordWrap(True)
        self.undo = Button(_("Undo this step"), "undo-2")
        self.undo.setToolTip(tip("U"))
        self.since = Button(_("Undo back to here"), "history")
        self.since.setToolTip(tip("Shift+U"))
        self.restore = Button(_("Restore this state"), "archive-restore", "main")
        self.restore.setToolTip(tip(_("Enter or R")))
        self.foot.addWidget(self.said, 1)
        for button in (self.undo, self.since, self.restore):
            self.foot.addWidget(button)
        self.list.selectionModel().currentChanged.connect(self._look)
        for signal, button in (
            (self.list.undo_pressed, self.undo),
            (self.list.since_pressed, self.since),
            (self.list.restore_pressed, self.restore),
        ):
            signal.connect(button.click)
        self.undo.clicked.connect(self._ask_undo)
        self.since.clicked.connect(self._ask_since)
        self.restore.clicked.connect(self._ask_restore)
        self.setFocusProxy(self.list)

    def use(self, source: Source) -> None:
        """Take what a step touched from a source, which is given the step and the uid of the contact in hand."""
        self._source = source

    def show_steps(
        self, title: str, entries: Sequence[ContactStep], count: int, uid: str | None = None, more: More | None = None
    ) -> None:
        """Show steps, newest first, of the book or of the contact with a uid; there are count of them in all."""
        row = self._row() if uid == self.uid else None
        at = self.list.currentIndex().row() if row else 0
        self.uid = uid
        self.title.setText(title)
        self.second.setText(counted("{number} step", "{number} steps", count))
        self.model.show_entries(entries, more)
        found = self.model.place(row.name) if row else None
        at = at if found is None else found
        self.list.setCurrentIndex(self.model.index(min(max(at, 0), self.model.rowCount() - 1)))
        self.since.setVisible(uid is None)
        self.restore.setVisible(uid is not None)
        self._look()

    def _row(self) -> HistoryRow | None:
        at = self.list.currentIndex().row()
        return self.model.rows[at] if 0 <= at < len(self.model.rows) else None

    def _since(self) -> int:
        """Count the steps that stand, from the newest down to the one chosen."""
        rows = self.model.rows[: self.list.currentIndex().row() + 1]
        return sum(not row.step.undone and row.step.means not in ("undo", "redo") for row in rows)

    def _look(self) -> None:
        row = self._row()
        step = row.step if row else None
        self._heading.setText(one_line(step.name) if step else "")
        self._touched = self._source(step, self.uid) if step else ()
        words = [second_line(step)] if step else []
        if step and not self._touched:
            words.append(_("no contact was changed by it"))
        self._when.setText(" · ".join(words))
        self.touched.lines.show([one.line for one in self._touched])
        possible = step is not None and not step.undone and step.means not in ("undo", "redo")
        self.undo.setEnabled(possible)
        self.since.setEnabled(possible and self.uid is None and self._since() > 1)
        of_field = row is not None and row.change is not None
        now = row is not None and row.step.id == self.model.rows[0].step.id
        self.restore.setEnabled(self.uid is not None and row is not None and (of_field or not now))
        self.restore.set_text(_("Put this back") if of_field else _("Restore this state"))
        self.said.setText(self._words(row, possible, now))

    def _words(self, row: HistoryRow | None, possible: bool, now: bool) -> str:
        if row is None:
            return _("Nothing was done yet.")
        if row.change is not None:
            field = row.change.label
            if isinstance(row.change.old, tuple) or isinstance(row.change.new, tuple):
                return _("{field}: puts back what this step changed; what came later stays.").format(field=field)
            was = quoted(one_line(state_text(row.change.key, row.change.old)))
            return _("{field}: puts back {was}.").format(field=field, was=was)
        if self.uid is not None:
            return _("So it stands now.") if now else _("Restore puts the whole contact back as this step left it.")
        if row.step.undone:
            return _("This step was undone already.")
        if not possible:
            return _("To take an undo back, use Redo.")
        if self._since() > 1:
            words = counted("{number} step", "{number} steps", self._since())
            return _("Back to here takes {steps} back as one; Redo puts all of them back.").format(steps=words)
        return ""

    def _open(self, index: QModelIndex) -> None:
        if uid := self._touched[index.row()].uid:
            self.opened.emit(uid)

    def _ask_undo(self) -> None:
        if row := self._row():
            self.undo_asked.emit(row.step.id)

    def _ask_since(self) -> None:
        if row := self._row():
            self.since_asked.emit(row.step.id)

    def _ask_restore(self) -> None:
        row = self._row()
        if row is None or self.uid is None:
            return
        if row.change is not None:
            self.put_back_asked.emit(self.uid, row.step.id, row.change.key)
        else:
            self.restore_asked.emit(self.uid, row.step.id)
