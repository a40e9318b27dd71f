from itertools import product

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from contactbook.gui.theme import DARK, LIGHT, Theme, Tokens, em, factor_font, restyle, set_pane, tokens
from contactbook.gui.theme_tokens import blend, contrast

BOTH = pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
PANES = ("base0", "base1", "base2", "raised")
# what stands on what, for words
WORDS = [
    *product(("text", "dim", "accent", "bad", "warn", "good"), PANES),
    *product(("text", "dim", "accent"), ("tint_weak", "field")),
    *product(("on_tint", "dim", "accent"), ("tint",)),
    *product(("bad", "warn"), ("tint", "field")),
    ("text", "chip"),
    ("on_chip", "chip"),
    ("on_chip", "avatar"),
    ("on_accent", "accent_fill"),
    ("on_accent", "accent_hover"),
    ("good", "good_ground"),
    ("warn", "warn_ground"),
    ("bad", "bad_ground"),
    ("on_mark", "mark"),
    ("text", "thumb"),
    ("dim", "trough"),
]
EDGES = [
    *product(("accent",), (*PANES, "tint", "chip", "trough", "thumb", "field")),
    *product(("outline",), ("base1", "base2", "field")),
    *product(("bad", "warn", "good"), ("base2", "field")),
    ("on_accent", "accent_fill"),
]


@BOTH
@pytest.mark.parametrize(("ink", "ground"), WORDS)
def test_words_can_be_read(colours: Tokens, ink: str, ground: str) -> None:
    assert contrast(getattr(colours, ink), getattr(colours, ground)) >= 4.5


@BOTH
@pytest.mark.parametrize(("edge", "ground"), EDGES)
def test_edges_and_rings_can_be_seen(colours: Tokens, edge: str, ground: str) -> None:
    assert contrast(getattr(colours, edge), getattr(colours, ground)) >= 3


@BOTH
@pytest.mark.parametrize("ground", ["base0", "base1", "base2", "chip"])
def test_words_can_be_read_under_the_pointer(colours: Tokens, ground: str) -> None:
    shaded = blend(colours.text, getattr(colours, ground), 0.07)
    assert contrast(colours.text, shaded) >= 4.5
    assert contrast(colours.on_chip if ground == "chip" else colours.dim, shaded) >= 4.5


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast(QColor("black"), QColor("white")) == pytest.approx(21)
    assert contrast(QColor("#777777"), QColor("white")) == pytest.approx(4.48, abs=0.01)


def test_the_palette_is_whole(qapp: QApplication, theme: Theme) -> None:
    theme.choose("dark")
    palette, role, group = qapp.palette(), QPalette.ColorRole, QPalette.ColorGroup
    assert palette.color(role.Window) == DARK.base2
    assert palette.color(role.Accent) == DARK.accent_fill
    assert palette.color(role.PlaceholderText) == DARK.dim
    assert palette.color(group.Disabled, role.Text) == DARK.off
    assert palette.color(group.Disabled, role.ButtonText) == DARK.off


def test_dark_and_back(theme: Theme, qtbot) -> None:
    with qtbot.waitSignal(theme.changed):
        theme.choose("dark")
    assert tokens() is DARK
    theme.choose("system")
    assert tokens() is LIGHT  # the system does not say, which means light


def test_a_sheet_reaches_what_is_shown(theme: Theme, qtbot) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    field.ensurePolished()
    theme.choose("dark")
    assert field.palette().color(QPalette.ColorRole.PlaceholderText) == DARK.dim


def test_high_contrast_leaves_the_system_its_colours(qapp: QApplication, theme: Theme) -> None:
    theme.apply(high_contrast=True)
    assert qapp.styleSheet() == ""
    assert tokens().high_contrast
    assert tokens().text == qapp.palette().color(QPalette.ColorRole.WindowText)
    theme.apply(high_contrast=False)
    assert "QPushButton" in qapp.styleSheet()


def test_a_pane_has_its_ground(qtbot) -> None:
    pane = QWidget()
    qtbot.addWidget(pane)
    pane.resize(20, 20)
    set_pane(pane, "base0")
    assert pane.grab().toImage().pixelColor(10, 10) == LIGHT.base0


def test_an_invalid_field_takes_the_colour_and_keeps_its_size(qtbot) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    before = field.sizeHint()
    restyle(field, tone="bad")
    field.resize(120, before.height())
    picture = field.grab().toImage()
    assert picture.pixelColor(60, 0) == LIGHT.bad
    assert field.sizeHint() == before


def test_focus_does_not_move_the_text(qtbot) -> None:
    field = QLineEdit("x")
    qtbot.addWidget(field)
    rest = field.sizeHint()
    field.show()
    qtbot.waitExposed(field)
    field.activateWindow()
    field.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(field.hasFocus)
    assert field.sizeHint() == rest


def test_fonts_grow_by_factors(qapp: QApplication) -> None:
    base = qapp.font()
    large = factor_font(None, 1.6, semibold=True)
    assert large.pointSizeF() == pytest.approx(base.pointSizeF() * 1.6)
    assert large.weight() > base.weight()
    assert em(10) == pytest.approx(10 * em(), abs=5)
