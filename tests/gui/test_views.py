"""What the window says where a view holds nobody, or a key can do nothing."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from contactbook.domain.contact import Means
from contactbook.gui.main_window import MainWindow
from tests.gui.window_help import seek

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def test_what_the_view_does_not_hold_is_found_in_all_by_enter(window: MainWindow, qtbot: QtBot) -> None:
    window.wishes.show_view('city:"Nowhere"', "Nowhere")
    seek(window, qtbot, "perret")
    contacts = window.parts.contacts
    assert contacts.current_uid() == ""
    qtbot.keyClick(contacts.search, Qt.Key.Key_Return)
    assert window.browsing.current is not None
    assert "Perret" in window.browsing.current.shown
    assert window.browsing.view.query == ""
    assert contacts.search.text() == "perret"
    assert contacts.search.hasFocus()
    window.wishes.show_view('city:"Nowhere"', "Nowhere")
    seek(window, qtbot, "nobody at all")
    qtbot.keyClick(contacts.search, Qt.Key.Key_Return)
    assert window.browsing.view.query  # there is nothing in all either


def test_a_key_that_can_do_nothing_now_says_why(window: MainWindow, qtbot: QtBot) -> None:
    seek(window, qtbot, "perret")
    qtbot.keyClick(window.parts.contacts.search, Qt.Key.Key_M, CTRL)
    assert window.parts.status.said == "Choose two contacts or more first."
    seek(window, qtbot, "nobody at all")
    qtbot.keyClick(window.parts.contacts.search, Qt.Key.Key_O, CTRL | SHIFT)
    assert window.parts.status.said == "Choose contacts first."


@pytest.mark.parametrize(
    ("view", "said"),
    [
        ("view_away", "Nobody is away"),
        ("view_trash", "The trash is empty"),
        ("view_unverified", "Everybody is verified"),
    ],
)
def test_an_empty_view_says_what_that_means(window: MainWindow, qtbot: QtBot, view: str, said: str) -> None:
    with qtbot.waitSignal(window.deeds.told):
        window.deeds.verify(window.book.uids_of(window.book.find("").ids), Means.CALLED)
    window.doings[view].trigger()
    shown = [label.text() for label in window.parts.findChildren(QLabel) if label.isVisible()]
    assert said in shown
    assert "No contact is chosen" not in shown
