"""The three panes beside one another, and how they share the width."""

from PySide6.QtCore import QSettings, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from contactbook.gui.theme import em, set_pane

RAIL = 48
_SIDEBAR = (13, 16)  # em: least, wanted
_LIST = (21.5, 29)
_CARD = (34, 38)


class Panes(QSplitter):
    """Sidebar, list and card, or sidebar and first-run page; rail_changed tells when the sidebar has to be a rail."""

    rail_changed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setHandleWidth(1)
        set_pane(self, "base1")  # what shows through the handle
        self.setChildrenCollapsible(False)
        self._asked_rail = False
        self._rail = False
        self._dragged = False
        self._parts: tuple[QWidget, ...] = ()
        self._first_run: QWidget | None = None
        self.splitterMoved.connect(self._note_drag)

    def set_parts(self, sidebar: QWidget, contacts: QWidget, card: QWidget) -> None:
        """Put the parts in their order."""
        self._parts = (sidebar, contacts, card)
        for part in self._parts:
            self.addWidget(part)
        self.setStretchFactor(2, 1)

    def add_first_run(self, page: QWidget) -> None:
        """Take the page that stands in the place of list and card while the book is empty."""
        page.hide()
        self._first_run = page
        self.addWidget(page)
        self.setStretchFactor(3, 1)

    @property
    def shows_first_run(self) -> bool:
        """Tell whether the first-run page is shown."""
        return self._first_run is not None and not self._first_run.isHidden()

    def show_first_run(self, empty: bool) -> None:
        """Show the first-run page in the place of list and card, or take it away."""
        _sidebar, contacts, card = self._parts
        if self._first_run is not None and self.shows_first_run != empty:
            contacts.setVisible(not empty)
            card.setVisible(not empty)
            self._first_run.setVisible(empty)
            self.share()

    def ask_rail(self, rail: bool) -> None:
        """Make the sidebar a rail by the person's wish, or a sidebar again where there is room."""
        self._asked_rail = rail
        self._dragged = False
        self.share()

    @property
    def asked_rail(self) -> bool:
        """Tell whether the person wants the rail."""
        return self._asked_rail

    @property
    def is_rail(self) -> bool:
        """Tell whether the sidebar is a rail now."""
        return self._rail

    def keep(self, geometry: QSettings) -> None:
        """Note how the panes are, for the next start."""
        geometry.setValue("panes/rail", self._asked_rail)
        if self._dragged and not self._parts[1].isHidden():
            geometry.setValue("panes/state", self.saveState())
        else:
            geometry.remove("panes/state")

    def restore(self, geometry: QSettings) -> None:
        """Bring the panes back as they were left."""
        self._asked_rail = geometry.value("panes/rail") in (True, "true")
        held = geometry.value("panes/state")
        self.share()
        if held is not None and self.restoreState(held):
            self._dragged = True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.share()

    def share(self) -> None:
        """Share the width out: what is missing is taken from list and sidebar first, then the sidebar goes to icons."""
        width = self.width()
        if not self._parts:
            return
        rail = self._asked_rail or width < em(_SIDEBAR[0] + _LIST[0] + _CARD[0])
        if rail != self._rail:
            self._rail = rail
            self._dragged = False
            self.rail_changed.emit(rail)
        self._set_limits(rail)
        if self._dragged:
            self._keep_sidebar_whole(rail)
            return
        least = RAIL if rail else em(_SIDEBAR[0])
        wanted = RAIL if rail else em(_SIDEBAR[1])
        missing = max(0, wanted + em(_LIST[1]) + em(_CARD[1]) - width)
        spare = (wanted - least) + em(_LIST[1]) - em(_LIST[0])
        part = min(1.0, missing / spare) if spare else 1.0
        sidebar = round(wanted - (wanted - least) * part)
        contacts = round(em(_LIST[1]) - (em(_LIST[1]) - em(_LIST[0])) * part)
        rest = max(1, width - sidebar - contacts - 2)
        self.setSizes([sidebar, contacts, rest, max(1, width - sidebar - 1)][: self.count()])

    def _set_limits(self, rail: bool) -> None:
        sidebar, contacts, card = self._parts
        # Its least is the rail's width always, or the window could never become too narrow for a sidebar.
        sidebar.setMinimumWidth(RAIL)
        sidebar.setMaximumWidth(RAIL if rail else em(24))
        contacts.setMinimumWidth(em(_LIST[0]))
        card.setMinimumWidth(em(_CARD[0]))

    def _keep_sidebar_whole(self, rail: bool) -> None:
        """Take from the list what a sidebar that was squeezed lacks."""
        sizes = self.sizes()
        lacking = em(_SIDEBAR[0]) - sizes[0]
        if not rail and lacking > 0:
            self.setSizes([sizes[0] + lacking, sizes[1] - lacking, *sizes[2:]])

    def _note_drag(self) -> None:
        self._dragged = True
        if not self._rail and self.sizes()[0] < em(_SIDEBAR[0]) * 3 // 4:
            self.ask_rail(True)  # dragged out of the way
        else:
            self._keep_sidebar_whole(self._rail)
