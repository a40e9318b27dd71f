"""Reads texts and files, joins what was read, and says what came of it; no widget and no thread of its own."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from contactbook.app import importing, sources
from contactbook.app.book import Book
from contactbook.app.importing import Outcome
from contactbook.app.plan import Plan
from contactbook.app.sources import Source, told
from contactbook.domain.errors import NotReadable
from contactbook.exchange import formats
from contactbook.exchange.formats import Problem, Reading
from contactbook.i18n import _, counted

if TYPE_CHECKING:
    from contactbook.exchange.csv_mapping import Mapping
    from contactbook.exchange.csv_table import Look

Progress = Callable[[int, int], bool]
Mappings = dict[str, "Mapping"]


class Unsettled(Exception):
    """A table whose columns a person has to confirm before it is read; key is its source, "" where it was pasted."""

    def __init__(self, name: str, look: "Look", key: str = "") -> None:
        super().__init__(name)
        self.name, self.look, self.key = name, look, key


def pasted(text: str, mapping: "Mapping | None" = None) -> Reading:
    """Read a text as the file it would be: a pasted vCard is one. Raise Unsettled as `plan_files` does."""
    data = text.encode("utf-8", "replace")
    name = _("Pasted text")
    if mapping is None:
        _settle(name, data)
    return replace(importing.read(name, data, mapping), source="")


def plan_files(book: Book, paths: Sequence[Path], progress: Progress, columns: Mappings | None = None) -> Plan:
    """Read files, folders and what a .zip holds, and lay all of it beside the book as one plan.

    Raise Unsettled for a table without a mapping whose columns are not surely known and were never confirmed,
    NotReadable where nothing at all could be read.
    """
    from contactbook.app import streams

    found = [item for path in paths for item in _found(path, book.path)]
    for item in found:
        if isinstance(item, Source) and item.name not in (columns or {}):
            with told(item.name):
                _settle_source(item)
    name = paths[0].name if len(paths) == 1 else counted("{number} file", "{number} files", len(paths))
    plan = streams.plan_sources(book, found, name, columns=columns, progress=progress)
    if len(plan.rows) or len(plan.problems) > 1:
        return plan
    why = plan.problems[0].what if len(plan.problems) else _nothing_in(name)
    plan.close()
    raise NotReadable(why)


def _found(path: Path, book: Path) -> Iterator[Source | Problem]:
    try:
        yield from sources.find(path, book)
    except NotReadable as error:
        yield Problem(path.name, str(error))


def _settle(name: str, data: bytes) -> None:
    """See whether a pasted table's columns are known, from its headers or from the last time."""
    if formats.sniff(name, data[:8192]) == "csv" and data.strip() and len(data) <= formats.LARGEST:
        _look(name, BytesIO(data))


def _settle_source(source: Source) -> None:
    if source.kind == "csv" and not source.empty and source.size <= formats.LARGEST:
        with source.open() as stream:
            _look(source.name, stream, source.name)


def _look(name: str, stream: BinaryIO, key: str = "") -> None:
    from contactbook.app import csv_mappings
    from contactbook.exchange import csv_table

    try:
        look = csv_table.look(stream, source=name)
    except NotReadable:
        return  # it is told when it is read
    if not look.sure and csv_mappings.remembered(look.header) is None:
        raise Unsettled(name, look, key)


def _nothing_in(name: str) -> str:
    told = _("No contact was found in {name}. A contact needs a name or a heading, with a number or an address.")
    return told.format(name=name)


def plan(book: Book, reading: Reading) -> Plan:
    """Lay a pasted text beside the book; raise NotReadable where nothing was found in it."""
    if not reading.contacts and not reading.problems:
        raise NotReadable(
            _("No contact was found in the text. A contact needs a name or a heading, with a number or an address.")
        )
    return importing.plan(book, reading)


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
