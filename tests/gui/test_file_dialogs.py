"""A dialog begins in the documents, and then where the same was done last."""

from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from contactbook.gui.main_window import MainWindow


@pytest.fixture
def documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "Documents"
    folder.mkdir()
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _where: str(folder))
    return folder


def dialog_of(window: MainWindow, qtbot: QtBot, key: str) -> QFileDialog:
    window.doings[key].trigger()
    qtbot.waitUntil(lambda: bool(window.findChildren(QFileDialog)))
    (dialog,) = window.findChildren(QFileDialog)
    return dialog


def test_each_purpose_begins_where_it_was_last(
    window: MainWindow, qtbot: QtBot, documents: Path, tmp_path: Path
) -> None:
    begins = window.dialogs.start
    assert Path(begins("export")) == Path(begins("read")) == documents
    (tmp_path / "away").mkdir()
    dialog = dialog_of(window, qtbot, "export")
    assert Path(dialog.directory().absolutePath()) == documents
    with qtbot.waitSignal(window.deeds.told):
        dialog.fileSelected.emit(str(tmp_path / "away" / "all.vcf"))
    dialog.reject()
    qtbot.waitUntil(lambda: not window.findChildren(QFileDialog))
    assert Path(dialog_of(window, qtbot, "export").directory().absolutePath()) == tmp_path / "away"
    assert Path(begins("read")) == documents


def test_a_folder_that_is_gone_is_not_begun_in(window: MainWindow, documents: Path, tmp_path: Path) -> None:
    window.dialogs.remember("export", tmp_path / "gone")
    assert Path(window.dialogs.start("export")) == documents
    documents.rmdir()
    assert Path(window.dialogs.start("export")) == Path.home()
