"""What the book has to offer for a field of a query, read once and off this thread where that takes long."""

from collections.abc import Callable, Sequence
from threading import Event

from PySide6.QtCore import QObject, Signal

from contactbook.app.book import Book
from contactbook.domain.completing import Value, flags
from contactbook.domain.contact import Group
from contactbook.gui import languages
from contactbook.gui.controls import clean
from contactbook.gui.latest import Latest
from contactbook.i18n import _

_STATES = {
    "public": _("has a public number or address"),
    "reachable": _("can be reached now, or who covers can"),
    "away": _("is away today"),
    "unverified": _("was not verified for long"),
    "attention": _("needs attention"),
    "desk": _("is a desk"),
    "person": _("is a person"),
    "trash": _("lies in the trash"),
}


class Vocabulary(QObject):
    """came() tells that values which were not there when they were asked for are now, trouble(error) that none came."""

    came = Signal()
    trouble = Signal(object)

    def __init__(self, book: Book, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._book = book
        self._held: dict[str, Sequence[Value]] = {}
        self._awaited = ""  # the field that is being read
        self._reading = Latest(self)
        self._reading.arrived.connect(self._take)
        self._reading.failed.connect(self._refuse)
        self._read: dict[str, Callable[[], list[Value]]] = {
            "lang": lambda: [
                Value.of(code, _("{language} ({code})").format(language=languages.name(code), code=clean(code)))
                for code in book.languages()
            ],
            "topic": lambda: [Value.of(topic, clean(topic)) for topic in book.topics()],
            "city": lambda: _of_groups(book.tree("city")),
            "agency": lambda: _of_groups(book.tree("agency")),
            "list": lambda: [Value.of(name, clean(name), number) for name, number in book.lists()],
            "is": lambda: [Value.of(flag, f"{flag}: {_STATES[flag]}") for flag in flags()],
        }

    def values(self, field: str) -> Sequence[Value]:
        """Give the values of a field; what takes longer than a moment is told of by `came`."""
        if field not in self._held:
            if field == self._awaited:
                return ()  # the next letter does not begin it anew
            read = self._read[field]

            def work(_stop: Event) -> tuple[str, list[Value]]:
                return field, read()

            self._awaited = ""
            self._reading.ask(work)
            found = self._reading.wait()
            if found is None:
                self._awaited = field
                return ()
            self._held[field] = found[1]
        return self._held[field]

    def forget(self) -> None:
        """Read anew when asked again: the book has changed."""
        self._reading.drop()
        self._held.clear()
        self._awaited = ""

    def rest(self) -> None:
        """Read nothing until asked again."""
        self.forget()
        self._reading.rest()

    def close(self) -> None:
        """Let go of the book."""
        self._reading.close()

    def _take(self, found: tuple[str, list[Value]]) -> None:
        field, values = found
        self._held[field] = values
        self._awaited = ""
        self.came.emit()

    def _refuse(self, error: BaseException) -> None:
        self._awaited = ""  # it is tried again when asked for again
        self.trouble.emit(error)


def _of_groups(groups: Sequence[Group]) -> list[Value]:
    return [Value.of(group.name, clean(group.name), group.count) for group in groups if group.name]
