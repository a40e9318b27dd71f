"""Opens the form in the place of the card, and does not lose what was typed in it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from contactbook.app.book import Book
from contactbook.domain.contact import Contact, Kind
from contactbook.domain.folding import fold, words
from contactbook.gui.parts import Parts
from contactbook.gui.text import clean

_MOST_WORDS = 10  # of a name


@dataclass(eq=False, slots=True)
class _Sheet:
    """One opening of the form, by which a save that comes back is told from the others."""

    uid: str
    before: Contact  # what the book held of the fields when they were shown, or last written
    writing: Contact | None = None
    waiting: Contact | None = None  # what was saved while the one before was still being written
    draft: str = ""  # the key of what is kept of it against a crash


class Editing(QObject):
    """begun() and ended() tell when the form is shown, save_asked(Contact, before, sheet) what is to be written.

    settled(draft) tells that what was typed in an opening of the form was saved or given up.
    """

    settled = Signal(str)
    begun = Signal()
    ended = Signal()
    save_asked = Signal(object, object, object)

    def __init__(self, book: Book, parts: Parts) -> None:
        super().__init__(parts)
        self._book = book
        self._parts = parts
        self.uid: str | None = None  # "" while a new contact is made
        self._sheet = _Sheet("", Contact())
        self._failed: list[tuple[_Sheet, Contact]] = []  # left before it was known that they could not be written

    @property
    def active(self) -> bool:
        """Tell whether something is being edited."""
        return self.uid is not None

    def begin(
        self,
        contact: Contact,
        *,
        is_new: bool = False,
        typed: Contact | None = None,
        pending: Sequence[str] = (),
        draft: str = "",
    ) -> None:
        """Show the form for a contact, with what was typed before if anything was, and the key it is kept by."""
        self._let_go()
        self.uid = contact.uid
        covered_by = (typed or contact).cover
        cover = self._book.get(covered_by) if covered_by else None
        self._parts.editor.edit(
            contact,
            agencies=self._book.agencies(),
            cities=self._book.cities(),
            topics=self._book.topics(),
            lists=[name for name, _number in self._book.lists()],
            known_domains=self._book.known_domains(),
            people=self.people,
            cover_name=cover.shown if cover else "",
            now=self._book.clock(),
            is_new=is_new,
            typed=typed,
            pending=pending,
        )
        self._sheet = _Sheet(contact.uid, self._parts.editor.opened, draft=draft)
        self._parts.head.hide()
        self._parts.pane.setCurrentWidget(self._parts.editor)
        self.begun.emit()

    def begin_new(self, kind: Kind, like: Contact | None) -> None:
        """Show the form for a new person or desk; city and agency of the contact in view are taken over."""
        taken = Contact(kind=kind, agency=like.agency, city=like.city, country=like.country) if like else None
        self.begin(taken or Contact(kind=kind), is_new=True)
        if like is not None and (like.agency or like.city):
            self._parts.editor.say_taken(clean(like.shown))

    def may_leave(self) -> bool:
        """Tell whether the form may go: nothing was typed, or the person says so."""
        return not self.active or not self._parts.editor.is_dirty() or self._parts.editor.ask_to_leave()

    def end(self) -> None:
        """Show the card again, or what could not be written after its form was left."""
        if not self.active:
            return
        self._let_go()
        self.uid = None
        self._parts.head.show()
        self._parts.pane.setCurrentIndex(0)
        self.ended.emit()
        self._take_up()

    def drop_discarded(self) -> None:
        """End the form where the person gave up what was typed: it is not asked about twice."""
        if self.active and self._parts.editor.is_dirty():
            self.end()

    def hand_on(self, contact: Contact) -> None:
        """Ask for a contact to be written; one save of a form is written after the other."""
        sheet = self._sheet
        contact = replace(contact, uid=sheet.uid)  # one that was new has a uid once it was written
        if sheet.writing is None:
            self._write(sheet, contact)
        else:
            sheet.waiting = contact if contact != sheet.writing else None

    def _write(self, sheet: _Sheet, contact: Contact) -> None:
        sheet.writing, sheet.waiting = replace(contact, uid=sheet.uid), None
        self.save_asked.emit(sheet.writing, sheet.before, sheet)

    def saved(self, contact: Contact, sheet: object) -> bool:
        """Take note of what was written; end its form and tell so, unless something was typed in it since."""
        if not isinstance(sheet, _Sheet) or sheet.writing is None:
            return False
        sheet.uid, sheet.before, sheet.writing = contact.uid, sheet.writing, None
        if sheet.waiting is not None:
            self._write(sheet, sheet.waiting)
            return False
        if not self._shows(sheet):
            self._settle(sheet)
            return False
        self.uid = sheet.uid
        if self._parts.editor.is_dirty():
            return False
        self.end()
        return not self.active

    def save_failed(self, sheet: object) -> None:
        """Keep the form as it is, so that it may be saved again; one that was left comes back."""
        if not isinstance(sheet, _Sheet) or sheet.writing is None:
            return
        typed = sheet.waiting or sheet.writing
        sheet.writing = sheet.waiting = None
        if self._shows(sheet):
            self._parts.editor.keep_unsaved()
        else:
            self._failed.append((sheet, replace(typed, uid=sheet.uid)))
            self._take_up()

    def _shows(self, sheet: _Sheet) -> bool:
        return self.active and sheet is self._sheet

    def _take_up(self) -> None:
        if self._failed and not self.active:
            sheet, typed = self._failed.pop(0)
            self.begin(replace(sheet.before, uid=sheet.uid), is_new=not sheet.uid, typed=typed, draft=sheet.draft)

    # Against a crash

    def unsaved(self) -> tuple[Contact, Contact, tuple[str, ...]] | None:
        """Give what the form showed, what stands in it, and what is in no field yet; None where nothing changed."""
        if not self.active or not (self._sheet.writing or self._parts.editor.is_dirty()):
            return None
        typed, pending = self._parts.editor.state()
        return self._sheet.before, replace(typed, uid=self._sheet.uid), pending

    @property
    def draft(self) -> str:
        """The key by which what is typed is kept; "" where nothing is."""
        return self._sheet.draft if self.active else ""

    @draft.setter
    def draft(self, key: str) -> None:
        self._sheet.draft = key

    def _let_go(self) -> None:
        """Take note that a form is left; what is still being written is settled once it is."""
        if self.active and self._sheet.writing is None:
            self._settle(self._sheet)

    def _settle(self, sheet: _Sheet) -> None:
        key, sheet.draft = sheet.draft, ""
        if key:
            self.settled.emit(key)

    def people(self, prefix: str) -> list[tuple[str, str]]:
        """Find who may stand in, by the beginnings of the words of a name."""
        begun = words(fold(prefix))[:_MOST_WORDS]
        if not begun:
            return []
        found = self._book.find(" ".join(f"name:{word}" for word in begun), limit=8)
        return [(row.uid, row.name) for row in self._book.rows(found.ids)]
