"""What the person does with lists: makes, renames and deletes them, puts contacts on them and takes them off."""

from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu

from contactbook.app.book import Book
from contactbook.gui import asking
from contactbook.gui.actions import Actions
from contactbook.gui.browsing import Browsing
from contactbook.gui.controls import clean
from contactbook.gui.deeds import Deeds
from contactbook.gui.parts import Parts
from contactbook.i18n import _


class Listing(QObject):
    """Asks for names and lists; view_chosen(query, title) where another view is to be shown."""

    view_chosen = Signal(str, str)

    def __init__(self, book: Book, parts: Parts, actions: Actions, browsing: Browsing, deeds: Deeds) -> None:
        super().__init__(parts)
        self._book = book
        self._parts = parts
        self._actions = actions
        self._browsing = browsing
        self._deeds = deeds

    def ask_new(self) -> None:
        """Ask for the name of a list; what is selected is not put on it."""
        self._ask_new_for([])

    def ask_rename(self) -> None:
        """Ask for another name of the list that is shown."""
        name = self._browsing.list_name
        if name is None:
            return

        def rename(new: str) -> None:
            if new != name:
                self.view_chosen.emit("", "")
                self._deeds.rename_list(name, new)

        asking.ask_name(self._parts.window(), _("Rename list"), _("Name of the list"), rename, name, _("Rename"))

    def delete(self) -> None:
        """Delete the list that is shown."""
        name = self._browsing.list_name
        if name is not None:
            self.view_chosen.emit("", "")
            self._deeds.delete_list(name)

    def take_off(self) -> None:
        """Take what is selected off the list that is shown."""
        name = self._browsing.list_name
        if name is not None:
            self._deeds.remove_from_list(self._browsing.uids(), name)

    def pop_menu(self, query: str, title: str, place: QPoint) -> None:
        """Offer what can be done with a list of the sidebar."""
        if not query.startswith("list:"):
            return
        self.view_chosen.emit(query, title)
        menu = self._menu()
        menu.addAction(self._actions["rename_list"])
        menu.addAction(self._actions["delete_list"])
        menu.popup(place)

    def ask_list(self) -> None:
        """Offer the lists that what is selected can be put on, and a new one."""
        menu = self._menu()
        uids = self._browsing.uids()
        for name, _number in self._book.lists():
            entry = menu.addAction(clean(name).replace("&", "&&"))
            entry.triggered.connect(lambda _on=False, chosen=name: self._deeds.add_to_list(uids, chosen))
        menu.addSeparator()
        fresh = menu.addAction(_("New list …"))
        fresh.triggered.connect(lambda: self._ask_new_for(uids))
        menu.popup(self._parts.pane.mapToGlobal(QPoint(24, 56)))

    def _ask_new_for(self, uids: list[str]) -> None:
        make = partial(self._deeds.new_list, uids=uids)
        asking.ask_name(self._parts.window(), _("New list"), _("Name of the list"), make)

    def _menu(self) -> QMenu:
        menu = QMenu(self._parts.window())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu
