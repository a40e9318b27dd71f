"""Reads places in the words of a block: cities and countries, postal addresses, and what stands before them."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise

from contactbook.domain import places
from contactbook.exchange.release_headings import kind_of_heading
from contactbook.exchange.release_pieces import Piece
from contactbook.exchange.release_words import endonyms, flat, phrases, word_set

EASTERN = re.compile(r"[\u0590-\u06ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_POSTCODE = re.compile(
    r"(?:\b[A-Z]{1,2}-)?\b\d{4,6}\b|\b[A-Z]{2}\s\d{5}\b|\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b|\b[A-Z]\d[A-Z]\s?\d[A-Z]\d\b"
    r"|\b\d{3}-\d{4}\b|\b\d{3}\s\d{2}\b"
)


def posted(piece: Piece) -> list[Piece] | None:
    """Cut "UNICEF Nairobi" and "WFP/Rome" into the organisation and the city."""
    match = re.fullmatch(r"(?P<who>[A-Z][A-Z&.-]{1,9})(?:\s?[/–-]\s?|\s)(?P<city>\S.*)", piece.text)
    if not match or piece.text.isupper() or not places.find_city(match["city"]):
        return None
    at = piece.start + match.start("city")
    return [
        replace(piece, kind="agency", end=piece.start + match.end("who"), text=match["who"], after=" "),
        replace(piece, kind="city", start=at, text=match["city"], before=" ", value="led"),
    ]


def place_of(piece: Piece, low: str) -> Piece | None:
    """Read a piece as a city or a country: "In Geneva", "Geneva", "Deutschland"."""
    lead = _lead().match(low)
    rest = piece.text[lead.end() :] if lead else piece.text
    if len(rest) > 40 or not rest or (rest[0].isascii() and not rest[0].isupper()) or len(rest.split()) > 4:
        return None
    start = piece.start + len(piece.text) - len(rest)
    code = places.find_country(rest) or endonyms().get(flat(rest).strip("."))
    town = places.find_city(rest) if lead and code else None
    if code is None and (
        joined := re.match(r"(\S[^,/&]*?)(?:,\s|\s?[/&]\s?|\s(?:and|et|y|und|e|en|och|og|и)\s)", rest)
    ):
        code = places.find_country(joined[1]) or endonyms().get(flat(joined[1]))
    if code and not (town and (town.country == code or town.population > 300_000)):
        return replace(piece, kind="country", start=start, text=rest, value=code)
    if places.find_city(rest) and not kind_of_heading(flat(rest)):
        return replace(piece, kind="city", start=start, text=rest, value="led" if lead else None)
    known = phrases("people.roles", "people.organisations", "people.offices", "people.common").find(flat(rest))
    if lead and (rest[0].isupper() or EASTERN.match(rest)) and not known and not re.search(r"\d", rest):
        return replace(piece, kind="city", start=start, text=rest, value="unknown")
    return None


@cache
def _lead() -> re.Pattern[str]:
    return re.compile(rf"{lead_words()}\s+(?=\S)")


@cache
def lead_words() -> str:
    words = "|".join(re.escape(w) for w in sorted(word_set("in.words"), key=len, reverse=True))
    return f"(?i:{words})"


def is_address(text: str, low: str) -> bool:
    if not re.search(r"\d", text):
        street = phrases("people.streets").at(low, 0)
        return bool(street) and text[0].islower() and len(text.split()) > 1 if street else low.startswith("postfach")
    return bool(phrases("people.streets").find(low) or _POSTCODE.search(text))


def address(piece: Piece) -> Iterator[Piece]:
    """Yield a postal address, and the city in it where the gazetteer knows one."""
    yield replace(piece, kind="address")
    for match in reversed(list(re.finditer(r"[^\W\d_][^\d,;()]*", piece.text))):
        words = match[0].strip()
        found = next((part for part in _parts(words) if places.find_city(part)), None)
        # A town too small for the gazetteer stands behind its post code.
        behind = re.search(r"\d{4,5}\s$", piece.text[: match.start()])
        found = found or (words if behind and re.fullmatch(r"[A-ZÀ-Þ][\w'’-]+(?:[\s-][\w'’-]+){0,2}", words) else None)
        if found:
            at = piece.start + match.start() + match[0].index(found)
            yield replace(piece, kind="city", start=at, end=at + len(found), text=found, value="address")
            return


def _parts(words: str) -> Iterator[str]:
    parts = words.split()
    for count in range(min(4, len(parts)), 0, -1):
        yield " ".join(parts[-count:])
        yield " ".join(parts[:count])


def with_towns(pieces: list[Piece]) -> list[Piece]:
    """Take what stands before a country for a town: "Garching, Germany"; a small one the gazetteer does not know."""
    out = list(pieces)
    for i, (one, two) in enumerate(pairwise(pieces)):
        town = one.kind in ("agency", "name", "words") and one.row == two.row and two.before.strip() == ","
        if (
            town
            and two.kind == "country"
            and looks_like_title(one.text)
            and not phrases("people.organisations").find(flat(one.text))
        ):
            behind_name = any(p.kind == "name" for p in out[max(0, i - 3) : i])
            if behind_name or one.kind != "name":
                out[i] = replace(one, kind="city", value="labelled", name=None)
    return out


def looks_like_title(text: str) -> bool:
    """Tell whether most words of a short stretch begin with a capital, as those of a name do."""
    words = text.split()
    capitals = sum(1 for t in words if t[:1].isupper() or re.match(r"\d\w*[A-Z]", t) or EASTERN.match(t))
    known = any(flat(word).strip(".,") in word_set("people.common") for word in words)
    return capitals > 0 and capitals * 2 >= len(words) and len(words) <= 7 and not known and text[0] != "#"
