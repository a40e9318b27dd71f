"""Turns vCards into contacts and contacts into vCards."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from io import BytesIO
from typing import Any, BinaryIO, NamedTuple

from contactbook.domain.changes import differences as changes_between
from contactbook.domain.contact import Contact, Verdict
from contactbook.domain.fields import BY_KEY
from contactbook.exchange import vcard
from contactbook.exchange.formats import Problem
from contactbook.exchange.vcard_details import around, read_emails, read_links, read_phones
from contactbook.exchange.vcard_fields import read_fields
from contactbook.exchange.vcard_groups import ListCard, Lists, is_group, lists_in, read_group
from contactbook.exchange.vcard_inspect import inspect_shape, raw_text
from contactbook.exchange.vcard_keep import edited_card
from contactbook.exchange.vcard_model import Audience, Card, Property
from contactbook.exchange.vcard_model import by_name as sorted_by_name
from contactbook.exchange.vcard_outward import MODELLED, new_card
from contactbook.exchange.vcard_own import PREFIX, PRODID, overrule
from contactbook.i18n import _

__all__ = ["Audience", "ListCard", "differences", "inspect_shape", "read", "to_card", "to_contact", "write"]


def to_contact(card: Card) -> Contact:
    """Read a card as a contact; phones and emails are internal unless this program wrote that they are public."""
    by_name = sorted_by_name(card.properties)
    version = card.version
    fields = read_fields(by_name, version)
    own = [name for name in by_name if name.startswith(PREFIX)]
    if own:
        overrule(fields, card.properties, version)
    there = around(by_name, version)
    return Contact(
        phones=tuple([phone for phone, _prop in read_phones(by_name, there, fields["country"])]),
        emails=tuple([email for email, _prop in read_emails(by_name, there)]),
        links=tuple([link for link, _prop in read_links(card.properties, there)]),
        card=kept(card, by_name) if own or "PRODID" in by_name else card.raw,
        **fields,
    )


def to_card(contact: Contact, version: str = "3.0", audience: Audience = "press") -> Card:
    """Make a card of a contact (RFC 2426, RFC 6350).

    The press gets a card made anew, of a contact that the caller has brought to its public view. Colleagues get
    everything: the card that the contact came from, if there is one, with what has been edited since.
    """
    known = kept_card(contact) if audience == "colleagues" else None
    return new_card(contact, version, audience) if known is None else edited_card(contact, known, version)


def kept_card(contact: Contact) -> Card | None:
    """Give the card that a contact came from, if there is one."""
    known = next(vcard.cards(BytesIO(contact.card)), None) if contact.card is not None else None
    return None if known is None or is_group(known) else known


def write(contacts: Iterable[Contact], version: str = "3.0", audience: Audience = "press") -> bytes:
    """Write contacts as one file."""
    return b"".join(vcard.write(to_card(contact, version, audience), version) for contact in contacts)


def read(data: bytes | BinaryIO, source: str = "") -> Iterator[Contact | Problem]:
    """Read a file contact by contact; a card that holds none is a problem with the line it stands on.

    A group's card becomes a list of its members; the stream is read twice where there are groups.
    """
    for portion in portions(BytesIO(data) if isinstance(data, bytes) else data, source):
        yield from read_portion(portion)


class Portion(NamedTuple):
    """Some cards of a file, the lists that its groups make, and its name."""

    cards: vcard.Portion
    lists: Lists
    source: str


def portions(stream: BinaryIO, source: str = "", size: int = 0) -> Iterator[Portion]:
    """Cut a file into portions of so many bytes or one card more, to be read one without the other.

    A file without a card is one portion without one.
    """
    lists = lists_in(stream)
    found = False
    for portion in vcard.portions(stream, size):
        found = True
        yield Portion(portion, lists, source)
    if not found:
        yield Portion(vcard.Portion([], None, (0, 0)), lists, source)


def read_portion(portion: Portion) -> Iterator[Contact | Problem]:
    """Read the contacts of a portion, and the problems in their places."""
    source, lists = portion.source, portion.lists
    if not portion.cards.blocks:
        yield Problem(source, _("There is no vCard in it."))
    for card in vcard.cards_of(portion.cards):
        if is_group(card):
            group = read_group(card)
            missing = lists.missing(group)
            if missing:
                what = _("The list {name} names members that are not in the file: {members}.")
                yield Problem(
                    _where(source, card), what.format(name=group.name, members=", ".join(missing[:10])), raw_text(card)
                )
            continue
        contact = to_contact(card)
        if not _says_something(contact):
            yield Problem(
                _where(source, card), " ".join([_("The card holds no contact."), *card.repairs]), raw_text(card)
            )
            continue
        names = lists.of(contact)
        yield replace(contact, lists=tuple(dict.fromkeys((*contact.lists, *names)))) if names else contact


def kept(card: Card, names: Mapping[str, Sequence[Property]]) -> bytes | None:
    """Give the card as it came, without what this program added to it; nothing where it made all of it itself."""
    rest = [name for name in names if not name.startswith(PREFIX)]
    if any(prop.value == PRODID for prop in names.get("PRODID", ())) and MODELLED.issuperset(rest):
        return None
    if len(rest) == len(names):
        return card.raw
    properties = tuple(prop for prop in card.properties if not prop.head.name.startswith(PREFIX))
    return vcard.write(replace(card, properties=properties), card.version)


def differences(expected: Contact, got: Contact, audience: Audience = "colleagues") -> list[str]:
    """Name the fields that did not come back as they were given out."""
    changes = changes_between(_comparable(expected, audience), _comparable(got, audience))
    return [BY_KEY[change.key].label for change in changes]


def _comparable(contact: Contact, audience: Audience) -> Contact:
    """Leave out what the press is not told: how a detail was typed and checked."""
    if audience == "colleagues":
        return contact
    bare: dict[str, Any] = {
        "public": True,
        "typed": "",
        "verdict": Verdict.VALID,
        "verified_on": None,
        "verified_by": None,
    }
    return replace(
        contact,
        phones=tuple(replace(phone, **bare) for phone in contact.phones),
        emails=tuple(replace(email, **bare) for email in contact.emails),
        links=tuple(replace(link, public=True) for link in contact.links),
        verified_on=None,
        verified_by=None,
    )


def _says_something(contact: Contact) -> bool:
    """Tell whether a card is worth a contact; one that this program made always is."""
    return contact.card is None or bool(
        contact.name or contact.agency or contact.role or contact.phones or contact.emails or contact.links
        or contact.family or contact.given or contact.notes or contact.address or contact.city or contact.photo
    )  # fmt: skip


def _where(source: str, card: Card) -> str:
    if source:
        return _("{file}, line {line}").format(file=source, line=card.line)
    return _("line {line}").format(line=card.line)
