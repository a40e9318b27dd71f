from collections.abc import Sequence
from datetime import date

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent, QImage
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem

from contactbook.domain.contact import Found, Kind, Row, Sections
from contactbook.gui.contact_list import ContactList
from contactbook.gui.contact_model import PAGE, ContactModel
from contactbook.gui.row_words import Sought, short_day, state_of
from contactbook.gui.theme import LIGHT, Theme, em

Key = Qt.Key
TODAY = date(2026, 11, 22)
HOSTILE = "\u202e<b>x</b>\u2066" + "y\n" * 3000


def row(number: int, /, **changes: object) -> Row:
    known: dict[str, object] = {
        "id": number, "uid": f"u{number}", "kind": Kind.PERSON, "name": f"Name{number} Test", "other_name": None,
        "role": "Spokesperson", "agency": "IOM", "city": "Vienna", "number": "+1 202 555 0142", "number_public": True,
        "attention": None, "verified_on": None, "away_from": None, "away_until": None,
    }  # fmt: skip
    return Row(**(known | changes))  # type: ignore[arg-type]


class Shelf:
    """Rows by id, and how often they were asked for."""

    def __init__(self, count: int, **changes: dict[str, object]) -> None:
        self.rows = {number: row(number, **changes.get(f"r{number}", {})) for number in range(count)}
        self.asked: list[list[int]] = []

    def __call__(self, ids: Sequence[int]) -> list[Row]:
        self.asked.append(list(ids))
        return [self.rows[known] for known in ids if known in self.rows]


def found(count: int, each: int = 3) -> Found:
    starts = range(0, count, each)
    counts = [min(each, count - at) for at in starts]
    return Found(range(count), Sections([(f"City {at}", "IOM") for at in starts], counts))


@pytest.fixture
def contacts(qtbot) -> ContactList:
    pane = ContactList()
    qtbot.addWidget(pane)
    pane.resize(em(32), 700)
    pane.show_found(found(10), Shelf(10), "", today=TODAY)
    pane.show()
    qtbot.waitExposed(pane)
    pane.activateWindow()
    return pane


def picture(pane: ContactList, number: int) -> QImage:
    index = pane.model.index(pane.model.row_of(number))
    return pane.view.viewport().grab(pane.view.visualRect(index)).toImage()


def has(image: QImage, colour: object) -> bool:
    return any(image.pixelColor(x, y) == colour for x in range(image.width()) for y in range(image.height()))


def test_the_model_keeps_the_rules_of_models(qtbot) -> None:
    model = ContactModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.show(found(50), Shelf(50), Sought.of("name", TODAY, 180))
    model.show(Found(()), Shelf(0), Sought.of("", TODAY, 180))
    assert tester.model() is model
    assert model.rowCount() == 0


def test_sections_stand_before_their_contacts() -> None:
    model = ContactModel()
    model.show(found(7), Shelf(7), Sought.of("", TODAY, 180))
    assert [model.id_at(at) for at in range(model.rowCount())] == [None, 0, 1, 2, None, 3, 4, 5, None, 6]
    assert [model.row_of(number) for number in range(7)] == [1, 2, 3, 5, 6, 7, 9]
    assert model.row_of(99) is None


def test_rows_are_read_a_page_at_a_time_and_kept() -> None:
    model, shelf = ContactModel(), Shelf(100)
    model.show(found(100), shelf, Sought.of("", TODAY, 180))
    assert shelf.asked == []
    for at in range(20):
        model.data(model.index(at), Qt.ItemDataRole.UserRole)
        model.data(model.index(at), Qt.ItemDataRole.DisplayRole)
    assert shelf.asked == [list(range(PAGE))]


def test_flags_and_counts_read_no_rows() -> None:
    model, shelf = ContactModel(), Shelf(100)
    model.show(found(100), shelf, Sought.of("", TODAY, 180))
    flags = [model.flags(model.index(at)) for at in range(model.rowCount())]
    assert not flags[0] & Qt.ItemFlag.ItemIsSelectable
    assert flags[1] & Qt.ItemFlag.ItemIsSelectable
    assert shelf.asked == []


def test_the_first_contact_is_chosen(contacts: ContactList) -> None:
    assert contacts.current_uid() == "u0"
    assert contacts.selected_ids() == [0]
    assert contacts.current_number() == ("+1 202 555 0142", True)


def test_the_arrows_walk_the_list_from_the_search(contacts: ContactList, qtbot) -> None:
    contacts.focus_search()
    told: list[str] = []
    contacts.current_changed.connect(told.append)
    for key in (Key.Key_Down, Key.Key_Down, Key.Key_Down, Key.Key_Up):
        QTest.keyClick(contacts.search, key)
    assert told == ["u1", "u2", "u3", "u2"]
    qtbot.waitUntil(contacts.search.hasFocus)
    with qtbot.waitSignal(contacts.activated) as pressed:
        QTest.keyClick(contacts.search, Key.Key_Return)
    assert pressed.args == ["u2"]


def test_home_and_end_and_pages_skip_sections(contacts: ContactList) -> None:
    view = contacts.view
    QTest.keyClick(view, Key.Key_End)
    assert contacts.current_uid() == "u9"
    QTest.keyClick(view, Key.Key_Home)
    assert contacts.current_uid() == "u0"
    QTest.keyClick(view, Key.Key_PageDown)
    assert contacts.current_uid() not in ("", "u0")
    QTest.keyClick(view, Key.Key_PageUp)
    QTest.keyClick(view, Key.Key_PageUp)
    assert contacts.current_uid() == "u0"


def test_up_from_the_first_contact_shows_its_section(contacts: ContactList) -> None:
    contacts.resize(em(32), 300)
    QTest.keyClick(contacts.view, Key.Key_End)
    QTest.keyClick(contacts.view, Key.Key_Home)
    QTest.keyClick(contacts.view, Key.Key_Up)
    assert contacts.view.verticalScrollBar().value() == 0


def test_typing_in_the_list_goes_to_the_search(contacts: ContactList, qtbot) -> None:
    contacts.view.setFocus()
    with qtbot.waitSignal(contacts.query_changed) as changed:
        QTest.keyClick(contacts.view, Key.Key_J)
    assert changed.args == ["j"]
    qtbot.waitUntil(contacts.search.hasFocus)
    contacts.view.setFocus()
    QTest.keyClick(contacts.view, Key.Key_Backspace)
    assert contacts.search.text() == ""


def test_escape_clears_the_search_first(contacts: ContactList, qtbot) -> None:
    contacts.search.setText("lay")
    left: list[bool] = []
    contacts.escape.connect(lambda: left.append(True))
    QTest.keyClick(contacts.search, Key.Key_Escape)
    assert (contacts.search.text(), left) == ("", [])
    QTest.keyClick(contacts.view, Key.Key_Escape)
    assert left == [True]


def test_all_and_some_are_selected(contacts: ContactList) -> None:
    contacts.view.setFocus()
    contacts.select_id(4)
    QTest.keyClick(contacts.view, Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(contacts.view, Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert contacts.selected_ids() == [4, 5, 6]
    QTest.keyClick(contacts.view, Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert contacts.selected_ids() == list(range(10))
    assert contacts.current_uid() == "u6"


def test_selecting_a_hundred_thousand_reads_no_rows(contacts: ContactList) -> None:
    shelf = Shelf(0)
    contacts.show_found(found(100_000, 20), shelf, "a", today=TODAY)
    shelf.asked.clear()
    contacts.view.selectAll()
    assert len(contacts.selected_ids()) == 100_000
    assert len(shelf.asked) <= 1
    assert (
        contacts.view.visualRect(contacts.model.index(0)).height()
        < contacts.view.visualRect(contacts.model.index(1)).height()
    )


def test_selection_and_scroll_outlive_a_reset(contacts: ContactList) -> None:
    shelf = Shelf(200)
    contacts.show_found(found(200), shelf, "", today=TODAY)
    contacts.select_id(120)
    QTest.keyClick(contacts.view, Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    bar = contacts.view.verticalScrollBar()
    bar.setValue(bar.value() + 13)
    before = contacts.view.visualRect(contacts.model.index(contacts.model.row_of(120))).top()
    told: list[str] = []
    contacts.current_changed.connect(told.append)
    ids = [number for number in range(200) if number != 3]
    titles = [(f"City {at}", "IOM") for at in range(0, 200, 3)]
    sections = Sections(titles, [3, 2, *[3] * (len(titles) - 2)])
    contacts.show_found(Found(ids, sections), shelf, "", today=TODAY)
    assert contacts.selected_ids() == [120, 121]
    assert (contacts.current_uid(), told) == ("u121", [])
    assert contacts.view.visualRect(contacts.model.index(contacts.model.row_of(120))).top() == before


def test_the_neighbour_takes_the_place_of_one_that_went(contacts: ContactList) -> None:
    contacts.select_id(4)
    contacts.show_found(Found([0, 1, 2, 3, 5, 6]), Shelf(10), "", today=TODAY)
    assert contacts.current_uid() == "u5"
    assert contacts.selected_ids() == [5]
    contacts.select_id(6)
    contacts.show_found(Found([0, 1, 2]), Shelf(10), "", today=TODAY)
    assert contacts.current_uid() == "u2"


def test_another_query_chooses_its_first(contacts: ContactList) -> None:
    contacts.select_id(4)
    contacts.show_found(found(10), Shelf(10), "name", today=TODAY)
    assert contacts.current_uid() == "u0"


def test_nothing_found_offers_near_names(contacts: ContactList, qtbot) -> None:
    contacts.search.setText("Haddat")
    with qtbot.waitSignal(contacts.current_changed) as told:
        contacts.show_found(
            Found((), suggestions=("Layla Haddad", "<i>Jones</i> & Co")), Shelf(0), "Haddat", today=TODAY
        )
    assert told.args == [""]
    assert contacts.selected_ids() == []
    offered = contacts._nothing.buttons()
    assert [button.accessibleName() for button in offered] == ["Layla Haddad", "<i>Jones</i> & Co"]
    assert not contacts.view.isVisible()
    QTest.keyClick(offered[0], Key.Key_Space)
    assert contacts.search.text() == "Layla Haddad"
    QTest.keyClick(contacts.search, Key.Key_Down)
    QTest.keyClick(contacts.search, Key.Key_Return)


def test_ctrl_a_takes_the_words_of_the_search_and_then_all_that_was_found(contacts: ContactList) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    contacts.search.setText("name")
    contacts.show_found(found(10), Shelf(10), "name", today=TODAY)
    QTest.keyClick(contacts.search, Key.Key_A, control)
    assert (contacts.search.selectedText(), len(contacts.selected_ids())) == ("name", 1)
    QTest.keyClick(contacts.search, Key.Key_A, control)
    assert len(contacts.selected_ids()) == 10


def test_contacts_are_chosen_by_uid_or_id(contacts: ContactList) -> None:
    assert contacts.select("u7")
    assert contacts.current_uid() == "u7"
    assert not contacts.select("nobody")
    assert not contacts.select_id(99)
    assert contacts.current_uid() == "u7"


def test_a_row_of_a_contact_that_went_is_blank(contacts: ContactList) -> None:
    shelf = Shelf(10)
    del shelf.rows[5]
    contacts.show_found(found(10), shelf, "", today=TODAY)
    contacts.grab()
    contacts.select_id(5)
    assert contacts.current_uid() == ""


@pytest.mark.parametrize(
    ("changes", "text", "tone"),
    [
        ({}, None, None),
        ({"attention": "number", "away_until": TODAY}, "Check number", "bad"),
        ({"attention": "address"}, "Check address", "bad"),
        ({"away_until": date(2026, 12, 3)}, "Away to 3 Dec", "dim"),
        ({"away_from": date(2026, 11, 1)}, "Away", "dim"),
        ({"away_from": date(2026, 12, 1), "away_until": date(2026, 12, 3)}, None, None),
        ({"verified_on": date(2026, 4, 22)}, "214 days", "warn"),
        ({"verified_on": date(2026, 11, 1)}, None, None),
    ],
)
def test_the_state_worth_knowing(changes: dict[str, object], text: str | None, tone: str | None) -> None:
    state = state_of(row(1, **changes), TODAY, 180)
    assert (state.text, state.tone) == (text, tone) if state else text is None


def test_a_far_day_has_its_year() -> None:
    assert short_day(date(2028, 1, 3), TODAY) == "3 Jan 2028"


def test_what_was_sought_is_marked(contacts: ContactList) -> None:
    shelf = Shelf(10, r1={"name": "Łukasz Tester", "number": "+41 22 000 00 00"})
    contacts.show_found(found(10), shelf, "lukasz", today=TODAY)
    assert has(picture(contacts, 1), LIGHT.mark)
    assert not has(picture(contacts, 2), LIGHT.mark)
    contacts.show_found(found(10), shelf, "022 000", today=TODAY)
    assert has(picture(contacts, 1), LIGHT.mark)


def test_selection_is_tinted_and_focus_ringed(contacts: ContactList, qtbot) -> None:
    contacts.select_id(2)
    contacts.search.setFocus()
    assert has(picture(contacts, 2), LIGHT.tint)
    assert not has(picture(contacts, 1), LIGHT.tint)
    middle = QPoint(picture(contacts, 2).width() // 2, 2)
    assert picture(contacts, 2).pixelColor(middle) == LIGHT.tint
    contacts.view.setFocus()
    qtbot.waitUntil(contacts.view.hasFocus)
    assert picture(contacts, 2).pixelColor(middle) == LIGHT.accent


def test_a_hostile_name_is_plain_and_keeps_to_its_row(contacts: ContactList) -> None:
    plain = picture(contacts, 2)
    shelf = Shelf(10, r1={"name": HOSTILE, "other_name": HOSTILE, "role": HOSTILE, "number": HOSTILE})
    contacts.show_found(found(10), shelf, "", today=TODAY)
    words = contacts.model.words(contacts.model.row_of(1))
    assert "<b>x</b>" in words.name.text
    assert not {"\u202e", "\u2066", "\n"} & set(words.name.text)
    assert contacts.view.visualRect(contacts.model.index(2)).height() == plain.height()
    assert picture(contacts, 2) == plain


def test_initials_go_where_there_is_little_room(contacts: ContactList) -> None:
    assert has(picture(contacts, 1), LIGHT.avatar)
    contacts.resize(em(23), 700)
    assert not has(picture(contacts, 1), LIGHT.avatar)


def test_rows_mirror(contacts: ContactList, qapp: QApplication) -> None:
    left = picture(contacts, 0)
    assert left.pixelColor(1, left.height() // 2) == LIGHT.accent
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    right = picture(contacts, 0)
    assert right.pixelColor(right.width() - 2, right.height() // 2) == LIGHT.accent


def test_a_screen_reader_hears_the_row(contacts: ContactList) -> None:
    shelf = Shelf(10, r0={"away_until": date(2026, 12, 3), "number_public": False})
    contacts.show_found(found(10), shelf, "", today=TODAY)
    section, first = contacts.model.index(0), contacts.model.index(1)
    text, description = Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.AccessibleDescriptionRole
    assert section.data(text) == "City 0, IOM, 3 contacts"
    assert first.data(text) == "Name0 Test, Spokesperson, IOM, Vienna, Away to 3 Dec"
    assert first.data(description) == "+ 1 2 0 2 5 5 5 0 1 4 2, internal"


def test_cut_words_are_whole_in_the_tooltip(contacts: ContactList, monkeypatch) -> None:
    shelf = Shelf(10, r1={"role": "Communication and donor relations officer " * 3})
    contacts.show_found(found(10), shelf, "", today=TODAY)
    shown: list[str] = []
    monkeypatch.setattr(
        "contactbook.gui.contact_delegate.QToolTip.showText", lambda _where, text, _view: shown.append(text)
    )
    option = QStyleOptionViewItem()
    event = QHelpEvent(QEvent.Type.ToolTip, QPoint(9, 9), QPoint(9, 9))
    for number in (0, 1):
        index = contacts.model.index(contacts.model.row_of(number))
        option.rect = contacts.view.visualRect(index)
        contacts.view.itemDelegate().helpEvent(event, contacts.view, option, index)
    assert shown[0] == ""
    assert "donor relations officer" in shown[1]


def test_dark_repaints_the_rows(contacts: ContactList, theme: Theme) -> None:
    light = picture(contacts, 1)
    theme.choose("dark")
    assert picture(contacts, 1) != light
    theme.apply(high_contrast=True)
    assert not picture(contacts, 0).isNull()
