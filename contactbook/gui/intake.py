"""The way in: paste, drop or choose, read, look over, apply; nothing is written before that and nothing is lost."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication

from contactbook.app.book import Book
from contactbook.domain.errors import Cancelled, ContactbookError
from contactbook.gui.controls import clean
from contactbook.gui.file_dialogs import FileDialogs
from contactbook.gui.parts import Parts
from contactbook.gui.pasting import text_of
from contactbook.gui.reader import Reader
from contactbook.i18n import _

if TYPE_CHECKING:
    from contactbook.app.importing import Outcome
    from contactbook.app.plan import Plan
    from contactbook.exchange.csv_table import Look


class Intake(QObject):
    """Leads from a text or file to contacts in the book; applied(uid of the first) when they are there."""

    applied = Signal(str)
    came_back = Signal()

    def __init__(self, book: Book, parts: Parts, reader: Reader, dialogs: FileDialogs) -> None:
        super().__init__(parts)
        self._book = book
        self._parts = parts
        self._reader = reader
        self._dialogs = dialogs
        self._pasted = False

    def ask_text(self, text: str = "") -> None:
        """Show the page for pasting."""
        self._parts.show_page(self._parts.read_page)
        self._parts.read_page.begin(text)

    def ask_files(self) -> None:
        """Ask for files to read."""
        from contactbook.gui.file_dialogs import READABLE

        self._dialogs.ask_files(self._parts.window(), _("Read contacts"), READABLE, "read", self.read_files)

    def ask_folder(self) -> None:
        """Ask for a folder, of which all files that may hold contacts are read."""
        window, title = self._parts.window(), _("Import a folder")
        self._dialogs.ask_folder(window, title, "read", lambda folder: self.read_files([folder]))

    def read_text(self, text: str) -> None:
        """Read a text that was pasted or typed."""
        self._pasted = True
        self._reader.read_text(text)

    def read_files(self, paths: Sequence[Path]) -> None:
        """Read files."""
        self._pasted = False
        self._reader.read_files(paths)

    def take(self, data: QMimeData) -> None:
        """Read what was dropped or lies on the clipboard: files first, else text."""
        from contactbook.gui.drop_overlay import dropped_files

        files = dropped_files(data)
        if files:
            self.read_files(files)
        elif text := text_of(data).strip():
            # The text stays in the field, so that it is not lost if it cannot be read.
            self._parts.read_page.field.setPlainText(text)
            self.read_text(text)
        else:
            self.refuse(_("There is nothing to read: neither text nor a file."))

    def paste(self) -> None:
        """Read what the clipboard holds."""
        self.take(QGuiApplication.clipboard().mimeData())

    def review(self, plan: "Plan") -> None:
        """Lay a plan out to be looked over."""
        self._parts.review.set_busy(False)
        self._parts.show_page(self._parts.review)
        self._parts.review.show_plan(plan, self._book.known_domains())

    def ask_columns(self, name: str, look: "Look") -> None:
        """Have a person say what the columns of a table are."""
        self._parts.mapping.show_look(name, look)
        self._parts.show_page(self._parts.mapping)
        self._parts.mapping.begin()

    def leave_columns(self) -> None:
        """Go back without reading the table."""
        if self._pasted:
            self.ask_text()
        else:
            self.came_back.emit()

    def refuse(self, sentence: str) -> None:
        """Say why something could not be read, where the person looks."""
        if self._parts.shows("read_page"):
            self._parts.read_page.refuse(sentence)
        else:
            self._parts.show_status(True)
            self._parts.status.say(sentence, "bad")

    def read_other(self) -> None:
        """Go from the review to another text."""
        self._drop()
        self.ask_text()

    def leave_review(self) -> None:
        """Leave the review; nothing is written, or what is being written goes on without being looked at."""
        self._drop()
        if self._pasted and not self._reader.applying:
            self.ask_text()
        else:
            self.came_back.emit()

    def apply(self, plan: "Plan") -> None:
        """Write what was left ticked."""
        self._parts.review.set_busy(True)
        self._parts.show_status(True)
        self._reader.apply(plan)

    def ask_problems_file(self) -> None:
        """Ask for the file into which what could not be read is written."""
        window, filters = self._parts.window(), _("Text (*.txt);;All files (*)")
        self._dialogs.ask_target(window, _("Save problems"), filters, "problems.txt", "problems", self.save_problems)

    def save_problems(self, path: Path) -> None:
        """Write what could not be read to a file."""
        from contactbook.app import problems

        state = self._parts.review.state
        if state is None:
            return
        self._parts.show_status(True)
        try:
            problems.save(state.plan.problems, path)
        except ContactbookError as error:
            self._parts.status.say(str(error), "bad")
        else:
            self._parts.status.say(_("Wrote {name}.").format(name=clean(path.name)))

    def tell_applied(self, outcome: "Outcome") -> None:
        """Show what was written."""
        left = self._parts.review.state is None  # and the person is at something else
        self._parts.review.set_busy(False)
        self._parts.read_page.clear()
        self._drop()
        if not left:
            self.applied.emit(self._book.first_of(outcome.step) if outcome.step else "")
        from contactbook.gui.readings import outcome_sentence

        tone = "warn" if outcome.failed else "good"
        self._parts.status.say(outcome_sentence(outcome), tone, undo=outcome.step is not None)

    def _drop(self) -> None:
        """Let go of what was read, the page first."""
        self._parts.review.clear()
        self._reader.forget()

    def tell_failed(self, error: BaseException) -> None:
        """Say why nothing was written; the review stays as it is, where it was not left."""
        self._parts.review.set_busy(False)
        if self._parts.review.state is None:
            self._reader.forget()
        self._parts.show_status(True)
        if isinstance(error, Cancelled):
            self._parts.status.say(_("Cancelled. Nothing was written."), "plain")
        elif isinstance(error, ContactbookError):
            self._parts.status.say(str(error), "bad")
        else:
            raise error
