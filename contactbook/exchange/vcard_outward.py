"""Makes a vCard of a contact from nothing, by the standard of its version."""

import re
from base64 import b64encode
from collections.abc import Mapping, Sequence
from operator import attrgetter

from contactbook.domain.contact import Contact, Kind, Translation
from contactbook.domain.fields import BY_KEY
from contactbook.exchange.vcard_details_out import Groups, write_email, write_link, write_phone
from contactbook.exchange.vcard_fields import read_fields
from contactbook.exchange.vcard_model import Audience, Card, Property, by_name, made
from contactbook.exchange.vcard_own import KEYS, PRODID, TRANSLATION, overruling, same
from contactbook.exchange.vcard_places import write_place
from contactbook.exchange.vcard_values import clean, escape, escape_all, stamp

# What a card made here may hold; one with more than this has been through another program.
MODELLED = frozenset(
    """
    VERSION PRODID UID REV KIND FN N TITLE ORG ADR TEL EMAIL URL LANG SOCIALPROFILE X-SOCIALPROFILE CATEGORIES
    EXPERTISE NOTE PHOTO PRONOUNS X-PRONOUNS X-PHONETIC-FIRST-NAME X-ABLABEL X-ABSHOWAS
    """.split()  # noqa: SIM905  a list would take thirty lines
)
_FOR_THE_PRESS = tuple(key for key in KEYS if key not in BY_KEY or BY_KEY[key].public)
_FIELDS = {"colleagues": (KEYS, attrgetter(*KEYS)), "press": (_FOR_THE_PRESS, attrgetter(*_FOR_THE_PRESS))}
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z", re.I)
_PHOTOS = (
    (b"\xff\xd8", "jpeg"), (b"\x89PNG", "png"), (b"GIF8", "gif"), (b"BM", "bmp"), (b"II*\0", "tiff"),
    (b"MM\0*", "tiff"),
)  # fmt: skip


def new_card(contact: Contact, version: str, audience: Audience) -> Card:
    """Make the card of a contact; what its properties cannot say is added where the audience may know it."""
    card = bare_card(contact, version, audience)
    return Card((*card.properties, *overruled(contact, card.properties, version, audience)), version)


def bare_card(contact: Contact, version: str, audience: Audience) -> Card:
    """Make the card of a contact from what its properties can say."""
    props = [made("VERSION", version), made("PRODID", PRODID)]
    props += write_head(contact, version)
    props += write_names(contact, version)
    props += write_work(contact, version)
    place = write_place(contact.city, contact.country, contact.address, version)
    props += [place] if place else []
    groups = Groups()
    numbers = [phone.number for phone in contact.phones]
    for phone in contact.phones:
        props += write_phone(phone, version, audience, groups, again=numbers.count(phone.number) > 1)
    addresses = [email.address for email in contact.emails]
    for at, email in enumerate(contact.emails):
        again = addresses.count(email.address) > 1
        props += write_email(email, version, audience, groups, leads=at == 0 and len(addresses) > 1, again=again)
    values = [link.value for link in contact.links]
    for link in contact.links:
        props += write_link(link, version, audience, again=values.count(link.value) > 1)
    props += write_rest(contact, version)
    return Card(tuple(props), version)


def write_head(contact: Contact, version: str) -> list[Property]:
    """Write who it is to a program: UID, REV in UTC, KIND."""
    four = version == "4.0"
    props: list[Property] = []
    if contact.uid:
        prefix = "urn:uuid:" if contact.uid[:9].lower() == "urn:uuid:" or (four and _UUID.match(contact.uid)) else ""
        # A UID of 4.0 is a URI unless it says otherwise (RFC 6350 section 6.7.6).
        props.append(made("UID", prefix + escape(contact.uid), *([("VALUE", "text")] if four and not prefix else [])))
    if contact.updated_at:
        props.append(made("REV", stamp(contact.updated_at)))
    if four:
        props.append(made("KIND", "org" if contact.kind is Kind.DESK else "individual"))
    elif contact.kind is Kind.DESK:
        props.append(made("X-ABSHOWAS", "COMPANY"))
    return props


def write_names(contact: Contact, version: str) -> list[Property]:
    """Write one FN and one N, and in 4.0 the name in other languages as alternatives of FN (section 5.4)."""
    four = version == "4.0"
    derived = ("DERIVED" if four else "X-DERIVED", "TRUE")
    others = [(t.language, t.name) for t in contact.translations if t.name and t.language] if four else []
    alternative = (("ALTID", "1"),) if others else ()
    shown = shown_name(contact)
    props = [made("FN", escape(shown), *alternative, *(() if contact.name else (derived,)))]
    props += [made("FN", escape(name), *alternative, ("LANGUAGE", language)) for language, name in others]
    if contact.family or contact.given:
        parts = (contact.family, contact.given, None, contact.honorific, contact.suffix)
        return [*props, made("N", escape_all(parts))]
    return [*props, made("N", escape_all((shown, None, None, contact.honorific, contact.suffix)), derived)]


def shown_name(contact: Contact) -> str:
    """Name a contact; one that has no name as well, for every card must show one."""
    if name := clean(contact.name or ""):
        return name
    desk = " ".join(part for part in (contact.agency, contact.role) if part)
    names = (part for part in (contact.given, contact.family) if part)
    shown = desk or " ".join(names) or contact.shown or contact.uid
    return clean(shown).strip() or "?"


def write_work(contact: Contact, version: str) -> list[Property]:
    """Write role and agency, and in 4.0 the role in other languages."""
    props: list[Property] = []
    others = [(t.language, t.role) for t in contact.translations if t.role and t.language] if version == "4.0" else []
    alternative = (("ALTID", "1"),) if others else ()
    if contact.role:
        props.append(made("TITLE", escape(contact.role), *alternative))
    props += [made("TITLE", escape(role), *alternative, ("LANGUAGE", language)) for language, role in others]
    if contact.agency:
        props.append(made("ORG", escape(contact.agency)))
    return props


def write_rest(contact: Contact, version: str) -> list[Property]:
    """Write what is said of a person: languages, topics, pronouns, notes, photo."""
    four = version == "4.0"
    props: list[Property] = []
    if contact.said:
        props.append(made("X-PHONETIC-FIRST-NAME", escape(contact.said)))
    if contact.pronouns:
        props.append(made("PRONOUNS" if four else "X-PRONOUNS", escape(contact.pronouns)))
    if four:
        several = len(contact.languages) > 1
        for rank, language in enumerate(contact.languages[:100], 1):
            props.append(made("LANG", escape(language), *([("PREF", str(rank))] if several else [])))
    if contact.topics:
        props.append(made("CATEGORIES", escape_all(contact.topics, ",")))
        props += [made("EXPERTISE", escape(topic)) for topic in contact.topics] if four else []
    if contact.notes:
        props.append(made("NOTE", escape(contact.notes)))
    if contact.photo:
        props.append(write_photo(contact.photo, version))
    return props


def write_photo(photo: bytes, version: str) -> Property:
    """Write a photo as base64 (RFC 2426 section 3.1.4) or as a data: URI (RFC 6350 section 6.2.4)."""
    kind = photo_kind(photo)
    text = b64encode(photo).decode("ascii")
    if version == "4.0":
        return made("PHOTO", f"data:{f'image/{kind}' if kind else 'application/octet-stream'};base64,{text}")
    return made("PHOTO", text, ("ENCODING", "b"), *([("TYPE", kind.upper())] if kind else []))


def photo_kind(photo: bytes) -> str:
    """Tell the format of a photo by its first bytes: "jpeg", "png" and so on, "" for one that is not known."""
    if photo[8:12] == b"WEBP":
        return "webp"
    return next((name for start, name in _PHOTOS if photo.startswith(start)), "")


def overruled(
    contact: Contact,
    props: Sequence[Property],
    version: str,
    audience: Audience,
    plain: Mapping[str, object] | None = None,
) -> list[Property]:
    """Write the fields that would not be read from these properties as they are; plain is what would be, if known."""
    if plain is None:
        plain = read_fields(by_name(props), version)
    keys, values = _FIELDS[audience]
    lines = [
        overruling(key, plain.get(key), wanted)
        for key, wanted in zip(keys, values(contact), strict=True)
        if not same(plain.get(key), wanted)
    ]
    if plain["translations"] != contact.translations:
        lines += [_translation(one) for one in contact.translations]
    return lines


def _translation(one: Translation) -> Property:
    return made(TRANSLATION, escape_all((one.name, one.role)), ("LANGUAGE", one.language))
