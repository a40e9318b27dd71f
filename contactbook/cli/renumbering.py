"""The commands renumber and normalise."""

import argparse
from typing import TYPE_CHECKING

from contactbook.cli.context import open_book, storable
from contactbook.cli.output import meter, print_json, say, table
from contactbook.i18n import _, counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from contactbook.app.renumbering import Renumbered
    from contactbook.domain.renumbering import Renumbering


def add_renumber(parser: argparse.ArgumentParser) -> None:
    """Declare what `renumber` takes."""
    parser.add_argument("find", type=storable, metavar="FIND", help=_("how the numbers begin: +225 07; x is any digit"))
    parser.add_argument("put", type=storable, metavar="REPLACE", help=_("what stands there then; x is the digit kept"))
    parser.add_argument("--length", default="", metavar="N", help=_("only with so many digits behind the country code"))
    parser.add_argument("--also-invalid", action="store_true", help=_("also where the new number cannot be one"))
    add_normalise(parser)


def run_renumber(options: argparse.Namespace) -> int:
    """Find and replace in numbers."""
    from contactbook.domain.renumbering import renumbering

    return _run(options, renumbering(options.find, options.put, options.length), options.also_invalid)


def add_normalise(parser: argparse.ArgumentParser) -> None:
    """Declare what `normalise` takes."""
    parser.add_argument("query", nargs="*", help=_("only in the contacts that this finds; else in all"))
    parser.add_argument("--dry-run", action="store_true", help=_("only say what would change"))


def run_normalise(options: argparse.Namespace) -> int:
    """Bring numbers into international form."""
    return _run(options, None, False)


def _run(options: argparse.Namespace, rule: "Renumbering | None", also_invalid: bool) -> int:
    from contactbook.app import renumbering

    query = " ".join(options.query)
    with open_book(options) as book:
        among = book.uids_of(book.find(query).ids) if query.strip() else None
        found = renumbering.look(book, rule, among, meter(_("Reading")))
        wanted = [one for one in found if also_invalid or not one.is_doubtful]
        if wanted and not options.dry_run:
            renumbering.write(book, rule, wanted, progress=meter(_("Writing")))
    if options.json:
        left = len(found) - len(wanted)
        print_json({"changed": len(wanted), "left": left, "numbers": [_plain(one) for one in found]})
        return 0
    for line in table([_cells(one) for one in found], (36, 30, 30)) if found else ():
        print(line)
    _tell(wanted, len(found) - len(wanted), options.dry_run)
    return 0


def _tell(wanted: "Sequence[Renumbered]", left: int, dry_run: bool) -> None:
    numbers = counted("{number} number", "{number} numbers", len(wanted))
    contacts = counted("{number} contact", "{number} contacts", len({one.uid for one in wanted}))
    told = _("Would change {numbers} of {contacts}.") if dry_run else _("Changed {numbers} of {contacts}.")
    say(told.format(numbers=numbers, contacts=contacts))
    if left:
        numbers = counted("{number} number stays", "{number} numbers stay", left)
        say(
            _("{numbers}: what they would become cannot be a number. --also-invalid changes them.").format(
                numbers=numbers
            )
        )


def _plain(one: "Renumbered") -> dict[str, object]:
    return {"uid": one.uid, "old": one.old.number, "new": one.new.number, "verdict": one.new.verdict.value}


def _cells(one: "Renumbered") -> tuple[str, ...]:
    from contactbook.domain.phones import international

    notes = {"valid": "", "unusual": _("not known in the plan"), "invalid": _("cannot be a number")}
    note = _("there already") if one.twice else notes[one.new.verdict.value]
    old, new = (international(phone.number, phone.extension) for phone in (one.old, one.new))
    return one.who, old, f"→ {new}", note
