"""Shows exactly what will be pasted; the contact in hand is tinted, and marks stand in the margin, not in the text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QMimeData, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QToolTip, QVBoxLayout, QWidget

from contactbook.app.composing import Entry
from contactbook.gui import icons
from contactbook.gui.composer_words import Concern
from contactbook.gui.review_text import Places
from contactbook.gui.text import tip
from contactbook.gui.theme import RADIUS_PANEL, RING, tokens
from contactbook.i18n import _

Concerns = tuple[Concern, ...]
_MARGIN = 40
_LINE = 122  # in hundredths of a line
_ICON = 16


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where a contact stands in the document, and what is to be said of it beside its first line."""

    uid: str
    start: int
    end: int
    concerns: Concerns


class Preview(QTextEdit):
    """The text of a block; clicked(uid) tells on whose words a click fell."""

    clicked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setAcceptDrops(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("kind", "bare")
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Preview, as it will be pasted"))
        self._shown = ("", Qt.LayoutDirection.LeftToRight)
        self._spots: list[_Spot] = []
        self._in_hand = ""

    def show_text(
        self, text: str, entries: Sequence[Entry], concerns: dict[str, tuple[Concern, ...]], way: str
    ) -> None:
        """Show a text that runs ltr or rtl, and where each contact stands in it; the scroll position stays."""
        direction = Qt.LayoutDirection.RightToLeft if way == "rtl" else Qt.LayoutDirection.LeftToRight
        if self._shown != (text, direction):
            self._shown = (text, direction)
            top = self.verticalScrollBar().value()
            option = QTextOption()
            option.setTextDirection(direction)
            option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
            self.document().setDefaultTextOption(option)
            self.document().setDocumentMargin(_MARGIN)
            self.setPlainText(text.rstrip("\n"))
            self._set_apart()
            self.verticalScrollBar().setValue(top)
        places = Places(text)
        self._spots = [_Spot(e.uid, places.qt(e.start), places.qt(e.end), concerns.get(e.uid, ())) for e in entries]
        self.paint_marks()

    def take_in_hand(self, uid: str) -> None:
        """Tint what stands of a contact and bring it into view."""
        self._in_hand = uid
        self.paint_marks()
        spot = next((spot for spot in self._spots if spot.uid == uid), None)
        if spot is not None and not self.textCursor().hasSelection():
            for place in (spot.end, spot.start):  # the end first: where both do not fit, the beginning counts
                self.setTextCursor(self._cursor(place))
                self.ensureCursorVisible()

    def paint_marks(self) -> None:
        """Draw tint and marks in the colours of now."""
        look = QTextCharFormat()
        look.setBackground(tokens().tint)
        look.setForeground(tokens().on_tint)
        marked = []
        for spot in self._spots:
            for cursor in self._lines(spot) if spot.uid == self._in_hand else ():
                one = QTextEdit.ExtraSelection()
                one.cursor, one.format = cursor, look
                marked.append(one)
        self.setExtraSelections(marked)
        self.viewport().update()

    def marks(self) -> list[tuple[QRect, Concerns]]:
        """Give the marks with their places in the viewport; contacts that begin in one line share one."""
        at: dict[int, list[Concern]] = {}
        heights: dict[int, int] = {}
        for spot in self._spots:
            if spot.concerns:
                line = self.cursorRect(self._cursor(spot.start))
                at.setdefault(line.top(), []).extend(spot.concerns)
                heights[line.top()] = line.height()
        rtl = self._shown[1] is Qt.LayoutDirection.RightToLeft
        left = self.viewport().width() - _MARGIN + 8 if rtl else _MARGIN - 8 - _ICON
        return [
            (QRect(left, top + (heights[top] - _ICON) // 2, _ICON, _ICON), tuple(sorted(held, key=lambda c: c.note)))
            for top, held in at.items()
        ]

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        for place, concerns in self.marks():
            if place.intersects(event.rect()):
                drawn = icons.pixmap(concerns[0].icon, concerns[0].tone, _ICON, self.devicePixelRatioF())
                painter.drawPixmap(place.topLeft(), drawn)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            said = self._said_at(event.pos())
            QToolTip.showText(event.globalPos(), said, self)
            return True
        return super().viewportEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            place = self.cursorForPosition(event.position().toPoint()).position()
            uid = next((spot.uid for spot in self._spots if spot.start <= place <= spot.end), "")
            if uid:
                self.clicked.emit(uid)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._ring()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._ring()

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy words only: how they look here is no part of them."""
        data = QMimeData()
        data.setText(self.textCursor().selection().toPlainText())
        return data

    def _set_apart(self) -> None:
        """Give the lines air, and the empty ones half a line; the text stays as it is."""
        air, gap = QTextBlockFormat(), QTextBlockFormat()
        air.setLineHeight(_LINE, int(QTextBlockFormat.LineHeightTypes.ProportionalHeight.value))
        gap.setLineHeight(_LINE / 2, int(QTextBlockFormat.LineHeightTypes.ProportionalHeight.value))
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(air)
        block = self.document().begin()
        while block.isValid():
            if block.length() == 1:
                QTextCursor(block).mergeBlockFormat(gap)
            block = block.next()

    def _ring(self) -> None:
        paper = self.parentWidget()
        if paper is not None:
            paper.update()

    def _said_at(self, spot: QPoint) -> str:
        for place, concerns in self.marks():
            if place.adjusted(-8, -4, 8, 4).contains(spot):
                return tip("\n".join(concern.text for concern in concerns)).replace("\n", "<br>")
        return ""

    def _lines(self, spot: _Spot) -> Iterator[QTextCursor]:
        """Select what a contact has of each line, without the line's end, which would be tinted too."""
        block = self.document().findBlock(spot.start)
        while block.isValid() and block.position() < spot.end:
            cursor = self._cursor(max(spot.start, block.position()))
            end = min(spot.end, block.position() + block.length() - 1)
            cursor.setPosition(self._within(end), QTextCursor.MoveMode.KeepAnchor)
            yield cursor
            block = block.next()

    def _cursor(self, place: int) -> QTextCursor:
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._within(place))
        return cursor

    def _within(self, place: int) -> int:
        return min(place, self.document().characterCount() - 1)


class Paper(QWidget):
    """The sheet that the preview lies on; it shows the ring, for the text itself has no edge."""

    def __init__(self, preview: Preview, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preview = preview
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2, 2, 2, 2)
        layout.addWidget(preview)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = tokens()
        focus = self._preview.hasFocus()
        edge = colours.accent if focus else colours.outline
        painter.setPen(QPen(edge, RING) if focus or colours.high_contrast else Qt.PenStyle.NoPen)
        painter.setBrush(colours.base2)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), RADIUS_PANEL, RADIUS_PANEL)
