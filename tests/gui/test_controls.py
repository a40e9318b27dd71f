from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QRadioButton, QWidget

from contactbook.gui.controls import (
    Button,
    Elided,
    IconButton,
    Initials,
    Segmented,
    Switch,
    Tag,
    Text,
    clean,
    isolate,
    tip,
)
from contactbook.gui.theme import DARK, LIGHT, Theme

Key = Qt.Key


@pytest.fixture
def shown(qtbot) -> Callable[..., QWidget]:
    windows = []

    def show(*widgets: QWidget) -> QWidget:
        window = QWidget()
        windows.append(window)
        qtbot.addWidget(window)
        layout = QHBoxLayout(window)
        for widget in widgets:
            layout.addWidget(widget)
        window.show()
        qtbot.waitExposed(window)
        window.activateWindow()
        return window

    return show


def columns_with(widget: QWidget, colour: object) -> list[int]:
    image = widget.grab().toImage()
    return [
        x for x in range(image.width()) if any(image.pixelColor(x, y) == colour for y in range(image.height()))
    ]  # fmt: skip


@pytest.mark.parametrize("key", [Key.Key_Space, Key.Key_Return, Key.Key_Enter])
def test_a_button_answers_the_keyboard(qtbot, key: Qt.Key, shown) -> None:
    for button in (Button("Copy", "copy", "main"), IconButton("copy", "Copy office number")):
        shown(button)
        with qtbot.waitSignal(button.clicked):
            QTest.keyClick(button, key)


def test_a_click_leaves_no_ring_but_tab_does(qtbot, shown) -> None:
    first, second = Button("One"), Button("Two")
    shown(first, second)
    QTest.mouseClick(second, Qt.MouseButton.LeftButton)
    assert not second.hasFocus()
    second.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(second.hasFocus)
    assert LIGHT.accent == second.grab().toImage().pixelColor(second.width() // 2, 0)


def test_the_main_button_shows_its_ring_on_its_own_colour(qtbot, shown) -> None:
    button = Button("Save", kind="main")
    shown(button)
    inside = (button.width() // 2, 3)
    assert button.grab().toImage().pixelColor(*inside) == LIGHT.accent_fill
    button.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(button.hasFocus)
    assert button.grab().toImage().pixelColor(*inside) == LIGHT.on_accent


def test_an_ampersand_is_only_an_ampersand(qtbot) -> None:
    button = Button("Jones & Co")
    qtbot.addWidget(button)
    assert button.accessibleName() == "Jones & Co"
    assert button.shortcut().isEmpty()


def test_an_icon_button_is_named_for_all(qtbot) -> None:
    button = IconButton("copy", "Copy <b>office</b> number")
    qtbot.addWidget(button)
    assert QAccessible.queryAccessibleInterface(button).text(QAccessible.Text.Name) == "Copy <b>office</b> number"
    assert "&lt;b&gt;" in button.toolTip()


def test_an_icon_follows_the_theme(qtbot, theme: Theme, shown) -> None:
    button = IconButton("menu", "Menu", size=32)
    shown(button)
    theme.choose("dark")
    assert columns_with(button, DARK.text)


def test_the_switch_says_its_word_and_answers_space(qtbot, shown) -> None:
    switch = Switch()
    shown(switch)
    assert switch.word() == "Internal"
    QTest.keyClick(switch, Key.Key_Space)
    assert (switch.isChecked(), switch.word()) == (True, "Public")
    heard = QAccessible.queryAccessibleInterface(switch)
    assert heard.role() == QAccessible.Role.CheckBox
    assert heard.text(QAccessible.Text.Name) == "Public"
    assert heard.state().checked


def test_the_switch_draws_its_ring(qtbot, shown) -> None:
    switch = Switch()
    shown(switch)
    assert not columns_with(switch, LIGHT.accent)
    switch.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(switch.hasFocus)
    assert columns_with(switch, LIGHT.accent)


def test_the_switch_mirrors(qtbot, qapp: QApplication) -> None:
    switch = Switch()
    switch.setChecked(True)
    qtbot.addWidget(switch)
    switch.resize(switch.sizeHint())
    middle = switch.width() / 2
    assert max(columns_with(switch, LIGHT.accent_fill)) < middle
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert min(columns_with(switch, LIGHT.accent_fill)) > middle - 1


def segmented(shown: Callable[..., QWidget]) -> Segmented:
    made = Segmented([("city", "By city", None), ("agency", "By agency", "house")], "Group contacts")
    shown(made)
    return made


def test_segments_tell_what_the_person_chose_only(qtbot, shown) -> None:
    choice = segmented(shown)
    told: list[str] = []
    choice.chosen.connect(told.append)
    choice.choose("agency")
    assert (choice.value(), told) == ("agency", [])
    QTest.mouseClick(choice.findChildren(QRadioButton)[0], Qt.MouseButton.LeftButton)
    assert (choice.value(), told) == ("city", ["city"])


def test_segments_are_chosen_by_arrows(qtbot, shown) -> None:
    choice = segmented(shown)
    first = choice.findChildren(QRadioButton)[0]
    first.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(first.hasFocus)
    assert columns_with(first, LIGHT.accent)
    with qtbot.waitSignal(choice.chosen):
        QTest.keyClick(first, Key.Key_Right)
    assert choice.value() == "agency"


def test_a_tag_may_shrink_to_its_icon(qtbot) -> None:
    tag = Tag("Internal", "lock")
    qtbot.addWidget(tag)
    wide = tag.sizeHint().width()
    tag.set_compact(True)
    assert tag.sizeHint().width() < wide / 2
    assert "Internal" in tag.toolTip()
    assert QAccessible.queryAccessibleInterface(tag).text(QAccessible.Text.Name) == "Internal"


@pytest.mark.parametrize("tone", ["chip", "good", "warn", "bad", "guess", "plain"])
def test_every_tag_is_painted_in_its_tone(qtbot, tone: str) -> None:
    tag = Tag("Word", "globe", tone)
    qtbot.addWidget(tag)
    tag.resize(tag.sizeHint())
    ink = {"chip": LIGHT.on_chip, "guess": LIGHT.accent, "plain": LIGHT.dim}.get(tone) or getattr(LIGHT, tone)
    assert columns_with(tag, ink)


def test_text_is_plain_and_keeps_to_the_leading_side(qtbot, qapp: QApplication) -> None:
    label = Text("<b>ليلى</b>", "bad")
    qtbot.addWidget(label)
    label.resize(400, 30)
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert max(columns_with(label, LIGHT.bad)) < 200
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert min(columns_with(label, LIGHT.bad)) > 200


def test_text_changes_its_tone(qtbot) -> None:
    label = Text("word")
    qtbot.addWidget(label)
    label.set_tone("good")
    assert columns_with(label, LIGHT.good)


def test_cut_text_is_whole_in_its_tooltip(qtbot, shown) -> None:
    label = Elided("Senior spokesperson <for> the Middle East")
    shown(label)
    label.setFixedWidth(60)
    label.grab()
    assert label.toolTip() == tip("Senior spokesperson <for> the Middle East")
    label.setFixedWidth(800)
    label.grab()
    assert label.toolTip() == ""


@pytest.mark.parametrize(
    ("name", "desk", "photo"), [("Ada Tester", False, None), ("", True, None), ("", False, b"no picture")]
)
def test_a_contact_always_has_a_face(qtbot, name: str, desk: bool, photo: bytes | None) -> None:
    face = Initials(40)
    qtbot.addWidget(face)
    face.show_contact(name, desk, photo)
    assert len(columns_with(face, LIGHT.avatar)) > 20
    assert columns_with(face, LIGHT.on_chip)


def test_numbers_are_isolated_for_showing() -> None:
    assert isolate("+41 22 0") == "\u2066+41\u00a022\u00a00\u2069"


def test_what_comes_from_outside_is_made_harmless() -> None:
    assert clean("Ada Tester") == "Ada Tester"
    assert clean("Łukasz 陈思远") == "Łukasz 陈思远"
    assert "\u202e" not in clean("a\u202eb")
    assert "\n" not in clean("a\nb")
    assert len(clean("x" * 100_000)) < 1_000


def test_a_tooltip_shows_markup_as_it_is(qtbot) -> None:
    label = QLabel(tip("<b>x</b> & y"))
    qtbot.addWidget(label)
    assert tip("") == ""
    assert "&lt;b&gt;x&lt;/b&gt; &amp; y" in label.text()


@pytest.mark.parametrize("make", [Elided, Tag, Button, lambda words: Segmented([("a", words, None)])])
def test_an_english_sentence_ends_where_it_ends_in_a_mirrored_layout_too(
    qtbot, qapp: QApplication, make: Callable[[str], QWidget]
) -> None:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    widget = make("1 Ill HHH.")
    qtbot.addWidget(widget)
    widget.resize(widget.sizeHint())
    image = QImage(widget.size(), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    widget.render(image)
    rows = range(image.height())
    columns = [[y for y in rows if image.pixelColor(x, y).lightness() < 150] for x in range(image.width())]
    stop = [column for column in columns if column][-1]
    assert min(stop) >= image.height() // 2  # the full stop stands last
