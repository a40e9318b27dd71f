"""Name and role in other languages and scripts, for contact blocks in them."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from contactbook.domain.contact import Translation
from contactbook.gui import languages, theme
from contactbook.gui.completion import Completion, Offer
from contactbook.gui.controls import Button, IconButton
from contactbook.i18n import _


def suggest_languages(prefix: str) -> list[Offer]:
    """Offer the names of languages."""
    return [Offer(name, name) for name in languages.suggest(prefix)]


class TranslationRow(QWidget):
    """One language: its name or code, the name and the role in it."""

    removed = Signal()

    def __init__(self, translation: Translation | None) -> None:
        super().__init__()
        self._before = translation
        self.language = QLineEdit(languages.name(translation.language) if translation else "")
        self.name = QLineEdit(translation.name or "" if translation else "")
        self.role = QLineEdit(translation.role or "" if translation else "")
        self.remove = IconButton("x", _("Remove this language"), small=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE_2)
        for field, words, share in (
            (self.language, _("Language"), 2),
            (self.name, _("Name"), 3),
            (self.role, _("Role"), 3),
        ):
            field.setPlaceholderText(words)
            field.setAccessibleName(words)
            field.setCursorPosition(0)
            row.addWidget(field, share)
        row.addWidget(self.remove)
        Completion(self.language, suggest_languages)
        self.remove.clicked.connect(self.removed)
        self.language.editingFinished.connect(self._mark)

    def value(self) -> Translation | None:
        """Give the translation; None where name and role are empty or the language is not known."""
        name, role = self.name.text().strip() or None, self.role.text().strip() or None
        code = self._code()
        return Translation(code, name, role) if code and (name or role) else None

    def texts(self) -> tuple[str, ...]:
        """Give what stands in the fields."""
        return self.language.text(), self.name.text(), self.role.text()

    def put_texts(self, texts: Sequence[str]) -> None:
        """Put back what `texts` gave."""
        for field, text in zip((self.language, self.name, self.role), texts, strict=False):
            field.setText(text)
        self._mark()

    def is_wrong(self) -> bool:
        """Tell whether name or role are there and the language they are in is not."""
        return bool(self.name.text().strip() or self.role.text().strip()) and self._code() is None

    def _code(self) -> str | None:
        text = self.language.text().strip()
        if self._before is not None and text == languages.name(self._before.language):
            return self._before.language
        return languages.code(text) if text else None

    def _mark(self) -> None:
        theme.restyle(self.language, tone="bad" if self.is_wrong() else "")


class TranslationRows(QWidget):
    """The rows, and the button that adds one."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[TranslationRow] = []
        self._column = QVBoxLayout()
        self._column.setSpacing(theme.SPACE_2)
        self.add_button = Button(_("Add language"), "plus", kind="link")
        self.add_button.clicked.connect(self._add_empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_1)
        column.addLayout(self._column)
        column.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeading)

    def show_translations(self, translations: Sequence[Translation]) -> None:
        """Show a row for each."""
        for row in list(self.rows):
            self._drop(row)
        for translation in translations:
            self._add(translation)

    def values(self) -> tuple[Translation, ...]:
        """Give the translations; of one language the last counts."""
        found = [value for row in self.rows if (value := row.value())]
        return tuple({value.language: value for value in found}.values())

    def pending(self) -> tuple[str, ...]:
        """Give the rows that are no translation yet, since their language is not known."""
        return tuple("\t".join(row.texts()) for row in self.rows if row.is_wrong())

    def put_pending(self, pending: Sequence[str]) -> None:
        """Add the rows that `pending` gave."""
        for texts in pending:
            self._add(None).put_texts(texts.split("\t"))

    def first_wrong(self) -> QWidget | None:
        """Give the field of the first language that is missing."""
        return next((row.language for row in self.rows if row.is_wrong()), None)

    def _add_empty(self) -> None:
        self._add(None).language.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, translation: Translation | None) -> TranslationRow:
        row = TranslationRow(translation)
        row.removed.connect(lambda: self._take_out(row))
        self.rows.append(row)
        self._column.addWidget(row)
        return row

    def _take_out(self, row: TranslationRow) -> None:
        self._drop(row)
        self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _drop(self, row: TranslationRow) -> None:
        self.rows.remove(row)
        row.hide()
        self._column.removeWidget(row)
        row.deleteLater()
