"""From the contacts to the composer and back, with what it wishes for done by the window."""

from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from contactbook.gui.composer import ComposerPage
from contactbook.gui.main_window import MainWindow
from tests.gui.forms import POPUPS


def compose(window: MainWindow, *names: str) -> ComposerPage:
    """Choose contacts by name and open the composer with them."""
    if names:
        window.parts.contacts.search.setText(" | ".join(f'"{name}"' for name in names))
        window.parts.contacts.view.selectAll()
    window.doings["compose"].trigger()
    return window.parts.composer


def names_in(page: ComposerPage) -> list[str]:
    return sorted(row.name for row in page.list.rows.rows)


def test_ctrl_b_composes_for_what_is_selected_and_esc_goes_back(window: MainWindow, qtbot: QtBot) -> None:
    assert not window.parts.has("composer")  # nothing of it is loaded before
    window.parts.contacts.search.setText("Aline")
    qtbot.keyClick(window.parts.contacts.search, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    page = window.parts.composer
    assert window.parts.shows("composer")
    assert names_in(page) == ["Aline Perret"]
    assert "+41 79 555 00 00" in page.preview.toPlainText()
    assert not window.parts.status.isVisible()
    qtbot.keyClick(page.list, Qt.Key.Key_Escape)
    assert window.parts.on_main


def test_a_copied_block_is_kept_so_that_its_numbers_are_found(window: MainWindow, qtbot: QtBot) -> None:
    page = compose(window, "Aline Perret", "Tomas Vrba")
    assert names_in(page) == ["Aline Perret", "Tomas Vrba"]
    qtbot.keyClick(page.list, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().mimeData().hasHtml()
    assert window.parts.status.isVisible()
    assert window.parts.status.said == "Copied the block of 2 contacts."
    qtbot.waitUntil(lambda: bool(window.book.blocks.where("079 555 00 00")))
    assert window.parts.shows("composer")


def test_verify_now_is_one_step_that_undo_takes_back(window: MainWindow, qtbot: QtBot) -> None:
    page = compose(window, "Tomas Vrba")
    row = page.list.row()
    assert row is not None
    assert row.concern is not None
    assert row.concern.remedy == "verify"
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.list.rows.rows[0].concern is None)
    qtbot.waitUntil(lambda: "verified" in window.parts.status.said)
    qtbot.waitUntil(lambda: not window.tasks.busy)
    qtbot.keyClick(page.list, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.list.rows.rows[0].concern is not None)


def test_publishing_names_the_details_and_can_be_undone(window: MainWindow, qtbot: QtBot) -> None:
    page = compose(window, "Ruth Nakamura")
    assert "+254" not in page.preview.toPlainText()
    page.publish.click()
    assert page.publishing.ticks[0][0].text() == "Ruth Nakamura: Mobile +254 722 000000"
    qtbot.keyClick(page.publishing.publish, Qt.Key.Key_Escape)
    assert not page.publishing.isVisible()
    assert window.parts.shows("composer")  # Esc closed the strip only
    page.publish.click()
    with qtbot.waitSignal(window.bridge.changed):
        page.publishing.publish.click()
    assert "+254 722 000000" in page.preview.toPlainText()
    qtbot.waitUntil(lambda: "Publish 1 number of Ruth Nakamura" in window.parts.status.said)
    with qtbot.waitSignal(window.bridge.changed):
        window.undoing.undo()
    assert "+254" not in page.preview.toPlainText()


def test_open_shows_the_contact_and_ctrl_b_comes_back(window: MainWindow, qtbot: QtBot) -> None:
    page = compose(window, "Aline Perret", "Press desk Vienna")
    desk = next(row for row in page.list.rows.rows if row.name == "Press desk Vienna")
    page.list.choose(desk.uid)
    assert desk.concern is not None
    assert desk.concern.remedy == "open"  # it has nothing that could be published
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    assert window.parts.on_main
    assert window.browsing.current is not None
    assert window.browsing.current.name == "Press desk Vienna"
    window.doings["compose"].trigger()
    assert names_in(page) == ["Aline Perret", "Press desk Vienna"]


def test_a_preset_is_kept_and_deleted(window: MainWindow, qtbot: QtBot) -> None:
    page = compose(window, "Aline Perret")
    page.save_as.click()
    page.naming.name.setText("Winter appeal")
    page.naming.save.click()
    qtbot.waitUntil(lambda: [p.name for p in window.book.blocks.presets()] == ["Winter appeal"])
    qtbot.waitUntil(lambda: "kept" in window.parts.status.said)
    page.presets.delete_wanted.emit("Winter appeal")
    qtbot.waitUntil(lambda: window.book.blocks.presets() == [])


def test_quick_copy_stays_one_key(window: MainWindow) -> None:
    window.parts.contacts.search.setText("Aline")
    window.doings["copy_block"].trigger()
    assert window.parts.on_main
    assert "Aline Perret" in QGuiApplication.clipboard().text()
    assert "<" in QGuiApplication.clipboard().mimeData().html()
    assert "withheld" in window.parts.status.said


def test_a_block_that_was_copied_at_once_is_found_by_its_numbers(window: MainWindow, qtbot: QtBot) -> None:
    window.parts.contacts.search.setText("Aline")
    window.doings["copy_block"].trigger()
    qtbot.waitUntil(lambda: bool(window.book.blocks.where("079 555 00 00")))


def test_who_covers_stands_in_a_block_that_is_copied_at_once(window: MainWindow) -> None:
    aline, tomas = (window.book.get_many(window.book.uids_of(window.book.find(n).ids))[0] for n in ("aline", "vrba"))
    today = window.book.clock().date()
    window.book.save(replace(aline, away_from=today - timedelta(2), away_until=today + timedelta(5), cover=tomas.uid))
    window.parts.contacts.search.setText("Aline")
    window.doings["copy_block"].trigger()
    copied = QGuiApplication.clipboard().text()
    assert "Tomas Vrba" in copied
    assert "Aline Perret" not in copied
    assert "Tomas Vrba is printed, who covers" in window.parts.status.said


def test_where_nothing_is_public_nothing_is_copied(window: MainWindow, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText("mine")
    window.parts.contacts.search.setText("Ruth")
    window.doings["copy_block"].trigger()
    assert QGuiApplication.clipboard().text() == "mine"
    assert window.parts.status.said == "Nothing was copied: the contact has no public number or address."
    qtbot.waitUntil(lambda: not window.tasks.busy)
    assert window.book.blocks.kept() == []


@POPUPS
def test_a_contact_tells_in_which_blocks_an_old_number_stands(window: MainWindow, qtbot: QtBot) -> None:
    window.parts.contacts.search.setText("Tomas")
    window.doings["contact_blocks"].trigger()
    assert window.parts.status.said == "No block that was copied here has printed Tomas Vrba."
    page = compose(window)
    page.copy.click()
    qtbot.waitUntil(lambda: bool(window.book.blocks.kept()))
    page.escape()
    tomas = window.book.get_many(window.browsing.uids())[0]
    window.book.save(replace(tomas, phones=(replace(tomas.phones[0], number="+41765550099"),)))
    window.doings["contact_blocks"].trigger()
    menu = window.findChild(QMenu, "kept_blocks")
    entry = menu.actions()[0]
    assert "no longer right" in entry.text()
    assert "Tomas Vrba" in entry.text()
    entry.trigger()
    menu.close()
    assert window.parts.shows("composer")
    assert "+41 76 555 00 99" in page.preview.toPlainText()
    assert page.aside.text().endswith("with the details of today")
