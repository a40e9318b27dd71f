"""What the person verifies and puts right: one detail, or one contact after the other in a list of work."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from contactbook.app.book import Book
from contactbook.domain.contact import Means
from contactbook.gui.browsing import Browsing
from contactbook.gui.deeds import Deeds
from contactbook.gui.parts import Parts
from contactbook.gui.tasks import Tasks
from contactbook.i18n import _

if TYPE_CHECKING:
    from contactbook.app.checking import Case, Origin
    from contactbook.app.righting import Righting

UNVERIFIED, ATTENTION = "is:unverified", "is:attention"


class Attending(QObject):
    """Walks through what is not verified or needs attention; opened() tells that the page was."""

    opened = Signal()

    def __init__(
        self, book: Book, tasks: Tasks, parts: Parts, browsing: Browsing, deeds: Deeds,
        show_view: Callable[[str, str], None],
    ) -> None:  # fmt: skip
        super().__init__(parts)
        self._book = book
        self._tasks = tasks
        self._parts = parts
        self._browsing = browsing
        self._deeds = deeds
        self._show_view = show_view

    def show_view(self, query: str, title: str) -> None:
        """Show a view; in the one of what is not verified, keys go to the list, where V verifies."""
        self._show_view(query, title)
        if self._browsing.view.query == query == UNVERIFIED and self._browsing.found:
            self._parts.contacts.view.setFocus(Qt.FocusReason.OtherFocusReason)
            self._parts.status.say(_("V verifies by phone and goes on to the next."), "plain")
        elif self._browsing.view.query == query == ATTENTION and self._browsing.found:
            self._parts.status.say(_("Ctrl+Shift+A puts right one after the other."), "plain")

    def ask_view(self, query: str, title: str) -> None:
        """Show a view that was asked for by its name, and the work in it over its list."""
        self.show_view(query, title)
        self.open_view(query)

    def open_view(self, query: str) -> None:
        """Lay the work of a view over its list; Esc goes to the list."""
        if query == ATTENTION == self._browsing.view.query:
            self.open_page()

    def answers(self) -> dict[str, Callable[[], None]]:
        """Name what this does by the keys of the actions."""
        return {"put_right": self.open_page}

    def open_page(self) -> None:
        """Fill the window with what needs attention."""
        self._parts.show_page(self._parts.attention)
        self.opened.emit()
        self._read()

    def refresh(self) -> None:
        """Read anew what needs attention, where that is shown."""
        if self._parts.shows("attention"):
            self._read()

    def put_right(self, rightings: "Sequence[Righting]") -> None:
        """Apply remedies as one step."""
        from contactbook.gui.attention_words import done_words

        contact = self._book.get(rightings[0].uid) if rightings else None
        self._deeds.put_right(rightings, done_words(rightings, contact.shown if contact else ""))

    def _read(self) -> None:
        from contactbook.app import checking

        self._tasks.run(lambda: list(checking.cases(self._book)), self._show)

    def _show(self, cases: "list[Case]") -> None:
        self._parts.attention.show_cases(cases, self._context)

    def _context(self, case: "Case") -> "tuple[Origin | None, Mapping[str, int], date]":
        from contactbook.app import checking

        origin = checking.origin(self._book, case.contact, case.detail)
        return origin, self._book.known_domains(), self._book.today()

    def verifies(self) -> bool:
        """Tell whether the letter V in the list verifies: only in the list of work, elsewhere it is sought."""
        return self._browsing.view.query == UNVERIFIED

    def verify_detail(self, value: str, means: Means) -> None:
        """Note that one number or address of the current contact was found right."""
        if self._browsing.current is not None:
            self._deeds.verify_detail(self._browsing.current.uid, value, means)
