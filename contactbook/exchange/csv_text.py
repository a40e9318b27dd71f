"""Turns the bytes of a table into text: finds the encoding, and loses no byte that does not fit it."""

import codecs
import io
import re
import unicodedata
from itertools import pairwise
from typing import BinaryIO

from contactbook.domain.errors import NotReadable
from contactbook.i18n import _

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = bytes(set(range(32)) - {9, 10, 12, 13, 27})
# What spreadsheets write where they do not write Unicode, the Western one aside.
_LEGACY = (
    "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp932", "gb18030", "cp949", "big5",
    "mac_roman", "koi8_r", "cp866", "cp437",
)  # fmt: skip
_WORD = re.compile(r"(?:[^\W\d_]|[^\x00-\x7f\u2010-\u2027\u00a0\u00ab\u00bb])+")
_LENT = "contactbook-cp1252"


def _lend(error: UnicodeError) -> tuple[str, int]:
    """Read bytes that do not fit as Windows would: files are glued together from several programs."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error(_LENT, _lend)


def opened(stream: BinaryIO, encoding: str) -> io.TextIOWrapper:
    """Read a stream as text, line ends as they are; detach it before the stream is to outlive it."""
    return io.TextIOWrapper(stream, encoding=encoding, errors=_LENT, newline="")


def decoded(head: bytes, encoding: str) -> str:
    """Decode the beginning of a table."""
    return head.decode(encoding, _LENT)


def encoding_of(head: bytes, source: str = "") -> str:
    """Find the encoding by the first bytes; raise NotReadable where they are no text."""
    for mark, encoding in _BOMS:
        if head.startswith(mark):
            return encoding
    # UTF-16 without a mark shows in the zero halves of its ASCII characters.
    for start, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if len(head) > 3 and head[start::2].count(0) > len(head) // 5 > head[1 - start :: 2].count(0) * 4:
            return encoding
    if len(head.translate(None, _CONTROLS)) < len(head) * 0.99:
        raise NotReadable(_("{name} holds no table that can be read.").format(name=source or _("The file")))
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return _legacy(head)
    return "utf-8"


def _legacy(head: bytes) -> str:
    """Choose a code page: the Western one, unless words come out of it that no Western language has."""
    western = head.decode("cp1252", "replace")
    found = [word for word in _WORD.findall(western) if not word.isascii()]
    strange = sum(1 for word in found if _is_strange(word))
    if strange * 5 < len(found) or not found:
        return "cp1252"
    from charset_normalizer import from_bytes  # late: it takes long to load

    likely = [match.encoding for match in from_bytes(head, cp_isolation=["cp1252", *_LEGACY])]
    # Short lists of names mislead a judge of languages, so what spells no words at all is ruled out first.
    return min(dict.fromkeys((*likely, "cp1252", *_LEGACY)), key=lambda name: _misspelt(head, name))


def _misspelt(head: bytes, encoding: str) -> int:
    """Count the words that are none if the text is read so."""
    try:
        text = codecs.getincrementaldecoder(encoding)().decode(head)
    except UnicodeDecodeError:
        return len(head)
    return sum(1 for word in _WORD.findall(text) if _is_no_word(word))


def _is_no_word(word: str) -> bool:
    """Tell signs inside a word, letters of several alphabets side by side, and capitals behind small ones."""
    if len(word) < 2 or word.isascii():
        return False
    if any(unicodedata.category(c)[0] not in "LMN" for c in word):
        return True
    scripts = {unicodedata.name(c, "?").partition(" ")[0] for c in word if c.isalpha()}
    if scripts & {"CJK", "HIRAGANA", "KATAKANA"}:
        return False
    return len(scripts) > 1 or any(a.islower() and b.isupper() for a, b in pairwise(word))


def _is_strange(word: str) -> bool:
    """Tell a word that is not spelled so in Western Europe: signs inside, or marked letters side by side."""
    marked = [not c.isascii() and c.isalpha() for c in word]
    return _is_no_word(word) or sum(a and b for a, b in pairwise(marked)) > 1
