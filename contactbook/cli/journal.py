"""The commands undo, redo and history."""

import argparse

from contactbook.cli.context import count, find_contact, open_book, storable
from contactbook.cli.output import contacts_counted, print_json, print_json_list, say, table
from contactbook.domain.changes import Step
from contactbook.domain.plain import utc_text
from contactbook.i18n import _


def add_undo(parser: argparse.ArgumentParser) -> None:
    """Declare what `undo` takes."""
    parser.add_argument("step", type=count, nargs="?", help=_("the number of a step in `history`; else the last"))


def run_undo(options: argparse.Namespace) -> int:
    """Take back a step."""
    with open_book(options) as book:
        step = book.undo(options.step)
    return tell_step(options, step, _("Taken back: {name} ({contacts})."))


def add_redo(_parser: argparse.ArgumentParser) -> None:
    """Declare what `redo` takes: nothing of its own."""


def run_redo(options: argparse.Namespace) -> int:
    """Put back what the last undo took."""
    with open_book(options) as book:
        step = book.redo()
    return tell_step(options, step, _("Put back: {name} ({contacts})."))


def add_history(parser: argparse.ArgumentParser) -> None:
    """Declare what `history` takes."""
    parser.add_argument(
        "uid", type=storable, nargs="?", help=_("the uid of a contact, or its beginning; else the whole book")
    )
    parser.add_argument("--limit", type=count, metavar="N", help=_("no more than so many steps"))


def run_history(options: argparse.Namespace) -> int:
    """List the steps, newest first."""
    with open_book(options) as book:
        uid = find_contact(book, options.uid).uid if options.uid else None
        steps = book.history(uid, options.limit)
        fields = {step.id: [c.label for c in changes] for step, changes in book.changes_of(uid)} if uid else {}
    if options.json:
        print_json_list(_plain(step) for step in steps)
        return 0
    for line in table([_cells(step, fields.get(step.id, [])) for step in steps], (8, 17, 60, 16)):
        print(line)
    return 0


def tell_step(options: argparse.Namespace, step: Step, sentence: str) -> int:
    """Print a step that was taken, in a sentence or as JSON."""
    if options.json:
        print_json(_plain(step))
    else:
        say(sentence.format(name=step.name, contacts=contacts_counted(step.count)))
    return 0


def _plain(step: Step) -> dict[str, object]:
    return {
        "step": step.id,
        "at": utc_text(step.at),
        "name": step.name,
        "means": step.means,
        "contacts": step.count,
    }


def _cells(step: Step, fields: list[str]) -> tuple[str, ...]:
    at = step.at.astimezone().strftime("%Y-%m-%d %H:%M")
    notes = [_("taken back")] if step.undone else []
    return str(step.id), at, step.name, contacts_counted(step.count), "; ".join([", ".join(fields), *notes])
