"""Buttons with an icon that follows the theme."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QStyleOptionButton, QToolButton, QWidget

from contactbook.gui import icons
from contactbook.gui.text import as_read, tip
from contactbook.gui.theme import RADIUS_CONTROL, RING, restyle, tokens

_TONES = {"main": "on_accent", "link": "accent", "danger": "bad"}
_AIR = 4
_LOOKS = (QEvent.Type.PaletteChange, QEvent.Type.LayoutDirectionChange)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Button(QPushButton):
    """A button: usual on a chip, main filled (one a page), quiet, link and danger without ground."""

    def __init__(
        self,
        text: str,
        icon: str | None = None,
        kind: str = "usual",
        parent: QWidget | None = None,
        *,
        small: bool = False,
    ) -> None:
        super().__init__(parent)
        self._icon_name = icon
        self._kind = kind
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.set_text(text)
        restyle(self, kind=kind, small=small)
        self._draw_icon()

    def set_text(self, text: str) -> None:
        """Show a text as it is: an ampersand in it is no mnemonic."""
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(text)

    def set_icon(self, name: str | None) -> None:
        """Change the icon, or take it away."""
        self._icon_name = name
        self._draw_icon()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in _LOOKS:
            self._draw_icon()

    def initStyleOption(self, option: QStyleOptionButton) -> None:
        super().initStyleOption(option)
        if self.isRightToLeft():
            option.text = as_read(option.text, self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus() and self._kind == "main":
            # The ring has the colour of the ground it lies on: a second one inside sets it off.
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(tokens().on_accent, RING))
            radius = RADIUS_CONTROL - RING
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(3, 3, -3, -3), radius, radius)

    def _draw_icon(self) -> None:
        if self._icon_name is None:
            self.setIcon(QIcon())
            return
        air = _AIR if self.text() else 0
        self.setIconSize(QSize(icons.SIZE + air, icons.SIZE))
        self.setIcon(icons.icon(self._icon_name, _TONES.get(self._kind, "text"), icons.SIZE, air))


class IconButton(QToolButton):
    """A button of an icon only; its name, which says what it does to what, is its tooltip too."""

    def __init__(
        self,
        icon: str,
        name: str,
        parent: QWidget | None = None,
        *,
        kind: str = "icon",
        tone: str = "text",
        size: int = icons.SIZE,
        small: bool = False,
    ) -> None:
        super().__init__(parent)
        self._icon_name = icon
        self._tone = tone
        self._size = size
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        restyle(self, kind=kind, small=small)
        self.set_name(name)
        self._draw_icon()

    def set_name(self, name: str) -> None:
        """Say what the button does ("Copy office number")."""
        self.setAccessibleName(name)
        self.setToolTip(tip(name))

    def set_icon(self, name: str, tone: str | None = None) -> None:
        """Change the icon, and its tone if one is given."""
        self._icon_name = name
        self._tone = tone or self._tone
        self._draw_icon()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in _LOOKS:
            self._draw_icon()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)

    def _draw_icon(self) -> None:
        self.setIconSize(QSize(self._size, self._size))
        self.setIcon(icons.icon(self._icon_name, self._tone, self._size))
