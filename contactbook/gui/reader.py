"""Reads files and pasted text off the main thread, lays them beside the book, and applies what the person left."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, SignalInstance

from contactbook.app.book import Book
from contactbook.domain.errors import Cancelled, ContactbookError
from contactbook.gui.tasks import Tasks
from contactbook.i18n import _, counted

if TYPE_CHECKING:
    from contactbook.app.importing import Outcome
    from contactbook.app.plan import Plan
    from contactbook.exchange.csv_mapping import Mapping
    from contactbook.gui.readings import Mappings

Progress = Callable[[int, int], bool]
Again = Callable[[str, "Mapping"], None]


class Reader(QObject):
    """planned(Plan) when something was found, refused(sentence) when not, applied(Outcome) once it is written.

    unsettled(name, Look) when the columns of a table have to be confirmed first: go_on(Mapping) does.
    """

    planned = Signal(object)
    refused = Signal(str)
    unsettled = Signal(str, object)
    applied = Signal(object)
    apply_failed = Signal(object)

    def __init__(self, book: Book, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._book = book
        self._tasks = tasks
        self._plan: Plan | None = None
        self.applying = False  # whether the plan is being written; until that has ended it is kept
        self._again: Callable[[Mapping], None] | None = None

    def read_text(self, text: str, mapping: "Mapping | None" = None) -> None:
        """Read a pasted text; mapping says what the columns are, if it is a table."""

        def work(_progress: Progress) -> "Plan":
            from contactbook.gui import readings

            return readings.plan(self._book, readings.pasted(text, mapping))

        self._read(_("Reading the text"), work, lambda _key, told: self.read_text(text, told))

    def read_files(self, paths: Sequence[Path], mappings: "Mappings | None" = None) -> None:
        """Read files, several at once; those of one kind are looked over together."""
        wanted, known = list(paths), dict(mappings or {})
        title = (
            _("Reading {name}").format(name=wanted[0].name)
            if len(wanted) == 1
            else counted("Reading {number} file", "Reading {number} files", len(wanted))
        )

        def work(progress: Progress) -> "Plan":
            from contactbook.gui import readings

            return readings.plan_files(self._book, wanted, progress, known)

        self._read(title, work, lambda key, told: self.read_files(wanted, known | {key: told}))

    def go_on(self, mapping: "Mapping") -> None:
        """Read what was unsettled, by what the person said its columns are; that is remembered."""
        again, self._again = self._again, None
        if again is None:
            return
        from contactbook.app import csv_mappings

        try:
            csv_mappings.remember(mapping)
        finally:
            again(mapping)

    def apply(self, plan: "Plan") -> None:
        """Write a plan as the person left it, as one step."""

        def work(progress: Progress) -> "Outcome":
            from contactbook.app import importing

            return importing.apply(self._book, plan, progress=progress)

        def end(told: SignalInstance, result: object) -> None:
            self.applying = False
            told.emit(result)

        self.applying = True
        title = _("Writing contacts")
        self._tasks.run_long(title, work, partial(end, self.applied), partial(end, self.apply_failed))

    def forget(self) -> None:
        """Drop what was read, if it is not being written."""
        if self.applying:
            return
        plan, self._plan = self._plan, None
        if plan is not None:
            plan.close()

    def _read(self, title: str, work: "Callable[[Progress], Plan]", again: Again) -> None:
        self._again = None
        self._tasks.run_long(title, work, self._take, partial(self._fail, again))

    def _take(self, made: "Plan") -> None:
        before, self._plan = self._plan, made
        self.planned.emit(made)
        if before is not None:
            before.close()  # only now: until then the review may still paint it

    def _fail(self, again: Again, error: BaseException) -> None:
        from contactbook.gui.readings import Unsettled

        if isinstance(error, Unsettled):
            self._again = partial(again, error.key)
            self.unsettled.emit(error.name, error.look)
        elif isinstance(error, Cancelled):
            self.refused.emit(_("Reading was cancelled."))
        elif isinstance(error, ContactbookError):
            self.refused.emit(str(error))
        else:
            raise error
