"""Reads what stands before the colon of a vCard line: group, name and parameters, in all the ways they are written."""

import re

from contactbook.exchange.vcard_model import MAX_HEAD, Head, called_by

# RFC 2425, 2426, 6350 and their extensions, vCard 2.1; what is none of these and has no X- may be a text line.
_NAMES = """
    ADR AGENT ANNIVERSARY BDAY BEGIN BIRTHPLACE CALADRURI CALURI CATEGORIES CLASS CLIENTPIDMAP CONTACT-URI
    CREATED DEATHDATE DEATHPLACE EMAIL END EXPERTISE FBURL FN GENDER GEO GRAMGENDER HOBBY IMPP INTEREST JSPROP
    KEY KIND LABEL LANG LANGUAGE LOGO MAILER MEMBER N NAME NICKNAME NOTE ORG ORG-DIRECTORY PHOTO PRODID PROFILE
    PRONOUNS RELATED REV ROLE SOCIALPROFILE SORT-STRING SOUND SOURCE TEL TITLE TZ UID URL VERSION XML
"""
KNOWN = frozenset(_NAMES.split())

_ENCODINGS = {"QUOTED-PRINTABLE": "q", "BASE64": "b", "B": "b", "8BIT": "", "7BIT": "", "Q": "q", "QP": "q"}
_VALUES = frozenset({"INLINE", "URL", "URI", "CID", "CONTENT-ID"})
_CHARSET = re.compile(r"(?:UTF-?(?:8|16)|ISO-8859-\d+|WINDOWS-\d+|SHIFT_JIS|US-ASCII)$", re.I)
_CARET = re.compile(r"\^([n'^])")
_CARETS = {"n": "\n", "'": '"', "^": "^"}
_CACHED = 4096
_CACHED_LENGTH = 200
_NAME = re.compile(r"[^\x00-\x1f;:,=\"]{1,200}\Z")


class Heads:
    """Reads heads and remembers them: the same few stand in every card of a file."""

    def __init__(self) -> None:
        self.known: dict[str, Head] = {}

    def read(self, text: str) -> Head | None:
        """Read a head; None where it cannot be one."""
        head = self.known.get(text)
        if head is not None:
            return head
        head = read_head(text)
        # A head with a quote still open may be the beginning of a longer one.
        if head is not None and len(text) <= _CACHED_LENGTH and text.count('"') % 2 == 0:
            if len(self.known) >= _CACHED:
                self.known.clear()
            self.known[text] = head
        return head


def head_end(line: bytes | bytearray) -> int:
    """Find the colon that ends the head; a colon inside quotes does not. -1: none, -2: a quote is still open."""
    at = 0
    while True:
        colon = line.find(b":", at)
        if colon < 0:
            return -1
        quote = line.find(b'"', at, colon)
        if quote < 0:
            return colon
        if line[quote - 1 : quote] not in (b"=", b",", b"\\"):
            at = quote + 1
            continue
        close = line.find(b'"', quote + 1)
        if close < 0:
            return -2
        at = close + 1


def read_head(text: str) -> Head | None:
    """Read `group.NAME;PARAM=value;BARE` (RFC 6350 section 3.3, vCard 2.1 section 2.1); None if it has no name."""
    if len(text) > MAX_HEAD:
        return None
    name, *parts = _split(text, ";") if ";" in text else [text]
    group, _, name = name.rpartition(".")
    name = name.strip().upper()
    if not name or not _NAME.match(name):
        return None
    params: dict[str, tuple[str, ...]] = {}
    encoding = charset = ""
    for part in parts:
        part = part.strip()
        if not part:
            continue
        key, values = _param(part)
        if key == "ENCODING":
            encoding = _ENCODINGS.get(values[0].upper(), encoding) if values else encoding
        elif key == "CHARSET":
            charset = values[0] if values else charset
        params[key] = params.get(key, ()) + values
    types = tuple(value.lower() for value in params.get("TYPE", ()) if value)
    if "1" in params.get("PREF", ()) and "pref" not in types:
        types += ("pref",)
    language = params.get("LANGUAGE", ("",))
    first = language[0] if language else ""
    called = called_by(params.get("TYPE", ()))
    return Head(group.strip(), name, tuple(params.items()), types, encoding, charset, first, called)


def _param(part: str) -> tuple[str, tuple[str, ...]]:
    """Read one parameter; a bare word is put under the name it stands for."""
    key, equals, text = part.partition("=")
    key = key.strip().upper()
    if not equals or '"' in key or "," in key:
        upper = part.upper()
        if upper in _ENCODINGS and upper != "Q":
            return "ENCODING", (part,)
        if upper in _VALUES:
            return "VALUE", (part,)
        if _CHARSET.match(part):
            return "CHARSET", (part,)
        return "TYPE", _types(part)
    if key == "TYPE":
        return key, _types(text)
    return key, tuple(_plain(value) for value in _split(text, ","))


def _types(text: str) -> tuple[str, ...]:
    """Read types however they are listed: plain, in quotes, with an escaped comma, or each with its TYPE=."""
    found: list[str] = []
    for value in _split(text.replace("\\,", ","), ","):
        plain = _plain(value)
        inner = plain.split(",") if value.strip().startswith(('"', '\\"')) and ":" not in plain else [plain]
        for word in inner:
            word = word.strip().rstrip("\\")
            if word[:5].upper() == "TYPE=":
                word = word[5:]
            if word[:5].upper() == "PREF:":
                word = "PREF"
            if word:
                found.append(word)
    return tuple(found)


def _plain(value: str) -> str:
    """Take quotes and carets off a parameter's value (RFC 6868)."""
    value = value.strip()
    if value[:2] == '\\"':
        value = value[2:].removesuffix('"').removesuffix("\\")
    elif value[:1] == '"':
        value = value[1:].removesuffix('"')
    return _CARET.sub(lambda found: _CARETS[found[1]], value) if "^" in value else value


def _split(text: str, mark: str) -> list[str]:
    """Split outside quotes; a quote that is never closed is no quote."""
    if '"' not in text:
        return text.split(mark)
    parts: list[str] = []
    at = start = 0
    while True:
        cut = text.find(mark, at)
        quote = text.find('"', at, cut if cut >= 0 else len(text))
        close = text.find('"', quote + 1) if quote >= 0 else -1
        if close >= 0:
            at = close + 1
        elif cut >= 0:
            parts.append(text[start:cut])
            at = start = cut + 1
        else:
            parts.append(text[start:])
            return parts
