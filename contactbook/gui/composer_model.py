"""The contacts of the composer as a model whose rows can be dragged to another place."""

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from contactbook.gui.composer_words import ComposerRow, spoken

ROW = int(Qt.ItemDataRole.UserRole)
Index = QModelIndex | QPersistentModelIndex
_TEXTS = (int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.AccessibleTextRole))
_FLAGS = (
    Qt.ItemFlag.ItemIsSelectable
    | Qt.ItemFlag.ItemIsEnabled
    | Qt.ItemFlag.ItemIsDragEnabled
    | Qt.ItemFlag.ItemNeverHasChildren
)


class ComposerModel(QAbstractListModel):
    """Shows rows; moved(uid, place) tells where one was put."""

    moved = Signal(str, int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[ComposerRow] = []

    def show_rows(self, rows: list[ComposerRow]) -> None:
        """Show rows anew; the same contacts in the same order keep selection and place."""
        if [row.uid for row in rows] != [row.uid for row in self.rows]:
            self.beginResetModel()
            self.rows = rows
            self.endResetModel()
        elif rows:
            self.rows = rows
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))

    def place(self, uid: str) -> int:
        """Find a contact's row; -1 where it is not shown."""
        return next((at for at, row in enumerate(self.rows) if row.uid == uid), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not 0 <= index.row() < len(self.rows):
            return None
        row = self.rows[index.row()]
        return row if role == ROW else spoken(row) if role in _TEXTS else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        return _FLAGS if index.isValid() else Qt.ItemFlag.ItemIsDropEnabled

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def moveRows(self, source: Index, first: int, count: int, target: Index, before: int) -> bool:
        """Move one row before another, as a drop in the list asks for it."""
        if count != 1 or not self.beginMoveRows(source, first, first, target, before):
            return False
        place = before - 1 if before > first else before
        row = self.rows.pop(first)
        self.rows.insert(place, row)
        self.endMoveRows()
        self.moved.emit(row.uid, place)
        return True
