"""The way to the composer: for what is selected, or for a block that printed a contact."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QMenu

from contactbook.app.book import Book
from contactbook.gui.browsing import Browsing
from contactbook.gui.controls import clean
from contactbook.gui.parts import Parts
from contactbook.i18n import _

if TYPE_CHECKING:
    from contactbook.domain.blocks import KeptBlock

_MOST = 500  # contacts of one block


class Composing(QObject):
    """Opens the composer; opened() once it fills the window."""

    opened = Signal()

    def __init__(self, book: Book, parts: Parts, browsing: Browsing) -> None:
        super().__init__(parts)
        self._book = book
        self._parts = parts
        self._browsing = browsing

    def compose(self) -> None:
        """Compose the contact block of what is selected."""
        if self._browsing.selected() > _MOST:
            self._parts.status.say(_("These are too many for one block. Choose fewer."), "warn")
            return
        page = self._parts.composer
        self._parts.show_page(page)
        page.resume(self._browsing.uids())
        self.opened.emit()

    def open_kept(self, kept: "KeptBlock") -> None:
        """Compose a block that went out once more, with the details of today."""
        page = self._parts.composer
        self._parts.show_page(page)
        page.open_kept(kept)
        self.opened.emit()

    def ask_kept(self) -> None:
        """Offer the blocks that printed the contact in hand, and tell which of them are no longer right about it."""
        contact = self._browsing.current
        if contact is None:
            return
        from contactbook.gui.composer_menu import add_kept

        found = self._book.blocks.of_contact(contact.uid)
        blocks = {standing.block.id: standing.block for standing in found}
        wrong = {standing.block.id for standing in found if not standing.is_right}
        if not blocks:
            name = clean(contact.shown)
            self._parts.status.say(_("No block that was copied here has printed {name}.").format(name=name), "plain")
            return
        menu = QMenu(self._parts.window())
        menu.setObjectName("kept_blocks")
        menu.aboutToHide.connect(menu.deleteLater)
        add_kept(menu, [(block, block.id not in wrong) for block in blocks.values()], self.open_kept)
        menu.popup(self._parts.pane.mapToGlobal(QPoint(24, 56)))
