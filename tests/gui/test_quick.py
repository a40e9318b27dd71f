"""Away, cover, topics and languages are changed by a few keys, for one contact or several, each as one step."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from contactbook.domain.contact import Contact
from contactbook.gui.main_window import MainWindow
from contactbook.gui.quick import friday_after
from tests.gui.forms import POPUPS, type_into

Key, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier
CTRL_SHIFT = CTRL | Qt.KeyboardModifier.ShiftModifier
TODAY = date(2026, 11, 23)  # a Monday


@pytest.fixture
def window(window: MainWindow) -> MainWindow:
    window.book.clock = lambda: datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
    return window


def choose(window: MainWindow, words: str) -> list[Contact]:
    """Choose one contact, or all where no words are given."""
    if words:
        window.browsing.select(window.book.uids_of(window.book.find(words).ids)[0])
    else:
        window.parts.contacts.view.selectAll()
    return held(window, window.browsing.uids())


def held(window: MainWindow, uids: Sequence[str]) -> list[Contact]:
    return window.book.get_many(list(uids))


def press(window: MainWindow, qtbot: QtBot, key: Qt.Key, held: Qt.KeyboardModifier) -> None:
    qtbot.keyClick(window.parts.contacts.search, key, held)


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


@pytest.mark.parametrize(
    ("today", "friday"), [(23, 27), (24, 27), (25, 4), (26, 4), (27, 4), (28, 4), (29, 4), (30, 4)]
)
def test_an_absence_ends_on_a_friday(today: int, friday: int) -> None:
    assert friday_after(date(2026, 11, today)) == date(2026, 11 if friday > 20 else 12, friday)


def test_away_takes_two_keys_and_is_one_step(window: MainWindow, qtbot: QtBot) -> None:
    (before,) = choose(window, "vrba")
    press(window, qtbot, Key.Key_O, CTRL_SHIFT)
    panel = window.parts.away_panel
    assert "Tomas Vrba" in panel.title.text()
    assert not panel.back.isVisible()
    with qtbot.waitSignal(window.deeds.told) as told:
        qtbot.keyClick(focused(), Key.Key_Return)
    assert told.args == ["Tomas Vrba: away to 27 November.", True]
    assert not panel.isVisible()
    (contact,) = held(window, [before.uid])
    assert (contact.away_from, contact.away_until, contact.cover) == (TODAY, date(2026, 11, 27), None)
    assert window.browsing.counts.away == 1
    window.book.undo()
    assert held(window, [before.uid])[0].away_from is None


@POPUPS
def test_the_cover_is_completed_from_the_book(window: MainWindow, qtbot: QtBot) -> None:
    (before,) = choose(window, "vrba")
    (cover,) = held(window, [window.book.uids_of(window.book.find("perret").ids)[0]])
    press(window, qtbot, Key.Key_O, CTRL_SHIFT)
    panel = window.parts.away_panel
    type_into(qtbot, panel.away.end.line, "3 Dec")
    type_into(qtbot, panel.away.cover, "alin")
    popup = QApplication.activePopupWidget()
    assert popup is not None
    qtbot.keyClick(popup, Key.Key_Down)
    qtbot.keyClick(popup, Key.Key_Return)
    assert panel.isVisible()
    with qtbot.waitSignal(window.deeds.told):
        qtbot.keyClick(focused(), Key.Key_Return)
    (contact,) = held(window, [before.uid])
    assert (contact.away_until, contact.cover) == (date(2026, 12, 3), cover.uid)


def test_what_is_wrong_is_explained_and_esc_changes_nothing(window: MainWindow, qtbot: QtBot) -> None:
    (before,) = choose(window, "vrba")
    steps = len(window.book.history())
    press(window, qtbot, Key.Key_O, CTRL_SHIFT)
    panel = window.parts.away_panel
    for text, why in (("1 November", "before the first"), ("soon", "No day")):
        type_into(qtbot, panel.away.end.line, text)
        qtbot.keyClick(panel.away.end.line, Key.Key_Return)
        assert why in panel.away.message.text()
        assert panel.isVisible()
    qtbot.keyClick(panel.away.end.line, Key.Key_Escape)
    assert not panel.isVisible()
    assert held(window, [before.uid]) == [before]
    assert len(window.book.history()) == steps


def test_who_is_away_is_shown_so_and_can_come_back(window: MainWindow, qtbot: QtBot) -> None:
    (contact,) = choose(window, "vrba")
    window.book.save(replace(contact, away_from=date(2026, 11, 20), away_until=date(2026, 12, 10)))
    press(window, qtbot, Key.Key_O, CTRL_SHIFT)
    panel = window.parts.away_panel
    assert (panel.away.start.day(), panel.away.end.day()) == (date(2026, 11, 20), date(2026, 12, 10))
    with qtbot.waitSignal(window.deeds.told):
        panel.back.click()
    (contact,) = held(window, [contact.uid])
    assert (contact.away_from, contact.away_until) == (None, None)
    window.doings["is_back"].trigger()
    assert "Nobody is away here" in window.parts.status.said


def test_several_are_set_away_as_one_step(window: MainWindow, qtbot: QtBot) -> None:
    several = choose(window, "")
    press(window, qtbot, Key.Key_O, CTRL_SHIFT)
    with qtbot.waitSignal(window.deeds.told) as told:
        qtbot.keyClick(focused(), Key.Key_Return)
    assert told.args is not None
    assert told.args[0] == "4 contacts: away to 27 November."
    assert {c.away_until for c in held(window, [c.uid for c in several])} == {date(2026, 11, 27)}
    assert window.book.history()[0].name == "Set 4 contacts away"


@POPUPS
def test_topics_and_languages_are_added_and_taken_away(window: MainWindow, qtbot: QtBot) -> None:
    (before,) = choose(window, "perret")
    assert before.topics == ("Asylum",)
    press(window, qtbot, Key.Key_T, CTRL)
    panel = window.parts.words_panel
    panel.topics.field.take_out("Asylum")
    panel.topics.field.line.setFocus()
    qtbot.keyClicks(panel.topics.field.line, "Rivers,")
    panel.speaks.field.line.setFocus()
    qtbot.keyClicks(panel.speaks.field.line, "fr,")
    with qtbot.waitSignal(window.deeds.told) as told:
        qtbot.keyClick(panel.speaks.field.line, Key.Key_Return)
    assert told.args == ["Aline Perret: topics and languages changed.", True]
    (contact,) = held(window, [before.uid])
    assert (contact.topics, contact.languages) == (("Rivers",), ("fr",))
    assert window.book.history()[0].name == "Change topics and languages of Aline Perret"


def test_a_language_that_nobody_knows_is_explained(window: MainWindow, qtbot: QtBot) -> None:
    choose(window, "perret")
    press(window, qtbot, Key.Key_T, CTRL)
    panel = window.parts.words_panel
    panel.speaks.field.line.setText("Quixish")
    panel.take()
    assert panel.isVisible()
    assert "Quixish" in panel._said.text()


def test_the_palette_adds_a_topic_to_several(window: MainWindow, qtbot: QtBot) -> None:
    several = choose(window, "")
    press(window, qtbot, Key.Key_K, CTRL)
    palette = window.parts.palette_
    qtbot.keyClicks(palette.field, "add topic asy")
    with qtbot.waitSignal(window.deeds.told):
        qtbot.keyClick(palette.field, Key.Key_Return)
    assert {c.topics for c in held(window, [c.uid for c in several])} == {("Asylum",)}
    press(window, qtbot, Key.Key_K, CTRL)
    qtbot.keyClicks(palette.field, "take topic asy")
    with qtbot.waitSignal(window.deeds.told):
        qtbot.keyClick(palette.field, Key.Key_Return)
    assert {c.topics for c in held(window, [c.uid for c in several])} == {()}


def test_the_card_leads_to_both(window: MainWindow, qtbot: QtBot) -> None:
    (contact,) = choose(window, "perret")
    window.book.save(replace(contact, away_until=date(2026, 12, 10)))

    def links(name: str) -> list[QPushButton]:
        return [b for b in window.parts.card.findChildren(QPushButton) if b.accessibleName() == name]

    for name, panel in (
        ("Change topics and languages", "words_panel"),
        ("Change when they are away", "away_panel"),
    ):
        qtbot.waitUntil(lambda name=name: len(links(name)) == 1)
        links(name)[0].click()
        shown: QWidget = getattr(window.parts, panel)
        assert shown.isVisible()
        qtbot.keyClick(focused(), Key.Key_Escape)
