"""Everything that can be done is found by a few letters of its name."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from contactbook.gui.main_window import MainWindow
from contactbook.gui.palette_delegate import MATCH
from contactbook.gui.palette_match import Entry, find

ENTRIES = (
    Entry("copy", "Contact", "Copy number"),
    Entry("email", "Contact", "Copy email", reason="no email to copy"),
    Entry("new", "Program", "New contact"),
    Entry("history", "Program", "History of the book"),
    Entry("zurich", "Places", "Zürich", only_sought=True),
)


def keys(typed: str) -> list[str]:
    return [match.entry.key for match in find(ENTRIES, typed)]


def test_nothing_typed_shows_actions_but_no_places() -> None:
    assert keys("") == ["copy", "email", "new", "history"]


def test_words_may_come_in_any_order_and_be_begun_only() -> None:
    assert keys("con ne")[0] == "new"
    assert keys("bo hist")[0] == "history"


def test_what_cannot_be_done_stands_last_in_its_group() -> None:
    assert keys("copy") == ["copy", "email"]
    assert keys("co")[:2] == ["copy", "email"]


def test_accents_and_case_do_not_matter_and_the_found_letters_are_marked() -> None:
    match = find(ENTRIES, "ZURI")[0]
    assert match.entry.key == "zurich"
    assert match.marks == ((0, 4),)


def test_letters_in_order_find_too_but_behind_what_begins_with_them() -> None:
    assert keys("cpn") == ["copy"]
    assert keys("xyz") == []


def shown(window: MainWindow) -> list[str]:
    model = window.parts.palette_.model
    matches = [model.index(row).data(MATCH) for row in range(model.rowCount())]
    return [match.entry.text for match in matches if match is not None]


def typed(window: MainWindow, qtbot: QtBot, words: str) -> None:
    qtbot.keyClick(window.parts.contacts.search, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert window.parts.palette_.isVisible()
    qtbot.keyClicks(window.parts.palette_.field, words)


def test_ctrl_k_from_the_search_field_opens_it_and_esc_gives_the_focus_back(window: MainWindow, qtbot: QtBot) -> None:
    search = window.parts.contacts.search
    search.setFocus()
    typed(window, qtbot, "")
    assert QApplication.focusWidget() is window.parts.palette_.field
    qtbot.keyClick(window.parts.palette_.field, Qt.Key.Key_Escape)
    assert not window.parts.palette_.isVisible()
    assert QApplication.focusWidget() is search


def test_enter_does_what_is_chosen(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClicks(window.parts.contacts.search, "perret")
    typed(window, qtbot, "copy em")
    assert shown(window)[0] == "Copy email"
    qtbot.keyClick(window.parts.palette_.field, Qt.Key.Key_Return)
    assert QApplication.clipboard().text() == "a.perret@example.org"
    assert not window.parts.palette_.isVisible()


def test_a_city_is_gone_to(window: MainWindow, qtbot: QtBot) -> None:
    typed(window, qtbot, "nairo")
    qtbot.keyClick(window.parts.palette_.field, Qt.Key.Key_Return)
    assert window.browsing.view.query == 'city:"Nairobi"'
    assert window.browsing.found == 1


def test_what_cannot_be_done_says_why_and_stays_open(window: MainWindow, qtbot: QtBot) -> None:
    typed(window, qtbot, "redo")
    qtbot.keyClick(window.parts.palette_.field, Qt.Key.Key_Return)
    assert window.parts.palette_.isVisible()
    assert window.parts.status.said == "Nothing to redo."


@pytest.mark.parametrize("key", [Qt.Key.Key_Down, Qt.Key.Key_Tab])
def test_the_rows_are_walked_and_titles_are_passed_over(window: MainWindow, qtbot: QtBot, key: Qt.Key) -> None:
    typed(window, qtbot, "co")
    seen = []
    for _ in range(len(shown(window))):
        seen.append(window.parts.palette_.list.currentIndex().data(MATCH).entry.text)
        qtbot.keyClick(window.parts.palette_.field, key)
    assert seen == shown(window)
    assert window.parts.palette_.list.currentIndex().data(MATCH).entry.text == seen[0]


def test_the_field_of_the_palette_is_as_high_as_a_head(window: MainWindow, qtbot: QtBot) -> None:
    window.doings["palette"].trigger()
    palette = window.parts.palette_
    assert palette.list.geometry().top() >= 48
