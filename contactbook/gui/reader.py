"""Reads files and pasted text off the main thread, lays them beside the book, and applies what the person left."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from contactbook.app.book import Book
from contactbook.domain.errors import Cancelled, ContactbookError, NotReadable
from contactbook.exchange.formats import Problem, Reading, Span
from contactbook.gui.tasks import Tasks
from contactbook.i18n import _, counted

if TYPE_CHECKING:
    from contactbook.app.importing import Outcome
    from contactbook.app.planning import Plan

Progress = Callable[[int, int], bool]


class Reader(QObject):
    """planned(Plan) when something was found, refused(sentence) when not, applied(Outcome) once it is written."""

    planned = Signal(object)
    refused = Signal(str)
    applied = Signal(object)
    apply_failed = Signal(object)

    def __init__(self, book: Book, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._book = book
        self._tasks = tasks
        self._waiting: list[Plan] = []

    def read_text(self, text: str) -> None:
        """Read a pasted text."""
        self._read(_("Reading the text"), lambda progress: plans(self._book, [_pasted(text)]))

    def read_files(self, paths: Sequence[Path]) -> None:
        """Read files, several at once; those of one kind are looked over together."""
        wanted = list(paths)
        title = (
            _("Reading {name}").format(name=wanted[0].name)
            if len(wanted) == 1
            else counted("Reading {number} file", "Reading {number} files", len(wanted))
        )
        self._read(title, lambda progress: plans(self._book, read_all(wanted, progress)))

    def apply(self, plan: "Plan") -> None:
        """Write a plan as the person left it, as one step."""

        def work(progress: Progress) -> "Outcome":
            from contactbook.app import importing

            return importing.apply(self._book, plan, progress=progress)

        self._tasks.run_long(_("Writing contacts"), work, self.applied.emit, self.apply_failed.emit)

    def next_plan(self) -> "Plan | None":
        """Give the next plan that waits to be looked over, where files of several kinds were read."""
        return self._waiting.pop(0) if self._waiting else None

    def forget(self) -> None:
        """Drop what waits."""
        self._waiting.clear()

    def _read(self, title: str, work: "Callable[[Progress], list[Plan]]") -> None:
        self._tasks.run_long(title, work, self._take, self._fail)

    def _take(self, made: "list[Plan]") -> None:
        self._waiting = made[1:]
        self.planned.emit(made[0])

    def _fail(self, error: BaseException) -> None:
        if isinstance(error, Cancelled):
            self.refused.emit(_("Reading was cancelled."))
        elif isinstance(error, ContactbookError):
            self.refused.emit(str(error))
        else:
            raise error


def _pasted(text: str) -> Reading:
    """Read a text as the file it would be: a pasted vCard is one."""
    from contactbook.app import importing

    data = text.encode("utf-8", "replace")
    return replace(importing.read(_("Pasted text"), data), source="")


def read_all(paths: Sequence[Path], progress: Progress) -> list[Reading]:
    """Read files; one that cannot be read becomes a problem, unless it is the only one."""
    from contactbook.app import importing

    readings: list[Reading] = []
    for number, path in enumerate(paths):
        if not progress(number, len(paths)):
            raise Cancelled(_("Cancelled."))
        try:
            readings.append(importing.read(path.name, file_data(path)))
        except ContactbookError as error:
            if len(paths) == 1:
                raise
            readings.append(Reading(problems=[Problem(path.name, str(error))], source=path.name))
    return readings


def file_data(path: Path) -> bytes:
    """Read the bytes of a file; raise NotReadable with a sentence where that cannot be."""
    from contactbook.app import importing

    try:
        if path.is_dir():
            raise NotReadable(_("{name} is a folder. Choose the files in it.").format(name=path.name))
        if path.stat().st_size > importing.LARGEST:
            raise NotReadable(
                _("{name} is larger than 100 MB. Cut out the part with the contacts.").format(name=path.name)
            )
        return path.read_bytes()
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise NotReadable(_("{name} cannot be read: {why}.").format(name=path.name, why=why)) from error


def plans(book: Book, readings: Sequence[Reading]) -> "list[Plan]":
    """Lay readings beside the book, those of one kind together; raise NotReadable where nothing was found."""
    from contactbook.app import importing

    groups: dict[str, list[Reading]] = {}
    for reading in readings:
        groups.setdefault(reading.kind, []).append(reading)
    joined_ones = [joined(group) for group in groups.values()]
    if not any(reading.contacts or reading.problems for reading in joined_ones):
        name = joined_ones[0].source if joined_ones else ""
        raise NotReadable(
            _(
                "No contact was found in {name}. A contact needs a name or a heading, with a number or an address."
            ).format(name=name)
            if name
            else _(
                "No contact was found in the text. A contact needs a name or a heading, with a number or an address."
            )
        )
    return [importing.plan(book, reading) for reading in joined_ones if reading.contacts or reading.problems]


def joined(readings: Sequence[Reading]) -> Reading:
    """Make one reading of several of one kind; their texts stand one under the other."""
    if len(readings) == 1:
        return readings[0]
    text = ""
    spans: list[dict[str, tuple[Span, ...]]] = []
    problems: list[Problem] = []
    for reading in readings:
        begin = len(text) + 2 if text else 0
        if reading.text:
            text = f"{text}\n\n{reading.text}" if text else reading.text
        for number in range(len(reading.contacts)):
            found = reading.spans[number] if number < len(reading.spans) else {}
            spans.append(
                {key: tuple(Span(s.start + begin, s.end + begin) for s in places) for key, places in found.items()}
            )
        for problem in reading.problems:
            where = problem.where if problem.where == reading.source else f"{reading.source} {problem.where}".strip()
            problems.append(Problem(where, problem.what))
    contacts = [contact for reading in readings for contact in reading.contacts]
    named = counted("{number} file", "{number} files", len(readings))
    return Reading(contacts, problems, text, spans, named, readings[0].kind)


def outcome_sentence(outcome: "Outcome") -> str:
    """Say what an import did."""
    parts = []
    written = outcome.added + outcome.updated
    if outcome.added and not outcome.updated:
        parts.append(counted("Imported {number} contact.", "Imported {number} contacts.", outcome.added))
    elif outcome.updated and not outcome.added:
        parts.append(counted("Updated {number} contact.", "Updated {number} contacts.", outcome.updated))
    elif written:
        parts.append(
            _("Imported {number} contacts, {added} new and {updated} updated.").format(
                number=written, added=outcome.added, updated=outcome.updated
            )
        )
    elif outcome.step is not None:
        number = len(outcome.step.contacts)
        parts.append(counted("Noted {number} contact as verified.", "Noted {number} contacts as verified.", number))
    else:
        parts.append(_("Nothing had to be changed."))
    if outcome.failed:
        parts.append(counted("{number} could not be read.", "{number} could not be read.", len(outcome.failed)))
    return " ".join(parts)
