"""The list of what needs attention: sorted by what is wrong, a tick and one remedy a row."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from contactbook.app.checking import Case
from contactbook.domain.contact import Verdict
from contactbook.gui import attention_words as said
from contactbook.gui import icons
from contactbook.gui.card_words import short
from contactbook.gui.contact_delegate import paint_ground
from contactbook.gui.painted_text import paint_words
from contactbook.gui.review_paint import paint_tick
from contactbook.gui.row_words import Words
from contactbook.gui.theme import RADIUS_CONTROL, SECOND, factor_font, tokens
from contactbook.i18n import _

Index = QModelIndex | QPersistentModelIndex
LINE = int(Qt.ItemDataRole.UserRole) + 1
_NO_PARENT = QModelIndex()
_LEFT = 44  # where the words begin


class CaseModel(QAbstractListModel):
    """Headings and cases in their order, and which cases are ticked."""

    ticks_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: list[Case | tuple[str, int, str]] = []
        self._ticked: set[tuple[str, object]] = set()

    def show_cases(self, cases: Sequence[Case]) -> None:
        """Show other cases; those that are there still keep their ticks."""
        self.beginResetModel()
        self.lines = []
        ordered = sorted(cases, key=lambda case: (said.group_of(case)[0], case.contact.shown.casefold()))
        for (_at, title, second), run in groupby(ordered, key=said.group_of):
            held = list(run)
            self.lines += [(title, len(held), second), *held]
        self._ticked &= {_key(case) for case in cases}
        self.endResetModel()
        self.ticks_changed.emit()

    def case(self, row: int) -> Case | None:
        """Give the case of a row; None for a heading or where there is none."""
        line = self.lines[row] if 0 <= row < len(self.lines) else None
        return line if isinstance(line, Case) else None

    def cases(self) -> list[Case]:
        """List the cases as shown."""
        return [line for line in self.lines if isinstance(line, Case)]

    def ticked(self) -> list[Case]:
        """List the cases that are ticked."""
        return [case for case in self.cases() if _key(case) in self._ticked]

    def is_ticked(self, case: Case) -> bool:
        """Tell whether a case is ticked."""
        return _key(case) in self._ticked

    def toggle(self, row: int) -> None:
        """Tick a case or take the tick off."""
        if case := self.case(row):
            self._ticked ^= {_key(case)}
            self.dataChanged.emit(self.index(row), self.index(row))
            self.ticks_changed.emit()

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == LINE:
            return self.lines[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            line = self.lines[index.row()]
            if not isinstance(line, Case):
                return f"{line[0]}, {line[1]}"
            ticked = [_("ticked")] if self.is_ticked(line) else []
            return ", ".join(
                [short(line.contact.shown), said.value_of(line), line.why, said.remedy_of(line)[0], *ticked]
            )
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        chosen = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return chosen if self.case(index.row()) else Qt.ItemFlag.NoItemFlags


class CaseDelegate(QStyledItemDelegate):
    """Who and what between a tick and the remedy, under them the advice in full width; headings say what is wrong."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line = QFontMetrics(factor_font(None, 1.0)).height()
        return QSize(0, 3 * line + 20 if isinstance(index.data(LINE), Case) else line + 24)

    def remedy_place(self, rect: QRect, words: str) -> QRect:
        """Give the place of a row's remedy, in a layout from left to right."""
        metrics = QFontMetrics(factor_font(None, SECOND, semibold=True))
        wide, high = min(metrics.horizontalAdvance(words) + 20, rect.width() // 2), metrics.height() + 10
        lines = QFontMetrics(factor_font(None, 1.0)).height() * 2  # it stands beside the first two
        return QRect(rect.right() - wide - 8, rect.top() + 10 + (lines - high) // 2 - 2, wide, high)

    def advice_place(self, rect: QRect) -> QRect:
        """Give the place of a row's advice, in a layout from left to right."""
        line = QFontMetrics(factor_font(None, 1.0)).height()
        return QRect(rect.left() + _LEFT + 20, rect.top() + 10 + 2 * line, rect.width() - _LEFT - 28, line)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = index.data(LINE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(line, Case):
            paint_ground(painter, option.rect, option.state, option.direction, tokens())
            self._paint_case(painter, option, line, index)
        else:
            self._paint_heading(painter, option, line)
        painter.restore()

    def _paint_heading(self, painter: QPainter, option: QStyleOptionViewItem, line: tuple[str, int, str]) -> None:
        title, count, second = line
        bold, small = factor_font(None, 0.92, semibold=True), factor_font(None, SECOND)
        wide = QFontMetrics(bold).horizontalAdvance(title)
        baseline = option.rect.bottom() - 10
        rect = option.rect
        self._write(painter, option, QRect(rect.left() + 12, 0, wide + 2, 0), baseline, title, bold, "text")
        rest = QRect(rect.left() + 24 + wide, 0, max(0, rect.width() - wide - 36), 0)
        self._write(painter, option, rest, baseline, f"{count}   {second}", small, "dim")

    def _paint_case(self, painter: QPainter, option: QStyleOptionViewItem, case: Case, index: Index) -> None:
        rect, model = option.rect, index.model()
        ticked = isinstance(model, CaseModel) and model.is_ticked(case)
        device = painter.device()
        ratio = device.devicePixelRatioF() if device else 1.0
        box = QStyle.visualRect(option.direction, rect, QRect(rect.left() + 13, rect.center().y() - 9, 18, 18))
        paint_tick(painter, box, "yes" if ticked else "no", False)
        words, _righting = said.remedy_of(case)
        chip = self.remedy_place(rect, words)
        place = QStyle.visualRect(option.direction, rect, chip)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens().chip)
        painter.drawRoundedRect(QRectF(place), RADIUS_CONTROL, RADIUS_CONTROL)
        painter.setFont(factor_font(None, SECOND, semibold=True))
        painter.setPen(tokens().on_chip)
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, chip.width() - 12)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, shown)
        bold, plain, small = factor_font(None, 1.0, semibold=True), factor_font(None, SECOND), factor_font(None, SECOND)
        room = chip.left() - rect.left() - _LEFT - 10
        name, line = short(case.contact.shown), QFontMetrics(bold).height()
        first = rect.top() + 10 + QFontMetrics(bold).ascent()
        wide = min(QFontMetrics(bold).horizontalAdvance(name) + 2, room)
        self._write(painter, option, QRect(rect.left() + _LEFT, 0, wide, 0), first, name, bold, "text")
        if room - wide > 40:
            rest = QRect(rect.left() + _LEFT + wide + 10, 0, room - wide - 10, 0)
            self._write(painter, option, rest, first, said.place_of(case), plain, "dim")
        tone = "bad" if case.detail.verdict is Verdict.INVALID else "warn"
        sign = QRect(rect.left() + _LEFT, rect.top() + 10 + line + (line - 14) // 2, 14, 14)
        icon = icons.pixmap("circle-alert" if tone == "bad" else "triangle-alert", tone, 14, ratio)
        painter.drawPixmap(QStyle.visualRect(option.direction, rect, sign).topLeft(), icon)
        under = QRect(rect.left() + _LEFT + 20, 0, room - 20, 0)
        self._write(painter, option, under, first + line, said.value_of(case), small, tone)
        self._write(painter, option, self.advice_place(rect), first + 2 * line, case.why, small, tone)

    def _write(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        place: QRect,
        baseline: int,
        text: str,
        font: Any,
        tone: str,
    ) -> None:
        painter.setFont(font)
        painter.setPen(getattr(tokens(), tone))
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        paint_words(
            painter, QStyle.visualRect(option.direction, option.rect, place), baseline, Words(text), at_right=mirrored
        )


class CaseView(QListView):
    """Walks over the cases; Space ticks, Enter applies the remedy of a row, a click on either does so too."""

    chosen = Signal(object)  # the Case, or None
    remedy_asked = Signal(object)  # the Righting

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cases = CaseModel(self)
        self.setModel(self.cases)
        self._paints = CaseDelegate(self)
        self.setItemDelegate(self._paints)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("What needs attention"))
        self.setMouseTracking(True)

    def show_cases(self, cases: Sequence[Case]) -> None:
        """Show cases; the row in hand stays, or the one that took its place is next."""
        before = self.cases.case(self.currentIndex().row())
        row = max(1, self.currentIndex().row())
        self.cases.show_cases(cases)
        kept = next(
            (
                at
                for at, line in enumerate(self.cases.lines)
                if isinstance(line, Case) and before is not None and _key(line) == _key(before)
            ),
            None,
        )
        self.go_to(row if kept is None else kept)

    def go_to(self, row: int) -> None:
        """Choose the case at a row, else the next below, else the last."""
        rows = self._rows()
        at = next((r for r in rows if r >= row), rows[-1] if rows else None)
        if at is not None:
            self.setCurrentIndex(self.cases.index(at))
            self.scrollTo(self.currentIndex())
        self.chosen.emit(self.cases.case(at) if at is not None else None)

    def step(self, way: int) -> None:
        """Go to the case before or behind the one in hand, over what divides them."""
        rows, here = self._rows(), self.currentIndex().row()
        at = rows.index(here) + way if here in rows else 0
        if 0 <= at < len(rows):
            self.go_to(rows[at])

    def place(self) -> tuple[int, int]:
        """Tell which of how many cases is in hand, from 1; 0 is none."""
        rows, here = self._rows(), self.currentIndex().row()
        return (rows.index(here) + 1 if here in rows else 0), len(rows)

    def _rows(self) -> list[int]:
        return [at for at, line in enumerate(self.cases.lines) if isinstance(line, Case)]

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.chosen.emit(self.cases.case(current.row()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentIndex().row()
        if event.key() == Qt.Key.Key_Space:
            self.cases.toggle(row)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._remedy(row)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        spot = event.position().toPoint()
        index = self.indexAt(spot)
        if (case := self.cases.case(index.row())) is None or event.button() != Qt.MouseButton.LeftButton:
            return
        rect = self.visualRect(index)
        chip = self._paints.remedy_place(rect, said.remedy_of(case)[0])
        if QStyle.visualRect(self.layoutDirection(), rect, chip).contains(spot):
            self._remedy(index.row())
        elif QStyle.visualRect(
            self.layoutDirection(), rect, QRect(rect.left(), rect.top(), _LEFT - 6, rect.height())
        ).contains(spot):
            self.cases.toggle(index.row())

    def _remedy(self, row: int) -> None:
        if case := self.cases.case(row):
            self.remedy_asked.emit(said.remedy_of(case)[1])


def _key(case: Case) -> tuple[str, object]:
    return case.contact.uid, case.detail
