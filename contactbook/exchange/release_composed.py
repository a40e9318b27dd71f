"""Recognises headings that no list holds, by the kinds of their words: "U.S. and Canada media enquiries:"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from contactbook.exchange.release_details import Details
from contactbook.exchange.release_text import line_end, line_start
from contactbook.exchange.release_words import flat, phrases, word_set

_LONGEST = 100  # in characters
_BULLET = re.compile(r"[^\w\n]*(?:\d{1,2}[.)]\s)?[^\w\n]*")
_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Composed:
    """A stretch that opens a block, for the press or for anyone; closed by a colon, or leading on to a person."""

    kind: str
    start: int
    end: int
    closed: bool
    alone: bool


def composed(text: str, flat_text: str, details: Details) -> Iterator[Composed]:
    """Find the beginnings of lines that are made of nothing but words of headings, the press's or anyone's."""
    seen = -1
    for act in phrases("headings.acts").all(flat_text):
        start = line_start(text, act.start())
        if start == seen or act.start() - start > _LONGEST:
            continue
        seen = start
        start = _BULLET.match(text, start).end()  # type: ignore[union-attr]
        if start <= act.start() and (found := _weighed(text, flat_text, start, act.end(), details)):
            yield found


def _weighed(text: str, flat_text: str, start: int, act_end: int, details: Details) -> Composed | None:
    """Take the words from a place on, up to a colon, a connector or the line's end, for a heading if all are of one."""
    stop = line_end(text, act_end)
    colon = text.find(":", act_end, stop)
    link = next(phrases("connectors.words").all(flat_text, act_end, min(stop, start + _LONGEST)), None)
    ends = [end for end in (colon, link.start() if link else -1) if end >= 0]
    end = min([*ends, stop])
    if end - start > _LONGEST or (details.next_start(start) or end) < end:
        return None
    led = text[link.end() : stop] if link else text[end:stop]
    closed, alone = (colon >= 0 and not text[end:colon].strip()) or led.strip() == ":", not led.strip(" :*_|")
    words = _WORD.findall(text[start:end])
    kind = _kind(words, flat_text[start:end])
    if kind is None or not (closed or alone or link) or len(words) < 2:
        return None
    return Composed(kind, start, start + len(text[start:end].rstrip(" ,،，*_")), closed, alone)


def _kind(words: list[str], said: str) -> str | None:
    """Tell whose heading the words are; None where other words than those of headings and names stand among them."""
    if len(words) > 10 or phrases("refused.words").find(said) or phrases("people.roles").find(said):
        return None
    known = phrases("headings.acts", "headings.stems")
    plain = [flat(w) in _small() or known.whole(flat(w)) for w in words]
    stem = next((i for i, w in enumerate(words) if phrases("headings.stems").whole(flat(w))), None)
    if any(
        not ok and (w.islower() or stem is None or i < stem) for i, (w, ok) in enumerate(zip(words, plain, strict=True))
    ):
        return None
    if stem is not None:
        return "press"
    # "For interviews or further details": nothing in it is anyone's name.
    leads = flat(words[0]) in word_set("headings.leads") if words else False
    return "general" if leads and not any(w[:1].isupper() for w in words[1:]) else None


def _small() -> frozenset[str]:
    return word_set(
        "connectors.small", "joiners.words", "headings.leads", "people.particles", "people.adjectives", "people.common"
    )
