"""Turns the bytes of a vCard line into text: quoted-printable, named and unnamed character sets."""

import binascii
import codecs
import re

from contactbook.i18n import _

# What is called Latin-1 is what Windows writes; Japanese phones mean the Windows form of Shift_JIS.
_ALIASES = {
    "iso-8859-1": "cp1252", "iso8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252", "us-ascii": "cp1252",
    "ascii": "cp1252", "ansi": "cp1252", "shift_jis": "cp932", "shift-jis": "cp932", "sjis": "cp932", "x-sjis": "cp932",
    "utf8": "utf-8", "ks_c_5601-1987": "cp949", "gb2312": "gb18030", "gbk": "gb18030",
}  # fmt: skip
# Python's codecs are not all of text, and UTF-16 cannot stand inside lines of bytes.
_OF_TEXT = re.compile(
    r"utf-8$|cp\d|iso8859|koi8|mac|shift_j|euc_|gb|big5|iso2022_|tis-620|johab|hz$|hp-roman|kz1048|ptcp"
)
_NAMED = re.compile(rb"[;:]CHARSET=\"?([A-Za-z0-9_.:\-]{2,40})", re.I)
_KANA = re.compile("[\u3041-\u30fe]")


class Charsets:
    """Decides the character set of each line, and remembers what the lines before it named."""

    def __init__(self) -> None:
        self.named: str | None = None
        self.repairs: dict[str, None] = {}

    def look(self, block: bytes) -> None:
        """Note the character set, other than UTF-8, that a card names anywhere."""
        for name in _NAMED.findall(block):
            codec = codec_of(name.decode("ascii"))
            if codec not in (None, "utf-8"):
                self.named = codec
                return

    def text(self, data: bytes, charset: str = "") -> str:
        """Decode a value; what had to be guessed is noted in repairs."""
        if data.isascii() and not (charset and codec_of(charset) == "iso2022_jp"):
            return data.decode("ascii")
        if charset:
            codec = codec_of(charset)
            if codec is None:
                self.note(_("An unknown character set is named: {name}.").format(name=charset[:40]))
            else:
                text = _strict(data, codec)
                if text is not None:
                    return text
                self.note(_("The text is not in the character set that is named: {name}.").format(name=charset[:40]))
        text = _strict(data, "utf-8")
        if text is not None:
            return text
        return self._guess(data)

    def _guess(self, data: bytes) -> str:
        japanese = _strict(data, "cp932")
        codec = "cp932" if japanese and _KANA.search(japanese) else self.named or "cp1252"
        self.note(_("The character set was guessed: {name}.").format(name=codec))
        text = _strict(data, codec)
        # The five bytes that cp1252 leaves open are what they are in Latin-1.
        return text if text is not None else _strict(data, "cp1252") or data.decode("latin-1")

    def note(self, repair: str) -> None:
        """Keep a sentence that says what was mended or guessed."""
        self.repairs[repair] = None


def codec_of(name: str) -> str | None:
    """Find the codec that a CHARSET means; None where none is known."""
    plain = name.strip().strip('"').lower()
    plain = _ALIASES.get(plain, plain)
    try:
        info = codecs.lookup(plain)
    except (LookupError, ValueError):
        return None
    return info.name if _OF_TEXT.match(info.name) else None


def _strict(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        # A text that was cut inside its last character is still what it is.
        cut = codec == "utf-8" and error.reason == "unexpected end of data" and error.start > 0
        return data[: error.start].decode(codec) if cut else None
    except (UnicodeError, ValueError):
        return None


def quoted_printable(data: bytes, structured: bool) -> bytes:
    """Decode quoted-printable.

    In a structured value whose parts stand apart in the clear, an encoded semicolon belongs to the text.
    """
    if structured and b";" in data:
        data = data.replace(b"=3B", b"\\;").replace(b"=3b", b"\\;")
    return binascii.a2b_qp(data)
