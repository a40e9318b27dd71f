"""The reading pane as a person meets it: what stands there, what can be copied, what a key reaches."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
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
from contactbook.gui import card_words, theme
from contactbook.gui.card_selection import Shared
from contactbook.gui.contact_card import ContactCard
from contactbook.gui.controls import Tag
from contactbook.gui.value import Value

NOW = datetime(2026, 11, 23, 13, 32, tzinfo=UTC)
MOBILE = Phone("+447700900123", "07700 900123", None, PhoneKind.MOBILE, None, True)
OFFICE = Phone("+442079460123", "020 7946 0123", "68", PhoneKind.OFFICE, None, False)
NIGHT = Phone("+447700900456", "", None, PhoneKind.MOBILE, "Night duty", False)
ROSA = Contact(
    uid="rosa",
    name="Rosa Okafor",
    said="ROH-za",
    pronouns="she/her",
    translations=(Translation("ar", "روزا أوكافور"),),
    role="Spokesperson",
    agency="ERA",
    city="London",
    country="GB",
    phones=(OFFICE, MOBILE, NIGHT),
    emails=(Email("rosa@example.org", "rosa@example.org", None, True),),
    links=(Link(LinkKind.WEBSITE, "example.org/press", True),),
    languages=("en", "fr"),
    topics=("Floods", "Shelter"),
    hours="Monday to Friday, 9:00 to 17:00",
    notes="Prefers a message first.",
    verified_on=date(2026, 11, 2),
    verified_by=Means.CALLED,
)


@pytest.fixture
def card(qtbot: QtBot) -> Iterator[ContactCard]:
    card = ContactCard()
    card.resize(672, 900)
    card.show()
    yield card
    card.close()
    card.deleteLater()
    # No event loop runs between tests: what was left to be deleted would be dressed anew with every theme.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def words(card: QWidget) -> str:
    """Everything that can be read on the card, marks that only guide the direction taken out."""
    shown = [value.toPlainText() for value in card.findChildren(Value) if value.isVisibleTo(card)]
    shown += [label.text() for label in card.findChildren(QLabel) if label.isVisibleTo(card)]
    text = "\n".join(shown).replace("\u00a0", " ")
    return "".join(c for c in text if c not in "\u2066\u2067\u2068\u2069")


def press(card: ContactCard, name: str) -> None:
    button(card, name).click()


def button(card: QWidget, name: str) -> QAbstractButton:
    found = [b for b in card.findChildren(QAbstractButton) if name in (b.accessibleName(), b.text())]
    visible = [b for b in found if b.isVisibleTo(card)]
    assert visible, f"no button {name!r}"
    return visible[0]


def has_button(card: QWidget, name: str) -> bool:
    return any(name == b.accessibleName() and b.isVisibleTo(card) for b in card.findChildren(QAbstractButton))


def test_the_card_says_who_it_is_where_and_how_to_reach_them(card: ContactCard) -> None:
    card.show_contact(ROSA, now=NOW, history="6 changes, last on 12 November")

    text = words(card)
    for expected in (
        "Rosa Okafor", "روزا أوكافور", "Spokesperson", "ERA", "London, United Kingdom", "13:32 there now",
        "+44 7700 900123", "+44 20 7946 0123", "ext. 68", "rosa@example.org", "ROH-za · she/her", "English, French",
        "Floods", "Shelter", "3 weeks ago, by phone", "Prefers a message first.", "6 changes, last on 12 November",
        "Monday to Friday, 9:00 to 17:00", "Night duty",
    ):  # fmt: skip
        assert expected in text, expected


def test_the_first_public_number_stands_first_and_is_copied(card: ContactCard, qtbot: QtBot) -> None:
    card.show_contact(ROSA, now=NOW)

    with qtbot.waitSignal(card.copy_requested) as copied:
        press(card, "Copy")

    assert copied.args == ["+44 7700 900123", "Mobile"]


def test_without_a_public_number_the_first_one_stands_first_as_internal(card: ContactCard, qtbot: QtBot) -> None:
    card.show_contact(replace(ROSA, phones=(OFFICE, NIGHT), emails=(), links=()), now=NOW)

    with qtbot.waitSignal(card.copy_requested) as copied:
        press(card, "Copy")

    assert copied.args == ["+44 20 7946 0123 ext. 68", "Office"]
    assert "Internal" in words(card)
    assert "Public" not in words(card)


def test_each_detail_can_be_called_written_to_opened_and_copied(card: ContactCard, qtbot: QtBot) -> None:
    card.show_contact(ROSA, now=NOW)
    opened: list[str] = []
    copied: list[str] = []
    card.link_opened.connect(opened.append)
    card.copy_requested.connect(lambda text, _what: copied.append(text))

    for name in ("Call Office number", "Write to rosa@example.org", "Open Website"):
        press(card, name)
    for name in ("Copy Night duty number", "Copy address rosa@example.org", "Copy Website"):
        press(card, name)

    assert opened == ["tel:+442079460123;ext=68", "mailto:rosa@example.org", "https://example.org/press"]
    assert copied == ["+44 7700 900456", "rosa@example.org", "example.org/press"]


@pytest.mark.parametrize(
    ("kind", "value", "url"),
    [
        (LinkKind.WEBSITE, "javascript:alert(1)", None),
        (LinkKind.WEBSITE, "file:///etc/passwd", None),
        (LinkKind.OTHER, "data:text/html,x", None),
        (LinkKind.WEBSITE, "HTTPS://example.org/", "HTTPS://example.org/"),
        (LinkKind.WHATSAPP, "+44 7700 900123", "https://wa.me/447700900123"),
        (LinkKind.TELEGRAM, "@rosa", "https://t.me/rosa"),
        (LinkKind.SIGNAL, "rosa.68", None),
        (LinkKind.WEBSITE, "example.org/a b", None),
    ],
)
def test_only_web_addresses_are_ever_opened(kind: LinkKind, value: str, url: str | None) -> None:
    assert card_words.link_url(kind, value) == url


def test_markup_and_overrides_are_only_text(card: ContactCard) -> None:
    evil = replace(ROSA, name="<b>Rosa</b>", role="\u202egnihtyna", notes="<img src='x'> & <script>")
    card.show_contact(evil, now=NOW)

    text = words(card)
    assert "<b>Rosa</b>" in text
    assert "<img src='x'> & <script>" in text
    assert "\u202e" not in text


def test_a_name_without_end_leaves_the_card_its_width(card: ContactCard) -> None:
    card.resize(theme.em(34), 700)
    card.show_contact(replace(ROSA, name="A" * 10_000, notes="https://example.org/" + "y" * 5_000), now=NOW)

    inner = card.findChild(QWidget, "edit")
    assert inner is not None
    right = inner.mapTo(card, inner.rect().topRight()).x()
    assert right < card.width()


def test_nothing_is_cut_at_the_least_width(card: ContactCard, qtbot: QtBot) -> None:
    card.show_contact(ROSA, now=NOW, history="2 changes")
    card.resize(theme.em(34), 700)

    for b in card.findChildren(QAbstractButton):
        if b.isVisibleTo(card):
            assert b.mapTo(card, b.rect().topLeft()).x() >= 0
            assert b.mapTo(card, b.rect().topRight()).x() < card.width(), b.accessibleName()


def test_where_it_is_narrow_the_public_tag_keeps_its_icon_and_says_its_word_on_asking(card: ContactCard) -> None:
    card.resize(theme.em(37), 700)
    card.show_contact(ROSA, now=NOW)
    tags = [tag for tag in card.findChildren(Tag) if tag.accessibleName() in ("Public", "Internal")]
    assert tags
    assert all(tag.accessibleName() in tag.toolTip() for tag in tags)
    assert any("QR" in b.accessibleName() for b in card.findChildren(QAbstractButton) if b.isVisibleTo(card))
    narrow = tags[0].sizeHint().width()

    card.resize(theme.em(50), 700)
    wide = [tag for tag in card.findChildren(Tag) if tag.accessibleName() == tags[0].accessibleName()]
    assert max(tag.sizeHint().width() for tag in wide) > narrow


def test_values_are_copied_without_the_marks_that_keep_their_direction(card: ContactCard) -> None:
    card.show_contact(ROSA, now=NOW)
    number = next(v for v in card.findChildren(Value) if "7946" in v.toPlainText())

    number.selectAll()
    number.copy()

    assert QGuiApplication.clipboard().text().startswith("+44 20 7946 0123")


def test_tab_walks_the_actions_from_top_to_bottom(card: ContactCard, qtbot: QtBot) -> None:
    card.show_contact(ROSA, now=NOW, history="2 changes")
    card.activateWindow()
    button(card, "Edit").setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(lambda: button(card, "Edit").hasFocus())
    places: list[int] = []
    names: list[str] = []
    for _step in range(40):
        focus = card.focusWidget()
        places.append(focus.mapTo(card, focus.rect().topLeft()).y())
        names.append(focus.accessibleName())
        if focus.objectName() == "export":
            break
        qtbot.keyClick(focus, Qt.Key.Key_Tab)

    assert names[-1] == "Export vCard"
    assert {"Copy Office number", "Write to rosa@example.org", "Verify now", "Show the history"} <= set(names)
    rows = [round(place / 20) for place in places]
    assert rows == sorted(rows)


def test_verify_edit_history_block_and_export_are_asked_for(card: ContactCard, qtbot: QtBot) -> None:
    card.show_contact(ROSA, now=NOW, history="2 changes")
    for name, signal in (
        ("Verify now", card.verify_requested),
        ("Edit", card.edit_requested),
        ("Show the history", card.history_requested),
        ("Copy contact block", card.block_requested),
        ("Export vCard", card.export_requested),
    ):
        with qtbot.waitSignal(signal):
            press(card, name)


def test_what_needs_attention_says_why_until_somebody_verified_it(card: ContactCard) -> None:
    short = Phone("+33199", "+33 1 99", None, PhoneKind.OFFICE, None, False, Verdict.INVALID)
    card.show_contact(replace(ROSA, phones=(MOBILE, short)), now=NOW)
    assert "Too short" in words(card)

    card.show_contact(replace(ROSA, phones=(MOBILE, replace(short, verified_on=date(2026, 11, 1)))), now=NOW)
    assert "Too short" not in words(card)


def test_a_slip_in_a_mail_domain_stays_in_view(card: ContactCard) -> None:
    slip = Email("rosa@exmaple.org", public=True, verdict=Verdict.UNUSUAL)
    card.show_contact(replace(ROSA, emails=(slip,)), now=NOW, known_domains={"example.org": 14})
    assert "One letter off example.org" in words(card)


def test_an_old_date_and_a_missing_one_are_told_apart(card: ContactCard) -> None:
    card.show_contact(replace(ROSA, verified_on=date(2026, 1, 2)), now=NOW)
    assert "325 days ago, by phone" in words(card)

    card.show_contact(replace(ROSA, verified_on=None, verified_by=None), now=NOW)
    assert "Not verified yet" in words(card)


def test_who_is_away_and_who_covers(card: ContactCard, qtbot: QtBot) -> None:
    away = replace(ROSA, away_until=date(2026, 12, 3), cover="karim")
    card.show_contact(away, now=NOW, cover=Contact(uid="karim", name="Karim Byrne"))
    assert "To 3 December" in words(card)

    with qtbot.waitSignal(card.contact_opened) as opened:
        press(card, "Karim Byrne covers")
    assert opened.args == ["karim"]

    card.show_contact(replace(away, away_until=date(2026, 11, 1)), now=NOW)
    assert "To 1 November" not in words(card)


def test_a_desk_without_a_name_shows_its_role(card: ContactCard) -> None:
    desk = Contact(uid="d", kind=Kind.DESK, role="Media relations", agency="ERA", phones=(MOBILE,))
    card.show_contact(desk, now=NOW, agency=Agency("Example Relief Agency", "ERA"))

    assert words(card).count("Media relations") == 1


def test_in_the_trash_there_is_restore_and_nothing_that_changes(card: ContactCard, qtbot: QtBot) -> None:
    card.show_contact(ROSA, now=NOW, in_trash=True)

    assert not has_button(card, "Edit")
    assert not has_button(card, "Verify now")
    with qtbot.waitSignal(card.restore_requested):
        press(card, "Restore")


def test_of_several_the_card_says_what_they_share(card: ContactCard, qtbot: QtBot) -> None:
    other = replace(ROSA, uid="o", agency="XYZ", topics=("Floods", "Health", "Food"), lists=("Duty",), phones=(MOBILE,))
    away = replace(other, uid="p", away_until=date(2026, 12, 3), lists=())
    chosen = [ROSA, other, away]
    card.show_selection([c.uid for c in chosen], Shared.of(chosen, NOW.date()))

    text = words(card)
    for expected in (
        "3 contacts selected", "ERA and XYZ, London · 1 away", "2 different", "Floods in all; 3 more in some",
        "Duty in 1", "the oldest 3 weeks ago", "6 numbers and addresses public, 2 internal",
    ):  # fmt: skip
        assert expected in text, expected
    for name, signal in (
        ("Verify all", card.verify_requested),
        ("Move to trash", card.trash_requested),
        ("Export vCards", card.export_requested),
        ("Copy contact block", card.block_requested),
    ):
        with qtbot.waitSignal(signal):
            press(card, name)


def test_with_nothing_chosen_there_is_a_word_on_how_to_begin(card: ContactCard) -> None:
    card.show_contact(ROSA, now=NOW)
    card.clear()

    assert "No contact is chosen" in words(card)
    assert not has_button(card, "Copy contact block")


def test_showing_the_same_contact_again_keeps_the_focus(card: ContactCard, qtbot: QtBot) -> None:
    card.show_contact(ROSA, now=NOW)
    card.activateWindow()
    button(card, "Verify now").setFocus()
    qtbot.waitUntil(lambda: button(card, "Verify now").hasFocus())

    card.show_contact(replace(ROSA, verified_on=date(2026, 11, 23)), now=NOW)

    assert button(card, "Verify now").hasFocus()
    assert "Today, by phone" in words(card)


def test_the_time_there_moves_on(card: ContactCard) -> None:
    card.show_contact(ROSA, now=NOW)
    card.show_time(datetime(2026, 11, 23, 19, 5, tzinfo=UTC))

    assert "19:05 there now" in words(card)


def test_from_right_to_left_the_card_mirrors_and_numbers_do_not(card: ContactCard) -> None:
    QGuiApplication.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    card.show_contact(ROSA, now=NOW)

    edit = button(card, "Edit")
    assert edit.mapTo(card, edit.rect().center()).x() < card.width() / 2
    number = next(v for v in card.findChildren(Value) if "7700" in v.toPlainText())
    assert "\u2066+44" in number.toPlainText()


def test_a_name_in_arabic_letters_stands_before_its_other_spelling(card: ContactCard) -> None:
    card.show_contact(replace(ROSA, name="روزا أوكافور", translations=(Translation("en", "Rosa Okafor"),)), now=NOW)

    name = next(v for v in card.findChildren(Value) if "Rosa" in v.toPlainText())
    line = name.document().firstBlock().layout().lineAt(0)
    assert line.cursorToX(2)[0] < line.cursorToX(len(name.toPlainText()) - 2)[0]  # type: ignore[index]


def test_another_contact_takes_the_rows_of_the_one_before(card: ContactCard, qtbot: QtBot) -> None:
    bare = Contact(uid="bare", name="Ada Test", phones=(NIGHT,), notes="Second")
    for contact in (ROSA, bare, ROSA):
        card.show_contact(contact, now=NOW)
    filled = words(card)
    built = len(card.findChildren(QWidget))
    card.show_contact(bare, now=NOW)
    shown = words(card)
    assert "Ada Test" in shown
    assert "Night duty" in shown
    assert "Second" in shown
    for gone in ("Rosa", "Spokesperson", "London", "there now", "example.org", "Floods", "Prefers", "Hours", "ext. 68"):
        assert gone in filled
        assert gone not in shown, gone
    with qtbot.waitSignal(card.copy_requested) as copied:
        press(card, "Copy")
    assert copied.args == ["+44 7700 900456", "Night duty"]
    card.show_contact(ROSA, now=NOW)
    assert words(card) == filled
    assert len(card.findChildren(QWidget)) == built


def test_tab_walks_the_rows_in_order_whichever_contact_they_were_made_for(card: ContactCard, qtbot: QtBot) -> None:
    invalid = replace(NIGHT, verdict=Verdict.INVALID)
    card.show_contact(Contact(uid="first", name="Ada Test", phones=(invalid, invalid)), now=NOW)
    card.show_contact(ROSA, now=NOW)
    card.activateWindow()
    button(card, "Edit").setFocus(Qt.FocusReason.TabFocusReason)
    seen: list[tuple[int, int]] = []
    for _turn in range(16):
        qtbot.keyClick(card.window().focusWidget(), Qt.Key.Key_Tab)
        focus = card.window().focusWidget()
        assert focus is not None
        place = focus.mapTo(card, focus.rect().topLeft())
        seen.append((place.y() // 30, place.x()))
    assert seen == sorted(seen)


def test_a_row_that_held_tags_begins_its_next_value_where_all_do(card: ContactCard, qtbot: QtBot) -> None:
    card.show_contact(ROSA, now=NOW)
    card.show_contact(replace(ROSA, topics=(), lists=()), now=NOW)
    QCoreApplication.processEvents()
    values = [v for v in card.findChildren(Value) if v.isVisibleTo(card) and v.accessibleName() in _PLAIN_ROWS]
    assert len(values) > 3
    assert len({value.mapTo(card, value.rect().topLeft()).x() for value in values}) == 1


def test_a_short_agency_takes_no_more_room_than_it_needs(card: ContactCard) -> None:
    card.show_contact(replace(ROSA, agency="IOM"), now=NOW)
    QCoreApplication.processEvents()
    agency = next(value for value in card.findChildren(Value) if value.accessibleName() == "Agency")
    assert agency.width() <= agency.fontMetrics().horizontalAdvance("IOM") * 1.5


_PLAIN_ROWS = ("Said", "Speaks", "Hours", "Address", "Notes")
