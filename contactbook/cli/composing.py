"""The commands compose and where."""

import argparse
from typing import TYPE_CHECKING

from contactbook.cli.context import open_book, storable
from contactbook.cli.output import print_json, print_json_list, table, warn
from contactbook.i18n import _

if TYPE_CHECKING:
    from contactbook.app.book import Book
    from contactbook.app.composing import Block
    from contactbook.domain.blocks import Standing
    from contactbook.exchange.block import Layout

# The languages of resources/block-words.toml, which help does not load.
_LANGUAGES = ("en", "fr", "es", "ar", "ru", "zh", "de", "it", "pt")


def add_compose(parser: argparse.ArgumentParser) -> None:
    """Declare what `compose` takes."""
    parser.add_argument("query", metavar="QUERY", nargs="*", help=_("which contacts, as in `search`; else all"))
    parser.add_argument("--format", choices=("text", "html", "markdown"), default="text", help=_("text is the default"))
    parser.add_argument("--group-by", choices=("city", "agency"), default="city", help=_("what contacts stand under"))
    parser.add_argument("--language", choices=_LANGUAGES, default="en", help=_("of headings, labels, names and roles"))
    parser.add_argument(
        "--shape",
        choices=("line", "stacked", "sentence"),
        default="line",
        help=_("one line a contact (the default), stacked lines, or all in a sentence"),
    )
    parser.add_argument(
        "--heading", metavar="TEXT", type=storable, help=_("in the place of the language's own; '' for none")
    )
    parser.add_argument("--languages", action="store_true", help=_("print the languages that contacts speak"))
    parser.add_argument("--no-roles", dest="roles", action="store_false", help=_("leave out what contacts are"))
    parser.add_argument("--no-mobile", dest="mobiles", action="store_false", help=_("leave out mobile numbers"))
    parser.add_argument("--no-office", dest="offices", action="store_false", help=_("leave out office numbers"))
    parser.add_argument("--no-email", dest="emails", action="store_false", help=_("leave out email addresses"))


def run_compose(options: argparse.Namespace) -> int:
    """Print the contact block of what may be published, and keep it so that `where` finds its numbers."""
    from contactbook.app.composing import block_in
    from contactbook.exchange.block import Layout

    layout = Layout(
        options.group_by,
        options.language,
        options.shape,
        options.roles,
        options.languages,
        options.mobiles,
        options.offices,
        options.emails,
        options.heading,
    )
    with open_book(options) as book:
        uids = book.uids_of(book.find(" ".join(options.query), grouping=options.group_by).ids)
        made = block_in(layout, book.get_many(uids), format=options.format, today=book.today(), find=book.get)
        if made.text:
            _keep(book, made, layout, uids, options.format)
    if options.json:
        print_json({"text": made.text, "withheld": made.withheld})
    else:
        _print(made)
    for warning in made.warnings:
        warn(warning.text)
    return 0


def add_where(parser: argparse.ArgumentParser) -> None:
    """Declare what `where` takes."""
    parser.add_argument(
        "number", metavar="NUMBER", type=storable, nargs="+", help=_("a number in any form, or an email address")
    )


def run_where(options: argparse.Namespace) -> int:
    """Print the blocks that printed a number or an address, and whether it is still right."""
    wanted = " ".join(options.number)
    with open_book(options) as book:
        found = book.blocks.where(wanted)
    if options.json:
        print_json_list(_plain(standing) for standing in found)
        return 0
    for line in table([_cells(standing) for standing in found]):
        print(line)
    if not found:
        warn(_("{number} stands in no block that was kept.").format(number=wanted))
    return 0


def _keep(book: "Book", made: "Block", layout: "Layout", uids: list[str], form: str) -> None:
    """Keep a block; where that cannot be done it is printed all the same."""
    from contactbook.domain.errors import BookBusy, BookNotWritable

    try:
        book.blocks.keep(made, layout, uids, form)
    except (BookBusy, BookNotWritable) as error:
        warn(_("The block was not kept: {why}").format(why=error))


def _print(made: "Block") -> None:
    from contactbook.app.exporting import withheld_sentence

    # The isolates that hold numbers in Arabic are ours and belong to the block; what contacts hold is harmless in it.
    print(made.text, end="")
    if not made.text:
        warn(_("No contact was found, so there is no block."))
    if made.withheld:
        warn(withheld_sentence(made.withheld))


def _cells(standing: "Standing") -> tuple[str, ...]:
    detail, block = standing.detail, standing.block
    day = block.at.astimezone().strftime("%Y-%m-%d %H:%M")
    return _("block {id}").format(id=block.id), day, detail.shown, detail.name, _told(standing)


def _told(standing: "Standing") -> str:
    if standing.state == "right":
        return _("still right")
    if standing.state == "internal":
        return _("no longer public")
    if standing.state == "gone":
        return _("the contact was removed")
    return _("changed, now {value}").format(value=", ".join(standing.now)) if standing.now else _("no longer there")


def _plain(standing: "Standing") -> dict[str, object]:
    detail, block = standing.detail, standing.block
    return {
        "block": block.id,
        "at": block.at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "language": block.language,
        "uid": detail.uid,
        "name": detail.name,
        "printed": detail.shown,
        "right": standing.is_right,
        "state": standing.state,
        "now": list(standing.now),
    }
