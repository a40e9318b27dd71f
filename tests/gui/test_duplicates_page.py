"""Contacts that may be one: found from the window, merged or told apart by keyboard, and put back by Undo."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from contactbook.app.book import Book
from contactbook.domain import merging
from contactbook.domain.contact import Contact, Email, Phone, PhoneKind
from contactbook.domain.merging import Line
from contactbook.gui import merge_words
from contactbook.gui.main_window import MainWindow
from contactbook.gui.merge_cell import Cell
from contactbook.gui.theme import Theme
from tests.gui.conftest import close_window
from tests.gui.window_help import open_window

ZOE = Contact(
    uid="zoe", name="Zoë Vandenbroucke", role="Communication officer", agency="IOM", city="Brussels", country="BE",
    phones=(Phone("+32470550000", kind=PhoneKind.MOBILE, public=True),), emails=(Email("z@example.org", public=True),),
    languages=("fr", "en"), notes="Best reached by text message",
)  # fmt: skip
TOO = Contact(
    uid="too", name="Zoe Vandenbroucke", role="Spokesperson", agency="IOM", city="Brussels", country="BE",
    phones=(Phone("+32470550000"), Phone("+3225550171", kind=PhoneKind.OFFICE)), languages=("nl",),
)  # fmt: skip
OTHERS = (
    Contact(uid="chen", name="陈思远", agency="WHO", city="Geneva"),
    Contact(uid="siyuan", name="Chen Siyuan", agency="WHO", city="Geneva"),
    Contact(uid="ada", name="Ada Okello", agency="WFP", city="Rome"),
)


@pytest.fixture
def window(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Iterator[MainWindow]:
    """A window over a book of five contacts, of whom two are there twice."""
    book = Book.open(tmp_path / "book.db")
    book.save_many([ZOE, TOO, *OTHERS], "Begin")
    book.close()
    shown = open_window(qtbot, theme, tmp_path / "book.db", tmp_path)
    yield shown
    close_window(shown)


def look(qtbot: QtBot, window: MainWindow) -> None:
    window.doings["duplicates"].trigger()
    qtbot.waitUntil(lambda: window.parts.duplicates.model.rowCount() == 2)


def cell(window: MainWindow, name: str) -> Cell:
    grid = window.parts.duplicates.grid
    assert grid is not None
    return next(c for c in grid.findChildren(Cell) if c.accessibleName() == name)


def test_pairs_are_shown_side_by_side_and_esc_goes_back(qtbot: QtBot, window: MainWindow) -> None:
    look(qtbot, window)
    page = window.parts.duplicates
    assert "Zoë Vandenbroucke" in page.model.index(0).data() + page.model.index(1).data()
    assert page.grid is not None
    qtbot.keyClick(page.list, Qt.Key.Key_Down)
    assert page.grid.made().name in ("Chen Siyuan", "陈思远", "Zoë Vandenbroucke")
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.parts.on_main)


def show_zoe(window: MainWindow) -> None:
    page = window.parts.duplicates
    row = next(at for at, pair in enumerate(page.model.pairs) if "zoe" in (pair.one, pair.other))
    page.list.setCurrentIndex(page.model.index(row))


def test_a_pair_is_merged_as_chosen_by_keyboard_and_undo_brings_both_back(qtbot: QtBot, window: MainWindow) -> None:
    look(qtbot, window)
    show_zoe(window)
    page = window.parts.duplicates
    kept = cell(window, "Role, Communication officer")
    assert kept.isChecked()
    kept.setFocus()
    qtbot.keyClick(kept, Qt.Key.Key_Right)
    other = cell(window, "Role, Spokesperson")
    qtbot.waitUntil(other.hasFocus)
    qtbot.keyClick(other, Qt.Key.Key_Space)
    assert other.isChecked()
    assert not kept.isChecked()
    qtbot.keyClick(other, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    (made,) = window.book.get_many(["zoe", "too"])
    assert made.role == "Spokesperson"
    assert [phone.number for phone in made.phones] == ["+32470550000", "+3225550171"]
    qtbot.waitUntil(lambda: "merged into" in window.parts.status.said)
    window.doings["undo"].trigger()
    qtbot.waitUntil(lambda: len(window.book.get_many(["zoe", "too"])) == 2)


def test_what_is_not_ticked_stays_out(qtbot: QtBot, window: MainWindow) -> None:
    look(qtbot, window)
    show_zoe(window)
    notes = cell(window, "Notes, Best reached by text message")
    qtbot.keyClick(notes, Qt.Key.Key_Space)
    assert not notes.isChecked()
    grid = window.parts.duplicates.grid
    assert grid is not None
    assert grid.made().notes is None


def test_n_says_that_they_are_two_and_it_is_not_asked_again(qtbot: QtBot, window: MainWindow) -> None:
    look(qtbot, window)
    page = window.parts.duplicates
    qtbot.keyClick(page.list, Qt.Key.Key_N)
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    assert len(window.book.duplicates.find()) == 1


def ctrl_enter(qtbot: QtBot, window: MainWindow) -> None:
    page = window.parts.duplicates
    qtbot.keyClick(page.list, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_selected_contacts_become_one_in_one_step(qtbot: QtBot, window: MainWindow) -> None:
    assert not window.doings["merge"].isEnabled()
    window.parts.contacts.view.selectAll()
    qtbot.waitUntil(window.doings["merge"].isEnabled)
    window.doings["merge"].trigger()
    page = window.parts.duplicates
    assert page.model.rowCount() == 4
    kept = [page.model.pairs[0].other]
    ctrl_enter(qtbot, window)
    assert page.model.rowCount() == 3
    assert "Nothing is written" in page._note.text()
    qtbot.mouseClick(page.later, Qt.MouseButton.LeftButton)  # this one is left out
    assert page.model.rowCount() == 2
    kept.append(page.model.pairs[0].other)
    ctrl_enter(qtbot, window)
    assert len(window.book.find().ids) == 5  # nothing is written yet
    kept.append(page.model.pairs[0].other)
    assert page.merge.text() == "Merge"
    ctrl_enter(qtbot, window)
    qtbot.waitUntil(lambda: len(window.book.find().ids) == 2)
    assert not window.book.get_many(kept)
    qtbot.waitUntil(lambda: window.parts.on_main)
    assert "merged into" in window.parts.status.said
    window.parts.status.undo_requested.emit()
    qtbot.waitUntil(lambda: len(window.book.find().ids) == 5)


def test_what_changes_meanwhile_begins_a_group_anew(qtbot: QtBot, window: MainWindow) -> None:
    window.parts.contacts.view.selectAll()
    qtbot.waitUntil(window.doings["merge"].isEnabled)
    window.doings["merge"].trigger()
    page = window.parts.duplicates
    ctrl_enter(qtbot, window)
    assert page.model.rowCount() == 3
    window.book.trash(["ada"])
    qtbot.waitUntil(lambda: page.model.rowCount() == 3 and "in a single step" in page._note.text())
    assert page.grid is not None
    assert "ada" not in {page.grid.kept.uid, *(pair.other for pair in page.model.pairs)}


def alike(window: MainWindow) -> tuple[int, int] | None:
    """Give the row of the sidebar that counts the pairs, and how many it tells of."""
    entries = window.parts.sidebar.views.rows.entries
    return next(((at, e.count) for at, e in enumerate(entries) if e.page == "duplicates"), None)


def test_after_an_import_the_sidebar_tells_how_many_look_alike(qtbot: QtBot, window: MainWindow) -> None:
    assert alike(window) is None
    window.book.save_many([Contact(name="Ada Okelo", agency="WFP", city="Rome")], "Import cards", means="vcard")
    qtbot.waitUntil(lambda: alike(window) == (4, 3))
    assert "alike" not in window.parts.status.said
    views = window.parts.sidebar.views
    views.setFocus()
    views.setCurrentIndex(views.rows.index(4))
    assert window.parts.on_main
    assert window.browsing.view.query == ""
    qtbot.keyClick(views, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.parts.shows("duplicates"))
    qtbot.waitUntil(lambda: window.parts.duplicates.model.rowCount() == 3)
    ctrl_enter(qtbot, window)
    qtbot.waitUntil(lambda: alike(window) == (4, 2))


def test_a_book_without_duplicates_says_so(qtbot: QtBot, window: MainWindow) -> None:
    window.book.trash(["too", "chen"])
    window.doings["duplicates"].trigger()
    qtbot.waitUntil(lambda: window.parts.status.said == "No contacts look alike.")
    assert not window.parts.duplicates.merge.isEnabled()


def test_names_from_outside_are_shown_as_plain_text(qtbot: QtBot, window: MainWindow) -> None:
    window.book.save_many(
        [Contact(uid="x", name="<b>Bo</b> Holm", agency="IOM"), Contact(uid="y", name="<b>Bo</b> Hölm", agency="IOM")],
        "Two",
    )
    window.doings["duplicates"].trigger()
    page = window.parts.duplicates
    qtbot.waitUntil(lambda: page.model.rowCount() == 3)
    row = next(at for at, pair in enumerate(page.model.pairs) if "x" in (pair.one, pair.other))
    page.list.setCurrentIndex(page.model.index(row))
    assert any("<b>Bo</b>" in c.text() for c in page.findChildren(Cell))


def test_a_number_from_outside_stays_on_one_line_and_turns_nothing() -> None:
    phone = Phone("+22507\n\u202e000044")
    shown = merge_words.value(Line("phones", phone, None, one=False), merging.KEPT)
    assert not {"\n", "\u202e"} & set(shown)
