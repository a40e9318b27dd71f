"""The leading pane: views and lists, the place tree, the trash; a rail of icons where there is little room."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from contactbook.domain.contact import Counts, Group
from contactbook.gui import sidebar_entries
from contactbook.gui.controls import IconButton, Segmented, Text
from contactbook.gui.entry_list import EntryList
from contactbook.gui.place_tree import PlaceTree
from contactbook.gui.sidebar_entries import Entry
from contactbook.gui.theme import em, set_pane
from contactbook.i18n import _

RAIL_WIDTH = 48
_LEADING = 8
_LEAST_TREE = 96  # px that the tree keeps while the lists grow
_HEAD = 56


class Sidebar(QWidget):
    """Emits the query and title of what is to be looked at; view_opened(query) comes after it for a click or Enter.

    page_asked(key of an action) comes for a click or Enter on a row that is no list of contacts.
    """

    view_chosen = Signal(str, str)
    view_opened = Signal(str)
    page_asked = Signal(str)
    grouping_chosen = Signal(str)
    menu_requested = Signal()
    new_list_requested = Signal()
    rail_toggled = Signal(bool)
    context_requested = Signal(str, str, QPoint)  # query, title, where: the person asked for a row's own menu

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._query: str | None = ""
        self._counts: Counts | None = None
        self._alike = 0
        self._lists: list[tuple[str, int]] = []
        self._has_places = False
        self._rail = False
        self.menu_button = IconButton("menu", _("Menu"), size=18)
        self.rail_button = IconButton("panel-left-close", _("Narrow the sidebar"), tone="dim")
        self.title = Text(_("Press contacts"), semibold=True)
        self.views = EntryList(_("Views and lists"))
        self.add_list = IconButton("plus", _("New list"), self.views.viewport(), tone="dim", small=True)
        self.grouping = Segmented(
            [("city", _("By city"), None), ("agency", _("By agency"), None)], _("Group contacts")
        )  # fmt: skip
        self.places = PlaceTree(_("Places"))
        self.trash = EntryList(_("Trash"))
        self._filler = QWidget()
        self._lay_out()
        self._connect()
        set_pane(self, "base0")
        self._show_views()
        self.choose("")
        self.set_rail(False)

    def show_counts(self, counts: Counts | None) -> None:
        """Show how many contacts each view holds; nothing stands where there are none."""
        self._counts = counts
        self._show_views()

    def show_alike(self, pairs: int) -> None:
        """Show how many pairs look alike; no row where there are none."""
        self._alike = pairs
        self._show_views()

    def show_lists(self, lists: Sequence[tuple[str, int]]) -> None:
        """Show the lists, each with its count."""
        self._lists = list(lists)
        self._show_views()

    def show_tree(self, grouping: str, groups: Sequence[Group]) -> None:
        """Show the places, grouped by "city" or "agency"."""
        self.grouping.choose(grouping)
        self._has_places = bool(groups)
        self.places.show_groups(grouping, groups)
        self.places.choose(self._query)
        self._show_parts()

    def choose(self, query: str) -> None:
        """Mark what is looked at, without telling."""
        self._query = query
        for part in (self.views, self.places, self.trash):
            part.choose(query)

    def set_rail(self, rail: bool) -> None:
        """Show icons only, or all; the width of the rail is fixed."""
        self._rail = rail
        for part in (self.views, self.trash):
            part.painter_.rail = rail
            part.set_scroll_bar(not rail)
        self.setMinimumWidth(RAIL_WIDTH if rail else em(13))
        self.setMaximumWidth(RAIL_WIDTH if rail else 16_777_215)
        self.rail_button.set_icon("panel-left-open" if rail else "panel-left-close")
        self.rail_button.set_name(_("Widen the sidebar") if rail else _("Narrow the sidebar"))
        self._head.setDirection(QHBoxLayout.Direction.TopToBottom if rail else QHBoxLayout.Direction.LeftToRight)
        self._head.setContentsMargins(*((8, 12, 8, 4) if rail else (12, 12, 8, 12)))
        self.title.setVisible(not rail)
        self._show_views()
        self._show_parts()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange):
            for part in (self.views, self.trash, self.places):
                part.painter_.measure()
                part.doItemsLayout()
            self._fit()

    def _lay_out(self) -> None:
        self._head = QHBoxLayout()
        self._head.setSpacing(6)
        self._head.addWidget(self.menu_button)
        self._head.addWidget(self.title, 1)
        self._head.addWidget(self.rail_button)
        self._choice = QWidget()
        choice = QHBoxLayout(self._choice)
        choice.setContentsMargins(12, 12, 12, 4)
        choice.addWidget(self.grouping)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, _LEADING)
        layout.setSpacing(0)
        layout.addLayout(self._head)
        layout.addLayout(_indented(self.views))
        layout.addWidget(self._choice)
        layout.addLayout(_indented(self.places), 1)
        layout.addWidget(self._filler, 1)
        layout.addSpacing(4)
        layout.addLayout(_indented(self.trash))

    def _connect(self) -> None:
        self.menu_button.clicked.connect(self.menu_requested)
        self.rail_button.clicked.connect(self._toggle_rail)
        self.add_list.clicked.connect(self.new_list_requested)
        self.grouping.chosen.connect(self.grouping_chosen)
        for part in (self.views, self.places, self.trash):
            part.taken.connect(self._take)
            part.asked.connect(self._ask)
        self.views.opened.connect(self._open)

    def _show_views(self) -> None:
        views = sidebar_entries.views(self._counts, self._alike)
        self.views.show_entries([*views, *sidebar_entries.lists(self._lists)])
        self.trash.show_entries([sidebar_entries.trash(self._counts)])
        self.views.choose(self._query)
        self.trash.choose(self._query)
        always = len(views)
        for row in range(len(self.views.rows.entries)):
            self.views.setRowHidden(row, self._rail and row >= always)
        self._fit()

    def _show_parts(self) -> None:
        with_places = self._has_places and not self._rail
        self._choice.setVisible(with_places)
        self.places.setVisible(with_places)
        self._filler.setVisible(not with_places)
        self._fit()

    def _fit(self) -> None:
        others = _HEAD + _LEADING + 4 + self.trash.wanted_height()
        if self._has_places and not self._rail:
            others += self._choice.sizeHint().height() + _LEAST_TREE
        least = 4 * self.views.painter_.height
        self.views.setFixedHeight(min(self.views.wanted_height(), max(least, self.height() - others)))
        self.trash.setFixedHeight(self.trash.wanted_height())
        self.views.place_on_heading(self.add_list, hidden=self._rail)

    def _toggle_rail(self) -> None:
        self.rail_toggled.emit(not self._rail)

    def _open(self, entry: Entry) -> None:
        if entry.page:
            self.choose(self._query or "")  # what is listed stays what it was
            self.page_asked.emit(entry.page)
        else:
            self.view_opened.emit(entry.query)

    def _take(self, entry: Entry) -> None:
        if entry.query != self._query and not entry.page:
            self.choose(entry.query)
            self.view_chosen.emit(entry.query, entry.title)

    def _ask(self, entry: Entry, where: QPoint) -> None:
        self.context_requested.emit(entry.query, entry.title, where)


def _indented(part: QWidget) -> QHBoxLayout:
    # A spacer, for margins do not mirror; at the other side the scroll bar keeps its own room.
    layout = QHBoxLayout()
    layout.setSpacing(0)
    layout.addSpacing(_LEADING)
    layout.addWidget(part)
    return layout
