"""The form itself: every field of a contact in its order, filled from one contact and read back into another."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from contactbook.domain.contact import Agency, Contact, Email, Phone, Verdict
from contactbook.gui import theme
from contactbook.gui.about_fields import AboutFields
from contactbook.gui.away_fields import AwayFields, People
from contactbook.gui.controls import Button, Text
from contactbook.gui.detail_rows import CheckedRow, DetailRows
from contactbook.gui.email_rows import EmailRow
from contactbook.gui.field_message import FieldMessage, announce
from contactbook.gui.form import FormRow, content_left
from contactbook.gui.link_rows import LinkRow
from contactbook.gui.name_fields import NameFields
from contactbook.gui.phone_rows import PhoneRow
from contactbook.gui.place_fields import AgencyField, PlaceFields
from contactbook.i18n import _


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the form knows of the book: what it offers, and how usual a mail domain is."""

    agencies: Sequence[Agency] = ()
    cities: Sequence[str] = ()
    topics: Sequence[str] = ()
    lists: Sequence[str] = ()
    known_domains: dict[str, int] | None = None
    people: People = lambda _prefix: ()
    cover_name: str = ""
    now: datetime = datetime(2000, 1, 1, tzinfo=UTC)

    @property
    def today(self) -> date:
        return self.now.astimezone().date()


@dataclass(frozen=True, slots=True)
class Wrong:
    """A field that cannot be saved as it is: where, why, and of what kind (number, address, field)."""

    field: QWidget
    why: str
    kind: str


class EditorForm(QWidget):
    """All fields of a contact; `changed` comes when a detail was checked anew."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._contact = Contact()
        self._around = Surroundings()
        self.who = NameFields()
        self.role = QLineEdit()
        self.role.setAccessibleName(_("Role"))
        self.agency = AgencyField()
        self.place = PlaceFields()
        self.taken = FieldMessage(self.agency)  # from whom agency and city were taken over
        self._taken_row = FormRow(Text(""), self.taken)
        self._taken_row.lead.setMaximumHeight(0)
        self.phones, self.emails, self.links = DetailRows(), DetailRows(), DetailRows()
        self.add_phone = Button(_("Add phone"), "plus", kind="link")
        self.add_email = Button(_("Add email"), "plus", kind="link")
        self.add_link = Button(_("Add link"), "plus", kind="link")
        self.about = AboutFields()
        self.away = AwayFields()
        self._stack()
        self._wire()

    def show_contact(self, contact: Contact, around: Surroundings) -> None:
        """Fill the form."""
        self._contact, self._around = contact, around
        self.who.show_contact(contact)
        self.role.setText(contact.role or "")
        self.role.setCursorPosition(0)
        self.agency.show_agency(contact.agency, around.agencies)
        self.place.show_contact(contact, around.cities, around.now)
        self.show_taken("")
        for rows in (self.phones, self.emails, self.links):
            rows.clear()
        for phone in contact.phones or (None,):
            self.phones.add(self._phone_row(phone))
        for email in contact.emails or (None,):
            self.emails.add(self._email_row(email))
        for link in contact.links:
            self.links.add(LinkRow(link))
        self._order_stops()
        self.about.show_contact(contact, around.topics, around.lists)
        self.away.show_contact(contact, around.today, around.people, around.cover_name)

    def show_taken(self, words: str) -> None:
        """Say from whom agency and city were taken over, with the way to be rid of them; "" says nothing."""
        self.taken.show_message(words, "dim", _("Clear both (Alt+C)"))
        self._taken_row.setVisible(bool(words))

    def clear_place(self) -> None:
        """Empty agency and city, where they were taken over."""
        self.agency.put("")
        self.place.clear()
        if self.taken.button.hasFocus():
            self.agency.setFocus(Qt.FocusReason.OtherFocusReason)
        self.show_taken("")

    def contact(self) -> Contact:
        """Read the form; what it does not show stays as it was."""
        contact = self.place.apply(self.who.apply(self._contact))
        contact = self.away.apply(self.about.apply(contact))
        role = self.role.text().strip() or None
        same_role = role == ((self._contact.role or "").strip() or None)
        return replace(
            contact,
            role=self._contact.role if same_role else role,
            agency=self.agency.value(),
            phones=tuple(phone for row in self.phones.rows if isinstance(row, PhoneRow) and (phone := row.value())),
            emails=tuple(email for row in self.emails.rows if isinstance(row, EmailRow) and (email := row.value())),
            links=tuple(link for row in self.links.rows if isinstance(row, LinkRow) and (link := row.value())),
        )

    def pending(self) -> tuple[str, ...]:
        """Give what is typed and belongs to no field of the contact yet."""
        return (*self.away.pending(), *self.about.pending())

    def put_pending(self, pending: Sequence[str]) -> None:
        """Put back what `pending` gave."""
        if pending:
            self.away.put_pending(*pending[:3])
            self.about.put_pending(pending[3:])

    def wrong(self) -> list[Wrong]:
        """List what cannot be saved as it is, top to bottom."""
        found = [Wrong(row.field, why, "number") for row, why in _invalid(self.phones)]
        found += [Wrong(row.field, why, "address") for row, why in _invalid(self.emails)]
        found += [Wrong(field, why, "field") for field, why in (*self.about.wrong(), *self.away.wrong())]
        return found

    def warnings(self) -> int:
        """Count the details that are saved with a warning."""
        advices = [row.advice() for rows in (self.phones, self.emails) for row in rows.rows]
        return sum(1 for advice in advices if advice is not None and advice.verdict is not Verdict.INVALID)

    def finish(self) -> None:
        """Take everything that is typed as meant."""
        self.place.settle()
        self.about.commit()
        for row in (*self.phones.rows, *self.emails.rows):
            row.finish()

    def set_compact(self, compact: bool) -> None:
        """Take less room for the label column."""
        for row in self.findChildren(FormRow):
            row.set_compact(compact)
        for rows in (self.phones, self.emails, self.links):
            rows.set_compact(compact)
        self.who.kind.set_compact(compact)
        margins = (content_left(compact=compact), 0, 0, theme.SPACE_1)
        self._under_phones.setContentsMargins(*margins)
        self._under_emails.setContentsMargins(*margins)

    def _stack(self) -> None:
        column = QVBoxLayout(self)
        column.setSpacing(theme.SPACE_2)
        self._under_phones = _line(self.add_phone)
        self._under_emails = _line(self.add_email, self.add_link)
        column.addWidget(self.who)
        column.addWidget(FormRow(_("Role"), self.role))
        column.addWidget(FormRow(_("Agency"), self.agency))
        column.addWidget(self.place)
        column.addWidget(self._taken_row)
        column.addWidget(self.phones)
        column.addLayout(self._under_phones)
        column.addWidget(self.emails)
        column.addWidget(self.links)
        column.addLayout(self._under_emails)
        column.addWidget(self.about)
        column.addWidget(self.away)
        column.addStretch(1)

    def _wire(self) -> None:
        self.about.changed.connect(self.changed)
        self.away.changed.connect(self.changed)
        self.place.country_changed.connect(self._read_numbers_anew)
        self.add_phone.clicked.connect(self._add_phone)
        self.add_email.clicked.connect(self._add_email)
        self.add_link.clicked.connect(self._add_link)
        for rows, button in ((self.phones, self.add_phone), (self.emails, self.add_email), (self.links, self.add_link)):
            rows.changed.connect(self.changed)
            rows.noted.connect(self._note)
            rows.emptied.connect(button.setFocus)

    def _read_numbers_anew(self) -> None:
        for row in self.phones.rows:
            if isinstance(row, PhoneRow):
                row.country_changed()

    def _phone_row(self, phone: Phone | None) -> PhoneRow:
        return PhoneRow(phone, self.place.country_code, self._around.today)

    def _email_row(self, email: Email | None) -> EmailRow:
        return EmailRow(email, self._around.known_domains or {}, self._around.today)

    def _add_phone(self) -> None:
        self._begin(self.phones, self._phone_row(None))

    def _add_email(self) -> None:
        self._begin(self.emails, self._email_row(None))

    def _add_link(self) -> None:
        self._begin(self.links, LinkRow(None))

    def _begin(self, rows: DetailRows, row: CheckedRow) -> None:
        rows.add(row)
        self._order_stops()
        row.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _order_stops(self) -> None:
        """Have Tab and Enter go from top to bottom: Qt puts a row that is made later behind everything else."""
        QWidget.setTabOrder(self.who.pronouns, self.who.more)  # what is typed in one go comes first
        details = (*self.phones.stops(), self.add_phone, *self.emails.stops(), *self.links.stops())
        for before, after in pairwise((self.place.city, self.place.country, *details, self.add_email, self.add_link)):
            QWidget.setTabOrder(before, after)

    def _note(self, words: str) -> None:
        self.about.add_note(words)
        announce(self.about.notes, _("Kept as a note"))


def _invalid(rows: DetailRows) -> list[tuple[CheckedRow, str]]:
    found = [(row, row.advice()) for row in rows.rows]
    return [(row, advice.message) for row, advice in found if advice and advice.verdict is Verdict.INVALID]


def _line(*buttons: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(theme.SPACE_2)
    for button in buttons:
        row.addWidget(button)
    row.addStretch(1)
    return row
