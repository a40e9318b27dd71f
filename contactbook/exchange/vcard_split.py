"""Cuts a stream of bytes into the blocks of its cards, one at a time, however they are written."""

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from contactbook.exchange.vcard_model import MAX_CARD, MAX_NESTING
from contactbook.i18n import _

_CHUNK = 256 * 1024
_WINDOW = 16 * 1024
_BOMS = (
    (codecs.BOM_UTF8, ""),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_TIDY_BEGIN = re.compile(rb"BEGIN:VCARD\r?\n")
_MARK = re.compile(rb"[ \t]*(?:[\w-]+\.)?(BEGIN|END)[ \t]*:[ \t]*VCARD[ \t]*", re.I)
# A card without its first line is known by a property that nothing else has at the start of a line.
_HEADLESS = re.compile(rb"(?:VERSION[ \t]*:[ \t]*[234]|(?:N|FN)(?:;[^:\r\n]*)?:)", re.I)
_HEADLESS_SIZE = 64 * 1024
_NO_END = _("The line END:VCARD is missing.")
_TOO_LARGE = _("The card is too large; its end was left out.")
_AGENT_BEGIN = re.compile(rb"(?:[\w-]+\.)?AGENT(?:;[^:\r\n]*)?:[ \t]*BEGIN:VCARD[ \t]*\r*\n", re.I)
_AGENT = re.compile(rb"(?:[\w-]+\.)?AGENT(?:;[^:\r\n]*)?:[ \t]*$", re.I)


class Block(NamedTuple):
    """The bytes of one card. tidy: the first line is its BEGIN, the last its END, and neither stands between."""

    raw: bytes
    line: int
    tidy: bool
    repairs: tuple[str, ...] = ()


def blocks(source: "Source") -> Iterator[Block]:
    """Give the blocks of a stream in their order; memory is bounded by the largest card."""
    while True:
        raw = source.take_tidy()
        if raw is not None:
            yield Block(raw, source.line_number - raw.count(b"\n"), True, source.repairs)
            continue
        block = _Gathering(source).run()
        if block is None:
            return
        yield block


class Source:
    """A buffer over the stream that gives whole cards where it can, and lines where it cannot."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._decoder: codecs.IncrementalDecoder | None = None
        self._carriage = False
        self._buffer = b""
        self._at = 0
        self._ended = False
        self.line_number = 1
        self.repairs: tuple[str, ...] = ()
        self._open()

    @property
    def head(self) -> bytes:
        """What was read ahead, at first some 256 KB."""
        return self._buffer

    def _open(self) -> None:
        """Read the first bytes: byte order mark, UTF-16 without one, line ends."""
        head = self._read(_CHUNK)
        encoding = ""
        for bom, name in _BOMS:
            if head.startswith(bom):
                head, encoding = head[len(bom) :], name
                break
        else:
            pairs = head[:64]
            if pairs[0::2].count(0) * 4 > len(pairs):
                encoding = "utf-16-be"
            elif pairs[1::2].count(0) * 4 > len(pairs):
                encoding = "utf-16-le"
        if encoding:
            self._decoder = codecs.getincrementaldecoder(encoding)("replace")
            self.repairs = (_("The file is in {name}; it was brought to UTF-8.").format(name=encoding.upper()),)
        self._buffer = self._bytes(head, final=False)
        # A bare CR ends lines only where nothing else does (Mac programs of old).
        self._carriage = b"\r" in self._buffer and b"\n" not in self._buffer
        if self._carriage:
            self._buffer = self._buffer.replace(b"\r", b"\n")

    def _read(self, size: int) -> bytes:
        """Read so many bytes; fewer only at the end of the stream, which a pipe may give in small pieces."""
        data = self._stream.read(size)
        if not data or len(data) == size:
            return data
        pieces = [data]
        size -= len(data)
        while size and (data := self._stream.read(size)):
            pieces.append(data)
            size -= len(data)
        return b"".join(pieces)

    def _bytes(self, data: bytes, final: bool) -> bytes:
        if self._decoder is not None:
            data = self._decoder.decode(data, final).encode("utf-8", "replace")
        return data.replace(b"\r", b"\n") if self._carriage else data

    def _fill(self) -> bool:
        """Read on; the more is waiting already, the more is read, so that a long card costs no more a byte."""
        if self._ended:
            return False
        rest = len(self._buffer) - self._at
        data = self._read(max(_CHUNK, rest))
        self._ended = not data
        data = self._bytes(data, self._ended)
        self._buffer = self._buffer[self._at :] + data
        self._at = 0
        return bool(data) or not self._ended

    def take_tidy(self) -> bytes | None:
        """Take a card that begins and ends as it should; None where a look at each line is called for."""
        if len(self._buffer) - self._at < 64:
            self._fill()
        while not _TIDY_BEGIN.match(self._buffer, self._at):
            # Blank lines between cards are common and cost nothing here.
            if self._buffer[self._at : self._at + 1] == b"\n":
                self._advance(1)
            elif self._buffer[self._at : self._at + 2] == b"\r\n":
                self._advance(2)
            else:
                return None
        window = _WINDOW
        while True:
            start = self._at
            end = self._buffer.find(b"\nEND:VCARD", start, start + window)
            stop = end if end >= 0 else start + window
            if any(
                self._buffer.find(mark, start + 6, stop) >= 0 for mark in (b"BEGIN:", b"begin:", b"\nend:", b"\nEnd:")
            ):
                return None
            if end >= 0:
                break
            if start + window < len(self._buffer):
                window *= 2
            elif not self._fill():
                return None
            if window > MAX_CARD:
                return None
        while (close := self._buffer.find(b"\n", end + 10)) < 0 and self._fill():
            end -= start
            start = 0
        close = len(self._buffer) if close < 0 else close + 1
        if self._buffer[end + 10 : close].strip(b" \t\r\n"):
            return None
        raw = self._buffer[self._at : close]
        self._advance(len(raw), raw.count(b"\n"))
        return raw

    def _advance(self, size: int, line_ends: int = 1) -> None:
        self._at += size
        self.line_number += line_ends

    def take_line(self) -> bytes:
        """Take a line with its end; empty at the end of the stream. A line too long for a card comes in pieces."""
        found = self._buffer.find(b"\n", self._at)
        while found < 0 and len(self._buffer) - self._at < MAX_CARD:
            seen = len(self._buffer) - self._at
            if not self._fill():
                break
            found = self._buffer.find(b"\n", self._at + seen)
        stop = found + 1 if found >= 0 else len(self._buffer)
        line = self._buffer[self._at : stop]
        self._advance(len(line), 1 if found >= 0 else 0)
        return line

    def put_back(self, line: bytes) -> None:
        """Give back the end of what was taken last, so that it is taken next."""
        self._at -= len(line)
        self.line_number -= line.endswith(b"\n")


class _Gathering:
    """One card as it grows line by line: nested, unclosed, without a beginning, or with text around it."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._repairs = list(source.repairs)
        self._kept = bytearray()
        self._before = b""
        self._size = 0
        self._depth = 0
        self._start = 0
        self._indent = b""
        self._headless = False
        self._agent = False  # the last line was AGENT:BEGIN:VCARD; the card follows unless it is folded into the line

    def run(self) -> Block | None:
        """Read lines until the card is whole; None at the end of the stream."""
        while line := self._source.take_line():
            if line.startswith(codecs.BOM_UTF8):
                # Files that were put one after the other keep theirs.
                line = line[3:]
            mark = _MARK.match(line)
            word = mark[1].upper() if mark else b""
            rest = line[mark.end() :] if mark else b""
            if not self._depth:
                self._begin(line, word, rest)
            elif self._indent and line.startswith(self._indent):
                block = self._go_on(line[len(self._indent) :], word, rest)
                if block:
                    return block
            else:
                block = self._go_on(line, b"" if line[:1].isspace() else word, rest)
                if block:
                    return block
        if not self._depth or (self._headless and self._size > _HEADLESS_SIZE):
            return None
        return self._done(_NO_END)

    def _begin(self, line: bytes, word: bytes, rest: bytes) -> None:
        """Leave out what stands before a card, and take its first line."""
        if word != b"BEGIN" and not (not word and _HEADLESS.match(line)):
            return
        self._depth = 1
        self._start = self._source.line_number - line.endswith(b"\n")
        if not word:
            self._headless = True
            self._repairs.append(_("The line BEGIN:VCARD is missing."))
        else:
            self._indent = line[: len(line) - len(line.lstrip(b" \t"))]
            line = line[len(self._indent) :]
            if rest.strip():
                # BEGIN:VCARDVERSION:4.0 is two lines in one.
                line = line[: len(line) - len(rest)] + b"\n" + rest
        self._keep(line)

    def _go_on(self, line: bytes, word: bytes, rest: bytes) -> Block | None:
        """Take one more line; give the card if it ends there."""
        if self._agent and not line[:1].isspace():
            self._depth = min(self._depth + 1, MAX_NESTING)
        self._agent = False
        if word == b"BEGIN":
            if self._depth == 1 and not _AGENT.match(self._before):
                self._source.put_back(line)
                return self._done(_NO_END)
            self._depth = min(self._depth + 1, MAX_NESTING)
        elif word == b"END":
            self._depth -= 1
            if not self._depth:
                if rest.strip():
                    self._source.put_back(rest)
                    line = line[: len(line) - len(rest)] + b"\n"
                self._keep(line)
                return self._done()
        self._agent = bool(_AGENT_BEGIN.match(line))
        self._keep(line)
        return None

    def _keep(self, line: bytes) -> None:
        self._size += len(line)
        if self._size <= MAX_CARD:
            self._kept += line
            self._before = line.rstrip(b"\r\n") or self._before
        elif _TOO_LARGE not in self._repairs:
            self._repairs.append(_TOO_LARGE)

    def _done(self, repair: str = "") -> Block:
        repairs = [*self._repairs, repair] if repair else self._repairs
        return Block(bytes(self._kept), self._start, False, tuple(repairs))
