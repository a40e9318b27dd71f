"""The command export."""

import argparse
from pathlib import Path

from contactbook.cli.context import open_book
from contactbook.cli.output import print_json, say, warn
from contactbook.i18n import _


def add_export(parser: argparse.ArgumentParser) -> None:
    """Declare what `export` takes."""
    parser.add_argument("out", metavar="OUT", help=_("the file to write, .vcf, .csv or .json"))
    parser.add_argument("query", metavar="QUERY", nargs="*", help=_("which contacts, as in `search`; else all"))
    parser.add_argument(
        "--audience",
        choices=("press", "colleagues"),
        default="press",
        help=_("press: only what is public (the default); colleagues: everything"),
    )
    parser.add_argument(
        "--columns",
        choices=("contactbook", "outlook", "google"),
        default="contactbook",
        help=_("whose columns a .csv gets; our own hold everything and are the default"),
    )
    parser.add_argument(
        "--no-bom", action="store_true", help=_("a .csv without the byte order mark by which Excel knows UTF-8")
    )
    parser.add_argument("--vcard-version", choices=("3.0", "4.0"), default="3.0", help=_("3.0 is the default"))


def run_export(options: argparse.Namespace) -> int:
    """Write contacts to a file, read it back and compare."""
    from contactbook.app.exporting import export

    with open_book(options) as book:
        result = export(
            book,
            Path(options.out).expanduser(),
            " ".join(options.query),
            audience=options.audience,
            version=options.vcard_version,
            columns=options.columns,
            bom=not options.no_bom,
        )
    for sentence in (*result.notes, *result.differing):
        warn(sentence)
    if options.json:
        print_json(
            {
                "file": str(result.file),
                "contacts": result.contacts,
                "differences": result.differences,
                "withheld": result.withheld,
            }
        )
    else:
        say(f"{result.file}: {result.sentence}")
    return 1 if result.differences else 0
