"""The rows of the history: steps, and under a step of a contact a row for each field that it changed."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from contactbook.domain.change_words import change_lines
from contactbook.domain.changes import ContactStep, FieldChange, Step
from contactbook.domain.harmless import one_line
from contactbook.gui.contact_delegate import paint_ground
from contactbook.gui.icons import pixmap
from contactbook.gui.moments import moment
from contactbook.gui.painted_text import paint_words
from contactbook.gui.row_words import Words
from contactbook.gui.theme import SECOND, factor_font, tokens
from contactbook.i18n import _, counted

Index = QModelIndex | QPersistentModelIndex
More = Callable[[int], Sequence[ContactStep]]
ROW = int(Qt.ItemDataRole.UserRole) + 1
_NO_PARENT = QModelIndex()
_MEANS = {
    "hand": _("by hand"),
    "schedule": _("by itself"),
    "undo": "",  # its name says it
    "redo": "",
    "release": _("from a release"),
    "vcard": _("from vCards"),
    "csv": _("from a table"),
    "sample": _("made-up people"),
    "json": _("from a file"),
    "import": _("from an import"),
    "restore": _("from a backup"),
}
_ICONS = {"restore": "archive-restore", "undo": "undo-2", "redo": "redo-2", "hand": "pencil"}


class HistoryRow(NamedTuple):
    """A step, or one field that it changed, in words."""

    step: Step
    words: str
    change: FieldChange | None = None

    @property
    def name(self) -> tuple[int, str]:
        """What tells it from all others."""
        return self.step.id, self.change.key if self.change else ""


class HistoryModel(QAbstractListModel):
    """Rows, newest step first; more(step) reads the steps before one when the person comes to the end."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[HistoryRow] = []
        self._more: More | None = None

    def show_entries(self, entries: Sequence[ContactStep], more: More | None = None) -> None:
        """Show steps anew."""
        self.beginResetModel()
        self.rows = _rows(entries)
        self._more = more
        self.endResetModel()

    def place(self, name: tuple[int, str]) -> int | None:
        """Find the row of a name."""
        return next((at for at, row in enumerate(self.rows) if row.name == name), None)

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self._more is not None and bool(self.rows)

    def fetchMore(self, parent: Index) -> None:
        more = self._more(self.rows[-1].step.id) if self._more is not None and self.rows else ()
        if not more:
            self._more = None
            return
        rows = _rows(more)
        self.beginInsertRows(QModelIndex(), len(self.rows), len(self.rows) + len(rows) - 1)
        self.rows += rows
        self.endInsertRows()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.words if row.change else f"{row.words}, {second_line(row.step)}"
        return None


class HistoryDelegate(QStyledItemDelegate):
    """A step's name with when and how; a field on one line under it."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line = QFontMetrics(option.font).height() + 3
        return QSize(200, line + 4 if index.data(ROW).change else 2 * line + 18)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: HistoryRow = index.data(ROW)
        colours = tokens()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        box = option.rect.adjusted(34 if row.change else 0, 0, 0, 0)
        box = QStyle.visualRect(option.direction, option.rect, box)
        paint_ground(painter, box, option.state, option.direction, colours)
        if row.change is None:
            tone = "off" if row.step.undone else "accent" if chosen else "dim"
            device = painter.device()
            spot = QRect(option.rect.left() + 16, option.rect.top() + 13, 16, 16)
            drawn = pixmap(_ICONS.get(row.step.means, "import"), tone, 16, device.devicePixelRatioF() if device else 1)
            painter.drawPixmap(QStyle.visualRect(option.direction, option.rect, spot).topLeft(), drawn)
        top = option.rect.top() + (3 if row.change else 11)
        height = QFontMetrics(option.font).height() + 3
        for at, (words, font, ink) in enumerate(_lines(row, option.font, chosen)):
            line = QRect(option.rect.left() + 46, top + at * height, option.rect.width() - 60, height)
            _draw(painter, option, line, words, font, ink)
        painter.restore()


def second_line(step: Step) -> str:
    """Say when a step was done, by which means and to how many contacts."""
    parts = [moment(step.at), _MEANS.get(step.means, one_line(step.means))]
    if step.count > 1:
        parts.append(counted("{number} contact", "{number} contacts", step.count))
    return " · ".join(filter(None, parts))


def _rows(entries: Sequence[ContactStep]) -> list[HistoryRow]:
    rows = []
    for entry in entries:
        name = one_line(entry.step.name)
        rows.append(HistoryRow(entry.step, _("{step} (undone)").format(step=name) if entry.step.undone else name))
        rows += [HistoryRow(entry.step, one_line(words), change) for change, words in change_lines(entry)]
    return rows


def _lines(row: HistoryRow, font: QFont, chosen: bool) -> list[tuple[str, QFont, QColor]]:
    colours = tokens()
    small = factor_font(font, SECOND)
    dim = colours.on_tint if chosen else colours.dim
    if row.change is not None:
        return [(row.words, small, colours.on_tint if chosen else colours.text)]
    ink = colours.dim if row.step.undone else colours.on_tint if chosen else colours.text
    return [(row.words, factor_font(font, 1.0, semibold=True), ink), (second_line(row.step), small, dim)]


def _draw(painter: QPainter, option: QStyleOptionViewItem, line: QRect, words: str, font: QFont, ink: QColor) -> None:
    painter.setFont(font)
    painter.setPen(ink)
    place = QStyle.visualRect(option.direction, option.rect, line)
    mirrored = option.direction == Qt.LayoutDirection.RightToLeft
    paint_words(painter, place, line.top() + QFontMetrics(font).ascent(), Words(words), at_right=mirrored)
