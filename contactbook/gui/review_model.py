"""Gives the lines of a review to the view, with ticks that Qt and screen readers know."""

from collections.abc import Collection
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from contactbook.domain.harmless import one_line
from contactbook.gui import review_words
from contactbook.gui.review_lines import Line, Lines
from contactbook.gui.review_state import ReviewState
from contactbook.i18n import _, counted

Index = QModelIndex | QPersistentModelIndex
LINE = int(Qt.ItemDataRole.UserRole) + 1
_TICKS = {"no": Qt.CheckState.Unchecked, "some": Qt.CheckState.PartiallyChecked, "yes": Qt.CheckState.Checked}


class ReviewModel(QAbstractListModel):
    """Lines of a ReviewState; changed() tells that the person decided something."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.state: ReviewState | None = None
        self._lines = Lines()
        self._known_domains: Collection[str] = ()

    def show_state(self, state: ReviewState, known_domains: Collection[str]) -> None:
        """Show a plan anew."""
        self.beginResetModel()
        self.state = state
        self._known_domains = known_domains
        self._lines = state.lines()
        self.endResetModel()

    def clear(self) -> None:
        """Show nothing."""
        self.beginResetModel()
        self.state = None
        self._lines = Lines()
        self.endResetModel()

    def lay_out(self) -> None:
        """Lay the lines out anew, after some were opened or closed."""
        self.beginResetModel()
        self._lines = self.state.lines() if self.state else Lines()
        self.endResetModel()

    def line(self, index: Index) -> Line:
        """Give the line of an index."""
        return self._lines[index.row()]

    def find(self, line: Line) -> QModelIndex:
        """Find a line; else its contact's line; else nothing."""
        for wanted in (line, Line("contact", line.row), Line("section", key=line.key)):
            if (at := self._lines.find(wanted)) >= 0:
                return self.index(at)
        return QModelIndex()

    def find_row(self, row: int) -> QModelIndex:
        """Find the line of a contact; where its section is closed, it is opened."""
        if self.state is None or not 0 <= row < len(self.state.rows):
            return QModelIndex()
        if self.state.rows[row].state in self.state.closed:
            self.state.closed.discard(self.state.rows[row].state)
            self.lay_out()
        return self.find(Line("contact", row))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        line = self._lines[index.row()]
        if self.state is not None and self.state.tick(line) is not None:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        if self._edited(line) is not None:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self._lines[index.row()]
        if self.state is None:
            return None
        if role == LINE:
            return line
        if role == Qt.ItemDataRole.CheckStateRole:
            tick = self.state.tick(line)
            return None if tick is None else _TICKS[tick]
        if role == Qt.ItemDataRole.EditRole:
            return self._edited(line)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.words(line)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        line = self._lines[index.row()]
        if self.state is None:
            return False
        if role == Qt.ItemDataRole.CheckStateRole:
            self.state.set_tick(line, Qt.CheckState(value) == Qt.CheckState.Checked)
        elif role == Qt.ItemDataRole.EditRole:
            if not self._correct(line, str(value)):
                return False
        else:
            return False
        self.tell_changed()
        return True

    def tell_changed(self) -> None:
        """Have every line drawn anew: one tick shows in contact, section and shared guess."""
        if self._lines:
            self.dataChanged.emit(self.index(0), self.index(len(self._lines) - 1))
        self.changed.emit()

    def words(self, line: Line) -> str:
        """Say a line in words."""
        state = self.state
        if state is None:
            return ""
        if line.kind == "section":
            title, number, aside = state.title(line.key)
            return ", ".join(part for part in (title, str(number), aside) if part)
        if line.kind == "shared":
            return self.shared_words(int(line.key))
        if line.kind == "absent":
            contact = state.plan.absent[line.row]
            return one_line(" · ".join(filter(None, (contact.shown, contact.role, contact.agency, contact.city))))
        if line.kind == "problem":
            return one_line(state.plan.problems[line.row].told)
        if line.kind == "raw":
            return one_line(line.key)
        row = state.rows[line.row]
        if line.kind == "contact":
            return ", ".join(part for part in (one_line(row.incoming.shown), review_words.second_line(row)) if part)
        if line.kind == "details":
            return ", ".join(review_words.value_text(c.new) for c in row.changes if "." in c.key)
        change = state.change(line.row, line.key)
        if change is None:
            return ""
        new = review_words.value_text(change.new)
        said = [review_words.label(change)]
        old = review_words.value_text(change.old)
        said.append(_("{old} becomes {new}").format(old=old, new=new) if old else new)
        if change.guess:
            said.append(_("guess: {why}").format(why=change.guess))
        said.append(review_words.aside(change, row.incoming)[1])
        return ", ".join(part for part in said if part)

    def shared_words(self, at: int) -> str:
        """Say for how many contacts a value is a guess."""
        if self.state is None:
            return ""
        shared = self.state.shared[at]
        value = one_line(shared.value)
        sentence = counted("a guess for {number} contact", "a guess for {number} contacts", shared.number)
        return f"{value}: {sentence}"

    def _edited(self, line: Line) -> str | None:
        if self.state is None or line.kind not in ("field", "contact"):
            return None
        change = self.state.change(line.row, "name" if line.kind == "contact" else line.key)
        return review_words.edit_text(change) if change else None

    def _correct(self, line: Line, text: str) -> bool:
        state = self.state
        key = "name" if line.kind == "contact" else line.key
        change = state.change(line.row, key) if state else None
        if state is None or change is None or text.strip() == (self._edited(line) or "").strip():
            return False
        value = review_words.corrected(change, text, state.rows[line.row].incoming, self._known_domains)
        if value is None:
            if line.kind == "field":
                state.set_tick(line, False)
            return line.kind == "field"
        state.correct(line.row, key, value)
        return True
