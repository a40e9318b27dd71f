"""Turns a document into the text of a release."""

import codecs

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
_LOOKED_AT = 65536


def to_text(name: str, data: bytes) -> str:
    """Read a document's text, whatever its encoding; raise NotReadable where it holds none."""
    encoding = _encoding(data)
    head = data[:_LOOKED_AT]
    if encoding in ("utf-8", "cp1252") and len(head.translate(None, _CONTROLS)) < len(head) * 0.99:
        raise NotReadable(_("{name} holds no text that can be read. Paste the text instead.").format(name=name))
    text = data.decode(encoding, "replace").replace("\x00", "")
    if not text.strip():
        raise NotReadable(_("{name} is empty. Choose another file.").format(name=name))
    return text


def _encoding(data: bytes) -> str:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return encoding
    head = data[:_LOOKED_AT]
    # UTF-16 without a mark shows in the zero halves of its ASCII characters.
    for start, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if len(head) > 3 and head[start::2].count(0) > len(head) // 5 > head[1 - start :: 2].count(0) * 4:
            return encoding
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"
