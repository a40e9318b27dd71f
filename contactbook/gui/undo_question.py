"""Asks what becomes of what changed since a step that is to be taken back, one by one or all at once."""

from collections.abc import Callable, Collection

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from contactbook.domain.harmless import one_line
from contactbook.domain.undoing import ChangedSince, Conflict
from contactbook.domain.value_words import conflict_texts, quoted
from contactbook.gui.controls import Button, Text, tip
from contactbook.gui.overlay import shade_behind
from contactbook.gui.theme import SECOND
from contactbook.gui.tick_list import TickModel, TickView
from contactbook.i18n import _, counted

_LONGEST = 60  # letters of a value
_ROWS = 6  # that are seen at once where there are as many


def ask_about_later(
    parent: QWidget, error: ChangedSince, then: Callable[[ChangedSince, Collection[Conflict]], None]
) -> None:
    """Show what changed since; then is called with what goes back as well, unless the person cancels."""
    question = UndoQuestion(error, parent)
    question.accepted.connect(lambda: then(error, question.conflicts.chosen))
    shade_behind(question)
    question.open()


class UndoQuestion(QDialog):
    """The conflicts with a tick each: Enter undoes, Space ticks, Esc leaves everything."""

    def __init__(self, error: ChangedSince, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Undo"))
        self.conflicts = TickModel(_words, self)
        self.conflicts.show(error.conflicts)
        self.view = TickView(self.conflicts, _("What changed since"))
        said = Text(one_line(str(error)))
        said.setWordWrap(True)
        how = Text(_("What is ticked goes back as well; the rest of the step goes back in any case."), "dim", SECOND)
        how.setWordWrap(True)
        self.all = Button("", kind="link", small=True)
        self.all.setToolTip(tip(_("Ctrl+A, then Space")))
        self.undo = Button(_("Undo the rest"), "undo-2", "main")
        stay = Button(_("Cancel"))
        over = QHBoxLayout()
        over.addWidget(how, 1)
        over.addWidget(self.all)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(stay)
        foot.addWidget(self.undo)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(said)
        layout.addLayout(over)
        layout.addWidget(self.view, 1)
        layout.addLayout(foot)
        self.undo.setDefault(True)
        self.conflicts.ticked_changed.connect(self._look)
        self.all.clicked.connect(self._tick_all)
        self.view.entered_pressed.connect(self.accept)
        self.undo.clicked.connect(self.accept)
        stay.clicked.connect(self.reject)
        self._look()
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def sizeHint(self) -> QSize:
        """Show some rows whole."""
        rows = min(max(len(self.conflicts.items), 2), _ROWS)
        return QSize(620, 200 + rows * self.view.sizeHintForRow(0))

    def _look(self) -> None:
        total, chosen = len(self.conflicts.items), len(self.conflicts.chosen)
        self.all.set_text(_("Tick none") if chosen == total else _("Tick all"))
        if chosen == total:
            self.undo.set_text(_("Undo all of it"))
        elif chosen:
            these = counted("{number} of these", "{number} of these", chosen)
            self.undo.set_text(_("Undo the rest and {these}").format(these=these))
        else:
            self.undo.set_text(_("Undo the rest"))

    def _tick_all(self) -> None:
        rows = range(len(self.conflicts.items))
        self.conflicts.tick(rows, len(self.conflicts.chosen) < len(rows))


def _words(conflict: Conflict, ticked: bool) -> tuple[str, str, str]:
    """Say whose field it is, and what becomes of it."""
    before, _made, now = (quoted(_short(text)) for text in conflict_texts(conflict))
    told = _("{now} goes back to {before}") if ticked else _("stays {now}, was {before}")
    return f"{_short(one_line(conflict.who))} · {conflict.label}", told.format(now=now, before=before), "dim"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
