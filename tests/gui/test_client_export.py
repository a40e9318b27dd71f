from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from contactbook.gui.main_window import MainWindow
from tests.gui.test_main_window import seek


def asked(window: MainWindow, qtbot: QtBot, key: str) -> QMessageBox | None:
    """Ask for an export, and give the question that comes before the place, if one does."""
    window.doings[key].trigger()
    qtbot.waitUntil(lambda: bool(window.findChildren(QMessageBox) or window.findChildren(QFileDialog)))
    return window.findChild(QMessageBox)


def go_on(window: MainWindow, qtbot: QtBot, box: QMessageBox | None) -> QFileDialog:
    if box is not None:
        box.buttons()[0].click()
    qtbot.waitUntil(lambda: bool(window.findChildren(QFileDialog)))
    dialog = window.findChild(QFileDialog)
    assert dialog is not None
    return dialog


def test_outlook_gets_a_folder_and_what_is_lost_is_said_before(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window.parts.contacts.view.selectAll()
    count = len(window.browsing.uids())
    assert count > 1
    box = asked(window, qtbot, "export_outlook")
    assert box is not None
    assert box.text().startswith("Outlook has no place for: ")
    dialog = go_on(window, qtbot, box)
    assert dialog.fileMode() is QFileDialog.FileMode.Directory
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "other.txt").write_text("mine", encoding="utf-8")
    with qtbot.waitSignal(window.deeds.told) as told:
        dialog.fileSelected.emit(str(tmp_path / "there"))
    dialog.close()
    assert f"{count} of {count} contacts, 0 differences" in told.args[0]
    cards = list((tmp_path / "there" / "Contacts for Outlook").iterdir())
    assert len(cards) == count
    assert all(b"VERSION:2.1" in card.read_bytes() for card in cards)


@pytest.mark.parametrize("client", ["outlook", "apple", "google", "android"])
def test_one_contact_is_one_file(window: MainWindow, qtbot: QtBot, tmp_path: Path, client: str) -> None:
    seek(window, qtbot, "perret")
    dialog = go_on(window, qtbot, asked(window, qtbot, f"export_{client}"))
    with qtbot.waitSignal(window.deeds.told) as told:
        dialog.fileSelected.emit(str(tmp_path / "perret.vcf"))
    dialog.close()
    assert "1 of 1 contacts, 0 differences" in told.args[0]
    assert (tmp_path / "perret.vcf").read_bytes().startswith(b"BEGIN:VCARD")
