"""An older step is taken back from the history but for what changed since, once the person has seen that."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from contactbook.gui.main_window import MainWindow


def edited_twice(window: MainWindow) -> tuple[str, int]:
    """Have a step that changed role and notes, and a later one that changed the role again."""
    book = window.book
    (uid,) = book.uids_of(book.find("perret").ids)
    (held,) = book.get_many([uid])
    book.save(replace(held, role="Head of press", notes="New"))
    step = book.history(limit=1)[0].id
    (held,) = book.get_many([uid])
    book.save(replace(held, role="Director"))
    return uid, step


def asked(window: MainWindow, qtbot: QtBot) -> QMessageBox:
    qtbot.waitUntil(lambda: window.findChild(QMessageBox) is not None)
    box = window.findChild(QMessageBox)
    assert isinstance(box, QMessageBox)
    return box


@pytest.mark.parametrize(("answer", "role"), [("Undo the rest", "Director"), ("Undo these too", "Spokesperson")])
def test_what_changed_since_is_shown_first(window: MainWindow, qtbot: QtBot, answer: str, role: str) -> None:
    uid, step = edited_twice(window)
    window.deeds.undo_steps([step])
    box = asked(window, qtbot)
    assert "Aline Perret, Role: is now “Director”, was “Spokesperson” before the step" in box.text()
    button = next(button for button in box.buttons() if button.text() == answer)
    with qtbot.waitSignal(window.deeds.told) as told:
        button.click()
    assert told.args == ["Undone: Edit Aline Perret.", False]
    (held,) = window.book.get_many([uid])
    assert (held.role, held.notes) == (role, None)


def test_cancel_leaves_everything(window: MainWindow, qtbot: QtBot) -> None:
    uid, step = edited_twice(window)
    window.deeds.undo_steps([step])
    asked(window, qtbot).reject()
    (held,) = window.book.get_many([uid])
    assert (held.role, held.notes) == ("Director", "New")
    assert not window.tasks.busy
