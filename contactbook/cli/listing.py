"""The commands list, search and show."""

import argparse
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from contactbook.cli.context import count, find_contact, open_book, place_query, storable
from contactbook.cli.output import print_grouped, print_json, print_json_list
from contactbook.i18n import _

if TYPE_CHECKING:
    from contactbook.app.book import Book

_PIECE = 500


def add_list(parser: argparse.ArgumentParser) -> None:
    """Declare what `list` takes."""
    parser.add_argument("--city", help=_("only this city, in any language"))
    parser.add_argument("--agency", help=_("only this agency"))
    parser.add_argument("--limit", type=count, metavar="N", help=_("no more than so many contacts"))
    parser.add_argument("--group-by", choices=("city", "agency"), default="city", help=_("what contacts stand under"))


def run_list(options: argparse.Namespace) -> int:
    """Print the contacts of the book."""
    return _print(options, "")


def add_search(parser: argparse.ArgumentParser) -> None:
    """Declare what `search` takes."""
    parser.add_argument(
        "query",
        nargs="+",
        help=_('words that all must be found, "a phrase", a|b, -not, city:geneva, is:away, digits of a number'),
    )
    add_list(parser)


def run_search(options: argparse.Namespace) -> int:
    """Print the contacts that a query finds."""
    return _print(options, " ".join(options.query))


def add_show(parser: argparse.ArgumentParser) -> None:
    """Declare what `show` takes."""
    parser.add_argument("uid", type=storable, help=_("the uid of a contact, or its beginning"))


def run_show(options: argparse.Namespace) -> int:
    """Print one contact."""
    from contactbook.domain.plain import to_plain

    with open_book(options) as book:
        contact = find_contact(book, options.uid)
        if options.json:
            print_json(to_plain(contact))
        else:
            from contactbook.cli.details import print_contact

            print_contact(contact, book.get(contact.cover) if contact.cover else None)
    return 0


def _print(options: argparse.Namespace, query: str) -> int:
    places = place_query(options)
    with open_book(options) as book:
        if options.json:
            found = book.find(query, view=places, grouping=options.group_by, limit=options.limit)
            print_json_list(_plain(book, found.ids))
        else:
            print_grouped(book, query=query, view=places, grouping=options.group_by, limit=options.limit)
    return 0


def _plain(book: "Book", ids: Sequence[int]) -> Iterator[dict[str, object]]:
    from contactbook.domain.plain import to_plain

    for at in range(0, len(ids), _PIECE):
        for contact in book.get_many(book.uids_of(ids[at : at + _PIECE])):
            yield to_plain(contact)
