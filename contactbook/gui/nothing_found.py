"""What the list says when it has nothing to show, with the nearest names to search for instead."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from contactbook.domain.query import relaxed
from contactbook.gui.controls import Button, Text, clean
from contactbook.gui.theme import SECOND, SPACE_2, SPACE_4
from contactbook.i18n import _

# What an empty view says, by its query, and what may be done.
_EMPTY: dict[str, tuple[str, str]] = {
    "": (_("No contacts here"), _("Ctrl+N adds one by hand, Ctrl+R reads a release; the trash may hold some.")),
    "is:attention": (_("Nothing needs attention"), _("Every number and address is as it should be.")),
    "is:unverified": (_("Everybody is verified"), _("Who has not been verified for a while is listed here again.")),
    "is:away": (_("Nobody is away"), _("Ctrl+Shift+O on a contact says from when to when, and who covers.")),
    "is:trash": (_("The trash is empty"), _("What is deleted waits here, and can be put back.")),
}
_EMPTY_LIST = (_("Nobody is on this list"), _("Ctrl+L puts the contacts that are selected on a list."))
_EMPTY_PLACE = (_("No contacts here"), "")


class NothingFound(QWidget):
    """An empty list in words; everywhere_asked() wants what is sought outside the view."""

    suggested = Signal(str)
    everywhere_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = Text(semibold=True)
        self._title.setWordWrap(True)
        self._advice = Text(tone="dim", factor=SECOND)
        self._advice.setWordWrap(True)
        self._names: list[Button] = []
        self.offers_all = False
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(12, SPACE_4, SPACE_4, SPACE_4)
        self._layout.setSpacing(SPACE_2)
        self._layout.addWidget(self._title)
        self._layout.addWidget(self._advice)
        self._layout.addStretch(1)

    def show_nothing(self, query: str, suggestions: Sequence[str], outside: str = "", view: str = "") -> None:
        """Say that nothing was found for a query, or that there is nothing here, and offer names.

        outside names the view outside of which there is something, view is the query of the one that is shown.
        """
        sought = clean(query.strip())
        if sought and outside:
            self._title.setText(_("Nothing found for “{query}” here").format(query=sought))
            self._advice.setText(
                _("It is elsewhere in the book, not in “{view}”. Enter looks in all contacts.").format(
                    view=clean(outside)
                )
            )
        elif sought:
            self._title.setText(_("Nothing found for “{query}”").format(query=sought))
            self._advice.setText(_advice(query, suggestions))
        else:
            title, advice = _EMPTY.get(view, _EMPTY_LIST if view.startswith("list:") else _EMPTY_PLACE)
            self._title.setText(title)
            self._advice.setText(advice)
        self._advice.setVisible(bool(self._advice.text()))
        for button in self._names:
            self._layout.removeWidget(button)
            button.deleteLater()
        self.offers_all = bool(sought and outside)
        self._names = [self._offer_all()] if self.offers_all else [self._offer(name) for name in suggestions]
        for at, button in enumerate(self._names):
            self._layout.insertWidget(2 + at, button, 0, Qt.AlignmentFlag.AlignLeading)

    def buttons(self) -> list[Button]:
        """Give the buttons of the names offered."""
        return list(self._names)

    def _offer_all(self) -> Button:
        button = Button(_("Search all contacts"), "users", "link", self)
        button.clicked.connect(self.everywhere_asked)
        return button

    def _offer(self, name: str) -> Button:
        button = Button(clean(name), "search", "link", self)
        button.clicked.connect(lambda: self.suggested.emit(name))
        return button


def _advice(query: str, suggestions: Sequence[str]) -> str:
    """Say what the suggestions are: the same without a state that was asked for, or names that are near."""
    if not suggestions:
        return _("Try fewer letters or another word.")
    if suggestions[0] not in relaxed(query):
        return _("Did you mean one of these?")
    if "is:reachable" in query.casefold() and "is:reachable" not in suggestions[0].casefold():
        return _("None of them can be reached now. Without that, each card says why:")
    return _("There are some without one of the conditions:")
