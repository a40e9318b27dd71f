import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QIcon, QImage
from PySide6.QtWidgets import QApplication

import contactbook.gui
from contactbook import resources
from contactbook.gui import icons
from contactbook.gui.theme import DARK, LIGHT, Theme


def colours_of(image: QImage) -> set[str]:
    found = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return {colour.name() for colour in found if colour.alpha() == 255}


def weight(image: QImage) -> float:
    """Tell on which side of the middle the ink is, in px."""
    middle = (image.width() - 1) / 2
    inked = [(x - middle, image.pixelColor(x, y).alpha()) for x in range(image.width()) for y in range(image.height())]
    return sum(x * ink for x, ink in inked) / sum(ink for _x, ink in inked)


def test_an_icon_takes_the_tone() -> None:
    assert LIGHT.bad.name() in colours_of(icons.pixmap("menu", "bad", 32).toImage())


def test_an_icon_follows_the_theme(theme: Theme) -> None:
    theme.choose("dark")
    assert DARK.text.name() in colours_of(icons.pixmap("menu", "text", 32).toImage())


def test_an_icon_is_drawn_for_the_screen() -> None:
    drawn = icons.pixmap("phone", "text", 16, 2.0)
    assert (drawn.width(), drawn.devicePixelRatio()) == (32, 2.0)


def test_a_disabled_icon_is_pale() -> None:
    drawn = icons.icon("menu", size=32).pixmap(32, QIcon.Mode.Disabled)
    assert colours_of(drawn.toImage()) == {LIGHT.off.name()}


def test_what_points_along_the_line_mirrors_and_a_phone_does_not(qapp: QApplication) -> None:
    phone = icons.pixmap("phone").toImage()
    point = weight(icons.pixmap("log-in").toImage())
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert weight(icons.pixmap("log-in").toImage()) == pytest.approx(-point, abs=0.1)
    assert abs(point) > 0.2
    assert icons.pixmap("phone").toImage() == phone


def test_air_is_kept_on_the_side_of_the_word(qapp: QApplication) -> None:
    assert icons.icon("menu", air=4).actualSize(icons.QSize(20, 16)).width() == 20
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    drawn = icons.icon("square", air=4).pixmap(20, 16).toImage()
    assert all(drawn.pixelColor(x, 8).alpha() == 0 for x in range(4))


def test_a_flag_has_round_corners_and_its_colours() -> None:
    flag = icons.flag("CH", 2.0).toImage()
    assert (flag.width(), flag.height()) == (40, 30)
    assert flag.pixelColor(0, 0).alpha() == 0
    assert flag.pixelColor(8, 15).red() > 200
    assert flag.pixelColor(20, 15) == QColor("white")


@pytest.mark.parametrize("country", [None, "", "zz", "../icons/phone", "ÄÖ"])
def test_a_globe_stands_for_no_known_country(country: str | None) -> None:
    assert icons.flag(country).toImage() == icons.flag(None).toImage()


def test_every_icon_that_is_named_is_there() -> None:
    there = {file.stem for file in resources.path("icons").glob("*.svg")}
    named = set(icons._MIRRORED)
    for file in Path(contactbook.gui.__file__).parent.glob("*.py"):
        named |= set(
            re.findall(r'(?:pixmap|icon|coloured|IconButton)\("([a-z0-9-]+)"', file.read_text(encoding="utf-8"))
        )
    assert named <= there
