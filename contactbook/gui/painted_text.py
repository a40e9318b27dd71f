"""Paints a line of text where it is told to, whatever script it is in, with what was sought marked."""

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QBrush, QPainter, QTextCharFormat, QTextLayout, QTextOption

from contactbook.gui.row_words import Words
from contactbook.gui.theme import tokens


def paint_words(
    painter: QPainter, place: QRect, baseline: int, words: Words, *, at_right: bool = False, left_to_right: bool = False
) -> None:
    """Paint words in the painter's font and pen, cut to a place and set to its left, or right, edge.

    left_to_right keeps a number in its direction; other words take that of their first letter.
    """
    metrics = painter.fontMetrics()
    text = words.text
    if metrics.horizontalAdvance(text) > place.width():
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, place.width())
    if words.marks:
        _paint_marked(painter, place, baseline, words, text, at_right, left_to_right)
        return
    before = painter.layoutDirection()
    painter.setLayoutDirection(
        Qt.LayoutDirection.LeftToRight if left_to_right else Qt.LayoutDirection.LayoutDirectionAuto
    )
    x = place.right() + 1 - metrics.horizontalAdvance(text) if at_right else place.left()
    painter.drawText(QPointF(x, baseline), text)
    painter.setLayoutDirection(before)


def _paint_marked(
    painter: QPainter, place: QRect, baseline: int, words: Words, text: str, at_right: bool, left_to_right: bool
) -> None:
    layout = QTextLayout(text, painter.font())
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    option.setTextDirection(Qt.LayoutDirection.LeftToRight if left_to_right else Qt.LayoutDirection.LayoutDirectionAuto)
    # Absolute, or a right-to-left text would be laid against the far end of its line.
    option.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
    layout.setTextOption(option)
    shown = len(text) if text == words.text else len(text) - 1
    layout.setFormats([_mark(start, min(end, shown)) for start, end in words.marks if start < shown])
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(10_000)
    layout.endLayout()
    wide = line.naturalTextWidth()
    x = place.right() + 1 - wide if at_right else place.left()
    layout.draw(painter, QPointF(x, baseline - line.ascent()))


def _mark(start: int, end: int) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    look = QTextCharFormat()
    look.setBackground(QBrush(tokens().mark))
    look.setForeground(QBrush(tokens().on_mark))
    made.start = start
    made.length = end - start
    made.format = look
    return made
