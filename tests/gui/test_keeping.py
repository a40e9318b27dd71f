"""The window keeps the book safe: copies, restores, a file that goes away, and somebody who is forgotten."""

from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from contactbook.app import backups
from contactbook.gui import browsing, keeping
from contactbook.gui.main_window import MainWindow


def said(window: MainWindow) -> str:
    return window.parts.status.said


def settled(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: not (window.tasks.busy or window.keeping.daily.busy))


def lines(window: MainWindow) -> list[tuple[str, str]]:
    return [(line.first, line.second) for line in window.parts.backups.changes.lines.lines]


def test_a_copy_is_made_each_day_without_a_word(qtbot: QtBot, window: MainWindow) -> None:
    window.keeping.look()
    settled(qtbot, window)
    window.keeping.look()
    settled(qtbot, window)
    (made,) = backups.listed(window.book.path)
    assert backups.counted_ones(window.book.path)[0].contacts == 4
    assert made.path.parent.parent.name == "backups"


def test_a_write_does_not_wait_for_the_copy_and_the_check_of_the_day(qtbot: QtBot, window: MainWindow) -> None:
    go_on = Event()
    window.keeping.daily.run(lambda: go_on.wait(20))  # a book of a million takes a minute to be checked
    window.keeping.look()
    uid = window.book.uids_of(window.book.find("Aline").ids)[0]
    with qtbot.waitSignal(window.deeds.told):
        window.deeds.trash([uid])
    assert window.book.counts().trash == 1
    assert window.keeping.daily.busy
    go_on.set()
    settled(qtbot, window)


def test_a_backup_is_looked_at_restored_and_undone(qtbot: QtBot, window: MainWindow) -> None:
    window.doings["backup_now"].trigger()
    qtbot.waitUntil(lambda: "opened and counted" in said(window))
    uid = window.book.uids_of(window.book.find("Aline").ids)[0]
    window.book.trash([uid])
    window.doings["backups"].trigger()
    page = window.parts.backups
    qtbot.waitUntil(lambda: bool(lines(window)))
    assert window.parts.shows("backups")
    assert lines(window) == [("Aline Perret", "comes out of the trash · UNHCR, Geneva")]
    assert "1 contact would change" in page.told.text()
    qtbot.mouseClick(page.restore, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: said(window) == "Restored 1 contact.")
    assert window.book.counts().all == 4
    qtbot.waitUntil(lambda: "nothing to restore" in page.told.text())
    assert not page.restore.isEnabled()
    window.parts.status.undo_requested.emit()
    qtbot.waitUntil(lambda: window.book.counts().all == 3)
    window.wishes.escape()
    assert window.parts.on_main


def test_a_backup_shows_what_each_field_is_now_and_was_then(qtbot: QtBot, window: MainWindow) -> None:
    window.doings["backup_now"].trigger()
    qtbot.waitUntil(lambda: "opened and counted" in said(window))
    held = window.book.get(window.book.uids_of(window.book.find("Aline").ids)[0])
    assert held is not None
    window.book.save(replace(held, role="<b>Chief</b>"))
    window.doings["backups"].trigger()
    qtbot.waitUntil(lambda: bool(lines(window)))
    ((name, told),) = lines(window)
    assert name == "Aline Perret"
    assert told.startswith(f"Role: <b>Chief</b> → {held.role} · UNHCR")
    model = window.parts.backups.changes.lines
    assert "<b>Chief" not in model.data(model.index(0), Qt.ItemDataRole.ToolTipRole)  # tooltips guess markup


def test_comparing_a_large_book_can_be_cancelled(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "_SMALL", 0)
    backups.back_up(window.book)
    page = window.parts.backups
    window.doings["backups"].trigger()
    settled(qtbot, window)
    others_done = Event()
    window.tasks.run(lambda: others_done.wait(20))
    with qtbot.waitSignal(window.tasks.started):
        window.keeping.preview(backups.listed(window.book.path)[0].path)
    window.parts.status.cancel_requested.emit()
    others_done.set()
    qtbot.waitUntil(lambda: page.told.text() == "Stopped. Choose the backup again to compare it.")
    assert not page.restore.isEnabled()
    assert window.book.counts().all == 4


def test_a_file_that_is_no_copy_is_refused_in_a_sentence(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    letter = tmp_path / "letter.db"
    letter.write_text("Dear Ada " * 100)
    window.doings["backups"].trigger()
    settled(qtbot, window)
    window.keeping.preview(letter)
    qtbot.waitUntil(lambda: "not a book" in window.parts.backups.told.text())
    assert not window.parts.backups.restore.isEnabled()


def test_a_deleted_book_is_told_of_and_put_back(qtbot: QtBot, window: MainWindow) -> None:
    window.book.path.unlink()
    window.keeping.look()
    settled(qtbot, window)
    assert "was deleted" in said(window)
    assert window.parts.status.isVisible()
    window.parts.status.remedy_requested.emit("put_back_book")
    qtbot.waitUntil(lambda: "is back" in said(window))
    uid = window.book.uids_of(window.book.find("Aline").ids)[0]
    window.book.trash([uid])
    assert window.book.path.exists()
    assert window.book.counts().all == 3


def test_a_replaced_book_can_be_saved_elsewhere(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    other = tmp_path / "replacement"
    other.write_bytes(b"")
    other.replace(window.book.path)
    window.keeping.look()
    settled(qtbot, window)
    assert "was replaced" in said(window)
    with qtbot.waitSignal(window.keeping.open_asked) as asked:
        window.keeping._save_as(tmp_path / "saved.db")
    assert asked.args == [tmp_path / "saved.db"]
    assert (tmp_path / "saved.db").stat().st_mode & 0o077 == 0


def test_forgetting_asks_and_enter_leaves_it(qtbot: QtBot, window: MainWindow) -> None:
    uid = window.book.uids_of(window.book.find("Aline").ids)[0]
    window.browsing.select(uid)
    window.doings["forget"].trigger()
    qtbot.waitUntil(lambda: window.findChild(QMessageBox) is not None)
    box = window.findChild(QMessageBox)
    assert box is not None
    assert "There is no undo" in box.text()
    qtbot.keyClick(box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.findChild(QMessageBox) is None)
    assert window.book.get(uid) is not None


def test_who_is_forgotten_is_gone_without_undo(qtbot: QtBot, window: MainWindow) -> None:
    uid = window.book.uids_of(window.book.find("Aline").ids)[0]
    window.browsing.select(uid)
    window.doings["forget"].trigger()
    qtbot.waitUntil(lambda: window.findChild(QMessageBox) is not None)
    box = window.findChild(QMessageBox)
    assert box is not None
    go_on = next(b for b in box.buttons() if b.text() == "Forget for good")
    qtbot.mouseClick(go_on, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: said(window) == "Aline Perret is forgotten.")
    assert window.book.get(uid) is None
    qtbot.waitUntil(lambda: window.book.counts().all == 3)


def damage(window: MainWindow) -> None:
    window.book.close()
    data = bytearray(window.book.path.read_bytes())
    at = data.rindex(b"Aline Perret")  # a row that no longer agrees with what its page says
    data[at - 60 : at - 40] = bytes(20)
    data[-4096 * 2 : -4096] = bytes(4096)
    window.book.path.write_bytes(data)


def test_a_damaged_book_is_noticed_and_repaired(qtbot: QtBot, window: MainWindow) -> None:
    damage(window)
    window.keeping.look()
    qtbot.waitUntil(lambda: "needs repair" in said(window))
    window.parts.status.remedy_requested.emit("repair_book")
    qtbot.waitUntil(lambda: "The damaged file is now" in said(window))
    assert window.book.problems() == []
    assert list(window.book.path.parent.glob("book.db.damaged-*"))


def test_what_reads_the_book_beside_is_stopped_before_the_repaired_one_takes_its_place(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended: list[str] = []

    def look(go_on: keeping.Progress) -> list[object]:
        while go_on(0, 0):
            Event().wait(0.01)
        ended.append("duplicates")
        return []

    def count(stop: Event) -> None:
        stop.wait()
        ended.append("counts")

    monkeypatch.setattr(browsing, "_LARGE", 1)
    window.browsing.refresh()
    qtbot.waitUntil(lambda: window.browsing._counting is not None)
    window.browsing.rest()
    damage(window)
    window.merging.search.run_long("Looking", look)
    counting = window.browsing._counting
    assert counting is not None
    counting.ask(count)
    window.doings["repair_book"].trigger()
    qtbot.waitUntil(lambda: "The damaged file is now" in said(window))
    assert sorted(ended) == ["counts", "duplicates"]
    qtbot.waitUntil(lambda: not window.merging.search.busy)
    assert window.book.problems() == []


def test_a_quiet_look_for_duplicates_that_was_stopped_begins_again(qtbot: QtBot, window: MainWindow) -> None:
    aline = window.book.get_many(window.book.all_uids())[0]
    window.book.save_many([replace(aline, uid="")], "Twin")
    window.merging.look_quietly()
    window.keeping.alone_asked.emit()
    assert window.merging.search.busy  # what came of it is still to be told
    with qtbot.waitSignals([window.merging.search.settled] * 2):
        window.keeping.alone_ended.emit()
    qtbot.waitUntil(lambda: not window.merging.search.busy)
