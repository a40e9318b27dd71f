"""Writes the lines of a contact block as text, HTML or Markdown, and tells where each contact stands in it."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Literal
from urllib.parse import quote

Format = Literal["text", "html", "markdown"]
Direction = Literal["ltr", "rtl"]
# Isolates (UAX 9): what they hold runs its own way and turns nothing around it.
_FORWARD, _OWN, _END = "\u2066", "\u2068", "\u2069"
_MARK = "\u200f"  # the right-to-left mark
_STRONG = {"L": "ltr", "R": "rtl", "AL": "rtl"}
# What Markdown reads as markup anywhere (CommonMark, with the tables and links of GitHub), and at a line's beginning.
_MARKS = re.compile(r"([\\`*_\[\]<>|~#]|&(?=#?\w+;)|:(?=//)|(?<=www)\.)")
_LINE_MARKS = re.compile(r"^(?:([-=])|(\+)(?!\d)|(\d{1,9})([.)]))")
# What stands between < and > as an address in Markdown, and may be linked to.
_ADDRESS = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@[a-zA-Z0-9-]+(?:\.[a-zA-Z0-9-]+)+", re.ASCII)
_E164 = re.compile(r"\+[1-9]\d{2,14}")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a line.

    kind: "own" for words of the block itself, "said" for what a contact holds, "number", "address". owner is the
    place of its contact in the order given, -1 for none; value what a link leads to: E.164 digits, an address.
    """

    kind: Literal["own", "said", "number", "address"]
    text: str
    owner: int = -1
    value: str = ""


Line = Sequence[Run]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a contact stands in a written block: characters from start to end, lines counted from 0, both included."""

    start: int
    end: int
    first_line: int
    last_line: int


@dataclass(frozen=True, slots=True)
class Written:
    """A block in one format, and where the contact of each owner stands in it."""

    text: str
    places: dict[int, Place]


def write(paragraphs: Iterable[Sequence[Line]], form: Format, direction: str, language: str) -> Written:
    """Write paragraphs of lines; nothing in them can become markup, or turn the words around it."""
    writers = {"text": _Text, "html": _Html, "markdown": _Markdown}
    return writers[form](direction, language).write(paragraphs)


class _Text:
    """Plain text, with isolates where a stretch runs against its line."""

    between_lines = "\n"
    between_paragraphs = "\n\n"

    def __init__(self, direction: str, language: str) -> None:
        self.direction, self.language = direction, language
        self.parts: list[str] = []
        self.at = 0
        self.line = 0
        self.places: dict[int, Place] = {}

    def write(self, paragraphs: Iterable[Sequence[Line]]) -> Written:
        held = [paragraph for paragraph in paragraphs if paragraph]
        if not held:
            return Written("", {})
        self._put(self._begin())
        for number, paragraph in enumerate(held):
            self._put(self.between_paragraphs if number else "")
            for at, line in enumerate(paragraph):
                self._put(self.between_lines if at else "")
                self._put(self._opening(line))
                for where, run in enumerate(line):
                    self._run(run, opens=not where)
        self._put(self._end())
        return Written("".join(self.parts), self.places)

    def _run(self, run: Run, opens: bool) -> None:
        start, line = self.at, self.line
        self._put(self._written(run, opens))
        if run.owner >= 0:
            was = self.places.get(run.owner, Place(start, start, line, line))
            self.places[run.owner] = Place(was.start, self.at, was.first_line, self.line)

    def _put(self, text: str) -> None:
        self.parts.append(text)
        self.at += len(text)
        self.line += text.count("\n")

    def _begin(self) -> str:
        return ""

    def _end(self) -> str:
        return "\n"

    def _opening(self, line: Line) -> str:
        # An editor that takes a line's direction from its first letter does not look into isolates.
        first = line[0]
        return _MARK if self.direction == "rtl" and (first.kind != "own" and self._held(first, "")) else ""

    def _written(self, run: Run, opens: bool) -> str:
        return self._held(run, run.text)

    def _held(self, run: Run, text: str) -> str:
        if run.kind in ("number", "address"):
            return f"{_FORWARD}{text}{_END}" if self.direction == "rtl" else text
        return f"{_OWN}{text}{_END}" if run.kind == "said" and runs_against(run.text, self.direction) else text


class _Markdown(_Text):
    """Markdown with hard line breaks."""

    between_lines = "  \n"

    def _written(self, run: Run, opens: bool) -> str:
        if run.kind == "address" and _ADDRESS.fullmatch(run.text):
            return self._held(run, f"<{run.text}>")
        return self._held(run, self._escaped(run.text, opens))

    def _escaped(self, text: str, opens: bool) -> str:
        text = _MARKS.sub(r"\\\1", text)
        return _LINE_MARKS.sub(lambda m: f"{m[3]}\\{m[4]}" if m[3] else f"\\{m[1] or m[2]}", text) if opens else text


class _Html(_Text):
    """A fragment of HTML that keeps its direction wherever it is pasted."""

    between_lines = "<br>\n"
    between_paragraphs = "</p>\n"

    def _begin(self) -> str:
        # The paragraphs say it again: some editors drop the div when they take them over.
        return f'<div lang="{escape(self.language)}" dir="{self.direction}">\n{self._open()}'

    def _end(self) -> str:
        return "</p>\n</div>\n"

    def _opening(self, line: Line) -> str:
        return ""

    def _open(self) -> str:
        return '<p dir="rtl">' if self.direction == "rtl" else "<p>"

    def write(self, paragraphs: Iterable[Sequence[Line]]) -> Written:
        self.between_paragraphs = f"</p>\n{self._open()}"
        return super().write(paragraphs)

    def _written(self, run: Run, opens: bool) -> str:
        text = escape(run.text).replace("\u00a0", "&nbsp;")
        if run.kind == "number":
            text = text.replace(" ", "&nbsp;")
            # RFC 3966; what is no number leads nowhere.
            if _E164.fullmatch(run.value.partition(";")[0]):
                text = f'<a href="tel:{quote(run.value, safe="+;=")}">{text}</a>'
        elif run.kind == "address" and _ADDRESS.fullmatch(run.text):
            text = f'<a href="mailto:{quote(run.text, safe="@+")}">{text}</a>'
        if run.kind in ("number", "address"):
            return f'<bdi dir="ltr">{text}</bdi>' if self.direction == "rtl" else text
        return f"<bdi>{text}</bdi>" if run.kind == "said" and runs_against(run.text, self.direction) else text


def runs_against(text: str, direction: str) -> bool:
    """Tell whether a text holds letters that run against a direction."""
    if text.isascii():
        return direction == "rtl" and any(c.isalnum() for c in text)
    return any(_STRONG.get(unicodedata.bidirectional(c), direction) != direction for c in text)
