"""The place tree: cities with their agencies, or agencies with their cities."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QMouseEvent, QPainter, QResizeEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QStyle, QTreeView, QWidget

from contactbook.domain.contact import Group
from contactbook.gui.entry_list import dress
from contactbook.gui.sidebar_delegate import CHEVRON_ZONE, ENTRY, SidebarDelegate
from contactbook.gui.sidebar_entries import Entry, place

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
_GROUP = int(ENTRY) + 1  # the Group of a branch
_Select = QItemSelectionModel.SelectionFlag


class _Places(QStandardItemModel):
    """Branches whose places are made when a branch is opened: a large book has ten thousand of them."""

    def __init__(self, fill: Callable[[QStandardItem], None], parent: QWidget) -> None:
        super().__init__(parent)
        self._fill = fill

    def hasChildren(self, parent: Index = _NO_PARENT) -> bool:
        return not parent.isValid() or bool(parent.data(_GROUP))

    def canFetchMore(self, parent: Index) -> bool:
        return parent.isValid() and bool(parent.data(_GROUP)) and not self.rowCount(parent)

    def fetchMore(self, parent: Index) -> None:
        if self.canFetchMore(parent):
            self._fill(self.itemFromIndex(parent))


class PlaceTree(QTreeView):
    """Shows the groups of a book; what is open and chosen stays while they change."""

    taken = Signal(Entry)
    asked = Signal(Entry, QPoint)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._items = _Places(self._fill, self)
        self.setModel(self._items)
        self.painter_ = SidebarDelegate(self, chevrons=True)
        self.setItemDelegate(self.painter_)
        dress(self)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setUniformRowHeights(True)
        self.header().setStretchLastSection(False)  # resizeEvent shares the width out
        self._shown: tuple[str, list[Group]] = ("", [])
        self._grouping = ""
        self._by_query: dict[str, QStandardItem] = {}
        self.selectionModel().selectionChanged.connect(self._tell)
        self.clicked.connect(self._take)
        self.activated.connect(self._take)

    def show_groups(self, grouping: str, groups: Sequence[Group]) -> None:
        """Show groups; nothing is built if they are the same as before."""
        if self._shown == (grouping, list(groups)):
            return
        opened = {query for query, item in self._by_query.items() if self.isExpanded(item.index())}
        chosen = self.chosen()
        self._shown = (grouping, list(groups))
        self._grouping = grouping
        self.blockSignals(True)
        self._items.clear()
        self._by_query = {}
        self._items.setColumnCount(1)
        self.setColumnWidth(0, self.viewport().width())
        self._items.invisibleRootItem().appendRows([self._branch(group) for group in groups])
        for query in opened & self._by_query.keys():
            self.expand(self._by_query[query].index())
        if chosen is not None:
            self.choose(chosen)
        self.blockSignals(False)

    def chosen(self) -> str | None:
        """Give the query of what is chosen here."""
        several = self.selectionModel().selectedIndexes()
        return several[0].data(ENTRY).query if several else None

    def choose(self, query: str | None) -> bool:
        """Choose by query without telling, opening its branch; tell whether it is here."""
        self.blockSignals(True)
        self.clearSelection()
        item = self._item_of(query) if query else None
        if item is not None:
            index = item.index()
            if index.parent().isValid():
                self.expand(index.parent())
            self.selectionModel().setCurrentIndex(index, _Select.ClearAndSelect)
            self.scrollTo(index)
        self.blockSignals(False)
        return item is not None

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setColumnWidth(0, self.viewport().width())

    def drawBranches(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """Paint none: the delegate paints the chevron into the row."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and self._items.hasChildren(index) and self._on_chevron(index, event):
            self.setExpanded(index, not self.isExpanded(index))
            event.accept()
        else:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and self._items.hasChildren(index) and self._on_chevron(index, event):
            event.accept()
        else:
            super().mouseReleaseEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        entry = self.indexAt(event.pos()).data(ENTRY)
        if isinstance(entry, Entry):
            self.asked.emit(entry, event.globalPos())

    def _on_chevron(self, index: Index, event: QMouseEvent) -> bool:
        row = self.visualRect(index)
        zone = QStyle.visualRect(self.layoutDirection(), row, QRect(row.left(), row.top(), CHEVRON_ZONE, row.height()))
        return zone.contains(event.position().toPoint())

    def _branch(self, group: Group) -> QStandardItem:
        item = self._item(place(group, self._grouping))
        if group.children:
            item.setData(group, _GROUP)
        return item

    def _fill(self, branch: QStandardItem) -> None:
        group: Group = branch.data(_GROUP)
        branch.appendRows([self._item(place(child, self._grouping, group)) for child in group.children])

    def _item_of(self, query: str) -> QStandardItem | None:
        """Find the row of a query; one inside a branch is asked for by the branch's own words and more."""
        if query not in self._by_query:
            for own, item in [*self._by_query.items()]:
                if query.startswith(f"{own} ") or query.endswith(f" {own}"):
                    self._items.fetchMore(item.index())
        return self._by_query.get(query)

    def _item(self, entry: Entry) -> QStandardItem:
        item = QStandardItem()
        item.setEditable(False)
        item.setData(entry, ENTRY)
        item.setData(entry.spoken(), Qt.ItemDataRole.AccessibleTextRole)
        self._by_query.setdefault(entry.query, item)
        return item

    def _tell(self) -> None:
        several = self.selectionModel().selectedIndexes()
        if several:
            self._take(several[0])

    def _take(self, index: Index) -> None:
        entry = index.data(ENTRY)
        if isinstance(entry, Entry):
            self.taken.emit(entry)
