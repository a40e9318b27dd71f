"""Offers under the search field what completes a query, without taking a key that means something else."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QPoint, QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from contactbook.domain.completing import Typed, Value, matching, rest_of_name, typed_value, written
from contactbook.gui import theme
from contactbook.gui.search_field import SearchField
from contactbook.gui.status import announce
from contactbook.i18n import _

_LEAVE = frozenset({Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End})
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class SearchOffers(QObject):
    """Tab takes the first offer or the one chosen by Down and Up, Enter one that was chosen, Esc closes."""

    def __init__(self, search: SearchField, over: QWidget, values: Callable[[str], Sequence[Value]]) -> None:
        super().__init__(search)
        self._search = search
        self._values = values
        self._offers: list[Value] = []
        self._typed: Typed | None = None
        self.list = QListWidget(over)
        self.list.hide()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(_("What completes the search"))
        theme.restyle(self.list, kind="offers")
        self.list.itemClicked.connect(lambda item: self._take(self.list.row(item)))

    @property
    def is_open(self) -> bool:
        """Tell whether offers are shown."""
        return self.list.isVisible()

    def look(self) -> None:
        """Offer what fits what stands before the cursor."""
        before = self._before() if self._search.hasFocus() and self._search.isVisible() else None
        self._typed = None if before is None else typed_value(before)
        offers = [] if self._typed is None else matching(self._values(self._typed.field), self._typed.begun)
        rest = "" if before is None else rest_of_name(before)
        if self._typed is not None and [offer.put for offer in offers] == [self._typed.begun]:
            offers, rest = [], " "  # it stands there already: Tab goes on to the next word
        self._search.show_rest(rest)
        self._show(offers)

    def close(self) -> bool:
        """Take the offers away; tell whether there were any."""
        was_open = self.is_open
        self._offers = []
        self.list.hide()
        self._search.show_rest("")
        return was_open

    def tab(self) -> bool:
        """Complete by Tab; tell whether there was anything to."""
        if self._search.rest:
            self._search.insert(self._search.rest)
            self.look()
        elif self.is_open:
            self._take(max(0, self.list.currentRow()))
        else:
            return False
        return True

    def key(self, event: QKeyEvent) -> bool:
        """Do what a key means while something is offered; tell whether it meant anything."""
        if not self.is_open:
            return False
        key = event.key()
        if key in _ENTER and self.list.currentRow() >= 0:
            self._take(self.list.currentRow())
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._walk(1 if key == Qt.Key.Key_Down else -1)
        else:
            if key in _LEAVE or key in _ENTER:
                self.close()
            return False
        return True

    def _before(self) -> str | None:
        """Give the text before the cursor, None where more of a word stands behind it."""
        text, at = self._search.text(), self._search.cursorPosition()
        return text[:at] if at == len(text) or text[at].isspace() else None

    def _walk(self, way: int) -> None:
        row = self.list.currentRow() + way
        self.list.setCurrentRow(row if row < self.list.count() else self.list.count() - 1)
        if row >= 0:
            announce(self._search, self.list.item(max(0, self.list.currentRow())).text())

    def _take(self, row: int) -> None:
        if self._typed is None or not 0 <= row < len(self._offers):
            return
        search, at = self._search, self._search.cursorPosition()
        text = search.text()
        end = at + 1 if text[at : at + 1] == '"' else at
        search.setSelection(self._typed.at, end - self._typed.at)
        search.insert(written(self._offers[row].put) + ("" if text[end : end + 1] == " " else " "))
        self.close()

    def _show(self, offers: list[Value]) -> None:
        if offers != self._offers:
            self._offers = offers
            self.list.clear()
            for offer in offers:
                number = f"  ·  {offer.count:,}" if offer.count is not None else ""
                self.list.addItem(QListWidgetItem(f"{offer.shown}{number}"))
            self.list.setCurrentRow(-1)
        self.list.setVisible(bool(offers))
        if offers:
            self._place()

    def _place(self) -> None:
        over = self.list.parentWidget()
        corner = self._search.mapTo(over, QPoint(0, self._search.height() + 4)) if over is not None else QPoint()
        frame = 2 * self.list.frameWidth() + 8
        height = self.list.sizeHintForRow(0) * len(self._offers) + frame
        self.list.setGeometry(QRect(corner.x(), corner.y(), self._search.width(), height))
        self.list.raise_()
