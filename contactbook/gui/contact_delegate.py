"""Paints the rows of the contact list."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFontMetrics, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QToolTip, QWidget

from contactbook.gui import icons
from contactbook.gui.contact_model import WORDS
from contactbook.gui.painted_text import Line, lay
from contactbook.gui.row_words import ContactWords, SectionWords, Words
from contactbook.gui.tags import paint_initials
from contactbook.gui.text import tip
from contactbook.gui.theme import RADIUS_ROW, RING, SECOND, SECTION, STATE, Tokens, factor_font, tokens

PAD = 12
AVATAR = 34
_TRAILING = 8  # between a row and the scroll bar
_GAP = 8
_ICON = 14
_SECTION_DROP = 3  # a heading stands nearer to what it heads
_LEAST_OTHER = 28

Index = QModelIndex | QPersistentModelIndex


@dataclass(slots=True)
class Piece:
    """A line of text in a row: start counts from the leading edge, the baseline from the row's top.

    A state has its icon before it.
    """

    line: Line
    start: int
    baseline: int
    tone: str
    icon: str | None = None


class ContactDelegate(QStyledItemDelegate):
    """Two lines a contact, one a section; sizes follow the font, initials go where there is little room."""

    def __init__(self, is_section: Callable[[int], bool], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_section = is_section
        self.with_initials = True
        self.measure()

    def measure(self) -> None:
        """Take fonts, heights and baselines anew, after the program's font changed."""
        self._name = factor_font(None, 1.0, semibold=True)
        self._second = factor_font(None, SECOND)
        self._number = factor_font(None, 1.0, tabular=True)
        self._title = factor_font(None, SECTION, semibold=True)
        self._subtitle = factor_font(None, SECTION)
        self._count = factor_font(None, SECTION, tabular=True)
        self._state = factor_font(None, STATE, semibold=True)
        name, number, title = (QFontMetrics(font) for font in (self._name, self._number, self._title))
        lines, gap = name.height() + number.height(), 4
        high, section = max(56, lines + 18), max(36, title.height() + 16)
        self.heights = (high, section)
        top = (high - lines - gap) // 2
        self._lines = (top + name.ascent(), top + name.height() + gap + number.ascent())
        self._only_line = (high - name.height()) // 2 + name.ascent()
        self._section_line = (section - title.height()) // 2 + title.ascent() + _SECTION_DROP
        self._icon_rise = QFontMetrics(self._state).capHeight() // 2 + _ICON // 2

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self.heights[self._is_section(index.row())])

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, mirrored = Look.of(option.state), option.direction is Qt.LayoutDirection.RightToLeft
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_row(painter, option.rect, index.data(WORDS), look, mirrored=mirrored)
        painter.restore()

    def paint_row(self, painter: QPainter, rect: QRect, words: object, look: "Look", *, mirrored: bool) -> None:
        """Paint a row with an antialiasing painter, whose pen, brush and font are left as they come."""
        colours = tokens()
        if isinstance(words, ContactWords):
            self._paint_contact(painter, rect, words, look, mirrored, colours)
        elif isinstance(words, SectionWords):
            for piece in self._section_pieces(rect.width() - _TRAILING, words):
                painter.setPen(getattr(colours, piece.tone))
                _paint_piece(painter, rect, piece, mirrored)

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        """Show whole what is cut short."""
        if event.type() is not QEvent.Type.ToolTip:
            return super().helpEvent(event, view, option, index)
        pieces = self._pieces(option.rect.width() - _TRAILING, index.data(WORDS))
        cut = [piece.line.words.text for piece in pieces if not piece.line.whole]
        QToolTip.showText(event.globalPos(), tip(" · ".join(cut)), view)
        return True

    def _pieces(self, wide: int, words: object) -> list[Piece]:
        if isinstance(words, ContactWords):
            return self._contact_pieces(wide, words)
        return self._section_pieces(wide, words) if isinstance(words, SectionWords) else []

    def _paint_contact(
        self, painter: QPainter, rect: QRect, words: ContactWords, look: "Look", mirrored: bool, colours: Tokens
    ) -> None:
        selected = look.selected
        if selected or look.hovered or look.focused:
            left = rect.left() + (_TRAILING if mirrored else 0)
            area = QRect(left, rect.top(), rect.width() - _TRAILING, rect.height())
            _paint_look(painter, area, look, mirrored, colours)
        forced = colours.on_tint if selected and colours.high_contrast else None
        if self.with_initials:
            left = _left(rect, PAD, AVATAR, mirrored)
            circle = QRect(left, rect.top() + (rect.height() - AVATAR) // 2, AVATAR, AVATAR)
            ground = colours.base2 if selected else colours.avatar
            ink = colours.accent if selected else colours.on_chip
            paint_initials(painter, circle, words.letters, words.desk, ground, ink)
        for piece in self._contact_pieces(rect.width() - _TRAILING, words):
            tinted = selected and piece.icon is None and piece.tone in ("text", "dim")
            ink = forced or (colours.on_tint if tinted else getattr(colours, piece.tone))
            painter.setPen(ink)
            _paint_piece(painter, rect, piece, mirrored)
            if piece.icon is not None:
                left, top = piece.start - 4 - _ICON, rect.top() + piece.baseline - self._icon_rise
                device = painter.device()
                drawn = icons.coloured(piece.icon, ink, _ICON, device.devicePixelRatioF() if device else 1.0)
                painter.drawPixmap(_left(rect, left, _ICON, mirrored), top, drawn)

    def _contact_pieces(self, wide: int, words: ContactWords) -> list[Piece]:
        left = PAD + (AVATAR + PAD if self.with_initials else 0)
        right = wide - PAD
        first, second = self._lines if words.role.text or words.number.text else (self._only_line, 0)
        pieces = []
        end = right
        if words.state is not None:
            state = lay(Words(words.state.text), self._state, end - left)
            end -= state.wide
            pieces.append(Piece(state, end, first, words.state.tone, words.state.icon))
            end -= 4 + _ICON + _GAP
        name = lay(words.name, self._name, end - left)
        pieces.append(Piece(name, left, first, "text"))
        start = left + name.wide + _GAP + 2
        if words.other.text and end - start >= _LEAST_OTHER:
            pieces.append(Piece(lay(words.other, self._second, end - start), start, first, "dim"))
        end = right
        if words.number.text:
            number = lay(words.number, self._number, end - left, number=True)
            end -= number.wide
            pieces.append(Piece(number, end, second, "text"))
            end -= PAD
        if words.role.text and end > left:
            pieces.append(Piece(lay(words.role, self._second, end - left), left, second, "dim"))
        return pieces

    def _section_pieces(self, wide: int, words: SectionWords) -> list[Piece]:
        baseline, end = self._section_line, wide - PAD
        count = lay(Words(words.count), self._count, end - PAD)
        pieces = [Piece(count, end - count.wide, baseline, "dim")]
        end -= count.wide + PAD
        title = lay(words.title, self._title, end - PAD)
        pieces.append(Piece(title, PAD, baseline, "text"))
        start = PAD + title.wide + 1 + _GAP if words.title.text else PAD
        if words.subtitle.text and end - start >= _LEAST_OTHER:
            pieces.append(Piece(lay(words.subtitle, self._subtitle, end - start), start, baseline, "dim"))
        return pieces


class Look(NamedTuple):
    """How a row is shown: chosen, under the pointer, with the focus."""

    selected: bool = False
    hovered: bool = False
    focused: bool = False

    @classmethod
    def of(cls, state: QStyle.StateFlag) -> "Look":
        """Read it from a state of the style."""
        flag = QStyle.StateFlag
        return cls(
            bool(state & flag.State_Selected), bool(state & flag.State_MouseOver), bool(state & flag.State_HasFocus)
        )


def paint_ground(
    painter: QPainter, rect: QRect, state: QStyle.StateFlag, direction: Qt.LayoutDirection, colours: Tokens
) -> None:
    """Paint what lies under a row: the pointer's shade, or the tint and its bar, and the ring."""
    _paint_look(painter, rect, Look.of(state), direction is Qt.LayoutDirection.RightToLeft, colours)


def _paint_look(painter: QPainter, rect: QRect, look: Look, mirrored: bool, colours: Tokens) -> None:
    area = QRectF(rect).adjusted(0, 1, 0, -1)
    painter.setPen(Qt.PenStyle.NoPen)
    if look.selected:
        painter.setBrush(colours.tint)
        painter.drawRoundedRect(area, RADIUS_ROW, RADIUS_ROW)
        height = round(rect.height() * 0.43)
        bar = QRectF(_left(rect, 0, 3, mirrored), rect.top() + (rect.height() - height) // 2, 3, height)
        painter.setBrush(colours.on_tint if colours.high_contrast else colours.accent)
        painter.drawRoundedRect(bar, 1.5, 1.5)
    elif look.hovered:
        shade = QColor(colours.text)
        shade.setAlphaF(0.06)
        painter.setBrush(shade)
        painter.drawRoundedRect(area, RADIUS_ROW, RADIUS_ROW)
    if look.focused:
        painter.setPen(QPen(colours.accent, RING))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), RADIUS_ROW - 1, RADIUS_ROW - 1)


def _left(rect: QRect, start: int, wide: int, mirrored: bool) -> int:
    """Tell the left end of what begins so far from a row's leading edge and is so wide."""
    return rect.right() + 1 - start - wide if mirrored else rect.left() + start


def _paint_piece(painter: QPainter, rect: QRect, piece: Piece, mirrored: bool) -> None:
    left = _left(rect, piece.start, piece.line.wide, mirrored)
    piece.line.paint(painter, left, rect.top() + piece.baseline)
