"""Shows a card as it was read, property by property, before it becomes a contact."""

import codecs
from typing import Any

from contactbook.exchange.vcard_model import Card, Property
from contactbook.exchange.vcard_values import binary_of, components, is_link, media_of, text_of, uri_of, words

Shape = dict[str, Any]
_RAW = 2000  # bytes of a card that are shown where something is wrong with it


def inspect_shape(card: Card) -> Shape:
    """Lay a card out as plain data: what it says, and what was repaired or guessed to read it."""
    version = card.version
    photos = [prop for prop in card.all("PHOTO") if prop.value.strip()]
    inline = next((data for prop in photos if (data := binary_of(prop)) is not None), None)
    shape: Shape = {
        "version": version if card.stated else "",
        "fn": _text(card, "FN"),
        "n": (_parts(card, "N") + [""] * 5)[:5],
        "org": _trimmed(_parts(card, "ORG")),
        "title": _text(card, "TITLE"),
        "role": _text(card, "ROLE"),
        "tels": [{"value": phone_text(prop, version), "types": list(prop.types)} for prop in card.all("TEL")],
        "emails": [{"value": email_text(prop), "types": list(prop.types)} for prop in card.all("EMAIL")],
        "urls": [url for prop in card.all("URL") if (url := uri_of(prop))],
        "adr": [(components(prop, version) + [""] * 7)[:7] for prop in card.all("ADR")],
        "notes": [note for prop in card.all("NOTE") if (note := text_of(prop, version))],
        "has_photo": inline is not None or any(map(is_link, photos)),
        "categories": [word for prop in card.all("CATEGORIES") for word in words(prop, version)],
        "uid": _text(card, "UID"),
        "rev": _text(card, "REV"),
        "line": card.line,
        "repairs": list(card.repairs),
        "properties": [_property(prop, version) for prop in card.properties],
    }
    if inline is not None:
        shape["photo_len"] = len(inline)
    if card.repairs:
        shape["raw"] = raw_text(card)
    return shape


def raw_text(card: Card) -> str:
    """Give the beginning of a card as it came, for a person who looks for what is wrong with it."""
    head = card.raw[:_RAW]
    try:
        text = codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        text = head.decode("cp1252", "replace")
    return f"{text} …" if len(card.raw) > _RAW else text.rstrip()


def leading(card: Card, name: str) -> Property | None:
    """Give the property that leads among several of a name: the first without a language, else the first."""
    found = [prop for prop in card.properties if prop.head.name == name]
    filled = [prop for prop in found if prop.value.strip(" ;")] or found
    return next((prop for prop in filled if not prop.head.language), filled[0] if filled else None)


def phone_text(prop: Property, version: str) -> str:
    """Give a number as the card has it, without the scheme of a tel: URI."""
    text = text_of(prop, version)
    return text[4:].strip() if text[:4].lower() == "tel:" else text


def email_text(prop: Property) -> str:
    """Give an address as the card has it, without the scheme of a mailto: URI."""
    text = uri_of(prop)
    return text[7:].strip() if text[:7].lower() == "mailto:" else text


def _text(card: Card, name: str) -> str:
    prop = leading(card, name)
    return text_of(prop, card.version) if prop else ""


def _parts(card: Card, name: str) -> list[str]:
    prop = leading(card, name)
    return components(prop, card.version) if prop else []


def _trimmed(parts: list[str]) -> list[str]:
    while parts and not parts[-1]:
        parts.pop()
    return parts


def _property(prop: Property, version: str) -> Shape:
    """Show one property; bytes by their length only."""
    data = binary_of(prop) if prop.head.encoding == "b" or media_of(prop) else None
    shape: Shape = {"name": prop.name, "params": {name: list(values) for name, values in prop.params}}
    if prop.group:
        shape["group"] = prop.group
    if data is not None:
        shape["bytes"] = len(data)
    else:
        shape["value"] = text_of(prop, version)
    return shape
