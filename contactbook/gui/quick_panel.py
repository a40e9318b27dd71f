"""Small forms that lie over the window: when somebody is away, and which languages and topics."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from contactbook.domain.bulk import BulkChange, Common
from contactbook.domain.contact import Contact
from contactbook.gui import languages
from contactbook.gui.away_fields import AwayFields, People
from contactbook.gui.bulk_fields import WordsRow
from contactbook.gui.controls import Button, Elided, IconButton, Text
from contactbook.gui.overlay import Overlay
from contactbook.gui.status import announce
from contactbook.gui.theme import HEADING, SECOND, SPACE_2, SPACE_3, SPACE_5, em
from contactbook.gui.translation_rows import suggest_languages
from contactbook.i18n import _

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class QuickPanel(Overlay):
    """A title, some fields and a button; asked(BulkChange) when the change is to be written."""

    asked = Signal(object)

    def __init__(self, verb: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.title = Elided("", factor=HEADING, semibold=True)
        self.close_button = IconButton("x", _("Close"), small=True)
        self.go = Button(verb, kind="main")
        self._said = Text("", tone="bad", factor=SECOND)
        self._said.setWordWrap(True)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.close_button)
        self.fields = QVBoxLayout()
        self.fields.setSpacing(SPACE_2)
        self.foot = QHBoxLayout()
        self.foot.setSpacing(SPACE_2)
        self.foot.addStretch(1)
        self.foot.addWidget(self.go)
        column = QVBoxLayout(self.panel)
        column.setContentsMargins(SPACE_5, SPACE_5, SPACE_5, SPACE_5)
        column.setSpacing(SPACE_3)
        column.addLayout(head)
        column.addLayout(self.fields)
        column.addWidget(self._said)
        column.addLayout(self.foot)
        self.close_button.clicked.connect(self.close_overlay)
        self.go.clicked.connect(self.take)

    def change(self) -> BulkChange:
        """Read what is asked for."""
        raise NotImplementedError

    def wrong(self) -> list[tuple[QWidget, str]]:
        """List the fields that cannot be written as they are, and why."""
        raise NotImplementedError

    def take(self) -> None:
        """Ask for the change, or go to what is wrong and say why."""
        wrong = self.wrong()
        if wrong:
            field, why = wrong[0]
            self.say(why)
            field.setFocus(Qt.FocusReason.OtherFocusReason)
            if why:
                announce(field, why)
            return
        change = self.change()
        self.close_overlay()
        if change:
            self.asked.emit(change)

    def say(self, words: str) -> None:
        """Say what is wrong, "" where nothing is."""
        self._said.setText(words)
        self._said.setVisible(bool(words))
        self.place()

    def place(self) -> None:
        """Set the panel a little below the top, as high as its fields."""
        width = min(em(44), self.width() - 32)
        layout = self.panel.layout()
        high = layout.heightForWidth(width) if layout is not None else 0
        height = min(max(high, self.panel.minimumSizeHint().height()), self.height() - 32)
        top = max(16, min(self.height() * 14 // 100, self.height() - height - 16))
        self.panel.setGeometry(QRect((self.width() - width) // 2, top, width, height))
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER or event.matches(QKeySequence.StandardKey.Save):
            self.take()
        else:
            super().keyPressEvent(event)


class AwayPanel(QuickPanel):
    """When contacts are away and who covers; back_asked() when they are back."""

    back_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_("Set away"), parent)
        self.away = AwayFields()
        self.back = Button(_("Back now"), "calendar-check")
        self.fields.addWidget(self.away)
        self.foot.insertWidget(0, self.back)
        self.away.changed.connect(self.place)
        self.back.clicked.connect(self._tell_back)

    def open(
        self, title: str, contact: Contact, today: date, people: People, cover_name: str, *, is_away: bool
    ) -> None:
        """Show the days and the cover of a contact; is_away tells whether it can come back."""
        self.title.setText(title)
        self.away.show_contact(contact, today, people, cover_name)
        self.back.setVisible(is_away)
        self.say("")
        self.open_with(self.away.end.line)
        self.away.end.line.selectAll()

    def change(self) -> BulkChange:
        wanted = self.away.apply(Contact())
        return BulkChange(put={key: getattr(wanted, key) for key in ("away_from", "away_until", "cover")})

    def wrong(self) -> list[tuple[QWidget, str]]:
        if not (self.away.start.line.text().strip() or self.away.end.line.text().strip()):
            return [(self.away.end.line, _("Type the last day away, as 3 December."))]
        # The fields say themselves what is wrong with them.
        return [(field, "") for field, _why in self.away.wrong()]

    def _tell_back(self) -> None:
        self.close_overlay()
        self.back_asked.emit()


class WordsPanel(QuickPanel):
    """The languages and topics of one contact, or of several at once."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_("Save"), parent)
        self.topics = WordsRow(_("Topics"), _("Topics to take away"))
        self.speaks = WordsRow(
            _("Speaks"), _("Languages to take away"), suggest_languages, read=languages.code, show=languages.name
        )
        for row in (self.topics, self.speaks):
            self.fields.addWidget(row)
            row.changed.connect(self.place)

    def open(self, title: str, common: Common, topics: Sequence[str]) -> None:
        """Show what contacts have in common; topics are those of the book."""
        self.title.setText(title)
        self.topics.show_words(common.in_all["topics"], common.in_some["topics"], topics)
        self.speaks.show_words(common.in_all["languages"], common.in_some["languages"])
        self.say("")
        self.open_with(self.topics.field.line)

    def change(self) -> BulkChange:
        rows = {"topics": self.topics, "languages": self.speaks}
        return BulkChange(
            added={key: words for key, row in rows.items() if (words := row.added())},
            removed={key: words for key, row in rows.items() if (words := row.removed())},
        )

    def wrong(self) -> list[tuple[QWidget, str]]:
        found: list[tuple[QWidget, str]] = []
        for row in (self.topics, self.speaks):
            row.commit()
            for field in (row.field, row.less):
                if text := field.line.text().strip():
                    words = _("“{text}” is not understood here. Choose one of the words offered, or take it out.")
                    found.append((field.line, words.format(text=text[:40])))
        return found
