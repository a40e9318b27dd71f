"""Writes vCards by the standard of their version: RFC 2426, RFC 6350, and RFC 6868 for what parameters hold."""

from collections.abc import Iterable

from contactbook.exchange.vcard_model import Card, Params, Property

FOLD = 75
_CARETS = str.maketrans({"^": "^^", "\n": "^n", '"': "^'"})
# Names that those who made them write in this way.
_SPELLED = {"X-ABLABEL": "X-ABLabel", "X-ABSHOWAS": "X-ABShowAs"}
_QUOTED = frozenset(",:;")


def write(cards: Card | Iterable[Card], version: str | None = None) -> bytes:
    """Write cards one after the other; version None leaves each card its own.

    A property whose raw line is known is written as it came; its card must be of the version that is written.
    """
    if isinstance(cards, Card):
        cards = (cards,)
    return b"".join(_card(card, version or card.version) for card in cards)


def _card(card: Card, version: str) -> bytes:
    same = version == card.version
    out = [b"BEGIN:VCARD"]
    if not any(prop.head.name == "VERSION" for prop in card.properties):
        out.append(b"VERSION:" + version.encode())
    for prop in card.properties:
        if prop.head.name == "VERSION" and not same:
            out.append(b"VERSION:" + version.encode())
        else:
            out.append(prop.raw if prop.raw and same else line(prop))
    out.append(b"END:VCARD\r\n")
    return b"\r\n".join(out)


def line(prop: Property) -> bytes:
    """Write one property, folded, without its line end."""
    head = prop.head
    name = _SPELLED.get(head.name, head.name)
    start = f"{head.group}.{name}" if head.group else name
    text = f"{start}{_params(head.params)}:{prop.value}" if head.params else f"{start}:{prop.value}"
    if len(text) <= FOLD and text.isascii():
        return text.encode()
    return fold(text.encode("utf-8", "replace"))


def fold(data: bytes) -> bytes:
    """Fold at 75 octets, never inside a character (RFC 6350 section 3.2)."""
    if len(data) <= FOLD:
        return data
    pieces: list[bytes] = []
    start, room = 0, FOLD
    while len(data) - start > room:
        stop = start + room
        while data[stop] & 0xC0 == 0x80:
            stop -= 1
        pieces.append(data[start:stop])
        start, room = stop, FOLD - 1
    pieces.append(data[start:])
    return b"\r\n ".join(pieces)


def _params(params: Params) -> str:
    out: list[str] = []
    for name, values in params:
        if values:
            out.append(f";{name}=" + ",".join(_param(value) for value in values))
    return "".join(out)


def _param(value: str) -> str:
    """Write a parameter's value, in quotes where it needs them."""
    if value.isalnum():
        return value
    value = value.translate(_CARETS)
    return f'"{value}"' if not _QUOTED.isdisjoint(value) else value
