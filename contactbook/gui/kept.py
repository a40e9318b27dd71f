"""Widgets of a layout that are filled anew instead of made anew: making and styling one takes ten times as long."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from typing import Any, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QLayout, QWidget

from contactbook.gui.flow import FlowLayout

W = TypeVar("W", bound=QWidget)


class Kept:
    """What stands in a layout, kind by kind; what is not put into it this time is hidden until the next."""

    def __init__(self, layout: QBoxLayout | FlowLayout) -> None:
        self._layout: Any = layout
        self._made: dict[type[QWidget], list[Any]] = {}
        self._used: Counter[type[QWidget]] = Counter()

    @contextmanager
    def filling(self) -> Iterator[None]:
        """Empty the layout, to be filled while this lasts."""
        while self._layout.takeAt(0) is not None:
            pass
        self._used.clear()
        yield
        for kind, made in self._made.items():
            for at, widget in enumerate(made):
                if widget.isHidden() == (at < self._used[kind]):
                    widget.setVisible(at < self._used[kind])

    def put(self, kind: type[W], make: Callable[[], W], *place: object) -> W:
        """Put the next widget of a kind into the layout; one is made where none is left."""
        made = self._made.setdefault(kind, [])
        if self._used[kind] == len(made):
            made.append(make())
        widget: W = made[self._used[kind]]
        self._used[kind] += 1
        self._layout.addWidget(widget, *place)
        return widget


def set_tab_order(*parts: QWidget) -> None:
    """Have Tab walk the controls of parts as they are laid out, whenever each was made."""
    stops = [
        widget
        for part in parts
        for widget in _laid_out(part.layout())
        if widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value
    ]
    for one, other in pairwise(stops):
        QWidget.setTabOrder(one, other)


def _laid_out(layout: QLayout | None) -> Iterator[QWidget]:
    for at in range(layout.count() if layout is not None else 0):
        item = layout.itemAt(at) if layout is not None else None
        widget = item.widget() if item is not None else None
        if widget is not None and not widget.isHidden():
            yield widget
            yield from _laid_out(widget.layout())
        elif widget is None and item is not None:
            yield from _laid_out(item.layout())
