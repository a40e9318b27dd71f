"""The command import."""

import argparse
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from contactbook.cli.context import open_book, read_input, shown_name
from contactbook.cli.output import contacts_counted, print_json, say, table, warn
from contactbook.domain.errors import NotReadable
from contactbook.i18n import _

if TYPE_CHECKING:
    from contactbook.app.book import Book
    from contactbook.app.plan import Plan
    from contactbook.app.planning import PlanRow
    from contactbook.exchange.formats import Problem, Reading


@dataclass(slots=True)
class _Total:
    """What has become of all files so far."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    failed: list[dict[str, object]] = field(default_factory=list)


def add_import(parser: argparse.ArgumentParser) -> None:
    """Declare what `import` takes."""
    parser.add_argument(
        "files",
        metavar="FILE",
        nargs="+",
        help=_("a release, .vcf, .csv, .xlsx or our own .json; - for the standard input"),
    )
    parser.add_argument("--dry-run", action="store_true", help=_("say what would be done, write nothing"))
    parser.add_argument(
        "--on-match",
        choices=("update", "skip", "add"),
        default="update",
        help=_("what is done with a contact that the book holds already; update is the default"),
    )
    parser.add_argument("--public", action="store_true", help=_("what is read may be published"))


def run_import(options: argparse.Namespace) -> int:
    """Take in files, each as one step; what cannot be read is told, the rest is applied."""
    total = _Total()
    with open_book(options) as book:
        for name in options.files:
            try:
                _import(book, name, options, total)
            except NotReadable as error:
                total.failed.append({"file": name, "line": None, "why": str(error)})
    for failure in total.failed:
        place = f":{failure['line']}" if failure["line"] else ""
        why = str(failure["why"])
        # A sentence about the whole file names it already.
        warn(why if failure["line"] is None and str(failure["file"]) in why else f"{failure['file']}{place}: {why}")
    counts = {"added": total.added, "updated": total.updated, "unchanged": total.unchanged}
    if options.json:
        print_json({**counts, "failed": total.failed})
    else:
        sentence = _("{added} added, {updated} updated, {unchanged} unchanged, {failed} failed.")
        if options.dry_run:
            sentence = _("Nothing was written: {added} would be added, {updated} updated, {unchanged} unchanged, "
                         "{failed} failed.")  # fmt: skip
        say(sentence.format(**counts, failed=len(total.failed)))
    return 1 if total.failed else 0


def _import(book: "Book", name: str, options: argparse.Namespace, total: _Total) -> None:
    from contactbook.app import importing

    data = read_input(name)
    reading = importing.read(shown_name(name) if name == "-" else name, data)
    plan = importing.decided(importing.plan(book, reading, public=options.public), options.on_match)
    for problem in reading.problems:
        total.failed.append({"file": name, "line": _line(problem, reading), "why": _why(problem, reading)})
    if not options.json:
        _tell(plan, rows=options.dry_run)
    if options.dry_run:
        for row in plan.rows:
            _count(row, total)
        return
    outcome = importing.apply(book, plan)
    total.added += outcome.added
    total.updated += outcome.updated
    total.unchanged += outcome.unchanged


def _line(problem: "Problem", reading: "Reading") -> int | None:
    """Find the line in what a problem says of its place; only the lines of cards and tables are told there."""
    told = re.search(r"(\d+)\D*$", problem.where.removeprefix(reading.source))
    return int(told[1]) if told and reading.kind in ("vcard", "csv") else None


def _why(problem: "Problem", reading: "Reading") -> str:
    """Say what is wrong, and of which contact where the place is no line."""
    if reading.kind in ("vcard", "csv") or problem.where == reading.source:
        return problem.what
    return f"{problem.where}: {problem.what}"


def _count(row: "PlanRow", total: _Total) -> None:
    result = row.result()
    if result is None or result == row.existing:
        total.unchanged += 1
    elif row.existing is None or row.action == "add":
        total.added += 1
    else:
        total.updated += 1


def _tell(plan: "Plan", *, rows: bool) -> None:
    """Name the guesses that are applied, and where asked for every row."""
    if rows:
        for line in table([cells for row in plan.rows for cells in _cells(row)], (10, 36, 60)) if plan.rows else ():
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
