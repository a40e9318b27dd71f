"""Loads the words by which the reader of releases knows a contact block, ready to be looked for."""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from contactbook import resources

_FILE = "release-words.toml"
# Scripts written without blanks between words: a phrase in them has no word boundary.
_UNSPACED = r"\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f"
_WORD = re.compile(r"\w+")


class _Flat(dict[int, str]):
    """A translation table that is filled as characters turn up: lower case, without marks, one for one."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        if code > 0x2FFF and code < 0xFF00:  # Hangul and kana are no letters with marks
            self[code] = char
            return char
        lower = unicodedata.normalize("NFKD", char)[0].lower()
        folded = {"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ß": "s", "’": "'", "‘": "'", "ς": "σ"}.get(
            char.lower(), lower
        )
        self[code] = folded[0] if folded else char
        return self[code]


_FLAT = _Flat()


def flat(text: str) -> str:
    """Write a text in lower case without marks, each character staying in its place."""
    return text.translate(_FLAT)


class Phrases:
    """A set of phrases that can be looked for in a flat text, of those at one place the longest.

    Most are found by their first word, in a dictionary: one pattern of a thousand phrases would be tried at every
    character. Phrases with a star, and those in scripts without blanks, are left for a pattern.
    """

    def __init__(self, phrases: Iterable[str]) -> None:
        by_word: dict[str, list[str]] = {}
        spaced, unspaced = [], []
        for phrase in sorted({flat(p) for p in phrases}, key=len, reverse=True):
            if re.match(f"[{_UNSPACED}]", phrase):
                unspaced.append(_pattern(phrase))
            elif (word := _WORD.match(phrase)) and "*" not in phrase:
                by_word.setdefault(word[0], []).append(phrase)
            else:
                spaced.append(_pattern(phrase))
        self._by_word = by_word
        self._compiled: dict[str, re.Pattern[str]] = {}  # as they turn up: to compile them all takes half a second
        self._spaced = re.compile(rf"(?<!\w)(?:{'|'.join(spaced)})") if spaced else None
        self._unspaced = re.compile("|".join(unspaced)) if unspaced else None

    def find(self, flat_text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """Find the first phrase in a flat text."""
        return next(self.all(flat_text, start, end), None)

    def all(self, flat_text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
        """Find every phrase in a flat text, none inside another."""
        stop = len(flat_text) if end is None else end
        found = [
            m for pattern in (self._spaced, self._unspaced) if pattern for m in pattern.finditer(flat_text, start, stop)
        ]
        for word in _WORD.finditer(flat_text, start, stop):
            if word[0] in self._by_word and (match := self._known(word[0]).match(flat_text, word.start(), stop)):
                found.append(match)
        at = start
        for match in sorted(found, key=lambda m: (m.start(), -m.end())):
            if match.start() >= at:
                yield match
                at = match.end()

    def at(self, flat_text: str, start: int, end: int | None = None) -> re.Match[str] | None:
        """Match a phrase that begins where it is asked for."""
        stop = len(flat_text) if end is None else end
        word = _WORD.match(flat_text, start, stop)
        known = self._known(word[0]) if word and word[0] in self._by_word else None
        tried = (p.match(flat_text, start, stop) for p in (known, self._spaced, self._unspaced) if p)
        return max((m for m in tried if m), key=lambda m: m.end(), default=None)

    def _known(self, word: str) -> re.Pattern[str]:
        """Give the pattern of the phrases that begin with a word."""
        if word not in self._compiled:
            self._compiled[word] = re.compile("|".join(_pattern(phrase) for phrase in self._by_word[word]))
        return self._compiled[word]

    def whole(self, flat_text: str) -> bool:
        """Tell whether a flat text is one of the phrases and nothing else."""
        match = self.at(flat_text, 0)
        return match is not None and match.end() == len(flat_text)


def _pattern(phrase: str) -> str:
    # A line end may cut a long phrase; two words on two lines are two things.
    blank = r"[ \t]{0,3}[ \t\n][ \t]{0,3}" if phrase.count(" ") > 1 else r"[ \t]{1,3}"
    body = re.escape(phrase.strip("*")).replace(r"\ ", blank)
    if phrase.startswith("*"):
        body = r"\w*" + body
    if phrase.endswith("*"):
        return body + r"\w*"
    spaced = phrase[-1].isalnum() and not re.match(f"[{_UNSPACED}]", phrase[-1])
    return body + r"(?!\w)" if spaced else body


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(resources.text(_FILE))


def _listed(where: str) -> list[str]:
    """Give the list at a place such as `labels.phone`."""
    found: Any = _data()
    for key in where.split("."):
        found = found[key]
    return list(found)


@cache
def phrases(*where: str) -> Phrases:
    """Give the phrases of one or several lists of the file, such as `headings.press`."""
    return Phrases(phrase for place in where for phrase in _listed(place))


@cache
def word_set(*where: str) -> frozenset[str]:
    """Give lists of the file as a set of flat words, for a look-up of single words."""
    return frozenset(flat(word).strip("*") for place in where for word in _listed(place))


@cache
def labels() -> tuple[tuple[str, Phrases], ...]:
    """Give the labels of each kind of value, kinds in the order of the file."""
    return tuple((kind, Phrases(words)) for kind, words in _data()["labels"].items())


@cache
def label_kinds() -> dict[str, tuple[str, ...]]:
    """Tell for each flat label which kinds of value it announces ("m" is a mobile or an email)."""
    kinds: dict[str, tuple[str, ...]] = {}
    for kind, words in _data()["labels"].items():
        for word in words:
            key = squeeze(flat(word))
            kinds[key] = (*kinds.get(key, ()), kind)
    return kinds


@cache
def any_label() -> Phrases:
    """Give the labels of all kinds together."""
    return Phrases(word for words in _data()["labels"].values() for word in words)


@cache
def language_codes() -> dict[str, str]:
    """Tell for each flat name of a language its code (ISO 639-1)."""
    return {flat(name): code for code, names in _data()["languages"].items() for name in names}


@cache
def endonyms() -> dict[str, str]:
    """Tell for flat names of countries in their own languages the code (ISO 3166-1 alpha-2)."""
    return {flat(name): code for code, names in _data()["endonyms"].items() for name in names}


@cache
def country_hints() -> tuple[Phrases, dict[str, str]]:
    """Give the words that hint at a country, and for each of them, flat, its code (ISO 3166-1 alpha-2)."""
    codes = {flat(word): code for code, words in _data()["hints"].items() for word in words}
    return Phrases(codes), codes


@cache
def countries_by_language() -> tuple[dict[str, Any], ...]:
    """Give the countries a language speaks for, each with a code and either letters or words."""
    return tuple(_data()["countries"])


def squeeze(text: str) -> str:
    """Take the blanks and full stops off the ends, and let one blank stand for several."""
    return " ".join(text.split()).strip(" .:")
