"""The commands undo, redo and history."""

import argparse
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from contactbook.cli.context import count, find_contact, open_book, storable
from contactbook.cli.output import contacts_counted, print_json, print_json_list, say, table, warn
from contactbook.domain.change_words import change_lines
from contactbook.domain.changes import FieldChange, Step
from contactbook.domain.contact import Contact
from contactbook.domain.errors import WrongUsage
from contactbook.domain.fields import BY_KEY
from contactbook.domain.harmless import one_line
from contactbook.domain.plain import to_plain_whole, utc_text
from contactbook.domain.undoing import ChangedSince
from contactbook.domain.value_words import conflict_texts
from contactbook.i18n import _


def add_undo(parser: argparse.ArgumentParser) -> None:
    """Declare what `undo` takes."""
    parser.add_argument("step", type=count, nargs="?", help=_("the number of a step in `history`; else the last"))
    parser.add_argument(
        "--keep-later",
        action="store_true",
        help=_("put back what nobody changed since, and keep what was changed since"),
    )
    parser.add_argument("--since", action="store_true", help=_("take back all that was done since, too, as one step"))


def run_undo(options: argparse.Namespace) -> int:
    """Take back a step."""
    if options.since and options.step is None:
        raise WrongUsage(_("--since needs the number of a step, as `history` prints it."))
    with open_book(options) as book:
        try:
            if options.since:
                book.undo_since(options.step, keep_later=options.keep_later)
                step = book.history(limit=1)[0]
            else:
                step = book.undo(options.step, keep_later=options.keep_later)
        except ChangedSince as error:
            _tell_conflicts(error)
            return 1
    done = _("Done: {name} ({contacts}).") if options.since else _("Taken back: {name} ({contacts}).")
    return tell_step(options, step, done)


def _tell_conflicts(error: ChangedSince) -> None:
    for conflict in error.conflicts:
        before, made, now = conflict_texts(conflict)
        sentence = _("{who}, {field}: was “{before}”, the step made it “{made}”, is now “{now}”")
        who = one_line(conflict.who)
        warn(sentence.format(who=who, field=conflict.label, before=before, made=made, now=now))
    warn(_("{why} Nothing was taken back; --keep-later puts the rest back.").format(why=error))


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
    parser.add_argument(
        "--restore", type=count, metavar="STEP", help=_("put the contact back as this step left it; undo takes it back")
    )
    parser.add_argument(
        "--field",
        choices=sorted(BY_KEY),
        metavar="FIELD",
        help=_("with --restore: this field alone (role, phones ...)"),
    )


def run_history(options: argparse.Namespace) -> int:
    """List the steps, newest first, or put a contact back as one left it."""
    if options.restore is None and options.field is not None:
        raise WrongUsage(_("--field needs --restore with the number of a step."))
    if options.restore is not None:
        return _restore(options)
    with open_book(options) as book:
        uid = find_contact(book, options.uid).uid if options.uid else None
        steps = book.history(uid, options.limit)
        entries = {entry.step.id: entry for entry in book.changes_of(uid)} if uid else {}
    if options.json:
        print_json_list(
            _plain(step) | ({"changes": _plain_changes(entries[step.id].changes)} if uid else {}) for step in steps
        )
        return 0
    for step, line in zip(steps, table([_cells(step) for step in steps], (8, 17, 60, 16)), strict=True):
        print(line)
        for _change, words in change_lines(entries[step.id]._replace(came=False)) if uid else ():
            print(f"    {one_line(words)}")
    return 0


def _restore(options: argparse.Namespace) -> int:
    from contactbook.app import reverting

    if options.uid is None:
        raise WrongUsage(_("--restore needs the uid of a contact."))
    with open_book(options) as book:
        step = reverting.restore(book, find_contact(book, options.uid).uid, options.restore, options.field)
    return tell_step(options, step, _("Done: {name} ({contacts})."))


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


def _plain_changes(changes: Sequence[FieldChange]) -> list[dict[str, object]]:
    return [
        {"field": change.key, "old": _plain_value(change.key, change.old), "new": _plain_value(change.key, change.new)}
        for change in changes
    ]


def _plain_value(key: str, value: object) -> object:
    """Lay a value out as the contact's own JSON has it; a photo is only said to be there."""
    if key == "photo":
        return value is not None
    held: dict[str, Any] = {key: value}
    return to_plain_whole(replace(Contact(), **held))[key]


def _cells(step: Step) -> tuple[str, ...]:
    at = step.at.astimezone().strftime("%Y-%m-%d %H:%M")
    return str(step.id), at, step.name, contacts_counted(step.count), _("taken back") if step.undone else ""
