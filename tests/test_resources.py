"""Icons, flags and data are where the program looks for them, and Qt can draw them."""

import re

import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from contactbook import resources

ICONS = sorted(resources.path("icons").glob("*.svg"))
FLAGS = sorted(resources.path("flags").glob("*.svg"))
COUNTRIES = [line.split("\t")[0] for line in resources.text("countries.txt").splitlines()[1:]]
# The drawing is lost, without a word, where QtSvg meets one of these.
BEYOND_QTSVG = re.compile(r"<(clipPath|mask|filter|style|foreignObject)\b")


def drawn(svg: bytes) -> int:
    """Draw at 20x15 and count the pixels that got ink."""
    renderer = QSvgRenderer(QByteArray(svg))
    assert renderer.isValid()
    image = QImage(20, 15, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    return sum(image.pixelColor(x, y).alpha() > 0 for x in range(20) for y in range(15))


def test_every_icon_can_be_drawn_and_recoloured(qapp):
    assert len(ICONS) > 100
    for icon in ICONS:
        svg = icon.read_bytes()
        assert b"currentColor" in svg, icon.name
        assert drawn(svg) > 4, icon.name


def test_every_country_has_a_flag_that_qt_draws_whole(qapp):
    assert [flag.stem for flag in FLAGS] == sorted(code.lower() for code in COUNTRIES)
    for flag in FLAGS:
        svg = flag.read_bytes()
        assert not BEYOND_QTSVG.search(svg.decode()), flag.name
        assert drawn(svg) == 300 or flag.stem == "np", flag.name  # Nepal's is no rectangle


def test_the_programs_own_icon_is_drawn(qapp):
    assert drawn(resources.data("contactbook.svg")) > 200


def test_sets_of_others_carry_their_licence():
    assert "ISC" in resources.text("icons/LICENSE")
    assert "MIT" in resources.text("flags/LICENSE")
    assert "GeoNames" in resources.text("cities.txt").partition("\n")[0]
    assert "CC BY 4.0" in resources.text("README.md")


def test_the_data_stays_small():
    assert resources.path("cities.txt").stat().st_size < 2_000_000
    assert sum(file.stat().st_size for file in FLAGS) < 1_000_000


def test_what_is_not_there_is_told():
    with pytest.raises(FileNotFoundError):
        resources.text("no-such-thing.txt")
