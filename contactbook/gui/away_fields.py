"""When somebody is away, and who stands in."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from contactbook.domain.contact import Contact
from contactbook.domain.folding import fold
from contactbook.gui import theme
from contactbook.gui.completion import Completion, Offer
from contactbook.gui.controls import Text
from contactbook.gui.day_field import DayField
from contactbook.gui.field_message import FieldMessage
from contactbook.gui.form import FormRow, column
from contactbook.i18n import _

People = Callable[[str], Sequence[tuple[str, str]]]  # a beginning of a name -> uids and names


class AwayFields(QWidget):
    """From, to, and the contact who covers, found by name."""

    changed = Signal()  # days or cover were checked

    def __init__(self) -> None:
        super().__init__()
        self._before = Contact()
        self._people: People = lambda _prefix: ()
        self._cover: str | None = None
        self._cover_name = ""
        self.start = DayField(_("Away from"), _("first day"))
        self.end = DayField(_("Away to"), _("last day"))
        self.message = FieldMessage(self.end.line)
        self.cover = QLineEdit()
        self.cover.setAccessibleName(_("Cover"))
        self.cover.setPlaceholderText(_("Who stands in"))
        self.cover_message = FieldMessage(self.cover)
        days = QWidget()
        row = QHBoxLayout(days)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE_2)
        row.addWidget(self.start, 1)
        row.addWidget(Text(_("to"), tone="dim"))
        row.addWidget(self.end, 1)
        both, covered = QWidget(), QWidget()
        both.setLayout(column(days, self.message, gap=0))
        covered.setLayout(column(self.cover, self.cover_message, gap=0))
        self.setLayout(
            column(FormRow(_("Away"), both, buddy=self.start), FormRow(_("Cover"), covered, buddy=self.cover))
        )
        completion = Completion(self.cover, self._suggest)
        completion.picked.connect(self._pick)
        self.cover.textEdited.connect(self._edited)
        self.cover.editingFinished.connect(self._check)
        self.start.changed.connect(self._days_typed)
        self.start.left.connect(self._check)
        self.end.changed.connect(self._days_typed)
        self.end.left.connect(self._check)

    def show_contact(self, contact: Contact, today: date, people: People, cover_name: str) -> None:
        """Fill the fields; cover_name is the name of the contact that covers now."""
        self._before, self._people = contact, people
        self.start.show_day(contact.away_from, today)
        self.end.show_day(contact.away_until, today)
        self._cover, self._cover_name = contact.cover, cover_name
        self.cover.setText(cover_name)
        self.cover.setCursorPosition(0)
        self.message.show_message("")
        self.cover_message.show_message("")
        theme.restyle(self.cover, tone="")

    def apply(self, contact: Contact) -> Contact:
        """Put what stands in the fields into a contact."""
        cover = self._cover if self.cover.text().strip() else None
        if self._before.cover and not self._cover_name and not self.cover.text().strip():
            cover = self._before.cover  # whoever covers could not be named; who did not ask is not changed
        return replace(contact, away_from=self.start.day(), away_until=self.end.day(), cover=cover)

    def pending(self) -> tuple[str, ...]:
        """Give what stands in the fields, whether it is understood or not."""
        return self.cover.text(), self.start.line.text(), self.end.line.text()

    def put_pending(self, cover: str, start: str, end: str) -> None:
        """Put back what `pending` gave."""
        if cover != self.cover.text():
            self.cover.setText(cover)
            self._cover = None
        self.start.put_text(start)
        self.end.put_text(end)
        self._check()

    def wrong(self) -> list[tuple[QWidget, str]]:
        """List the fields that cannot be saved as they are, and why."""
        self._check_days()
        self._check_cover()
        found: list[tuple[QWidget, str]] = []
        if self.message.text():
            found.append((self.start.line if self.start.is_wrong() else self.end.line, self.message.text()))
        if self.cover_message.text():
            found.append((self.cover, self.cover_message.text()))
        return found

    def _days_typed(self) -> None:
        self.message.show_message("")

    def _check(self) -> None:
        self._check_days()
        self._check_cover()
        self.changed.emit()

    def _check_days(self) -> None:
        words = ""
        start, end = self.start.day(), self.end.day()
        if self.start.is_wrong() or self.end.is_wrong():
            words = _("No day: type it as 3 December or 2026-12-03, or leave it empty.")
        elif start and end and end < start:
            words = _("The last day lies before the first.")
        self.message.show_message(words)

    def _check_cover(self) -> None:
        text = self.cover.text().strip()
        if text and self._cover is None:
            exact = [uid for uid, name in self._people(text) if fold(name) == fold(text)]
            self._cover = exact[0] if len(exact) == 1 else None
        unknown = bool(text) and self._cover is None
        theme.restyle(self.cover, tone="bad" if unknown else "")
        self.cover_message.show_message(
            _("No contact is called so. Choose one of the names offered, or leave it empty.") if unknown else ""
        )

    def _edited(self, _text: str) -> None:
        self._cover = None
        theme.restyle(self.cover, tone="")
        self.cover_message.show_message("")

    def _suggest(self, prefix: str) -> list[Offer]:
        return [Offer(name, name, uid) for uid, name in self._people(prefix) if uid != self._before.uid][:8]

    def _pick(self, offer: Offer) -> None:
        self._cover = offer.means
        self._check_cover()
