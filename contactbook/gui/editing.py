"""Opens the form in the place of the card, and does not lose what was typed in it."""

from PySide6.QtCore import QObject, Signal

from contactbook.app.book import Book
from contactbook.domain.contact import Contact, Kind
from contactbook.gui.parts import Parts


class Editing(QObject):
    """begun() and ended() tell when the form is shown, save_asked(Contact) what is to be written."""

    begun = Signal()
    ended = Signal()
    save_asked = Signal(object)

    def __init__(self, book: Book, parts: Parts) -> None:
        super().__init__(parts)
        self._book = book
        self._parts = parts
        self.uid: str | None = None  # "" while a new contact is made
        self._saving = False

    @property
    def active(self) -> bool:
        """Tell whether something is being edited."""
        return self.uid is not None

    def begin(self, contact: Contact, *, is_new: bool = False) -> None:
        """Show the form for a contact."""
        self.uid = contact.uid
        self._saving = False
        cover = self._book.get(contact.cover) if contact.cover else None
        self._parts.editor.edit(
            contact,
            agencies=self._book.agencies(),
            cities=self._book.cities(),
            topics=self._book.topics(),
            lists=[name for name, _number in self._book.lists()],
            known_domains=self._book.known_domains(),
            people=self._people,
            cover_name=cover.shown if cover else "",
            now=self._book.clock(),
            is_new=is_new,
        )
        self._parts.head.hide()
        self._parts.pane.setCurrentWidget(self._parts.editor)
        self.begun.emit()

    def begin_new(self, kind: Kind, like: Contact | None) -> None:
        """Show the form for a new person or desk; city and agency of the contact in view are taken over."""
        taken = Contact(kind=kind, agency=like.agency, city=like.city, country=like.country) if like else None
        self.begin(taken or Contact(kind=kind), is_new=True)

    def may_leave(self) -> bool:
        """Tell whether the form may go: nothing was typed, or the person says so."""
        return not self.active or not self._parts.editor.is_dirty() or self._parts.editor.ask_to_leave()

    def end(self) -> None:
        """Show the card again."""
        if not self.active:
            return
        self.uid = None
        self._parts.head.show()
        self._parts.pane.setCurrentIndex(0)
        self.ended.emit()

    def hand_on(self, contact: Contact) -> None:
        """Ask for a contact to be written, once: a second Ctrl+S while it is being written adds no second one."""
        if not self._saving:
            self._saving = True
            self.save_asked.emit(contact)

    def save_failed(self) -> None:
        """Keep the form as it is; it may be saved again."""
        self._saving = False

    def _people(self, prefix: str) -> list[tuple[str, str]]:
        """Find who may stand in, by the beginning of a name."""
        words = " ".join(part for part in prefix.replace('"', " ").split() if part.strip("-|()"))
        if not words:
            return []
        found = self._book.find(f'"{words}"', limit=8)
        return [(row.uid, row.name) for row in self._book.rows(found.ids)]
