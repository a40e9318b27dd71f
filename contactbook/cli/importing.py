"""The command import."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from contactbook.cli.context import open_book, shown_name
from contactbook.cli.output import contacts_counted, files_counted, meter, print_json, say, table, warn
from contactbook.domain.errors import NotReadable
from contactbook.i18n import _

if TYPE_CHECKING:
    from contactbook.app.importing import Outcome
    from contactbook.app.plan import Plan
    from contactbook.app.planning import PlanRow
    from contactbook.app.sources import Source
    from contactbook.exchange.formats import Problem

_PIECE = 1000  # rows whose columns are set together


def add_import(parser: argparse.ArgumentParser) -> None:
    """Declare what `import` takes."""
    parser.add_argument(
        "files",
        metavar="FILE",
        nargs="+",
        help=_("a release, .vcf, .csv, .xlsx or our own .json, a folder or .zip of them; - for the standard input"),
    )
    parser.add_argument("--dry-run", action="store_true", help=_("say what would be done, write nothing"))
    parser.add_argument(
        "--on-match",
        choices=("update", "skip", "add"),
        default="update",
        help=_("what is done with a contact that the book holds already; update is the default"),
    )
    parser.add_argument("--public", action="store_true", help=_("what is read may be published"))
    parser.add_argument("--problems", metavar="OUT", help=_("write what could not be read to a file, with its text"))


def run_import(options: argparse.Namespace) -> int:
    """Take in all files as one step; what cannot be read is told, the rest is applied."""
    from contactbook.app import importing, streams

    name = shown_name(options.files[0]) if len(options.files) == 1 else files_counted(len(options.files))
    with open_book(options) as book:
        plan = streams.plan_sources(
            book, _sources(options.files, book.path), name, public=options.public, progress=meter(_("Reading"))
        )
        with closing(plan):
            importing.decided(plan, options.on_match)
            if options.problems:
                from contactbook.app import problems

                problems.save(plan.problems, Path(options.problems).expanduser())
            if not options.json:
                _tell(plan, rows=options.dry_run)
            outcome = (
                importing.outlook(book, plan)
                if options.dry_run
                else importing.apply(book, plan, progress=meter(_("Writing")))
            )
            return _report(plan, outcome, options)


def _sources(names: Sequence[str], book: Path) -> "Iterator[Source | Problem]":
    """Find what is to be read; a file that is not there is a problem beside the others."""
    from contactbook.app import sources
    from contactbook.exchange.formats import Problem

    for name in names:
        try:
            if name == "-":
                yield sources.kept(sys.stdin.buffer, shown_name(name))
            else:
                yield from sources.find(Path(name).expanduser(), book, name)
        except NotReadable as error:
            yield Problem(name, str(error), source=name)
        except ValueError as error:  # a name that no file can have
            yield Problem(name, _("{name} cannot be read: {why}.").format(name=name, why=error), source=name)


def _report(plan: "Plan", outcome: "Outcome", options: argparse.Namespace) -> int:
    """Say what came of it; what was lost makes the exit status 1."""
    failed: list[dict[str, object]] = []
    for problem in plan.problems:
        file, line, why = problem.source or problem.where, problem.line, problem.sentence
        place = f":{line}" if line else ""
        # A sentence about the whole file names it already.
        warn(why if line is None and file in why else f"{file}{place}: {why}")
        if problem.lost and options.json:
            failed.append({"file": file, "line": line, "why": why})
    counts = {"added": outcome.added, "updated": outcome.updated, "unchanged": outcome.unchanged}
    if options.json:
        print_json({**counts, "failed": failed})
    else:
        sentence = _("{added} added, {updated} updated, {unchanged} unchanged, {failed} failed.")
        if options.dry_run:
            sentence = _("Nothing was written: {added} would be added, {updated} updated, {unchanged} unchanged, "
                         "{failed} failed.")  # fmt: skip
        say(sentence.format(**counts, failed=outcome.failed))
    return 1 if outcome.failed else 0


def _tell(plan: "Plan", *, rows: bool) -> None:
    """Name the guesses that are applied, and where asked for every row."""
    for first in range(0, len(plan.rows) if rows else 0, _PIECE):
        for line in table([cells for row in plan.rows[first : first + _PIECE] for cells in _cells(row)], (10, 36, 60)):
            print(line)
    from contactbook.app.planning import PlannedChange

    for key, value, number in plan.guessed():
        label = PlannedChange(key, None, value).label
        say(_("Guessed: {field} {value} of {contacts}.").format(
            field=label, value=value, contacts=contacts_counted(number)))  # fmt: skip


def _cells(row: "PlanRow") -> Iterator[tuple[str, str, str]]:
    state = {
        "new": _("new"),
        "same": _("same"),
        "changes": _("changes"),
        "looks like": _("looks like"),
        "unreadable": _("unreadable"),
    }[row.state]
    where = ", ".join(part for part in (row.incoming.role, row.incoming.agency, row.incoming.city) if part)
    yield state, row.incoming.shown, row.reason or where
    if row.existing is not None and row.action == "update":
        for change in row.changes:
            if change.taken:
                yield (
                    "",
                    f"  {change.label}",
                    _value(change.new) if change.old is None else (f"{_value(change.old)} → {_value(change.new)}"),
                )


def _value(value: object) -> str:
    """Write a value that comes in as one reads it."""
    if isinstance(value, tuple):
        return ", ".join(map(_value, value))
    for name in ("number", "address", "value", "name"):
        if text := getattr(value, name, None):
            return str(text)
    return _("a photo") if isinstance(value, bytes) else str(value)
