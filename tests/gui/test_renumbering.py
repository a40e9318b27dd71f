"""Numbers change in many contacts, each of them seen before, as one step."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from contactbook.domain.contact import Contact, Phone, Verdict
from contactbook.gui.controls import Segmented
from contactbook.gui.main_window import MainWindow
from contactbook.gui.renumber_page import RenumberPage

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
PEOPLE = (
    Contact(name="Ada Kone", phones=(Phone("+22507000000", verdict=Verdict.UNUSUAL),)),
    Contact(name="Bo Ek", phones=(Phone("+22507000011", verdict=Verdict.UNUSUAL), Phone("+41790000000"))),
    Contact(name="Ada Okello", city="Nairobi", country="KE",
            phones=(Phone("0722000000", "0722 000000", verdict=Verdict.INVALID),)),
)  # fmt: skip


@pytest.fixture
def page(window: MainWindow, qtbot: QtBot) -> RenumberPage:
    """The page, opened by its key over a book with numbers of a plan that changed."""
    window.book.save_many(PEOPLE, "Import")
    qtbot.waitUntil(lambda: window.browsing.found == 7)
    qtbot.keyClick(window.parts.contacts.search, Qt.Key.Key_P, CTRL | SHIFT)
    assert window.parts.shows("renumber")
    return window.parts.renumber


def ask(page: RenumberPage, qtbot: QtBot, find: str, put: str) -> None:
    for field, text in ((page.sought, find), (page.put, put)):
        field.clear()
        qtbot.keyClicks(field, text)
        qtbot.keyClick(field, Qt.Key.Key_Return)


def choose(segmented: Segmented, key: str, qtbot: QtBot) -> None:
    segment = segmented.findChild(QWidget, key)
    assert isinstance(segment, QWidget)
    qtbot.mouseClick(segment, Qt.MouseButton.LeftButton)


def everyone(window: MainWindow) -> dict[str, list[str]]:
    book = window.book
    return {c.name or "": [p.number for p in c.phones] for c in book.get_many(book.uids_of(book.find().ids))}


def test_each_number_is_seen_and_ticked_before_it_changes(window: MainWindow, page: RenumberPage, qtbot: QtBot) -> None:
    before = everyone(window)
    assert QApplication.focusWidget() is page.sought
    ask(page, qtbot, "+225 07", "+225 07 07")
    qtbot.waitUntil(lambda: len(page.numbers.items) == 2)
    assert page.numbers.words(0)[0] == "Bo Ek"
    assert page.said.text() == "2 numbers found. The change is one step in 2 contacts."
    assert everyone(window) == before
    qtbot.keyClick(page.view, Qt.Key.Key_Space)
    assert page.go.text() == "Change 1 number"
    with qtbot.waitSignal(window.renumbering.told) as told:
        qtbot.keyClick(page.view, Qt.Key.Key_Return, CTRL)
    assert told.args == ["1 number changed.", True]
    assert everyone(window) == before | {"Ada Kone": ["+2250707000000"]}
    with qtbot.waitSignal(window.undoing.told):
        window.undoing.undo()
    assert everyone(window) == before
    qtbot.keyClick(page.view, Qt.Key.Key_Escape)
    assert window.parts.on_main


def test_what_would_be_no_number_is_said_and_not_ticked(window: MainWindow, page: RenumberPage, qtbot: QtBot) -> None:
    ask(page, qtbot, "+225 07", "+225 07 07 07")
    qtbot.waitUntil(lambda: len(page.numbers.items) == 2)
    assert page.numbers.chosen == []
    assert "cannot be a number" in page.numbers.words(0)[1]
    assert "2 would no longer be numbers." in page.said.text()
    assert not page.go.isEnabled()
    page.all.click()
    assert page.go.text() == "Change 2 numbers"


def test_what_is_not_understood_is_said_beside_the_button(page: RenumberPage, qtbot: QtBot) -> None:
    ask(page, qtbot, "07", "+225 07")
    qtbot.waitUntil(lambda: page.said.text().startswith("Write what to find with + and the country code"))
    assert not page.go.isEnabled()


def test_how_many_begin_so_is_said_before_it_is_known_what_replaces_it(page: RenumberPage, qtbot: QtBot) -> None:
    for find, said in (
        ("+225 07", "2 numbers begin so. Write what to replace that with."),
        ("+225 08", "No number begins so."),
        ("07", "Write what to find with + and the country code"),
        ("", ""),
    ):
        page.sought.clear()
        qtbot.keyClicks(page.sought, find or " ")
        qtbot.waitUntil(lambda said=said: page.said.text()[: len(said) or None] == said)
        assert not page.go.isEnabled()
        if "2 numbers" in said:
            assert {page.numbers.words(at)[1].strip("\u2066\u2069")[:4] for at in range(2)} == {"+225"}
            qtbot.keyClick(page.view, Qt.Key.Key_Space)
            assert not page.numbers.chosen
            assert not page.all.isVisible()
    qtbot.keyClicks(page.sought, "+225")
    qtbot.keyClicks(page.length, "9")
    qtbot.waitUntil(lambda: page.said.text() == "No number begins so.")


def test_only_in_what_is_selected(window: MainWindow, qtbot: QtBot, page: RenumberPage) -> None:
    window.wishes.go_back()
    window.parts.contacts.search.setText("ek|vrba")
    qtbot.waitUntil(lambda: window.browsing.found == 2)
    window.parts.contacts.view.selectAll()
    window.doings["renumber"].trigger()
    assert page.second.text() == "2 contacts selected"
    ask(page, qtbot, "+225 07", "+225 07 07")
    qtbot.waitUntil(lambda: [one.who for one in page.numbers.items] == ["Bo Ek"])
    choose(page.scope, "all", qtbot)
    qtbot.waitUntil(lambda: len(page.numbers.items) == 2)


def test_numbers_without_a_code_are_normalised(window: MainWindow, qtbot: QtBot, page: RenumberPage) -> None:
    choose(page.mode, "normalise", qtbot)
    qtbot.waitUntil(lambda: len(page.numbers.items) == 1)
    assert not page.sought.isVisible()
    with qtbot.waitSignal(window.renumbering.told):
        page.go.click()
    assert everyone(window)["Ada Okello"] == ["+254722000000"]
    qtbot.waitUntil(lambda: page.said.text() == "No number would change.")


def test_a_number_from_outside_stays_on_one_line_and_turns_nothing(
    window: MainWindow, page: RenumberPage, qtbot: QtBot
) -> None:
    phone = Phone("0722\n\u202e000011", "0722 000011", verdict=Verdict.INVALID)
    window.book.save_many([Contact(name="Cy Obi", city="Nairobi", country="KE", phones=(phone,))], "Import")
    choose(page.mode, "normalise", qtbot)
    qtbot.waitUntil(lambda: "Cy Obi" in [page.numbers.words(row)[0] for row in range(len(page.numbers.items))])
    shown = " ".join(page.numbers.words(row)[1] for row in range(len(page.numbers.items)))
    assert not {"\n", "\u202e"} & set(shown)
