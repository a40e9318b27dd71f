"""What a vCard is made of, as it was read: cards, their properties, and the part of a line before its colon."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

# A photo of 20 MB is 27 MB in base64; more than this is no card.
MAX_CARD = 32 * 1024 * 1024
MAX_HEAD = 32 * 1024
MAX_PROPERTIES = 5_000
MAX_NESTING = 8
_SHORT = 64  # the longest parameter that is kept for the next card

Audience = Literal["press", "colleagues"]
Version = Literal["2.1", "3.0", "4.0"]
# Types that say what a line is technically, or that everybody writes; any other is what somebody called it.
TYPES = frozenset(
    """
    home work voice msg pref internet text textphone video car isdn modem bbs pcs dom intl postal parcel x400 other
    main cell mobile iphone fax pager uri tlx aol applelink attmail cis eworld ibmmail mcimail powershare prodigy
    individual homepage url
    """.split()  # noqa: SIM905  a list would take forty lines
)

# Properties whose value is text, whatever their lines say of its encoding.
TEXTS = frozenset(
    ["FN", "N", "NOTE", "TITLE", "ROLE", "ORG", "ADR", "LABEL", "NICKNAME", "TEL", "EMAIL", "URL", "CATEGORIES"]
)

Params = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Head:
    """What stands before the colon.

    name and the names of params are in capitals, types in small letters ("pref" also stands for PREF=1); encoding
    is "q" (quoted-printable), "b" (base64) or "". Heads repeat from card to card and are shared, so that what can
    be told of one is told once.
    """

    group: str
    name: str
    params: Params = ()
    types: tuple[str, ...] = ()
    encoding: str = ""
    charset: str = ""
    language: str = ""
    called: str = ""  # what the types say that is no type: a label, or that it is at home

    def param(self, name: str) -> str | None:
        """Give the first value of a parameter."""
        for key, values in self.params:
            if key == name:
                return values[0] if values else None
        return None


# A named tuple, because half a million are made a minute when a large file is read.
class Property(NamedTuple):
    """A property: its value is decoded text with the escapes of its version still in it.

    raw is the line as it came, folds included and last line end excluded; empty for one that this program made.
    """

    head: Head
    value: str
    raw: bytes = b""

    @property
    def group(self) -> str:
        return self.head.group

    @property
    def name(self) -> str:
        return self.head.name

    @property
    def params(self) -> Params:
        return self.head.params

    @property
    def types(self) -> tuple[str, ...]:
        return self.head.types


@dataclass(frozen=True, slots=True)
class Card:
    """A card: raw is its bytes as they came (UTF-16 as UTF-8), line where it begins in its file, from 1.

    version is "2.1", "3.0" or "4.0", guessed where the card has none that is known (stated tells); repairs are
    sentences that name what was mended, guessed or left out.
    """

    properties: tuple[Property, ...]
    version: str
    raw: bytes = b""
    repairs: tuple[str, ...] = ()
    line: int = 0
    stated: bool = True

    def first(self, name: str) -> Property | None:
        """Give the first property of a name."""
        return next((p for p in self.properties if p.head.name == name), None)

    def all(self, *names: str) -> list[Property]:
        """Give the properties of these names, in the order of the card."""
        return [p for p in self.properties if p.head.name in names]


def made(name: str, value: str, *params: tuple[str, str], group: str = "") -> Property:
    """Make a property to be written; value has its escapes, several params of one name stay several values."""
    if params and any(len(text) > _SHORT for _key, text in params):
        return Property(_head.__wrapped__(name, params, group), value)
    return Property(_head(name, params, group), value)


# The same few heads stand in every card; what a person wrote into one is not kept.
@lru_cache(maxsize=1024)
def _head(name: str, params: tuple[tuple[str, str], ...], group: str) -> Head:
    gathered: dict[str, tuple[str, ...]] = {}
    for key, text in params:
        gathered[key] = (*gathered.get(key, ()), text)
    types = tuple(text.lower() for text in gathered.get("TYPE", ()))
    encoding = "b" if gathered.get("ENCODING") else ""
    types_told = gathered.get("TYPE", ())
    language = gathered.get("LANGUAGE", ("",))[0]
    params_made = tuple(gathered.items())
    return Head(group, name.upper(), params_made, types, encoding, "", language, called_by(types_told))


def called_by(types: Sequence[str]) -> str:
    """Say what a detail is called by its types: the first that is no type of any standard, else "home"."""
    small = [word.lower() for word in types]
    for word, low in zip(types, small, strict=True):
        if low not in TYPES and not low.startswith("x-"):
            return word
    return "home" if "home" in small else ""


def by_name(properties: Iterable[Property]) -> dict[str, list[Property]]:
    """Sort properties by their names, in their order."""
    found: dict[str, list[Property]] = {}
    for prop in properties:
        name = prop.head.name
        if name in found:
            found[name].append(prop)
        else:
            found[name] = [prop]
    return found
