"""What else the form holds: languages, topics, lists, hours, address, notes, other languages and the photo."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from contactbook.domain.contact import Contact
from contactbook.gui import languages, theme
from contactbook.gui.chips import ChipField
from contactbook.gui.completion import Offer, among_words
from contactbook.gui.controls import Button, Text
from contactbook.gui.field_message import FieldMessage
from contactbook.gui.form import FormRow, GrowingText, column
from contactbook.gui.photo_field import PhotoField
from contactbook.gui.translation_rows import TranslationRows, suggest_languages
from contactbook.i18n import _


class AboutFields(QWidget):
    """The lower half of the form but for absence, top to bottom."""

    changed = Signal()  # something was understood or refused

    def __init__(self) -> None:
        super().__init__()
        self._before = Contact()
        self._topics: Sequence[str] = ()
        self._lists: Sequence[str] = ()
        self.speaks = ChipField(_("Speaks"), suggest_languages, read=languages.code, show=languages.name)
        self.speaks_message = FieldMessage(self.speaks.line)
        self.topics = ChipField(_("Topics"), self._suggest_topics)
        self.lists = ChipField(_("Lists"), self._suggest_lists)
        self.hours = GrowingText(_("Hours"), most=4)
        self.address = GrowingText(_("Postal address"), least=2, most=6)
        self.notes = GrowingText(_("Notes"), least=2)
        self.photo = PhotoField()
        self.translations = TranslationRows()
        self.more = Button(_("In other languages"), "chevron-right", kind="link")
        self.hours.setPlaceholderText(_("When reachable, in local time"))
        speaks = QWidget()
        speaks.setLayout(column(self.speaks, self.speaks_message, gap=0))
        self._stack(speaks)
        self.speaks.refused.connect(self._refuse)
        self.more.clicked.connect(self._toggle)

    def show_contact(self, contact: Contact, topics: Sequence[str], lists: Sequence[str]) -> None:
        """Fill the fields; topics and lists are those of the book."""
        self._before, self._topics, self._lists = contact, topics, lists
        self.speaks.set_values(contact.languages)
        self.topics.set_values(contact.topics)
        self.lists.set_values(contact.lists)
        self._refuse("")
        for field, text in ((self.hours, contact.hours), (self.address, contact.address), (self.notes, contact.notes)):
            field.setPlainText(text or "")
        self.translations.show_translations(contact.translations)
        self._open(bool(contact.translations))
        self.photo.show_photo(contact.photo, contact.name or contact.shown, contact.kind.value == "desk")

    def apply(self, contact: Contact) -> Contact:
        """Put what stands in the fields into a contact."""
        before = self._before
        return replace(
            contact,
            languages=self.speaks.values(),
            topics=self.topics.values(),
            lists=self.lists.values(),
            hours=_kept(self.hours, before.hours),
            address=_kept(self.address, before.address),
            notes=_kept(self.notes, before.notes),
            translations=self.translations.values(),
            photo=self.photo.photo(),
        )

    def pending(self) -> tuple[str, ...]:
        """Give what is typed in the chip fields and not yet a chip, and translations whose language is not known."""
        chips = (field.line.text().strip() for field in (self.speaks, self.topics, self.lists))
        return (*chips, *self.translations.pending())

    def put_pending(self, pending: Sequence[str]) -> None:
        """Put back what `pending` gave."""
        fields = (self.speaks, self.topics, self.lists)
        for field, text in zip(fields, pending, strict=False):
            field.line.setText(text)
        if translations := pending[len(fields) :]:
            self._open(True)
            self.translations.put_pending(translations)

    def commit(self) -> None:
        """Turn into chips what is typed and understood."""
        for field in (self.speaks, self.topics, self.lists):
            field.commit()

    def add_note(self, words: str) -> None:
        """Put words at the end of the notes."""
        text = self.notes.toPlainText().rstrip()
        self.notes.setPlainText(f"{text}\n{words}" if text else words)

    def wrong(self) -> list[tuple[QWidget, str]]:
        """List the fields that cannot be saved as they are, and why."""
        found: list[tuple[QWidget, str]] = []
        if self.speaks_message.text():
            found.append((self.speaks.line, self.speaks_message.text()))
        if (field := self.translations.first_wrong()) is not None:
            self._open(True)
            found.append((field, _("Name the language that this name and role are in.")))
        return found

    def _refuse(self, text: str) -> None:
        words = _("No language is called “{text}”. Type its name or code, as French or fr.").format(text=text[:40])
        self.speaks_message.show_message(words if text else "")
        self.changed.emit()

    def _suggest_topics(self, prefix: str) -> Sequence[Offer]:
        return among_words(self._topics)(prefix)

    def _suggest_lists(self, prefix: str) -> Sequence[Offer]:
        return among_words(self._lists)(prefix)

    def _toggle(self) -> None:
        self._open(self.translations.isHidden())

    def _open(self, shown: bool) -> None:
        self.translations.setVisible(shown)
        self.more.set_icon("chevron-down" if shown else "chevron-right")

    def _stack(self, speaks: QWidget) -> None:
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(theme.SPACE_2)
        for row in (
            FormRow(_("Speaks"), speaks, buddy=self.speaks),
            FormRow(_("Topics"), self.topics),
            FormRow(_("Lists"), self.lists),
            FormRow(_("Hours"), self.hours),
            FormRow(_("Address"), self.address),
            FormRow(_("Notes"), self.notes),
            FormRow(_("Photo"), self.photo),
        ):
            stack.addWidget(row)
        more = QWidget()
        line = QHBoxLayout(more)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.more)
        line.addStretch(1)
        stack.addWidget(FormRow(Text(""), more))
        stack.addWidget(self.translations)


def _kept(field: GrowingText, before: str | None) -> str | None:
    """Give the text of a field; one that was not touched stays as it was to the last blank."""
    text = field.text()
    return before if text == ((before or "").strip() or None) else text
