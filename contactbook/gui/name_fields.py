"""Who it is: person or desk, the name and its parts, how it is said, pronouns."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from contactbook.domain import names
from contactbook.domain.contact import Contact, Kind
from contactbook.gui import theme
from contactbook.gui.controls import Elided, IconButton, Segmented, Text
from contactbook.gui.detail_grid import grown
from contactbook.gui.field_message import FieldMessage
from contactbook.gui.form import FormRow
from contactbook.i18n import _

_PARTS = (
    ("honorific", _("Honorific")),
    ("given", _("Given name")),
    ("family", _("Family name")),
    ("suffix", _("Suffix")),
)


class KindChoice(QWidget):
    """Person or desk; where there is little room the icons go."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        options: list[tuple[str, str, str | None]] = [
            (Kind.PERSON.value, _("Person"), "user"),
            (Kind.DESK.value, _("Desk"), "headset"),
        ]
        self._wide = Segmented(options, _("Person or desk"))
        self._narrow = Segmented([(key, text, None) for key, text, _icon in options], _("Person or desk"))
        self._narrow.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for choice in (self._wide, self._narrow):
            row.addWidget(choice)
            choice.chosen.connect(self._take)

    def value(self) -> str:
        """Give what is chosen."""
        return self._wide.value()

    def choose(self, key: str) -> None:
        """Choose without telling."""
        self._wide.choose(key)
        self._narrow.choose(key)

    def set_compact(self, compact: bool) -> None:
        """Leave the icons out."""
        self._wide.setVisible(not compact)
        self._narrow.setVisible(compact)

    def _take(self, key: str) -> None:
        self.choose(key)
        self.chosen.emit(key)


class NameFields(QWidget):
    """Name, person or desk, said and pronouns; the parts of the name are made from it until they are corrected."""

    name_changed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._before = Contact()
        self._corrected = False
        self.name = _field(_("Name"))
        self.kind = KindChoice()
        self.more = IconButton("chevron-down", _("Parts of the name"), small=True)
        self.more.setCheckable(True)
        self.message = FieldMessage(self.name)
        self.said = _field(_("Said"), _("How the name is said"))
        self.pronouns = _field(_("Pronouns"), _("Pronouns"))
        self.parts = {key: _field(label) for key, label in _PARTS}
        self.name_row = FormRow(self._make_lead(), self.name, self.kind)
        self.said_row = FormRow(_("Said"), self.said, self.pronouns, buddy=self.said)
        self.said_row.stretch(3, 1)
        self.pronouns.setMinimumWidth(self.fontMetrics().horizontalAdvance(self.pronouns.placeholderText()) + 30)
        self._parts_box = self._make_parts()
        self.parts_row = FormRow(_("Parts"), self._parts_box, buddy=self.parts["honorific"])
        self.message_row = FormRow(Text(""), self.message)
        self._stack()
        self.name.textChanged.connect(self._split)
        self.kind.chosen.connect(self._show_kind)
        self.more.toggled.connect(self._show_parts)

    def show_contact(self, contact: Contact) -> None:
        """Fill the fields."""
        self._before = contact
        self._corrected = False
        self.kind.choose(contact.kind.value)
        self.message.show_message("")
        _put(self.name, contact.name)
        _put(self.said, contact.said)
        _put(self.pronouns, contact.pronouns)
        for key, field in self.parts.items():
            _put(field, getattr(contact, key))
        self.more.setChecked(False)
        self._show_kind()

    def apply(self, contact: Contact) -> Contact:
        """Put what stands in the fields into a contact."""
        name = " ".join(self.name.text().split()) or None
        contact = replace(
            contact,
            kind=Kind(self.kind.value()),
            name=self._before.name if name == " ".join((self._before.name or "").split()) else name,
            said=self.said.text().strip() or None,
            pronouns=self.pronouns.text().strip() or None,
        )
        if contact.kind is Kind.DESK:
            # A desk has no parts of a name; one that came with some keeps them.
            old = self._before if self._before.kind is Kind.DESK else Contact()
            return replace(contact, honorific=old.honorific, given=old.given, family=old.family, suffix=old.suffix)
        parts = {key: field.text().strip() or None for key, field in self.parts.items()}
        return replace(
            contact,
            honorific=parts["honorific"],
            given=parts["given"],
            family=parts["family"],
            suffix=parts["suffix"],
        )

    def _split(self, text: str) -> None:
        self.message.show_message("")
        self.name_changed.emit(text)
        if self._corrected or not self.name.isModified():
            return
        same = text.split() == (self._before.name or "").split()
        found = self._before if same else names.split(text)
        for key, field in self.parts.items():
            _put(field, getattr(found, key))

    def _correct(self) -> None:
        self._corrected = True

    def _show_kind(self, _key: str = "") -> None:
        person = self.kind.value() == Kind.PERSON.value
        self.said_row.setVisible(person)
        self.more.setVisible(person)
        self._show_parts()

    def _show_parts(self) -> None:
        shown = self.more.isChecked() and not self.more.isHidden()
        self.parts_row.setVisible(shown)
        self.more.set_icon("chevron-up" if shown else "chevron-down")

    def _make_lead(self) -> QWidget:
        """Make the label of the name, and beside it what opens the parts."""
        lead = QWidget()
        row = QHBoxLayout(lead)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        label = Elided(_("Name"), tone="dim")
        label.setFixedHeight(grown(32))
        label.setBuddy(self.name)
        row.addWidget(label)
        row.addWidget(self.more)
        row.addStretch(1)
        return lead

    def _make_parts(self) -> QWidget:
        box = QWidget()
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.SPACE_2)
        grid.setVerticalSpacing(2)
        for at, (key, label) in enumerate(_PARTS):
            words = Text(label, tone="dim", factor=theme.STATE)
            words.setBuddy(self.parts[key])
            across = (0, 1)[key in ("given", "family")]
            grid.setColumnStretch(at, 1 + across)
            grid.addWidget(words, 0, at, Qt.AlignmentFlag.AlignBottom)
            grid.addWidget(self.parts[key], 1, at)
            self.parts[key].textEdited.connect(self._correct)
        return box

    def _stack(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for at, row in enumerate((self.name_row, self.message_row, self.parts_row, self.said_row)):
            if at and row is not self.message_row:
                row.set_gap_above(theme.SPACE_2)
            column.addWidget(row)
        self.message_row.lead.setMaximumHeight(0)


def _field(name: str, hint: str = "") -> QLineEdit:
    field = QLineEdit()
    field.setAccessibleName(name)
    field.setPlaceholderText(hint)
    return field


def _put(field: QLineEdit, text: str | None) -> None:
    field.setText(text or "")
    field.setCursorPosition(0)
