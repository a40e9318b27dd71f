"""The field that finds contacts in the book and adds them to the block."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from contactbook.gui import completion, icons
from contactbook.gui.composer_state import Offer
from contactbook.gui.theme import restyle
from contactbook.i18n import _


class AddField(QLineEdit):
    """Offers what fits while one types; added(uids) when one is taken. Enter takes the first."""

    added = Signal(list)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.offers: Callable[[str], Sequence[Offer]] = lambda text: []  # what is offered for a text
        self._offers: dict[str, Offer] = {}
        self.setPlaceholderText(_("Name, agency, city or list"))
        self.setAccessibleName(_("Add contacts by name, agency, city or list"))
        self._mark = self.addAction(icons.icon("search", "dim"), QLineEdit.ActionPosition.LeadingPosition)
        restyle(self, kind="search")
        self._completion = completion.Completion(self, self._suggest)
        self._completion.picked.connect(self._take)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # While offers are shown their list hands every key to the field first: what is chosen there is its own.
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and not self._completion.has_choice():
            first = next(iter(self.offers(self.text())), None) if self.text().strip() else None
            if first is not None:
                self._completion.close()
                self._add(first)
        elif event.key() == Qt.Key.Key_Escape and not self._completion.is_open():
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._mark.setIcon(icons.icon("search", "dim"))

    def _suggest(self, text: str) -> list[completion.Offer]:
        self._offers = {str(at): offer for at, offer in enumerate(self.offers(text))}
        return [completion.Offer(offer.words, "", key) for key, offer in self._offers.items()]

    def _take(self, taken: completion.Offer) -> None:
        offer = self._offers.get(taken.means or "")
        if offer is not None:
            self._add(offer)

    def _add(self, offer: Offer) -> None:
        self.clear()
        self.added.emit(list(offer.uids))
