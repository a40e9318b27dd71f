"""The page of copies: which there are, what each would change if it were restored, and a new one now."""

from collections.abc import Sequence
from typing import overload

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from contactbook.app.backups import DAYS, MONTHS, Backup
from contactbook.app.restoring import RestorePlan
from contactbook.gui.controls import Button, Elided, Text, clean
from contactbook.gui.moments import moment
from contactbook.gui.page import TwoPanes
from contactbook.gui.theme import HEADING, SECOND, em
from contactbook.gui.two_lines import Line, LineList
from contactbook.i18n import _, counted

_WHAT = {
    "added": ("user-plus", _("comes back")),
    "changed": ("pencil", _("as it was: {fields}")),
    "gone": ("trash-2", _("goes to the trash: it was added later")),
}


class BackupsPage(TwoPanes):
    """Copies left, what one would change right.

    preview_asked(Path) when one is chosen, restore_asked(RestorePlan), now_asked() and other_asked() by the buttons.
    """

    preview_asked = Signal(object)
    restore_asked = Signal(object)
    now_asked = Signal()
    other_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        self.copies = LineList(_("Backups, newest first"))
        super().__init__(_("Backups"), self.copies, parent)
        self._backups: Sequence[Backup] = ()
        self._plan: RestorePlan | None = None
        self.changes = LineList(_("What a restore would change"))
        self.told = Text("", tone="dim", factor=SECOND)
        self.told.setWordWrap(True)
        self._heading = Elided("", factor=HEADING, semibold=True)
        self.over.addWidget(self._heading, 1)
        self.body.addWidget(self.told)
        self.body.addWidget(self.changes, 1)
        self.copies.setMinimumWidth(em(20))
        self.split.setSizes([em(24), em(60)])
        kept = _("Kept beside the book: {days} days, {months} months.")
        note = Text(kept.format(days=DAYS, months=MONTHS), tone="dim", factor=SECOND)
        note.setWordWrap(True)
        under = QHBoxLayout(self.under)
        under.setContentsMargins(20, 10, 16, 10)
        under.addWidget(note, 1)
        self.now = Button(_("Back up now"), "hard-drive-download")
        self.other = Button(_("Another file …"), "folder-open")
        self.restore = Button(_("Restore"), "archive-restore", "main")
        self.foot.addWidget(self.now)
        self.foot.addWidget(self.other)
        self.foot.addStretch(1)
        self.foot.addWidget(self.restore)
        self.copies.selectionModel().currentChanged.connect(self._choose)
        self.now.clicked.connect(self.now_asked)
        self.other.clicked.connect(self.other_asked)
        self.restore.clicked.connect(self._restore)
        self.setFocusProxy(self.copies)
        self._hush(_("Choose a backup to see what it would change."))

    def show_backups(self, backups: Sequence[Backup]) -> None:
        """Show the copies that there are, newest first, the newest chosen."""
        self._backups = backups
        self.second.setText(counted("{number} backup", "{number} backups", len(backups)))
        self.copies.lines.show([_line(backup) for backup in backups])
        if backups:
            self.copies.setCurrentIndex(self.copies.lines.index(0))
        else:
            self._hush(_("There is no backup yet. One is made each day the program is used, or now."))

    def show_plan(self, plan: RestorePlan) -> None:
        """Show what a restore would change."""
        self._plan = None if plan.is_empty else plan
        self._heading.setText(_("What a restore would change"))
        self.restore.setEnabled(self._plan is not None)
        self.changes.lines.show(_Changes(plan))
        made = next((backup.at for backup in self._backups if backup.path == plan.path), None)
        self.told.setText(_sentence(plan, moment(made) if made else clean(plan.path.name)))

    def show_refused(self, sentence: str) -> None:
        """Say why a file cannot be restored."""
        self._hush(sentence)

    def _hush(self, sentence: str) -> None:
        self._plan = None
        self.restore.setEnabled(False)
        self.changes.lines.show(())
        self._heading.setText("")
        self.told.setText(sentence)

    def _choose(self) -> None:
        row = self.copies.currentIndex().row()
        if 0 <= row < len(self._backups):
            self._hush(_("Comparing …"))
            self.preview_asked.emit(self._backups[row].path)

    def _restore(self) -> None:
        if self._plan is not None:
            self.restore_asked.emit(self._plan)


class _Changes(Sequence[Line]):
    """The rows of a plan, each made when it is looked at: there may be 100,000."""

    def __init__(self, plan: RestorePlan) -> None:
        self._contacts = plan.contacts
        self._lists = [Line("list-plus", clean(name), _("list comes back")) for name in plan.lists_added]
        self._lists += [Line("list-x", clean(name), _("list goes: it was made later")) for name in plan.lists_gone]

    def __len__(self) -> int:
        return len(self._contacts) + len(self._lists)

    @overload
    def __getitem__(self, at: int) -> Line: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Line]: ...
    def __getitem__(self, at: int | slice) -> Line | Sequence[Line]:
        if isinstance(at, slice):
            return [self[row] for row in range(*at.indices(len(self)))]
        if at >= len(self._contacts):
            return self._lists[at - len(self._contacts)]
        one = self._contacts[at]
        icon, words = _WHAT[one.what]
        told = one.told or words.format(fields=", ".join(one.fields))
        return Line(icon, clean(one.name), " · ".join(filter(None, (told, clean(one.place)))))


def _line(backup: Backup) -> Line:
    contacts = backup.contacts
    held = counted("{number} contact", "{number} contacts", contacts) if contacts is not None else _("cannot be read")
    icon = "archive" if contacts is not None else "file-warning"
    return Line(icon, moment(backup.at), f"{held} · {_size(backup.size)}")


def _size(size: int) -> str:
    return _("{number} MB").format(number=f"{max(size, 50_000) / 1_000_000:,.1f}")


def _sentence(plan: RestorePlan, copy: str) -> str:
    if plan.is_empty:
        return _("The book is as the backup of {copy} has it: there is nothing to restore.").format(copy=copy)
    number = len(plan.contacts)
    what = counted("{number} contact would change.", "{number} contacts would change.", number)
    return _("Back to {copy}: {what} It is one step, and undo takes it back.").format(copy=copy, what=what)
