"""The code is black on white in whole pixels, holds what is ticked, and can be given away."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QCheckBox, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from contactbook.app import qr
from contactbook.domain.contact import Contact
from contactbook.gui.controls import Button, Elided, Text
from contactbook.gui.main_window import MainWindow
from contactbook.gui.qr_picture import QUIET, code_image, picture
from contactbook.gui.theme import Theme
from tests.gui.window_help import PEOPLE

ALINE = PEOPLE[0]
Modules = tuple[tuple[bool, ...], ...]


def modules_in(image: QImage, count: int) -> Modules:
    """Read the modules out of a picture as a camera would find them: the square of black, in equal parts."""
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    dark = [
        (x, y) for y in range(grey.height()) for x in range(grey.width()) if grey.pixelColor(x, y).lightness() < 128
    ]
    left, top = min(x for x, _y in dark), min(y for _x, y in dark)
    side = max(x for x, _y in dark) - left + 1
    assert side % count == 0
    step = side // count
    return tuple(
        tuple(grey.pixelColor(left + x * step + step // 2, top + y * step + step // 2).lightness() < 128
              for x in range(count))
        for y in range(count)
    )  # fmt: skip


def shown(window: MainWindow, name: str) -> Contact:
    """Choose a contact by its name."""
    found = window.book.find(name).ids
    contact = window.book.get(window.book.uids_of(found)[0])
    assert contact is not None
    window.browsing.select(contact.uid)
    window.parts.card.show_contact(contact, now=window.book.clock())  # the card follows a moment later
    assert window.browsing.current == contact
    return contact


def texts(of: QWidget) -> str:
    return " ".join(label.text() for label in of.findChildren(Text) if label.isVisible())


@pytest.fixture
def panel(window: MainWindow) -> MainWindow:
    """A window in which the code of a contact is shown."""
    shown(window, "aline")
    window.doings["qr_code"].trigger()
    return window


def test_the_code_on_the_screen_is_that_of_the_public_card(panel: MainWindow) -> None:
    expected = qr.qr_of(panel.browsing.current or ALINE)
    drawn = panel.parts.qr.code.grab().toImage()
    assert modules_in(drawn, expected.side) == expected.modules
    colours = {drawn.pixelColor(x, y).name() for x in range(20, 300) for y in range(20, 300)}
    assert colours == {"#000000", "#ffffff"}


def test_it_is_black_on_white_in_the_dark_too(panel: MainWindow, theme: Theme) -> None:
    theme.choose("dark")
    code = panel.parts.qr.code
    drawn = code.grab(code.rect().adjusted(12, 12, -12, -12)).toImage()  # without the round corners
    assert modules_in(drawn, qr.qr_of(ALINE).side) == qr.qr_of(panel.browsing.current or ALINE).modules
    assert drawn.pixelColor(drawn.width() // 2, 4).name() == "#ffffff"


@pytest.mark.parametrize("size", [(1280, 800), (1024, 640)])
def test_it_is_large_enough_for_the_other_side_of_the_table(panel: MainWindow, size: tuple[int, int]) -> None:
    panel.resize(*size)
    code = panel.parts.qr.code
    assert code.height() >= 0.68 * size[1]
    assert code.height() == (len(qr.qr_of(ALINE).modules) + 2 * QUIET) * code.module_size()
    assert panel.parts.qr.rect().contains(panel.parts.qr.panel.geometry())
    buttons = panel.parts.qr.panel.findChildren(Button)
    assert all(button.width() >= button.sizeHint().width() for button in buttons)


def test_it_says_what_is_in_it_and_what_is_not(panel: MainWindow) -> None:
    said = texts(panel.parts.qr)
    assert "1 internal detail withheld" in said
    assert "topics" in said
    ticks = [tick.accessibleName() for tick in panel.parts.qr.findChildren(QCheckBox)]
    assert [name.split(",")[0] for name in ticks] == ["Mobile", "Email"]
    assert panel.parts.qr.code.accessibleName() == "QR code: Aline Perret"


def test_a_detail_that_is_unticked_leaves_the_code(panel: MainWindow) -> None:
    panel.parts.qr.findChildren(QCheckBox)[0].click()
    expected = qr.qr_of(panel.browsing.current or ALINE, ["phones.0"])
    drawn = panel.parts.qr.code.grab().toImage()
    assert modules_in(drawn, expected.side) == expected.modules
    assert "41795550000" not in expected.text


def test_escape_closes_it_and_the_keys_are_the_windows_again(panel: MainWindow, qtbot: QtBot) -> None:
    held = QApplication.focusWidget()
    assert held is panel.parts.qr.copy
    qtbot.keyClick(held, Qt.Key.Key_Delete)
    assert panel.browsing.counts.trash == 0
    qtbot.keyClick(held, Qt.Key.Key_Escape)
    assert not panel.parts.qr.isVisible()
    assert QApplication.focusWidget() is panel.parts.contacts.search


def test_tab_stays_inside(panel: MainWindow, qtbot: QtBot) -> None:
    seen = set()
    for _turn in range(12):
        held = QApplication.focusWidget()
        assert held is not None
        assert panel.parts.qr.isAncestorOf(held)
        seen.add(held)
        qtbot.keyClick(held, Qt.Key.Key_Tab)
    assert len(seen) == 5  # close, two ticks, save, copy


def test_a_click_beside_it_closes_it(panel: MainWindow, qtbot: QtBot) -> None:
    qtbot.mouseClick(panel.parts.qr, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert not panel.parts.qr.isVisible()


def test_the_picture_is_copied_with_the_name_under_it(panel: MainWindow, qtbot: QtBot) -> None:
    panel.parts.qr.copy.click()
    copied = QApplication.clipboard().image()
    expected = qr.qr_of(panel.browsing.current or ALINE)
    assert copied.width() >= 1000
    assert copied.height() > copied.width()
    square = copied.copy(0, 0, copied.width(), copied.width())
    assert modules_in(square, expected.side) == expected.modules
    assert "copied" in texts(panel.parts.qr)


def test_the_picture_is_saved_as_png(panel: MainWindow, tmp_path: Path) -> None:
    panel.dialogs.native = False
    panel.parts.qr.save.click()
    dialog = panel.findChild(QFileDialog)
    assert dialog is not None
    assert dialog.selectedFiles()[0].endswith("Aline Perret.png")
    dialog.fileSelected.emit(str(tmp_path / "aline.png"))
    dialog.reject()
    assert QImage(str(tmp_path / "aline.png")).width() >= 1000
    assert "Saved as aline.png" in texts(panel.parts.qr)


def test_a_picture_that_cannot_be_saved_says_so(panel: MainWindow, tmp_path: Path) -> None:
    panel.dialogs.native = False
    panel.parts.qr.save.click()
    dialog = panel.findChild(QFileDialog)
    assert dialog is not None
    dialog.fileSelected.emit(str(tmp_path / "nowhere" / "aline.png"))
    dialog.reject()
    assert "cannot be written" in texts(panel.parts.qr)


def test_a_number_has_a_code_that_dials_it(window: MainWindow) -> None:
    contact = shown(window, "aline")
    window.parts.card.findChild(QWidget, "code 0").click()  # type: ignore[union-attr]
    expected = qr.qr_of_number(contact.phones[0])
    assert expected.text == "tel:+41795550000"
    assert modules_in(window.parts.qr.code.grab().toImage(), expected.side) == expected.modules
    assert "internal" not in texts(window.parts.qr)
    assert not window.parts.qr.findChildren(QCheckBox)


def test_an_internal_number_says_that_it_is(window: MainWindow) -> None:
    shown(window, "aline")
    window.parts.card.findChild(QWidget, "code 1").click()  # type: ignore[union-attr]
    assert "This number is internal: not for publication." in texts(window.parts.qr)


def test_a_contact_with_nothing_public_says_that_it_cannot_be_reached(window: MainWindow) -> None:
    shown(window, "nakamura")
    window.doings["qr_code"].trigger()
    assert "There is nothing in it to reach the contact by." in texts(window.parts.qr)


def test_hostile_names_are_shown_as_they_are(window: MainWindow) -> None:
    window.codes.show_contact(replace(ALINE, name="<b>\u202eevil</b>\n" * 50, role="x" * 5000))
    assert window.parts.qr.isVisible()
    assert "\u202e" not in texts(window.parts.qr)
    assert "role" in texts(window.parts.qr)


@pytest.mark.parametrize("module", [1, 3, 8])
def test_each_module_is_a_whole_number_of_pixels(module: int) -> None:
    code = qr.qr_of(ALINE)
    image = code_image(code.modules, module)
    assert image.width() == (code.side + 2 * QUIET) * module
    assert modules_in(image, code.side) == code.modules
    assert picture(code.modules, ()).width() == picture(code.modules, ()).height()


def test_a_number_is_whole_whatever_it_is_called(panel: MainWindow, qtbot: QtBot) -> None:
    panel.parts.qr.close_overlay()
    held = panel.browsing.current or ALINE
    called = tuple(replace(phone, public=True, label="Night and weekend duty line") for phone in held.phones)
    panel.book.save(replace(held, phones=called))
    panel.resize(1024, 640)
    panel.doings["qr_code"].trigger()
    shown = [label for label in panel.parts.qr.findChildren(Elided) if "+41" in label.text()]
    qtbot.waitUntil(lambda: bool(shown) and all(label.width() > 0 for label in shown))
    assert all(label.width() >= label.fontMetrics().horizontalAdvance(label.text()) for label in shown)
