"""What is dragged out of the window: a file, vCards and lines of text, and nothing that is internal."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from pytestqt.qtbot import QtBot

from contactbook.domain.contact import Contact
from contactbook.gui.drag_out import DragOut
from contactbook.gui.main_window import MainWindow
from tests.gui.window_help import PEOPLE

ALINE = replace(PEOPLE[0], uid="aline", notes="Never before nine.")


def carried(drags: DragOut, *contacts: Contact) -> QMimeData:
    data, _withheld = drags.carried(contacts, "3.0")
    return data


def file_of(data: QMimeData) -> Path:
    (url,) = data.urls()
    return Path(url.toLocalFile())


@pytest.fixture
def drags(qtbot: QtBot) -> DragOut:
    return DragOut()


def test_a_contact_leaves_as_file_vcard_and_text(drags: DragOut) -> None:
    data = carried(drags, ALINE)
    card = bytes(data.data("text/vcard").data()).decode()
    assert file_of(data).name == "Aline Perret.vcf"
    assert file_of(data).read_bytes().decode() == card == bytes(data.data("text/x-vcard").data()).decode()
    assert "FN:Aline Perret" in card
    assert "Aline Perret, Spokesperson, UNHCR" in data.text()
    assert "+41 79 555 00 00" in data.text()
    drags.clear()


def test_nothing_internal_leaves(drags: DragOut) -> None:
    data, withheld = drags.carried([ALINE], "4.0")
    told = bytes(data.data("text/vcard").data()).decode() + data.text()
    assert "22 555" not in told
    assert "225550000" not in told
    assert "nine" not in told
    assert withheld == 2
    drags.clear()


def test_several_leave_in_one_file(drags: DragOut) -> None:
    data = carried(drags, *PEOPLE)
    assert file_of(data).name == "4 contacts.vcf"
    assert file_of(data).read_bytes().count(b"BEGIN:VCARD") == 4
    drags.clear()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("../../etc/passwd", "etc-passwd.vcf"),
        ("a\u202egnp.exe\n", "a-gnp.exe.vcf"),
        ("CON", "contact CON.vcf"),
        (" .. ", "contact.vcf"),
        ("Łukasz: Dąbrowicz?", "Łukasz- Dąbrowicz.vcf"),
    ],
)
def test_a_file_is_named_for_its_contact_and_fits_every_system(drags: DragOut, name: str, expected: str) -> None:
    path = file_of(carried(drags, replace(ALINE, name=name)))
    assert path.name == expected
    assert path.is_file()
    drags.clear()


def test_a_long_name_makes_a_short_file_name(drags: DragOut) -> None:
    assert len(file_of(carried(drags, replace(ALINE, name="陈" * 400))).name.encode()) < 130
    drags.clear()


def test_files_of_one_name_do_not_meet_and_go_at_the_end(drags: DragOut) -> None:
    first, second = file_of(carried(drags, ALINE)), file_of(carried(drags, replace(ALINE, role="Chief")))
    assert first != second
    assert b"Chief" not in first.read_bytes()
    drags.clear()
    assert not first.exists()
    assert not second.parent.exists()
    assert not second.parent.parent.exists()


def test_rows_can_be_dragged_and_sections_cannot(window: MainWindow, qtbot: QtBot) -> None:
    view, model = window.parts.contacts.view, window.parts.contacts.model
    draggable = [bool(model.index(row).flags() & Qt.ItemFlag.ItemIsDragEnabled) for row in range(model.rowCount())]
    assert draggable == [not model.is_section(row) for row in range(model.rowCount())]
    view.drag_begun.disconnect(window.giving.drag_out)  # a drag waits for the mouse
    with qtbot.waitSignal(view.drag_begun):
        view.startDrag(Qt.DropAction.CopyAction)


def test_contacts_in_the_trash_are_not_dragged_out(window: MainWindow, qtbot: QtBot) -> None:
    window.deeds.trash([window.parts.contacts.current_uid()])
    qtbot.waitUntil(lambda: window.browsing.counts.trash == 1)
    window.doings["view_trash"].trigger()
    window.parts.contacts.view.startDrag(Qt.DropAction.CopyAction)
    assert "trash" in window.parts.status.said


def test_so_many_that_a_drag_would_hang_are_refused(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("contactbook.gui.giving.MOST", 2)
    window.parts.contacts.view.selectAll()
    window.parts.contacts.view.startDrag(Qt.DropAction.CopyAction)
    assert "too many" in window.parts.status.said
