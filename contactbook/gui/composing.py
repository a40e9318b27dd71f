"""The ways to a contact block: copied at once, composed, or taken up again where it printed a contact."""

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QMenu

from contactbook.app.book import Book
from contactbook.app.settings import Settings
from contactbook.gui.browsing import Browsing
from contactbook.gui.controls import clean
from contactbook.gui.parts import Parts
from contactbook.gui.tasks import Tasks
from contactbook.i18n import _

if TYPE_CHECKING:
    from contactbook.domain.blocks import KeptBlock
    from contactbook.exchange.block import Grouping
    from contactbook.gui.composer_desk import ComposerDesk

_MOST = 500  # contacts of one block


class Composing(QObject):
    """Opens the composer; opened() once it fills the window, told(sentence, tone, can be undone) of what was done."""

    opened = Signal()
    told = Signal(str, str, bool)

    def __init__(self, book: Book, settings: Settings, tasks: Tasks, parts: Parts, browsing: Browsing) -> None:
        super().__init__(parts)
        self._book = book
        self._settings = settings
        self._tasks = tasks
        self._desk: ComposerDesk | None = None
        self._parts = parts
        self._browsing = browsing

    @property
    def desk(self) -> "ComposerDesk":
        """What stands between the composer and the book, made when a block is first asked for."""
        if self._desk is None:
            from contactbook.gui.composer_desk import ComposerDesk

            self._desk = ComposerDesk(self._book, self._settings, self._tasks, self)
            self._desk.told.connect(self.told)
        return self._desk

    def copy(self) -> None:
        """Copy the contact block of what is selected at once."""
        if not self._too_many():
            self.desk.copy(self._browsing.uids(), cast("Grouping", self._browsing.grouping))

    def _too_many(self) -> bool:
        if self._browsing.selected() <= _MOST:
            return False
        self._parts.status.say(_("These are too many for one block. Choose fewer."), "warn")
        return True

    def compose(self) -> None:
        """Compose the contact block of what is selected."""
        if self._too_many():
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
