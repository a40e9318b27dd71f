"""Verifying one detail, one contact after the other, and putting right what needs attention, in a real window."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QToolButton
from pytestqt.qtbot import QtBot

from contactbook.app.righting import Remedy, Righting
from contactbook.domain.contact import Contact, Email, Kind, Means, Phone, Verdict
from contactbook.domain.reaching import Moment
from contactbook.gui import card_words
from contactbook.gui.attention import AttentionPage
from contactbook.gui.attention_list import CaseDelegate
from contactbook.gui.attention_words import done_words, remedy_of, value_of
from contactbook.gui.main_window import MainWindow

MOMENT = Moment(datetime(2026, 11, 23, 20, 12, tzinfo=UTC), date(2026, 11, 23))
NIGHT = Contact(
    uid="n", name="Mali Suwan", city="Bangkok", country="TH", phones=(Phone("+12025550123", public=True),)
)  # fmt: skip
COVER = replace(NIGHT, uid="c", name="Maria Example", city="New York", country="US")
AWAY = replace(COVER, uid="a", away_until=date(2026, 12, 3))


@pytest.mark.parametrize(
    ("contact", "cover", "words"),
    [
        (COVER, None, "Now"),
        (NIGHT, None, "Not reachable now: 03:12 in Bangkok"),
        (AWAY, None, "Away to 3 December, no cover"),
        (replace(AWAY, cover="c"), COVER, "Through Maria Example, who covers"),
        (replace(AWAY, cover="n"), NIGHT, "Away to 3 December, and Mali Suwan cannot be reached now"),
        (replace(COVER, phones=(Phone("+12025550123"),)), None, "Now, by internal details: nothing is public"),
        (replace(COVER, phones=()), None, "Not reachable: no number or address that can be right"),
    ],
)
def test_the_card_says_why_somebody_cannot_be_reached(contact: Contact, cover: Contact | None, words: str) -> None:
    assert card_words.reach_words(contact, cover, MOMENT)[0] == words


def test_one_number_is_verified_from_its_sign(window: MainWindow, qtbot: QtBot) -> None:
    perret = window.book.uids_of(window.book.find("Perret").ids)[0]
    window.browsing.select(perret)
    window.browsing.fill_now()
    signs = window.parts.card.findChildren(QToolButton, "verify phone 0")
    sign = next(found for found in signs if isinstance(found, QToolButton) and found.isVisible())
    assert "days ago, by phone" in sign.toolTip()
    uid = window.parts.contacts.current_uid()
    assert uid == perret
    with qtbot.waitSignal(window.deeds.told):
        sign.menu().actions()[2].trigger()
    held = window.book.get(uid)
    assert held is not None
    assert [p.verified_by for p in held.phones] == [Means.WEB, Means.CALLED]
    assert held.phones[0].verified_on == window.book.today()


def test_v_verifies_and_goes_on_to_the_next(window: MainWindow, qtbot: QtBot) -> None:
    window.doings["view_unverified"].trigger()
    view = window.parts.contacts.view
    qtbot.waitUntil(view.hasFocus)
    before = window.browsing.found
    first = window.parts.contacts.current_uid()
    for left in range(before - 1, -1, -1):
        with qtbot.waitSignal(window.deeds.told):
            qtbot.keyClick(view, Qt.Key.Key_V)
        assert window.browsing.found == left
        assert window.parts.contacts.current_uid() != first
    assert window.browsing.counts.unverified == 0
    assert window.parts.contacts.search.text() == ""


def test_needs_attention_opens_its_work_and_the_list_lies_beneath(window: MainWindow, qtbot: QtBot) -> None:
    bad = Email("l.vogt@exmaple.org", verdict=Verdict.UNUSUAL)
    window.book.save(Contact(uid="lena", name="Lena Vogt", emails=(bad,)))
    sidebar, search = window.parts.sidebar.views, window.parts.contacts.search
    for way in ("key", "click", "enter"):
        window.doings["view_all"].trigger()
        if way == "key":
            qtbot.keyClick(search, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
        elif way == "click":
            row = sidebar.visualRect(sidebar.rows.index(1))
            qtbot.mouseClick(sidebar.viewport(), Qt.MouseButton.LeftButton, pos=row.center())
        else:
            sidebar.setFocus()
            qtbot.keyClick(sidebar, Qt.Key.Key_Down)
            assert window.parts.on_main  # walking past shows the list
            assert window.browsing.view.query == "is:attention"
            qtbot.keyClick(sidebar, Qt.Key.Key_Return)
        assert window.parts.shows("attention"), way
        qtbot.waitUntil(lambda: len(window.parts.attention.view.cases.cases()) == 1)
        qtbot.keyClick(window.parts.attention.view, Qt.Key.Key_Escape)
        assert window.parts.on_main
        assert (window.browsing.view.query, window.browsing.found) == ("is:attention", 1)


def test_elsewhere_v_is_a_letter(window: MainWindow, qtbot: QtBot) -> None:
    window.parts.contacts.view.setFocus()
    qtbot.keyClick(window.parts.contacts.view, Qt.Key.Key_V)
    assert window.parts.contacts.search.text() == "v"


@pytest.fixture
def troubled(window: MainWindow, qtbot: QtBot) -> AttentionPage:
    """The page over two mistyped addresses and a number that cannot be one."""
    many = tuple(Email(f"{name}@example.org") for name in ("a", "b", "c", "d", "e", "f"))
    window.book.save_many(
        [
            Contact(uid="desk", kind=Kind.DESK, role="Desk", agency="IOM", emails=many),
            Contact(
                uid="lena", name="Lena Vogt", city="Geneva", country="CH",
                phones=(Phone("12", "see 12", verdict=Verdict.INVALID), Phone("+41795550000", public=True)),
                emails=(Email("l.vogt@exmaple.org", verdict=Verdict.UNUSUAL),),
            ),
            Contact(uid="omar", name="Omar Said", emails=(Email("o.said@exmaple.org", verdict=Verdict.UNUSUAL),)),
        ],
        "Import of people.csv",
    )  # fmt: skip
    window.doings["put_right"].trigger()
    page = window.parts.attention
    qtbot.waitUntil(lambda: len(page.view.cases.cases()) == 3)
    return page


def texts(page: AttentionPage) -> str:
    return "\n".join(label.text() for label in page.side.findChildren(QLabel) if label.isVisibleTo(page))


def test_what_is_wrong_is_sorted_with_one_remedy_a_row(troubled: AttentionPage, qtbot: QtBot) -> None:
    lines = [line for line in troubled.view.cases.lines if isinstance(line, tuple)]
    assert [(title, count) for title, count, _second in lines] == [("Cannot be a number", 1), ("Mistyped address?", 2)]
    assert [remedy_of(case)[0] for case in troubled.view.cases.cases()] == [
        "Keep as a note", "Use example.org", "Use example.org",
    ]  # fmt: skip
    qtbot.waitUntil(lambda: "Import of people.csv" in texts(troubled))
    assert "+41 79 555 00 00" in texts(troubled)


def test_the_advice_has_the_width_of_the_row_and_the_remedy_is_clicked_above_it(
    window: MainWindow, troubled: AttentionPage, qtbot: QtBot
) -> None:
    view = troubled.view
    rect = view.visualRect(view.currentIndex())
    paints = view.itemDelegate()
    assert isinstance(paints, CaseDelegate)
    chip, advice = paints.remedy_place(rect, "Keep as a note"), paints.advice_place(rect)
    assert rect.contains(chip)
    assert rect.contains(advice)
    assert advice.right() > chip.left()
    assert chip.bottom() < advice.top() + 2
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=chip.center())
    qtbot.waitUntil(lambda: len(view.cases.cases()) == 2)


def test_a_remedy_for_all_that_are_ticked_is_one_step(
    window: MainWindow, troubled: AttentionPage, qtbot: QtBot
) -> None:
    qtbot.keyClick(troubled.view, Qt.Key.Key_Down)
    qtbot.keyClick(troubled.view, Qt.Key.Key_Space)
    qtbot.keyClick(troubled.view, Qt.Key.Key_Down)
    qtbot.keyClick(troubled.view, Qt.Key.Key_Space)
    assert troubled.apply_all.text() == "Use example.org"
    troubled.apply_all.click()
    qtbot.waitUntil(lambda: len(troubled.view.cases.cases()) == 1)
    assert {e.address for c in window.book.get_many(["lena", "omar"]) for e in c.emails} == {
        "l.vogt@example.org", "o.said@example.org",
    }  # fmt: skip
    window.undoing.undo()
    qtbot.waitUntil(lambda: len(troubled.view.cases.cases()) == 3)


def test_save_and_next_puts_the_number_right_and_goes_on(
    window: MainWindow, troubled: AttentionPage, qtbot: QtBot
) -> None:
    assert troubled.row is not None
    troubled.row.field.selectAll()
    qtbot.keyClicks(troubled.row.field, "022 555 00 00")
    qtbot.keyClick(troubled.row.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(troubled.view.cases.cases()) == 2)
    lena = window.book.get("lena")
    assert lena is not None
    assert lena.phones[0].number == "+41225550000"
    assert troubled.view.cases.case(troubled.view.currentIndex().row()) is not None


def test_enter_on_a_row_applies_its_remedy_and_leaving_is_remembered(
    window: MainWindow, troubled: AttentionPage, qtbot: QtBot
) -> None:
    qtbot.keyClick(troubled.view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(troubled.view.cases.cases()) == 2)
    lena = window.book.get("lena")
    assert lena is not None
    assert lena.notes == "see 12"
    for left in (1, 0):
        troubled.leave.click()
        qtbot.waitUntil(lambda left=left: len(troubled.view.cases.cases()) == left)
    qtbot.waitUntil(lambda: "Every number and address is as it should be." in texts(troubled))
    qtbot.keyClick(troubled, Qt.Key.Key_Escape)
    assert window.parts.on_main


def test_away_and_topics_are_about_whom_one_puts_right(
    troubled: AttentionPage, window: MainWindow, qtbot: QtBot
) -> None:
    window.doings["view_all"].trigger()
    window.doings["put_right"].trigger()
    qtbot.waitUntil(lambda: bool(troubled.uid))
    troubled.view.step(1)
    uid = troubled.uid
    assert uid != window.parts.contacts.current_uid()
    qtbot.keyClick(troubled.view, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert window.parts.words_panel.isVisible()
    window.parts.words_panel.close_overlay()
    qtbot.keyClick(troubled.view, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    with qtbot.waitSignal(window.deeds.told):
        qtbot.keyClick(window.parts.away_panel.focusWidget(), Qt.Key.Key_Return)
    held = window.book.get(uid)
    assert held is not None
    assert held.away_until is not None
    qtbot.waitUntil(lambda: troubled.uid == uid)


def test_one_steps_from_case_to_case_and_sees_which_of_how_many(troubled: AttentionPage, qtbot: QtBot) -> None:
    assert troubled.view.place() == (1, 3)
    troubled.view.step(-1)
    assert troubled.view.place() == (1, 3)
    troubled.view.step(1)
    troubled.view.step(1)
    assert troubled.view.place() == (3, 3)
    assert "3 of 3" in [label.text() for label in troubled.findChildren(QLabel) if label.isVisible()]


def test_it_is_said_what_was_done_about_what(troubled: AttentionPage, window: MainWindow, qtbot: QtBot) -> None:
    case = troubled.view.cases.case(troubled.view.currentIndex().row())
    assert case is not None
    with qtbot.waitSignal(window.deeds.told) as told:
        troubled.leave.click()
    assert told.args[0].startswith(f"{case.contact.name}: ")
    assert told.args[0].endswith(" left as it is.")
    assert value_of(case) in told.args[0]
    several = [Righting("n", phone, Remedy.NOTE) for phone in (Phone("12"), Phone("13"))]
    assert done_words(several, "Mali Suwan") == "2 details kept as notes."
    assert done_words([*several, Righting("n", Phone("14"), Remedy.RIGHT)], "") == "3 details put right."
    becomes = Phone("+41790000000")
    words = done_words([Righting("n", Phone("12"), Remedy.USE, becomes=becomes)], "Mali Suwan")
    assert "Mali Suwan: \u2066+41\u00a079\u00a0000\u00a000\u00a000\u2069 in the place of" in words
