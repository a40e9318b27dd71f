"""The program holds one window a book, and says why a book is refused."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from contactbook.domain.errors import NotABook
from contactbook.gui.application import Program
from contactbook.gui.errors import Reporter
from contactbook.gui.theme import Theme
from tests.gui.window_help import filled


@pytest.fixture
def program(qapp: QApplication, theme: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Program]:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    quits = qapp.quitOnLastWindowClosed()
    qapp.setQuitOnLastWindowClosed(False)
    made = Program(theme, Reporter())
    yield made
    made.close()
    qapp.setQuitOnLastWindowClosed(quits)


@pytest.mark.qt_log_ignore("does not support raise")
def test_a_book_has_one_window(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    path = filled(tmp_path / "b.db")
    window = program.open(path)
    assert program.open(path) is window
    assert len(program.windows) == 1


def test_the_sample_opens_beside_the_book(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    window = program.open(tmp_path / "empty.db")
    window.parts.first_run.sample.click()
    assert len(program.windows) == 2
    assert program.windows[1].browsing.counts.all == 24
    window.close()
    assert len(program.windows) == 1


def test_a_file_that_is_no_book_is_refused_and_left(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    other = tmp_path / "notes.txt"
    other.write_text("groceries", encoding="utf-8")
    with pytest.raises(NotABook):
        program.open(other)
    window = program.open(tmp_path / "b.db")
    with qtbot.waitSignal(program._reporter.said) as said:
        window.wishes.open_asked.emit(other)
    assert "notes.txt" in said.args[0]
    assert other.read_text(encoding="utf-8") == "groceries"


def test_size_and_rail_come_back(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    path = filled(tmp_path / "b.db")
    window = program.open(path)
    window.resize(780, 500)  # the offscreen screen is 800 wide
    window.doings["rail"].trigger()
    window.close()
    again = program.open(path)
    assert again.size().width() == 780
    assert again.parts.panes.is_rail


def test_what_goes_on_by_itself_keeps_no_window_open_at_the_end(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    window = program.open(filled(tmp_path / "b.db"))
    window.keeping.daily.run(lambda: None)
    assert not window.close()  # it is asked to wait, as long as anybody is there to see it
    program.close()
    assert program.windows == []
