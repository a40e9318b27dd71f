"""The other fields of the form: chips, days, cover, other languages, photo, and what is offered."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from contactbook.domain.contact import (
    Contact,
    Phone,
    Translation,
    Verdict,
)
from tests.gui.forms import AMINA, POPUPS, Edit, editors, leave, phone, saved, type_into

pytestmark = POPUPS


@pytest.fixture
def edit(qtbot: QtBot) -> Iterator[Edit]:
    yield from editors(qtbot)


def test_languages_are_typed_by_name_or_code_and_taken_out_by_key(edit: Edit, qtbot: QtBot) -> None:
    editor = edit(AMINA)
    line = editor.form.about.speaks.line
    for typed in ("French", "ru", "العربية"):
        type_into(qtbot, line, typed)
        qtbot.keyClick(line, Qt.Key.Key_Return)
    assert editor.form.about.speaks.values() == ("en", "sw", "fr", "ru", "ar")

    qtbot.keyClick(line, Qt.Key.Key_Backspace)
    chip = editor.focusWidget()
    assert chip is not None
    assert chip.accessibleName() == "Arabic"
    qtbot.keyClick(chip, Qt.Key.Key_Delete)
    assert saved(editor, qtbot).languages == ("en", "sw", "fr", "ru")


def test_a_language_that_is_not_known_is_not_lost(edit: Edit, qtbot: QtBot) -> None:
    editor = edit(AMINA)
    line = editor.form.about.speaks.line
    type_into(qtbot, line, "Klingonese")

    assert not editor.save()

    assert line.text() == "Klingonese"
    assert line.hasFocus()
    assert "No language is called “Klingonese”" in editor.form.about.speaks_message.text()


def test_topics_are_added_by_comma_and_by_leaving(edit: Edit, qtbot: QtBot) -> None:
    editor = edit(AMINA)
    line = editor.form.about.topics.line
    type_into(qtbot, line, "Floods,")
    qtbot.keyClicks(line, "Food  aid")
    editor.form.about.notes.setFocus()

    assert saved(editor, qtbot).topics == ("Drought", "Floods", "Food aid")


# Away, other languages, photo


def test_days_are_typed_as_people_write_them_and_may_be_empty(edit: Edit, qtbot: QtBot) -> None:
    editor = edit(AMINA)
    away = editor.form.away
    type_into(qtbot, away.start.line, "3 Dec")
    type_into(qtbot, away.end.line, "2027-01-05")
    leave(editor)
    assert away.start.line.text() == "3 December"

    contact = saved(editor, qtbot)
    assert (contact.away_from, contact.away_until) == (date(2026, 12, 3), date(2027, 1, 5))

    type_into(qtbot, away.end.line, "soon")
    assert not editor.save()
    assert "No day" in away.message.text()

    type_into(qtbot, away.end.line, "1 December 2026")
    assert not editor.save()
    assert "before the first" in away.message.text()

    for field in (away.start.line, away.end.line):
        type_into(qtbot, field, " ")
    assert saved(editor, qtbot).away_until is None


def test_cover_is_a_contact_of_the_book(edit: Edit, qtbot: QtBot) -> None:
    editor = edit(AMINA)
    type_into(qtbot, editor.form.away.cover, "nobody at all")
    assert not editor.save()
    assert editor.form.away.cover.hasFocus()

    type_into(qtbot, editor.form.away.cover, "karim byrne")
    assert saved(editor, qtbot).cover == "karim"


def test_a_name_in_another_language(edit: Edit, qtbot: QtBot) -> None:
    editor = edit(AMINA)
    about = editor.form.about
    about.more.click()
    about.translations.add_button.click()
    row = about.translations.rows[0]
    type_into(qtbot, row.name, "أمينة")
    assert not editor.save()
    assert row.language.hasFocus()

    type_into(qtbot, row.language, "Arabic")
    assert saved(editor, qtbot).translations == (Translation("ar", "أمينة", None),)


def test_a_photo_is_kept_as_it_came_and_one_that_is_too_large_is_refused(
    edit: Edit, qtbot: QtBot, tmp_path: Path
) -> None:
    image = QImage(8, 8, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkCyan)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    data = bytes(buffer.data().data())
    (tmp_path / "good.png").write_bytes(data)
    (tmp_path / "large.png").write_bytes(data + b"\0" * 5 * 1024 * 1024)
    (tmp_path / "text.png").write_bytes(b"no picture at all")
    editor = edit(AMINA)
    photo = editor.form.about.photo

    photo.take_file(tmp_path / "good.png")
    assert saved(editor, qtbot).photo == data
    photo.take_file(tmp_path / "large.png")
    assert "Too large" in photo.message.text()
    photo.take_file(tmp_path / "text.png")
    assert "no picture" in photo.message.text()
    assert saved(editor, qtbot).photo == data
    photo.remove.click()
    assert saved(editor, qtbot).photo is None


# Offers


def test_a_city_is_offered_in_any_language_and_taken_by_key(edit: Edit, qtbot: QtBot) -> None:
    editor = edit(Contact(name="Ana Berg"), is_new=True)
    line = editor.form.place.city.lineEdit()
    assert line is not None
    type_into(qtbot, line, "Gen")
    line.insert("\u00e8v")
    popup = QApplication.activePopupWidget()
    assert popup is not None
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)

    assert line.text() == "Geneva"
    assert "Switzerland" in editor.form.place.line()


def test_tab_from_open_offers_takes_what_was_typed(edit: Edit, qtbot: QtBot) -> None:
    editor = edit(Contact(name="Ana Berg", phones=(Phone("0722000000", "0722 000000", verdict=Verdict.INVALID),)))
    line = editor.form.place.city.lineEdit()
    assert line is not None
    type_into(qtbot, line, "Nairobi")
    if (popup := QApplication.activePopupWidget()) is not None:
        qtbot.keyClick(popup, Qt.Key.Key_Tab)
    leave(editor)

    assert phone(editor).field.text() == "+254 722 000000"


def test_a_topic_of_the_book_is_offered_and_becomes_a_chip(edit: Edit, qtbot: QtBot) -> None:
    editor = edit(AMINA)
    line = editor.form.about.topics.line
    type_into(qtbot, line, "flo")
    popup = QApplication.activePopupWidget()
    assert popup is not None
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)

    assert editor.form.about.topics.values() == ("Drought", "Floods")
    assert line.text() == ""
