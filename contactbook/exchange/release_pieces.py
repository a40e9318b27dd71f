"""Cuts a block into pieces, each a detail or a stretch of words, and says what each stretch seems to be."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from contactbook.domain import places
from contactbook.exchange.release_blocks import Block, kind_of_heading
from contactbook.exchange.release_details import Detail
from contactbook.exchange.release_people import PersonName, as_name, name_in, split_names
from contactbook.exchange.release_words import flat, label_kinds, language_codes, phrases, squeeze, word_set

# What parts the pieces of a line. A comma before "Inc" or "D.C." parts nothing, nor does a dash inside a word.
_SEPARATOR = re.compile(
    r"\s*\n\s*|\t+|[ ]{2,}|\s?[;|•·●▪、，。；]\s?|\s[-–—]{1,3}\s?(?=\S)|(?<=\w)[-–—]\s|\s?/{2,}\s?|\s/\s?"
    r"|\s?[()\[\]「」『』<>]\s?|:\s?|,\s?(?!(?:Inc|Ltd|LLC|LP|LLP|Jr|Sr|Esq|Ph\.?\s?D|M\.?D|S\.?A|D\.?\s?C)\b)"
    r"|(?<=[a-zà-ÿ]{3}[.!?])\s"
)
_EDGES = " \t\n,.;:|*•·-–—_\"'“”„«»‘/+>=~!?&"
_POSTCODE = re.compile(
    r"(?:\b[A-Z]{1,2}-)?\b\d{4,6}\b|\b[A-Z]{2}\s\d{5}\b|\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b|\b[A-Z]\d[A-Z]\s?\d[A-Z]\d\b|\b\d{3}-\d{4}\b|\b\d{3}\s\d{2}\b"
)
_FORCED = ("name", "agency", "role", "city", "country", "address", "hours", "languages", "web", "email")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a block.

    kind is one of detail, name, role, office, agency, city, country, address, languages, heading, hours, words.
    row is the number of its line, counted from the block's start; gap tells whether blank lines stand before it.
    """

    kind: str
    start: int
    end: int
    text: str
    row: int
    before: str = ""  # the separator before it
    after: str = ""  # and behind it
    detail: Detail | None = None
    name: PersonName | None = None
    value: str | None = None  # a country code, languages, the kind of a heading

    @property
    def gap(self) -> bool:
        return self.before.count("\n") > 1


def cut(text: str, flat_text: str, block: Block, details: list[Detail]) -> list[Piece]:
    """Cut a block into pieces, in the order of the text, and classify them."""
    raw: list[Piece] = []
    at = block.heading.end if block.heading else block.start
    inside = [d for d in details if at <= d.start < block.end]
    for detail in inside:
        raw += _words(text, at, max(at, detail.first))
        shown = text[detail.start : detail.end]
        before = text[at : detail.first]
        raw.append(Piece("detail", detail.start, detail.end, shown, 0, before[-6:], detail=detail))
        at = max(at, detail.last)
    raw += _words(text, at, max(at, block.end))
    numbered = [replace(p, row=text.count("\n", block.start, p.start)) for p in raw]
    return list(_classified(numbered, flat_text))


def _words(text: str, start: int, end: int) -> Iterator[Piece]:
    """Cut the words between two details at the signs that part them, and at the words that only lead on."""
    at, before = start, ""
    for mark in [*_SEPARATOR.finditer(text, start, end), None]:
        stop = mark.start() if mark else end
        after = mark[0] if mark else ""
        if stop > at or mark is None:
            yield from _trimmed(text, at, stop, before, after)
        # Signs follow on one another: all that stands between two pieces counts.
        before = after if stop > at else before + after
        at = mark.end() if mark else end


def _trimmed(text: str, start: int, end: int, before: str, after: str) -> Iterator[Piece]:
    """Yield a stretch without the signs and small words at its ends, cut where a connector stands."""
    flat_part = flat(text[start:end])
    at = 0
    for link in phrases("connectors.words").all(flat_part):
        yield from _one(text, start + at, start + link.start(), before, "")
        at, before = link.end(), before or " "
    yield from _one(text, start + at, end, before, after)


def _one(text: str, start: int, end: int, before: str, after: str) -> Iterator[Piece]:
    start, end = _strip(text, start, end)
    if start < end and re.search(r"\w", text[start:end]):
        yield Piece("words", start, end, text[start:end], 0, before, after)


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    """Take signs, list numbers and small words off the ends of a stretch."""
    small = word_set("connectors.small")
    while True:
        was = start, end
        while start < end and text[start] in _EDGES:
            start += 1
        while end > start and text[end - 1] in _EDGES.replace(".", ""):
            end -= 1
        if number := re.match(r"\d{1,2}[.、)]\s*(?=\D)", text[start:end]):
            start += number.end()
        # Small words are small in print too: "On" may be a name, "on" is not.
        if (
            (first := re.match(r"([^\W\d_]+)\s+", text[start:end]))
            and first[1] == first[1].lower()
            and flat(first[1]) in small
        ):
            start += first.end()
        if (
            (final := re.search(r"(?:^|\s+)([^\W\d_]+)$", text[start:end]))
            and final[1].islower()
            and flat(final[1]) in small
        ):
            end = start + final.start()
        if (start, end) == was:
            break
    if text[start:end].endswith(".") and not re.search(
        r"(?:\b[A-Z]\.|[a-z]\.[a-z]|\b(?:Inc|Ltd|Co|Jr|Sr|Corp|Dr)\.)$", text[start:end]
    ):
        end -= 1
    return start, end


def _classified(pieces: list[Piece], flat_text: str) -> Iterator[Piece]:
    forced: str | None = None
    forced_row = -1
    for piece in pieces:
        if piece.kind == "detail":
            forced = None
            yield piece
            continue
        label = _label(piece)
        if label:
            forced, forced_row = label, piece.row
            continue
        if forced and piece.row - forced_row <= 1:
            yield from _forced(piece, forced)
            forced = None if forced not in ("hours", "address") else forced
            continue
        forced = None
        yield from _judged(piece)


def _label(piece: Piece) -> str | None:
    """Tell whether a piece is but the label of what follows ("Company:"), and of which kind."""
    if ":" not in piece.after:
        return None
    kinds = label_kinds().get(squeeze(flat(piece.text)), ())
    return next((kind for kind in _FORCED if kind in kinds), None)


def _forced(piece: Piece, kind: str) -> Iterator[Piece]:
    """Take a piece for what its label says it is, as far as it can be that."""
    if kind == "name":
        if name := as_name(piece.text):
            yield replace(piece, kind="name", name=name)
        else:
            yield from _judged(piece)
    elif kind == "country":
        yield replace(piece, kind="country", value=places.find_country(piece.text))
    elif kind in ("agency", "role", "city", "hours", "address"):
        if kind == "address":
            yield from _address(piece)
        else:
            yield replace(piece, kind=kind)
    elif kind == "languages":
        yield replace(piece, kind="languages", value=_languages(piece.text) or None)


def _judged(piece: Piece) -> Iterator[Piece]:
    """Say what a stretch of words seems to be."""
    low = flat(piece.text)
    if heading := kind_of_heading(low):
        if squeeze(low) in word_set("people.offices") and ":" not in piece.after:
            yield replace(piece, kind="office")
        else:
            yield replace(piece, kind="heading", value=heading)
        return
    if codes := _languages(piece.text):
        yield replace(piece, kind="languages", value=codes)
        return
    if (place := _place(piece, low)) is not None:
        yield place
        return
    if _is_address(piece.text, low):
        yield from _address(piece)
        return
    yield from _named(piece, low)


def _named(piece: Piece, low: str) -> Iterator[Piece]:
    parts = split_names(piece.text)
    if len(parts) > 1:
        for a, b in parts:
            yield _name_piece(piece, a, b, before=piece.before if not a else "/")
        return
    if name := as_name(piece.text):
        yield replace(piece, kind="name", name=name)
        return
    if squeeze(low) in word_set("people.offices"):
        yield replace(piece, kind="office")
        return
    if len(piece.text) > 140 or _is_running(piece.text):
        yield piece
        return
    mixed = name_in(piece.text)
    if mixed:
        yield from _mixed(piece, *mixed)
        return
    yield replace(piece, kind=_kind_by_words(low, piece.text))


def _kind_by_words(low: str, text: str) -> str:
    """Weigh words of roles, offices and organisations against one another."""
    office = phrases("people.offices").find(low)
    role = phrases("people.roles").find(low)
    agency = phrases("people.organisations").find(low)
    if office and len(office[0]) * 3 > len(low):
        return "office"
    if role and not (agency and agency.start() < role.start() and _is_closed_by_form(low)):
        return "role"
    if agency or "&" in text:
        return "agency"
    capitals = sum(
        1
        for t in text.split()
        if t[:1].isupper() or re.match(r"[\u3400-\u9fff\u3040-\u30ff\uac00-\ud7af\u0600-\u06ff]", t)
    )
    if capitals and capitals * 2 >= len(text.split()) and len(text.split()) <= 7:
        return "agency"
    return "words"


def _is_closed_by_form(low: str) -> bool:
    return bool(re.search(r"\b(?:gmbh|inc|ltd|llc|plc|ag|s\.?a|association|foundation|agency)\.?$", low))


def _is_running(text: str) -> bool:
    """Tell running text: many words, most of them small."""
    words = text.split()
    return len(words) > 8 and sum(w[:1].islower() for w in words) * 2 > len(words)


def _mixed(piece: Piece, name: PersonName, before: str, after: str) -> Iterator[Piece]:
    """Cut a stretch that holds a role and a name into the two."""
    if before:
        at = piece.start + piece.text.index(before)
        yield replace(piece, kind="role", start=at, end=at + len(before), text=before)
    start, end = piece.start + name.start, piece.start + name.end
    yield replace(
        piece,
        kind="name",
        start=start,
        end=end,
        text=piece.text[name.start : name.end],
        name=name,
        before=" " if before else piece.before,
    )
    if after:
        at = piece.start + piece.text.rindex(after)
        yield replace(piece, kind="role", start=at, end=at + len(after), text=after, before=" ")


def _name_piece(piece: Piece, a: int, b: int, before: str) -> Piece:
    part = piece.text[a:b]
    lead = len(part) - len(part.lstrip())
    return replace(
        piece,
        kind="name",
        start=piece.start + a + lead,
        end=piece.start + b,
        text=part.strip(),
        before=before,
        name=as_name(part.strip()),
    )


def _languages(text: str) -> str:
    """Give the codes of the languages that a piece lists, with blanks between; "" where it says anything else."""
    codes: list[str] = []
    words = [w for w in re.split(r"[\s,/&+]+", flat(text)) if w and w not in word_set("connectors.small")]
    for word in words:
        code = language_codes().get(word.strip(".-"))
        if code is None and not codes and len(words) > 1:
            continue
        if code is None:
            return ""
        codes.append(code)
    return " ".join(dict.fromkeys(codes)) if codes and len(codes) * 2 >= len(words) else ""


@cache
def _city_lead() -> re.Pattern[str]:
    words = "|".join(re.escape(w) for w in sorted(word_set("in.words"), key=len, reverse=True))
    return re.compile(rf"(?:{words})\s+(?=\S)")


def _place(piece: Piece, low: str) -> Piece | None:
    """Read a piece as a city or a country: "In Geneva", "Geneva", "Deutschland"."""
    lead = _city_lead().match(low)
    rest = piece.text[lead.end() :] if lead else piece.text
    if len(rest) > 40 or not rest or (not rest[0].isupper() and rest[0].isascii()):
        return None
    if (
        lead
        and len(rest.split()) <= 4
        and not re.search(r"\d", rest)
        and not phrases("people.roles", "people.organisations").find(flat(rest))
    ):
        code = places.find_country(rest)
        return replace(piece, kind="country" if code else "city", start=piece.end - len(rest), text=rest, value=code)
    if code := places.find_country(rest):
        return replace(piece, kind="country", value=code)
    if len(rest.split()) <= 4 and places.find_city(rest):
        return replace(piece, kind="city")
    return None


def _is_address(text: str, low: str) -> bool:
    if not re.search(r"\d", text):
        return bool(re.match(r"(?:p\.?\s?o\.?\s?box|postfach)", low))
    return bool(phrases("people.streets").find(low) or _POSTCODE.search(text))


def _address(piece: Piece) -> Iterator[Piece]:
    """Yield a postal address, and the city in it where the gazetteer knows one."""
    yield replace(piece, kind="address")
    for match in re.finditer(r"[^\W\d_][^\d,;()]*", piece.text):
        for words in _tails(match[0].strip()):
            if places.find_city(words):
                at = piece.start + match.start() + match[0].index(words)
                yield replace(piece, kind="city", start=at, end=at + len(words), text=words, value="address")
                return


def _tails(words: str) -> Iterator[str]:
    parts = words.split()
    for count in range(min(4, len(parts)), 0, -1):
        yield " ".join(parts[-count:])
    for count in range(min(4, len(parts)), 0, -1):
        yield " ".join(parts[:count])
