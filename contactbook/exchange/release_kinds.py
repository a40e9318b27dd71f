"""Says what each stretch of words in a block seems to be: a name, a role, an organisation, a place, or mere words."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from contactbook.domain import places
from contactbook.exchange.release_headings import kind_of_heading
from contactbook.exchange.release_offices import owned_office, with_employer
from contactbook.exchange.release_people import PersonName, as_name, name_in, split_names
from contactbook.exchange.release_pieces import Piece
from contactbook.exchange.release_places import (
    EASTERN,
    address,
    is_address,
    lead_words,
    looks_like_title,
    place_of,
    posted,
    with_towns,
)
from contactbook.exchange.release_titles import with_titles
from contactbook.exchange.release_words import flat, label_kinds, language_codes, phrases, squeeze, word_set

_FORCED = ("name", "agency", "role", "city", "country", "address", "hours", "languages", "web", "email")


def classified(pieces: list[Piece]) -> list[Piece]:
    """Classify the pieces of a block; labels alone ("Company:") go, what they announce is taken for it."""
    return with_titles(with_towns(list(_each(pieces))))


def _each(pieces: list[Piece]) -> Iterator[Piece]:
    forced, forced_row = "", -1
    for piece in pieces:
        if piece.kind == "detail":
            forced = ""
            yield piece
        elif label := _label(piece):
            forced, forced_row = label, piece.row
        elif (parts := _with_label(piece)) is not None:
            rest, forced = parts
            forced_row = piece.row
            yield from _judged(rest)
        elif forced and piece.row - forced_row <= 1:
            yield from _forced(piece, forced)
            forced = forced if forced in ("hours", "address") else ""
        else:
            forced = ""
            yield from _judged(piece)


def _label(piece: Piece) -> str | None:
    """Tell whether a piece is but the label of what follows ("Company:"), and of which kind."""
    if ":" not in piece.after:
        return None
    kinds = label_kinds().get(squeeze(flat(piece.text)), ())
    return next((kind for kind in _FORCED if kind in kinds), None)


def _with_label(piece: Piece) -> tuple[Piece, str] | None:
    """Cut off the label at the end of other words: "Lake Ltd, PR department, in charge:"."""
    match = re.search(r"\s(\S+)$", piece.text) if ":" in piece.after else None
    kinds = label_kinds().get(squeeze(flat(match[1])), ()) if match else ()
    if match is None or "name" not in kinds or kind_of_heading(flat(piece.text)):
        return None
    return replace(piece, end=piece.start + match.start(), text=piece.text[: match.start()], after=" "), "name"


def _forced(piece: Piece, kind: str) -> Iterator[Piece]:
    """Take a piece for what its label says it is, as far as it can be that."""
    name = as_name(piece.text) if kind == "name" else None
    if name:
        yield replace(piece, kind="name", name=name)
    elif kind == "name":
        yield from _judged(piece)
    elif kind == "country":
        yield replace(piece, kind="country", value=places.find_country(piece.text))
    elif kind == "address":
        yield from address(piece)
    elif kind == "languages":
        yield replace(piece, kind="languages", value=_languages(piece.text) or None)
    elif kind in ("agency", "role", "city", "hours"):
        yield replace(piece, kind=kind, value="labelled")


def _judged(piece: Piece) -> Iterator[Piece]:
    """Say what a stretch of words seems to be."""
    low = flat(piece.text)
    heading = kind_of_heading(low)
    if heading and squeeze(low) in word_set("people.offices") and ":" not in piece.after:
        yield replace(piece, kind="office")
    elif heading and ":" not in piece.after and phrases("people.roles").find(low):
        yield replace(piece, kind="role")
    elif heading:
        yield replace(piece, kind="heading" if piece.opens_line or ":" in piece.after else "role", value=heading)
    elif codes := _languages(piece.text):
        yield replace(piece, kind="languages", value=codes)
    elif place := place_of(piece, low):
        yield place
    elif is_address(piece.text, low) and not as_name(piece.text):
        yield from address(piece)
    elif (office := phrases("people.offices", "headings.press").find(low)) and (owned := owned_office(piece, office)):
        yield from owned
    elif post := posted(piece):
        yield from post
    elif located := _located(piece):
        yield from located
    else:
        yield from _named(piece, low)


def _named(piece: Piece, low: str) -> Iterator[Piece]:
    parts = split_names(piece.text)
    if len(parts) > 1:
        for a, b in parts:
            yield _name_piece(piece, a, b, before="/" if a else piece.before)
    elif name := as_name(piece.text):
        yield replace(piece, kind="name", name=name)
    elif squeeze(low) in word_set("people.offices"):
        yield replace(piece, kind="office")
    elif (stop := phrases("stops.words").at(low, 0)) and (stop.end() == len(low) or len(low.split()) > 5):
        yield piece
    elif len(piece.text) > 140 or _is_running(piece.text):
        yield from _last_name(piece)
    elif mixed := name_in(piece.text):
        yield from _mixed(piece, *mixed)
    elif employed := with_employer(piece):
        yield from employed
    else:
        yield replace(piece, kind=_kind_by_words(low, piece.text))


def _last_name(piece: Piece) -> Iterator[Piece]:
    """Find the name at the end of running text: "... can be arranged through Ana Sol"."""
    words = list(re.finditer(r"\S+", piece.text))
    for count in (c for c in (4, 3, 2) if c < len(words)):
        before, tail = words[-count - 1], words[-count]
        name = as_name(piece.text[tail.start() :])
        if name and before[0].islower() and piece.after[:1] in ("", ",", "("):
            yield _name_piece(piece, tail.start(), len(piece.text), before=" ")
            return
    yield piece


def _located(piece: Piece) -> list[Piece] | None:
    """Cut "Green Planet in London" into the organisation and the city."""
    match = _in_place().fullmatch(piece.text)
    if not match or len(piece.text) > 90 or not match["who"][0].isupper():
        return None
    start = piece.start + match.start("place")
    place = place_of(replace(piece, start=start, text=match["place"], before=" "), flat(match["place"]))
    if place is None or place.value == "unknown":
        return None
    who = replace(piece, end=piece.start + match.end("who"), text=match["who"], after=" ")
    return [*_judged(who), place]


@cache
def _in_place() -> re.Pattern[str]:
    return re.compile(rf"(?P<who>\S.*?)\s(?P<place>(?:{lead_words()})\s\S.*)")


def _kind_by_words(low: str, text: str) -> str:
    """Weigh words of roles, offices and organisations against one another."""
    capital = any(t[:1].isupper() or EASTERN.match(t) for t in text.split())
    role = phrases("people.roles").find(low)
    field = phrases("people.fields").find(low)
    agency = phrases("people.organisations").find(low) if capital else None
    office = phrases("people.offices").find(low)
    if office and len(office[0]) * 3 > len(low):
        return "office"
    if role:
        # "Office of the Director", "Press Association Ltd" are organisations, "Association Director" is a role.
        closed = re.search(r"\b(?:gmbh|inc|ltd|llc|plc|ag|s\.?a)\.?$", low)
        first = agency and agency.start() == 0 and role.end() < len(low) and len(low.split()) > 3
        return "agency" if agency and (closed or first) else "role"
    if field and (not agency or agency[0] == field[0]):
        # "Corporate Communications" is what one does, "Spring Communications" who one is.
        plain = all(w.strip("&,") in _field_words() for w in low.split())
        return "agency" if agency and not plain else "role"
    single = len(text.split()) == 1
    if (agency and not (single and not EASTERN.search(text) and not text.isupper())) or "&" in text:
        return "agency"
    return "agency" if looks_like_title(text) and low not in word_set("people.common") else "words"


@cache
def _field_words() -> frozenset[str]:
    words = {w for phrase in word_set("people.fields", "people.adjectives") for w in phrase.split()}
    return frozenset(words | word_set("connectors.small") | {""})


def _is_running(text: str) -> bool:
    """Tell running text: many words, most of them small."""
    words = text.split()
    return len(words) > 8 and sum(w[:1].islower() for w in words) * 2 > len(words)


def _mixed(piece: Piece, name: PersonName, before: str, after: str) -> Iterator[Piece]:
    """Cut a stretch that holds a role and a name into the two."""
    if before and (
        phrases("people.roles", "people.offices", "people.fields").find(flat(before)) or _is_title(piece, before)
    ):
        at = piece.start + piece.text.index(before)
        yield replace(piece, kind="role", start=at, end=at + len(before), text=before, after=" ")
    lead = piece.before if not before else " "
    yield replace(
        piece,
        kind="name",
        start=piece.start + name.start,
        end=piece.start + name.end,
        text=piece.text[name.start : name.end],
        name=name,
        before=lead,
        after=" " if after else piece.after,
    )
    if after:
        at = piece.start + piece.text.rindex(after)
        yield replace(piece, kind="role", start=at, end=at + len(after), text=after, before=" ")


def _is_title(piece: Piece, before: str) -> bool:
    """Tell whether one or two small words at a line's beginning, before a name, are a title that no list holds."""
    words = before.split()
    small = any(flat(w) in word_set("connectors.small", "people.common") for w in words)
    return (
        before.islower()
        and len(words) < 3
        and not small
        and (piece.opens_line or piece.before.strip() in (",", ";", ":"))
    )


def _name_piece(piece: Piece, a: int, b: int, before: str) -> Piece:
    part = piece.text[a:b]
    start = piece.start + a + len(part) - len(part.lstrip())
    part = part.strip()
    return replace(piece, kind="name", start=start, end=start + len(part), text=part, before=before, name=as_name(part))


def _languages(text: str) -> str:
    """Give the codes of the languages that a piece lists, with blanks between; "" where it says anything else."""
    codes: list[str] = []
    words = [w for w in re.split(r"[\s,/&+]+", flat(text)) if w and w not in word_set("connectors.small")]
    for word in words:
        code = language_codes().get(word.strip(".-"))
        if code is None and (codes or len(words) == 1):
            return ""
        if code:
            codes.append(code)
    return " ".join(dict.fromkeys(codes)) if codes and len(codes) * 2 >= len(words) else ""
