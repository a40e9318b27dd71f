"""The list of a review: ticks by Space, folds by Left and Right, decisions by mouse and menu."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QMenu, QStyleOptionViewItem, QWidget

from contactbook.gui.review_delegate import ReviewDelegate
from contactbook.gui.review_lines import Line
from contactbook.gui.review_model import Index, ReviewModel
from contactbook.i18n import _


class ReviewList(QListView):
    """Shows a ReviewModel; row_chosen(row) tells which contact is in hand, -1 for none."""

    row_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = ReviewModel(self)
        self.painted = ReviewDelegate(self)
        self.setModel(self.lines)
        self.setItemDelegate(self.painted)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed | QAbstractItemView.EditTrigger.DoubleClicked)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setAccessibleName(_("What was read, beside what the book holds"))
        self.viewport().setAcceptDrops(False)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        line = self.lines.line(current) if current.isValid() else None
        row = (
            line.row if line is not None and line.kind not in ("problem", "raw", "absent", "section", "shared") else -1
        )
        if row != self.painted.in_hand:
            self.painted.in_hand = row
            self.viewport().update()
            self.row_chosen.emit(row)

    def choose_row(self, row: int) -> None:
        """Take a contact in hand and bring it into view."""
        index = self.lines.find_row(row)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def lay_out(self) -> None:
        """Lay the lines out anew; what is in hand and the scroll position stay."""
        index = self.currentIndex()
        line = self.lines.line(index) if index.isValid() else Line("section")
        top = self.verticalScrollBar().value()
        self.lines.lay_out()
        self.doItemsLayout()  # first, or choosing a line would lay out all of them once more
        self.setCurrentIndex(self.lines.find(line))
        self.verticalScrollBar().setValue(top)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if self.state() == QAbstractItemView.State.EditingState:
            return  # Enter in an editor comes on to here, and must not lay the lines out under it
        if not index.isValid() or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
            return
        forward = Qt.Key.Key_Right if self.isLeftToRight() else Qt.Key.Key_Left
        if event.key() == Qt.Key.Key_Space:
            self._toggle(index)
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._fold(index, opened=event.key() == forward)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            state, line = self.lines.state, self.lines.line(index)
            self._press(index, "fold" if state is not None and state.unfolds(line) else "open")
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        spot = event.position().toPoint()
        index = self.indexAt(spot)
        super().mousePressEvent(event)
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            option = QStyleOptionViewItem()
            self.initViewItemOption(option)
            option.rect = self.visualRect(index)
            self._press(index, self.painted.part_at(option, index, spot))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.currentIndex()
        if index.isValid() and self.lines.line(index).row >= 0:
            self._offer_actions(index)

    def _press(self, index: QModelIndex, part: str) -> None:
        line = self.lines.line(index)
        if part == "tick":
            self._toggle(index)
        elif part == "fold":
            self._fold(index, opened=self.lines.state is not None and not self.lines.state.is_open(line))
        elif part == "open":
            self._fold(index, opened=True)
        elif part == "menu":
            self._offer_actions(index)
        elif part in ("update", "add"):
            self._act(line.row, part)

    def _toggle(self, index: QModelIndex) -> None:
        now = index.data(Qt.ItemDataRole.CheckStateRole)
        if now is None:
            return
        wanted = Qt.CheckState.Unchecked if now == Qt.CheckState.Checked else Qt.CheckState.Checked
        self.lines.setData(index, wanted, Qt.ItemDataRole.CheckStateRole)
        if self.lines.line(index).kind in ("contact", "section"):
            self.lay_out()

    def _fold(self, index: QModelIndex, *, opened: bool) -> None:
        if self.lines.state is not None:
            line = self.lines.line(index)
            self.lines.state.fold(line, opened=opened)
            self.lay_out()
            if line.kind == "problem" and opened:
                self._show_text(self.lines.find(line).row())

    def _show_text(self, problem: int) -> None:
        """Bring the text under a problem into view, and the problem itself."""
        end = problem
        while end + 1 < self.lines.rowCount() and self.lines.line(self.lines.index(end + 1)).kind == "raw":
            end += 1
        for row in (end, problem):
            self.scrollTo(self.lines.index(row))

    def _offer_actions(self, index: QModelIndex) -> None:
        line, state = self.lines.line(index), self.lines.state
        if state is None or line.kind in ("section", "shared", "problem", "raw", "absent"):
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        row = state.rows[line.row]
        offered = [("add", _("Add as a new contact") if row.existing else _("Add")), ("skip", _("Skip"))]
        if row.existing is not None:
            offered.insert(0, ("update", _("Update {name}").format(name=row.existing.shown[:60].replace("&", "&&"))))
        for action, words in offered:
            entry = QAction(words, menu)
            entry.setCheckable(True)
            entry.setChecked(row.action == action)
            entry.triggered.connect(lambda _on=False, chosen=action: self._act(line.row, chosen))
            menu.addAction(entry)
        rect = self.visualRect(index)
        menu.popup(self.viewport().mapToGlobal(rect.bottomRight() if self.isLeftToRight() else rect.bottomLeft()))

    def _act(self, row: int, action: str) -> None:
        if self.lines.state is not None:
            self.lines.state.act(row, action)
            self.lay_out()
            self.lines.tell_changed()
