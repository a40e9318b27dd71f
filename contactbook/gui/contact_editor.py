"""The form pane: a contact in hand, checked as one types, saved as one step."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QPlainTextEdit, QWidget

from contactbook.domain.contact import Agency, Contact, Kind
from contactbook.gui import icons, theme
from contactbook.gui.away_fields import People
from contactbook.gui.controls import Button, Elided, IconButton, Text, clean
from contactbook.gui.editor_form import EditorForm, Surroundings
from contactbook.gui.form_pane import FormPane
from contactbook.gui.text import natural
from contactbook.i18n import _, counted

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_FIELDS = (QLineEdit, QComboBox, QPlainTextEdit)


class ContactEditor(FormPane):
    """Edits one contact; `saved` carries it changed, with everything that the form does not show."""

    saved = Signal(object)  # a Contact
    cancelled = Signal()
    trash_requested = Signal(str)  # uid
    history_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        form = EditorForm()
        super().__init__(form, form.set_compact, parent)
        self.form = form
        self._before = Contact()
        self.opened = Contact()
        self._at_start: object = None
        self._is_new = False
        self._title = Elided(factor=theme.HEADING, semibold=True)
        self._history = IconButton("history", _("History of this contact"))
        self._trash = IconButton("trash-2", _("Move this contact to the trash"))
        self._wrong = _Count("bad", "circle-alert")
        self._warnings = _Count("warn", "triangle-alert")
        self._cancel = Button(_("Cancel"))
        self._save = Button(_("Save"), kind="main")
        for widget in (self._title, self._history, self._trash):
            self.head_row.addWidget(widget, int(widget is self._title))
        self.head_row.setSpacing(theme.SPACE_1)
        self.footer_row.addWidget(self._wrong)
        self.footer_row.addSpacing(theme.SPACE_2)
        self.footer_row.addWidget(self._warnings)
        self.footer_row.addStretch(1)
        self.footer_row.addWidget(self._cancel)
        self.footer_row.addWidget(self._save)
        # Checks come in bursts; they are counted once each burst is over.
        self._count_soon = QTimer(self)
        self._count_soon.setSingleShot(True)
        self._count_soon.setInterval(0)
        self._count_soon.timeout.connect(self._count)
        self._wire()

    def edit(
        self,
        contact: Contact,
        *,
        agencies: Sequence[Agency] = (),
        cities: Sequence[str] = (),
        topics: Sequence[str] = (),
        lists: Sequence[str] = (),
        known_domains: dict[str, int] | None = None,
        people: People = lambda _prefix: (),
        cover_name: str = "",
        now: datetime,
        is_new: bool = False,
        typed: Contact | None = None,
        pending: Sequence[str] = (),
    ) -> None:
        """Take a contact in hand; now is the moment in UTC, people gives uids and names for the beginning of one.

        `opened` is the contact as the form reads it untouched; typed what a person has made of it before, pending
        what stood in it besides.
        """
        self._before, self._is_new = contact, is_new
        around = Surroundings(agencies, cities, topics, lists, known_domains, people, cover_name, now)
        self.form.show_contact(contact, around)
        self.opened = self.form.contact()
        self._at_start = self.state()
        if typed is not None:
            self.form.show_contact(typed, around)
            self.form.put_pending(pending)
        self._history.setVisible(not is_new)
        self._trash.setVisible(not is_new)
        self._show_title(contact.name or "")
        self._count()
        self.scroll_to_top()
        self.form.who.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def say_taken(self, name: str) -> None:
        """Say that agency and city were taken over from somebody; one key clears them (Alt+C)."""
        self.form.show_taken(_("Agency and city are those of {name}.").format(name=natural(name)))

    def _clear_taken(self) -> None:
        if self.form.taken.text():
            touched = self.is_dirty()
            self.form.clear_place()
            self._at_start = self._at_start if touched else self.state()

    def is_dirty(self) -> bool:
        """Tell whether anything stands otherwise than when the contact was taken in hand or handed on."""
        return self.state() != self._at_start

    def keep_unsaved(self) -> None:
        """Take what was handed on as not saved: writing it failed."""
        self._at_start = None

    def save(self) -> bool:
        """Hand on the contact; where something cannot be saved go there, say why, and give False."""
        self.form.finish()
        wrong = self.form.wrong()
        self._count()
        if wrong:
            self.go_to(wrong[0].field, wrong[0].why)
            return False
        contact = self.form.contact()
        if not (contact.name or contact.role or contact.phones or contact.emails):
            words = _("A contact needs a name, a role or a number.")
            self.form.who.message.show_message(words)
            self.go_to(self.form.who.name, words)
            return False
        self._at_start = self.state()
        self.saved.emit(contact)
        return True

    def cancel(self) -> None:
        """Leave without saving; ask if something changed."""
        if self.ask_to_leave():
            self.cancelled.emit()

    def ask_to_leave(self) -> bool:
        """Tell whether the form may be left; asks whether to save if something changed.

        Saving from here emits `saved` and gives True; what cannot be saved is gone to and gives False.
        """
        if not self.is_dirty():
            return True
        leaving = self.ask_unsaved(_("What you changed is not saved."), may_save=True)
        return self.save() if leaving == "save" else leaving == "discard"

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Save):
            self.save()
        elif event.key() == Qt.Key.Key_Escape:
            self.cancel()
        elif event.key() in _ENTER:
            self._next_field()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_count_soon"):
            self._count_soon.start()

    def _next_field(self) -> None:
        """Go to the next field that is typed into; behind the last one stands Save."""
        here = self.focusWidget()
        after = here.nextInFocusChain() if here is not None else None
        while after is not None and after is not here and after is not self._save:
            typed = isinstance(after, _FIELDS) and not isinstance(after.parent(), QComboBox)
            reached = after.isVisible() and bool(after.focusPolicy() & Qt.FocusPolicy.TabFocus)
            if typed and reached and self.form.isAncestorOf(after):
                break
            after = after.nextInFocusChain()
        if after is not None:
            after.setFocus(Qt.FocusReason.TabFocusReason)

    def state(self) -> tuple[Contact, tuple[str, ...]]:
        """Give what stands in the form: the contact, and what belongs to no field of it yet."""
        return self.form.contact(), self.form.pending()

    def _count(self) -> None:
        wrong = self.form.wrong()
        kinds = {found.kind for found in wrong}
        if kinds == {"number"}:
            words = counted("{number} number to put right", "{number} numbers to put right", len(wrong))
        elif kinds == {"address"}:
            words = counted("{number} address to put right", "{number} addresses to put right", len(wrong))
        else:
            words = counted("{number} field to put right", "{number} fields to put right", len(wrong))
        self._wrong.show_words(words if wrong else "")
        warnings = self.form.warnings()
        self._warnings.show_words(counted("{number} warning", "{number} warnings", warnings) if warnings else "")

    def _show_title(self, name: str) -> None:
        name = clean(" ".join(name[:500].split()))
        if self._is_new:
            desk = self.form.who.kind.value() == Kind.DESK.value
            self._title.setText(_("New desk") if desk else _("New contact"))
        else:
            self._title.setText(_("Edit {name}").format(name=name) if name else _("Edit contact"))

    def _wire(self) -> None:
        self._save.clicked.connect(self.save)
        self._cancel.clicked.connect(self.cancel)
        self._history.clicked.connect(lambda: self.history_requested.emit(self._before.uid))
        self._trash.clicked.connect(lambda: self.trash_requested.emit(self._before.uid))
        self.form.changed.connect(self._count_soon.start)
        self.form.taken.remedy_chosen.connect(self._clear_taken)
        QShortcut(QKeySequence("Alt+C"), self, self._clear_taken, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.form.who.name_changed.connect(self._show_title)
        self.form.who.kind.chosen.connect(lambda _key: self._show_title(self.form.who.name.text()))


class _Count(QWidget):
    """An icon and how many there are; not there where there are none."""

    def __init__(self, tone: str, icon: str) -> None:
        super().__init__()
        self._tone, self._icon = tone, icon
        self._sign, self.words = QLabel(), Text("", tone=tone, semibold=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE_2)
        row.addWidget(self._sign)
        row.addWidget(self.words)

    def show_words(self, words: str) -> None:
        self._sign.setPixmap(icons.pixmap(self._icon, self._tone, ratio=self.devicePixelRatioF()))
        self.words.setText(words)
        self.setVisible(bool(words))
