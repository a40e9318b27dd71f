"""A table of no known program is read as the person says, who sees at once what that gives."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from contactbook.app import csv_mappings
from contactbook.exchange import csv_table
from contactbook.gui.controls import Button, Elided
from contactbook.gui.main_window import MainWindow
from contactbook.gui.mapping_columns import MOST
from contactbook.gui.mapping_page import MappingPage
from contactbook.gui.mapping_state import MappingState, choices_for

TABLE = """Wer;Haus;Wo;Draht;Kram
Jana Novotná;IOM;Geneva;+41 22 555 00 00;x1
Piet Maes;WFP;Brussels;+32 470 55 00 00;x2
Ada Holm;UNHCR;Vienna;+43 660 5550000;x3
Łukasz Wrona;IOM;Warsaw;+48 22 555 00 00;x4
Li Wei;WHO;Beijing;+86 10 5550 0000;x5
Noor Aziz;WFP;Amman;+962 6 555 0000;x6
"""
BARE = "Jana Novotná;IOM;+41 22 555 00 00\nPiet Maes;WFP;+32 470 55 00 00\n"


@pytest.fixture(autouse=True)
def _own_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(csv_mappings, "settings_file", lambda: tmp_path / "settings.json")


def state_of(text: str) -> MappingState:
    return MappingState(csv_table.look(text.encode()))


def choose(page: MappingPage, column: int, field: str) -> None:
    choice = page.columns.columns[column].choice
    choice.setCurrentIndex(choice.findData(field))
    choice.activated.emit(choice.currentIndex())


def lines(page: MappingPage) -> list[str]:
    return [
        label.text().replace("\u00a0", " ").replace("\u2066", "").replace("\u2069", "")
        for at in range(page._lines.count())
        for label in page._lines.itemAt(at).widget().findChildren(Elided)  # type: ignore[union-attr]
    ]


@pytest.fixture
def asked(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> MainWindow:
    """A window that asks what the columns of a file are."""
    path = tmp_path / "people.csv"
    path.write_text(TABLE, encoding="utf-8")
    window.intake.read_files([path])
    qtbot.waitUntil(lambda: window.parts.shows("mapping"))
    return window


def test_what_would_be_read_follows_each_choice(asked: MainWindow) -> None:
    page = asked.parts.mapping
    assert lines(page)[0] == "Jana Novotná · Geneva · +41 22 555 00 00"
    choose(page, 1, "agency")
    assert lines(page)[0] == "Jana Novotná · IOM · Geneva · +41 22 555 00 00"
    choose(page, 3, "skip")
    assert lines(page)[0] == "Jana Novotná · IOM · Geneva"
    assert len(lines(page)) == 5


def test_the_choices_are_reached_by_tab_and_are_named(asked: MainWindow, qtbot: QtBot) -> None:
    first = QApplication.focusWidget()
    assert first is asked.parts.mapping.columns.columns[0].choice
    assert first.accessibleName() == "What column Wer is"
    qtbot.keyClick(first, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is asked.parts.mapping.columns.columns[1].choice


def test_continue_reads_all_rows_as_said_and_remembers_it(asked: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    choose(asked.parts.mapping, 1, "agency")
    choose(asked.parts.mapping, 4, "skip")
    qtbot.keyClick(
        asked.parts.mapping.columns.columns[0].choice, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
    )
    qtbot.waitUntil(lambda: asked.parts.shows("review"))
    state = asked.parts.review.state
    assert state is not None
    read = {row.incoming.name: row.incoming for row in state.rows}
    assert len(read) == 6
    assert read["Noor Aziz"].agency == "WFP"
    assert read["Noor Aziz"].notes is None
    again = tmp_path / "more.csv"
    again.write_text(TABLE.replace("Noor Aziz", "Noor Haddad"), encoding="utf-8")
    asked.parts.review.left.emit()
    asked.intake.read_files([again])
    qtbot.waitUntil(lambda: asked.parts.shows("review"))
    assert not asked.parts.shows("mapping")


def test_escape_goes_back_and_nothing_is_read(asked: MainWindow) -> None:
    asked.wishes.escape()
    assert asked.parts.on_main
    assert asked.browsing.counts.all == 4
    assert csv_mappings.remembered(("Wer", "Haus", "Wo", "Draht", "Kram")) is None


def test_a_pasted_table_is_asked_about_too(window: MainWindow, qtbot: QtBot) -> None:
    window.intake.ask_text()
    window.intake.read_text(TABLE)
    qtbot.waitUntil(lambda: window.parts.shows("mapping"))
    window.parts.mapping.settled.emit(window.parts.mapping.state.mapping())  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: window.parts.shows("review"))


def test_a_table_without_anything_to_reach_says_what_is_missing(asked: MainWindow) -> None:
    page = asked.parts.mapping
    for column in range(5):
        choose(page, column, "skip")
    assert lines(page) == ["No contact in this row"] * 5
    next(b for b in page.findChildren(Button) if b.text() == "Continue").click()
    assert asked.parts.shows("mapping")
    assert "Say at least" in page._said.text()


def test_the_first_row_can_be_a_contact_or_the_names() -> None:
    state = state_of(BARE)
    assert not state.has_header
    assert len(state.lines()) == 2
    state.set_header(True)
    assert state.header(0) == "Jana Novotná"
    assert len(state.lines()) == 1
    state.set_header(False)
    assert len(state.lines()) == 2


def test_what_was_chosen_is_kept_over_a_change_of_mind_about_the_header() -> None:
    state = state_of(TABLE)
    state.choose(1, "agency")
    state.set_header(False)
    assert state.mapping().header == ()
    assert state.cells(0)[0] == "Wer"
    state.set_header(True)
    assert state.mapping().fields[1] == "agency"


@pytest.mark.parametrize("with_header", [True, False])
def test_what_the_person_says_of_the_header_counts_when_it_is_read(with_header: bool, tmp_path: Path) -> None:
    from io import BytesIO

    state = state_of(TABLE)
    state.set_header(with_header)
    read = list(csv_table.read(BytesIO(TABLE.encode()), mapping=state.mapping()))
    assert len(read) == (6 if with_header else 7)


def test_a_field_that_only_known_programs_have_can_stay() -> None:
    assert choices_for("street home")[0] == ("street home", "Street, home")
    assert choices_for("phone.label 2")[0][1] == "What kind: Phone, 2"
    assert choices_for("name")[0] == ("name", "Name")


def test_a_table_of_very_many_columns_is_shown_in_part(qtbot: QtBot) -> None:
    page = MappingPage()
    qtbot.addWidget(page)
    names = ";".join(f"c{n}" for n in range(300))
    page.show_look("wide.csv", csv_table.look(f"{names}\nJana Novotná{';' * 299}\nPiet Maes{';' * 299}\n".encode()))
    assert len(page.columns.columns) == MOST
    assert "180 more columns" in page._more.text()


def test_cells_from_outside_are_shown_as_they_are(qtbot: QtBot) -> None:
    page = MappingPage()
    qtbot.addWidget(page)
    evil = f"Wer;Draht\n<b>\u202eAnna Berg</b>{'x' * 5000};+41 22 555 00 00\nPiet Maes;+32 470 55 00 00\n"
    page.show_look("\u202eevil.csv", csv_table.look(evil.encode()))
    shown = " ".join(label.text() for label in page.findChildren(Elided))
    assert "\u202e" not in shown
    assert "<b>" in shown
