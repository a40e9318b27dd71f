"""Fusion with our palette and sheet, light or dark as the system says, and the sizes that all screens share."""

from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTemporaryDir, Signal
from PySide6.QtGui import QFont, QFontInfo, QFontMetrics, QPalette, QPixmapCache
from PySide6.QtWidgets import QApplication, QWidget

from contactbook import resources
from contactbook.gui.style_sheet import sheet
from contactbook.gui.theme_tokens import DARK, LIGHT, Tokens, from_palette

__all__ = ["DARK", "LIGHT", "Theme", "Tokens", "em", "factor_font", "install", "restyle", "set_pane", "tokens"]

SPACE_1, SPACE_2, SPACE_3, SPACE_4, SPACE_5, SPACE_6 = 4, 8, 12, 16, 24, 32
RADIUS_CONTROL, RADIUS_ROW, RADIUS_PANEL, RADIUS_PALETTE = 6, 8, 10, 12
HERO, TITLE, HEADING, SECOND, SECTION, STATE = 1.8, 1.6, 1.25, 0.94, 0.92, 0.86
RING = 2

_TOKENS = "contactbook_tokens"
_IMAGES = {
    "check": ("check", "on_accent"),
    "minus": ("minus", "on_accent"),
    "chevron_up": ("chevron-up", "text"),
    "chevron_down": ("chevron-down", "text"),
    "chevron_down_off": ("chevron-down", "off"),
}


def tokens() -> Tokens:
    """Give the colours in force."""
    app = QApplication.instance()
    found = app.property(_TOKENS) if app is not None else None
    return found if isinstance(found, Tokens) else LIGHT


class Theme(QObject):
    """Keeps palette and sheet in step with the system's scheme; `changed` comes after both are in force."""

    changed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._asked = Qt.ColorScheme.Unknown
        self._dressed = False
        self._images = QTemporaryDir()
        self._hints = app.styleHints()  # held, for what it hands out lives as long as this does
        self._hints.colorSchemeChanged.connect(self._follow)
        accessibility = getattr(self._hints, "accessibility", None)  # since Qt 6.10
        self._contrast = accessibility() if accessibility is not None else None
        if self._contrast is not None:
            self._contrast.contrastPreferenceChanged.connect(self._follow)

    def choose(self, scheme: str) -> None:
        """Take "light", "dark" or "system", and build anew."""
        self._asked = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}.get(scheme, Qt.ColorScheme.Unknown)
        self._hints.blockSignals(True)
        if self._asked is Qt.ColorScheme.Unknown:
            self._hints.unsetColorScheme()
        else:
            self._hints.setColorScheme(self._asked)
        self._hints.blockSignals(False)
        self.apply()

    def apply(self, *, high_contrast: bool | None = None) -> None:
        """Build palette and sheet from the scheme in force; None asks the system whether contrast is to be high."""
        if high_contrast is None:
            high_contrast = self._wants_contrast()
        if high_contrast:
            self._app.setPalette(QPalette())
            self._app.setProperty(_TOKENS, from_palette(self._app.palette()))
            self._app.setStyleSheet("")
        else:
            chosen = DARK if self._is_dark() else LIGHT
            self._app.setProperty(_TOKENS, chosen)
            self._app.setPalette(palette(chosen))
            if self._dressed:
                self._put_sheet(chosen)
        QPixmapCache.clear()
        self.changed.emit()

    def dress(self) -> None:
        """Put the sheet on, late: under it, each widget that finds its parent is styled anew."""
        if not self._dressed:
            self._dressed = True
            if not tokens().high_contrast:
                self._put_sheet(tokens())

    def _put_sheet(self, chosen: Tokens) -> None:
        line = QFontMetrics(self._app.font()).height()
        self._app.setStyleSheet(sheet(chosen, self._write_images(chosen), line))

    def _follow(self) -> None:
        self.apply()

    def _is_dark(self) -> bool:
        # A platform without schemes answers Unknown; then what the person asked for still holds.
        in_force = self._hints.colorScheme()
        return (in_force if in_force is not Qt.ColorScheme.Unknown else self._asked) is Qt.ColorScheme.Dark

    def _wants_contrast(self) -> bool:
        return self._contrast is not None and self._contrast.contrastPreference() is Qt.ContrastPreference.HighContrast

    def _write_images(self, chosen: Tokens) -> dict[str, str]:
        # A sheet takes pictures from files only, so the recoloured ones are written out.
        written = {}
        for key, (name, tone) in _IMAGES.items():
            colour = getattr(chosen, tone).name()
            file = Path(self._images.path()) / f"{name}-{colour[1:]}.svg"
            if not file.exists():
                file.write_text(resources.text(f"icons/{name}.svg").replace("currentColor", colour), encoding="utf-8")
            written[key] = f'"{file.as_posix()}"'
        return written


def install(app: QApplication, scheme: str = "system", *, dressed: bool = True) -> Theme:
    """Set style, colours and sheet; scheme is "light", "dark" or "system". Not dressed: the sheet is put on later."""
    app.setStyle("Fusion")
    theme = Theme(app)
    theme.choose(scheme)
    if dressed:
        theme.dress()
    return theme


def palette(chosen: Tokens) -> QPalette:
    """Build the whole palette, the disabled group included."""
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    built = QPalette()
    for name, colour in {
        role.Window: chosen.base2,
        role.WindowText: chosen.text,
        role.Base: chosen.field,
        role.AlternateBase: chosen.base1,
        role.Text: chosen.text,
        role.Button: chosen.chip,
        role.ButtonText: chosen.text,
        role.BrightText: chosen.on_accent,
        role.Light: chosen.raised,
        role.Midlight: chosen.base1,
        role.Mid: chosen.outline,
        role.Dark: chosen.outline,
        role.Shadow: chosen.outline,
        role.Highlight: chosen.accent_fill,
        role.HighlightedText: chosen.on_accent,
        role.Accent: chosen.accent_fill,
        role.Link: chosen.accent,
        role.LinkVisited: chosen.accent,
        role.ToolTipBase: chosen.raised,
        role.ToolTipText: chosen.text,
        role.PlaceholderText: chosen.dim,
    }.items():
        built.setColor(name, colour)
    for name in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText, role.PlaceholderText):
        built.setColor(group.Disabled, name, chosen.off)
    for name in (role.Highlight, role.Accent):
        built.setColor(group.Disabled, name, chosen.chip)
    return built


def factor_font(of: QWidget | QFont | None, factor: float, semibold: bool = False, *, tabular: bool = False) -> QFont:
    """Make the program's font (or the one given) larger or smaller by a factor; a widget given gets it."""
    font = QFont(of) if isinstance(of, QFont) else QFont(QApplication.font())
    if font.pointSizeF() > 0:
        font.setPointSizeF(font.pointSizeF() * factor)
    else:
        font.setPixelSize(max(1, round(font.pixelSize() * factor)))
    if semibold:
        font.setWeight(QFont.Weight.DemiBold)
    if tabular:
        font.setFeature(QFont.Tag("tnum"), 1)
    if isinstance(of, QWidget):
        of.setFont(font)
    return font


def em(count: float = 1.0) -> int:
    """Measure a width in the pixel size of the program's font."""
    return round(QFontInfo(QApplication.font()).pixelSize() * count)


def restyle(widget: QWidget, **properties: str | bool) -> None:
    """Set dynamic properties that the sheet looks at, and have it look again if one changed."""
    changed = False
    for name, value in properties.items():
        if widget.property(name) != value:
            widget.setProperty(name, value)
            changed = True
    # What was never shown is styled when it is.
    if changed and widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        widget.style().unpolish(widget)
        widget.style().polish(widget)
        widget.update()


def set_pane(widget: QWidget, pane: str) -> None:
    """Give a widget its ground: base0, base1, base2, raised, panel, block, footer, footer1 or notice."""
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
    restyle(widget, pane=pane)
