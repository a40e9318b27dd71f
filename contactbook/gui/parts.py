"""Makes the parts of the window and lays them out: panes, pages, status bar, and what lies over them.

What the first look at the contacts does not need is imported and made when it is first asked for: the window is up
in a fraction of the time. `made` tells of each such part, so that it is connected before it is used.
"""

import sys
from typing import TYPE_CHECKING, Protocol, cast, runtime_checkable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from contactbook.gui.contact_list import ContactList
from contactbook.gui.controls import Button
from contactbook.gui.panes import Panes
from contactbook.gui.sidebar import Sidebar
from contactbook.gui.status import StatusBar
from contactbook.gui.theme import STATE, factor_font, set_pane
from contactbook.i18n import _

if TYPE_CHECKING:
    from contactbook.gui.attention import AttentionPage
    from contactbook.gui.backups_page import BackupsPage
    from contactbook.gui.bulk_editor import BulkEditor
    from contactbook.gui.composer import ComposerPage
    from contactbook.gui.contact_card import ContactCard
    from contactbook.gui.contact_editor import ContactEditor
    from contactbook.gui.drop_overlay import DropOverlay
    from contactbook.gui.duplicates_page import DuplicatesPage
    from contactbook.gui.first_run import FirstRun
    from contactbook.gui.help import AboutPage, ShortcutsPage
    from contactbook.gui.history import HistoryPage
    from contactbook.gui.mapping_page import MappingPage
    from contactbook.gui.notice import Notice
    from contactbook.gui.palette import Palette
    from contactbook.gui.qr_panel import QrPanel
    from contactbook.gui.quick_panel import AwayPanel, WordsPanel
    from contactbook.gui.read_page import ReadPage
    from contactbook.gui.renumber_page import RenumberPage
    from contactbook.gui.review import ReviewPage
    from contactbook.gui.settings_page import SettingsPage


@runtime_checkable
class PaintsItself(Protocol):
    """A part that draws in colours it has to be told of."""

    def paint_anew(self) -> None: ...


class Parts(QWidget):
    """All parts of one window; it connects none of them."""

    made = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.menu_in_window = sys.platform != "darwin"
        self._later: dict[str, QWidget] = {}
        self.sidebar = Sidebar()
        self.contacts = ContactList()
        self.status = StatusBar()
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

    # Made when first asked for

    @property
    def card(self) -> "ContactCard":
        """The contact in hand, in the place of the blank that the window opens with."""
        if "card" not in self._later:
            from contactbook.gui.contact_card import ContactCard

            card = ContactCard()
            shown = self.pane.currentIndex() == 0
            self.pane.insertWidget(0, card)
            self.pane.removeWidget(self._blank)
            if shown:
                self.pane.setCurrentIndex(0)
            self._keep("card", card)
        return cast("ContactCard", self._later["card"])

    @property
    def editor(self) -> "ContactEditor":
        """The form in the place of the card."""
        if "editor" not in self._later:
            from contactbook.gui.contact_editor import ContactEditor

            self._keep("editor", ContactEditor(), self.pane)
        return cast("ContactEditor", self._later["editor"])

    @property
    def bulk(self) -> "BulkEditor":
        """The form for several contacts, in the place of the card."""
        if "bulk" not in self._later:
            from contactbook.gui.bulk_editor import BulkEditor

            self._keep("bulk", BulkEditor(), self.pane)
        return cast("BulkEditor", self._later["bulk"])

    @property
    def first_run(self) -> "FirstRun":
        """What an empty book shows."""
        if "first_run" not in self._later:
            from contactbook.gui.first_run import FirstRun

            made = FirstRun()
            self.panes.add_first_run(made)
            self._keep("first_run", made)
        return cast("FirstRun", self._later["first_run"])

    @property
    def read_page(self) -> "ReadPage":
        """The page for pasting."""
        if "read_page" not in self._later:
            from contactbook.gui.read_page import ReadPage

            self._keep("read_page", ReadPage(), self.pages)
        return cast("ReadPage", self._later["read_page"])

    @property
    def review(self) -> "ReviewPage":
        """What was read, beside what the book holds."""
        if "review" not in self._later:
            from contactbook.gui.review import ReviewPage

            self._keep("review", ReviewPage(), self.pages)
        return cast("ReviewPage", self._later["review"])

    @property
    def mapping(self) -> "MappingPage":
        """What the columns of a table are."""
        if "mapping" not in self._later:
            from contactbook.gui.mapping_page import MappingPage

            self._keep("mapping", MappingPage(), self.pages)
        return cast("MappingPage", self._later["mapping"])

    @property
    def history(self) -> "HistoryPage":
        """What was done."""
        if "history" not in self._later:
            from contactbook.gui.history import HistoryPage

            self._keep("history", HistoryPage(), self.pages)
        return cast("HistoryPage", self._later["history"])

    @property
    def backups(self) -> "BackupsPage":
        """The copies of the book."""
        if "backups" not in self._later:
            from contactbook.gui.backups_page import BackupsPage

            self._keep("backups", BackupsPage(), self.pages)
        return cast("BackupsPage", self._later["backups"])

    @property
    def duplicates(self) -> "DuplicatesPage":
        """Contacts that may be one."""
        if "duplicates" not in self._later:
            from contactbook.gui.duplicates_page import DuplicatesPage

            self._keep("duplicates", DuplicatesPage(), self.pages)
        return cast("DuplicatesPage", self._later["duplicates"])

    @property
    def composer(self) -> "ComposerPage":
        """The contact block of a release."""
        if "composer" not in self._later:
            from contactbook.gui.composer import ComposerPage

            self._keep("composer", ComposerPage(), self.pages)
        return cast("ComposerPage", self._later["composer"])

    @property
    def attention(self) -> "AttentionPage":
        """What needs attention, one after the other."""
        if "attention" not in self._later:
            from contactbook.gui.attention import AttentionPage

            self._keep("attention", AttentionPage(), self.pages)
        return cast("AttentionPage", self._later["attention"])

    @property
    def notice(self) -> "Notice":
        """What waits for an answer, under the contacts."""
        if "notice" not in self._later:
            from contactbook.gui.notice import Notice

            notice = Notice()
            self._main.addWidget(notice)
            self._keep("notice", notice)
        return cast("Notice", self._later["notice"])

    @property
    def renumber(self) -> "RenumberPage":
        """Numbers that change in many contacts."""
        if "renumber" not in self._later:
            from contactbook.gui.renumber_page import RenumberPage

            self._keep("renumber", RenumberPage(), self.pages)
        return cast("RenumberPage", self._later["renumber"])

    @property
    def settings(self) -> "SettingsPage":
        """What the person chose to have otherwise."""
        if "settings" not in self._later:
            from contactbook.gui.settings_page import SettingsPage

            self._keep("settings", SettingsPage(), self.pages)
        return cast("SettingsPage", self._later["settings"])

    @property
    def shortcuts(self) -> "ShortcutsPage":
        """Every key."""
        if "shortcuts" not in self._later:
            from contactbook.gui.help import ShortcutsPage

            self._keep("shortcuts", ShortcutsPage(), self.pages)
        return cast("ShortcutsPage", self._later["shortcuts"])

    @property
    def about(self) -> "AboutPage":
        """What the program is."""
        if "about" not in self._later:
            from contactbook.gui.help import AboutPage

            self._keep("about", AboutPage(), self.pages)
        return cast("AboutPage", self._later["about"])

    @property
    def palette_(self) -> "Palette":
        """What lies over the window to find an action."""
        if "palette_" not in self._later:
            from contactbook.gui.palette import Palette

            self._keep("palette_", Palette(self))
        return cast("Palette", self._later["palette_"])

    @property
    def qr(self) -> "QrPanel":
        """What lies over the window to show a code to a phone."""
        if "qr" not in self._later:
            from contactbook.gui.qr_panel import QrPanel

            self._keep("qr", QrPanel(self))
        return cast("QrPanel", self._later["qr"])

    @property
    def away_panel(self) -> "AwayPanel":
        """What lies over the window to say who is away."""
        if "away_panel" not in self._later:
            from contactbook.gui.quick_panel import AwayPanel

            self._keep("away_panel", AwayPanel(self))
        return cast("AwayPanel", self._later["away_panel"])

    @property
    def words_panel(self) -> "WordsPanel":
        """What lies over the window to change languages and topics."""
        if "words_panel" not in self._later:
            from contactbook.gui.quick_panel import WordsPanel

            self._keep("words_panel", WordsPanel(self))
        return cast("WordsPanel", self._later["words_panel"])

    @property
    def overlay(self) -> "DropOverlay":
        """What lies over the window while something is dragged."""
        if "overlay" not in self._later:
            from contactbook.gui.drop_overlay import DropOverlay

            self._keep("overlay", DropOverlay(self))
        return cast("DropOverlay", self._later["overlay"])

    def has(self, name: str) -> bool:
        """Tell whether a part was made already."""
        return name in self._later

    def shows(self, name: str) -> bool:
        """Tell whether a page fills the window."""
        return name in self._later and self.pages.currentWidget() is self._later[name]

    def _keep(self, name: str, part: QWidget, stack: QStackedWidget | None = None) -> None:
        self._later[name] = part
        if stack is not None:
            stack.addWidget(part)
        self.made.emit(name)

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
        self._blank = QWidget(self)
        self.pane.addWidget(self._blank)
        right = QWidget()
        set_pane(right, "base2")
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.pane, 1)
        self.panes.set_parts(self.sidebar, self.contacts, right)
        main = QWidget()
        self._main = QVBoxLayout(main)
        self._main.setContentsMargins(0, 0, 0, 0)
        self._main.setSpacing(0)
        self._main.addWidget(self.panes, 1)
        self.pages.addWidget(main)
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
        return self.pages.currentIndex() == 0

    def show_page(self, page: QWidget) -> None:
        """Fill the window with a page; review and composer bring their own footer in the status bar's place."""
        self.pages.setCurrentWidget(page)
        self.status.show_ready("")
        self.show_status()
        page.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_status(self, wanted: bool = False) -> None:
        """Show the status bar where it belongs, and wherever it has something to say."""
        self.status.setVisible(wanted or not (self.shows("review") or self.shows("composer")))

    def show_main(self) -> None:
        """Show the contacts again."""
        self.pages.setCurrentIndex(0)
        self.show_status()
        if self.panes.shows_first_run:
            self.first_run.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.contacts.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def walk_panes(self, way: int) -> None:
        """Go to the next pane or the one before: list, card or form, sidebar."""
        held = QApplication.focusWidget()
        empty = self.panes.shows_first_run
        stops = [self.first_run, self.sidebar] if empty else [self.contacts, self.pane, self.sidebar]
        here = next((at for at, pane in enumerate(stops) if held is not None and pane.isAncestorOf(held)), 0)
        for turn in range(1, len(stops) + 1):
            if _enter(stops[(here + way * turn) % len(stops)]):
                return

    def paint_anew(self) -> None:
        """Have every part that paints itself take the colours of now."""
        for part in (self.status, *self._later.values()):
            if isinstance(part, PaintsItself):
                part.paint_anew()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.has("overlay"):
            self.overlay.resize(self.size())

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
