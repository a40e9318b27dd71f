"""The trash is emptied once the person says so, and of itself at the start of what waited long enough."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from contactbook.app.book import Book
from contactbook.gui.main_window import MainWindow
from contactbook.gui.theme import Theme
from tests.gui.window_help import filled, open_window


def test_the_trash_is_emptied_after_a_question(window: MainWindow, qtbot: QtBot) -> None:
    book = window.book
    book.trash(book.uids_of(book.find("perret").ids))
    assert not window.doings["empty_trash"].isEnabled()
    window.doings["view_trash"].trigger()
    qtbot.waitUntil(window.doings["empty_trash"].isEnabled)
    window.doings["empty_trash"].trigger()
    box = window.findChild(QMessageBox)
    assert isinstance(box, QMessageBox)
    assert "1 contact leaves the trash" in box.text()
    with qtbot.waitSignal(window.deeds.told) as told:
        next(button for button in box.buttons() if button.text() == "Empty the trash").click()
    assert told.args == ["1 contact left the trash.", True]
    assert book.counts().trash == 0


def test_what_waited_long_enough_leaves_at_the_start(qtbot: QtBot, theme: Theme, tmp_path: Path) -> None:
    path = filled(tmp_path / "book.db")
    old = Book.open(path, clock=lambda: datetime.now(UTC).replace(microsecond=0) - timedelta(days=31))
    old.trash(old.uids_of(old.find("perret").ids))
    old.close()
    window = open_window(qtbot, theme, path, tmp_path)
    qtbot.waitUntil(lambda: window.book.counts().trash == 0)
    qtbot.waitUntil(lambda: "left the trash" in window.parts.status.said)
    assert window.book.undo_name() == "Move Aline Perret to the trash"
    window.finish()
    window.close()
    window.deleteLater()
