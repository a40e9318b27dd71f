"""Makes the parts of the window and lays them out: panes, pages, status bar, and what lies over them."""

import sys

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from contactbook.gui.contact_card import ContactCard
from contactbook.gui.contact_editor import ContactEditor
from contactbook.gui.contact_list import ContactList
from contactbook.gui.controls import Button
from contactbook.gui.drop_overlay import DropOverlay
from contactbook.gui.first_run import FirstRun
from contactbook.gui.help import AboutPage, ShortcutsPage
from contactbook.gui.history import HistoryPage
from contactbook.gui.palette import Palette
from contactbook.gui.panes import Panes
from contactbook.gui.read_page import ReadPage
from contactbook.gui.review import ReviewPage
from contactbook.gui.sidebar import Sidebar
from contactbook.gui.status import StatusBar
from contactbook.gui.theme import STATE, factor_font, set_pane
from contactbook.i18n import _


class Parts(QWidget):
    """All parts of one window; it connects none of them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.menu_in_window = sys.platform != "darwin"
        self.sidebar = Sidebar()
        self.contacts = ContactList()
        self.card = ContactCard()
        self.editor = ContactEditor()
        self.first_run = FirstRun()
        self.status = StatusBar()
        self.read_page = ReadPage()
        self.review = ReviewPage()
        self.history = HistoryPage()
        self.shortcuts = ShortcutsPage()
        self.about = AboutPage()
        self.read_release = Button(_("Read release"), "file-input", "quiet")
        self.new_contact = Button(_("New contact"), "user-plus", "quiet")
        self.palette_button = Button("Ctrl+K", kind="usual")
        self.palette_button.setAccessibleName(_("Find any action"))
        self.palette_button.setToolTip(_("Find any action by its name"))
        self.head = self._make_head()
        self.pane = QStackedWidget()
        self.panes = Panes()
        self.pages = QStackedWidget()
        self._lay_out()
        self.palette_ = Palette(self)
        self.overlay = DropOverlay(self)

    def _make_head(self) -> QWidget:
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(24, 12, 24, 12)
        row.setSpacing(8)
        row.addStretch(1)
        factor_font(self.palette_button, STATE, semibold=True)
        for button in (self.read_release, self.new_contact, self.palette_button):
            row.addWidget(button)
        return head

    def _lay_out(self) -> None:
        self.pane.addWidget(self.card)
        self.pane.addWidget(self.editor)
        right = QWidget()
        set_pane(right, "base2")
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.pane, 1)
        self.panes.set_parts(self.sidebar, self.contacts, right, self.first_run)
        for page in (self.panes, self.read_page, self.review, self.history, self.shortcuts, self.about):
            self.pages.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.pages, 1)
        layout.addWidget(self.status)
        # Tab goes search, list, card, sidebar.
        QWidget.setTabOrder(self.contacts, right)
        QWidget.setTabOrder(right, self.sidebar)

    @property
    def on_main(self) -> bool:
        """Tell whether the contacts are shown and no other page."""
        return self.pages.currentWidget() is self.panes

    def show_page(self, page: QWidget) -> None:
        """Fill the window with a page; the review brings its own footer in the status bar's place."""
        self.pages.setCurrentWidget(page)
        self.status.show_ready("")
        self.show_status()
        page.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_status(self, wanted: bool = False) -> None:
        """Show the status bar where it belongs, and wherever it has something to say."""
        self.status.setVisible(wanted or self.pages.currentWidget() is not self.review)

    def show_main(self) -> None:
        """Show the contacts again."""
        self.pages.setCurrentWidget(self.panes)
        self.show_status()
        if self.first_run.isVisibleTo(self.panes):
            self.first_run.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.contacts.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def walk_panes(self, way: int) -> None:
        """Go to the next pane or the one before: list, card or form, sidebar."""
        held = QApplication.focusWidget()
        stops = (
            [self.contacts, self.pane, self.sidebar] if self.contacts.isVisible() else [self.first_run, self.sidebar]
        )
        here = next((at for at, pane in enumerate(stops) if held is not None and pane.isAncestorOf(held)), 0)
        for turn in range(1, len(stops) + 1):
            if _enter(stops[(here + way * turn) % len(stops)]):
                return

    def cover_all(self, width: int, height: int) -> None:
        """Keep what lies over the window as large as it."""
        self.overlay.resize(width, height)

    def paint_anew(self) -> None:
        """Have every part that paints itself take the colours of now."""
        for part in (self.status, self.first_run, self.review, self.about):
            part.paint_anew()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.cover_all(self.width(), self.height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange):
            self.panes.share()


def _enter(pane: QWidget) -> bool:
    """Give the focus to the first control of a pane that takes it."""
    for child in pane.findChildren(QWidget):
        takes = child.focusPolicy() & Qt.FocusPolicy.TabFocus
        if takes and child.isVisible() and child.isEnabled() and child.focusProxy() is None:
            child.setFocus(Qt.FocusReason.TabFocusReason)
            return True
    return False
