"""Leads to the contacts that may be one: looks for them beside the window's work, merges, and remembers what is not."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from contactbook.app.book import Book
from contactbook.domain.contact import Contact
from contactbook.domain.errors import Cancelled
from contactbook.gui.browsing import Browsing
from contactbook.gui.parts import Parts
from contactbook.gui.tasks import Tasks
from contactbook.gui.text import clean
from contactbook.i18n import _, counted

if TYPE_CHECKING:
    from contactbook.domain.duplicates import Candidate


class Merging(QObject):
    """told(sentence, tone, can be undone) after each; the search has a worker of its own, so that no write waits."""

    told = Signal(str, str, bool)
    opened = Signal()

    def __init__(
        self, book: Book, parts: Parts, browsing: Browsing, tasks: Tasks, report: Callable[[BaseException], None]
    ) -> None:
        super().__init__(parts)
        self._book = book
        self._parts = parts
        self._browsing = browsing
        self._tasks = tasks
        self._report = report
        self.search = Tasks(report, self)
        self._chosen = False  # what the page shows was selected, not found

    def answers(self) -> dict[str, Callable[[], None]]:
        """Name what this does by the keys of the actions."""
        return {"duplicates": self.look, "merge": self.merge_selected}

    def look(self) -> None:
        """Show the page, and look through the book."""
        page = self._parts.duplicates
        self._parts.show_page(page)
        self.opened.emit()
        self._chosen = False
        if not self.search.busy:
            page.begin_search()
            title = _("Looking for duplicates")
            self.search.run_long(title, self._book.duplicates.find_beside, self._show_found, self._tell_stopped)

    def merge_selected(self) -> None:
        """Lay the selected contacts side by side, one after the other beside what they become in one step."""
        contacts = self._book.get_many(self._browsing.uids())
        if len(contacts) < 2:
            return
        self._chosen = True
        self.search.cancel()
        self._parts.duplicates.show_group(contacts)
        self._parts.show_page(self._parts.duplicates)
        self.opened.emit()

    def merge(self, stays: Contact, gone: Sequence[Contact], made: Contact) -> None:
        """Make contacts into one."""
        uids, names = [c.uid for c in gone], ", ".join(clean(c.shown) for c in gone)

        def done(_result: object) -> None:
            for uid in uids:
                self._parts.duplicates.drop(stays.uid, uid, stays.uid)
            if self._chosen:
                self._parts.duplicates.left.emit()
            self.told.emit(_("{gone} merged into {stays}.").format(gone=names, stays=clean(stays.shown)), "good", True)

        self._tasks.run(lambda: self._book.duplicates.merge(stays.uid, uids, made), done)

    def part(self, one: str, other: str) -> None:
        """Remember that two contacts are two."""

        def done(_result: object) -> None:
            self._parts.duplicates.drop(one, other)
            self.told.emit(_("They are two, and are not offered again."), "good", True)

        self._tasks.run(lambda: self._book.duplicates.not_same(one, other), done)

    def contacts(self, uids: Sequence[str]) -> list[Contact]:
        """Give the contacts that are there, those in the trash aside."""
        return [contact for contact in self._book.get_many(uids) if contact.deleted_at is None]

    def close(self) -> None:
        """Stop looking."""
        self.search.cancel()
        self.search.close()

    def _show_found(self, found: list["Candidate"]) -> None:
        if self._chosen:
            return
        self._parts.duplicates.show_pairs(found, searching=False)
        words = counted("{number} pair looks alike.", "{number} pairs look alike.", len(found))
        self.told.emit(words if found else _("No contacts look alike."), "plain", False)

    def _tell_stopped(self, error: BaseException) -> None:
        if not self._chosen:
            self._parts.duplicates.show_pairs([], searching=False)
        if isinstance(error, Cancelled):
            self.told.emit(_("Stopped looking for duplicates."), "plain", False)
        else:
            self._report(error)
