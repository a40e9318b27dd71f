"""Puts the physical lines of one card together to properties, however they were folded, encoded or torn."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from contactbook.exchange.vcard_decode import Charsets, quoted_printable
from contactbook.exchange.vcard_heads import KNOWN, Heads, head_end
from contactbook.exchange.vcard_model import MAX_HEAD, MAX_PROPERTIES, Head, Property
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
_CUT = range(70, 80)


@dataclass(slots=True)
class _Open:
    """A property whose line may go on."""

    raws: list[bytes] = field(default_factory=list)
    parts: list[bytes] = field(default_factory=list)
    head: Head | None = None
    length: int = 0  # of the last physical line
    soft: bool = False  # it ended with the = of quoted-printable
    gap: bool = False  # an empty line followed it
    nested: int = 0

    @property
    def name(self) -> str:
        return self.head.name if self.head else ""


def properties(raw: bytes, version: str, heads: Heads, charsets: Charsets, soft_indent: bool) -> list[Property]:
    """Read the properties between the first and the last line of a card's block.

    soft_indent says that a blank after a soft line break of quoted-printable is folding, not text.
    """
    found: list[Property] = []
    for one in _logical(raw, version, heads, charsets, soft_indent):
        if len(found) == MAX_PROPERTIES:
            charsets.note(
                _("The card has too many lines; only the first {count} were read.").format(count=f"{MAX_PROPERTIES:,}")
            )
            break
        prop = _property(one, heads, charsets)
        if prop is not None:
            found.append(prop)
    return found


def _logical(raw: bytes, version: str, heads: Heads, charsets: Charsets, soft_indent: bool) -> Iterator[_Open]:
    """Join what belongs to one property."""
    now: _Open | None = None
    for line in _physical(raw):
        if now is not None and _goes_on(now, line, version, soft_indent, charsets):
            if now.head is None:
                now.head = _head_of(now, heads, charsets)
            continue
        if now is not None:
            yield now
            now = None
        if not line.strip() or line.startswith(b"#"):
            continue
        now = _Open([line], [line], length=len(line))
        now.head = _head_of(now, heads, charsets)
        _settle(now)
        if now.name == "AGENT" and _NESTED.match(_value(now)):
            now.nested = 1
    if now is not None:
        yield now


def _physical(raw: bytes) -> Iterator[bytes]:
    """Give the lines between BEGIN and END without their ends, whatever these are."""
    lines = raw.split(b"\n")
    if lines and _MARK.match(lines[0]):
        del lines[0]
    while lines and not lines[-1].strip():
        del lines[-1]
    if lines and _MARK.match(lines[-1]) and not lines[-1][:1].isspace():
        del lines[-1]
    for line in lines:
        yield line.rstrip(b"\r")


def _goes_on(now: _Open, line: bytes, version: str, soft_indent: bool, charsets: Charsets) -> bool:
    """Take a line into the open property if it belongs there."""
    head = now.head
    if now.nested or (now.name == "AGENT" and len(now.parts) == 1 and not _value(now).strip() and _MARK.match(line)):
        return _take_nested(now, line)
    if now.soft and head is not None:
        return _take_soft(now, line, soft_indent)
    if not line.strip():
        if line:
            _add(now, line, b"")
        else:
            now.gap = True
        return bool(line) or _is_binary(now) or now.name in _LONG_TEXTS
    if line[:1] in (b" ", b"\t"):
        _add(now, line, _unfolded(now, line, version))
        _settle(now)
        return True
    if _is_binary(now) and _BASE64_LINE.match(line):
        _add(now, line, line)
        return True
    return _take_torn(now, line, charsets)


def _take_nested(now: _Open, line: bytes) -> bool:
    mark = _MARK.match(line)
    if mark:
        now.nested += 1 if mark[1].upper() == b"BEGIN" else -1
    _add(now, line, line + b"\n")
    now.length = 0
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
    _add(now, line, line[1:] if soft_indent and line[:1] in (b" ", b"\t") else line)
    now.gap = False
    _settle(now)
    return True


def _take_torn(now: _Open, line: bytes, charsets: Charsets) -> bool:
    """Take a line that nothing announces: the rest of a text whose line end was left as it was."""
    joint = _LONG_TEXTS.get(now.name)
    if line.startswith(b"#"):
        return False
    colon = line.find(b":")
    start = _PROPERTY.match(line)
    if colon < 0 and start and _is_known(start[1]):
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
    _add(now, line, joint * (2 if now.gap else 1) + line)
    now.gap = False
    return True


def _is_known(name: bytes) -> bool:
    upper = name.decode("ascii").upper()
    return upper in KNOWN or upper.startswith("X-")


def _drop(line: bytes, charsets: Charsets) -> bool:
    charsets.note(_("A line without a name was left out: {line}").format(line=line[:60].decode("utf-8", "replace")))
    return True


def _add(now: _Open, line: bytes, part: bytes) -> None:
    now.raws.append(line)
    now.parts.append(part)
    now.length = len(line)


def _settle(now: _Open) -> None:
    """See whether the line ends with a soft break, and take that off."""
    now.soft = False
    if now.head is not None and now.head.encoding == "q":
        end = now.parts[-1].rstrip(b" \t")
        if end.endswith(b"="):
            now.parts[-1] = end[:-1]
            now.soft = True


def _unfolded(now: _Open, line: bytes, version: str) -> bytes:
    """Take the fold off. 2.1 folds at a blank, which stays, unless the line was cut where it was full."""
    if version != "2.1" or now.head is None or now.name in _UNBROKEN or _is_binary(now):
        return line[1:]
    single = line[1:2] not in (b" ", b"\t")
    return line if single and now.length not in _CUT and now.parts[-1][-1:] not in (b" ", b";") else line[1:]


def _is_binary(now: _Open) -> bool:
    head = now.head
    if head is None:
        return False
    if head.encoding == "b":
        return True
    return head.name in _BINARY and not head.encoding and (now.length > 40 or len(now.parts) > 1 or not _value(now))


def _value(now: _Open) -> bytes:
    first = now.parts[0]
    return first[head_end(first) + 1 :] if len(now.parts) == 1 else b"".join(now.parts)


def _head_of(now: _Open, heads: Heads, charsets: Charsets) -> Head | None:
    """Read the head if it is all there; it may be folded itself."""
    if len(now.parts) > 64:
        return None
    line = now.parts[0] if len(now.parts) == 1 else b"".join(now.parts)
    end = head_end(line[: MAX_HEAD + 1])
    return heads.read(charsets.text(line[:end])) if end > 0 else None


def _property(now: _Open, heads: Heads, charsets: Charsets) -> Property | None:
    """Decode a whole logical line."""
    line = b"".join(now.parts)
    end = head_end(line[: MAX_HEAD + 1])
    if end < 0:
        end = line.find(b":", 0, MAX_HEAD)
    head = heads.read(charsets.text(line[:end])) if end > 0 else None
    if head is None:
        _drop(line, charsets)
        return None
    value = line[end + 1 :]
    if head.encoding == "q":
        value = quoted_printable(value, head.name in _STRUCTURED)
    if head.encoding == "b" or now.name == "AGENT":
        value = value.strip()
    return Property(head, charsets.text(value, head.charset), b"\r\n".join(now.raws))
