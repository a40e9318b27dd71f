"""Changes numbers in many contacts: looks as the person types, and has what is ticked written as one step."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from contactbook.app.book import Book
from contactbook.domain.errors import Cancelled, ContactbookError
from contactbook.gui.browsing import Browsing
from contactbook.gui.parts import Parts
from contactbook.gui.tasks import Tasks
from contactbook.i18n import _, counted

if TYPE_CHECKING:
    from contactbook.app.renumbering import Progress, Renumbered
    from contactbook.domain.changes import Step
    from contactbook.domain.renumbering import Renumbering

T = TypeVar("T")
_PAUSE = 250  # milliseconds without a key, after which it is looked
RENUMBER, NORMALISE = "renumber", "normalise"


class RenumberDesk(QObject):
    """told(sentence, can be undone) once numbers changed, opened() once the page is shown."""

    told = Signal(str, bool)
    opened = Signal()

    def __init__(
        self, book: Book, tasks: Tasks, parts: Parts, browsing: Browsing, report: Callable[[BaseException], None]
    ) -> None:
        super().__init__(parts)
        self._book = book
        self._tasks = tasks
        self._parts = parts
        self._browsing = browsing
        self._report = report
        self._selected: list[str] = []
        self._rule: Renumbering | None = None  # of what is shown
        self._asked = 0  # counts the looks, so that only the last is shown
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_PAUSE)
        self._soon.timeout.connect(self._look)

    def answers(self) -> dict[str, Callable[[], None]]:
        """Name what this does by the keys of the actions."""
        return {RENUMBER: lambda: self.open(RENUMBER), NORMALISE: lambda: self.open(NORMALISE)}

    def open(self, mode: str) -> None:
        """Fill the window with the page; where several contacts are selected, it is about them first."""
        self._selected = self._browsing.uids() if self._browsing.selected() > 1 else []
        page = self._parts.renumber
        self._parts.show_page(page)
        page.open(mode, len(self._selected))
        self.opened.emit()

    def look_again(self) -> None:
        """Look anew once the person stops typing."""
        self._asked += 1
        self._soon.start()

    def refresh(self) -> None:
        """Look anew, where the page is shown."""
        if self._parts.shows("renumber"):
            self.look_again()

    def write(self) -> None:
        """Have what is ticked changed, as one step."""
        wanted: Sequence[Renumbered] = self._parts.renumber.numbers.chosen
        if not wanted:
            return
        from contactbook.app import renumbering

        rule, numbers = self._rule, counted("{number} number", "{number} numbers", len(wanted))

        def done(_step: "Step") -> None:
            self.told.emit(_("{numbers} changed.").format(numbers=numbers), True)

        self._tasks.run_long(
            _("Changing {numbers}").format(numbers=numbers),
            lambda progress: renumbering.write(self._book, rule, wanted, progress=progress),
            done,
        )

    def _look(self) -> None:
        from contactbook.app import renumbering
        from contactbook.domain.renumbering import renumbering as read

        page = self._parts.renumber
        rule = None
        if page.mode.value() == RENUMBER:
            if not (page.sought.text().strip() and page.put.text().strip()):
                self._find()
                return
            try:
                rule = read(page.sought.text(), page.put.text(), page.length.text())
            except ContactbookError as error:
                page.show_found((), str(error))
                return

        def show(found: "list[Renumbered]") -> None:
            self._rule = rule
            page.show_found(found, "")

        self._run(lambda among, going: renumbering.look(self._book, rule, among, going), show)

    def _find(self) -> None:
        """List the numbers that begin as what is sought, while nothing is to stand in its place yet."""
        from contactbook.app import renumbering
        from contactbook.domain.renumbering import finding

        page = self._parts.renumber
        if not page.sought.text().strip():
            page.show_found((), "")
            return
        try:
            rule = finding(page.sought.text(), page.length.text())
        except ContactbookError as error:  # it may be typed in part
            page.show_found((), "", str(error))
            return

        def show(found: "list[Renumbered]") -> None:
            words = counted("{number} number begins so.", "{number} numbers begin so.", len(found))
            missing = _("{numbers} Write what to replace that with.").format(numbers=words)
            page.show_found(found, "", missing if found else _("No number begins so."))

        self._run(lambda among, going: renumbering.found(self._book, rule, among, going), show)

    def _run(self, work: "Callable[[list[str] | None, Progress], T]", show: Callable[[T], None]) -> None:
        """Look on the worker, among what is selected where that was chosen; only the last look is shown."""
        among = self._selected if self._parts.renumber.scope.value() == "selection" else None
        asked = self._asked

        def shown(result: T) -> None:
            if asked == self._asked:
                show(result)

        def failed(error: BaseException) -> None:
            if not isinstance(error, Cancelled):  # something else is asked for by now
                self._report(error)

        self._tasks.run(lambda: work(among, lambda _done, _total: asked == self._asked), shown, failed)
