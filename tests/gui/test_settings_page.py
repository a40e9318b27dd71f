"""The page of settings: what is changed holds at once, is written, and can be put back."""

import json
import os
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from contactbook.app.settings import Settings
from contactbook.domain.contact import Means
from contactbook.gui.controls import Segmented
from contactbook.gui.main_window import MainWindow
from contactbook.gui.settings_page import DaysField, SettingsPage
from contactbook.gui.theme import DARK, LIGHT, tokens
from contactbook.store.files import is_open_elsewhere

CTRL = Qt.KeyboardModifier.ControlModifier


def opened(window: MainWindow, qtbot: QtBot) -> SettingsPage:
    qtbot.keyClick(window.parts.contacts.search, Qt.Key.Key_Comma, CTRL)
    assert window.parts.shows("settings")
    return window.parts.settings


def days(page: SettingsPage) -> DaysField:
    field = page.rows["stale_days"].control
    assert isinstance(field, DaysField)
    return field


def choice(page: SettingsPage, key: str) -> Segmented:
    control = page.rows[key].control
    assert isinstance(control, Segmented)
    return control


def type_days(page: SettingsPage, qtbot: QtBot, text: str) -> None:
    days(page).selectAll()
    qtbot.keyClicks(days(page), text)
    qtbot.keyClick(days(page), Qt.Key.Key_Return)


def written(folder: Path) -> dict[str, object]:
    path = folder / "settings.json"
    held = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    assert isinstance(held, dict)
    return held


def test_the_days_hold_at_once_in_counts_and_list(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    book = window.book
    book.verify(book.all_uids(), Means.CALLED)
    now = book.clock() + timedelta(days=100)
    book.clock = lambda: now
    window.browsing.refresh()
    book.stale_days = lambda: Settings(tmp_path / "settings.json").number("stale_days")
    assert window.browsing.counts.unverified == 0
    page = opened(window, qtbot)
    assert days(page).hasFocus()
    type_days(page, qtbot, "90")
    assert window.browsing.counts.unverified == 4
    assert written(tmp_path) == {"stale_days": 90}
    assert "90 days instead of 180 days" in page.told.text()
    qtbot.keyClick(days(page), Qt.Key.Key_Z, CTRL)
    assert window.browsing.counts.unverified == 0
    assert days(page).text() == "180"
    assert book.history()[0].name.startswith("Verify")  # no step of the book was taken back
    assert not page.put_back.isVisible()


@pytest.mark.parametrize("typed", ["0", "36501", "many", "-5", "9" * 5000])
def test_a_wrong_number_is_explained_and_changes_nothing(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, typed: str
) -> None:
    page = opened(window, qtbot)
    days(page).setText(typed)
    qtbot.keyClick(days(page), Qt.Key.Key_Return)
    assert "is no number of days from 1 to 36,500" in page.rows["stale_days"].message.text()
    assert written(tmp_path) == {}
    qtbot.keyClick(days(page), Qt.Key.Key_Escape)
    assert days(page).text() == "180"
    assert page.rows["stale_days"].message.text() == ""
    assert window.parts.shows("settings")
    qtbot.keyClick(days(page), Qt.Key.Key_Escape)
    assert window.parts.on_main


def test_every_choice_is_written_and_the_usual_one_is_a_press_away(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    page = opened(window, qtbot)
    for key, wanted in (("trash_days", "never"), ("vcard_version", "4.0"), ("audience", "colleagues")):
        row, control = page.rows[key], choice(page, key)
        usual = control.value()
        assert not row.usual.isVisible()
        segment = next(child for child in control.children() if child.objectName() == wanted)
        qtbot.mouseClick(segment, Qt.MouseButton.LeftButton)
        assert written(tmp_path)[key] == wanted
        assert row.usual.isVisible()
        row.usual.click()
        assert written(tmp_path)[key] == usual == control.value()


def test_changes_are_put_back_one_after_the_other(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    page = opened(window, qtbot)
    type_days(page, qtbot, "90")
    type_days(page, qtbot, "30")
    page.rows["audience"].chosen.emit("audience", "colleagues")
    for expected in ((30, "press"), (90, "press"), (180, "press")):
        page.put_back.click()
        held = Settings(tmp_path / "settings.json")
        assert (held.number("stale_days"), held.text("audience")) == expected
    assert not page.put_back.isVisible()


def test_colours_change_at_once(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    page = opened(window, qtbot)
    assert tokens() is LIGHT
    page.rows["colours"].chosen.emit("colours", "dark")
    assert tokens() is DARK
    page.put_back.click()
    page.rows["colours"].chosen.emit("colours", "light")
    assert tokens() is LIGHT


def test_what_another_window_changed_holds_here_too(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    page = opened(window, qtbot)
    Settings(tmp_path / "settings.json").put("stale_days", 60)
    window.poll()
    assert days(page).text() == "60"


def test_settings_that_cannot_be_written_are_told_and_stay(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    page = opened(window, qtbot)
    (tmp_path / f".settings.json.{os.getpid()}.part").mkdir()  # in the way of what is written
    page.rows["audience"].chosen.emit("audience", "colleagues")
    assert "cannot be written" in page.rows["audience"].message.text()
    assert choice(page, "audience").value() == "press"


def test_up_and_down_step_through_the_days(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    page = opened(window, qtbot)
    qtbot.keyClick(days(page), Qt.Key.Key_Up)
    qtbot.keyClick(days(page), Qt.Key.Key_PageDown)
    assert days(page).text() == "151"
    assert written(tmp_path) == {"stale_days": 151}


@pytest.mark.parametrize("typed", ["90", "many"])
def test_days_that_were_typed_and_not_entered_leave_no_book_open_behind_a_closed_window(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, typed: str
) -> None:
    page = opened(window, qtbot)
    days(page).selectAll()
    qtbot.keyClicks(days(page), typed)
    window.close()
    qtbot.waitUntil(lambda: not days(page).hasFocus())
    assert written(tmp_path) == ({"stale_days": 90} if typed == "90" else {})
    assert not is_open_elsewhere(window.book.path)
