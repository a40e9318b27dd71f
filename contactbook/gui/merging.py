"""Leads to the contacts that may be one: looks for them beside the window's work, merges, and remembers what is not."""

from collections.abc import Callable, Sequence
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from contactbook.app.book import Book
from contactbook.domain.changes import Change
from contactbook.domain.contact import Contact
from contactbook.domain.errors import Cancelled, ContactbookError
from contactbook.gui.browsing import Browsing
from contactbook.gui.parts import Parts
from contactbook.gui.status import announce
from contactbook.gui.tasks import Tasks
from contactbook.gui.text import clean
from contactbook.i18n import _, counted

if TYPE_CHECKING:
    from contactbook.domain.duplicates import Candidate

_AT_START = 20_000  # contacts that are looked through in some seconds
_NOT_BROUGHT = ("hand", "schedule", "undo", "redo", "restore")  # by these means no contacts come in from outside


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
        self._quiet = False  # nobody asked for the search that goes on
        self._begun = False
        self._cut_short = False  # the quiet search was stopped, and is to begin again
        self._found: list[Candidate] = []
        self._going = Event()
        self._going.set()

    def answers(self) -> dict[str, Callable[[], None]]:
        """Name what this does by the keys of the actions."""
        return {"duplicates": self.look, "merge": self.merge_selected}

    def look(self) -> None:
        """Show the page, and look through the book."""
        page = self._parts.duplicates
        self._parts.show_page(page)
        self.opened.emit()
        self._chosen = self._quiet = False
        if self.search.busy:
            page.begin_search()  # what is looked for quietly is shown here
        else:
            page.begin_search()
            title = _("Looking for duplicates")
            self.search.run_long(title, self._book.duplicates.find_beside, self._show_found, self._tell_stopped)

    def look_quietly(self) -> None:
        """Look through the book without a word; how many pairs look alike stands in the sidebar."""
        if self.search.busy or self._parts.shows("duplicates"):
            return
        self._quiet = True
        going = self._going
        self.search.run(
            lambda: self._book.duplicates.find_beside(lambda _done, _total: going.is_set()),
            self._show_found,
            self._tell_stopped,
        )

    def look_at_start(self) -> None:
        """Look quietly once, unless the book is so large that it would be felt."""
        if not self._begun:
            self._begun = True
            if self._book.size() <= _AT_START:
                self.look_quietly()

    def look_after(self, change: Change) -> None:
        """Look quietly after an import."""
        if change.step is not None and change.step.means not in _NOT_BROUGHT:
            self.look_quietly()

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
        from contactbook.domain.duplicates import settled

        def done(_result: object) -> None:
            for uid in uids:
                self._keep(settled(self._found, stays.uid, uid, stays.uid))
                self._parts.duplicates.drop(stays.uid, uid, stays.uid)
            if self._chosen:
                self._parts.duplicates.left.emit()
            self.told.emit(_("{gone} merged into {stays}.").format(gone=names, stays=clean(stays.shown)), "good", True)

        self._tasks.run(lambda: self._book.duplicates.merge(stays.uid, uids, made), done)

    def part(self, one: str, other: str) -> None:
        """Remember that two contacts are two."""
        from contactbook.domain.duplicates import settled

        def done(_result: object) -> None:
            self._keep(settled(self._found, one, other))
            self._parts.duplicates.drop(one, other)
            self.told.emit(_("They are two, and are not offered again."), "good", True)

        self._tasks.run(lambda: self._book.duplicates.not_same(one, other), done)

    def contacts(self, uids: Sequence[str]) -> list[Contact]:
        """Give the contacts that are there, those in the trash aside."""
        return [contact for contact in self._book.get_many(uids) if contact.deleted_at is None]

    def rest(self) -> None:
        """Stop looking, and wait until nothing of it reads the book."""
        self._cut_short = self._cut_short or (self._quiet and self.search.busy)
        self._going.clear()
        self._going = Event()
        self._going.set()
        self.search.cancel()
        self.search.wait()

    def look_again(self) -> None:
        """Look quietly again where that was stopped by `rest`."""
        if self._cut_short:
            self._cut_short = False
            QTimer.singleShot(0, self.look_quietly)  # when the worker has told that it stopped

    def close(self) -> None:
        """Stop looking."""
        self._going.clear()
        self.search.cancel()
        self.search.close()

    def _show_found(self, found: list["Candidate"]) -> None:
        self._keep(found)
        if self._chosen or self._quiet:
            return
        self._parts.duplicates.show_pairs(found, searching=False)
        if found:  # how many stands above them
            announce(
                self._parts.duplicates, counted("{number} pair looks alike.", "{number} pairs look alike.", len(found))
            )
        else:
            self.told.emit(_("No contacts look alike."), "plain", False)

    def _tell_stopped(self, error: BaseException) -> None:
        if self._quiet and isinstance(error, ContactbookError):
            return  # nobody asked for it
        if not self._chosen and not self._quiet:
            self._parts.duplicates.show_pairs([], searching=False)
        if isinstance(error, Cancelled):
            self.told.emit(_("Stopped looking for duplicates."), "plain", False)
        else:
            self._report(error)

    def _keep(self, found: list["Candidate"]) -> None:
        self._found = found
        self._parts.sidebar.show_alike(len(found))
