"""Reads the cards of groups (KIND:group and Apple's form of it) as lists of contacts."""

import re
from dataclasses import dataclass, field
from typing import BinaryIO

from contactbook.domain.contact import Contact
from contactbook.exchange import vcard
from contactbook.exchange.vcard_inspect import leading
from contactbook.exchange.vcard_model import Card, Property
from contactbook.exchange.vcard_split import Block
from contactbook.exchange.vcard_values import text_of, uri_of

_KINDS = ("KIND", "X-ADDRESSBOOKSERVER-KIND", "X-KIND")
_MEMBERS = ("MEMBER", "X-ADDRESSBOOKSERVER-MEMBER", "X-MEMBER")
_GROUP = re.compile(rb"KIND(?:;[^:\r\n]*)?:[ \t]*GROUP", re.I)
# A line by which a card may be named, or that says how the card is written, with those that are folded into it.
_KEYED = re.compile(rb"\n(?:[\w-]+\.)?(?i:UID|EMAIL|VERSION)[ \t]*[;:][^\n]*(?:\n[ \t][^\n]*)*")
_NAMED = 10  # members that are told as missing
_CHUNK = 1024 * 1024


@dataclass(frozen=True, slots=True)
class ListCard:
    """A group: its members are uids, or mailto: and tel: addresses."""

    name: str
    uid: str
    members: tuple[str, ...]


@dataclass(slots=True)
class Lists:
    """The lists of a file, and who of its contacts is on which; it goes to other processes with the cards."""

    by_member: dict[str, list[str]] = field(default_factory=dict)
    absent: dict[str, tuple[str, ...]] | None = None  # members that no card is, by group; None where nobody looked

    def of(self, contact: Contact) -> list[str]:
        """Name the lists that a contact is on."""
        if not self.by_member:
            return []
        keys = [contact.uid.lower(), *(f"mailto:{email.address.lower()}" for email in contact.emails)]
        return [name for key in keys for name in self.by_member.get(key, ())]

    def missing(self, group: ListCard) -> list[str]:
        """Name members that no card of the file is, the first of many."""
        return list(group.members if self.absent is None else self.absent.get(_name_of(group), ()))


def is_group(card: Card) -> bool:
    """Tell whether a card is a group of others."""
    return any(p.head.name in _KINDS and p.value.strip().lower() == "group" for p in card.properties)


def read_group(card: Card) -> ListCard:
    """Read the name and the members of a group's card."""
    named = leading(card, "FN") or leading(card, "N")
    uid = leading(card, "UID")
    return ListCard(
        _name(named, card.version) if named else "",
        _key(text_of(uid, card.version)) if uid else "",
        tuple(uri for name in _MEMBERS for prop in card.all(name) if (uri := uri_of(prop))),
    )


def _name(prop: Property, version: str) -> str:
    text = text_of(prop, version)
    return text.strip("; ") if prop.head.name == "N" else text


def lists_in(stream: BinaryIO) -> Lists:
    """Look for groups in a whole file, and leave it where it was; a stream that cannot go back has none."""
    if not stream.seekable():
        return Lists()
    start = stream.tell()
    groups: list[ListCard] = []
    known: set[str] = set()
    if _has_groups(stream):
        stream.seek(start)
        for card in vcard.cards(stream, _without_the_rest):
            if is_group(card):
                groups.append(read_group(card))
                known.add(groups[-1].uid)
            else:
                uid = leading(card, "UID")
                known.add(_key(text_of(uid, card.version)) if uid else "")
                known.update(_key("mailto:" + uri_of(p).removeprefix("mailto:")) for p in card.all("EMAIL"))
    stream.seek(start)
    lists = Lists(absent={})
    for group in groups:
        for member in group.members if group.name else ():
            lists.by_member.setdefault(_key(member), []).append(group.name)
        missing = tuple(member for member in group.members if _key(member) not in known)
        if missing and lists.absent is not None:
            lists.absent[_name_of(group)] = missing[:_NAMED]
    return lists


def _without_the_rest(block: Block) -> Block:
    """Leave of a card that is no group the lines by which a group may name it: photos take long to read."""
    if not block.tidy or _GROUP.search(block.raw):
        return block
    raw = block.raw
    begin, end = raw.index(b"\n"), raw.rindex(b"\nEND:", 0)
    return block._replace(raw=raw[:begin] + b"".join(_KEYED.findall(raw, begin, end)) + raw[end:])


def _has_groups(stream: BinaryIO) -> bool:
    tail = b""
    while chunk := stream.read(_CHUNK):
        if _GROUP.search((tail + chunk).replace(b"\0", b"")):
            return True
        tail = chunk[-64:]
    return False


def _name_of(group: ListCard) -> str:
    return f"{group.uid}\n{group.name}"


def _key(member: str) -> str:
    member = member.strip().lower()
    return member[9:] if member.startswith("urn:uuid:") else member
