"""The form as a person meets it: what a key does, what is saved and what is not lost."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from contactbook.domain.contact import (
    Contact,
    Kind,
    Phone,
    Translation,
    Verdict,
)
from contactbook.gui import theme
from contactbook.gui.overlay import Shade
from tests.gui.forms import AMINA, POPUPS, Edit, add_phone, answer, editors, leave, phone, saved, type_into

pytestmark = POPUPS


@pytest.fixture
def edit(qtbot: QtBot) -> Iterator[Edit]:
    yield from editors(qtbot)


def test_what_was_not_touched_comes_back_as_it_was(edit: Edit, qtbot: QtBot) -> None:
    odd = replace(
        AMINA,
        name="Amina  Otieno ",
        notes=" two lines \n",
        phones=(*AMINA.phones, Phone("12", "12", None, None, None, False, Verdict.UNUSUAL, date(2026, 1, 1))),
        translations=(Translation("zh-Hant", "阿米娜"),),
        cover="somebody",
    )
    editor = edit(odd)
    assert not editor.is_dirty()
    assert saved(editor, qtbot) == odd


def test_a_changed_number_loses_its_date_and_the_others_keep_theirs(edit: Edit, qtbot: QtBot) -> None:
    editor = edit(AMINA)
    type_into(qtbot, phone(editor).field, "0733000000")

    contact = saved(editor, qtbot)

    assert contact.phones[0].number == "+254733000000"
    assert contact.phones[0].verified_on is None
    assert contact.emails == AMINA.emails
    assert (contact.uid, contact.card, contact.created_at) == (AMINA.uid, AMINA.card, AMINA.created_at)


def test_the_same_number_typed_again_keeps_its_date(edit: Edit, qtbot: QtBot) -> None:
    editor = edit(AMINA)
    type_into(qtbot, phone(editor).field, "0722000000")

    assert saved(editor, qtbot).phones[0].verified_on == date(2026, 9, 1)


def test_saving_goes_to_the_first_number_that_cannot_be_one_and_loses_nothing(edit: Edit, qtbot: QtBot) -> None:
    editor = edit(AMINA)
    editor.form.role.setText("Head of media")
    row = add_phone(editor)
    type_into(qtbot, row.field, "0722 00")

    assert not editor.save()

    assert row.field.hasFocus()
    assert row.message.text().startswith("Too short")
    assert editor.form.role.text() == "Head of media"
    assert editor.is_dirty()


def test_a_contact_with_nothing_in_it_is_not_saved(edit: Edit) -> None:
    editor = edit(Contact(), is_new=True)

    assert not editor.save()

    assert editor.form.who.message.text() == "A contact needs a name, a role or a number."
    assert editor.form.who.name.hasFocus()


def test_control_s_saves_and_enter_goes_to_the_next_field(edit: Edit, qtbot: QtBot) -> None:
    editor = edit(AMINA)
    name = editor.form.who.name
    qtbot.waitUntil(name.hasFocus)
    qtbot.keyClick(name, Qt.Key.Key_Return)
    assert editor.form.who.said.hasFocus()
    for _step in range(3):
        focus = editor.focusWidget()
        assert focus is not None
        qtbot.keyClick(focus, Qt.Key.Key_Return)
    assert editor.form.agency.hasFocus()

    with qtbot.waitSignal(editor.saved):
        qtbot.keyClick(editor.form.role, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)


def test_escape_leaves_at_once_where_nothing_changed(edit: Edit, qtbot: QtBot) -> None:
    editor = edit(AMINA)
    with qtbot.waitSignal(editor.cancelled):
        qtbot.keyClick(editor.form.role, Qt.Key.Key_Escape)


def test_escape_asks_where_something_changed(edit: Edit, qtbot: QtBot) -> None:
    editor = edit(AMINA)
    left: list[bool] = []
    editor.cancelled.connect(lambda: left.append(True))
    type_into(qtbot, editor.form.role, "Head of media")

    answer("Keep editing")
    qtbot.keyClick(editor.form.role, Qt.Key.Key_Escape)
    assert left == []

    answer("Discard")
    qtbot.keyClick(editor.form.role, Qt.Key.Key_Escape)
    assert left == [True]


def test_the_question_can_save_too(edit: Edit, qtbot: QtBot) -> None:
    editor = edit(AMINA)
    type_into(qtbot, editor.form.role, "Head of media")

    answer("Save")
    with qtbot.waitSignal(editor.saved) as signal:
        assert editor.ask_to_leave()

    assert signal.args[0].role == "Head of media"
    assert not editor.is_dirty()


def test_what_it_is_asked_over_is_dark_until_it_is_answered(edit: Edit, qtbot: QtBot) -> None:
    editor = edit(AMINA)
    type_into(qtbot, editor.form.role, "Head of media")
    seen: list[bool] = []
    QTimer.singleShot(0, lambda: seen.extend(shade.isVisible() for shade in editor.findChildren(Shade)))
    answer("Discard")

    assert editor.ask_to_leave()
    assert seen == [True]
    assert not any(shade.isVisible() for shade in editor.findChildren(Shade))


# Who and where


def test_the_parts_of_a_name_follow_it_until_they_are_corrected(edit: Edit, qtbot: QtBot) -> None:
    editor = edit(Contact(), is_new=True)
    type_into(qtbot, editor.form.who.name, "Ana van der Berg")
    contact = saved(editor, qtbot)
    assert (contact.given, contact.family) == ("Ana", "van der Berg")

    editor.form.who.more.click()
    type_into(qtbot, editor.form.who.parts["family"], "Berg")
    qtbot.keyClicks(editor.form.who.name, "e")

    contact = saved(editor, qtbot)
    assert (contact.name, contact.family) == ("Ana van der Berge", "Berg")


def test_tab_goes_through_what_is_typed_before_the_parts_of_the_name(edit: Edit, qtbot: QtBot) -> None:
    editor = edit(Contact(name="Ana Berg"))
    form = editor.form
    form.who.name.setFocus()
    passed = []
    for _stop in range(5):
        qtbot.keyClick(form.focusWidget(), Qt.Key.Key_Tab)
        passed.append(form.focusWidget())
    assert passed[1:] == [form.who.said, form.who.pronouns, form.who.more, form.role]


def test_a_desk_has_no_pronouns_and_no_parts(edit: Edit, qtbot: QtBot) -> None:
    editor = edit(Contact(name="Ana Berg", given="Ana", family="Berg"))
    editor.form.who.kind.choose(Kind.DESK.value)
    editor.form.who.kind.chosen.emit(Kind.DESK.value)

    assert not editor.form.who.said.isVisible()
    contact = saved(editor, qtbot)
    assert (contact.kind, contact.name, contact.given, contact.family) == (Kind.DESK, "Ana Berg", None, None)


def test_a_city_that_is_not_known_asks_for_the_country(edit: Edit, qtbot: QtBot) -> None:
    editor = edit(Contact(name="Ana Berg"), is_new=True)
    city, country = editor.form.place.city.lineEdit(), editor.form.place.country.lineEdit()
    assert city is not None
    assert country is not None
    type_into(qtbot, city, "Little Nowhere")
    leave(editor)
    assert country.isVisible()

    type_into(qtbot, country, "Kenia")
    leave(editor)

    assert "+254" in editor.form.place.line()
    contact = saved(editor, qtbot)
    assert (contact.city, contact.country) == ("Little Nowhere", "KE")


def test_an_agency_is_kept_by_its_short_name_whatever_name_was_typed(edit: Edit, qtbot: QtBot) -> None:
    editor = edit(AMINA)
    line = editor.form.agency.lineEdit()
    assert line is not None
    assert line.text() == "ERA, Example Relief Agency"
    for typed, kept in (("agence de secours", "ERA"), ("New House", "New House"), ("Example Relief Agency", "ERA")):
        type_into(qtbot, line, typed)
        assert saved(editor, qtbot).agency == kept


def test_text_from_outside_is_only_text(edit: Edit, qtbot: QtBot) -> None:
    wild = replace(AMINA, name="<b>" + "x" * 10_000 + "</b>", role="\u202egnihtyna", notes="<img src=x>")
    editor = edit(wild)

    assert saved(editor, qtbot) == wild
    for label in editor.findChildren(QLabel):
        assert label.textFormat() is not Qt.TextFormat.RichText


# Width


@pytest.mark.parametrize("ems", [34, 40, 60])
def test_nothing_is_cut_off(edit: Edit, ems: int) -> None:
    editor = edit(replace(AMINA, phones=(*AMINA.phones, Phone("+254126000000", verdict=Verdict.UNUSUAL))))
    editor.resize(theme.em(ems), 700)
    QCoreApplication.processEvents()

    for field in editor.findChildren(QLineEdit) + editor.findChildren(QPushButton):
        if field.isVisibleTo(editor):
            assert field.mapTo(editor, field.rect().topLeft()).x() >= 0
            assert field.mapTo(editor, field.rect().topRight()).x() < editor.width(), field.accessibleName()


def test_every_field_says_its_name_to_a_screen_reader(edit: Edit) -> None:
    editor = edit(AMINA)
    for field in editor.findChildren(QLineEdit):
        holder = field.parent()
        name = field.accessibleName() or (holder.accessibleName() if isinstance(holder, QWidget) else "")
        assert name, field
