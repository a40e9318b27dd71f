"""Finds the phrases that open a contact block, and weighs by their place in the line whether they do."""

import re
from dataclasses import dataclass, replace
from functools import cache

from contactbook.exchange.release_composed import composed
from contactbook.exchange.release_details import Details
from contactbook.exchange.release_text import line_end, line_start
from contactbook.exchange.release_words import Phrases, flat, label_kinds, phrases, squeeze, word_set

_KINDS = ("press", "investor", "general", "bare", "release", "titles")
_LINE = 240  # how much of a line, before and behind a phrase, is looked at
_NEAR = 160  # a detail stands near a phrase within so many characters
BULLET = re.compile(r"[\s/▶▷►☞❖◼✔<>*■□◆◇▼▲●○★☆※•·»\-–—|+#\d.、)(]*")
_SENTENCE_END = re.compile(r"(?:[.!?。！？»”\"'’)\]]\s*|[\s]{2,}|[|–—:;*]\s*|\s-\s)$")
_COLON = re.compile(r"\s*(?:\([^()\n]{1,30}\)\s*)?[*_]*\s*:")
_OWNER = re.compile(r"(?:^|[ \t]{2,}|[|.]\s)((?:[A-ZÀ-Þ0-9][\w&'’.-]*\s|(?:of|and|the|de|for|&)\s){1,5})$")


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
    closed: bool = False  # a colon follows
    phrase: int = -1  # where the phrase begins, if something stands before it ("GREEN PLANET PRESS OFFICE")


@dataclass(frozen=True, slots=True)
class _Place:
    """A phrase in its line: what it says, what stands around it, and whether a detail is near."""

    said: str
    kind: str
    start: int
    end: int
    after: str
    opens: bool  # its line begins with it
    fresh: bool  # its line or its sentence does
    closed: bool  # a colon follows
    near: bool

    @property
    def alone(self) -> bool:
        return self.opens and not self.after.strip(" :.*_|-–—>")

    def heading(self, kind: str) -> Heading:
        return Heading(kind, self.start, self.end, self.alone, self.closed)


@cache
def _kinds() -> dict[str, str]:
    kinds: dict[str, str] = {}
    for kind in reversed(_KINDS):
        kinds.update({squeeze(word): kind for word in word_set(f"headings.{kind}")})
    return kinds


@cache
def _all_headings() -> Phrases:
    return phrases(*(f"headings.{kind}" for kind in _KINDS), "people.offices")


def kind_of_heading(flat_text: str) -> str | None:
    """Tell which kind of heading a flat text is, if it is one and nothing else."""
    kind = _kinds().get(squeeze(flat_text))
    return {"bare": "press", "titles": None}.get(kind, kind) if kind else None


def find_headings(text: str, flat_text: str, details: Details) -> list[Heading]:
    """Find the phrases that open a block, in the order of the text."""
    found: list[Heading] = []
    for match in _all_headings().all(flat_text):
        if details.covers(match.start()):
            continue
        if found and match.start() - found[-1].end < 300 and _only_labels(text, match, details):
            continue
        place = _place(text, flat_text, match, details)
        heading = _weighed(text, flat_text, place, details)
        if heading is None or (found and heading.start < found[-1].end):
            continue
        if found and not text[found[-1].end : heading.start].strip(" \t\n:*_"):
            # "MEDIA" over "Contact:": one heading, which is the press's.
            heading = replace(heading, kind=_stronger(found.pop().kind, heading.kind))
        found.append(heading)
    return _with_composed(found, text, flat_text, details)


def _with_composed(found: list[Heading], text: str, flat_text: str, details: Details) -> list[Heading]:
    """Add the headings that no list holds; where one is wider than a known one, it stands for it."""
    out = list(found)
    for made in composed(text, flat_text, details):
        over = [h for h in out if h.start < made.end and made.start < h.end]
        if any(h.kind in ("press", "investor", "release") or h.end > made.end for h in over):
            continue
        out = [h for h in out if h not in over]
        out.append(Heading(made.kind, made.start, made.end, made.alone, made.closed))
    return sorted(out, key=lambda h: h.start)


def _stronger(one: str, other: str) -> str:
    order = ("aside", "release", "inline", "general", "press", "investor")
    return other if other in ("press", "investor") else max(one, other, key=order.index)


def _only_labels(text: str, match: re.Match[str], details: Details) -> bool:
    """Tell whether a word that could open a block only labels the number right behind it: "Contact: 555 0100"."""
    spot = details.next_start(match.end())
    if spot is None or spot - match.end() > 4 or squeeze(match[0]) not in label_kinds():
        return False
    return text[match.end() : spot].strip(" ") in (":", "", ".")


def _place(text: str, flat_text: str, match: re.Match[str], details: Details) -> _Place:
    said, start, end = squeeze(match[0]), match.start(), match.end()
    before = text[max(line_start(text, start), start - _LINE) : start]
    after = text[end : min(line_end(text, end), end + _LINE)]
    opens = not BULLET.sub("", before, count=1)
    lead = end + len(after) - len(after.lstrip(" ,،，、"))
    link = phrases("connectors.words").at(flat_text, lead, end + len(after))
    if link and not text[link.end() : end + len(after)].strip(" :*_"):
        after = text[link.end() : end + len(after)]  # "For interviews, please contact:" is closed, and alone
    spot = details.next_start(end)
    return _Place(
        said=said,
        kind=_kinds().get(said, "general"),
        start=start,
        end=end,
        after=after,
        opens=opens,
        fresh=opens or bool(_SENTENCE_END.search(before)),
        closed=bool(_COLON.match(after)),
        near=spot is not None and spot - end < _NEAR and "\n\n" not in text[end:spot],
    )


def _weighed(text: str, flat_text: str, place: _Place, details: Details) -> Heading | None:
    """Decide whether a phrase opens a block where it stands."""
    if place.kind == "bare":
        return place.heading("press") if (place.closed or place.alone) and place.opens else None
    if place.said in word_set("people.offices") and place.said not in _kinds():
        return place.heading("press") if place.alone and place.near else None
    if place.kind == "titles":
        return place.heading("press") if place.opens and place.closed and place.near else None
    if place.kind == "release":
        return place.heading("release") if place.fresh or text[place.start : place.end].isupper() else None
    if not place.closed and phrases("people.roles").find(place.said):
        return None
    if place.kind == "general":
        return _general(text, flat_text, place, details)
    return _dedicated(text, place)


def _dedicated(text: str, place: _Place) -> Heading | None:
    """Weigh a phrase that is for the press or for investors alone."""
    owner = None if place.fresh else _owner(text, place.start)
    office = place.said in word_set("people.offices") and not place.after.strip(" :*_|")
    if owner is not None and (place.closed or office):
        return Heading(place.kind, owner, place.end, alone=False, closed=place.closed, phrase=place.start)
    if place.closed or place.alone or (place.fresh and place.near):
        return place.heading(place.kind)
    follows_name = place.fresh and place.kind == "press" and re.match(r"\s+[A-ZÀ-Þ]", place.after)
    return place.heading(place.kind) if follows_name else None


def _general(text: str, flat_text: str, place: _Place, details: Details) -> Heading | None:
    """Weigh a phrase that is for anyone; in the middle of a line it says less."""
    clause = flat_text[max(line_start(text, place.start), place.start - 60) : place.end]
    if phrases("refused.words").find(clause):
        return None
    kind = "general" if place.opens or not place.after.strip(" :") else "inline"
    if place.closed and place.fresh:
        return place.heading(kind)
    if re.match(r"\s+us\b[^\w,]*$", place.after, re.I):
        return None  # "Contact us", over the address of a shop
    if place.said in ("contact", "contacts") and not place.alone:
        clear = place.near and _clear_to_detail(text, place.end, details) and _is_for_readers(flat_text, place)
        return Heading("aside", place.start, place.end, alone=False) if clear else None
    if place.alone or (place.fresh and place.near):
        return place.heading(kind)
    lead = place.end + len(place.after) - len(place.after.lstrip(" ,،，、"))
    return place.heading(kind) if place.opens and phrases("connectors.words").at(flat_text, lead) else None


def _is_for_readers(flat_text: str, place: _Place) -> bool:
    """Tell whether the sentence of a mere "contact" is about information or the press, not about some service."""
    start = max(0, place.start - _LINE)
    before = re.split(r"[.!?]\s|\n\n", flat_text[start : place.start])[-1]
    sentence = before + " " + flat_text[place.end : place.end + 60].partition("\n")[0]
    said = phrases("headings.acts", "headings.stems").all(sentence)
    return any(not match[0].startswith("contact") for match in said)


def _owner(text: str, start: int) -> int | None:
    """Find where the name begins that stands before a heading: "GREEN PLANET PRESS OFFICE"."""
    line = max(line_start(text, start), start - _LINE)
    match = _OWNER.search(text[line:start])
    if not match or phrases("people.roles").find(flat(match[1])):
        return None
    return line + match.start(1)


def _clear_to_detail(text: str, end: int, details: Details) -> bool:
    """Tell whether a sentence leads from a verb to a detail without a stop in between."""
    spot = details.next_start(end)
    return spot is not None and not re.search(r"[a-zà-ÿ)][.!?]\s", text[end:spot])
