"""What is typed is not lost, whenever a save comes back, fails, or meets what another program wrote."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from contactbook.app.book import Book
from contactbook.domain.contact import Contact
from contactbook.gui.main_window import MainWindow
from tests.gui.forms import answer, type_into

CTRL = Qt.KeyboardModifier.ControlModifier


@contextmanager
def busy(window: MainWindow) -> Iterator[None]:
    """Keep the worker busy with something else."""
    gate = Event()
    window.tasks.run(lambda: gate.wait(20))
    try:
        yield
    finally:
        gate.set()


@contextmanager
def no_disk(window: MainWindow) -> Iterator[None]:
    """Take the folder of the book away."""
    folder = window.book.path.parent
    aside = folder.with_name(folder.name + " aside")
    folder.rename(aside)
    folder.touch()
    try:
        yield
    finally:
        folder.unlink()
        aside.rename(folder)


def uid_of(window: MainWindow, words: str) -> str:
    return window.book.uids_of(window.book.find(words).ids)[0]


def contact_of(window: MainWindow, words: str) -> Contact:
    contact = window.book.get(uid_of(window, words))
    assert contact is not None
    return contact


def edit(window: MainWindow, words: str) -> str:
    uid = uid_of(window, words)
    window.browsing.select(uid)
    window.doings["edit"].trigger()
    assert window.editing.uid == uid
    return uid


def role(window: MainWindow) -> QLineEdit:
    return window.parts.editor.form.role


def idle(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not window.tasks.busy)


def elsewhere(window: MainWindow, words: str, change: Callable[[Contact], Contact]) -> None:
    other = Book.open(window.book.path)
    other.save(change(other.get_many(other.uids_of(other.find(words).ids))[0]))
    other.close()


def test_what_is_typed_while_a_save_is_under_way_stays(window: MainWindow, qtbot: QtBot) -> None:
    edit(window, "vrba")
    with qtbot.waitSignal(window.deeds.saved), busy(window):
        type_into(qtbot, role(window), "Head")
        window.doings["save"].trigger()
        qtbot.keyClicks(role(window), " of media")
    assert window.editing.active
    assert role(window).text() == "Head of media"
    assert contact_of(window, "vrba").role == "Head"

    with qtbot.waitSignal(window.deeds.saved):
        window.doings["save"].trigger()
    assert not window.editing.active
    assert contact_of(window, "vrba").role == "Head of media"


def test_a_new_contact_that_is_typed_on_is_saved_as_the_same_one(window: MainWindow, qtbot: QtBot) -> None:
    window.doings["new_contact"].trigger()
    with qtbot.waitSignal(window.deeds.saved), busy(window):
        qtbot.keyClicks(window.parts.editor.form.who.name, "Vera Sample")
        window.doings["save"].trigger()
        type_into(qtbot, role(window), "Reporter")
    assert window.editing.active
    with qtbot.waitSignal(window.deeds.saved):
        window.doings["save"].trigger()
    assert [c.role for c in window.book.get_many(window.book.uids_of(window.book.find("vera").ids))] == ["Reporter"]


def test_a_second_save_of_more_is_written_after_the_first(window: MainWindow, qtbot: QtBot) -> None:
    window.doings["new_contact"].trigger()
    with busy(window):
        qtbot.keyClicks(window.parts.editor.form.who.name, "Vera Sample")
        window.doings["save"].trigger()
        type_into(qtbot, role(window), "Reporter")
        window.doings["save"].trigger()
    qtbot.waitUntil(lambda: not window.editing.active)
    assert [c.role for c in window.book.get_many(window.book.uids_of(window.book.find("vera").ids))] == ["Reporter"]


def test_the_save_of_one_does_not_close_the_form_of_another(window: MainWindow, qtbot: QtBot) -> None:
    edit(window, "vrba")
    type_into(qtbot, role(window), "Head of media")
    with qtbot.waitSignal(window.deeds.saved), busy(window):
        answer("Save")
        window.browsing.select(uid_of(window, "perret"))
        other = edit(window, "perret")
        type_into(qtbot, role(window), "Director")
    assert window.editing.uid == other
    assert role(window).text() == "Director"
    assert contact_of(window, "vrba").role == "Head of media"


def test_what_cannot_be_saved_stays_in_the_form_and_is_asked_about(window: MainWindow, qtbot: QtBot) -> None:
    window.doings["new_contact"].trigger()
    qtbot.keyClicks(window.parts.editor.form.who.name, "Vera Sample")
    with no_disk(window), qtbot.waitSignal(window.deeds.save_failed):
        window.doings["save"].trigger()
    assert window.editing.active
    assert window.parts.editor.form.who.name.text() == "Vera Sample"
    assert "cannot be" in window.parts.status.said

    answer("Save")
    with qtbot.waitSignal(window.deeds.saved):
        window.parts.editor.cancel()
    assert contact_of(window, "vera").name == "Vera Sample"


def test_a_form_that_was_left_comes_back_where_it_could_not_be_saved(window: MainWindow, qtbot: QtBot) -> None:
    uid = edit(window, "vrba")
    type_into(qtbot, role(window), "Head of media")
    with no_disk(window), qtbot.waitSignal(window.deeds.save_failed):
        answer("Save")
        window.browsing.select(uid_of(window, "perret"))
    assert window.editing.uid == uid
    assert role(window).text() == "Head of media"
    assert window.parts.editor.is_dirty()

    with qtbot.waitSignal(window.deeds.saved):
        window.doings["save"].trigger()
    assert not window.editing.active
    assert contact_of(window, "vrba").role == "Head of media"


def test_closing_waits_for_the_save(window: MainWindow, qtbot: QtBot) -> None:
    edit(window, "vrba")
    path = window.book.path
    with qtbot.waitSignal(window.closed), busy(window):
        type_into(qtbot, role(window), "Head of media")
        answer("Save")
        assert not window.close()
        assert window.isVisible()
    assert not window.isVisible()
    book = Book.open(path)
    assert book.get_many(book.uids_of(book.find("vrba").ids))[0].role == "Head of media"
    book.close()


def test_the_window_stays_where_what_was_typed_cannot_be_saved(window: MainWindow, qtbot: QtBot) -> None:
    edit(window, "vrba")
    type_into(qtbot, role(window), "Head of media")
    with no_disk(window):
        answer("Save")
        assert not window.close()
        idle(window, qtbot)
    assert window.isVisible()
    assert role(window).text() == "Head of media"
    assert "cannot be" in window.parts.status.said

    answer("Save")
    with qtbot.waitSignal(window.closed):
        window.close()


def test_what_is_discarded_on_closing_is_asked_about_once(window: MainWindow, qtbot: QtBot) -> None:
    edit(window, "vrba")
    type_into(qtbot, role(window), "Head of media")
    with qtbot.waitSignal(window.closed), busy(window):
        answer("Discard")
        window.close()


@pytest.mark.parametrize("told", [False, True])
def test_what_another_program_wrote_meanwhile_stays(window: MainWindow, qtbot: QtBot, told: bool) -> None:
    window.poll()
    edit(window, "vrba")
    type_into(qtbot, role(window), "Head of media")
    elsewhere(
        window, "vrba", lambda c: replace(c, notes="Away on Fridays", phones=(replace(c.phones[0], label="desk"),))
    )
    if told:
        window.poll()
    with qtbot.waitSignal(window.deeds.saved):
        qtbot.keyClick(role(window), Qt.Key.Key_S, CTRL)
    contact = contact_of(window, "vrba")
    assert (contact.role, contact.notes, contact.phones[0].label) == ("Head of media", "Away on Fridays", "desk")
