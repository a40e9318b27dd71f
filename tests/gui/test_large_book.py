"""A large book is searched and counted off the main thread: the first rows stand at once, the rest follows."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from contactbook.app.book import Book
from contactbook.domain.contact import Contact
from contactbook.gui import browsing, latest
from contactbook.gui.contact_model import WORDS
from contactbook.gui.main_window import MainWindow
from contactbook.gui.theme import Theme
from tests.benchmarks.people import people
from tests.gui.window_help import open_window


@pytest.fixture
def window(qtbot: QtBot, theme: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MainWindow]:
    """A window over what counts as a large book, with no patience for the worker."""
    monkeypatch.setattr(browsing, "_LARGE", 100)
    monkeypatch.setattr(latest, "_PATIENCE", 0)
    path = tmp_path / "large.db"
    book = Book.open(path)
    book.save_many(list(people(800)), "Make up people")
    book.close()
    shown = open_window(qtbot, theme, path, tmp_path)
    qtbot.waitUntil(lambda: shown.browsing.found == 800)
    yield shown
    shown.finish()
    shown.close()
    shown.deleteLater()


def names(window: MainWindow) -> list[str]:
    model = window.parts.contacts.model
    rows = [row for row in range(model.rowCount()) if not model.is_section(row)]
    return [model.index(row).data(WORDS).name.text for row in rows[:20]]


def in_book(window: MainWindow, query: str) -> list[str]:
    return [row.name for row in window.book.rows(window.book.find(query).ids[:20], query)]


def test_the_first_rows_stand_at_once_and_the_rest_follows(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClicks(window.parts.contacts.search, "a")
    assert names(window) == in_book(window, "a")
    qtbot.waitUntil(lambda: window.browsing.found == len(window.book.find("a").ids))
    assert names(window) == in_book(window, "a")
    assert window.parts.status.ready.startswith(f"{window.browsing.found} contacts")


def test_the_last_key_wins(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClicks(window.parts.contacts.search, "spokesperson")
    expected = len(window.book.find("spokesperson").ids)
    qtbot.waitUntil(lambda: window.browsing.found == expected and "…" not in window.parts.status.ready)
    assert names(window) == in_book(window, "spokesperson")
    assert window.browsing.current is not None
    assert window.browsing.current.role is not None


def test_the_chosen_contact_stays_when_the_rest_comes(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClicks(window.parts.contacts.search, "a")
    qtbot.keyClick(window.parts.contacts.search, Qt.Key.Key_Down)
    chosen = window.parts.contacts.current_uid()
    qtbot.waitUntil(lambda: "…" not in window.parts.status.ready)
    assert window.parts.contacts.current_uid() == chosen


def test_the_sidebar_counts_a_large_book(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.browsing.counts.unverified > 0)
    assert window.browsing.counts.all == 800


def test_a_contact_out_of_the_search_is_gone_to(window: MainWindow, qtbot: QtBot) -> None:
    last = window.book.uids_of(window.book.find().ids[-1:])[0]
    qtbot.keyClicks(window.parts.contacts.search, "spokes")
    window.browsing.select(last)
    qtbot.waitUntil(lambda: window.parts.contacts.current_uid() == last)
    assert window.parts.contacts.search.text() == ""


def test_what_is_edited_far_down_in_a_search_stays_chosen(window: MainWindow, qtbot: QtBot) -> None:
    contacts, known = window.parts.contacts, len(window.book.find("a").ids)
    qtbot.keyClicks(contacts.search, "a")
    qtbot.waitUntil(lambda: window.browsing.found == known)
    contacts.view.setCurrentIndex(contacts.model.index(contacts.model.row_at(known - 1)))
    chosen = window.book.get(contacts.current_uid())
    assert chosen is not None
    window.deeds.save(replace(chosen, role="Spokesperson for the Lakes"), chosen)
    qtbot.waitUntil(lambda: window.browsing.current is not None and window.browsing.current.role != chosen.role)
    row = contacts.view.currentIndex()
    assert row.data(WORDS).role.text == "Spokesperson for the Lakes"
    qtbot.waitUntil(lambda: window.browsing.counts.all == 800 and not window.browsing._rest.isActive())
    assert contacts.current_uid() == chosen.uid
    assert row == contacts.view.currentIndex()


def test_a_new_contact_is_shown_in_the_search_that_it_is_found_by(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(latest, "_PATIENCE", 60)
    contacts = window.parts.contacts
    first = window.book.get(contacts.current_uid())
    assert first is not None
    window.book.save(replace(first, name="Zyxa Quorvle"))
    qtbot.keyClicks(contacts.search, "quorv")
    assert window.browsing.found == 1
    new = window.book.save(Contact(name="Zyxe Quorvle", agency=first.agency, city=first.city))
    window.browsing.refresh()
    assert window.browsing.select(new.uid)
    assert contacts.search.text() == "quorv"
    assert contacts.current_uid() == new.uid
