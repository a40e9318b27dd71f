"""Paints a line of text where it is told to, whatever script it is in, with what was sought marked."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QBrush, QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout, QTextOption

from contactbook.gui.row_words import Words
from contactbook.gui.theme import tokens


def _option(direction: Qt.LayoutDirection) -> QTextOption:
    # Absolute, or a right-to-left text would be laid against the far end of its line.
    option = QTextOption(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    option.setTextDirection(direction)
    return option


_NUMBER = _option(Qt.LayoutDirection.LeftToRight)  # a number keeps its direction
_WORDS = _option(Qt.LayoutDirection.LayoutDirectionAuto)  # words take that of their first letter
_WIDEST = 10_000


@dataclass(slots=True)
class Line:
    """Words laid out in one line, ready to be painted: how wide they are in px, and whether they are whole."""

    words: Words
    wide: int
    whole: bool
    _layout: QTextLayout
    _ascent: float

    def paint(self, painter: QPainter, x: int, baseline: int) -> None:
        """Paint them in the painter's pen, from their left end."""
        self._layout.draw(painter, QPointF(x, baseline - self._ascent))


def lay(words: Words, font: QFont, room: int, *, number: bool = False) -> Line:
    """Lay words out, cut to the room that there is, in px; a number keeps its direction from left to right."""
    line = _laid(words, words.text, font, number)
    if line.wide <= room:
        return line
    cut = QFontMetrics(font).elidedText(words.text, Qt.TextElideMode.ElideRight, room)
    return _laid(words, cut, font, number)


def _laid(words: Words, text: str, font: QFont, number: bool) -> Line:
    layout = QTextLayout(text, font)
    layout.setCacheEnabled(True)  # or it is shaped once to be measured and again to be drawn
    layout.setTextOption(_NUMBER if number else _WORDS)
    whole = text == words.text
    if words.marks:
        shown = len(text) if whole else len(text) - 1
        layout.setFormats([_mark(start, min(end, shown)) for start, end in words.marks if start < shown])
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(_WIDEST)
    layout.endLayout()
    return Line(words, round(line.naturalTextWidth()), whole, layout, line.ascent())


def paint_words(painter: QPainter, place: QRect, baseline: int, words: Words, *, at_right: bool = False) -> None:
    """Paint words in the painter's font and pen, cut to a place and set to its left, or right, edge."""
    line = lay(words, painter.font(), place.width())
    line.paint(painter, place.right() + 1 - line.wide if at_right else place.left(), baseline)


def _mark(start: int, end: int) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    look = QTextCharFormat()
    look.setBackground(QBrush(tokens().mark))
    look.setForeground(QBrush(tokens().on_mark))
    made.start = start
    made.length = end - start
    made.format = look
    return made
