"""Finds out where on a PDF's page each piece of text stands, from what its library tells while it reads."""

import math
from collections.abc import Sequence
from typing import Any

from contactbook.exchange.documents_bidi import plain_letters
from contactbook.exchange.documents_layout import Piece

MOST_PIECES = 60_000
_TURNS = {0: (1, 0), 90: (0, 1), 180: (-1, 0), 270: (0, -1)}
PLACING = (b"Td", b"TD", b"Tm", b"T*")
_PLACING = (*PLACING, b"BT", b"'", b'"')
_SHOWING = (b"Tj", b"TJ", b"'", b'"')
_HELVETICA = {
    char: width
    for width, chars in (
        (0.222, "ijl'"),
        (0.278, "ftI.,:;/!|[] "),
        (0.333, 'r()-"'),
        (0.5, "ckszvxyJ"),
        (0.556, "abdeghnopquL0123456789"),
        (0.611, "FTZ"),
        (0.667, "ABEKPSVXY&"),
        (0.722, "CDHNRUw"),
        (0.778, "GOQ"),
        (0.833, "mM"),
        (0.944, "W"),
        (1.015, "@"),
    )
    for char in chars
}
# How wide the other such fonts are beside it.
_OTHER_FONTS = (("Courier", 1.15), ("Times", 0.9))


class Collector:
    """Listens to the extraction of one page and keeps its text in pieces with their places.

    The library gives the text of a piece and the place of its first character; how wide it is follows from the
    widths of its font, by the character codes that were shown.
    """

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self._codes: list[tuple[bytes, float]] = []  # shown since the last piece, each with its kerning after it
        self._pen: tuple[tuple[float, ...], float] | None = None  # the place that was set last, and how far it moved
        self._placed = True
        self._widths: dict[int, _Widths] = {}

    def before(self, operator: bytes, operands: Sequence[Any]) -> None:
        """Take note of an instruction before it is carried out."""
        if operator in _PLACING:
            self._placed = True
        if operator in _SHOWING and operands:
            shown = operands[0] if operator == b"TJ" else operands[-1]
            for item in shown if isinstance(shown, list) else [shown]:
                if isinstance(item, (int, float)):
                    self._codes.append((b"", float(item)))
                else:
                    codes = getattr(item, "original_bytes", item)
                    self._codes.append((codes if isinstance(codes, bytes) else b"", 0.0))

    def show(self, text: str, user: Sequence[float], placed: Sequence[float], font: Any, size: float) -> None:
        """Take a piece of text with the matrices that were in force where it begins."""
        codes, self._codes = self._codes, []
        if not text.strip() or len(self.pieces) > MOST_PIECES:
            return
        matrix = _product(placed, user)
        across = math.hypot(matrix[0], matrix[1])
        height = abs(size) * math.hypot(matrix[2], matrix[3])
        width = across * abs(size) * self._width(font, codes, text)
        key = tuple(matrix)
        moved = self._pen[1] if self._pen and self._pen[0] == key and not self._placed else 0.0
        self._pen, self._placed = (key, moved + width), False
        if not (math.isfinite(width) and math.isfinite(height) and all(map(math.isfinite, matrix))):
            return
        turn = round(math.degrees(math.atan2(matrix[1], matrix[0])) / 90) * 90 % 360
        cosine, sine = _TURNS[turn]
        x, y = matrix[4] * cosine + matrix[5] * sine + moved, matrix[5] * cosine - matrix[4] * sine
        self.pieces.append(
            Piece(plain_letters(text.strip("\n")), x, x + max(width, height * 0.1), y, max(height, 1.0), turn)
        )

    def _width(self, font: Any, codes: list[tuple[bytes, float]], text: str) -> float:
        """Give the width of what was shown, in units of the font's size."""
        if id(font) not in self._widths:
            self._widths[id(font)] = _Widths(font)
        widths = self._widths[id(font)]
        total = 0.0
        for shown, kerning in codes:
            total += widths.of(shown) - kerning / 1000
        if total <= 0 or (widths.unknown and not any(shown for shown, _kerning in codes)):
            total = sum(map(_usual_width, text.strip()))
        return total


class _Widths:
    """The widths of a font's characters, by code, in units of its size."""

    def __init__(self, font: Any) -> None:
        self._by_code: dict[int, float] = {}
        self._default = 0.5
        self._bytes = 1
        self._scale = 1.0
        self.unknown = True
        if font is None:
            return
        base = str(font.get("/BaseFont", ""))
        self._scale = next((scale for name, scale in _OTHER_FONTS if name in base), 1.0)
        if font.get("/Subtype") == "/Type0":
            self._bytes, self._default = 2, 1.0
            self._read_composite(font["/DescendantFonts"].get_object()[0].get_object())
        elif "/Widths" in font:
            first = int(font.get("/FirstChar", 0))
            widths = [float(width) / 1000 for width in list(font["/Widths"].get_object())[:256]]
            # A Type 3 font measures in units of its own.
            scale = abs(float(font["/FontMatrix"][0])) * 1000 if "/FontMatrix" in font else 1.0
            self._by_code = {first + at: width * scale for at, width in enumerate(widths)}
            self.unknown = not any(widths)

    def _read_composite(self, font: Any) -> None:
        """Read the widths of a composite font (ISO 32000-1, 9.7.4.3): runs of widths, and ranges that share one."""
        self._default = float(font.get("/DW", 1000)) / 1000
        self.unknown = False
        items = list(font["/W"].get_object()) if "/W" in font else []
        at = 0
        while at + 1 < len(items):
            first, second = int(items[at].get_object()), items[at + 1].get_object()
            if isinstance(second, list):
                for step, width in enumerate(second):
                    self._by_code[first + step] = float(width) / 1000
                at += 2
            elif at + 2 < len(items):
                width = float(items[at + 2].get_object()) / 1000
                for code in range(first, min(int(second), first + 65_535) + 1):
                    self._by_code[code] = width
                at += 3
            else:
                break

    def of(self, codes: bytes) -> float:
        """Give the width of a string of character codes."""
        if self._bytes == 2:
            pairs = zip(codes[::2], codes[1::2], strict=False)
            return sum(self._by_code.get(high * 256 + low, self._default) for high, low in pairs)
        if self.unknown:
            return self._scale * sum(_usual_width(chr(code)) for code in codes)
        return sum(self._by_code.get(code, self._default) for code in codes)


def _usual_width(char: str) -> float:
    """Give a character's width in the commonest of the fonts that a file need not bring along."""
    return _HELVETICA.get(char, 1.0 if char > "\u2e80" else 0.55)


def _product(first: Sequence[float], second: Sequence[float]) -> list[float]:
    a, b, c, d, e, f = (float(number) for number in first)
    g, h, i, j, k, m = (float(number) for number in second)
    return [a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m]
