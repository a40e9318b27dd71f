"""The form as a person meets it: what typing shows, what a key does, what is saved and what is not lost."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QCoreApplication, QEvent, QIODevice, Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from contactbook.domain.contact import (
    Agency,
    Contact,
    Email,
    Kind,
    Link,
    LinkKind,
    Means,
    Phone,
    PhoneKind,
    Translation,
    Verdict,
)
from contactbook.gui import theme
from contactbook.gui.contact_editor import ContactEditor
from contactbook.gui.email_rows import EmailRow
from contactbook.gui.phone_rows import PhoneRow

NOW = datetime(2026, 11, 23, 13, 32, tzinfo=UTC)
SWISS = Phone("+41225550000", "022 555 00 00", None, PhoneKind.OFFICE, None, True, Verdict.VALID, date(2026, 9, 1))
AMINA = Contact(
    uid="amina",
    name="Amina Otieno",
    given="Amina",
    family="Otieno",
    role="Spokesperson",
    agency="ERA",
    city="Nairobi",
    country="KE",
    phones=(replace(SWISS, number="+254722000000", typed="+254 722 000000", kind=PhoneKind.MOBILE),),
    emails=(Email("amina@example.org", "amina@example.org", None, True, Verdict.VALID, date(2026, 9, 1)),),
    links=(Link(LinkKind.WEBSITE, "example.org"),),
    languages=("en", "sw"),
    topics=("Drought",),
    lists=("Duty",),
    notes="Mornings.",
    card=b"BEGIN:VCARD",
    created_at=datetime(2026, 1, 1, tzinfo=UTC),
    verified_on=date(2026, 9, 1),
    verified_by=Means.CALLED,
)
PEOPLE = (("karim", "Karim Byrne"), ("amina", "Amina Otieno"))

Edit = Callable[..., ContactEditor]

# What the offscreen platform says of every list of offers that opens.
pytestmark = pytest.mark.qt_log_ignore("does not support (raise|grabbing the keyboard)", extend=True)


@pytest.fixture
def edit(qtbot: QtBot) -> Iterator[Edit]:
    """Take contacts in hand, each in an editor of its own."""
    made: list[ContactEditor] = []

    def begin(contact: Contact, *, is_new: bool = False, width: int = 672) -> ContactEditor:
        editor = ContactEditor()
        made.append(editor)
        editor.resize(width, 764)
        editor.show()
        editor.activateWindow()
        qtbot.waitUntil(editor.isActiveWindow)
        editor.edit(
            contact,
            agencies=[Agency("Example Relief Agency", "ERA", ("Agence de secours",)), Agency("Other House")],
            cities=["Nairobi", "Geneva"],
            topics=["Drought", "Floods"],
            lists=["Duty"],
            known_domains={"example.org": 14},
            people=lambda prefix: [p for p in PEOPLE if p[1].lower().startswith(prefix.lower())],
            now=NOW,
            is_new=is_new,
        )
        return editor

    yield begin
    for editor in made:
        editor.close()
        editor.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def phone(editor: ContactEditor, at: int = 0) -> PhoneRow:
    row = editor.form.phones.rows[at]
    assert isinstance(row, PhoneRow)
    return row


def email(editor: ContactEditor, at: int = 0) -> EmailRow:
    row = editor.form.emails.rows[at]
    assert isinstance(row, EmailRow)
    return row


def type_into(qtbot: QtBot, field: QLineEdit, text: str) -> None:
    field.setFocus()
    field.selectAll()
    qtbot.keyClick(field, Qt.Key.Key_Delete)
    if text.isascii():
        qtbot.keyClicks(field, text)
    else:
        field.insert(text)  # as an input method does


def leave(editor: ContactEditor) -> None:
    """Go to another field, the offers closed first as Escape does."""
    while (popup := QApplication.activePopupWidget()) is not None:
        QTest.keyClick(popup, Qt.Key.Key_Escape)
    editor.form.role.setFocus()


def saved(editor: ContactEditor, qtbot: QtBot) -> Contact:
    with qtbot.waitSignal(editor.saved) as signal:
        editor.save()
    contact = signal.args[0]
    assert isinstance(contact, Contact)
    return contact


def shown_words(editor: QWidget) -> str:
    return "\n".join(label.text() for label in editor.findChildren(QLabel) if label.isVisibleTo(editor))


def answer(words: str) -> None:
    """Press a button of the question that is about to be asked."""

    def press() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        next(b for b in box.buttons() if b.text().replace("&", "") == words).click()

    QTimer.singleShot(0, press)


def add_phone(editor: ContactEditor) -> PhoneRow:
    editor.form.add_phone.click()
    return phone(editor, len(editor.form.phones.rows) - 1)


# Numbers


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


# Saving


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


# Chips


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
