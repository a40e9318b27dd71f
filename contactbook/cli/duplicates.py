"""The commands duplicates and merge."""

import argparse

from contactbook.cli.context import find_contact, open_book, storable
from contactbook.cli.output import print_json, print_json_list, say, short, table
from contactbook.domain.duplicates import Candidate, sureness_words
from contactbook.domain.errors import ContactbookError
from contactbook.i18n import _, counted


def add_duplicates(_parser: argparse.ArgumentParser) -> None:
    """Declare what `duplicates` takes: nothing of its own."""


def run_duplicates(options: argparse.Namespace) -> int:
    """List the pairs that may be one contact, the surest first."""
    with open_book(options) as book:
        found = book.duplicates.find()
    if options.json:
        print_json_list(_plain(candidate) for candidate in found)
        return 0
    for line in table([_cells(candidate) for candidate in found], (36, 36, 17, 16)) if found else ():
        print(line)
    say(counted("{number} pair that may be one contact.", "{number} pairs that may be one contact each.", len(found)))
    return 0


def add_merge(parser: argparse.ArgumentParser) -> None:
    """Declare what `merge` takes."""
    parser.add_argument("uids", type=storable, nargs="+", metavar="UID", help=_("two contacts or more"))
    parser.add_argument("--into", type=storable, metavar="UID", help=_("which of them stays; else the best kept one"))
    parser.add_argument(
        "--not-same", action="store_true", help=_("remember that two contacts are two; they are not offered again")
    )


def run_merge(options: argparse.Namespace) -> int:
    """Make contacts into one, or remember that two are two."""
    from contactbook.domain import merging

    with open_book(options) as book:
        contacts = {c.uid: c for c in (find_contact(book, uid) for uid in options.uids)}
        if options.into:
            into = find_contact(book, options.into)
            contacts[into.uid] = into
        if len(contacts) < 2:
            raise ContactbookError(_("Name two different contacts. `contactbook duplicates` lists pairs."))
        if options.not_same:
            if len(contacts) > 2:
                raise ContactbookError(_("Name just two contacts that are not the same."))
            step = book.duplicates.not_same(*contacts)
            stays = None
        else:
            stays = into if options.into else merging.keeper(list(contacts.values()))[0]
            step = book.duplicates.merge(stays.uid, [uid for uid in contacts if uid != stays.uid])
    if options.json:
        print_json({"step": step.id, "name": step.name, "uid": stays.uid if stays else None})
    else:
        say(_("{step}. `contactbook undo {number}` takes it back.").format(step=step.name, number=step.id))
    return 0


def _plain(candidate: Candidate) -> dict[str, object]:
    return {
        "uids": [candidate.one, candidate.other],
        "names": list(candidate.names),
        "reasons": list(candidate.reasons),
        "sureness": candidate.sureness,
        "level": candidate.level,
    }


def _cells(candidate: Candidate) -> tuple[str, ...]:
    uids = f"{short(candidate.one)} {short(candidate.other)}"
    return (*candidate.names, uids, sureness_words(candidate.level), ", ".join(candidate.reasons))
