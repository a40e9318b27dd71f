"""Changes the settings: each holds at once, and the last ones can be put back one after the other."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from contactbook.app.settings import BY_KEY, Settings, Value
from contactbook.domain.errors import ContactbookError
from contactbook.gui.controls import clean
from contactbook.gui.parts import Parts
from contactbook.gui.theme import Theme


class Adjusting(QObject):
    """opened() tells that the page is shown, changed() that what depends on settings is to be read anew."""

    opened = Signal()
    changed = Signal()

    def __init__(self, settings: Settings, parts: Parts, theme: Theme) -> None:
        super().__init__(parts)
        self._settings = settings
        self._parts = parts
        self._theme = theme
        self._colours = settings.text("colours")
        self._before: list[tuple[str, Value]] = []

    def answers(self) -> dict[str, Callable[[], None]]:
        """Name what this does by the keys of the actions."""
        return {"settings": self.show}

    def show(self) -> None:
        """Show the settings as they stand."""
        self.look()
        self._before.clear()
        self._show_values()
        self._parts.show_page(self._parts.settings)
        self.opened.emit()

    def put(self, key: str, value: Value) -> None:
        """Change an option, or say why that cannot be."""
        before = self._settings.value(key)
        if self._write(key, value) and value != before:
            self._before.append((key, before))
            self._parts.settings.show_changed(key, value, before, can_go_back=True)

    def put_back(self) -> None:
        """Put back what was changed last since the page was opened."""
        if self._before:
            key, value = self._before[-1]
            before = self._settings.value(key)
            if self._write(key, value):
                self._before.pop()
                self._parts.settings.show_changed(key, value, before, can_go_back=bool(self._before))

    def look(self) -> None:
        """Take over what another window or program has changed."""
        if self._settings.look():
            if self._parts.shows("settings"):
                self._show_values()
            self._apply()

    def _write(self, key: str, value: Value) -> bool:
        row = self._parts.settings.rows[key]
        try:
            self._settings.put(key, value)
        except ContactbookError as error:
            if BY_KEY[key].choices:
                row.show_value(self._settings.value(key))
            row.refuse(clean(str(error)))
            return False
        row.show_value(self._settings.value(key))
        self._apply()
        return True

    def _apply(self) -> None:
        if (colours := self._settings.text("colours")) != self._colours:
            self._colours = colours
            self._theme.choose(colours)
        self.changed.emit()

    def _show_values(self) -> None:
        page = self._parts.settings
        page.show_values({key: self._settings.value(key) for key in page.rows}, clean(str(self._settings.path)))
