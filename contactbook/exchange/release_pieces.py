"""Cuts a block into pieces: the details in it, and the stretches of words between them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from contactbook.exchange.release_blocks import Block
from contactbook.exchange.release_details import Detail, Details
from contactbook.exchange.release_people import PersonName
from contactbook.exchange.release_words import flat, phrases, word_set

_HAN = r"\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
# What parts the pieces of a line. A comma before "Inc" or "D.C." parts nothing, nor does a dash inside a word;
# a change between Latin and Eastern letters does.
_SEPARATOR = re.compile(
    r"\s*\n\s*|\t+|[ ]{2,}|\s[-–—]{1,3}\s?(?=\S)|(?<=\w)[-–—]\s|\s?/{2,}\s?|\s/\s?"
    rf"|\s?(?:[;|•●▪、，。；،؛]|(?<![{_HAN}])·|·(?![{_HAN}]))\s?"
    r"|\s?[()\[\]「」『』<>]\s?|:(?:[ \t]*\n\s*|\s?)"
    r"|,(?!\s?(?:Inc|Ltd|LLC|LP|LLP|Jr|Sr|Esq|Ph\.?\s?D|M\.?D|S\.?A|D\.?\s?C)\b)\s?"
    rf"|(?<=[a-zà-ÿ]{{4}}[.!?])\s|(?<=[A-Za-zÀ-ɏ])\s(?=[{_HAN}])|(?<=[{_HAN}])\s(?=[A-Za-zÀ-ɏ])"
)
_EDGES = " \t\n,.;:|،؛*•·-–—_\"'“”„«»‘/+>=~!?&▶▷►☞❖◼✔■□◆◇▼▲○★☆※"
_KEPT_STOP = re.compile(r"(?:\b[A-Z]\.|[a-z]\.[a-z]|\b(?:Inc|Ltd|Co|Jr|Sr|Corp|Dr)\.)$")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a block.

    kind is "detail" or "words", and after classification one of detail, name, role, office, agency, city, country,
    address, languages, heading, hours, words. row is the number of its line, counted from the block's start.
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
    value: str | None = None  # a country code, languages, the kind of a heading, how a kind was come by

    @property
    def gap(self) -> bool:
        """Tell whether blank lines stand before it."""
        return self.before.count("\n") > 1

    @property
    def opens_line(self) -> bool:
        return "\n" in self.before

    @property
    def closes_line(self) -> bool:
        return "\n" in self.after or not self.after


def cut(text: str, block: Block, details: Details) -> list[Piece]:
    """Cut a block into details and words, in the order of the text."""
    raw: list[Piece] = []
    at = block.start
    if block.heading:
        at = block.heading.end
        if block.heading.phrase > block.start:
            raw += _words(text, block.start, block.heading.phrase)
    for detail in details.between(at, block.end):
        raw += _words(text, at, max(at, detail.first))
        before = text[at : detail.first]
        shown = text[detail.start : detail.end]
        raw.append(Piece("detail", detail.start, detail.end, shown, 0, before[-6:], detail=detail))
        at = max(at, detail.last)
    raw += _words(text, at, max(at, block.end))
    return [replace(p, row=text.count("\n", block.start, p.start)) for p in raw]


def _words(text: str, start: int, end: int) -> Iterator[Piece]:
    """Cut the words between two details at the signs that part them, and at the words that only lead on."""
    at, before = start, ""
    for mark in [*_SEPARATOR.finditer(text, start, end), None]:
        if mark and _ends_abbreviation(text, mark.start()):
            continue
        stop = mark.start() if mark else end
        after = mark[0] if mark else ""
        if stop > at or mark is None:
            yield from _between_connectors(text, at, stop, before, after)
        # Signs follow on one another: all that stands between two pieces counts.
        before = after if stop > at else before + after
        at = mark.end() if mark else end


def _ends_abbreviation(text: str, at: int) -> bool:
    """Tell whether the full stop before a place only ends "Prof." or "techn."."""
    if text[at - 1 : at] != ".":
        return False
    word = re.search(r"[^\W\d_]+(?=\.$)", text[max(0, at - 20) : at])
    return bool(word) and flat(word[0]) in _abbreviations() if word else False


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(
        part.strip(".") for w in word_set("people.abbreviations", "people.honorifics") for part in w.split()
    )


def _between_connectors(text: str, start: int, end: int, before: str, after: str) -> Iterator[Piece]:
    """Yield a stretch, cut where words like "please contact" only lead on."""
    at = start
    for link in phrases("connectors.words").all(flat(text[start:end])):
        yield from _one(text, at, start + link.start(), before, "")
        at, before = start + link.end(), before or " "
    yield from _one(text, at, end, before, after)


def _one(text: str, start: int, end: int, before: str, after: str) -> Iterator[Piece]:
    start, end = _stripped(text, start, end)
    if start < end and re.search(r"\w", text[start:end]):
        yield Piece("words", start, end, text[start:end], 0, before, after)


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    """Take signs, list numbers and small words off the ends of a stretch."""
    while True:
        was = start, end
        while start < end and text[start] in _EDGES:
            start += 1
        while end > start and text[end - 1] in _EDGES.replace(".", ""):
            end -= 1
        if number := re.match(r"\d{1,2}[.、)]\s*(?=\D)", text[start:end]):
            start += number.end()
        first = re.match(r"([^\W\d_]+)\s+", text[start:end])
        street = first and re.match(r"via\s[A-ZÀ-Þ]", text[start:end])
        if first and not street and _is_small(first[1]):
            start += first.end()
        final = re.search(r"(?:^|\s+)([^\W\d_]+)$", text[start:end])
        if final and _is_small(final[1]):
            end = start + final.start()
        if (start, end) == was:
            break
    if "«" in text[start:end] and text[end : end + 1] == "»":
        end += 1
    if text[start:end].endswith(".") and not _KEPT_STOP.search(text[start:end]):
        end -= 1
    return start, end


def _is_small(word: str) -> bool:
    """Tell a small word; it is small in print too: "On" may be a name, "on" is not."""
    return word == word.lower() and flat(word) in word_set("connectors.small")
