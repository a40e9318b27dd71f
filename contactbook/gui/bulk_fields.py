"""The rows of the form for several contacts: a field shows what all have, "various" where they differ."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QWidget

from contactbook.gui import bulk_words, theme
from contactbook.gui.chips import ChipField
from contactbook.gui.completion import Offer, Suggest, among_words
from contactbook.gui.controls import Button, Segmented, Text
from contactbook.gui.detail_grid import grown
from contactbook.gui.form import Combo, FormRow, GrowingText, column
from contactbook.i18n import _

Line = QLineEdit | QPlainTextEdit


class Emptying(QWidget):
    """A field that may differ, with a button beside it that empties it in all."""

    changed = Signal()

    def __init__(self, label: str, content: QWidget, lines: Sequence[Line]) -> None:
        super().__init__()
        self._lines = lines
        self._hints = [line.placeholderText() for line in lines]
        self.emptied = False
        self._various = False
        self.button = Button(_("Empty in all"), kind="link", small=True)
        self.button.setAccessibleName(_("Empty in all: {field}").format(field=label))
        self.button.setFixedHeight(grown(32))
        self.button.clicked.connect(self._toggle)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE_1)
        row.addWidget(content, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)

    def show_various(self, various: bool) -> None:
        """Say whether the contacts differ here."""
        self.emptied = False
        self.button.setVisible(various)
        self._various = various
        self._hint()

    def _toggle(self) -> None:
        self.emptied = not self.emptied
        if self.emptied:
            for line in self._lines:
                line.clear()
        self._hint()
        self.changed.emit()

    def _hint(self) -> None:
        self.button.set_text(_("Leave as it is") if self.emptied else _("Empty in all"))
        for line, hint in zip(self._lines, self._hints, strict=True):
            words = _("empty in all") if self.emptied else bulk_words.VARIOUS if self._various else hint
            line.setPlaceholderText(words)
            line.setEnabled(not self.emptied)


class TextRow(Emptying):
    """A text: what all have, or nothing where they differ."""

    def __init__(self, label: str, *, lines: int = 1) -> None:
        self.field: QLineEdit | GrowingText
        if lines == 1:
            self.field = QLineEdit()
            self.field.setAccessibleName(label)
            self.field.textChanged.connect(self._edited)
        else:
            self.field = GrowingText(label, least=1, most=lines)
            self.field.textChanged.connect(self._edited)
        self._shown: str | None = None
        super().__init__(label, FormRow(label, self.field), [self.field])

    def show_text(self, text: str | None, various: bool) -> None:
        """Show the text that all have."""
        self._shown = text
        self.field.blockSignals(True)
        if isinstance(self.field, QLineEdit):
            self.field.setText(text or "")
            self.field.setCursorPosition(0)
        else:
            self.field.setPlainText(text or "")
        self.field.blockSignals(False)
        self.show_various(various)

    def asked(self) -> bool:
        """Tell whether something else is asked for than what was shown."""
        return self.emptied or self.value() != ((self._shown or "").strip() or None)

    def value(self) -> str | None:
        """Give the text, None where there is none."""
        text = self.field.text() if isinstance(self.field, QLineEdit) else self.field.toPlainText()
        return text.strip() or None

    def _edited(self) -> None:
        self.changed.emit()


class WordsRow(QWidget):
    """Words that all have as chips, to be added to and taken from; those that some have can be taken from these."""

    changed = Signal()

    def __init__(
        self,
        label: str,
        less: str,
        suggest: Suggest | None = None,
        *,
        read: Callable[[str], str | None] | None = None,
        show: Callable[[str], str] = str,
    ) -> None:
        super().__init__()
        self._show = show
        self._offered: Suggest = among_words(())
        self._in_all: tuple[str, ...] = ()
        self._in_some: Mapping[str, int] = {}
        plain: Callable[[str], str | None] = lambda text: " ".join(text.split()) or None  # noqa: E731
        self.field = ChipField(label, suggest or (lambda prefix: self._offered(prefix)), read=read or plain, show=show)
        self.less = ChipField(less, self._some, read=self._known, show=show)
        self.less.line.setPlaceholderText(_("Take away …"))
        self._said = Text("", tone="dim", factor=theme.SECOND)
        self._said.setWordWrap(True)
        self._said.setContentsMargins(2, 0, 0, 2)
        content = QWidget()
        content.setLayout(column(self.field, self._said, self.less, gap=4))
        self.setLayout(column(FormRow(label, content, buddy=self.field), gap=0))
        for field in (self.field, self.less):
            field.changed.connect(self.changed)

    def show_words(self, in_all: tuple[str, ...], in_some: Mapping[str, int], offered: Sequence[str] = ()) -> None:
        """Show the words that all have, and name those that some have with how many do."""
        self._in_all, self._in_some = in_all, in_some
        self._offered = among_words(offered)
        self.field.set_values(in_all)
        self.less.set_values(())
        self.less.setVisible(bool(in_some))
        words = bulk_words.in_some(in_some, self._show)
        self._said.setText(words)
        self._said.setVisible(bool(words))

    def commit(self) -> None:
        """Take what is typed as meant."""
        self.field.commit()
        self.less.commit()

    def pending(self) -> str:
        """Give what is typed and not yet a chip."""
        return (self.field.line.text() + self.less.line.text()).strip()

    def added(self) -> tuple[str, ...]:
        """Give the words that all get."""
        return tuple(word for word in self.field.values() if word not in self._in_all)

    def removed(self) -> tuple[str, ...]:
        """Give the words that are taken from all who have them."""
        return (*(word for word in self._in_all if word not in self.field.values()), *self.less.values())

    def _known(self, text: str) -> str | None:
        wanted = " ".join(text.split()).casefold()
        return next((w for w in self._in_some if wanted in (w.casefold(), self._show(w).casefold())), None)

    def _some(self, prefix: str) -> Sequence[Offer]:
        return among_words([self._show(word) for word in self._in_some])(prefix)


class ChoiceRow(QWidget):
    """One of a few values for all, or each its own."""

    changed = Signal()

    def __init__(self, label: str, options: Sequence[tuple[str, str, str | None]]) -> None:
        super().__init__()
        self.field = Segmented([("", _("As it is"), None), *options], label)
        self._said = Text("", tone="dim", factor=theme.SECOND)
        self._said.setWordWrap(True)
        self._said.setContentsMargins(2, 0, 0, 2)
        content = QWidget()
        content.setLayout(column(self.field, self._said, gap=2))
        self.setLayout(column(FormRow(label, content, buddy=self.field), gap=0))
        self.field.chosen.connect(lambda _key: self.changed.emit())

    def show_now(self, words: str) -> None:
        """Say how it is now, and ask for nothing."""
        self.field.choose("")
        self._said.setText(words)
        self._said.setVisible(bool(words))

    def value(self) -> str:
        """Give the key that is asked for, "" for each its own."""
        return self.field.value()


def combo_line(combo: Combo) -> QLineEdit:
    """Give the line of a list that can be typed into."""
    line = combo.lineEdit()
    return line if line is not None else QLineEdit()
