"""The middle pane: the search field over the list of contacts."""

from datetime import date
from itertools import pairwise

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from contactbook.domain.contact import Found
from contactbook.gui.contact_delegate import ContactDelegate
from contactbook.gui.contact_model import ContactModel, Loader
from contactbook.gui.nothing_found import NothingFound
from contactbook.gui.row_view import RowView
from contactbook.gui.row_words import ContactWords, Sought
from contactbook.gui.search_field import SearchField
from contactbook.gui.theme import em, set_pane
from contactbook.i18n import _

_INITIALS_FROM = 25  # em
_KEPT_MOST = 5_000  # a larger selection is not carried over a reset
_Select = QItemSelectionModel.SelectionFlag


class ContactList(QWidget):
    """Search and list; emits the uid of the current contact, "" when there is none."""

    query_changed = Signal(str)
    current_changed = Signal(str)
    selection_changed = Signal()
    activated = Signal(str)
    escape = Signal()
    everywhere_asked = Signal()  # what is sought is to be looked for outside the view

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = ContactModel(self)
        self.search = SearchField()
        self._delegate = ContactDelegate(self.model.is_section, self)
        self.view = RowView(self.model, self._delegate)
        self.view.setAccessibleName(_("Contacts"))
        self._nothing = NothingFound()
        self._query = ""
        self._told = ""
        self._quiet = False
        self._stack = QStackedLayout()
        self._lay_out()
        self._connect()
        set_pane(self, "base1")

    def show_found(
        self,
        found: Found,
        loader: Loader,
        query: str,
        *,
        today: date | None = None,
        stale_days: int = 180,
        outside: str = "",
        view: str = "",
    ) -> None:
        """Show what a query found; selection and scroll stay if the query is the same, else the first is chosen.

        Where it found nothing, outside names the view that it would find something outside of; view is the query of
        the view.
        """
        same = query == self._query
        self._query = query
        kept = _Kept(self) if same else None
        self._quiet = True
        self.model.show(found, loader, Sought.of(query, today or date.today(), stale_days))
        if not found.ids:
            self._nothing.show_nothing(query, found.suggestions, outside, view)
            for before, after in pairwise((self.search, *self._nothing.buttons())):
                QWidget.setTabOrder(before, after)  # what is made later would come behind everything else
        self._stack.setCurrentIndex(0 if found.ids else 1)
        if kept is not None:
            kept.put_back()
        elif found.ids:
            self._choose(self.model.row_at(0))
            self.view.scrollToTop()
        self._quiet = False
        self._tell_current()
        self.selection_changed.emit()

    def read_again(self) -> None:
        """Read the rows that are seen anew; which they are stays."""
        self.model.read_again()
        self.view.viewport().update()

    def select(self, uid: str) -> bool:
        """Choose a contact that is loaded, and scroll to it; tell whether it was there."""
        row = self.model.loaded(uid)
        if row is not None:
            self._choose(row)
        return row is not None

    def select_id(self, wanted: int) -> bool:
        """Choose a contact by id, wherever it stands; tell whether it was found."""
        row = self.model.row_of(wanted)
        if row is not None:
            self._choose(row)
        return row is not None

    def selected_ids(self) -> list[int]:
        """Give the ids of what is selected, in display order."""
        return self.model.ids_in(self.view.selectionModel().selection())

    def current_uid(self) -> str:
        """Give the uid of the current contact, or an empty text."""
        words = self._current_words()
        return words.row.uid if words else ""

    def current_number(self) -> tuple[str, bool]:
        """Give the number that the current row shows and whether it is public."""
        words = self._current_words()
        return (words.row.number or "", words.row.number_public) if words else ("", False)

    def focus_search(self) -> None:
        """Go to the search field with its words selected, ready to be typed over."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange):
            self._delegate.measure()
            self._fit()
            self.view.set_heights(*self._delegate.heights)

    def _lay_out(self) -> None:
        self.setMinimumWidth(em(21.5))
        top = QHBoxLayout()
        top.setContentsMargins(12, 10, 12, 10)
        top.addWidget(self.search)
        body = QWidget()
        body.setLayout(self._stack)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._nothing)
        middle = QHBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        middle.addSpacing(8)  # a margin would not mirror
        middle.addWidget(body)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addLayout(middle, 1)

    def _connect(self) -> None:
        self.search.textChanged.connect(self.query_changed)
        self.search.walked.connect(self._walk)
        self.search.entered.connect(self._enter)
        self.search.escaped.connect(self._escape)
        self.search.all_asked.connect(self._select_all)
        self.view.typed.connect(self.search.type_on)
        self.view.entered.connect(self._enter)
        self.view.escaped.connect(self._escape)
        self._nothing.suggested.connect(self._take_suggestion)
        self._nothing.everywhere_asked.connect(self._ask_everywhere)
        chosen = self.view.selectionModel()
        chosen.currentChanged.connect(self._tell_current)
        chosen.selectionChanged.connect(self._tell_selection)

    def _fit(self) -> None:
        with_initials = self.width() >= em(_INITIALS_FROM)
        if with_initials != self._delegate.with_initials:
            self._delegate.with_initials = with_initials
            self.view.viewport().update()

    def _choose(self, row: int) -> None:
        index = self.model.index(row)
        self.view.selectionModel().setCurrentIndex(index, _Select.ClearAndSelect)
        first = row > 0 and self.model.place(row) == 0
        self.view.scrollTo(self.model.index(0) if first else index)

    def _current_words(self) -> ContactWords | None:
        index = self.view.currentIndex()
        words = self.model.words(index.row()) if index.isValid() else None
        return words if isinstance(words, ContactWords) else None

    def _walk(self, event: QKeyEvent) -> None:
        offered = self._nothing.buttons() if self._nothing.isVisible() else []
        if offered and event.key() == Qt.Key.Key_Down:
            offered[0].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.view.keyPressEvent(event)

    def _enter(self) -> None:
        uid = self.current_uid()
        if uid:
            self.activated.emit(uid)
        elif self._nothing.isVisible() and self._nothing.offers_all:
            self._ask_everywhere()

    def _escape(self) -> None:
        if self.search.text():
            self.search.clear()
        else:
            self.escape.emit()

    def _select_all(self) -> None:
        if self.view.isVisible():
            self.view.selectAll()
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_everywhere(self) -> None:
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self.everywhere_asked.emit()

    def _take_suggestion(self, name: str) -> None:
        self.search.setText(name)
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell_current(self) -> None:
        if self._quiet:
            return
        uid = self.current_uid()
        if uid != self._told:
            self._told = uid
            self.current_changed.emit(uid)

    def _tell_selection(self) -> None:
        if not self._quiet:
            self.selection_changed.emit()


class _Kept:
    """Selection, current contact and scroll, carried over a reset of the model by id."""

    def __init__(self, of: ContactList) -> None:
        self._list = of
        view, model = of.view, of.model
        ids = of.selected_ids()
        self._all = bool(ids) and len(ids) == model.contact_count
        self._selected = ids if len(ids) <= _KEPT_MOST else []
        current = view.currentIndex().row()
        self._current = model.id_at(current)
        self._place = model.place(current) if current >= 0 else 0
        top = view.indexAt(view.viewport().rect().topLeft())
        anchor = view.contact_near(top.row(), 1) if top.isValid() and model.contact_count else -1
        self._anchor = model.id_at(anchor)
        self._offset = view.visualRect(model.index(anchor)).top() if anchor >= 0 else 0

    def put_back(self) -> None:
        """Choose again what is still there; the neighbour takes the place of a current one that went."""
        view, model = self._list.view, self._list.model
        if not model.contact_count:
            return
        row = model.row_of(self._current) if self._current is not None else None
        gone = row is None
        if row is None:
            row = model.row_at(min(self._place, model.contact_count - 1))
        chosen = view.selectionModel()
        if self._all and len(self._selected) != 1:
            view.selectAll()
        else:
            chosen.select(self._selection(), _Select.ClearAndSelect)
        # A contact that was current but not selected stays so.
        keep = _Select.NoUpdate if not gone and chosen.hasSelection() else _Select.Select
        chosen.setCurrentIndex(model.index(row), keep)
        self._scroll_back(view, model)

    def _selection(self) -> QItemSelection:
        model, built = self._list.model, QItemSelection()
        for wanted in self._selected:
            row = model.row_of(wanted)
            if row is not None:
                built.select(model.index(row), model.index(row))
        return built

    def _scroll_back(self, view: RowView, model: ContactModel) -> None:
        anchor = model.row_of(self._anchor) if self._anchor is not None else None
        if anchor is None:
            view.scrollTo(view.currentIndex())
            return
        view.scrollTo(model.index(anchor), RowView.ScrollHint.PositionAtTop)
        bar = view.verticalScrollBar()
        bar.setValue(bar.value() - self._offset)
