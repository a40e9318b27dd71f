"""The commands extract and inspect, which need no book."""

import argparse
from io import BytesIO

from contactbook.cli.context import read_input, shown_name
from contactbook.cli.output import contacts_counted, print_json_list, say, warn
from contactbook.domain.harmless import lines, one_line
from contactbook.exchange.formats import Reading, sniff
from contactbook.i18n import _


def add_extract(parser: argparse.ArgumentParser) -> None:
    """Declare what `extract` takes."""
    parser.add_argument("file", metavar="FILE", help=_("a press release, or - for the standard input"))


def run_extract(options: argparse.Namespace) -> int:
    """Print the contacts that a release holds."""
    from contactbook.domain.plain import to_plain

    reading = _read(options.file, read_input(options.file))
    for problem in reading.problems:
        warn(f"{shown_name(options.file)}: {problem.what}")
    if options.json:
        print_json_list(to_plain(contact) for contact in reading.contacts)
        return 0
    from contactbook.cli.details import print_contact

    for contact in reading.contacts:
        print_contact(contact)
        print()
    say(_("{contacts} found.").format(contacts=contacts_counted(len(reading.contacts))))
    return 0


def add_inspect(parser: argparse.ArgumentParser) -> None:
    """Declare what `inspect` takes."""
    parser.add_argument("file", metavar="FILE", help=_("a .vcf, or - for the standard input"))


def run_inspect(options: argparse.Namespace) -> int:
    """Print vCards as they were read, before they become contacts."""
    from contactbook.exchange import vcard
    from contactbook.exchange.vcard_inspect import inspect_shape, raw_text

    cards = vcard.cards(BytesIO(read_input(options.file)))
    if options.json:
        print_json_list(inspect_shape(card) for card in cards)
        return 0
    number = 0
    for number, card in enumerate(cards, 1):
        say(
            _("Card {number}, line {line}, version {version}").format(
                number=number, line=card.line, version=card.version
            )
        )
        for prop in card.properties:
            head = f"{prop.group}.{prop.name}" if prop.group else prop.name
            params = "".join(f";{key}={','.join(values)}" for key, values in prop.params)
            first, *rest = lines(prop.value[:400] + ("…" if len(prop.value) > 400 else ""))
            print(f"  {one_line(head + params)}: {first}")
            for line in rest:
                print(f"    {line}")
        for repair in card.repairs:
            print("  " + _("mended: {what}").format(what=one_line(repair)))
        if card.repairs:
            print("  " + _("as it came:"))
            for line in lines(raw_text(card)):
                print(f"    {line}")
        print()
    if not number:
        warn(_("{name} holds no vCard.").format(name=shown_name(options.file)))
    return 0


def _read(name: str, data: bytes) -> Reading:
    if not data.strip(b"\x00 \t\r\n"):
        return Reading(source=name)
    if sniff(name, data) == "vcard":
        from contactbook.exchange import vcard, vcard_contacts

        return Reading([vcard_contacts.to_contact(card) for card in vcard.cards(BytesIO(data))], source=name)
    from contactbook.exchange import release
    from contactbook.exchange.documents import to_text

    return release.read(to_text(shown_name(name), data), source=name)
