"""The text that was read, with what was found in it: read values tinted, guesses underlined, the row in hand marked."""

import re
from bisect import bisect_right

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QMouseEvent, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextOption
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from contactbook.app.plan import Plan
from contactbook.exchange.formats import Span
from contactbook.gui.theme import HEADING, factor_font, tokens
from contactbook.i18n import _

_MOST = 300_000  # characters that are shown; a longer text is cut around nothing, its end is left out
_TURNS = re.compile(
    "[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)


class Places:
    """Maps places in a Python text to places in a Qt document: CRLF is one there, a letter beyond FFFF is two."""

    def __init__(self, text: str) -> None:
        self._at: list[int] = [0]
        self._moved: list[int] = [0]
        moved = 0
        for match in re.finditer("\r\n|[\U00010000-\U0010ffff]", text):
            moved += -1 if match[0] == "\r\n" else 1
            self._at.append(match.end())
            self._moved.append(moved)

    def qt(self, place: int) -> int:
        """Give the document's place of a place in the text."""
        return place + self._moved[bisect_right(self._at, place) - 1]


class ReleaseText(QTextEdit):
    """Shows a reading; row_clicked(row) tells on whose words a click fell."""

    row_clicked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setAcceptDrops(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("kind", "bare")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setTabChangesFocus(True)
        self.setAccessibleName(_("Text that was read"))
        self.document().setDocumentMargin(4)
        self._spots: list[tuple[int, int, int, bool]] = []  # start, end, row, guessed
        self._in_hand = -1

    def show_plan(self, plan: Plan) -> None:
        """Show the text that a plan came from and where the values of each row stand in it."""
        text = plan.text[:_MOST]
        way = QTextOption()
        way.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        way.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDefaultTextOption(way)
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.setCurrentCharFormat(QTextCharFormat())  # setPlainText writes in the form of the cursor: the old heading's
        self.setPlainText(_TURNS.sub("\ufffd", text).replace("\r\n", "\n"))
        self._set_apart(text)
        places = Places(text)
        self._spots = []
        for at, spans in plan.spans.items():
            guesses = plan.rows[at].incoming.guessed
            for key, found in spans.items():
                guessed = key in guesses or key.partition(".")[0] in guesses
                self._spots += [
                    (places.qt(span.start), places.qt(span.end), at, guessed)
                    for span in found
                    if _within(span, len(text))
                ]
        self._spots.sort()
        self._in_hand = -1
        self.paint_marks()

    def take_in_hand(self, row: int) -> None:
        """Mark a row's words and bring them into view."""
        self._in_hand = row
        self.paint_marks()
        # The name is looked for first: an agency may stand far above.
        spots = [spot for spot in self._spots if spot[2] == row]
        if not spots:
            return
        ends = [spot for spot in spots if not spot[3]] or spots
        cursor = self.textCursor()
        cursor.setPosition(min(ends[0][0], self.document().characterCount() - 1))
        self.setTextCursor(cursor)
        # A third from the top: what stands around it tells as much as the words themselves.
        below = self.cursorRect(cursor).top() - self.viewport().height() // 3
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + below)

    def paint_marks(self) -> None:
        """Draw what was found in the colours of now."""
        self.setExtraSelections([self._mark(*spot) for spot in self._spots])

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            place = self.cursorForPosition(event.position().toPoint()).position()
            rows = [row for start, end, row, _guess in self._spots if start <= place <= end]
            if rows:
                self.row_clicked.emit(rows[0])

    def _mark(self, start: int, end: int, row: int, guessed: bool) -> QTextEdit.ExtraSelection:
        colours = tokens()
        form = QTextCharFormat()
        if row == self._in_hand:
            form.setBackground(colours.mark)
            form.setForeground(colours.on_mark)
        else:
            form.setBackground(colours.tint)
            form.setForeground(colours.on_tint)
        if guessed:
            form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
            form.setUnderlineColor(colours.text)
            form.setFontUnderline(True)
        marked = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.document())
        last = self.document().characterCount() - 1
        cursor.setPosition(min(start, last))
        cursor.setPosition(min(end, last), QTextCursor.MoveMode.KeepAnchor)
        marked.cursor = cursor
        marked.format = form
        return marked

    def _set_apart(self, text: str) -> None:
        """Give the lines air, and set the first one as a heading where prose follows it."""
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        air = QTextBlockFormat()
        air.setLineHeight(125, int(QTextBlockFormat.LineHeightTypes.ProportionalHeight.value))
        cursor.mergeBlockFormat(air)
        lines = text.strip().splitlines()
        if len(lines) > 4 and not lines[1].strip() and len(lines[0]) > 20 and lines[0] in text[:400]:
            first = QTextCursor(self.document())
            first.setPosition(len(text) - len(text.lstrip()))
            first.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
            form = QTextCharFormat()
            font = factor_font(self.font(), HEADING, semibold=True)
            form.setFontPointSize(font.pointSizeF() if font.pointSizeF() > 0 else font.pixelSize())
            form.setFontWeight(QFont.Weight.DemiBold)
            first.mergeCharFormat(form)
        self.moveCursor(QTextCursor.MoveOperation.Start)


def _within(span: Span, length: int) -> bool:
    return 0 <= span.start < span.end <= length
