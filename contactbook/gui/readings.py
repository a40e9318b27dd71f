"""Reads texts and files, joins what was read, and says what came of it; no widget and no thread of its own."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from contactbook.app import importing
from contactbook.app.book import Book
from contactbook.app.importing import Outcome
from contactbook.app.plan import Plan
from contactbook.domain.errors import Cancelled, ContactbookError, NotReadable
from contactbook.exchange import formats
from contactbook.exchange.formats import Problem, Reading
from contactbook.i18n import _, counted

if TYPE_CHECKING:
    from contactbook.exchange.csv_mapping import Mapping
    from contactbook.exchange.csv_table import Look

Progress = Callable[[int, int], bool]
Mappings = dict[Path, "Mapping"]


class Unsettled(Exception):
    """A table whose columns a person has to confirm before it is read; path is None where it was pasted."""

    def __init__(self, name: str, look: "Look", path: Path | None = None) -> None:
        super().__init__(name)
        self.name, self.look, self.path = name, look, path


def pasted(text: str, mapping: "Mapping | None" = None) -> Reading:
    """Read a text as the file it would be: a pasted vCard is one. Raise Unsettled as `read_all` does."""
    data = text.encode("utf-8", "replace")
    name = _("Pasted text")
    if mapping is None:
        _settle(name, data)
    return replace(importing.read(name, data, mapping), source="")


def read_all(paths: Sequence[Path], progress: Progress, mappings: Mappings | None = None) -> list[Reading]:
    """Read files; one that cannot be read becomes a problem, unless it is the only one.

    Raise Unsettled for a table without a mapping whose columns are not surely known and were never confirmed.
    """
    known = mappings or {}
    readings: list[Reading] = []
    for number, path in enumerate(paths):
        if not progress(number, len(paths)):
            raise Cancelled(_("Cancelled."))
        try:
            data = file_data(path)
            if path not in known:
                _settle(path.name, data, path)
            readings.append(importing.read(path.name, data, known.get(path)))
        except ContactbookError as error:
            if len(paths) == 1:
                raise
            readings.append(Reading(problems=[Problem(path.name, str(error))], source=path.name))
    return readings


def _settle(name: str, data: bytes, path: Path | None = None) -> None:
    """See whether a table's columns are known, from its headers or from the last time."""
    if formats.sniff(name, data[:8192]) != "csv" or not data.strip() or len(data) > formats.LARGEST:
        return
    from contactbook.app import csv_mappings
    from contactbook.exchange import csv_table

    look = csv_table.look(data, source=name)
    if not look.sure and csv_mappings.remembered(look.header) is None:
        raise Unsettled(name, look, path)


def file_data(path: Path) -> bytes:
    """Read the bytes of a file; raise NotReadable with a sentence where that cannot be."""
    try:
        if path.is_dir():
            raise NotReadable(_("{name} is a folder. Choose the files in it.").format(name=path.name))
        if path.stat().st_size > formats.LARGEST:
            raise NotReadable(
                _("{name} is larger than 100 MB. Cut out the part with the contacts.").format(name=path.name)
            )
        return path.read_bytes()
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise NotReadable(_("{name} cannot be read: {why}.").format(name=path.name, why=why)) from error


def plan(book: Book, readings: Sequence[Reading]) -> Plan:
    """Lay readings beside the book, all in one plan; raise NotReadable where nothing was found."""
    name = readings[0].source if len(readings) == 1 else counted("{number} file", "{number} files", len(readings))
    if not any(reading.contacts or reading.problems for reading in readings):
        raise NotReadable(
            _(
                "No contact was found in {name}. A contact needs a name or a heading, with a number or an address."
            ).format(name=name)
            if name
            else _(
                "No contact was found in the text. A contact needs a name or a heading, with a number or an address."
            )
        )
    return importing.plan_all(book, readings, name)


def outcome_sentence(outcome: Outcome) -> str:
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
        number = outcome.step.count
        parts.append(counted("Noted {number} contact as verified.", "Noted {number} contacts as verified.", number))
    else:
        parts.append(_("Nothing had to be changed."))
    if outcome.failed:
        parts.append(counted("{number} could not be read.", "{number} could not be read.", outcome.failed))
    return " ".join(parts)
