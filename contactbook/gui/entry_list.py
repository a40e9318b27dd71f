"""A list of sidebar entries of which one may be chosen."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QSizePolicy, QStyle, QWidget

from contactbook.gui.sidebar_delegate import ENTRY, SidebarDelegate
from contactbook.gui.sidebar_entries import Entry

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
_Select = QItemSelectionModel.SelectionFlag


class EntryModel(QAbstractListModel):
    """Entries in their order; headings can be neither chosen nor walked to."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.entries: list[Entry] = []

    def show(self, entries: Sequence[Entry]) -> None:
        """Show other entries."""
        self.beginResetModel()
        self.entries = list(entries)
        self.endResetModel()

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in (ENTRY, Qt.ItemDataRole.AccessibleTextRole) or not index.isValid():
            return None
        entry = self.entries[index.row()]
        return entry if role == ENTRY else entry.spoken()

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if self.entries[index.row()].heading:
            return Qt.ItemFlag.ItemNeverHasChildren
        return Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren


class EntryList(QListView):
    """Shows entries; `taken` tells of one that the person chose, by pointer or key, `opened` of a click or Enter."""

    taken = Signal(Entry)
    opened = Signal(Entry)
    asked = Signal(Entry, QPoint)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._heading_button: QWidget | None = None
        self.rows = EntryModel(self)
        self.setModel(self.rows)
        self.painter_ = SidebarDelegate(self)
        self.setItemDelegate(self.painter_)
        dress(self)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.selectionModel().selectionChanged.connect(self._tell)
        self.clicked.connect(self._open)
        self.activated.connect(self._open)

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show other entries; what was chosen stays, if it is still there."""
        if entries == self.rows.entries:
            return
        chosen, current = self.chosen(), self.currentIndex().row()
        self.blockSignals(True)
        self.rows.show(entries)
        if chosen is not None:
            self.choose(chosen)
        elif 0 <= current < len(self.rows.entries):
            self.selectionModel().setCurrentIndex(self.rows.index(current), _Select.NoUpdate)
        self.blockSignals(False)
        self.updateGeometry()

    def chosen(self) -> str | None:
        """Give the query of what is chosen here."""
        several = self.selectionModel().selectedIndexes()
        return self.rows.entries[several[0].row()].query if several else None

    def choose(self, query: str | None) -> bool:
        """Choose by query without telling; None, or one that is not here, leaves nothing chosen."""
        self.blockSignals(True)
        self.clearSelection()
        found = next(
            (at for at, e in enumerate(self.rows.entries) if not e.heading and e.query == query), None
        )  # fmt: skip
        if found is not None:
            index = self.rows.index(found)
            self.selectionModel().setCurrentIndex(index, _Select.ClearAndSelect)
            self.scrollTo(index)
        self.blockSignals(False)
        return found is not None

    def wanted_height(self) -> int:
        """Add up the rows that are not hidden."""
        shown = (e for at, e in enumerate(self.rows.entries) if not self.isRowHidden(at))
        return sum(self.painter_.heading_height if e.heading else self.painter_.height for e in shown)

    def sizeHint(self) -> QSize:
        return QSize(200, self.wanted_height())

    def set_scroll_bar(self, on: bool) -> None:
        """Keep the scroll bar's room, or the same room without it."""
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(policy.ScrollBarAlwaysOn if on else policy.ScrollBarAlwaysOff)

    def place_on_heading(self, button: QWidget, *, hidden: bool) -> None:
        """Lay a button over the trailing end of the heading."""
        self._heading_button = None if hidden else button
        button.setVisible(not hidden)
        self._place_button()

    def updateGeometries(self) -> None:
        super().updateGeometries()
        self._place_button()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self._place_button()

    def _place_button(self) -> None:
        row = next((at for at, e in enumerate(self.rows.entries) if e.heading), None)
        if self._heading_button is None or row is None:
            return
        area, size = self.visualRect(self.rows.index(row)), self._heading_button.sizeHint()
        place = QRect(
            area.right() - size.width() - 3, area.center().y() - size.height() // 2 + 6, size.width(), size.height()
        )
        self._heading_button.setGeometry(QStyle.visualRect(self.layoutDirection(), area, place))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        entry = self.indexAt(event.pos()).data(ENTRY)
        if isinstance(entry, Entry) and not entry.heading:
            self.asked.emit(entry, event.globalPos())

    def _tell(self) -> None:
        several = self.selectionModel().selectedIndexes()
        if several:
            self._take(several[0])

    def _open(self, index: Index) -> None:
        self._take(index)
        entry = index.data(ENTRY)
        if isinstance(entry, Entry) and not entry.heading:
            self.opened.emit(entry)

    def _take(self, index: Index) -> None:
        entry = index.data(ENTRY)
        if isinstance(entry, Entry) and not entry.heading:
            self.taken.emit(entry)


def dress(view: QAbstractItemView) -> None:
    """Set what all of the sidebar's views share."""
    view.setViewport(QWidget())  # asked for one that it does not know, PySide makes the classes of all widgets first
    view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
    view.setMouseTracking(True)
    view.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
    bar = view.verticalScrollBar()
    bar.rangeChanged.connect(lambda least, most: bar.setEnabled(most > least))
