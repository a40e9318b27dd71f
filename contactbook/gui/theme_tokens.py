"""The colours of the program by what they are for, light and dark."""

from typing import Any

from PySide6.QtGui import QColor, QPalette

from contactbook.domain.record import dataclass


@dataclass(frozen=True, slots=True)
class Tokens:
    """A colour for each role; base0, base1 and base2 are the sidebar, the list and the card."""

    base0: QColor
    base1: QColor
    base2: QColor
    raised: QColor
    field: QColor
    text: QColor
    dim: QColor
    off: QColor
    outline: QColor
    line: QColor
    accent: QColor
    accent_fill: QColor
    accent_hover: QColor
    on_accent: QColor
    tint: QColor
    on_tint: QColor
    tint_weak: QColor
    chip: QColor
    on_chip: QColor
    avatar: QColor
    trough: QColor
    thumb: QColor
    scroll: QColor
    good: QColor
    good_ground: QColor
    warn: QColor
    warn_ground: QColor
    bad: QColor
    bad_ground: QColor
    mark: QColor
    on_mark: QColor
    dark: bool = False
    high_contrast: bool = False


def _tokens(dark: bool, **colours: str) -> Tokens:
    roles: dict[str, Any] = {role: QColor("#" + value) for role, value in colours.items()}
    return Tokens(**roles, dark=dark)


LIGHT = _tokens(
    False,
    base0="ECEBE7",
    base1="F6F5F2",
    base2="FFFFFF",
    raised="FFFFFF",
    field="FFFFFF",
    text="1B1C1E",
    dim="5B5A56",
    off="96938C",
    outline="8E8B84",
    line="DEDCD6",
    accent="0B5F8A",
    accent_fill="0B5F8A",
    accent_hover="084E73",
    on_accent="FFFFFF",
    tint="D5E7F2",
    on_tint="073F5F",
    tint_weak="EBF4F9",
    chip="EFEEEA",
    on_chip="3F3E3B",
    avatar="E6E3DB",
    trough="DFDDD7",
    thumb="FFFFFF",
    scroll="BDBBB8",
    good="17693A",
    good_ground="E0F2E6",
    warn="855000",
    warn_ground="FFF0D1",
    bad="B01E1E",
    bad_ground="FDE7E4",
    mark="FFE48A",
    on_mark="1B1C1E",
)

DARK = _tokens(
    True,
    base0="151618",
    base1="1C1D20",
    base2="25272A",
    raised="303338",
    field="1C1D20",
    text="EEEDEA",
    dim="AEB0B4",
    off="73767B",
    outline="74797F",
    line="383B40",
    accent="85C5EA",
    accent_fill="1F78AA",
    accent_hover="196894",
    on_accent="FFFFFF",
    tint="173C54",
    on_tint="DCEFFA",
    tint_weak="1F3442",
    chip="3B3F45",
    on_chip="D6D6D3",
    avatar="3A3D42",
    trough="2B2D31",
    thumb="4A4D53",
    scroll="575859",
    good="7FD39C",
    good_ground="1B3A28",
    warn="F3BE5E",
    warn_ground="42331A",
    bad="FF9F95",
    bad_ground="4A2421",
    mark="6E5800",
    on_mark="FFF6D6",
)


def from_palette(palette: QPalette) -> Tokens:
    """Take every role from the system's palette: what painted parts use under high contrast."""
    role = QPalette.ColorRole
    window, base, text = palette.color(role.Window), palette.color(role.Base), palette.color(role.WindowText)
    highlight, on_highlight = palette.color(role.Highlight), palette.color(role.HighlightedText)
    return Tokens(
        base0=window,
        base1=window,
        base2=window,
        raised=window,
        field=base,
        text=text,
        dim=text,
        off=palette.color(QPalette.ColorGroup.Disabled, role.WindowText),
        outline=text,
        line=text,
        accent=text,
        accent_fill=highlight,
        accent_hover=highlight,
        on_accent=on_highlight,
        tint=highlight,
        on_tint=on_highlight,
        tint_weak=window,
        chip=window,
        on_chip=text,
        avatar=base,
        trough=window,
        thumb=highlight,
        scroll=text,
        good=text,
        good_ground=window,
        warn=text,
        warn_ground=window,
        bad=text,
        bad_ground=window,
        mark=highlight,
        on_mark=on_highlight,
        dark=window.lightness() < text.lightness(),
        high_contrast=True,
    )


def blend(over: QColor, ground: QColor, share: float) -> QColor:
    """Mix a share (0 to 1) of one colour into another."""
    kept = 1 - share
    return QColor.fromRgbF(
        over.redF() * share + ground.redF() * kept,
        over.greenF() * share + ground.greenF() * kept,
        over.blueF() * share + ground.blueF() * kept,
    )


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)


def luminance(colour: QColor) -> float:
    """Compute the relative luminance, 0 to 1 (WCAG 2.2)."""
    return 0.2126 * _linear(colour.redF()) + 0.7152 * _linear(colour.greenF()) + 0.0722 * _linear(colour.blueF())


def contrast(one: QColor, other: QColor) -> float:
    """Compute the contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
