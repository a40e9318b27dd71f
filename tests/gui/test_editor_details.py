"""Numbers and addresses of the form: formatted, checked and explained as they are typed."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from pytestqt.qtbot import QtBot

from contactbook.domain.contact import (
    Contact,
    PhoneKind,
    Verdict,
)
from contactbook.gui import theme
from tests.gui.forms import (
    AMINA,
    NOW,
    POPUPS,
    SWISS,
    Edit,
    add_phone,
    editors,
    email,
    leave,
    phone,
    saved,
    shown_words,
    type_into,
)

pytestmark = POPUPS


@pytest.fixture
def edit(qtbot: QtBot) -> Iterator[Edit]:
    yield from editors(qtbot)


def test_a_number_without_plus_is_read_in_the_country_of_the_city(edit: Edit, qtbot: QtBot) -> None:
    editor = edit(Contact(city="Nairobi"), is_new=True)
    assert "Kenya · numbers without + are read as +254 · 16:32 there now" in editor.form.place.line()

    type_into(qtbot, phone(editor).field, "0722000000")
    assert phone(editor).field.text() == "0722 000000"
    assert phone(editor).praise() == ("Mobile in Kenya", "good")
    leave(editor)

    assert phone(editor).field.text() == "+254 722 000000"
    assert saved(editor, qtbot).phones[0].number == "+254722000000"


def test_another_city_reads_numbers_without_plus_anew(edit: Edit, qtbot: QtBot) -> None:
    editor = edit(Contact(name="Amina Otieno"), is_new=True)
    type_into(qtbot, phone(editor).field, "0791000000")
    leave(editor)
    assert "Which country?" in phone(editor).message.text()
    added = add_phone(editor)
    type_into(qtbot, added.field, "+254722000000")

    city = editor.form.place.city.lineEdit()
    assert city is not None
    type_into(qtbot, city, "Genf")
    leave(editor)

    assert phone(editor).field.text() == "+41 79 100 00 00"
    contact = saved(editor, qtbot)
    assert [p.number for p in contact.phones] == ["+41791000000", "+254722000000"]
    assert (contact.city, contact.country) == ("Geneva", "CH")


def test_a_number_that_was_there_stays_in_its_country_when_the_person_moves(edit: Edit, qtbot: QtBot) -> None:
    editor = edit(replace(AMINA, city="Geneva", country="CH", phones=(SWISS,)))
    city = editor.form.place.city.lineEdit()
    assert city is not None
    type_into(qtbot, city, "Nairobi")
    leave(editor)

    assert saved(editor, qtbot).phones == (SWISS,)


def test_the_caret_stays_behind_the_digit_that_was_typed(edit: Edit, qtbot: QtBot) -> None:
    editor = edit(Contact(city="Nairobi"), is_new=True)
    field = phone(editor).field
    type_into(qtbot, field, "072200000")
    field.setCursorPosition(2)
    qtbot.keyClicks(field, "1")

    assert field.text().replace(" ", "") == "0712200000"
    assert field.text()[: field.cursorPosition()].replace(" ", "") == "071"


def test_taking_away_is_never_given_back_and_undo_goes_back(edit: Edit, qtbot: QtBot) -> None:
    editor = edit(Contact(city="Nairobi"), is_new=True)
    field = phone(editor).field
    type_into(qtbot, field, "0722000000")
    for _digit in range(7):
        qtbot.keyClick(field, Qt.Key.Key_Backspace)
    assert field.text().strip() == "0722"
    for _step in range(40):
        field.undo()
    assert not field.text() or field.text() == "0"


def test_half_a_number_is_no_mistake_until_one_pauses(edit: Edit, qtbot: QtBot) -> None:
    editor = edit(Contact(city="Nairobi"), is_new=True)
    type_into(qtbot, phone(editor).field, "0722")
    assert phone(editor).message.text() == ""

    qtbot.waitUntil(lambda: "Too short" in phone(editor).message.text(), timeout=3000)
    assert phone(editor).field.accessibleDescription() == phone(editor).message.text()
    assert "1 number to put right" in shown_words(editor)

    qtbot.keyClicks(phone(editor).field, "000000")
    assert phone(editor).message.text() == ""


def test_letters_are_pointed_out_and_the_number_can_become_a_note(edit: Edit, qtbot: QtBot) -> None:
    editor = edit(AMINA)
    row = add_phone(editor)
    type_into(qtbot, row.field, "ask the desk")
    leave(editor)
    assert row.message.text().startswith("No digits")
    assert row.message.remedy() == "Keep as a note"

    row.message.press()

    contact = saved(editor, qtbot)
    assert contact.notes == "Mornings.\nask the desk"
    assert contact.phones == AMINA.phones


def test_an_unusual_number_is_saved_with_its_warning_or_said_to_be_right(edit: Edit, qtbot: QtBot) -> None:
    editor = edit(Contact(name="Amina Otieno", city="Nairobi"), is_new=True)
    type_into(qtbot, phone(editor).field, "+254126000000")
    leave(editor)
    assert phone(editor).message.remedy() == "It is right"
    assert "1 warning" in shown_words(editor) or qtbot.waitUntil(lambda: "1 warning" in shown_words(editor)) is None
    assert saved(editor, qtbot).phones[0].verdict is Verdict.UNUSUAL

    phone(editor).message.press()

    assert phone(editor).message.text() == ""
    assert saved(editor, qtbot).phones[0].verified_on == NOW.astimezone().date()


def test_an_extension_stays_in_the_field(edit: Edit, qtbot: QtBot) -> None:
    editor = edit(Contact(name="Amina Otieno", city="Geneva"), is_new=True)
    type_into(qtbot, phone(editor).field, "022 555 00 00 ext. 68")
    leave(editor)

    assert phone(editor).field.text() == "+41 22 555 00 00 ext. 68"
    number = saved(editor, qtbot).phones[0]
    assert (number.number, number.extension) == ("+41225550000", "68")


def test_the_kind_follows_the_number_until_it_is_chosen_and_may_be_a_word_of_ones_own(edit: Edit, qtbot: QtBot) -> None:
    editor = edit(Contact(name="Amina Otieno", city="Geneva"), is_new=True)
    type_into(qtbot, phone(editor).field, "022 739 00 00")
    leave(editor)
    assert phone(editor).kind.text() == "Office"

    line = phone(editor).kind.lineEdit()
    assert line is not None
    type_into(qtbot, line, "Night duty")

    number = saved(editor, qtbot).phones[0]
    assert (number.kind, number.label) == (PhoneKind.OFFICE, "Night duty")


def test_new_details_are_internal_until_somebody_says_otherwise(edit: Edit, qtbot: QtBot) -> None:
    editor = edit(Contact(name="Amina Otieno", city="Nairobi"), is_new=True)
    type_into(qtbot, phone(editor).field, "0722000000")
    type_into(qtbot, email(editor).field, "a@example.org")
    assert not saved(editor, qtbot).phones[0].public

    phone(editor).switch.setFocus()
    qtbot.keyClick(phone(editor).switch, Qt.Key.Key_Space)

    contact = saved(editor, qtbot)
    assert contact.phones[0].public
    assert not contact.emails[0].public


def test_the_words_on_a_number_move_below_where_it_is_narrow(edit: Edit, qtbot: QtBot) -> None:
    editor = edit(AMINA)
    QCoreApplication.processEvents()
    assert phone(editor).message.text() == ""

    editor.resize(theme.em(35), 700)
    qtbot.waitUntil(lambda: phone(editor).message.text() == "Mobile in Kenya")


# Addresses


@pytest.mark.parametrize(
    ("typed", "said"),
    [("foo@", "Nothing after the @"), ("a@b..c", "Two dots in a row"), ("a b@example.org", "A blank inside")],
)
def test_what_breaks_the_syntax_is_explained_and_not_saved(edit: Edit, qtbot: QtBot, typed: str, said: str) -> None:
    editor = edit(AMINA)
    heard: list[object] = []
    editor.saved.connect(heard.append)
    type_into(qtbot, email(editor).field, typed)

    assert not editor.save()

    assert heard == []
    assert said in email(editor).message.text()
    assert email(editor).field.hasFocus()
    assert "1 address to put right" in shown_words(editor)


def test_a_domain_one_letter_off_can_be_put_right_with_one_button(edit: Edit, qtbot: QtBot) -> None:
    editor = edit(AMINA)
    type_into(qtbot, email(editor).field, "amina@exmaple.org")
    leave(editor)
    assert email(editor).message.remedy() == "Use example.org"

    email(editor).message.press()

    assert email(editor).field.text() == "amina@example.org"
    assert saved(editor, qtbot).emails[0].address == "amina@example.org"


def test_a_reserved_domain_is_saved_with_a_warning(edit: Edit, qtbot: QtBot) -> None:
    editor = edit(AMINA)
    type_into(qtbot, email(editor).field, "press@house.local")
    leave(editor)

    assert "Unusual" in email(editor).message.text()
    assert saved(editor, qtbot).emails[0].verdict is Verdict.UNUSUAL


def test_tab_goes_through_the_details_from_top_to_bottom(edit: Edit, qtbot: QtBot) -> None:
    editor = edit(AMINA)
    added = add_phone(editor)
    qtbot.waitUntil(added.field.isVisible)
    editor.form.place.city.setFocus()

    walked = []
    while not walked or walked[-1] is not editor.form.add_link:
        qtbot.keyClick(editor.focusWidget(), Qt.Key.Key_Tab)
        walked.append(editor.focusWidget())

    first, mail, link = phone(editor), email(editor), editor.form.links.rows[0]
    assert walked == [
        *(first.kind, first.field, first.switch, first.remove),
        *(added.kind, added.field, added.switch, added.remove),
        editor.form.add_phone,
        *(mail.field, mail.switch, mail.remove),
        *(link.lead, link.field, link.switch, link.remove),
        *(editor.form.add_email, editor.form.add_link),
    ]


def test_a_remedy_is_the_next_stop_behind_its_number(edit: Edit, qtbot: QtBot) -> None:
    editor = edit(AMINA)
    type_into(qtbot, phone(editor).field, "+254 7")
    phone(editor).check()
    qtbot.waitUntil(phone(editor).message.button.isVisible)
    phone(editor).remove.setFocus()

    qtbot.keyClick(phone(editor).remove, Qt.Key.Key_Tab)

    assert editor.focusWidget() is phone(editor).message.button


@pytest.mark.parametrize("width", [452, 672])
def test_the_usual_kinds_of_a_number_are_not_cut(edit: Edit, width: int) -> None:
    kind = phone(edit(AMINA, width=width)).kind
    line = kind.lineEdit()
    assert line is not None
    for word in (*(kind.itemText(at) for at in range(kind.count())), *(["Night duty"] if width > 600 else [])):
        kind.put(word)
        assert line.width() - 4 >= line.fontMetrics().horizontalAdvance(word), word
    kind.setCurrentIndex(1)
    assert line.cursorPosition() == 0
