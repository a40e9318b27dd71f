"""A layout that sets its items in lines as words are set: chips, tags and the parts of a second line."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLayout, QLayoutItem, QStyle, QWidget

from contactbook.gui.text import Text

_WIDEST = 16_777_215  # Qt's largest width: everything stands in one line


class FlowLayout(QLayout):
    """Lines of items, broken where the width ends; mirrored from right to left.

    An item never gets more than the width there is, so one long word cannot widen a page. The last item may
    be told to take the rest of its line.
    """

    def __init__(self, parent: QWidget | None = None, *, gap: int = 8, line_gap: int = 6, last_stretches: bool = False):
        self._heights: dict[int, int] = {}
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._dots: list[QLayoutItem] = []
        self._gap = gap
        self._line_gap = line_gap
        self._last_stretches = last_stretches
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem, /) -> None:
        self._items.append(item)

    def insert(self, index: int, widget: QWidget) -> None:
        """Put a widget before the item that stands at index."""
        self.addWidget(widget)
        self._items.insert(index, self._items.pop())
        self.invalidate()

    def add_dot(self) -> QWidget:
        """Put a dot between the items before and behind it; it goes where a line is broken, and at the ends."""
        dot = Text("·", tone="dim")
        self.addWidget(dot)
        self._dots.append(self._items[-1])
        return dot

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int, /) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int, /) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int, /) -> int:
        if width not in self._heights:  # the layouts around this one ask again and again
            self._heights[width] = self._arrange(QRect(0, 0, width, 0), place=False)
        return self._heights[width]

    def invalidate(self) -> None:
        self._heights.clear()
        super().invalidate()

    def setGeometry(self, rect: QRect, /) -> None:
        super().setGeometry(rect)
        self._arrange(rect, place=True)

    def sizeHint(self) -> QSize:
        shown = self._shown()
        width = sum(item.sizeHint().width() for item in shown) + self._gap * max(0, len(shown) - 1)
        margins = self.contentsMargins()
        return QSize(width + margins.left() + margins.right(), self.heightForWidth(_WIDEST))

    def minimumSize(self) -> QSize:
        height = max((item.minimumSize().height() for item in self._shown()), default=0)
        margins = self.contentsMargins()
        return QSize(margins.left() + margins.right(), height + margins.top() + margins.bottom())

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _arrange(self, rect: QRect, *, place: bool) -> int:
        """Set the items into lines and return the height that they take."""
        inner = rect.marginsRemoved(self.contentsMargins())
        y = inner.y()
        for line in self._lines(max(1, inner.width())):
            height = max(size.height() for _item, size in line)
            if place:
                self._place(line, inner, y, height)
            y += height + self._line_gap
        margins = self.contentsMargins()
        return max(0, y - self._line_gap - inner.y()) + margins.top() + margins.bottom() if self._shown() else 0

    def _lines(self, width: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        lines: list[list[tuple[QLayoutItem, QSize]]] = [[]]
        used = 0
        dot: QLayoutItem | None = None
        for item in self._shown():
            if item in self._dots:
                dot = item
                continue
            size = self._size(item, width)
            before = self._size(dot, width).width() + self._gap if dot is not None else 0
            if not lines[-1] or used + before + size.width() > width:
                # A dot stands between two of one line only.
                lines.append([(item, size)])
                used = size.width() + self._gap
                if dot is not None:
                    dot.setGeometry(QRect())
            else:
                if dot is not None:
                    lines[-1].append((dot, self._size(dot, width)))
                lines[-1].append((item, size))
                used += before + size.width() + self._gap
            dot = None
        return [line for line in lines if line]

    def _size(self, item: QLayoutItem, width: int) -> QSize:
        wide = min(item.sizeHint().width(), width)
        return QSize(wide, item.heightForWidth(wide) if item.hasHeightForWidth() else item.sizeHint().height())

    def _place(self, line: list[tuple[QLayoutItem, QSize]], inner: QRect, y: int, height: int) -> None:
        direction = QGuiApplication.layoutDirection()
        if (parent := self.parentWidget()) is not None:
            direction = parent.layoutDirection()
        x = inner.x()
        for item, size in line:
            wide = size.width()
            if self._last_stretches and item is self._items[-1]:
                wide = inner.right() + 1 - x
            spot = QRect(QPoint(x, y + (height - size.height()) // 2), QSize(wide, size.height()))
            item.setGeometry(QStyle.visualRect(direction, inner, spot))
            x += wide + self._gap
