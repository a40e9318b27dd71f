"""Icons in the theme's colours, and flags; kept by name, colour, size and ratio until the theme changes."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from contactbook import resources
from contactbook.gui.theme import tokens

SIZE = 16
FLAG = QSize(20, 15)
# What points along the line of reading turns with it; a phone, a check or a clock does not.
_MIRRORED = frozenset(
    {
        "arrow-left",
        "arrow-right",
        "between-horizontal-start",
        "chevron-left",
        "chevron-right",
        "external-link",
        "file-input",
        "indent-increase",
        "list",
        "list-checks",
        "list-end",
        "list-minus",
        "list-plus",
        "list-x",
        "log-in",
        "log-out",
        "panel-left",
        "panel-left-close",
        "panel-left-open",
        "panel-right",
        "redo-2",
        "undo-2",
    }
)


def pixmap(name: str, tone: str = "text", size: int = SIZE, ratio: float = 1.0) -> QPixmap:
    """Draw an icon (a file of resources/icons, without .svg) in a token's colour; size in px before the ratio."""
    return coloured(name, getattr(tokens(), tone), size, ratio)


def coloured(name: str, colour: QColor, size: int, ratio: float) -> QPixmap:
    """Draw an icon in a colour."""
    mirrored = name in _MIRRORED and QApplication.isRightToLeft()
    key = f"icon {name} {colour.rgba():x} {size} {ratio} {mirrored}"
    drawn = QPixmap()
    if QPixmapCache.find(key, drawn):
        return drawn
    drawn = _blank(QSize(size, size), ratio)
    painter = QPainter(drawn)
    if mirrored:
        painter.translate(size, 0)
        painter.scale(-1, 1)
    svg = _svg(f"icons/{name}.svg").replace(b"currentColor", colour.name().encode())
    QSvgRenderer(QByteArray(svg)).render(painter, QRectF(0, 0, size, size))
    painter.end()
    QPixmapCache.insert(key, drawn)
    return drawn


def icon(name: str, tone: str = "text", size: int = SIZE, air: int = 0) -> QIcon:
    """Make an icon for a control or action; air is the blank kept on the word's side, in px.

    Its colours are those of the moment: whoever holds one takes it anew when the theme changes.
    """
    colours, ratio = tokens(), float(QApplication.instance().devicePixelRatio())  # type: ignore[union-attr]
    inks = getattr(colours, tone).rgba(), colours.off.rgba()
    return QIcon(_icon(name, inks, size, air, ratio, QApplication.isRightToLeft()))


@lru_cache(maxsize=256)
def _icon(name: str, inks: tuple[int, int], size: int, air: int, ratio: float, _mirrored: bool) -> QIcon:
    made = QIcon()
    for each in sorted({1.0, 2.0, ratio}):
        for mode, ink in zip((QIcon.Mode.Normal, QIcon.Mode.Disabled), inks, strict=True):
            drawn = coloured(name, QColor.fromRgba(ink), size, each)
            made.addPixmap(_with_air(drawn, size, air, each), mode)
    return made


def flag(country: str | None, ratio: float = 1.0) -> QPixmap:
    """Draw a country's flag (ISO 3166-1 alpha-2), 20x15 with round corners; a globe stands for no or no known one."""
    key = f"flag {country} {ratio} {tokens().dark}"
    drawn = QPixmap()
    if QPixmapCache.find(key, drawn):
        return drawn
    drawn = _blank(FLAG, ratio)
    painter = QPainter(drawn)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    name = f"flags/{(country or '').lower()}.svg"
    if country and country.isalpha() and country.isascii() and len(country) == 2 and resources.path(name).is_file():
        _paint_flag(painter, name)
    else:
        painter.drawPixmap(3, 0, coloured("globe", tokens().dim, 14, ratio))
    painter.end()
    QPixmapCache.insert(key, drawn)
    return drawn


def _paint_flag(painter: QPainter, name: str) -> None:
    area = QRectF(0, 0, FLAG.width(), FLAG.height())
    shape = QPainterPath()
    shape.addRoundedRect(area, 2.5, 2.5)
    painter.save()
    painter.setClipPath(shape)
    QSvgRenderer(QByteArray(_svg(name))).render(painter, area)
    painter.restore()
    edge = QColor(255, 255, 255, 60) if tokens().dark else QColor(0, 0, 0, 40)
    painter.setPen(QPen(edge, 1))
    painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), 2.5, 2.5)


def _with_air(drawn: QPixmap, size: int, air: int, ratio: float) -> QPixmap:
    if not air:
        return drawn
    wide = _blank(QSize(size + air, size), ratio)
    painter = QPainter(wide)
    painter.drawPixmap(air if QApplication.isRightToLeft() else 0, 0, drawn)
    painter.end()
    return wide


def _blank(size: QSize, ratio: float) -> QPixmap:
    made = QPixmap(round(size.width() * ratio), round(size.height() * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    return made


@lru_cache(maxsize=512)
def _svg(name: str) -> bytes:
    return resources.data(name)
