"""Decodes plain text of any encoding: by its mark, as UTF-8, by its letters, and by statistics last."""

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LOOKED_AT = 65536
_JUDGED = 16384
_HIGH_RUN = re.compile(rb"[\x80-\xff]+")
_STATEFUL = (
    (re.compile(rb"\x1b\$[@B]|\x1b\(J"), "iso2022_jp"),
    (re.compile(rb"\x1b\$\)C"), "iso2022_kr"),
    (re.compile(rb"~\{[!-w][!-~]"), "hz"),
)
# Alphabets beyond ASCII of the languages that were written in each Western code page, the likeliest first.
_LATIN = (
    ("cp1252", "àâæçéèêëîïôœùûüÿ"),
    ("cp1252", "äöüßé"),
    ("cp1252", "áéíñóúüªº"),
    ("cp1252", "ãõáâàçéêíóôúüªº"),
    ("cp1252", "åäöæøéüšžõ"),
    ("cp1252", "àèéìíîòóùú"),
    ("cp1252", "áæéíðóöúýþ"),
    ("cp1252", "çàéèíïòóúü·"),
    ("cp1250", "ąćęłńóśźż"),
    ("cp1250", "áčďéěíňóřšťúůýž"),
    ("cp1250", "áäčďéíĺľňóôŕšťúýž"),
    ("cp1250", "áéíóöőúüű"),
    ("cp1250", "čćđšž"),
    ("cp1250", "ăâîşţ"),
    ("cp1254", "âçğıîöşüû"),
    ("cp1257", "ąčęėįšųūž"),
    ("cp1257", "āčēģīķļņōŗšūž"),
)
_SIGNS = frozenset("\xa0«»‹›“”„‘’‚–—…•·°§©®™€£¿¡½¼¾×\xad²³µ¹ª!")
# fmt: off
_SCRIPTS = [
    "cp1251", "koi8_r", "koi8_u", "iso8859_5", "cp866", "cp1253", "iso8859_7", "cp1255", "iso8859_8", "cp1256",
    "iso8859_6", "cp874", "cp932", "euc_jp", "gb18030", "big5", "cp949", "euc_kr",
]
# fmt: on


def decode(data: bytes, declared: str | None = None) -> str:
    """Decode bytes to text; an encoding that the document declares is believed where it fits the bytes."""
    encoding = encoding_of(data, declared)
    return data.decode(encoding, "replace").replace("\x00", "")


def encoding_of(data: bytes, declared: str | None = None) -> str:
    """Find the encoding: the mark, UTF-16 without one, the declared one, UTF-8, then the likeliest of the old ones."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    head = data[:_LOOKED_AT]
    if wide := _without_mark(head):
        return wide
    if head.isascii():
        for pattern, encoding in _STATEFUL:
            if pattern.search(head) and _fits(data, encoding):
                return encoding
    if _fits(data, "utf-8"):
        return "utf-8"
    if declared and _fits(data, declared):
        # What calls itself Latin-1 is cp1252, which adds the dashes and quotation marks.
        return "cp1252" if codecs.lookup(declared).name in ("iso8859-1", "ascii") else declared
    return "utf-8" if _nearly_utf8(data) else _legacy(data)


def _without_mark(head: bytes) -> str | None:
    """Tell UTF-16 without a mark, which shows in the zero halves of its ASCII characters."""
    for start, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        zeros, others = head[start::2].count(0), head[1 - start :: 2].count(0)
        if len(head) > 3 and zeros > len(head) // 5 and others * 4 < len(head) // 5:
            return encoding
    return None


def _fits(data: bytes, encoding: str) -> bool:
    try:
        if codecs.lookup(encoding).name == "utf-7":
            return False  # nobody writes it, and it hides markup
        data.decode(encoding)
    except (LookupError, ValueError):
        return False
    return True


def _nearly_utf8(data: bytes) -> bool:
    """See whether the bytes are UTF-8, but for a few that were broken on their way."""
    text = data[:_LOOKED_AT].decode("utf-8", "replace")
    beyond = sum(char > "\x7f" for char in text)
    return beyond > 20 and text.count("\ufffd") * 20 < beyond


def _legacy(data: bytes) -> str:
    """Choose among the encodings of old; a text that leaves it open is cp1252, the commonest by far."""
    runs = _HIGH_RUN.findall(data[: 8 * _LOOKED_AT])
    sample = b" ".join(runs)[:_JUDGED]
    misfits = {alphabet: _misfits(sample, *alphabet) for alphabet in _LATIN}
    best = min(misfits, key=lambda alphabet: misfits[alphabet])
    western = min(count for (encoding, _letters), count in misfits.items() if encoding == "cp1252")
    if western == 0:
        return "cp1252"
    if misfits[best] and sum(map(len, runs)) >= 2 * len(runs) and (guess := _by_statistics(data)):
        return guess
    # A foreign name in a Western text is one or two letters off; a text in another code page is off all over.
    return best[0] if western > max(2, 4 * misfits[best]) or (misfits[best] == 0 and western > 1) else "cp1252"


def _misfits(sample: bytes, encoding: str, letters: str) -> int:
    text = sample.decode(encoding, "replace").replace("İ", "ı").lower()
    return sum(char not in letters and char not in _SIGNS for char in text if char > "\x7f")


def _by_statistics(data: bytes) -> str | None:
    from charset_normalizer import from_bytes

    # Cut at a line's end, so that no character is cut in two.
    sample = data[:_JUDGED]
    if len(data) > _JUDGED:
        sample = sample[: sample.rfind(b"\n") + 1] or sample
    best = from_bytes(sample, cp_isolation=_SCRIPTS).best()
    if best is None or not _fits(sample, best.encoding):
        return None
    # In Big5 every second byte or so is ASCII; without any the text is in the encoding of mainland China.
    if best.encoding == "big5" and all(len(run) % 2 == 0 for run in _HIGH_RUN.findall(sample)):
        return "gb18030"
    return best.encoding
