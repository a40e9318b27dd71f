"""Gives the values of vCard properties their types: text, components, lists, bytes; and writes them back."""

import binascii
import re
from collections.abc import Iterable
from datetime import UTC, datetime
from urllib.parse import unquote_to_bytes

from contactbook.exchange.vcard_model import Property

# More than any card has; a value that is nothing but marks would fill the memory with empty parts.
_MOST_PARTS = 64
_MOST_WORDS = 5_000
_ESCAPE = re.compile(r"\\(.?)", re.S)
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]+")
_NOT_BASE64_TEXT = re.compile(r"[^A-Za-z0-9+/=\s]")
_DATA = re.compile(r"data:([^,;\\]*)((?:\\?;[^,;\\]*)*)\\?,", re.I)
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def lines(text: str) -> str:
    """Bring line ends to LF."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def unescape(text: str) -> str:
    """Take the escapes of 3.0 and 4.0 off (RFC 6350 section 3.4); an unknown one loses its backslash."""
    if "\\" not in text:
        return text
    return _ESCAPE.sub(lambda found: "\n" if found[1] in ("n", "N") else found[1], text)


def text_of(prop: Property, version: str) -> str:
    """Read a single text; it is never cut at a comma or semicolon. 2.1 knows no escapes there."""
    value = prop.value
    if "\\" in value and version != "2.1":
        value = unescape(value)
    return (value if value.isprintable() else clean(value)).strip()


def uri_of(prop: Property) -> str:
    """Read a URI, whose escapes are taken off in every version ("http" and an escaped colon)."""
    value = unescape(prop.value)
    return (value if value.isprintable() else clean(value)).strip()


def components(prop: Property, version: str) -> list[str]:
    """Read a structured value (N, ADR, ORG, GENDER): its parts without escapes; a part may list several with commas."""
    value = prop.value
    if not value.isprintable():
        value = clean(value)
    if "\\" not in value:
        return [part.strip() for part in value.split(";", _MOST_PARTS)]
    if version == "2.1":
        return [part.replace("\\;", ";").strip() for part in split(value, ";", _MOST_PARTS)]
    return [unescape(part).strip() for part in split(value, ";", _MOST_PARTS)]


def words(prop: Property, version: str) -> list[str]:
    """Read a list of words (CATEGORIES, NICKNAME); 2.1 also parts them with semicolons."""
    value = prop.value
    if version == "2.1":
        value = value.replace("\\;", ";").replace(";", ",")
    if not value.isprintable():
        value = clean(value)
    return [word for part in split(value, ",", _MOST_WORDS) if (word := unescape(part).strip())]


def split(value: str, mark: str, most: int) -> list[str]:
    """Split at a mark that has no backslash before it, so many times at most; the escapes stay."""
    parts = value.split(mark, most)
    if "\\" not in value:
        return parts
    out: list[str] = []
    open_parts: list[str] = []
    for part in parts:
        open_parts.append(part)
        if (len(part) - len(part.rstrip("\\"))) % 2 == 0:
            out.append(mark.join(open_parts))
            open_parts = []
    if open_parts:
        out.append(mark.join(open_parts))
    return out


def binary_of(prop: Property) -> bytes | None:
    """Read inline bytes, from base64 or a data: URI in any state of repair; None for a link or nothing."""
    value = prop.value.strip()
    if not value:
        return None
    data = _DATA.match(value)
    if data:
        rest = value[data.end() :]
        return decode_base64(rest) if "base64" in data[2].lower() else unquote_to_bytes(rest) or None
    if value[:7].lower().startswith("base64"):
        return decode_base64(value[6:].lstrip("\\,;: "))
    if is_link(prop):
        return None
    if prop.head.encoding == "b" or (len(value) >= 40 and not _NOT_BASE64_TEXT.search(value)):
        return decode_base64(value)
    return None


def is_link(prop: Property) -> bool:
    """Tell whether a photo or the like is only pointed to."""
    kind = (prop.head.param("VALUE") or "").lower()
    start = prop.value.lstrip()[:12].replace("\\", "").lower()
    named = start.startswith(("http:", "https:", "ftp:", "file:", "cid:", "content:", "urn:"))
    if start.startswith("//"):  # no scheme; or base64 of bytes that begin so
        named = prop.head.encoding != "b"
    return named or (kind in ("uri", "url", "cid", "content-id") and prop.head.encoding != "b" and "data:" not in start)


def media_of(prop: Property) -> str:
    """Give the media type that a data: URI names, else nothing."""
    data = _DATA.match(prop.value.strip())
    return data[1].lower() if data else ""


def decode_base64(text: str) -> bytes | None:
    """Decode base64 with whatever stands between and behind; a digit that stands alone at the end is dropped."""
    digits = _NOT_BASE64.sub(b"", text.encode("ascii", "ignore"))
    digits = digits[: len(digits) - 1] if len(digits) % 4 == 1 else digits
    return binascii.a2b_base64(digits + b"=" * (-len(digits) % 4)) or None


def escape(text: str) -> str:
    """Escape a text for 3.0 and 4.0; characters that a card may not hold are left out."""
    if not text.isprintable():
        text = clean(text)
    if "\\" in text:
        text = text.replace("\\", "\\\\")
    if "\n" in text:
        text = text.replace("\n", "\\n")
    return text.replace(",", "\\,").replace(";", "\\;")


def escape_all(parts: Iterable[str | None], mark: str = ";") -> str:
    """Escape parts and join them with a semicolon (structured) or a comma (a list)."""
    return mark.join([escape(part) if part else "" for part in parts])


def stamp(moment: datetime) -> str:
    """Write a moment as REV has it in every version: `20261122T100000Z`."""
    text = moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds")
    return text.replace("-", "").replace(":", "") + "Z"


def clean(text: str) -> str:
    """Bring line ends to LF and leave out control characters (RFC 6350 section 3.3)."""
    return _CONTROLS.sub("", lines(text))
