"""A person's trouble is a sentence; a bug is a report, and the program goes on."""

import logging
import sys
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from contactbook.domain.errors import BookBusy, Cancelled
from contactbook.gui.errors import Reporter
from contactbook.gui.report_dialog import ReportDialog, report_text


@pytest.fixture
def reporter(qapp: QApplication) -> Iterator[Reporter]:
    logging.getLogger("contactbook.gui.errors").setLevel(logging.CRITICAL)
    made = Reporter()
    yield made
    for dialog in dialogs():
        dialog.close()
    logging.getLogger("contactbook.gui.errors").setLevel(logging.NOTSET)


def dialogs() -> list[ReportDialog]:
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, ReportDialog) and w.isVisible()]


def bug() -> Exception:
    try:
        raise RuntimeError("a wire came loose")
    except RuntimeError as error:
        return error


def test_trouble_of_the_person_is_said_in_its_own_sentence(qtbot: QtBot, reporter: Reporter) -> None:
    with qtbot.waitSignal(reporter.said) as said:
        reporter.report(BookBusy("Another program holds the book. Close it there."))
    assert said.args == ["Another program holds the book. Close it there."]
    assert dialogs() == []


def test_a_cancel_is_no_error(qtbot: QtBot, reporter: Reporter) -> None:
    with qtbot.waitSignal(reporter.said) as said:
        reporter.report(Cancelled("x"))
    assert "Nothing was written" in said.args[0]


def test_a_bug_is_shown_once_and_counted_after_that(reporter: Reporter) -> None:
    for _ in range(1000):
        reporter.report(bug())
    assert len(dialogs()) == 1
    dialogs()[0].close()
    reporter.report(bug())
    assert dialogs() == []  # the same one, within the quiet time


def test_the_report_can_be_copied_and_names_versions(reporter: Reporter) -> None:
    reporter.report(bug())
    dialog = dialogs()[0]
    copy = next(b for b in dialog.findChildren(QPushButton) if "Copy" in b.text())
    copy.click()
    text = QGuiApplication.clipboard().text()
    assert "a wire came loose" in text
    assert "Contactbook" in text
    assert "PySide6" in text
    assert "Traceback" in text


def test_errors_of_other_threads_arrive_on_the_main_thread(qtbot: QtBot, reporter: Reporter) -> None:
    def fail() -> None:
        raise BookBusy("Held elsewhere.")

    reporter.install()
    try:
        with qtbot.waitSignal(reporter.said) as said:
            thread = threading.Thread(target=fail)
            thread.start()
            thread.join()
    finally:
        reporter.uninstall()
    assert said.args == ["Held elsewhere."]


def test_what_is_put_in_the_place_of_the_hooks_is_taken_back(reporter: Reporter) -> None:
    before = sys.excepthook, threading.excepthook
    reporter.install()
    reporter.uninstall()
    assert (sys.excepthook, threading.excepthook) == before


def test_a_report_holds_nothing_but_versions_and_the_traceback() -> None:
    assert report_text(ValueError("x")).count("\n\n") == 1
