"""The page of what was done: the steps of the book or of one contact, what they changed, and undo from there."""

from collections.abc import Sequence
from datetime import date
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
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from contactbook.domain.changes import FieldChange, Step
from contactbook.domain.harmless import one_line
from contactbook.gui import review_words
from contactbook.gui.controls import Button, Text
from contactbook.gui.icons import pixmap
from contactbook.gui.moments import moment
from contactbook.gui.page import Page
from contactbook.gui.theme import SECOND, factor_font, tokens
from contactbook.i18n import _, counted

Index = QModelIndex | QPersistentModelIndex
Entry = tuple[Step, tuple[FieldChange, ...]]
ENTRY = int(Qt.ItemDataRole.UserRole) + 1
_MEANS = {
    "hand": _("by hand"),
    "schedule": _("by itself"),
    "undo": _("undo"),
    "redo": _("redo"),
    "release": _("from a release"),
    "vcard": _("from vCards"),
    "json": _("from a file"),
    "import": _("from an import"),
    "restore": _("from a backup"),
}
_ICONS = {"restore": "archive-restore", "undo": "undo-2", "redo": "redo-2", "hand": "pencil"}
_HIDDEN = ("given", "family", "country", "verified_by")  # they follow from what stands beside them


class HistoryModel(QAbstractListModel):
    """Steps, newest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.entries: Sequence[Entry] = ()

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show steps anew."""
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        step, changes = self.entries[index.row()]
        if role == ENTRY:
            return step, changes
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return ", ".join([one_line(step.name), second_line(step), *change_lines(changes)])
        return None


class HistoryDelegate(QStyledItemDelegate):
    """A step's name, when and how, and a line for every field that it changed."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        lines = 2 + len(change_lines(index.data(ENTRY)[1]))
        return QSize(200, lines * (QFontMetrics(option.font).height() + 3) + 18)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        step, changes = index.data(ENTRY)
        colours = tokens()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = option.rect.adjusted(2, 1, -2, -1)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        focus = chosen and bool(option.state & QStyle.StateFlag.State_HasFocus)
        if chosen:
            painter.setPen(QPen(colours.accent, 2) if focus else Qt.PenStyle.NoPen)
            painter.setBrush(colours.tint)
            painter.drawRoundedRect(QRectF(box).adjusted(1, 1, -1, -1), 8, 8)
        device = painter.device()
        ratio = device.devicePixelRatioF() if device else 1.0
        tone = "off" if step.undone else "accent" if chosen else "dim"
        spot = QRect(box.left() + 14, box.top() + 11, 16, 16)
        drawn = pixmap(_ICONS.get(step.means, "import"), tone, 16, ratio)
        painter.drawPixmap(QStyle.visualRect(option.direction, option.rect, spot).topLeft(), drawn)
        height = QFontMetrics(option.font).height() + 3
        name = one_line(step.name) + (_(" (undone)") if step.undone else "")
        rows = [(name, factor_font(option.font, 1.0, semibold=True), colours.dim if step.undone else colours.text)]
        small = factor_font(option.font, SECOND)
        rows.append((second_line(step), small, colours.on_tint if chosen else colours.dim))
        rows += [(line, small, colours.text) for line in change_lines(changes)]
        left = option.direction == Qt.LayoutDirection.LeftToRight
        side = Qt.AlignmentFlag.AlignLeft if left else Qt.AlignmentFlag.AlignRight
        for at, (words, font, ink) in enumerate(rows):
            line = QRect(box.left() + 44, box.top() + 8 + at * height, box.width() - 56, height)
            painter.setFont(font)
            painter.setPen(ink)
            shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, line.width())
            place = QStyle.visualRect(option.direction, option.rect, line)
            painter.drawText(place, side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute, shown)
        painter.restore()


class HistoryPage(Page):
    """Lists steps; undo_asked(steps) names those to take back, newest first."""

    undo_asked = Signal(list)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("History"), parent)
        self.model = HistoryModel(self)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setItemDelegate(HistoryDelegate(self.list))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setAccessibleName(_("Steps, newest first"))
        self.body.addWidget(self.list, 1)
        self._said = Text("", tone="dim", factor=SECOND)
        self._said.setWordWrap(True)
        self._one = Button(_("Undo this step"), "undo-2")
        self._here = Button(_("Undo back to here"), "history")
        self.foot.addWidget(self._said, 1)
        self.foot.addWidget(self._one)
        self.foot.addWidget(self._here)
        self.list.selectionModel().currentChanged.connect(self._look)
        self._one.clicked.connect(self._undo_one)
        self._here.clicked.connect(self._undo_to_here)
        self.setFocusProxy(self.list)
        self.uid: str | None = None

    def show_steps(self, title: str, entries: Sequence[Entry], uid: str | None = None) -> None:
        """Show steps, newest first, of the book or of the contact with a uid."""
        same = uid == self.uid
        at = self.list.currentIndex().row() if same else 0
        self.uid = uid
        self.title.setText(title)
        self.second.setText(counted("{number} step", "{number} steps", len(entries)))
        self.model.show_entries(entries)
        self.list.setCurrentIndex(self.model.index(min(max(at, 0), len(entries) - 1)))
        self._here.setVisible(uid is None)
        self._look()

    def _step(self) -> Step | None:
        row = self.list.currentIndex().row()
        return self.model.entries[row][0] if 0 <= row < len(self.model.entries) else None

    def _to_here(self) -> list[Step]:
        """List the steps that stand, from the newest down to the one chosen."""
        row = self.list.currentIndex().row()
        steps = [step for step, _changes in self.model.entries[: row + 1]]
        return [step for step in steps if not step.undone and step.means not in ("undo", "redo")]

    def _look(self) -> None:
        step = self._step()
        possible = step is not None and not step.undone and step.means not in ("undo", "redo")
        self._one.setEnabled(possible)
        number = len(self._to_here())
        self._here.setEnabled(possible and number > 1)
        if step is None:
            self._said.setText(_("Nothing was done yet."))
        elif step.undone:
            self._said.setText(_("This step was undone already."))
        elif not possible:
            self._said.setText(_("To take an undo back, use Redo."))
        elif self.uid is None and number > 1:
            words = counted("{number} step", "{number} steps", number)
            self._said.setText(_("Back to here takes {steps} back, one after the other.").format(steps=words))
        else:
            self._said.setText("")

    def _undo_one(self) -> None:
        step = self._step()
        if step is not None:
            self.undo_asked.emit([step.id])

    def _undo_to_here(self) -> None:
        self.undo_asked.emit([step.id for step in self._to_here()])


def second_line(step: Step) -> str:
    """Say when a step was done, by which means and to how many contacts."""
    parts = [moment(step.at), _MEANS.get(step.means, one_line(step.means))]
    if step.count != 1:
        parts.append(counted("{number} contact", "{number} contacts", step.count))
    return " · ".join(parts)


def change_lines(changes: tuple[FieldChange, ...]) -> list[str]:
    """Write what a step changed, a line a field; none where a contact was made."""
    shown = [c for c in changes if c.key not in _HIDDEN]
    if any(c.key == "name" and c.old is None for c in shown) or len(shown) > 8:
        return []
    told = ((change.label, _what(change)) for change in shown)
    return [f"{label}: {what}" for label, what in told if what]


def _what(change: FieldChange) -> str:
    """Say what became of a field; "" where only what follows from the rest did."""
    if isinstance(change.old, tuple) and isinstance(change.new, tuple):
        old, new = ([review_words.value_text(item) for item in part] for part in (change.old, change.new))
        gone = [_("{value} taken away").format(value=value) for value in old if value not in new]
        come = [_("{value} added").format(value=value) for value in new if value not in old]
        if len(gone) == len(come) == 1:
            return f"{next(v for v in old if v not in new)} → {next(v for v in new if v not in old)}"
        return ", ".join(gone + come) or _turned_public(change.old, change.new)
    old_text, new_text = _value_words(change.old), _value_words(change.new)
    if old_text and new_text:
        return f"{old_text} → {new_text}"
    return new_text or _("{value} taken away").format(value=old_text)


def _turned_public(old: tuple[object, ...], new: tuple[object, ...]) -> str:
    """Say which details became public or internal."""
    before = {review_words.value_text(item): getattr(item, "public", None) for item in old}
    said = []
    for item in new:
        value, public = review_words.value_text(item), getattr(item, "public", None)
        if public is not None and before.get(value) != public:
            word = _("{value} is public now") if public else _("{value} is internal now")
            said.append(word.format(value=value))
    return ", ".join(said)


def _value_words(value: object) -> str:
    return f"{value.day} {value:%B %Y}" if isinstance(value, date) else review_words.value_text(value)
