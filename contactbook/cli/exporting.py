"""The command export."""

import argparse
from pathlib import Path

from contactbook.cli.context import open_book
from contactbook.cli.output import print_json, say, warn
from contactbook.i18n import _


def add_export(parser: argparse.ArgumentParser) -> None:
    """Declare what `export` takes."""
    parser.add_argument("out", metavar="OUT", help=_("the file to write, .vcf or .json"))
    parser.add_argument("query", metavar="QUERY", nargs="*", help=_("which contacts, as in `search`; else all"))
    parser.add_argument(
        "--audience",
        choices=("press", "colleagues"),
        default="press",
        help=_("press: only what is public (the default); colleagues: everything"),
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
        )
    for sentence in result.differing:
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
