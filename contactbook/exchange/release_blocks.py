"""Finds the blocks of a release in which contacts may stand: a heading, and what belongs to it."""

import re
from dataclasses import dataclass, replace

from contactbook.exchange.release_details import Details
from contactbook.exchange.release_headings import BULLET, Heading
from contactbook.exchange.release_text import line_end, line_start
from contactbook.exchange.release_words import flat, label_kinds, phrases, squeeze, word_set

# A block's next detail stands no further than this from the one before, in characters.
_REACH = 320
_FIRST_REACH = 700
_LONGEST = 6000
_TAIL_LINES = 8
_UNIT = re.compile(r"[^\n]+")
_SENTENCE = re.compile(r"[ \t]{3,}|(?<=[\w)”\"]{4}[.!?])[ \t]+(?=[A-ZÀ-Þ\"“])|(?<=[。！？])")


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the clean text with contacts in it, from its heading on."""

    kind: str
    start: int
    end: int
    heading: Heading | None = None


def find_blocks(text: str, flat_text: str, headings: list[Heading], details: Details) -> list[Block]:
    """Find the blocks: each heading with the details that follow it closely enough."""
    blocks = []
    for i, heading in enumerate(headings):
        if i and _is_part(text, headings[i - 1], heading, details):
            continue
        if heading.kind == "release":
            blocks.append(Block("release", heading.start, line_end(text, heading.end), heading))
            blocks += _head_before(text, heading, details)
            continue
        limit = _limit(text, heading, headings[i + 1 :], details)
        end = _end(text, flat_text, heading, limit, details)
        if end > heading.end:
            whole = _with_company(text, flat_text, heading)
            blocks.append(Block(heading.kind, whole.start, end, whole))
    return blocks


def _limit(text: str, heading: Heading, following: list[Heading], details: Details) -> int:
    """Find where the next block begins at the latest."""
    for other in following:
        if other.start - heading.end > _LONGEST:
            break
        beside = "\n" not in text[heading.end : other.start] and not details.between(heading.end, other.start)
        if heading.kind == "aside":
            return other.start
        if other.kind in ("release", "aside") or (other.kind == "inline" and beside):
            continue
        if not _is_part(text, heading, other, details):
            return other.start
    return min(len(text), heading.end + (_LONGEST if heading.kind != "aside" else _FIRST_REACH))


def _with_company(text: str, flat_text: str, heading: Heading) -> Heading:
    """Let a block begin with the line "Company: ..." that stands over "Contact person: ..."."""
    before = text[: heading.start].rstrip()
    start = line_start(text, len(before))
    label, colon, _ = flat_text[start : len(before)].partition(":")
    if colon and heading.phrase < 0 and set(label_kinds().get(squeeze(label), ())) & {"agency", "role"}:
        return replace(heading, start=start, phrase=heading.start)
    return heading


def _head_before(text: str, heading: Heading, details: Details) -> list[Block]:
    """Find the contacts that stand over "FOR IMMEDIATE RELEASE": short lines, with a labelled number among them."""
    start = heading.start
    for _ in range(14):
        line = line_start(text, start - 1) if start else 0
        words = text[line : max(line, start - 1)].strip()
        if start == 0 or _is_prose(words) or re.match(r"[A-Z][A-Za-z-]+:\s", words):
            break
        start = line
    inside = any(d.kind == "phone" for d in details.between(start, heading.start))
    return [Block("release", start, heading.start)] if inside else []


def _is_part(text: str, heading: Heading, other: Heading, details: Details) -> bool:
    """Tell whether a phrase that could open a block names an office inside an open one."""
    office = flat(text[other.start : other.end]) in word_set("people.offices")
    if not office or text[other.end : other.end + 2].strip()[:1] == ":":
        return False
    between = text[heading.end : other.start]
    before = details.between(heading.end, other.start)
    if before and heading.kind == "general" and heading.alone | heading.closed:
        # An office in a list of people, under a heading for all of them.
        return "\n\n\n" not in between and other.start - before[-1].last < 60
    near = between.count("\n") <= 6 and bool(between.strip(" :\n"))
    return near and not before


def _end(text: str, flat_text: str, heading: Heading, limit: int, details: Details) -> int:
    """Find where the block of a heading ends: at a stop, at running text, or where details grow scarce."""
    last = heading.end  # the end of the last detail, or of the heading
    end, prose, seen, since = heading.end, 0, False, 0
    for start, stop in _units(text, heading.end, limit):
        inside = [d for d in details.between(start, stop) if d.kind != "url"]
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
            if seen and since > _TAIL_LINES:
                break
        end = stop
        if heading.kind in ("aside", "inline") and seen:
            break
    return end


def _units(text: str, start: int, limit: int) -> list[tuple[int, int]]:
    """Cut a stretch into lines, and long lines into sentences."""
    units: list[tuple[int, int]] = []
    for line in _UNIT.finditer(text, start, limit):
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
    bullet = BULLET.match(flat_text, start, stop)
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
