"""The command forget."""

import argparse
import sys
from typing import TYPE_CHECKING, TextIO

from contactbook.cli.context import find_contact, open_book, storable
from contactbook.cli.output import print_json, say, warn
from contactbook.domain.errors import ContactbookError
from contactbook.i18n import _, counted

if TYPE_CHECKING:
    from contactbook.app.book import Book
    from contactbook.app.forgetting import Forgetting


def add_forget(parser: argparse.ArgumentParser) -> None:
    """Declare what `forget` takes."""
    parser.add_argument("uid", type=storable, help=_("the uid of the contact, or its beginning"))
    parser.add_argument("--yes", action="store_true", help=_("do not ask; there is no undo"))


def run_forget(options: argparse.Namespace) -> int:
    """Remove a person for good, once that was said to be meant."""
    from contactbook.app import forgetting

    with open_book(options) as book:
        uid = _uid(book, options.uid)
        wanted = forgetting.look(book, uid)
        if not options.yes and not _is_meant(wanted):
            warn(_("Nothing was removed."))
            return 1
        gone = forgetting.forget(book, uid)
    if options.json:
        print_json(_plain(gone))
        return 0
    _tell(gone)
    say(_("{name} is forgotten.").format(name=gone.name))
    return 0


def _uid(book: "Book", given: str) -> str:
    """Find whom a uid means; one that only the journal knows must be given whole."""
    return given if not book.traces(given).is_empty else find_contact(book, given).uid


def _is_meant(wanted: "Forgetting") -> bool:
    if not sys.stdin.isatty():
        raise ContactbookError(
            _("{name} would be removed for good. Say --yes if that is meant; there is no undo.").format(
                name=wanted.name
            )
        )
    _tell(wanted, sys.stderr)
    print(_("Remove {name} for good? There is no undo. Type yes: ").format(name=_line(wanted.name)), end="", flush=True)
    return sys.stdin.readline().strip().casefold() in ("yes", _("yes"))


def _line(text: str) -> str:
    from contactbook.domain.harmless import one_line

    return one_line(text)


def _tell(what: "Forgetting", out: TextIO | None = None) -> None:
    things = ", ".join(what.lines)
    say(things if out else _("Removed: {things}.").format(things=things), out)
    for path in what.copies:
        say(_("written anew without it: {path}").format(path=path), out)
    for path in what.deleted:
        say(_("deleted, since it cannot be written anew: {path}").format(path=path), out)
    say(_("Copies and exports in other folders are not reached: delete those yourself."), out)
    if what.mentioned:
        words = counted("{number} other contact names it", "{number} other contacts name it", what.mentioned)
        say(_("{contacts} in words of its own; that stays.").format(contacts=words), out)
    if what.namesakes:
        told = _("The same name stands in: {uids}. Forget these too if they are the same person.")
        say(told.format(uids=", ".join(what.namesakes)), out)


def _plain(gone: "Forgetting") -> dict[str, object]:
    return {
        "uid": gone.uid,
        "name": gone.name,
        "removed": list(gone.lines),
        "backups": [str(path) for path in gone.copies],
        "deleted": [str(path) for path in gone.deleted],
        "mentioned": gone.mentioned,
        "namesakes": list(gone.namesakes),
    }
