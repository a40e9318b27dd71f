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

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        self._sky = QLabel(self)
        self._words = Text("", tone="dim", parent=self)
        row.addWidget(self._sky)
        row.addWidget(self._words)

    def show_moment(self, moment: datetime) -> None:
        """Show a local time."""
        name = "sun" if card_words.is_day(moment) else "moon"
        self._sky.setPixmap(icons.pixmap(name, "dim", ratio=self.devicePixelRatioF()))
        self._words.setText(card_words.there_now(moment))


class CardHead(QWidget):
    """Picture, name in both scripts, role, agency and place; Edit and what else can be done."""

    edit_requested = Signal()
    restore_requested = Signal()

    def __init__(self, menu: QMenu, parent: QWidget, *, narrow: bool) -> None:
        super().__init__(parent)
        self._contact = Contact()
        self._avatar = Initials(56 if narrow else 64, self)
        self._name, self._role = Value("", _("Name"), parent=self), Value("", _("Role"), parent=self)
        self._restore = Button(_("Restore"), "archive-restore", parent=self)
        self._restore.setObjectName("restore")
        self._restore.clicked.connect(self.restore_requested)
        self._edit = Button(_("Edit"), "pencil", parent=self)
        self._edit.setObjectName("edit")
        self._edit.clicked.connect(self.edit_requested)
        self._more = IconButton("ellipsis", _("More for this contact"), self, kind="usual")
        self._more.setObjectName("more")
        self._more.setMenu(menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE_4)
        row.addWidget(self._avatar, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._words(), 1)

    def show_contact(self, contact: Contact, agency: Agency | None, now: datetime, *, in_trash: bool) -> None:
        """Show another contact; now is in UTC."""
        self._contact = contact
        self._avatar.show_contact(contact.name or contact.shown, contact.kind is Kind.DESK, contact.photo)
        self._name.show_value(_name_runs(contact), _("Name"))
        role = contact.role if contact.role != contact.shown else None
        self._role.setVisible(bool(role))
        self._role.show_value(card_words.short(role or "", 400), _("Role"))
        self._show_where(contact, agency, now)
        self._restore.setVisible(in_trash)
        self._edit.setVisible(not in_trash)
        self._more.setVisible(not in_trash)

    def show_time(self, now: datetime) -> None:
        """Show what time it is there now."""
        moment = reaching.local_time(self._contact, now)
        if moment is not None:
            self._time.show_moment(moment)

    def _words(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(2)
        first = QHBoxLayout()
        first.setSpacing(6)
        first.addWidget(self._name, 1)
        for button in (self._restore, self._edit, self._more):
            first.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(first)
        column.addWidget(self._role)
        column.addLayout(self._where())
        column.addStretch(1)
        return column

    def _where(self) -> FlowLayout:
        """Set agency, place and time there into a line, or several where it is narrow."""
        line = FlowLayout(gap=8, line_gap=2)
        self._agency, self._city = Value("", _("Agency"), parent=self), Value("", _("City"), parent=self)
        self._time = LocalTime(self)
        line.addWidget(self._agency)
        self._city_dot = line.add_dot()
        line.addWidget(self._city)
        self._time_dot = line.add_dot()
        line.addWidget(self._time)
        return line

    def _show_where(self, contact: Contact, agency: Agency | None, now: datetime) -> None:
        name, place = card_words.agency_name(contact, agency), card_words.place(contact)
        moment = reaching.local_time(contact, now)
        self._agency.show_value([Run(name or "", weight=QFont.Weight.DemiBold)], _("Agency"))
        self._city.show_value([Run(place, "dim")], _("City"))
        if moment is not None:
            self._time.show_moment(moment)
        for part, there in (
            (self._agency, bool(name)),
            (self._city_dot, bool(place)),
            (self._city, bool(place)),
            (self._time_dot, moment is not None),
            (self._time, moment is not None),
        ):
            part.setVisible(there)


def _name_runs(contact: Contact) -> list[Run]:
    bold = QFont.Weight.DemiBold
    runs = [Run(apart(card_words.short(contact.shown or _("No name"), _NAME_LONGEST)), "text", theme.TITLE, bold)]
    other = next((t.name for t in contact.translations if t.name and t.name != contact.name), None)
    if other:
        runs.append(Run("\u2002" + apart(card_words.short(other, _NAME_LONGEST)), "dim", 1.25))
    return runs
