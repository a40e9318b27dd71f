"""Cleans a release for reading: markup, entities and odd characters go, and each character knows where it stood."""

import html
import re
import unicodedata
from dataclasses import dataclass

from contactbook.exchange.formats import Span

# Beyond this a file is a log rather than a release: only its two ends are read.
WHOLE = 400_000
END = 150_000

_HTML = re.compile(r"<(?:p|br|div|a|li|ul|td|tr|table|span|strong|b|h[1-6]|html|body|em|font)\b[^<>]{0,2000}>", re.I)
_ESCAPED = re.compile(r'\\"|\\n[<#]|>\\n')
_BLOCK_TAG = re.compile(
    "p|br|div|li|ul|ol|tr|table|h[1-6]|d[tdl]|section|article|header|footer|hr|address|blockquote|figure|option|form|title",
    re.I,
)
_DASHES = "\u2010\u2011\u2012\u2212\ufe63\uff0d"
_INVISIBLE = r"\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufe0e\ufe0f"
_BLANKS = r"\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_BREAKS = "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_PHONE_SIGNS = "\u260e\u260f\u2706\U0001f4de\U0001f4f1\U0001f4e0\U0001f4e7\u2709\U0001f582"

_SINGLE = {
    **{ord(c): "-" for c in _DASHES},
    **{ord(c): "\n" for c in _BREAKS},
    **{0xFF01 + i: chr(0x21 + i) for i in range(94)},  # full-width forms of ASCII
    **{0x0660 + i: str(i) for i in range(10)},  # Arabic-Indic digits, and their Persian forms
    **{0x06F0 + i: str(i) for i in range(10)},
    **{0x0966 + i: str(i) for i in range(10)},  # Devanagari
    0x3010: "\n",
    0x3011: "\n",
    0x2022: "|",
    0x25CF: "|",
    0x25AA: "|",
    0x2023: "|",
    0x00A6: "|",
    0xFF5C: "|",
    0x2502: "|",
}
# One pass over the text finds all that must change; what lies between is taken over as it is.
_TOKENS = re.compile(
    r"(?P<hidden><!--.*?-->|<(?:script|style)\b.*?</(?:script|style)\s*>)"
    r"|(?P<mailto><a\b[^<>]{0,600}?mailto:(?P<to>[^\s\"'<>?]{3,200})[^<>]{0,600}>(?P<shown>[^<]{0,300})</a\s*>)"
    r"|(?P<tag></?(?P<tagname>[a-z][a-z0-9]{0,15})(?=[\s/>])[^<>]{0,2000}>)"
    r"|(?P<entity>&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,30});)"
    r"|(?P<image>!\[[^\]\n]{0,300}\]\([^()\s]{0,1500}\))"
    r"|(?P<link>\[(?P<words>[^\[\]]{0,400})\]\((?:<)?(?P<url>[^()\s<>]{0,1500})(?:>)?(?:\s+\"[^\"\n]{0,200}\")?\))"
    r"|(?P<angle><(?P<inside>(?:mailto:|tel:)?[^<>\s]{3,300})>)"
    r"|(?P<escape>\\(?:[nrt](?=[\s<#\\*_!\[]|[A-Z])|[\"\\]|(?=\s)))"
    r"|(?P<heading>^[ \t]{0,8}(?:>[ \t]?)*(?:\#{1,6}[ \t]+|={2,6}[ \t]+|>[ \t]?))"
    r"|(?P<marks>\*{2,}|(?<!\w)[*_]{1,3}(?=[^\s*_])|(?<=[^\s*_])[*_]{1,3}(?!\w)|`+)"
    r"|(?P<continued>[ \t]\+(?=[ \t]*\n))"
    rf"|(?P<invisible>[{_INVISIBLE}]+)"
    rf"|(?P<blank>[{_BLANKS}])"
    r"|(?P<return>\r\n?)"
    rf"|(?P<sign>[{_PHONE_SIGNS}])"
    r"|(?P<odd>[\u0000-\u0008\u000e-\u001f\u007f-\u009f\ud800-\udfff\ufffd])",
    re.I | re.S | re.M,
)
_ADDRESS = re.compile(r"^[^@\s]{1,64}@[^@\s]{3,}$")


@dataclass(frozen=True, slots=True)
class Clean:
    """A cleaned text; starts and ends tell for each character which stretch of the original it stands for."""

    text: str
    starts: list[int]
    ends: list[int]

    def span(self, start: int, end: int) -> Span:
        """Say where a stretch of the clean text stood in the original."""
        if start >= end:
            at = self.starts[start] if start < len(self.starts) else (self.ends[-1] if self.ends else 0)
            return Span(at, at)
        return Span(min(self.starts[start:end]), max(self.ends[start:end]))


class _Writer:
    """Collects the clean text and, beside it, where each character came from."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []

    def copy(self, text: str, at: int) -> None:
        """Take a stretch over as it is, which stood at a place of the original."""
        self.parts.append(text)
        self.starts.extend(range(at, at + len(text)))
        self.ends.extend(range(at + 1, at + len(text) + 1))

    def put(self, text: str, start: int, end: int) -> None:
        """Write something that stands for a whole stretch of the original."""
        self.parts.append(text)
        self.starts.extend([start] * len(text))
        self.ends.extend([end] * len(text))


def clean(text: str) -> Clean:
    """Clean a text; what is too long for a release is read at its two ends only."""
    out = _Writer()
    if len(text) > WHOLE:
        _clean_part(text, 0, END, out)
        out.put("\n\n\n", END, END)
        _clean_part(text, len(text) - END, len(text), out)
    else:
        _clean_part(text, 0, len(text), out)
    return _composed(Clean("".join(out.parts), out.starts, out.ends))


def _clean_part(text: str, start: int, end: int, out: _Writer) -> None:
    escaped = bool(_ESCAPED.search(text, start, end))
    marked_up = bool(_HTML.search(text, start, end))
    at = start
    for token in _TOKENS.finditer(text, start, end):
        out.copy(text[at : token.start()].translate(_SINGLE), at)
        at = token.end()
        _replace(token, out, escaped, marked_up)
    out.copy(text[at:end].translate(_SINGLE), at)


def _replace(token: re.Match[str], out: _Writer, escaped: bool, marked_up: bool) -> None:
    """Write what stands for a piece of markup or an odd character."""
    kind, start, end = token.lastgroup, token.start(), token.end()
    if token["mailto"]:
        _link(token["shown"], token.start("shown"), token["to"], token.start("to"), out)
    elif token["link"]:
        url = token["url"]
        to = url.partition("?")[0].removeprefix("mailto:")
        _link(token["words"], token.start("words"), to if _ADDRESS.match(to) else "", token.start("url"), out)
    elif token["tag"]:
        if _BLOCK_TAG.fullmatch(token["tagname"]):
            out.put("\n", start, end)
        elif token["tagname"].lower() in ("td", "th"):
            out.put("\t", start, end)
    elif kind == "entity":
        out.put(html.unescape(token[0])[:1].translate({0xA0: " ", **_SINGLE}), start, end)
    elif token["angle"]:
        inside = token["inside"]
        if "@" in inside or inside.lower().startswith("tel:"):
            out.put(" ", start, start + 1)
            out.copy(inside.partition("?")[0], start + 1)
            out.put(" ", end - 1, end)
    elif kind == "escape" and escaped:
        out.put({"n": "\n", '"': '"'}.get(token[0][1:2], " "), start, end)
    elif token[0] == "\\" or kind in ("blank", "continued"):
        out.put(" ", start, end)
    elif kind == "return":
        out.put("\n", start, end)
    elif kind == "sign":
        out.put("\t", start, end)
    elif kind == "escape":
        out.copy(token[0], start)


def _link(shown: str, shown_at: int, to: str, to_at: int, out: _Writer) -> None:
    """Write a link: what it shows, and the address behind it where it shows none."""
    at = shown_at
    for invisible in re.finditer(rf"[{_INVISIBLE}]+" if "@" in shown else rf"[{_INVISIBLE}*_\\]+", shown):
        out.copy(shown[at - shown_at : invisible.start()].translate(_SINGLE), at)
        at = shown_at + invisible.end()
    out.copy(shown[at - shown_at :].translate(_SINGLE), at)
    if to and "@" not in shown and "(at)" not in shown and "[at]" not in shown:
        out.put(" ", to_at, to_at)
        out.copy(to, to_at)


def _composed(cleaned: Clean) -> Clean:
    """Put letters and their marks together (NFC), so that a name is spelled one way."""
    text = cleaned.text
    if text.isascii() or unicodedata.is_normalized("NFC", text):
        return cleaned
    out = _Writer()
    at = 0
    for cluster in re.finditer(r"[^\W\d_][\u0300-\u036f\u0591-\u05c7\u064b-\u0655\u3099\u309a]+", text):
        composed = unicodedata.normalize("NFC", cluster[0])
        if composed == cluster[0]:
            continue
        _carry(cleaned, at, cluster.start(), out)
        out.put(composed, cleaned.starts[cluster.start()], cleaned.ends[cluster.end() - 1])
        at = cluster.end()
    _carry(cleaned, at, len(text), out)
    return Clean("".join(out.parts), out.starts, out.ends)


def _carry(cleaned: Clean, start: int, end: int, out: _Writer) -> None:
    out.parts.append(cleaned.text[start:end])
    out.starts.extend(cleaned.starts[start:end])
    out.ends.extend(cleaned.ends[start:end])


def line_start(text: str, at: int) -> int:
    """Find where the line begins in which a place lies."""
    return text.rfind("\n", 0, at) + 1


def line_end(text: str, at: int) -> int:
    """Find where the line ends in which a place lies."""
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def edited(cleaned: Clean, breaks: list[int], joins: list[tuple[int, int]]) -> Clean:
    """Put line breaks before some places of a clean text, and let one blank stand for some stretches."""
    if not breaks and not joins:
        return cleaned
    out = _Writer()
    at = 0
    for place, end in sorted([*((place, place) for place in breaks), *joins]):
        if place < at:
            continue
        _carry(cleaned, at, place, out)
        here = cleaned.starts[place]
        out.put(" " if end > place else "\n", here, cleaned.ends[end - 1] if end > place else here)
        at = end
    _carry(cleaned, at, len(cleaned.text), out)
    return Clean("".join(out.parts), out.starts, out.ends)
