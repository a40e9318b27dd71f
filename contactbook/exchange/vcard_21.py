"""Writes vCards of version 2.1 (Versit, 1996), for programs that read only that, and says what they hold."""

import re
from base64 import b64encode
from collections.abc import Iterable
from io import BytesIO

from contactbook.domain.contact import Contact, Email, Link, LinkKind, Phone, PhoneKind
from contactbook.exchange import vcard
from contactbook.exchange.vcard_inspect import phone_text
from contactbook.exchange.vcard_model import Card, Property, by_name
from contactbook.exchange.vcard_outward import photo_kind, shown_name
from contactbook.exchange.vcard_places import read_place, write_place
from contactbook.exchange.vcard_restyle import restyled
from contactbook.exchange.vcard_values import binary_of, clean, components, text_of

_LINE = 76
_TYPES = {PhoneKind.MOBILE: ("CELL", "VOICE"), PhoneKind.OFFICE: ("WORK", "VOICE"), PhoneKind.FAX: ("WORK", "FAX")}
_WEBSITES = (LinkKind.WEBSITE, LinkKind.OTHER)
# 2.1 cannot write a backslash before a semicolon: that is how it writes the semicolon.
_BACKSLASHES = re.compile(r"\\+(?=;)")
# A line that begins with one of these may be taken for the fold of another, or for the end of the card.
_NEVER_FIRST = frozenset(" \tBbEe")
_KEPT = ("BDAY", "X-MS-")


def write(contact: Contact) -> bytes:
    """Write a contact as a card of 2.1: lines of ASCII, longer ones in quoted-printable, nothing folded."""
    held_now = held(contact)
    family, given = held_now.family, held_now.given
    lines = [
        _text("N", (), _parts((family, given, None, contact.honorific, contact.suffix))),
        _text("FN", (), held_now.name or "?"),
    ]
    lines += [_text("TITLE", (), contact.role)] if contact.role else []
    lines += [_text("ORG", (), _parts((contact.agency,)))] if contact.agency else []
    lines += _address(contact)
    for phone in held_now.phones:
        lines.append(_text("TEL", _types(phone), phone.number))
    for at, email in enumerate(held_now.emails):
        types = ("PREF", "INTERNET") if at == 0 and len(held_now.emails) > 1 else ("INTERNET",)
        lines.append(_text("EMAIL", types, email.address))
    lines += [_text("URL", ("WORK",), link.value) for link in held_now.links]
    lines += [_text("NOTE", (), contact.notes)] if contact.notes else []
    lines += _photo(contact.photo) if contact.photo else []
    lines += [_text(name, (), text) for name, text in _kept(contact)]
    lines += [_text("UID", (), contact.uid)] if contact.uid else []
    return b"\r\n".join([b"BEGIN:VCARD", b"VERSION:2.1", *lines, b"END:VCARD", b""])


def held(contact: Contact) -> Contact:
    """Leave of a contact what a card of 2.1 holds of it: the facts, one by one, as they stand in its lines."""
    name = shown_name(contact)
    family, given = (contact.family, contact.given) if contact.family or contact.given else (name, None)
    place: dict[str, str | None] = {}
    adr = write_place(contact.city, contact.country, contact.address, "3.0")
    read_place(place, {"ADR": [adr]} if adr else {}, "3.0")
    return Contact(
        uid=_plain(contact.uid) or "",
        name=_plain(name),
        family=_part(family),
        given=_part(given),
        honorific=_part(contact.honorific),
        suffix=_part(contact.suffix),
        role=_plain(contact.role),
        agency=_part(contact.agency),
        city=_part(place["city"]),
        country=place["country"],
        address=_part(place["address"]),
        phones=tuple(_phone(phone) for phone in contact.phones),
        emails=tuple(Email(_plain(email.address) or "") for email in contact.emails),
        links=tuple(
            Link(LinkKind.WEBSITE, _plain(link.value) or "") for link in contact.links if link.kind in _WEBSITES
        ),
        notes=_plain(contact.notes),
        photo=contact.photo,
    )


def told(card: Card) -> Contact:
    """Read the facts of a card that write() made, line by line, as held() leaves them."""
    names = by_name(card.properties)
    place: dict[str, str | None] = {}
    read_place(place, names, card.version)
    family, given, _middle, honorific, suffix = ([*components(names["N"][0], "2.1"), *[""] * 5])[:5]

    def text(name: str) -> str | None:
        return text_of(names[name][0], "2.1") or None if name in names else None

    return Contact(
        uid=text("UID") or "",
        name=text("FN"),
        family=family or None,
        given=given or None,
        honorific=honorific or None,
        suffix=suffix or None,
        role=text("TITLE"),
        agency=(components(names["ORG"][0], "2.1")[0] or None) if "ORG" in names else None,
        city=place["city"],
        country=place["country"],
        address=place["address"],
        phones=tuple(_phone_told(prop) for prop in names.get("TEL", ())),
        emails=tuple(Email(text_of(prop, "2.1")) for prop in names.get("EMAIL", ())),
        links=tuple(Link(LinkKind.WEBSITE, text_of(prop, "2.1")) for prop in names.get("URL", ())),
        notes=text("NOTE"),
        photo=next((binary_of(prop) for prop in names.get("PHOTO", ())), None),
    )


def _plain(text: str | None) -> str | None:
    """Give a text as a card brings it back: without control characters, and blanks at its ends."""
    return (clean(text).strip() or None) if text else None


def _part(text: str | None) -> str | None:
    return _plain(_BACKSLASHES.sub("", clean(text))) if text else None


def _phone(phone: Phone) -> Phone:
    number = f"{phone.number} ext. {phone.extension}" if phone.extension else phone.number
    home = phone.label == "home"
    kind = phone.kind if phone.kind in _TYPES and not (home and phone.kind is PhoneKind.OFFICE) else None
    return Phone(_plain(number) or "", kind=kind, label="home" if home else None)


def _types(phone: Phone) -> tuple[str, ...]:
    types = _TYPES.get(phone.kind, ("VOICE",)) if phone.kind else ("VOICE",)
    return ("HOME", *(word for word in types if word != "WORK")) if phone.label == "home" else types


def _phone_told(prop: Property) -> Phone:
    types = prop.head.types
    kind = next((kind for word, kind in (("cell", PhoneKind.MOBILE), ("fax", PhoneKind.FAX)) if word in types), None)
    kind = kind or (PhoneKind.OFFICE if "work" in types else None)
    return Phone(phone_text(prop, "2.1"), kind=kind, label="home" if "home" in types else None)


def _address(contact: Contact) -> list[bytes]:
    """Write where a contact is twice: in its parts, and as it stands on an envelope (section 2.3)."""
    adr = write_place(contact.city, contact.country, contact.address, "3.0")
    if adr is None:
        return []
    parts = components(adr, "3.0")
    label = "\n".join(part for part in (parts[2], parts[3], parts[6]) if part)
    return [_text("ADR", ("WORK",), _parts(parts)), _text("LABEL", ("WORK",), label)]


def _kept(contact: Contact) -> Iterable[tuple[str, str]]:
    """Give what the card that a contact came from says beyond it, as far as Outlook knows it."""
    if contact.card is None or not any(name.encode() in contact.card for name in _KEPT):
        return
    card = next(vcard.cards(BytesIO(contact.card)), None)
    for prop in card.properties if card else ():
        name = prop.head.name
        if name.startswith(_KEPT) and re.fullmatch("[A-Z0-9-]{1,40}", name) and prop.head.encoding != "b":
            yield name, text_of(restyled(prop, card.version if card else "3.0", "3.0"), "3.0")


def _photo(photo: bytes) -> list[bytes]:
    """Write a photo as base64, ended by an empty line (section 2.1.4.2)."""
    kind = photo_kind(photo).upper()
    head = "PHOTO;" + (f"TYPE={kind};" if kind else "") + "ENCODING=BASE64:"
    text = b64encode(photo)
    width = _LINE - 2
    return [head.encode(), *[b" " + text[at : at + width] for at in range(0, len(text), width)], b""]


def _parts(parts: Iterable[str | None]) -> str:
    """Join the parts of a structured value; a semicolon inside one gets its backslash (section 2.1.3)."""
    out = [(_part(part) or "").replace(";", "\\;") for part in parts]
    # A backslash at the end of a part would take the semicolon behind it into the text.
    return ";".join(f"{part} " if part.endswith("\\") else part for part in out)


def _text(name: str, types: tuple[str, ...], text: str) -> bytes:
    """Write a line: as it is where that is short ASCII, else with its character set and in quoted-printable."""
    text = clean(text)
    head = ";".join((name, *types))
    if text.isascii() and text.isprintable() and text == text.strip() and len(head) + 1 + len(text) < _LINE:
        return f"{head}:{text}".encode()
    charset = ""
    if not text.isascii():
        charset = "Windows-1252" if _fits(text) else "utf-8"
        head += f";CHARSET={charset}"
    return _quoted(f"{head};ENCODING=QUOTED-PRINTABLE:", text, charset or "ascii")


def _fits(text: str) -> bool:
    try:
        text.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True


def _quoted(head: str, text: str, charset: str) -> bytes:
    """Write quoted-printable (RFC 2045 section 6.7) whose lines, soft breaks included, have 76 characters at most."""
    lines: list[str] = []
    line = head
    last = len(text) - 1
    for at, char in enumerate(text):
        plain = " " <= char <= "~" and char != "=" and not (char in " \t" and at == last)
        piece = char if plain else _escaped(char, charset)
        if len(line) + len(piece) >= _LINE:
            lines.append(line + "=")
            line = ""
            piece = _escaped(char, charset) if char in _NEVER_FIRST else piece
        line += piece
    return "\r\n".join([*lines, line]).encode("ascii")


def _escaped(char: str, charset: str) -> str:
    data = b"\r\n" if char == "\n" else char.encode(charset, "replace")
    return "".join(f"={byte:02X}" for byte in data)
