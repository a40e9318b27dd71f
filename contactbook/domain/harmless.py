"""Makes text from outside fit to be shown: it cannot steer a terminal, turn a line around or break out of it."""

import re
import unicodedata

# Marks that turn the order of what follows; a plain letter mark (U+200E, U+200F, U+061C) turns nothing else.
_TURNS = "\u202a-\u202e\u2066-\u2069"
_CONTROLS = re.compile(f"[\\x00-\\x1f\\x7f-\\x9f\u2028\u2029{_TURNS}\\ud800-\\udfff]")


def one_line(text: str) -> str:
    """Put a text on one line, each control character replaced by a sign that can be seen."""
    return _CONTROLS.sub(_sign, " ".join(text.split()))


def lines(text: str) -> list[str]:
    """Cut a text into its lines, each of them harmless."""
    return [_CONTROLS.sub(_sign, line.expandtabs(4)) for line in re.split(r"\r\n|\r|\n", text)]


def escaped(json_text: str) -> str:
    """Write the control characters that JSON lets through as its own escapes; what it says stays the same."""
    return _CONTROLS.sub(lambda m: m[0] if m[0] in "\n\t" else f"\\u{ord(m[0]):04x}", json_text)


def width(text: str) -> int:
    """Count the columns that a text takes in a terminal."""
    if text.isascii():
        return len(text)
    return sum(_columns(c) for c in text)


def cut(text: str, columns: int) -> str:
    """Shorten a text to so many columns, an ellipsis at its end."""
    if width(text) <= columns:
        return text
    taken = 0
    for at, c in enumerate(text):
        taken += _columns(c)
        if taken > columns - 1:
            return text[:at].rstrip() + "…"
    return text


def _columns(c: str) -> int:
    if unicodedata.combining(c) or unicodedata.category(c) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(c) in "WF" else 1


def _sign(match: re.Match[str]) -> str:
    code = ord(match[0])
    return chr(0x2400 + code) if code < 0x20 else "\N{SYMBOL FOR DELETE}" if code == 0x7F else "\ufffd"
