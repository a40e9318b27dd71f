"""The head of the card: who it is, of which agency, where, and what time it is there."""

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QVBoxLayout, QWidget

from contactbook.domain import reaching
from contactbook.domain.contact import Agency, Contact, Kind
from contactbook.gui import card_words, icons, theme
from contactbook.gui.controls import Button, IconButton, Initials, Text
from contactbook.gui.flow import FlowLayout
from contactbook.gui.value import Run, Value, apart
from contactbook.i18n import _

_NAME_LONGEST = 120


class LocalTime(QWidget):
    """Sun or moon, and the time where the contact is."""

    def __init__(self, moment: datetime, parent: QWidget) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        self._sky = QLabel(self)
        self._words = Text("", tone="dim", parent=self)
        row.addWidget(self._sky)
        row.addWidget(self._words)
        self.show_moment(moment)

    def show_moment(self, moment: datetime) -> None:
        """Show a local time."""
        name = "sun" if card_words.is_day(moment) else "moon"
        self._sky.setPixmap(icons.pixmap(name, "dim", ratio=self.devicePixelRatioF()))
        self._words.setText(card_words.there_now(moment))


class CardHead(QWidget):
    """Picture, name in both scripts, role, agency and place; Edit and what else can be done."""

    edit_requested = Signal()
    restore_requested = Signal()

    def __init__(
        self,
        contact: Contact,
        agency: Agency | None,
        now: datetime,
        menu: QMenu,
        parent: QWidget,
        *,
        in_trash: bool,
        narrow: bool,
    ) -> None:
        super().__init__(parent)
        self._contact = contact
        self._time: LocalTime | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE_4)
        row.addWidget(_avatar(contact, 56 if narrow else 64, self), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._words(contact, agency, now, self._buttons(menu, in_trash)), 1)

    def show_time(self, now: datetime) -> None:
        """Show what time it is there now."""
        moment = reaching.local_time(self._contact, now)
        if self._time is not None and moment is not None:
            self._time.show_moment(moment)

    def _words(self, contact: Contact, agency: Agency | None, now: datetime, buttons: list[QWidget]) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(2)
        first = QHBoxLayout()
        first.setSpacing(6)
        first.addWidget(Value(_name_runs(contact), _("Name"), parent=self), 1)
        for button in buttons:
            first.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(first)
        if contact.role and contact.role != contact.shown:
            column.addWidget(Value(card_words.short(contact.role, 400), _("Role"), parent=self))
        column.addLayout(self._where(contact, agency, now))
        column.addStretch(1)
        return column

    def _where(self, contact: Contact, agency: Agency | None, now: datetime) -> FlowLayout:
        """Set agency, place and time there into a line, or several where it is narrow."""
        line = FlowLayout(gap=8, line_gap=2)
        if name := card_words.agency_name(contact, agency):
            line.addWidget(Value([Run(name, weight=QFont.Weight.DemiBold)], _("Agency"), parent=self))
        if place := card_words.place(contact):
            line.add_dot()
            line.addWidget(Value([Run(place, "dim")], _("City"), parent=self))
        moment = reaching.local_time(contact, now)
        if moment is not None:
            line.add_dot()
            self._time = LocalTime(moment, self)
            line.addWidget(self._time)
        return line

    def _buttons(self, menu: QMenu, in_trash: bool) -> list[QWidget]:
        if in_trash:
            restore = Button(_("Restore"), "archive-restore", parent=self)
            restore.setObjectName("restore")
            restore.clicked.connect(self.restore_requested)
            return [restore]
        edit = Button(_("Edit"), "pencil", parent=self)
        edit.setObjectName("edit")
        edit.clicked.connect(self.edit_requested)
        more = IconButton("ellipsis", _("More for this contact"), self, kind="usual")
        more.setObjectName("more")
        more.setMenu(menu)
        return [edit, more]


def _name_runs(contact: Contact) -> list[Run]:
    bold = QFont.Weight.DemiBold
    runs = [Run(apart(card_words.short(contact.shown or _("No name"), _NAME_LONGEST)), "text", theme.TITLE, bold)]
    other = next((t.name for t in contact.translations if t.name and t.name != contact.name), None)
    if other:
        runs.append(Run("\u2002" + apart(card_words.short(other, _NAME_LONGEST)), "dim", 1.25))
    return runs


def _avatar(contact: Contact, size: int, parent: QWidget) -> Initials:
    avatar = Initials(size, parent)
    avatar.show_contact(contact.name or contact.shown, contact.kind is Kind.DESK, contact.photo)
    return avatar
