"""Several contacts are changed in one form, as one step."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from contactbook.domain.contact import Contact
from contactbook.gui.bulk_editor import BulkEditor
from contactbook.gui.bulk_fields import combo_line
from contactbook.gui.chips import ChipField
from contactbook.gui.controls import Button
from contactbook.gui.main_window import MainWindow


@pytest.fixture
def form(window: MainWindow, qtbot: QtBot) -> BulkEditor:
    """All four contacts chosen, and the form opened by its key."""
    window.parts.contacts.view.selectAll()
    window.activateWindow()
    qtbot.keyClick(window.parts.contacts.view, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.parts.pane.currentWidget() is window.parts.bulk)
    return window.parts.bulk


def people(window: MainWindow) -> dict[str, Contact]:
    book = window.book
    return {c.name or "": c for c in book.get_many(book.uids_of(book.find().ids))}


def type_over(qtbot: QtBot, field: QWidget, text: str) -> None:
    """Put a text into a field at once: the offers that open while one types grab keys that offscreen has not."""
    assert isinstance(field, QLineEdit)
    field.setFocus()
    field.setText(text)
    qtbot.keyClick(field, Qt.Key.Key_End)


def chip(qtbot: QtBot, field: ChipField, text: str) -> None:
    type_over(qtbot, field.line, text)
    qtbot.keyClick(field.line, Qt.Key.Key_Comma)


def settled(window: MainWindow) -> bool:
    return not window.bulk.active and not window.tasks.busy


def test_where_they_differ_it_says_various_and_nothing_is_asked_for(window: MainWindow, form: BulkEditor) -> None:
    assert combo_line(form.form.agency).placeholderText() == "various"
    assert combo_line(form.form.agency).text() == ""
    assert not form.form.is_dirty()
    assert form.says().startswith("Only what you change here is written")
    assert form.form.words["topics"].field.values() == ()


def test_agency_in_all_says_before_in_how_many_and_undo_takes_it_back(
    window: MainWindow, form: BulkEditor, qtbot: QtBot
) -> None:
    before = people(window)
    type_over(qtbot, combo_line(form.form.agency), "IOM")
    qtbot.waitUntil(lambda: form.says() == "Changes agency in 2 of 4 contacts.")
    qtbot.keyClick(combo_line(form.form.agency), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: settled(window))
    after = people(window)
    assert {c.agency for c in after.values()} == {"IOM"}
    assert after["Aline Perret"].phones == before["Aline Perret"].phones
    assert after["Tomas Vrba"] == before["Tomas Vrba"]
    assert window.book.history()[0].name == "Change agency in 2 contacts"
    assert window.parts.status.said == "2 contacts: agency changed."
    window.undoing.undo()
    qtbot.waitUntil(lambda: people(window) == before)


def test_a_city_brings_its_country_and_no_number_changes(window: MainWindow, form: BulkEditor, qtbot: QtBot) -> None:
    before = people(window)
    type_over(qtbot, combo_line(form.form.place.city), "Nairobi")
    form.asked.emit()
    qtbot.waitUntil(lambda: settled(window))
    after = people(window)
    assert {(c.city, c.country) for c in after.values()} == {("Nairobi", "KE")}
    assert [c.phones for c in after.values()]
    assert all(c.phones == before[n].phones for n, c in after.items())


def test_words_are_added_to_all_and_taken_from_those_who_have_them(
    window: MainWindow, form: BulkEditor, qtbot: QtBot
) -> None:
    topics, languages = form.form.words["topics"], form.form.words["languages"]
    chip(qtbot, topics.field, "Floods")
    chip(qtbot, topics.less, "asylum")
    type_over(qtbot, languages.field.line, "French")
    form.asked.emit()
    qtbot.waitUntil(lambda: settled(window))
    assert {c.topics for c in people(window).values()} == {("Floods",)}
    assert {c.languages for c in people(window).values()} == {("fr",)}


def test_publishing_is_said_before(window: MainWindow, form: BulkEditor, qtbot: QtBot) -> None:
    form.form.public["phones"].field.choose("public")
    form.form.changed.emit()
    qtbot.waitUntil(lambda: "It publishes 2 internal numbers." in form.says())
    form.asked.emit()
    qtbot.waitUntil(lambda: settled(window))
    assert all(p.public for c in people(window).values() for p in c.phones)
    assert all(e.public for e in people(window)["Aline Perret"].emails)


def test_a_field_is_emptied_in_all(window: MainWindow, form: BulkEditor, qtbot: QtBot) -> None:
    qtbot.mouseClick(form.form.role.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: form.says() == "Changes role in 2 of 4 contacts.")
    form.asked.emit()
    qtbot.waitUntil(lambda: settled(window))
    assert {c.role for c in people(window).values()} == {None}


def test_a_word_that_is_not_understood_is_gone_to(window: MainWindow, form: BulkEditor, qtbot: QtBot) -> None:
    type_over(qtbot, form.form.words["languages"].field.line, "Blorp")
    form.asked.emit()
    assert "“Blorp” is not understood here" in form.says()
    assert window.bulk.active
    form.form.words["languages"].field.line.clear()


def test_escape_leaves_and_nothing_was_written(window: MainWindow, form: BulkEditor, qtbot: QtBot) -> None:
    steps = window.book.history()
    qtbot.keyClick(combo_line(form.form.agency), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not window.bulk.active)
    assert window.parts.pane.currentWidget() is window.parts.card
    assert window.book.history() == steps
    assert window.doings["trash"].isEnabled()


def test_while_the_form_is_open_no_key_throws_away_or_verifies(window: MainWindow, form: BulkEditor) -> None:
    assert not window.doings["trash"].isEnabled()
    assert not window.doings["verify"].isEnabled()
    assert window.doings["save"].isEnabled()


def test_the_form_follows_the_selection(window: MainWindow, form: BulkEditor, qtbot: QtBot) -> None:
    type_over(qtbot, form.form.role.field, "Chief")
    qtbot.waitUntil(lambda: form.says() == "Changes role in 4 of 4 contacts.")
    uid = people(window)["Tomas Vrba"].uid
    window.browsing.select(uid)
    qtbot.waitUntil(lambda: form.says() == "Changes role in 1 of 1 contact.")
    form.asked.emit()
    qtbot.waitUntil(lambda: settled(window))
    assert [c.name for c in people(window).values() if c.role == "Chief"] == ["Tomas Vrba"]


def test_untouched_it_goes_when_one_contact_is_chosen(window: MainWindow, form: BulkEditor, qtbot: QtBot) -> None:
    window.browsing.select(people(window)["Tomas Vrba"].uid)
    qtbot.waitUntil(lambda: not window.bulk.active)


def test_a_row_of_the_card_opens_the_form_at_its_field(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    window.parts.contacts.view.selectAll()
    window.browsing.fill_now()
    button = window.parts.card.findChild(Button, "change topics")
    assert isinstance(button, Button)
    button.click()
    qtbot.waitUntil(lambda: window.bulk.active)
    assert window.parts.bulk.form.words["topics"].field.line.hasFocus()


def test_many_are_read_and_counted_off_the_thread(window: MainWindow, qtbot: QtBot) -> None:
    window.book.save_many([Contact(name=f"Ada Made {n}", agency="IOM") for n in range(700)], "More")
    qtbot.waitUntil(lambda: window.browsing.found == 704)
    window.parts.contacts.view.selectAll()
    window.doings["change_in_all"].trigger()
    qtbot.waitUntil(lambda: window.bulk.active)
    type_over(qtbot, combo_line(window.parts.bulk.form.agency), "WFP")
    qtbot.waitUntil(lambda: window.parts.bulk.says() == "Changes agency in 703 of 704 contacts.")
    window.parts.bulk.asked.emit()
    qtbot.waitUntil(lambda: settled(window), timeout=60_000)
    assert window.parts.status.said == "703 contacts: agency changed."
    assert {c.agency for c in people(window).values()} == {"WFP"}
