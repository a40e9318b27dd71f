"""Empties the trash: when the person asks for it, and of itself at the start of what waited long enough."""

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import QObject

from contactbook.app.book import Book
from contactbook.app.settings import Settings
from contactbook.gui import asking
from contactbook.gui.deeds import Deeds
from contactbook.gui.parts import Parts
from contactbook.i18n import _, counted


class Emptying(QObject):
    """What leaves the trash leaves the book; the journal keeps it, so that undo brings it back."""

    def __init__(self, book: Book, settings: Settings, parts: Parts, deeds: Deeds) -> None:
        super().__init__(parts)
        self._book = book
        self._settings = settings
        self._parts = parts
        self._deeds = deeds

    def answers(self) -> dict[str, Callable[[], None]]:
        """Name what this does by the keys of the actions."""
        return {"empty_trash": self.ask}

    def ask(self) -> None:
        """Empty the trash, once the person has said so."""
        number = len(self._book.trashed())
        if not number:
            self._parts.status.say(_("The trash is empty."), "plain")
            return
        who = counted("{number} contact leaves", "{number} contacts leave", number)
        words = _("{who} the trash and the book. Undo brings them back.").format(who=who)
        title, verb = _("Empty the trash"), _("Empty the trash")
        asking.ask_to_go_on(self._parts.window(), title, words, verb, lambda: self._deeds.empty_trash())

    def empty_old(self) -> None:
        """Take out what has waited in the trash for as many days as the person chose; nothing where that is never."""
        days = self._settings.text("trash_days")
        if days.isdigit():
            before = self._book.clock() - timedelta(days=int(days))
            if self._book.trashed(before):
                self._deeds.empty_trash(before)
