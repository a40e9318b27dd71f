"""Puts the physical lines of one card together to properties, however they were folded, encoded or torn."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO

from contactbook.exchange.vcard_decode import Charsets, quoted_printable
from contactbook.exchange.vcard_heads import KNOWN, Heads, head_end
from contactbook.exchange.vcard_model import MAX_HEAD, MAX_PROPERTIES, TEXTS, Head, Property
from contactbook.exchange.vcard_values import decode_base64
from contactbook.i18n import _

_BASE64_LINE = re.compile(rb"[A-Za-z0-9+/=\s]+\Z")
_MARK = re.compile(rb"(?:[\w-]+\.)?(BEGIN|END)[ \t]*:[ \t]*VCARD", re.I)
_NESTED = re.compile(rb"[ \t]*BEGIN[ \t]*:[ \t]*VCARD[ \t]*\Z", re.I)
_PROPERTY = re.compile(rb"(?:[\w-]+\.)?([A-Za-z][A-Za-z-]*)[;:]")
_BINARY = frozenset({"PHOTO", "LOGO", "SOUND", "KEY"})
_STRUCTURED = frozenset({"N", "ADR", "ORG", "GEO", "SOUND", "X-IRMC-N"})
# Texts that people write over several lines, and in which some programs leave the line ends as they are.
_LONG_TEXTS = {"NOTE": b"\n", "ADR": b" ", "LABEL": b"\n"}
_UNBROKEN = frozenset({"URL", "EMAIL", "TEL", "UID", "KEY", "SOUND", "REV"})
# Where 2.1 lines are cut by length and not at a blank.
_CUT = range(72, 79)
# A head that is folded more often than this is none.
_HEAD_FOLDS = 64


# The text of a line, and where it begins and ends in the block.
Line = tuple[bytes, int, int]


@dataclass(slots=True)
class _Open:
    """A property whose line may go on: data is what it holds so far, without folds and soft line breaks."""

    start: int  # where it begins in the block
    end: int = 0
    data: bytearray = field(default_factory=bytearray)
    folds: int = -1
    head: Head | None = None
    length: int = 0  # of the last physical line
    soft: bool = False  # it ended with the = of quoted-printable
    gap: bool = False  # an empty line followed it
    opened: bool = False
    nested: int = 0

    @property
    def name(self) -> str:
        return self.head.name if self.head else ""

    def add(self, part: bytes, length: int) -> None:
        """Take in a part; a soft line break at its end is taken off."""
        self.soft = False
        if self.head is not None and self.head.encoding == "q":
            end = part.rstrip(b" \t")
            if end.endswith(b"="):
                part, self.soft = end[:-1], True
        self.data += part
        self.length = length
        self.folds += 1

    def value(self) -> bytes:
        """Give what stands behind the colon so far."""
        return bytes(self.data[head_end(self.data) + 1 :])

    def is_binary(self) -> bool:
        """Tell whether base64 may go on in the next line."""
        head = self.head
        if head is None or head.encoding:
            return head is not None and head.encoding == "b"
        return head.name in _BINARY and (self.length > 40 or self.folds > 0 or not self.value())


def properties(raw: bytes, version: str, heads: Heads, charsets: Charsets, soft_indent: bool) -> list[Property]:
    """Read the properties between the first and the last line of a card's block.

    soft_indent says that a blank after a soft line break of quoted-printable is folding, not text.
    """
    found: list[Property] = []
    for one in _logical(raw, version, heads, charsets, soft_indent):
        if len(found) == MAX_PROPERTIES:
            much = _("The card has too many lines; only the first {count} were read.")
            charsets.note(much.format(count=f"{MAX_PROPERTIES:,}"))
            break
        prop = _property(one, raw, heads, charsets)
        if prop is not None:
            found.append(prop)
    return found


def _logical(raw: bytes, version: str, heads: Heads, charsets: Charsets, soft_indent: bool) -> Iterator[_Open]:
    """Join what belongs to one property."""
    now: _Open | None = None
    for (line, start, end), after in _with_next(_physical(raw)):
        if now is not None and _goes_on(now, line, version, soft_indent, charsets, after):
            now.end = end
            if now.head is None:
                now.head = _head_of(now, heads, charsets)
            continue
        if now is not None:
            yield now
            now = None
        if not line.strip() or line.startswith(b"#"):
            continue
        now = _Open(start, end)
        now.head = _head_in(line, heads, charsets)
        now.add(line, len(line))
        if now.name == "AGENT" and _NESTED.match(now.value()):
            now.opened = True
    if now is not None:
        yield now


def _physical(raw: bytes) -> Iterator[Line]:
    """Give the lines between BEGIN and END without their ends, and where they stand."""
    body = len(raw.rstrip(b"\r\n\t "))
    last = raw.rfind(b"\n", 0, body) + 1
    stop = last if last and _MARK.match(raw, last) else len(raw)
    at = 0
    for line in BytesIO(raw):
        start, at = at, at + len(line)
        if start >= stop:
            return
        if not start and _MARK.match(line):
            continue
        bare = line.rstrip(b"\r\n")
        yield bare, start, start + len(bare)


def _with_next(lines: Iterator[Line]) -> Iterator[tuple[Line, bytes]]:
    """Give with each line the one that follows it."""
    now = next(lines, None)
    for after in lines:
        if now is not None:
            yield now, after[0]
        now = after
    if now is not None:
        yield now, b""


def _goes_on(now: _Open, line: bytes, version: str, soft_indent: bool, charsets: Charsets, after: bytes) -> bool:
    """Take a line into the open property if it belongs there; after is the line behind it."""
    if now.opened:
        # AGENT:BEGIN:VCARD, and the card follows, unless it is folded into the line.
        now.opened, now.nested = False, 0 if line[:1] in (b" ", b"\t") else 1
        now.data += b"" if line[:1] in (b" ", b"\t") else b"\n"
    if now.nested or (now.name == "AGENT" and not now.folds and not now.value().strip() and _MARK.match(line)):
        return _take_nested(now, line)
    if now.soft:
        return _take_soft(now, line, soft_indent)
    if not line:
        now.gap = True
        return now.is_binary() or now.name in _LONG_TEXTS
    if line[:1] in (b" ", b"\t"):
        now.add(_unfolded(now, line, version), len(line))
        return True
    if now.is_binary() and _BASE64_LINE.match(line):
        now.add(line, len(line))
        return True
    return _take_torn(now, line, charsets, after)


def _take_nested(now: _Open, line: bytes) -> bool:
    mark = _MARK.match(line)
    if mark:
        now.nested += 1 if mark[1].upper() == b"BEGIN" else -1
    now.add(line + b"\n", 0)
    return True


def _take_soft(now: _Open, line: bytes, soft_indent: bool) -> bool:
    """Go on after a soft line break; empty lines between are left out."""
    if not line.strip():
        now.gap = True
        return True
    if now.gap:
        start = _PROPERTY.match(line)
        if start and _is_known(start[1]):
            return False
    now.add(line[1:] if soft_indent and line[:1] in (b" ", b"\t") else line, len(line))
    now.gap = False
    return True


def _take_torn(now: _Open, line: bytes, charsets: Charsets, after: bytes) -> bool:
    """Take a line that nothing announces: the rest of a text whose line end was left as it was."""
    joint = _LONG_TEXTS.get(now.name)
    if line.startswith(b"#"):
        return False
    colon = line.find(b":")
    start = _PROPERTY.match(line + b":")
    if colon < 0 and ((start and _is_known(start[1])) or (joint is None and after[:1] in (b" ", b"\t"))):
        # Its head goes on in the next line.
        return False
    if colon >= 0:
        name = line[:colon].split(b";")[0].rpartition(b".")[2].strip().decode("ascii", "replace")
        torn = " " in name or not (name.isupper() or name.islower())
        if not torn or name[:2].upper() == "X-" or name.upper() in KNOWN or joint is None or b";" in line[:colon]:
            return False
    if joint is None:
        return _drop(line, charsets) if colon < 0 else False
    charsets.note(_("A line without a name was taken into the text before it."))
    now.add(joint * (2 if now.gap else 1) + line, len(line))
    now.gap = False
    return True


def _is_known(name: bytes) -> bool:
    upper = name.decode("ascii").upper()
    return upper in KNOWN or upper.startswith("X-")


def _drop(line: bytes, charsets: Charsets) -> bool:
    left_out = _("A line without a name was left out: {line}")
    charsets.note(left_out.format(line=line[:60].decode("utf-8", "replace")))
    return True


def _unfolded(now: _Open, line: bytes, version: str) -> bytes:
    """Take the fold off. 2.1 folds at a blank, which stays, unless the line was cut where it was full."""
    if version != "2.1" or now.head is None or now.name in _UNBROKEN or now.is_binary():
        return line[1:]
    single = line[1:2] not in (b" ", b"\t")
    return line if single and now.length not in _CUT and bytes(now.data[-1:]) not in (b" ", b";") else line[1:]


def _head_of(now: _Open, heads: Heads, charsets: Charsets) -> Head | None:
    """Read the head if it is all there by now; it may be folded itself."""
    return _head_in(bytes(now.data[: MAX_HEAD + 1]), heads, charsets) if now.folds <= _HEAD_FOLDS else None


def _head_in(line: bytes, heads: Heads, charsets: Charsets) -> Head | None:
    end = head_end(line[: MAX_HEAD + 1])
    return heads.read(charsets.text(line[:end])) if end > 0 else None


def _property(now: _Open, raw: bytes, heads: Heads, charsets: Charsets) -> Property | None:
    """Decode a whole logical line."""
    line = bytes(now.data)
    end = head_end(line[: MAX_HEAD + 1])
    if end < 0:
        end = line.find(b":", 0, MAX_HEAD)
    head = heads.read(charsets.text(line[:end])) if end > 0 else None
    if head is None or head.name in ("BEGIN", "END"):
        _drop(line, charsets)
        return None
    value = line[end + 1 :]
    if head.encoding == "q":
        value = quoted_printable(value, head.name in _STRUCTURED)
    elif head.encoding == "b" and head.name in TEXTS:
        value = decode_base64(value.decode("ascii", "ignore")) or b""
    if head.encoding == "b" or head.name == "AGENT":
        value = value.strip()
    return Property(head, charsets.text(value, head.charset), _even(raw[now.start : now.end]))


def unquoted(head: Head, value: str) -> str | None:
    """Decode quoted-printable that is UTF-8 and whole, soft line breaks and all; None where there is more to it."""
    data = value.replace("=\r\n", "").encode()
    if data.rstrip(b" \t").endswith(b"=") or b"\n" in data or head.charset.upper() not in ("", "UTF-8"):
        return None
    try:
        return quoted_printable(data, head.name in _STRUCTURED).decode()
    except UnicodeDecodeError:
        return None


def _even(raw: bytes) -> bytes:
    """Bring the line ends inside a folded line to CRLF."""
    if b"\n" not in raw:
        return raw
    while b"\r\n" in raw:
        raw = raw.replace(b"\r\n", b"\n")
    return raw.replace(b"\n", b"\r\n")
