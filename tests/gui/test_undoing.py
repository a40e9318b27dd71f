"""Steps are taken back from the history, one, several or a field alone, once the person has seen what changed since."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from contactbook.domain.changes import ContactStep
from contactbook.domain.contact import Contact
from contactbook.gui.history import HistoryPage
from contactbook.gui.main_window import MainWindow
from contactbook.gui.undo_question import UndoQuestion

Key, SHIFT, CTRL = Qt.Key, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def perret(window: MainWindow) -> Contact:
    book = window.book
    return book.get_many(book.uids_of(book.find("perret").ids))[0]


def edited_twice(window: MainWindow) -> int:
    """Have a step that changed role, hours and notes, and a later one that changed role and hours again."""
    book = window.book
    book.save(replace(perret(window), role="Head of press", hours="9 to 5", notes="New"))
    step = book.history(limit=1)[0].id
    book.save(replace(perret(window), role="Director", hours="10 to 4"))
    return step


def asked(window: MainWindow, qtbot: QtBot) -> UndoQuestion:
    qtbot.waitUntil(lambda: window.findChild(UndoQuestion) is not None)
    question = window.findChild(UndoQuestion)
    assert isinstance(question, UndoQuestion)
    return question


@pytest.mark.parametrize(
    ("keys", "verb", "role", "hours"),
    [
        ((), "Undo the rest", "Director", "10 to 4"),
        (((Key.Key_Space, None),), "Undo the rest and 1 of these", "Spokesperson", "10 to 4"),
        (((Key.Key_Down, None), (Key.Key_Space, None)), "Undo the rest and 1 of these", "Director", None),
        (((Key.Key_A, CTRL), (Key.Key_Space, None)), "Undo all of it", "Spokesperson", None),
    ],
)
def test_what_changed_since_is_chosen_one_by_one(
    window: MainWindow,
    qtbot: QtBot,
    keys: tuple[tuple[Key, Qt.KeyboardModifier | None], ...],
    verb: str,
    role: str,
    hours: str | None,
) -> None:
    window.undoing.undo_step(edited_twice(window))
    question = asked(window, qtbot)
    assert question.conflicts.words(0)[:2] == ("Aline Perret · Role", "stays “Director”, was “Spokesperson”")
    for key, held in keys:
        qtbot.keyClick(question.view, key, held or Qt.KeyboardModifier.NoModifier)
    assert question.undo.text() == verb
    with qtbot.waitSignal(window.undoing.told) as told:
        qtbot.keyClick(question.view, Key.Key_Return)
    assert told.args == ["Undone: Edit Aline Perret.", False]
    now = perret(window)
    assert (now.role, now.hours, now.notes) == (role, hours, None)


def test_cancel_leaves_everything(window: MainWindow, qtbot: QtBot) -> None:
    window.undoing.undo_step(edited_twice(window))
    question = asked(window, qtbot)
    qtbot.keyClick(question.view, Key.Key_Escape)
    assert (perret(window).role, perret(window).notes) == ("Director", "New")
    assert not window.tasks.busy


@pytest.fixture
def page(window: MainWindow, qtbot: QtBot) -> HistoryPage:
    """The history of a contact whose role and one of whose numbers went."""
    held = perret(window)
    window.book.save(replace(held, role="Head of press", phones=held.phones[:1]))
    window.browsing.select(held.uid)
    window.doings["contact_history"].trigger()
    return window.parts.history


def choose(page: HistoryPage, words: str) -> None:
    row = next(at for at, row in enumerate(page.model.rows) if row.words.startswith(words))
    page.list.setCurrentIndex(page.model.index(row))


def test_one_field_is_put_back_by_enter(window: MainWindow, qtbot: QtBot, page: HistoryPage) -> None:
    choose(page, "Role: Spokesperson → Head of press")
    assert page.said.text() == "Role: puts back “Spokesperson”."
    assert page.restore.text() == "Put this back"
    with qtbot.waitSignal(window.undoing.told) as told:
        qtbot.keyClick(page.list, Key.Key_Return)
    assert told.args == ["Done: Put back role of Aline Perret.", True]
    assert (perret(window).role, len(perret(window).phones)) == ("Spokesperson", 1)
    choose(page, "Phones: +41 22 555 00 00 taken away")
    with qtbot.waitSignal(window.undoing.told):
        qtbot.keyClick(page.list, Key.Key_R)
    assert len(perret(window).phones) == 2
    qtbot.waitUntil(lambda: page.model.rows[0].step.name.startswith("Put back phones"))


def test_a_state_is_restored_whole_and_undone(window: MainWindow, qtbot: QtBot, page: HistoryPage) -> None:
    assert not page.restore.isEnabled()
    assert page.said.text() == "So it stands now."
    choose(page, "Begin")
    with qtbot.waitSignal(window.undoing.told):
        page.restore.click()
    assert (perret(window).role, len(perret(window).phones)) == ("Spokesperson", 2)
    with qtbot.waitSignal(window.undoing.told):
        window.undoing.undo()
    assert perret(window).role == "Head of press"


def test_all_since_a_step_goes_back_as_one(window: MainWindow, qtbot: QtBot) -> None:
    uid = perret(window).uid
    for number in range(3):
        window.book.save(replace(perret(window), notes=f"Note {number}"))
    window.doings["book_history"].trigger()
    page = window.parts.history
    choose(page, "Edit Aline Perret")
    for _number in range(2):
        qtbot.keyClick(page.list, Key.Key_Down)
    assert page.said.text() == "Back to here takes 3 steps back as one; Redo puts all of them back."
    with qtbot.waitSignal(window.undoing.told) as told:
        qtbot.keyClick(page.list, Key.Key_U, SHIFT)
    assert told.args == ["3 steps undone: Edit Aline Perret.", False]
    assert perret(window).notes is None
    with qtbot.waitSignal(window.undoing.told):
        window.undoing.redo()
    assert window.book.get(uid) == perret(window)
    assert perret(window).notes == "Note 2"
    qtbot.waitUntil(lambda: page.model.rows[0].step.means == "redo")
    choose(page, "Edit Aline Perret")
    with qtbot.waitSignal(window.undoing.told):
        qtbot.keyClick(page.list, Key.Key_U)
    assert perret(window).notes == "Note 1"


def test_the_history_goes_on_past_what_is_read_at_once(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("contactbook.gui.undoing._PAGE", 5)
    for number in range(12):
        window.book.save(replace(perret(window), notes=f"Note {number}"))
    window.doings["book_history"].trigger()
    page = window.parts.history
    assert page.second.text() == "13 steps"
    page.list.scrollToBottom()
    while page.model.canFetchMore(page.list.rootIndex()):
        page.model.fetchMore(page.list.rootIndex())
    assert [row.step.id for row in page.model.rows] == list(range(13, 0, -1))
    choose(page, "Begin")
    window.undoing.refresh()
    assert page.list.currentIndex().row() == 12


def test_the_history_says_whom_a_step_touched_and_what_it_made_of_one(window: MainWindow, qtbot: QtBot) -> None:
    held = perret(window)
    window.book.save(replace(held, role="<i>Head</i>"))
    window.doings["book_history"].trigger()
    page = window.parts.history
    shown = [(line.first, line.second) for line in page.touched.lines.lines]
    assert shown == [("Aline Perret", "<i>Head</i> · UNHCR · Geneva"), ("Role", f"{held.role} → <i>Head</i>")]
    page.list.setCurrentIndex(page.model.index(1))
    assert len(page.touched.lines.lines) == 4  # the step that brought them all
    with qtbot.waitSignal(page.opened):
        page.touched.activated.emit(page.touched.lines.index(0))
    assert window.parts.on_main
    window.doings["contact_history"].trigger()
    assert page.uid


def test_of_a_step_that_touched_nobody_that_is_said(window: MainWindow) -> None:
    window.doings["book_history"].trigger()
    page = window.parts.history
    page.use(lambda _step, _uid: ())
    page.show_steps("History", [ContactStep(window.book.history(limit=1)[0])], 1)
    assert "no contact was changed by it" in [label.text().rpartition(" · ")[2] for label in page.findChildren(QLabel)]
