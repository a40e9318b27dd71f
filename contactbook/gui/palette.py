"""The palette over the window: type a few letters of anything that can be done, Enter does it."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QListView, QVBoxLayout, QWidget

from contactbook.gui.controls import Text
from contactbook.gui.icons import pixmap
from contactbook.gui.overlay import Overlay
from contactbook.gui.palette_delegate import GROUP, MATCH, PaletteDelegate
from contactbook.gui.palette_match import Entry, Match, find
from contactbook.gui.status import announce
from contactbook.gui.theme import STATE, factor_font
from contactbook.i18n import _, counted

Index = QModelIndex | QPersistentModelIndex
_WIDTH = 600
_MOST = 60  # rows; more than this nobody reads


class PaletteModel(QAbstractListModel):
    """Group titles and matches, in the order they are shown."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[str | Match] = []

    def show_matches(self, matches: Sequence[Match]) -> None:
        """Lay the matches out under their groups."""
        self.beginResetModel()
        self._lines = []
        group = None
        for match in matches[:_MOST]:
            if match.entry.group != group:
                group = match.entry.group
                self._lines.append(group)
            self._lines.append(match)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self._lines[index.row()]
        if isinstance(line, str):
            return line if role in (GROUP, Qt.ItemDataRole.DisplayRole) else None
        if role == MATCH:
            return line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            parts = (line.entry.text, line.entry.second, line.entry.reason, "+".join(line.entry.keys))
            return ", ".join(part for part in parts if part)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        line = self._lines[index.row()]
        if isinstance(line, str):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def first(self) -> int:
        """Give the first row that can be chosen, -1 where there is none."""
        return next((at for at, line in enumerate(self._lines) if isinstance(line, Match)), -1)

    def match(self, row: int) -> Match | None:  # type: ignore[override]
        """Give the match in a row; None for a group's title."""
        line = self._lines[row] if 0 <= row < len(self._lines) else None
        return line if isinstance(line, Match) else None


class Palette(Overlay):
    """Lies over its window; chosen(key) tells what was asked for, refused(reason) what cannot be done now."""

    chosen = Signal(str)
    refused = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._entries: Sequence[Entry] = ()
        self.field = QLineEdit()
        self.field.setPlaceholderText(_("What would you like to do?"))
        self.field.setAccessibleName(_("Find an action, a city, an agency or a list"))
        self.field.setProperty("kind", "bare")
        self.field.setFrame(False)
        self._glass = QLabel()
        self.model = PaletteModel(self)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setItemDelegate(PaletteDelegate(self.list))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMouseTracking(True)
        self.list.setAccessibleName(_("What can be done"))
        self._count = Text("", tone="dim", factor=0.86)
        self._arrange()
        self.field.installEventFilter(self)
        self.field.textEdited.connect(self._seek)
        self.list.clicked.connect(self._take)
        self.list.entered.connect(self.list.setCurrentIndex)

    def _arrange(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(22, 0, 16, 0)
        top.setSpacing(12)
        top.addStrut(max(48, self.fontMetrics().height() + 30))  # the sheet sets the least height of every field anew
        top.addWidget(self._glass)
        top.addWidget(self.field, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(22, 10, 22, 10)
        foot.setSpacing(4)
        for keys, does in ((("↑", "↓"), _("choose")), ((_("Enter"),), _("run")), (("Esc",), _("close"))):
            for key in keys:
                foot.addWidget(_key(key))
            foot.addWidget(Text(does, tone="dim", factor=STATE))
            foot.addSpacing(12)
        foot.addStretch(1)
        foot.addWidget(self._count)
        inside = QVBoxLayout(self.panel)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.setSpacing(0)
        inside.addLayout(top)
        inside.addWidget(_hairline())
        inside.addWidget(self.list, 1)
        inside.addWidget(_hairline())
        inside.addLayout(foot)

    def open(self, entries: Sequence[Entry]) -> None:
        """Show what can be done, with nothing typed."""
        self._entries = entries
        self._glass.setPixmap(pixmap("search", "dim", 16, self.devicePixelRatioF()))
        self.field.clear()
        self._seek("")
        self.open_with(self.field)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()  # before the field takes what is its own
                return True
            if event.type() == QEvent.Type.KeyPress:
                return self._key(event)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key == Qt.Key.Key_Escape or (
            key == Qt.Key.Key_K and event.modifiers() == Qt.KeyboardModifier.ControlModifier
        ):
            self.close_overlay()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(self.list.currentIndex())
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self._walk({Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -8}.get(Qt.Key(key), 8))
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self._walk(1 if key == Qt.Key.Key_Tab else -1)
        else:
            return False
        return True

    def _walk(self, steps: int) -> None:
        """Go on to the next rows that can be chosen; past the end it begins again."""
        rows = [row for row in range(self.model.rowCount()) if self.model.match(row)]
        if not rows:
            return
        here = self.list.currentIndex().row()
        at = rows.index(here) if here in rows else -1
        to = (at + steps) % len(rows) if abs(steps) == 1 else min(max(at + steps, 0), len(rows) - 1)
        index = self.model.index(rows[to])
        self.list.setCurrentIndex(index)
        if to == 0:
            self.list.scrollToTop()
        announce(self.field, str(index.data(Qt.ItemDataRole.AccessibleTextRole)))

    def _seek(self, typed: str) -> None:
        found = find(self._entries, typed)
        self.model.show_matches(found)
        self.list.setCurrentIndex(self.model.index(self.model.first()))
        self.list.scrollToTop()
        shown = counted("{number} action", "{number} actions", len(self._entries))
        self._count.setText(_("{number} of {all}").format(number=len(found), all=shown) if typed.strip() else shown)
        self.place()

    def _take(self, index: QModelIndex) -> None:
        match = self.model.match(index.row())
        if match is None:
            return
        if match.entry.reason is not None:
            self.refused.emit(match.entry.reason)
            return
        self.close_overlay()
        self.chosen.emit(match.entry.key)

    def place(self) -> None:
        """Set the panel a little below the top, as tall as its rows and no taller than the window."""
        rows = sum(self.list.sizeHintForRow(row) for row in range(self.model.rowCount()))
        around = self.field.minimumHeight() + self.fontMetrics().height() + 26
        top = max(16, self.height() * 11 // 100)
        width = min(_WIDTH, self.width() - 32)
        height = min(max(rows + 6, 60) + around, self.height() - top - 24)
        self.panel.setGeometry(QRect((self.width() - width) // 2, top, width, height))
        self.update()


def _key(word: str) -> QLabel:
    key = QLabel(word)
    key.setProperty("kind", "key")
    factor_font(key, STATE)
    return key


def _hairline() -> QFrame:
    line = QFrame()
    line.setProperty("kind", "line")
    line.setFixedHeight(1)
    return line
