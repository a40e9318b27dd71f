"""Holds what is known of a contact while its block is read, and tells how its pieces stand to one another."""

import re
from dataclasses import dataclass, field

from contactbook.exchange.release_details import Detail
from contactbook.exchange.release_pieces import Piece
from contactbook.exchange.release_words import flat, phrases, word_set

_EASTERN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


@dataclass(slots=True)
class Draft:
    """What is known of a contact while its block is read; several names share what follows them."""

    kind: str  # of its block
    names: list[Piece] = field(default_factory=list)
    roles: list[Piece] = field(default_factory=list)
    offices: list[Piece] = field(default_factory=list)
    agency: Piece | None = None
    city: Piece | None = None
    country: Piece | None = None
    languages: Piece | None = None
    address: Piece | None = None
    native: Piece | None = None  # the name in another script, beside it
    words: Piece | None = None  # a short stretch that says nothing else
    heading: Piece | None = None
    details: list[Piece] = field(default_factory=list)
    paragraph: int = 0
    hours: bool = False
    refused: bool = False
    titled: bool = False  # its block has a heading of its own, not a sentence

    @property
    def row(self) -> int:
        """The line of its last piece."""
        pieces = [
            *self.names,
            *self.roles,
            *self.offices,
            *self.details,
            *filter(None, (self.agency, self.city, self.country)),
        ]
        return max((p.row for p in pieces), default=-1)

    @property
    def is_empty(self) -> bool:
        return not self.names and not self.details

    def found(self, kind: str) -> list[Detail]:
        """Give its numbers or its addresses."""
        return [p.detail for p in self.details if p.detail and p.detail.kind == kind]


def is_title_only(piece: Piece) -> bool:
    return piece.name is not None and bool(piece.name.honorific) and " " not in piece.name.name


def is_surely_agency(piece: Piece | None) -> bool:
    """Tell an organisation by its words from what merely begins with capitals."""
    return piece is not None and bool(phrases("people.organisations").find(flat(piece.text)))


def is_title(piece: Piece | None) -> bool:
    words = piece.text.split() if piece else []
    small = sum(1 for word in words if word[:1].islower())
    return is_surely_agency(piece) and small * 3 <= len(words)


def is_joined(piece: Piece) -> bool:
    sign = flat(piece.before).strip()
    return sign in word_set("joiners.words") or "/" in sign


def is_reading(piece: Piece, name: Piece) -> bool:
    """Tell whether kana in brackets only say how the name before is read."""
    kana = re.fullmatch(r"[\u3040-\u30ffー\s]+", piece.text)
    return bool(kana) and piece.row == name.row and "(" in piece.before


def is_native(piece: Piece, name: Piece) -> bool:
    """Tell whether a name is the one before it in another script."""
    eastern = bool(_EASTERN.search(piece.text))
    return piece.row == name.row and eastern != bool(_EASTERN.search(name.text)) and not is_joined(piece)
