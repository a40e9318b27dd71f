"""Tells what a file is, and gives every reader the same answer to give: contacts, problems, and where they stood."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from contactbook.domain.contact import Contact

Format = Literal["vcard", "json", "csv", "release"]

_VCARD = re.compile(rb"^[ \t]*(?:[A-Za-z0-9_-]+\.)?BEGIN[ \t]*:[ \t]*VCARD", re.I | re.M)
_DELIMITERS = (b",", b";", b"\t", b"|")
_SUFFIXES: dict[str, Format] = {
    "vcf": "vcard",
    "vcard": "vcard",
    "json": "json",
    "csv": "csv",
    "tsv": "csv",
    "tab": "csv",
    "xlsx": "csv",
    "xlsm": "csv",
    "xls": "csv",
}
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_SNIFFED = 8192
LARGEST = 100 * 1024 * 1024  # bytes of a file that is read


@dataclass(frozen=True, slots=True)
class Problem:
    """What could not be read, where it stands (a file, a line, a card), and its text as far as a person needs it.

    lost is False where the contact that it stands in is taken in all the same. source is the file, and kind what it
    holds, where they are known.
    """

    where: str
    what: str
    raw: str = ""
    lost: bool = True
    source: str = ""
    kind: str = ""

    @property
    def line(self) -> int | None:
        """The line it stands on; only the lines of cards and tables are told."""
        told = re.search(r"(\d+)\D*$", self.where.removeprefix(self.source))
        return int(told[1]) if told and self.kind in ("vcard", "csv") else None

    @property
    def told(self) -> str:
        """Where it stands and what is wrong; a place that the sentence names already stands once."""
        where = self.where or self.source
        if self.source and not where.startswith(self.source):
            where = f"{self.source}, {where}"
        return self.what if where in self.what else f"{where}: {self.what}"

    @property
    def sentence(self) -> str:
        """What is wrong, and of which contact where the place is no line."""
        if self.line is not None or self.where in ("", self.source) or self.where in self.what:
            return self.what
        return f"{self.where}: {self.what}"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the text that was read, in characters, end excluded."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file or a pasted text holds.

    spans has one dict a contact: where in `text` each value was found, by keys such as "name", "role", "agency",
    "city", "phones.0" and "emails.0". A format without a text to show leaves text and spans empty.
    """

    contacts: Sequence[Contact] = ()
    problems: Sequence[Problem] = ()
    text: str = ""
    spans: Sequence[dict[str, tuple[Span, ...]]] = field(default=())
    source: str = ""
    kind: Format = "release"


def sniff(name: str, head: bytes) -> Format:
    """Guess what a file holds from its first bytes, and only then from its name.

    Everything that is none of the tables and cards is a release: documents of all kinds end in its reader.
    """
    plain = _as_ascii(head[:_SNIFFED])
    suffix = name.rpartition(".")[2].lower() if "." in name else ""
    if _VCARD.search(plain):
        return "vcard"
    start = plain.lstrip()
    if start[:1] in (b"[", b"{") and (suffix == "json" or re.match(rb"[\[{]\s*([\[{\"]|\]|\}|$)", start)):
        return "json"
    if suffix in _SUFFIXES or (head.startswith(b"PK\x03\x04") and b"xl/" in head[:_SNIFFED]):
        return _SUFFIXES.get(suffix, "csv")
    if suffix in ("txt", "") and _is_table(start):
        return "csv"
    return "release"


def _as_ascii(head: bytes) -> bytes:
    """Bring the head to bytes in which ASCII reads as ASCII, whatever the encoding."""
    for bom, encoding in _BOMS:
        if head.startswith(bom):
            return head[len(bom) :].decode(encoding, "replace").encode("utf-8", "replace")
    if head[1:2] == b"\0" or head[:1] == b"\0":
        return head.replace(b"\0", b"")
    return head


def _is_table(start: bytes) -> bool:
    """See whether the first lines are cut into the same number of cells, three at least, or one of them is a header."""
    lines = [line for line in start.splitlines()[:6] if line.strip()]
    if len(lines) < 2:
        return False
    for mark in _DELIMITERS:
        counts = [line.count(mark) for line in lines[: len(lines) if len(start) < _SNIFFED else -1]]
        if counts and min(counts) >= 2 and max(counts) == min(counts):
            return True
    return any(
        _is_header(line, mark)
        for mark in _DELIMITERS
        for line, below in pairwise(lines)
        if 2 <= line.count(mark) <= below.count(mark)
    )


def _is_header(line: bytes, mark: bytes) -> bool:
    """See whether a line names columns as tables of contacts do."""
    from contactbook.exchange import csv_headers, csv_own_columns  # late: few files are told by their first lines

    cells = line.decode("utf-8", "replace").split(mark.decode())
    return csv_headers.known(cells) >= max(3, len(cells) // 2) or bool(csv_own_columns.fields_of(cells))
