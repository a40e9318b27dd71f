"""Loads the words and the punctuation of contact blocks in the languages that they are written in."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from contactbook import resources

_FILE = "block-words.toml"
_RIGHT_TO_LEFT = ("ar",)


@dataclass(frozen=True, slots=True)
class Words:
    """How a language writes a contact block; the file of the words says what each of them is."""

    language: str
    name: str
    heading: str
    sentence: str
    place: str
    inside: str
    alone: tuple[str, ...]
    colon: str
    comma: str
    spoken: str
    semicolon: str
    last: str
    stop: str
    opening: str
    closing: str
    phone: str
    fax: str
    email: str
    extension: str
    speaks: Mapping[str, str]

    @property
    def direction(self) -> str:
        """Which way it runs: ltr or rtl."""
        return "rtl" if self.language in _RIGHT_TO_LEFT else "ltr"

    def around(self, city: str, pattern: str) -> tuple[str, str]:
        """Give what stands before and behind a city; nothing where the city cannot stand behind a preposition."""
        if any(city.startswith(start) if start[-1] in " '’" else city == start for start in self.alone):
            return "", ""
        before, _city, behind = pattern.partition("{city}")
        return before, behind

    def called(self, code: str) -> str:
        """Name a language (BCP 47); one that has no name here stays its code."""
        return self.speaks.get(code.split("-")[0].lower(), code)


def words(language: str) -> Words:
    """Give the words of a language (BCP 47), those of English where it has none."""
    code = language.split("-")[0].lower()
    return _words(code if code in _data() else "en")


def languages() -> dict[str, str]:
    """List the languages that blocks are written in, each with what it calls itself."""
    return {code: held["name"] for code, held in _data().items()}


@cache
def _words(code: str) -> Words:
    held = dict(_data()[code])
    return Words(language=code, alone=tuple(held.pop("alone")), **held)


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(resources.text(_FILE))
