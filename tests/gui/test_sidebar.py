import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QRadioButton

from contactbook.domain.contact import Counts, Group
from contactbook.gui.sidebar import RAIL_WIDTH, Sidebar
from contactbook.gui.sidebar_entries import quoted
from contactbook.gui.theme import LIGHT, em

Key = Qt.Key
COUNTS = Counts(214, 6, 31, 2, 1)
LISTS = [("Border", 8), ('A "quoted" <b>list</b>', 0)]
GROUPS = [
    Group("Beirut", 5, (Group("UNHCR", 3), Group("WFP", 2))),
    Group("Geneva", 1, (Group("IOM", 1),)),
    Group("No city", 1, (Group("No agency", 1),)),
]


@pytest.fixture
def sidebar(qtbot) -> Sidebar:
    pane = Sidebar()
    qtbot.addWidget(pane)
    pane.resize(em(17), 760)
    pane.show_counts(COUNTS)
    pane.show_lists(LISTS)
    pane.show_tree("city", GROUPS)
    pane.show()
    qtbot.waitExposed(pane)
    pane.activateWindow()
    return pane


def heard(sidebar: Sidebar) -> list[str]:
    return [index.data(Qt.ItemDataRole.AccessibleTextRole) for index in rows(sidebar)]


def rows(sidebar: Sidebar) -> list:
    model = sidebar.views.model()
    return [model.index(at, 0) for at in range(model.rowCount())]


def told_by(sidebar: Sidebar) -> list[tuple[str, str]]:
    told: list[tuple[str, str]] = []
    sidebar.view_chosen.connect(lambda query, title: told.append((query, title)))
    return told


def click(view, index) -> None:
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(index).center())


def test_views_and_lists_are_heard_with_their_counts(sidebar: Sidebar) -> None:
    assert heard(sidebar) == [
        "All contacts, 214 contacts", "Needs attention, 6 contacts", "Not verified, 31 contacts",
        "Away, 2 contacts", "Lists", "Border, 8 contacts", 'A "quoted" <b>list</b>',
    ]  # fmt: skip


def test_an_empty_book_counts_nothing_and_has_no_places(qtbot) -> None:
    pane = Sidebar()
    qtbot.addWidget(pane)
    pane.show_counts(Counts(0, 0, 0, 0, 0))
    pane.show_tree("city", [])
    assert heard(pane)[0] == "All contacts"
    assert pane.places.isHidden()


def test_a_click_chooses_a_view_once(sidebar: Sidebar) -> None:
    told = told_by(sidebar)
    click(sidebar.views, rows(sidebar)[1])
    click(sidebar.views, rows(sidebar)[1])
    click(sidebar.views, rows(sidebar)[4])  # the heading
    click(sidebar.trash, sidebar.trash.model().index(0, 0))
    assert told == [("is:attention", "Needs attention"), ("is:trash", "Trash")]
    assert sidebar.views.chosen() is None


def test_the_arrows_choose_and_skip_the_heading(sidebar: Sidebar) -> None:
    told = told_by(sidebar)
    for _press in range(4):
        QTest.keyClick(sidebar.views, Key.Key_Down)
    assert told[-1] == ('list:"Border"', "Border")


def test_tab_alone_chooses_nothing(sidebar: Sidebar, qtbot) -> None:
    told = told_by(sidebar)
    sidebar.places.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(sidebar.places.hasFocus)
    assert told == []


def test_places_open_by_key_and_ask_for_both(sidebar: Sidebar) -> None:
    told = told_by(sidebar)
    sidebar.places.setFocus()
    for key in (Key.Key_Down, Key.Key_Up, Key.Key_Right, Key.Key_Down):
        QTest.keyClick(sidebar.places, key)
    assert told[-2:] == [('city:"Beirut"', "Beirut"), ('city:"Beirut" agency:"UNHCR"', "UNHCR, Beirut")]
    QTest.keyClick(sidebar.places, Key.Key_Left)
    QTest.keyClick(sidebar.places, Key.Key_Left)
    assert not sidebar.places.isExpanded(sidebar.places.model().index(0, 0))


def test_the_chevron_opens_without_choosing(sidebar: Sidebar) -> None:
    told = told_by(sidebar)
    first = sidebar.places.model().index(0, 0)
    edge = sidebar.places.visualRect(first)
    QTest.mouseClick(
        sidebar.places.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(edge.left() + 10, edge.center().y())
    )
    assert sidebar.places.isExpanded(first)
    assert told == []


def test_grouped_by_agency_the_query_is_the_same(sidebar: Sidebar) -> None:
    sidebar.show_tree("agency", [Group("UNHCR", 3, (Group("Beirut", 3),))])
    sidebar.choose('city:"Beirut" agency:"UNHCR"')
    assert sidebar.places.chosen() == 'city:"Beirut" agency:"UNHCR"'
    assert sidebar.grouping.value() == "agency"


def test_those_without_a_place_are_asked_for_as_such(sidebar: Sidebar) -> None:
    told = told_by(sidebar)
    click(sidebar.places, sidebar.places.model().index(2, 0))
    assert told == [('city:""', "No city")]


def test_what_is_open_and_chosen_outlives_new_counts(sidebar: Sidebar) -> None:
    sidebar.choose('city:"Beirut" agency:"WFP"')
    sidebar.show_tree("city", [Group("Accra", 1), *GROUPS])
    assert sidebar.places.chosen() == 'city:"Beirut" agency:"WFP"'
    assert sidebar.places.isExpanded(sidebar.places.model().index(1, 0))
    sidebar.choose('list:"Border"')
    told = told_by(sidebar)
    sidebar.show_lists([("Alpha", 1), *LISTS])
    assert sidebar.views.chosen() == 'list:"Border"'
    assert told == []


def test_the_grouping_is_told(sidebar: Sidebar, qtbot) -> None:
    with qtbot.waitSignal(sidebar.grouping_chosen) as told:
        QTest.mouseClick(sidebar.grouping.findChildren(QRadioButton)[1], Qt.MouseButton.LeftButton)
    assert told.args == ["agency"]


def test_its_buttons_are_named_and_work(sidebar: Sidebar, qtbot) -> None:
    for button, signal in (
        (sidebar.menu_button, sidebar.menu_requested),
        (sidebar.add_list, sidebar.new_list_requested),
        (sidebar.rail_button, sidebar.rail_toggled),
    ):
        assert QAccessible.queryAccessibleInterface(button).text(QAccessible.Text.Name)
        with qtbot.waitSignal(signal):
            QTest.keyClick(button, Key.Key_Space)


def test_the_rail_keeps_the_views_as_icons(sidebar: Sidebar) -> None:
    sidebar.set_rail(True)
    assert (sidebar.minimumWidth(), sidebar.maximumWidth()) == (RAIL_WIDTH, RAIL_WIDTH)
    assert sidebar.views.isVisible()
    assert not sidebar.places.isVisible()
    assert not sidebar.add_list.isVisible()
    sidebar.show_lists([("Another", 1)])
    assert sidebar.views.isRowHidden(5)
    told = told_by(sidebar)
    click(sidebar.views, rows(sidebar)[2])
    assert told == [("is:unverified", "Not verified")]
    sidebar.set_rail(False)
    assert sidebar.places.isVisible()
    assert not sidebar.views.isRowHidden(5)


@pytest.mark.parametrize("way", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_no_count_of_a_place_is_cut(sidebar: Sidebar, qapp: QApplication, way: Qt.LayoutDirection) -> None:
    qapp.setLayoutDirection(way)
    sidebar.resize(240, 700)
    row = sidebar.places.visualRect(sidebar.places.model().index(0, 0))
    assert (row.left(), row.width()) == (0, sidebar.places.viewport().width())


def test_many_lists_leave_room_for_the_places(sidebar: Sidebar) -> None:
    sidebar.show_lists([(f"List {at}", at) for at in range(60)])
    assert sidebar.places.height() >= 90
    assert sidebar.trash.geometry().bottom() <= sidebar.height()


def test_attention_stands_on_its_ground(sidebar: Sidebar) -> None:
    area = sidebar.views.visualRect(rows(sidebar)[1])
    image = sidebar.views.viewport().grab(area).toImage()
    assert any(
        image.pixelColor(x, y) == LIGHT.bad_ground for x in range(image.width()) for y in range(image.height())
    )  # fmt: skip


def test_a_row_can_be_asked_for_its_menu(sidebar: Sidebar, qtbot) -> None:
    asked: list[tuple[str, str]] = []
    sidebar.context_requested.connect(lambda query, title, _where: asked.append((query, title)))
    sidebar.views.asked.emit(rows(sidebar)[5].data(Qt.ItemDataRole.UserRole), QPoint(1, 1))
    assert asked == [('list:"Border"', "Border")]


def test_a_quote_in_a_name_cannot_end_the_phrase() -> None:
    assert quoted('a" is:trash "b') == '"a  is:trash  b"'
