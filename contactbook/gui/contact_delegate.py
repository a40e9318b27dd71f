"""Paints the rows of the contact list."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QToolTip, QWidget

from contactbook.gui import icons
from contactbook.gui.contact_model import WORDS
from contactbook.gui.painted_text import paint_words
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


@dataclass(frozen=True, slots=True)
class Piece:
    """A text where it is painted: place is its box before mirroring, baseline counts from the top of the view."""

    words: Words
    place: QRect
    baseline: int
    font: QFont
    tone: str
    fits: bool
    number: bool = False


class ContactDelegate(QStyledItemDelegate):
    """Two lines a contact, one a section; sizes follow the font, initials go where there is little room."""

    def __init__(self, is_section: Callable[[int], bool], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_section = is_section
        self.with_initials = True
        self.measure()

    def measure(self) -> None:
        """Take fonts and heights anew, after the program's font changed."""
        self._name = factor_font(None, 1.0, semibold=True)
        self._second = factor_font(None, SECOND)
        self._number = factor_font(None, 1.0, tabular=True)
        self._title = factor_font(None, SECTION, semibold=True)
        self._subtitle = factor_font(None, SECTION)
        self._count = factor_font(None, SECTION, tabular=True)
        self._state = factor_font(None, STATE, semibold=True)
        lines = QFontMetrics(self._name).height() + QFontMetrics(self._number).height()
        self.heights = (max(56, lines + 18), max(36, QFontMetrics(self._title).height() + 16))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self.heights[self._is_section(index.row())])

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        words = index.data(WORDS)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(words, ContactWords):
            self._paint_contact(painter, option, words)
        elif isinstance(words, SectionWords):
            for piece in self._section_pieces(_logical(option.rect), words):
                _paint_piece(painter, option, piece, tokens(), None)
        painter.restore()

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        """Show whole what is cut short."""
        if event.type() is not QEvent.Type.ToolTip:
            return super().helpEvent(event, view, option, index)
        words = index.data(WORDS)
        cut = [p.words.text for p in self._pieces(_logical(option.rect), words) if not p.fits]
        QToolTip.showText(event.globalPos(), tip(" · ".join(cut)), view)
        return True

    def _pieces(self, rect: QRect, words: object) -> list[Piece]:
        if isinstance(words, ContactWords):
            return self._contact_pieces(rect, words)
        return self._section_pieces(rect, words) if isinstance(words, SectionWords) else []

    def _paint_contact(self, painter: QPainter, option: QStyleOptionViewItem, words: ContactWords) -> None:
        colours, state = tokens(), option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        logical = _logical(option.rect)
        area = QStyle.visualRect(option.direction, option.rect, logical)
        paint_ground(painter, area, state, option.direction, colours)
        forced = colours.on_tint if selected and colours.high_contrast else None
        if self.with_initials:
            circle = QRect(option.rect.left() + PAD, 0, AVATAR, AVATAR)
            circle.moveTop(option.rect.top() + (option.rect.height() - AVATAR) // 2)
            circle = QStyle.visualRect(option.direction, option.rect, circle)
            ground = colours.base2 if selected else colours.avatar
            ink = colours.accent if selected else colours.on_chip
            paint_initials(painter, circle, words.letters, words.desk, ground, ink)
        for piece in self._contact_pieces(logical, words):
            tinted = selected and piece.tone in ("text", "dim") and piece.font is not self._state
            _paint_piece(painter, option, piece, colours, forced or (colours.on_tint if tinted else None))
        if words.state is not None:
            self._paint_state_icon(painter, option, words, forced)

    def _paint_state_icon(
        self, painter: QPainter, option: QStyleOptionViewItem, words: ContactWords, forced: QColor | None
    ) -> None:
        state = words.state
        if state is None:
            return
        right = _logical(option.rect).right() + 1 - PAD - QFontMetrics(self._state).horizontalAdvance(state.text) - 4
        top = self._baselines(option.rect, words)[0] - QFontMetrics(self._state).capHeight() // 2 - _ICON // 2
        place = QStyle.visualRect(option.direction, option.rect, QRect(right - _ICON, top, _ICON, _ICON))
        device = painter.device()
        ratio = device.devicePixelRatioF() if device is not None else 1.0
        painter.drawPixmap(
            place.topLeft(), icons.coloured(state.icon, forced or getattr(tokens(), state.tone), _ICON, ratio)
        )

    def _baselines(self, rect: QRect, words: ContactWords) -> tuple[int, int]:
        name, number = QFontMetrics(self._name), QFontMetrics(self._number)
        if not words.role.text and not words.number.text:
            only = rect.top() + (rect.height() - name.height()) // 2 + name.ascent()
            return only, only
        gap = 4
        top = rect.top() + (rect.height() - name.height() - number.height() - gap) // 2
        return top + name.ascent(), top + name.height() + gap + number.ascent()

    def _contact_pieces(self, rect: QRect, words: ContactWords) -> list[Piece]:
        left = rect.left() + PAD + (AVATAR + PAD if self.with_initials else 0)
        right = rect.right() + 1 - PAD
        first, second = self._baselines(rect, words)
        pieces = []
        end = right
        if words.state is not None:
            state = _piece(Words(words.state.text), left, end, first, self._state, words.state.tone, trailing=True)
            pieces.append(state)
            end = state.place.left() - 4 - _ICON - _GAP
        name = _piece(words.name, left, end, first, self._name, "text")
        pieces.append(name)
        if words.other.text and end - (name.place.right() + _GAP + 1) >= _LEAST_OTHER:
            pieces.append(_piece(words.other, name.place.right() + 1 + _GAP + 1, end, first, self._second, "dim"))
        end = right
        if words.number.text:
            number = _piece(words.number, left, end, second, self._number, "text", trailing=True, number=True)
            pieces.append(number)
            end = number.place.left() - PAD
        if words.role.text and end > left:
            pieces.append(_piece(words.role, left, end, second, self._second, "dim"))
        return pieces

    def _section_pieces(self, rect: QRect, words: SectionWords) -> list[Piece]:
        metrics = QFontMetrics(self._title)
        baseline = rect.top() + (rect.height() - metrics.height()) // 2 + metrics.ascent() + _SECTION_DROP
        left, right = rect.left() + PAD, rect.right() + 1 - PAD
        count = _piece(Words(words.count), left, right, baseline, self._count, "dim", trailing=True)
        end = count.place.left() - PAD
        title = _piece(words.title, left, end, baseline, self._title, "text")
        pieces = [count, title]
        start = title.place.right() + 1 + _GAP if words.title.text else left
        if words.subtitle.text and end - start >= _LEAST_OTHER:
            pieces.append(_piece(words.subtitle, start, end, baseline, self._subtitle, "dim"))
        return pieces


def paint_ground(
    painter: QPainter, rect: QRect, state: QStyle.StateFlag, direction: Qt.LayoutDirection, colours: Tokens
) -> None:
    """Paint what lies under a row: the pointer's shade, or the tint and its bar, and the ring."""
    area = QRectF(rect).adjusted(0, 1, 0, -1)
    painter.setPen(Qt.PenStyle.NoPen)
    if state & QStyle.StateFlag.State_Selected:
        painter.setBrush(colours.tint)
        painter.drawRoundedRect(area, RADIUS_ROW, RADIUS_ROW)
        height = round(rect.height() * 0.43)
        bar = QRect(rect.left(), rect.top() + (rect.height() - height) // 2, 3, height)
        painter.setBrush(colours.on_tint if colours.high_contrast else colours.accent)
        painter.drawRoundedRect(QRectF(QStyle.visualRect(direction, rect, bar)), 1.5, 1.5)
    elif state & QStyle.StateFlag.State_MouseOver:
        shade = QColor(colours.text)
        shade.setAlphaF(0.06)
        painter.setBrush(shade)
        painter.drawRoundedRect(area, RADIUS_ROW, RADIUS_ROW)
    if state & QStyle.StateFlag.State_HasFocus:
        painter.setPen(QPen(colours.accent, RING))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), RADIUS_ROW - 1, RADIUS_ROW - 1)


def _logical(rect: QRect) -> QRect:
    return rect.adjusted(0, 0, -_TRAILING, 0)


def _piece(
    words: Words,
    left: int,
    right: int,
    baseline: int,
    font: QFont,
    tone: str,
    *,
    trailing: bool = False,
    number: bool = False,
) -> Piece:
    """Lay a text from the leading edge, or against the trailing one, where it keeps its whole width."""
    metrics = QFontMetrics(font)
    wide = metrics.horizontalAdvance(words.text) + 1
    room = max(0, min(wide, right - left))
    start = right - room if trailing else left
    place = QRect(start, baseline - metrics.ascent(), room, metrics.height())
    return Piece(words, place, baseline, font, tone, fits=room >= wide, number=number)


def _paint_piece(
    painter: QPainter, option: QStyleOptionViewItem, piece: Piece, colours: Tokens, ink: QColor | None
) -> None:
    place = QStyle.visualRect(option.direction, option.rect, piece.place)
    painter.setFont(piece.font)
    painter.setPen(ink or getattr(colours, piece.tone))
    at_right = option.direction is Qt.LayoutDirection.RightToLeft
    paint_words(painter, place, piece.baseline, piece.words, at_right=at_right, left_to_right=piece.number)
