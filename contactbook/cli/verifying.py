"""The command verify."""

import argparse

from contactbook.cli.context import find_contact, open_book, storable
from contactbook.cli.journal import tell_step
from contactbook.i18n import _

_MEANS = ("called", "emailed", "web", "release")


def add_verify(parser: argparse.ArgumentParser) -> None:
    """Declare what `verify` takes."""
    parser.add_argument("uid", type=storable, help=_("the uid of a contact, or its beginning"))
    parser.add_argument("--by", choices=_MEANS, default="called", help=_("by which means (called)"))
    parser.add_argument(
        "--detail", type=storable, metavar="VALUE", help=_("this number or address alone, however it is written")
    )


def run_verify(options: argparse.Namespace) -> int:
    """Note that a contact, or one detail of it, is right today."""
    from contactbook.app import righting
    from contactbook.domain.contact import Means

    means = Means.WEB if options.by == "web" else Means(options.by)
    with open_book(options) as book:
        uid = find_contact(book, options.uid).uid
        if options.detail is None:
            step = book.verify([uid], means)
        else:
            step = righting.verify_one(book, uid, options.detail, means)
    return tell_step(options, step, _("Verified: {name} ({contacts})."))
