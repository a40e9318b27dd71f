"""Finds the blocks of a release in which contacts may stand: a heading, and what belongs to it."""

import re
from dataclasses import dataclass, replace
from functools import cache

from contactbook.exchange.release_details import Detail
from contactbook.exchange.release_text import line_end, line_start
from contactbook.exchange.release_words import Phrases, flat, label_kinds, phrases, squeeze, word_set

_KINDS = ("press", "investor", "general", "bare", "release")
# A block's next detail stands no further than this from the one before, in characters.
_REACH = 320
_FIRST_REACH = 700
_TAIL_LINES = 4
_BULLET = re.compile(r"[\s>*■□◆◇▼▲●○★☆※•·»\-–—|+#\d.、)(]*")
_SENTENCE_END = re.compile(r"(?:[.!?。！？»”\"'’)\]]\s*|[\s]{2,}|[|–—:;*]\s*|\s-\s)$")
_UNIT = re.compile(r"[^\n]+")
_SENTENCE = re.compile(r"[ \t]{3,}|(?<=[\w)”\"]{4}[.!?])[ \t]+(?=[A-ZÀ-Þ\"“])|(?<=[。！？])")


@dataclass(frozen=True, slots=True)
class Heading:
    """A phrase that opens a block.

    kind is "press", "investor" or "general"; "inline" for a general one in the middle of a line, "aside" for a mere
    "contact" in a running sentence, "release" for the words at a release's beginning.
    """

    kind: str
    start: int
    end: int
    alone: bool  # nothing else stands on its line
    phrase: int = -1  # where the phrase begins, if something stands before it ("GREEN PLANET PRESS OFFICE")


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the clean text with contacts in it, from its heading on."""

    kind: str
    start: int
    end: int
    heading: Heading | None = None


@cache
def _heading_kinds() -> dict[str, str]:
    kinds: dict[str, str] = {}
    for kind in reversed(_KINDS):
        kinds.update({squeeze(word): kind for word in word_set(f"headings.{kind}")})
    return kinds


@cache
def _all_headings() -> Phrases:
    return phrases(*(f"headings.{kind}" for kind in _KINDS))


def kind_of_heading(flat_text: str) -> str | None:
    """Tell which kind of heading a flat text is, if it is one and nothing else."""
    kind = _heading_kinds().get(squeeze(flat_text))
    return "press" if kind == "bare" else kind


def find_headings(text: str, flat_text: str, details: list[Detail]) -> list[Heading]:
    """Find the phrases that open a block, in the order of the text."""
    found: list[Heading] = []
    spots = [d.start for d in details if d.kind != "url"]
    inside = [(d.start, d.end) for d in details]
    for match in _all_headings().all(flat_text):
        if any(start <= match.start() < end for start, end in inside if start > match.start() - 90):
            continue
        if found and _is_label(text, match, spots) and match.start() - found[-1].end < 300:
            continue
        heading = _heading(text, flat_text, match, spots)
        if heading and (not found or heading.start >= found[-1].end):
            found.append(heading)
    return found


def _is_label(text: str, match: re.Match[str], spots: list[int]) -> bool:
    """Tell whether a word that could open a block only labels the number right behind it: "Contact: 555 0100"."""
    spot = next((s for s in spots if s >= match.end()), None)
    return (
        squeeze(match[0]) in label_kinds()
        and spot is not None
        and text[match.end() : spot].strip(" ") in (":", "", ".")
    )


def _heading(text: str, flat_text: str, match: re.Match[str], spots: list[int]) -> Heading | None:
    said = squeeze(match[0])
    kind = _heading_kinds().get(said, "general")
    start, end = match.start(), match.end()
    before = text[line_start(text, start) : start]
    opening = not _BULLET.sub("", before, count=1)
    after = text[end : line_end(text, end)]
    closed = bool(re.match(r"\s*(?:\([^()\n]{1,30}\)\s*)?[*_]*\s*:", after))
    alone = opening and not after.strip(" :.*_|-–—")
    if kind == "bare":
        return Heading("press", start, end, alone) if (closed or alone) and opening else None
    fresh = opening or bool(_SENTENCE_END.search(before))
    if kind == "release":
        return Heading(kind, start, end, alone) if fresh or text[start:end].isupper() else None
    near = any(0 <= spot - end < 160 and "\n\n" not in text[end:spot] for spot in spots)
    if not closed and phrases("people.roles").find(said):
        return None
    if kind == "general" and phrases("refused.words").find(flat_text[max(line_start(text, start), start - 60) : end]):
        return None
    owner = _owner(text, start) if not fresh and kind in ("press", "investor") else None
    if owner is not None and (closed or (said in word_set("people.offices") and not after.strip(" :*_|"))):
        return Heading(kind, owner, end, alone=False, phrase=start)
    if closed and (fresh or kind in ("press", "investor")):
        inline = not opening and kind == "general"
        return Heading("inline" if inline else kind, start, end, alone)
    if said in ("contact", "contacts") and not alone:
        return Heading("aside", start, end, alone=False) if near and _clear_to_detail(text, end, spots) else None
    if alone or (fresh and near):
        inline = kind == "general" and not opening
        return Heading("inline" if inline else kind, start, end, alone)
    if fresh and kind == "press" and re.match(r"\s+[A-ZÀ-Þ]", after):
        return Heading(kind, start, end, alone)
    if (
        opening
        and kind == "general"
        and phrases("connectors.words").at(flat_text, end + len(after) - len(after.lstrip(" ,")))
    ):
        return Heading(kind, start, end, alone)
    return None


def _owner(text: str, start: int) -> int | None:
    """Find where the name begins that stands before a heading: "GREEN PLANET PRESS OFFICE"."""
    line = line_start(text, start)
    match = re.search(
        r"(?:^|[ \t]{2,}|[|.]\s)((?:[A-ZÀ-Þ0-9][\w&'’.-]*\s|(?:of|and|the|de|for|&)\s){1,5})$", text[line:start]
    )
    if not match or phrases("people.roles").find(flat(match[1])):
        return None
    return line + match.start(1)


def _clear_to_detail(text: str, end: int, spots: list[int]) -> bool:
    """Tell whether a sentence leads from a verb to a detail without a stop in between."""
    spot = min((s for s in spots if s >= end), default=-1)
    return spot >= 0 and not re.search(r"[a-zà-ÿ)][.!?]\s", text[end:spot])


def find_blocks(text: str, flat_text: str, headings: list[Heading], details: list[Detail]) -> list[Block]:
    """Find the blocks: each heading with the details that follow it closely enough."""
    blocks = []
    opening = [h for h in headings if h.kind not in ("release", "aside", "inline")]
    for heading in headings:
        if heading.kind == "release":
            blocks.append(Block("release", heading.start, line_end(text, heading.end), heading))
            if (head := _head_before(text, heading, details)) is not None:
                blocks.append(head)
            continue
        following = (
            h for h in headings if h.start >= heading.end and (h in opening or "\n" in text[heading.end : h.start])
        )
        following = (h for h in following if h.kind not in ("release", "aside"))
        limit = next((h.start for h in following if not _is_part(text, heading, h, details)), len(text))
        end = _end(text, flat_text, heading, limit, details)
        if end > heading.end:
            heading = _with_company(text, flat_text, heading)
            blocks.append(Block(heading.kind, heading.start, end, heading))
    return blocks


def _with_company(text: str, flat_text: str, heading: Heading) -> Heading:
    """Let a block begin with the line "Company: ..." that stands over "Contact person: ..."."""
    before = text[: heading.start].rstrip()
    start = line_start(text, len(before))
    label, colon, _ = flat_text[start : len(before)].partition(":")
    if colon and heading.phrase < 0 and set(label_kinds().get(squeeze(label), ())) & {"agency", "role"}:
        return replace(heading, start=start, phrase=heading.start)
    return heading


def _head_before(text: str, heading: Heading, details: list[Detail]) -> Block | None:
    """Find the contacts that stand over "FOR IMMEDIATE RELEASE": short lines, with a labelled number among them."""
    start = heading.start
    for _ in range(14):
        line = line_start(text, start - 1) if start else 0
        words = text[line : max(line, start - 1)].strip()
        if start == 0 or _is_prose(words) or re.match(r"[A-Z][A-Za-z-]+:\s", words):
            break
        start = line
    inside = [d for d in details if start <= d.start < heading.start and d.kind == "phone"]
    return Block("release", start, heading.start) if inside else None


def _is_part(text: str, heading: Heading, other: Heading, details: list[Detail]) -> bool:
    """Tell whether a phrase that could open a block names an office inside an open one."""
    if (
        flat(text[other.start : other.end]) not in word_set("people.offices")
        or text[other.end : other.end + 2].strip()[:1] == ":"
    ):
        return False
    between = text[heading.end : other.start]
    return (
        between.count("\n") <= 6
        and not any(heading.end <= d.start < other.start for d in details)
        and bool(between.strip(" :\n"))
    )


def _end(text: str, flat_text: str, heading: Heading, limit: int, details: list[Detail]) -> int:
    """Find where the block of a heading ends: at a stop, at running text, or where details grow scarce."""
    last = heading.end  # the end of the last detail, or of the heading
    end, prose, seen, since = heading.end, 0, False, 0
    for start, stop in _units(text, heading.end, limit):
        inside = [d for d in details if start <= d.start < stop and d.kind != "url"]
        words = text[start:stop]
        if start > heading.end and _is_stop(flat_text, start, stop, bool(inside)):
            break
        if start - last > (_REACH if seen else _FIRST_REACH):
            break
        if inside:
            seen, since, last = True, 0, inside[-1].last
        elif _is_prose(words):
            prose += 1
            if seen or prose > 1 or heading.kind in ("aside", "inline"):
                break
        elif words.strip():
            since += 1
            if seen and since > _TAIL_LINES * 2:
                break
        end = stop
        if heading.kind in ("aside", "inline") and seen:
            break
    return end


def _units(text: str, start: int, limit: int) -> list[tuple[int, int]]:
    """Cut a stretch into lines, and long lines into sentences."""
    units: list[tuple[int, int]] = []
    for line in _UNIT.finditer(text, start, min(limit, start + 6000)):
        at = line.start()
        if line.end() - at > 200:
            for mark in _SENTENCE.finditer(text, at, line.end()):
                if mark.start() > at:
                    units.append((at, mark.start()))
                    at = mark.end()
        units.append((at, line.end()))
    return units


def _is_stop(flat_text: str, start: int, stop: int, has_detail: bool) -> bool:
    """Tell whether a line begins something else: "About ...", "Notes to editors"."""
    bullet = _BULLET.match(flat_text, start, stop)
    at = bullet.end() if bullet else start
    if re.match(r"\s*(?:[#*=_~-]\s*){3,}$|--\s?$", flat_text[start:stop]):
        return True
    match = phrases("stops.words").at(flat_text, at, stop)
    if not match:
        return "©" in flat_text[start : start + 4]
    rest = flat_text[match.end() : stop].strip()
    return not has_detail or rest.startswith(":") or not rest


def _is_prose(words: str) -> bool:
    """Tell whether a line is running text."""
    words = words.strip()
    if len(words) > 220:
        return True
    tokens = words.split()
    small = sum(1 for token in tokens if token[:1].islower())
    return len(tokens) > 9 and small * 2 > len(tokens) and words[-1:] in '.!?…”"’:'
