"""Reads vCards of any version and state, card by card."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from io import BytesIO
from typing import BinaryIO, NamedTuple

from contactbook.exchange.vcard_decode import Charsets
from contactbook.exchange.vcard_heads import Heads
from contactbook.exchange.vcard_lines import properties, unquoted
from contactbook.exchange.vcard_model import MAX_PROPERTIES, TEXTS, Card, Head, Property
from contactbook.exchange.vcard_split import Block, Source, blocks
from contactbook.exchange.vcard_write import write
from contactbook.i18n import _

__all__ = ["Card", "Head", "Property", "cards", "parse", "write"]

_VERSION = re.compile(rb"^(?:[\w-]+\.)?VERSION(?:;[^:\r\n]*)?[ \t]*:[ \t]*([0-9.]+)", re.I | re.M)
_FOLDED = re.compile(rb"\r?\n(?![ \t])")
_NOT_SOFT = re.compile(rb"(?<!=)\r\n")
# A card may stand inside these, or another format that is none of ours.
_LOOKED_AT = frozenset({"AGENT", "BEGIN", "END"})
_NEW = tuple.__new__


class Portion(NamedTuple):
    """Some cards as they stand in a file, and what it has taught of those that do not say it themselves.

    named is the character set that one before them names; soft are the lines after soft line breaks in the file's
    first part, and those of them that begin with a blank.
    """

    blocks: list[Block]
    named: str | None
    soft: tuple[int, int]


def cards(stream: BinaryIO, shorten: Callable[[Block], Block] = lambda block: block) -> Iterator[Card]:
    """Read the cards of a binary stream one by one, or what shorten leaves of each; no bytes at all make it fail."""
    for portion in portions(stream):
        yield from cards_of(portion._replace(blocks=[shorten(block) for block in portion.blocks]))


def portions(stream: BinaryIO, size: int = 0) -> Iterator[Portion]:
    """Cut a binary stream into portions of so many bytes or one card more; each can be read without the others."""
    source = Source(stream)
    soft = _soft_breaks(source.head)
    charsets = Charsets()
    charsets.look(source.head)
    held: list[Block] = []
    bytes_held = 0
    for block in blocks(source):
        held.append(block)
        bytes_held += len(block.raw)
        named = charsets.named
        if b"HARSET" in block.raw or b"harset" in block.raw:
            charsets.look(block.raw)
        if bytes_held >= size or charsets.named != named:
            yield Portion(held, named, soft)
            held, bytes_held = [], 0
    if held:
        yield Portion(held, charsets.named, soft)


def cards_of(portion: Portion) -> Iterator[Card]:
    """Read the cards of a portion."""
    reader = _Reader(portion.named, portion.soft)
    return map(reader.card, portion.blocks)


def parse(data: bytes) -> list[Card]:
    """Read all cards of some bytes."""
    return list(cards(BytesIO(data)))


@cache
def _heads() -> Heads:
    # What a head says does not depend on where it stands, so that one bounded store serves every file.
    return Heads()


class _Reader:
    """Reads cards by what their file has taught."""

    def __init__(self, named: str | None, soft: tuple[int, int]) -> None:
        self._heads = _heads()
        self._named = named
        self._soft = soft

    def card(self, block: Block) -> Card:
        """Read one block: at once if all is as the standard has it, else line by line."""
        if block.tidy:
            card = self._plain(block)
            if card is not None:
                return card
        return self._any(block)

    def _plain(self, block: Block) -> Card | None:
        """Read a card that is UTF-8 with well-formed lines; None at the first thing that is not so."""
        split = _split(block.raw)
        if split is None:
            return None
        lines, raws, folded = split
        known = self._heads.known
        read = self._heads.read
        found: list[Property] = []
        version = ""
        wide = not block.raw.isascii()
        for at in range(1, len(lines) - 1):
            name, colon, value = lines[at].partition(":")
            head = known.get(name)
            if head is None:
                head = read(name) if colon and name[:1] != "#" and '"' not in name and "\n" not in name else None
                if head is None:
                    return None
            if not colon or (wide and head.charset) or head.name in _LOOKED_AT:
                return None
            if head.encoding == "q":
                whole = None if folded else unquoted(head, value)
                if whole is None:
                    return None
                value = whole
            elif "\n" in value:
                return None  # what is not quoted-printable may end in an = as well
            elif head.encoding:
                if head.name in TEXTS:
                    return None
                value = value.strip()
            if head.name == "VERSION" and not version:
                version = value
                if folded and value != "3.0" and value != "4.0":
                    return None
            found.append(_NEW(Property, (head, value, raws[at])))
        if version not in ("3.0", "4.0", "2.1"):
            return None
        return Card(tuple(found), version, block.raw, block.repairs, block.line)

    def _any(self, block: Block) -> Card:
        raw = block.raw
        charsets = Charsets()
        charsets.look(raw)
        charsets.named = charsets.named or self._named
        version, stated = _version_of(raw)
        if not stated:
            charsets.note(_("The card does not say its version; it was read as {version}.").format(version=version))
        total, indented = max(self._soft, _soft_breaks(raw))
        found = properties(raw, version, self._heads, charsets, total >= 2 and total == indented)
        repairs = (*block.repairs, *charsets.repairs)
        return Card(tuple(found), version, raw, repairs, block.line, stated)


def _split(raw: bytes) -> tuple[list[str], list[bytes], bool] | None:
    """Cut a card that is UTF-8 into its lines, each with its bytes; whether any is folded; None for uneven line ends.

    Soft line breaks of quoted-printable stay in their lines.
    """
    ends = raw.count(b"\n")
    returns = raw.count(b"\r")
    end = b"\r\n" if returns == ends else b"\n"
    if (returns and (returns != ends or raw.count(b"\r\n") != ends)) or ends > MAX_PROPERTIES:
        return None
    folded = raw.find(b"\n ") >= 0 or raw.find(b"\n\t") >= 0
    try:
        if folded:
            lines = raw.replace(end + b" ", b"").replace(end + b"\t", b"").decode().split(end.decode())
            raws = _FOLDED.split(raw)
        elif raw.find(b"=\r\n") >= 0 and raw.find(b"QUOTED-PRINTABLE") >= 0:
            raws = _NOT_SOFT.split(raw)
            lines = [line.decode() for line in raws]
        else:
            lines, raws = raw.decode().split(end.decode()), raw.split(end)
    except UnicodeDecodeError:
        return None
    if not lines[-1]:
        lines.pop()
    return (lines, raws, folded) if "\n" not in lines[-1] else None


def _version_of(raw: bytes) -> tuple[str, bool]:
    """Find the version before the lines are read: folding depends on it."""
    found = _VERSION.search(raw)
    if found:
        known = {b"2": "2.1", b"3": "3.0", b"4": "4.0"}.get(found[1][:1])
        if known:
            return known, True
    upper = raw[:65536].upper()
    old = b"QUOTED-PRINTABLE" in upper or b";CHARSET" in upper or b";CELL" in upper or b";WORK" in upper
    return ("2.1" if old else "3.0"), False


def _soft_breaks(data: bytes) -> tuple[int, int]:
    """Count the lines after a soft line break of quoted-printable, and those of them that begin with a blank."""
    if b"QUOTED-PRINTABLE" not in data.upper():
        return 0, 0
    total = indented = 0
    soft = False
    for line in data.split(b"\n"):
        if soft and line.strip():
            total += 1
            indented += line[:1] in (b" ", b"\t")
        elif soft:
            continue
        soft = line.rstrip().endswith(b"=") and (soft or b"QUOTED-PRINTABLE" in line.upper())
    return total, indented
