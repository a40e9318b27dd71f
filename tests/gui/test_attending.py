"""Verifying one detail, one contact after the other, and putting right what needs attention, in a real window."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from contactbook.domain.contact import Contact, Means, Phone
from contactbook.domain.reaching import Moment
from contactbook.gui import card_words
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


def test_elsewhere_v_is_a_letter(window: MainWindow, qtbot: QtBot) -> None:
    window.parts.contacts.view.setFocus()
    qtbot.keyClick(window.parts.contacts.view, Qt.Key.Key_V)
    assert window.parts.contacts.search.text() == "v"
