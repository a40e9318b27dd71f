"""The command export."""

import argparse
from pathlib import Path

from contactbook.cli.context import open_book
from contactbook.cli.output import meter, print_json, say, warn
from contactbook.i18n import _


def add_export(parser: argparse.ArgumentParser) -> None:
    """Declare what `export` takes."""
    parser.add_argument(
        "out", metavar="OUT", help=_("the file to write, .vcf, .csv or .json; with --for also a folder")
    )
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
    version = parser.add_mutually_exclusive_group()
    version.add_argument("--vcard-version", choices=("3.0", "4.0"), help=_("3.0 is the default"))
    version.add_argument(
        "--for",
        dest="client",
        choices=("outlook", "apple", "google", "android"),
        help=_("vCards as this program reads them; outlook: a folder of one contact a file, vCard 2.1"),
    )
    parser.add_argument(
        "--one-file", action="store_true", help=_("with --for: all contacts in one file, whoever will open it")
    )


def run_export(options: argparse.Namespace) -> int:
    """Write contacts to a file, read it back and compare."""
    from contactbook.app import exporting

    out, query = Path(options.out).expanduser(), " ".join(options.query)
    version: exporting.Version = options.vcard_version or "3.0"
    client, audience = options.client, options.audience
    with open_book(options) as book:
        if client or out.suffix.lower() in (".vcf", ".vcard"):
            for sentence in exporting.losses(
                book, query, audience=audience, version=version, client=client, progress=meter(_("Looking through"))
            ):
                warn(sentence)
        result = exporting.export(
            book,
            out,
            query,
            audience=audience,
            version=version,
            client=client,
            one_file=options.one_file,
            columns=options.columns,
            bom=not options.no_bom,
            progress=meter(_("Writing")),
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
