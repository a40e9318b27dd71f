"""What the window gives out: a copied block, a card, a file; it says what was withheld."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from contactbook.domain.contact import Contact
from contactbook.gui.main_window import MainWindow
from tests.gui.window_help import seek

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def test_several_selected_show_what_they_share_and_copy_as_one_block(window: MainWindow, qtbot: QtBot) -> None:
    window.parts.contacts.view.setFocus()
    qtbot.keyClick(window.parts.contacts.view, Qt.Key.Key_A, CTRL)
    assert window.browsing.selected() == 4
    assert window.parts.status.ready == "4 contacts · 4 selected"
    assert window.doings["edit"].isEnabled()
    assert window.doings["change_in_all"].isEnabled()
    assert not window.doings["qr_code"].isEnabled()
    qtbot.keyClick(window.parts.contacts.view, Qt.Key.Key_C, CTRL | SHIFT)
    block = QApplication.clipboard().text()
    assert "In Geneva:" in block
    assert "+41 79 555 00 00" in block
    assert "+41 22 555 00 00" not in block  # internal
    assert "withheld" in window.parts.status.said


def test_copy_as_vcard_gives_text_and_its_own_type(window: MainWindow, qtbot: QtBot) -> None:
    seek(window, qtbot, "perret")
    window.doings["copy_vcard"].trigger()
    data = QApplication.clipboard().mimeData()
    assert data.text().startswith("BEGIN:VCARD")
    assert data.hasFormat("text/vcard")
    assert "555 00 00" not in data.text().replace("+41795550000", "")


def test_export_writes_what_is_selected_and_says_what_was_withheld(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    seek(window, qtbot, "perret")
    window.doings["export"].trigger()
    dialog = window.findChild(QFileDialog)
    assert dialog is not None
    out = tmp_path / "perret.vcf"
    with qtbot.waitSignal(window.deeds.told) as told:
        dialog.fileSelected.emit(str(out))
    dialog.close()
    assert out.read_bytes().startswith(b"BEGIN:VCARD")
    assert "1 of 1 contacts, 0 differences" in told.args[0]
    assert "1 internal detail withheld" in told.args[0]


def test_the_kind_of_file_that_is_chosen_is_the_one_that_is_written(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    seek(window, qtbot, "perret")
    window.doings["export"].trigger()
    dialog = window.findChild(QFileDialog)
    assert dialog is not None
    dialog.setDirectory(str(tmp_path))
    kinds = dialog.findChild(QComboBox, "fileTypeCombo")
    typed = dialog.findChild(QLineEdit, "fileNameEdit")
    assert kinds is not None
    assert typed is not None
    qtbot.keyClick(kinds, Qt.Key.Key_Down)
    typed.setText("people")
    with qtbot.waitSignal(window.deeds.told):
        dialog.accept()
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("people")] == ["people.json"]
    assert (tmp_path / "people.json").read_text(encoding="utf-8").startswith("[")


def test_a_file_is_named_as_every_system_can_hold_it(window: MainWindow, qtbot: QtBot) -> None:
    window.book.save(Contact(name='Desk: "Night" <A/B>', role="Duty"))
    seek(window, qtbot, "duty")
    window.doings["export"].trigger()
    dialog = window.findChild(QFileDialog)
    assert dialog is not None
    assert Path(dialog.selectedFiles()[0]).name == "Desk- -Night- -A-B.vcf"
    dialog.close()
