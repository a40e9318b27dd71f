"""Cuts a stretch of words into an office or a title and the organisation that it belongs to."""

import re
from dataclasses import replace

from contactbook.exchange.release_people import as_name
from contactbook.exchange.release_pieces import Piece
from contactbook.exchange.release_places import EASTERN
from contactbook.exchange.release_words import flat, phrases, word_set


def owned_office(piece: Piece, office: re.Match[str]) -> list[Piece] | None:
    """Cut "Green Planet's press office" into the organisation and its office."""
    owner = piece.text[: office.start()].rstrip(" -–,")
    bare = re.sub(r"['’]s?$", "", owner)
    rest = piece.text[office.end() :].strip()
    if not owner and rest:
        return _office_of(piece, office)
    if (
        not bare
        or rest
        or not (bare[0].isupper() or EASTERN.match(bare))
        or len(bare.split()) > 6
        or flat(bare) in word_set("people.common")
    ):
        return None
    if phrases("people.roles").find(flat(bare)) and not phrases("people.organisations").find(flat(bare)):
        return None
    return [
        replace(piece, kind="agency", end=piece.start + len(bare), text=bare, after=" "),
        replace(
            piece,
            kind="office",
            start=piece.start + office.start(),
            text=office[0] and piece.text[office.start() :],
            before=" ",
        ),
    ]


def _office_of(piece: Piece, office: re.Match[str]) -> list[Piece] | None:
    """Cut "Pressestelle der Universität" and "Press Office, Lake Trust" into the office and its organisation."""
    owner = re.search(r"(?<=\s)(?:[^\W\d_]{1,5}\s){0,2}?(?P<name>[^\W\d_].*)$", piece.text[office.end() :])
    while owner and owner["name"].split()[0].islower() and " " in owner["name"]:
        owner = re.search(r"(?<=\s)(?P<name>[^\W\d_].*)$", owner["name"])
    name = owner["name"] if owner else ""
    if not name or name[0].islower() or not phrases("people.organisations").find(flat(name)):
        return None
    at = piece.start + piece.text.rindex(name)
    return [
        replace(piece, kind="office", end=piece.start + office.end(), text=piece.text[: office.end()], after=" "),
        replace(piece, kind="agency", start=at, text=name, before=" "),
    ]


def with_employer(piece: Piece) -> list[Piece] | None:
    """Cut "persvoorlichter Stichting Water" into the title, written small, and the organisation, written large."""
    match = re.match(r"(?P<role>[a-zà-ÿ][^A-ZÀ-Þ]*?)\s(?P<name>[A-ZÀ-Þ]\S.*)$", piece.text)
    if not match or not phrases("people.organisations").find(flat(match["name"])):
        return None
    if not phrases("people.roles").find(flat(match["role"])) or as_name(match["name"]):
        return None
    role_end = piece.start + _without_small(match["role"])
    return [
        replace(piece, kind="role", end=role_end, text=piece.text[: role_end - piece.start], after=" "),
        replace(piece, kind="agency", start=piece.start + match.start("name"), text=match["name"], before=" "),
    ]


def _without_small(words: str) -> int:
    """Count the characters of words without the small ones at their end."""
    kept = words.rstrip()
    while " " in kept and flat(kept.rpartition(" ")[2]) in word_set("connectors.small"):
        kept = kept.rpartition(" ")[0].rstrip()
    return len(kept)
