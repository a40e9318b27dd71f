"""The contact list's model: ids in display order, sections between them, rows loaded a page at a time."""

from bisect import bisect_left, bisect_right
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractListModel, QItemSelection, QModelIndex, QObject, QPersistentModelIndex, Qt

from contactbook.domain.contact import Found, Row
from contactbook.gui.row_words import (
    ContactWords,
    SectionWords,
    Sought,
    contact_words,
    section_words,
    spoken,
    spoken_number,
    spoken_section,
)

WORDS = Qt.ItemDataRole.UserRole  # ContactWords, SectionWords, or None for a contact that is no longer there
PAGE = 20  # about what is seen
_PAGES_KEPT = 60
_TEXT = Qt.ItemDataRole.AccessibleTextRole
_DESCRIPTION = Qt.ItemDataRole.AccessibleDescriptionRole
_SERVED = frozenset({WORDS, _TEXT, _DESCRIPTION})
_SECTION_FLAGS = Qt.ItemFlag.ItemNeverHasChildren
_CONTACT_FLAGS = (
    Qt.ItemFlag.ItemIsSelectable
    | Qt.ItemFlag.ItemIsEnabled
    | Qt.ItemFlag.ItemIsDragEnabled
    | Qt.ItemFlag.ItemNeverHasChildren
)

Loader = Callable[[Sequence[int]], list[Row]]
Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()


class ContactModel(QAbstractListModel):
    """A list of sections and contacts; "row" counts both, "place" counts contacts only."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._found = Found(())
        self._load: Loader = lambda ids: []
        self._sought = Sought((), "", date.min)
        self._section_rows: list[int] = []
        self._count = 0  # rowCount is asked for twice a row at each reset
        self._pages: OrderedDict[int, list[ContactWords | Row | None]] = OrderedDict()
        self._sections: dict[int, SectionWords] = {}

    def show(self, found: Found, load: Loader, sought: Sought) -> None:
        """Show what was found; load reads the rows of ids."""
        self.beginResetModel()
        self._found = found
        self._load = load
        self._sought = sought
        self._section_rows = [start + at for at, start in enumerate(found.sections.starts)]
        self._count = len(found.ids) + len(self._section_rows)
        self._pages.clear()
        self._sections.clear()
        self.endResetModel()

    def read_again(self) -> None:
        """Read rows anew when they are next asked for."""
        self._pages.clear()

    @property
    def contact_count(self) -> int:
        return len(self._found.ids)

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else self._count

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in _SERVED or not index.isValid():
            return None
        words = self.words(index.row())
        if role == WORDS or words is None:
            return words
        if isinstance(words, SectionWords):
            return spoken_section(words) if role == _TEXT else None
        return spoken(words) if role == _TEXT else spoken_number(words)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return _SECTION_FLAGS if self.is_section(index.row()) else _CONTACT_FLAGS

    def is_section(self, row: int) -> bool:
        """Tell a section's row from a contact's."""
        at = bisect_left(self._section_rows, row)
        return at < len(self._section_rows) and self._section_rows[at] == row

    def place(self, row: int) -> int:
        """Count the contacts before a row: for a contact's row, its place."""
        return row - bisect_left(self._section_rows, row)

    def row_at(self, place: int) -> int:
        """Find the row of the contact at a place."""
        before = bisect_right(self._found.sections.starts, place)
        return place + before

    def id_at(self, row: int) -> int | None:
        """Give the id of a contact's row; None for a section or nothing."""
        if not 0 <= row < self.rowCount() or self.is_section(row):
            return None
        return self._found.ids[self.place(row)]

    def row_of(self, wanted: int) -> int | None:
        """Find the row of an id; None if it was not found."""
        try:
            return self.row_at(self._found.ids.index(wanted))
        except ValueError:
            return None

    def ids_in(self, selection: QItemSelection) -> list[int]:
        """Read the ids of a selection from its ranges, in display order."""
        ids: list[int] = []
        for span in sorted(selection.toList(), key=lambda s: s.top()):
            ids += self._found.ids[self.place(span.top()) : self.place(span.bottom() + 1)]
        return ids

    def words(self, row: int) -> ContactWords | SectionWords | None:
        """Give what a row says, loading its page if need be."""
        if self.is_section(row):
            at = bisect_left(self._section_rows, row)
            if at not in self._sections:
                words = section_words(self._found.sections[at], self._sought)
                counted = self._found.whole or at + 1 < len(self._section_rows)
                self._sections[at] = words if counted else replace(words, count="…")
            return self._sections[at]
        page, at = divmod(self.place(row), PAGE)
        rows = self._page(page)
        held = rows[at]
        if isinstance(held, Row):  # made ready when it is first seen, which costs more than reading it
            held = rows[at] = contact_words(held, self._sought)
        return held

    def loaded(self, uid: str) -> int | None:
        """Find the row of a uid among the rows that are loaded."""
        for page, several in self._pages.items():
            for at, words in enumerate(several):
                row = words.row if isinstance(words, ContactWords) else words
                if row is not None and row.uid == uid:
                    return self.row_at(page * PAGE + at)
        return None

    def _page(self, page: int) -> list[ContactWords | Row | None]:
        if page in self._pages:
            self._pages.move_to_end(page)
            return self._pages[page]
        ids = list(self._found.ids[page * PAGE : (page + 1) * PAGE])
        rows = {row.id: row for row in self._load(ids)}
        self._pages[page] = [rows.get(known) for known in ids]
        if len(self._pages) > _PAGES_KEPT:
            self._pages.popitem(last=False)
        return self._pages[page]
