"""Completes what is typed into the search field from what the book has; made when something is typed."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from contactbook.app.book import Book
from contactbook.domain.completing import rest_of_name
from contactbook.gui.parts import Parts

if TYPE_CHECKING:
    from contactbook.gui.search_offers import SearchOffers
    from contactbook.gui.vocabulary import Vocabulary


class Suggesting(QObject):
    """Stands between the search field and the words of the book; trouble(error) tells that they cannot be read."""

    trouble = Signal(object)

    def __init__(self, book: Book, parts: Parts) -> None:
        super().__init__(parts)
        self._book = book
        self._parts = parts
        self._words: Vocabulary | None = None
        self._offers: SearchOffers | None = None

    def look(self) -> None:
        """Offer what completes what was typed."""
        search = self._parts.contacts.search
        if self._offers is None:
            if ":" not in search.text() and not rest_of_name(search.text()):
                return  # most searches never ask for it
            from contactbook.gui.search_offers import SearchOffers
            from contactbook.gui.vocabulary import Vocabulary

            self._words = Vocabulary(self._book, self)
            self._offers = search.helper = SearchOffers(search, self._parts, self._words.values)
            self._words.came.connect(self._offers.look)
            self._words.trouble.connect(self.trouble)
        self._offers.look()

    def forget(self) -> None:
        """Read the words of the book anew where they are needed: it has changed."""
        if self._words is not None and self._offers is not None:
            self._words.forget()
            self._offers.look()

    def rest(self) -> None:
        """Read nothing until asked again."""
        if self._words is not None:
            self._words.rest()

    def close(self) -> None:
        """Let go of the book."""
        if self._words is not None:
            self._words.close()
