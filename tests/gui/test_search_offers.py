"""The search field completes what is typed from the words of the book, and takes no key that means something else."""

from dataclasses import replace
from datetime import UTC, datetime
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QListWidget, QPushButton
from pytestqt.qtbot import QtBot

from contactbook.domain.errors import DamagedBook
from contactbook.gui.main_window import MainWindow
from contactbook.gui.search_field import SearchField
from contactbook.gui.value import Value

Key = Qt.Key


@pytest.fixture
def search(window: MainWindow) -> SearchField:
    """The field over a book whose people speak and have topics."""
    book = window.book
    people = {c.name: c for c in book.get_many(book.all_uids())}
    book.save_many(
        [
            replace(people["Aline Perret"], languages=("fr", "en"), topics=("Labour migration",), lists=("Duty",)),
            replace(people["Tomas Vrba"], languages=("cs", "fr"), topics=("Migration", "Floods")),
        ],
        "Words",
    )
    return window.parts.contacts.search


def offers(window: MainWindow) -> list[str]:
    found = window.parts.findChild(QListWidget)
    if not isinstance(found, QListWidget) or not found.isVisible():
        return []
    return [found.item(at).text() for at in range(found.count())]


def test_values_of_the_book_are_offered_and_tab_takes_the_first(
    window: MainWindow, search: SearchField, qtbot: QtBot
) -> None:
    qtbot.keyClicks(search, "lang:")
    qtbot.waitUntil(lambda: offers(window) == ["French (fr)", "Czech (cs)", "English (en)"])
    qtbot.keyClicks(search, "cz")
    assert offers(window) == ["Czech (cs)"]
    qtbot.keyClick(search, Key.Key_Tab)
    assert search.text() == "lang:cs "
    assert search.hasFocus()
    assert offers(window) == []
    assert window.browsing.found == 1
    qtbot.keyClick(search, Key.Key_Tab)
    assert not search.hasFocus()  # nothing is offered: Tab goes on


def test_the_name_of_a_field_stands_dim_behind_and_tab_takes_it(
    window: MainWindow, search: SearchField, qtbot: QtBot
) -> None:
    qtbot.keyClicks(search, "top")
    assert search.rest == "ic:"
    assert offers(window) == []
    qtbot.keyClick(search, Key.Key_Tab)
    assert search.text() == "topic:"
    qtbot.waitUntil(lambda: len(offers(window)) == 3)
    qtbot.keyClicks(search, "mig")
    assert offers(window) == ["Migration", "Labour migration"]


def test_down_chooses_enter_takes_and_a_name_of_words_is_quoted(
    window: MainWindow, search: SearchField, qtbot: QtBot
) -> None:
    qtbot.keyClicks(search, "topic:mig")
    qtbot.waitUntil(lambda: len(offers(window)) == 2)
    before = window.parts.contacts.current_uid()
    for key in (Key.Key_Down, Key.Key_Down, Key.Key_Return):
        qtbot.keyClick(search, key)
    assert search.text() == 'topic:"Labour migration" '
    assert window.browsing.found == 1
    assert window.parts.contacts.current_uid() != ""
    assert before != ""


def test_enter_without_a_choice_copies_the_number_as_always(
    window: MainWindow, search: SearchField, qtbot: QtBot
) -> None:
    qtbot.keyClicks(search, "city:gen")
    qtbot.waitUntil(lambda: offers(window) == ["Geneva  ·  2"])
    with qtbot.waitSignal(window.copier.told):
        qtbot.keyClick(search, Key.Key_Return)
    assert search.text() == "city:gen"
    assert offers(window) == []


def test_tab_behind_a_whole_value_begins_the_next_word(window: MainWindow, search: SearchField, qtbot: QtBot) -> None:
    qtbot.keyClicks(search, "lang:cs")
    qtbot.waitUntil(lambda: search.rest == " ")
    assert offers(window) == []
    qtbot.keyClick(search, Key.Key_Tab)
    assert search.text() == "lang:cs "
    assert search.hasFocus()


def test_esc_closes_the_offers_first_and_then_clears(window: MainWindow, search: SearchField, qtbot: QtBot) -> None:
    qtbot.keyClicks(search, "is:")
    qtbot.waitUntil(lambda: len(offers(window)) == 8)
    qtbot.keyClick(search, Key.Key_Escape)
    assert (offers(window), search.text()) == ([], "is:")
    qtbot.keyClick(search, Key.Key_Escape)
    assert search.text() == ""


def test_a_name_that_is_no_query_offers_nothing(window: MainWindow, search: SearchField, qtbot: QtBot) -> None:
    for text in ("vrba", "http://lang:", "079 555"):
        qtbot.keyClicks(search, text)
        assert (offers(window), search.rest) == ([], "")
        search.clear()


def test_what_is_new_in_the_book_is_offered(window: MainWindow, search: SearchField, qtbot: QtBot) -> None:
    qtbot.keyClicks(search, "list:")
    qtbot.waitUntil(lambda: offers(window) == ["Duty  ·  1"])
    window.book.create_list("Border")
    search.clear()
    qtbot.keyClicks(search, "list:bo")
    qtbot.waitUntil(lambda: offers(window) == ["Border  ·  0"])


def test_what_is_half_typed_leaves_the_list_and_says_nothing(
    window: MainWindow, search: SearchField, qtbot: QtBot
) -> None:
    qtbot.keyClicks(search, "lang:fr ")
    assert window.browsing.found == 2
    for letter in "topic:":
        qtbot.keyClicks(search, letter)
    assert window.browsing.found == 2
    search.setText("")
    qtbot.keyClicks(search, "lang:fr is:rea")
    assert window.browsing.found == 2
    assert window.parts.status.said == ""


def test_where_nobody_can_be_reached_it_says_so_and_leads_to_who_would_be(
    window: MainWindow, search: SearchField, qtbot: QtBot
) -> None:
    window.book.clock = lambda: datetime(2026, 11, 23, 1, 0, tzinfo=UTC)  # two at night in Geneva
    qtbot.keyClicks(search, "lang:fr is:reachable")
    assert window.browsing.found == 0
    shown = [label.text() for label in window.parts.contacts.findChildren(QLabel) if label.isVisible()]
    assert "None of them can be reached now. Without that, each card says why:" in shown
    qtbot.keyClick(search, Key.Key_Down)
    assert isinstance(QApplication.focusWidget(), QPushButton)
    search.setFocus()
    qtbot.keyClick(search, Key.Key_Tab)
    button = QApplication.focusWidget()
    assert isinstance(button, QPushButton)
    assert button.text() == "lang:fr"
    qtbot.keyClick(button, Key.Key_Return)
    assert search.text() == "lang:fr"
    assert window.browsing.found == 2
    window.browsing.fill_now()
    card = [value.toPlainText() for value in window.parts.card.findChildren(Value)]
    assert any("Not reachable now" in text for text in card)


def test_leaving_takes_the_offers_away(window: MainWindow, search: SearchField, qtbot: QtBot) -> None:
    qtbot.keyClicks(search, "agency:")
    qtbot.waitUntil(lambda: len(offers(window)) == 3)
    window.parts.sidebar.views.setFocus()
    assert offers(window) == []


def test_the_whole_question_is_asked_by_keys(window: MainWindow, search: SearchField, qtbot: QtBot) -> None:
    for typed in ("lan", "fre", "top", "mig", "is", "pub"):
        qtbot.keyClicks(search, typed)
        qtbot.waitUntil(lambda: bool(search.rest or offers(window)))
        qtbot.keyClick(search, Key.Key_Tab)
    assert search.text() == "lang:fr topic:Migration is:public "
    assert window.browsing.found == 2


def test_words_that_could_not_be_read_are_told_of_and_read_again(
    window: MainWindow, search: SearchField, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = Event()

    def fail() -> list[str]:
        go_on.wait(20)  # longer than the field waits
        raise DamagedBook("A page of the book cannot be read.")

    with monkeypatch.context() as broken:
        broken.setattr(window.book, "topics", fail)
        qtbot.keyClicks(search, "topic:")
        assert offers(window) == []
        go_on.set()
        qtbot.waitUntil(lambda: "cannot be read" in window.parts.status.said)
    qtbot.keyClicks(search, "f")
    qtbot.waitUntil(lambda: offers(window) == ["Floods"])
