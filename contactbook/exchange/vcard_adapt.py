"""Makes the card of a contact as the program that will open it reads it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from uuid import NAMESPACE_URL, uuid5

from contactbook.domain.contact import Contact, Kind
from contactbook.exchange import vcard_21, vcard_write
from contactbook.exchange.vcard_clients import Client, Trait, traits
from contactbook.exchange.vcard_contacts import to_card
from contactbook.exchange.vcard_details import plain_label
from contactbook.exchange.vcard_details_out import Groups
from contactbook.exchange.vcard_model import TYPES, Audience, Card, Property, called_by, made
from contactbook.exchange.vcard_outward import overruled
from contactbook.exchange.vcard_own import is_overruling
from contactbook.exchange.vcard_photos import scaled
from contactbook.exchange.vcard_restyle import restyled
from contactbook.exchange.vcard_values import escape, escape_all

# Types of other properties name a service or a format.
_CALLED = frozenset({"TEL", "EMAIL", "ADR", "URL"})
_PLAIN = {"TEL": "VOICE", "EMAIL": "INTERNET"}
_UNQUOTED = re.compile(r"[\w.-]+\Z")
_VERSION = "3.0"


def write_for(contact: Contact, client: Client, audience: Audience) -> bytes:
    """Write one contact for a client; the press gets a contact that the caller has brought to its public view."""
    if Trait.OLD in traits(client):
        return vcard_21.write(small(contact))
    return vcard_write.write(card_for(contact, client, audience), _VERSION)


def small(contact: Contact) -> Contact:
    """Give a contact with its photo scaled."""
    return replace(contact, photo=scaled(contact.photo)) if contact.photo else contact


def card_for(contact: Contact, client: Client, audience: Audience) -> Card:
    """Make a card of vCard 3.0 with the differences that the table names for a client."""
    has = traits(client)
    contact = small(contact) if Trait.SMALL_PHOTOS in has else contact
    card = to_card(contact, _VERSION, audience)
    lists = audience == "colleagues" and Trait.LISTS_AS_CATEGORIES in has
    topics = [name for name in contact.lists if name not in contact.topics] if lists else []
    came = audience == "colleagues" and contact.card is not None
    if not came and not topics:
        return card  # one that is made from nothing has labels, types and encodings as all of these read them
    props = [prop for prop in card.properties if not is_overruling(prop)]
    if came:
        props = _tidied(props, contact, has)
    if topics:
        props.append(made("CATEGORIES", escape_all(topics, ",")))
    # What the lines say by themselves may be another thing now.
    props += overruled(contact, props, _VERSION, audience)
    return Card(tuple(props), _VERSION)


def _tidied(props: list[Property], contact: Contact, has: frozenset[Trait]) -> list[Property]:
    """Write the properties of a card that came without the quirks of who made it."""
    if Trait.AFRESH in has:
        props = [restyled(prop, _VERSION, _VERSION) for prop in props]
    if Trait.OWN_LABELS in has:
        props = _labelled(props, Trait.STANDARD_TYPE in has)
    known = any(prop.head.name == "X-ABSHOWAS" for prop in props)
    if Trait.COMPANY in has and contact.kind is Kind.DESK and not known:
        props.append(made("X-ABSHOWAS", "COMPANY"))
    return props


def list_card(name: str, members: Iterable[str]) -> bytes:
    """Write a list as the card that Apple's programs know it by; members are uids."""
    props = [
        made("VERSION", _VERSION),
        made("UID", str(uuid5(NAMESPACE_URL, f"list:{name}"))),
        made("N", escape_all((name, None, None, None, None))),
        made("FN", escape(name)),
        made("X-ADDRESSBOOKSERVER-KIND", "group"),
        *[made("X-ADDRESSBOOKSERVER-MEMBER", f"urn:uuid:{escape(uid)}") for uid in members],
    ]
    return vcard_write.write(Card(tuple(props), _VERSION), _VERSION)


def _labelled(props: Sequence[Property], typed: bool) -> list[Property]:
    """Move what somebody called a detail from its types to the label of its group."""
    groups = Groups(frozenset(prop.head.group.lower() for prop in props))
    named = {prop.head.group.lower() for prop in props if prop.head.name == "X-ABLABEL" and prop.head.group}
    out: list[Property] = []
    for prop in props:
        head = prop.head
        if head.name not in _CALLED:
            out.append(prop)
            continue
        words = next((values for name, values in head.params if name == "TYPE"), ())
        label = called_by(words)
        if label.lower() not in TYPES and label and plain_label(label) == label and head.group.lower() not in named:
            words = tuple(word for word in words if word != label)
            group = head.group or groups.next()
            out += [_typed(prop, words, group, typed), made("X-ABLABEL", escape(label), group=group)]
        else:
            out.append(_typed(prop, words, head.group, typed and head.group.lower() in named))
    return out


def _typed(prop: Property, words: tuple[str, ...], group: str, typed: bool) -> Property:
    """Give a property these types; if it must have one of the standard, the one that says least."""
    plain = _PLAIN.get(prop.head.name)
    words = tuple(word for word in words if _UNQUOTED.match(word))
    if typed and plain and not any(word.lower() in TYPES for word in words):
        words = (*words, plain)
    rest = tuple(pair for pair in prop.head.params if pair[0] != "TYPE")
    params = (*rest, ("TYPE", words)) if words else rest
    types = tuple(word.lower() for word in words)
    return Property(replace(prop.head, group=group, params=params, types=types, called=called_by(words)), prop.value)
