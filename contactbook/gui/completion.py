"""Offers under a field while one types, from a function that knows what fits; any script, any case, any accents."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit

from contactbook.domain.folding import fold, words
from contactbook.gui import theme
from contactbook.gui.text import clean

_PUT = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class Offer:
    """What is offered: the words shown, the text put into the field, and what they stand for."""

    shown: str
    put: str
    means: str | None = None


Suggest = Callable[[str], Sequence[Offer]]


class Completion(QCompleter):
    """Shows offers for what stands in a field; `picked` tells which was taken."""

    picked = Signal(object)  # an Offer

    def __init__(self, field: QLineEdit, suggest: Suggest) -> None:
        self._model = QStandardItemModel()
        super().__init__(self._model, field)
        self._model.setParent(self)
        self._suggest = suggest
        self._offers: list[Offer] = []
        self.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.setMaxVisibleItems(8)
        if (popup := self.popup()) is not None:
            theme.set_pane(popup, "raised")
        self.activated[QModelIndex].connect(self._pick)  # type: ignore[index]
        field.textEdited.connect(self._offer)
        field.setCompleter(self)

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex, /) -> str:
        return str(index.data(_PUT) or "")

    def is_open(self) -> bool:
        """Tell whether offers are shown."""
        popup = self.popup()
        return popup is not None and popup.isVisible()

    def has_choice(self) -> bool:
        """Tell whether one of the offers is chosen, so that Enter takes it."""
        popup = self.popup()
        return popup is not None and popup.isVisible() and popup.currentIndex().isValid()

    def close(self) -> None:
        """Take the offers away."""
        if (popup := self.popup()) is not None:
            popup.hide()

    def splitPath(self, path: str, /) -> list[str]:
        return [path]

    def _offer(self, text: str) -> None:
        self._offers = list(self._suggest(text)) if text.strip() else []
        if len(self._offers) == 1 and self._offers[0].put == text:
            self._offers = []
        self._model.clear()
        for offer in self._offers:
            item = QStandardItem(clean(offer.shown))
            item.setData(offer.put, _PUT)
            self._model.appendRow(item)
        if not self._offers:
            self.close()

    def _pick(self, index: QModelIndex) -> None:
        if 0 <= index.row() < len(self._offers):
            self.picked.emit(self._offers[index.row()])


def matching(prefix: str, among: Sequence[Offer], keys: Sequence[str], limit: int = 8) -> list[Offer]:
    """Choose the offers whose key has a word that begins with a prefix, those that begin with it first.

    keys are folded, one for each offer.
    """
    folded = fold(prefix)
    if not folded:
        return []
    first = [offer for offer, key in zip(among, keys, strict=True) if key.startswith(folded)]
    inside = f" {folded}"
    other = [offer for offer, key in zip(among, keys, strict=True) if inside in key and not key.startswith(folded)]
    return [*first, *other][:limit]


def among_words(choices: Sequence[str]) -> Suggest:
    """Make a function that offers some of the words it is given."""
    offers = [Offer(choice, choice) for choice in choices]
    keys = [" ".join([fold(choice), *words(fold(choice))[1:]]) for choice in choices]
    return partial(_some, offers, keys)


def _some(offers: Sequence[Offer], keys: Sequence[str], prefix: str) -> list[Offer]:
    return matching(prefix, offers, keys)
