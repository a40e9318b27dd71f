"""Turns what the book tells on any thread into one signal on the main thread."""

from PySide6.QtCore import QObject, Qt, Signal

from contactbook.app.book import Book


class Bridge(QObject):
    """Listens to a book; changed(Change) comes on the main thread, after the commit."""

    changed = Signal(object)
    _heard = Signal(object)

    def __init__(self, book: Book, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # Two hops: whoever connects to `changed`, a lambda too, is called on this object's thread.
        self._heard.connect(self._pass_on, Qt.ConnectionType.QueuedConnection)
        self._unsubscribe = book.subscribe(self._heard.emit)

    def close(self) -> None:
        """Stop listening."""
        self._unsubscribe()

    def _pass_on(self, change: object) -> None:
        self.changed.emit(change)
