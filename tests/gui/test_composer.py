"""The composer shows exactly what will be pasted, warns beside it, and writes nothing by itself."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QColor, QFontMetrics, QGuiApplication
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QRadioButton, QStyleOptionViewItem, QTextEdit
from pytestqt.qtbot import QtBot

from contactbook.app.book import Book
from contactbook.app.publishing import Internal, publish_chosen
from contactbook.app.settings import Settings
from contactbook.domain.contact import Contact, Email, Means, Phone, PhoneKind, Translation, Verdict
from contactbook.exchange.block import Layout
from contactbook.gui.composer import ComposerPage
from contactbook.gui.composer_desk import ComposerDesk
from contactbook.gui.composer_model import ROW
from contactbook.gui.composer_state import Sent
from contactbook.gui.tasks import Tasks
from contactbook.gui.theme import Theme, tokens
from tests.gui.forms import POPUPS

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
TODAY = NOW.date()


def number(value: str, kind: PhoneKind = PhoneKind.MOBILE, *, public: bool = True, days: int = 20) -> Phone:
    return Phone(value, value, kind=kind, public=public, verified_on=TODAY - timedelta(days), verified_by=Means.CALLED)


PEOPLE = (
    Contact(
        uid="ada", name="Ada Okello", role="Spokesperson", agency="UNHCR", city="Geneva", country="CH",
        phones=(number("+41765550011"), number("+41225550000", PhoneKind.OFFICE)), languages=("en", "fr"),
        emails=(Email("a.okello@example.org", public=True, verified_on=TODAY),),
        translations=(Translation("ar", "آدا أوكيلو", "المتحدثة"),),
    ),
    Contact(uid="tomas", name="Tomáš Dvořák", role="Spokesperson", agency="ICRC", city="Geneva", country="CH",
            phones=(number("+41795550136", days=214),)),
    Contact(uid="karim", name="Karim Aoun", role="Press officer", agency="UNHCR", city="Beirut", country="LB",
            phones=(number("+96171555019"),), away_from=TODAY, away_until=date(2026, 12, 3), cover="rima"),
    Contact(uid="rima", name="Rima Saab", role="Press officer", agency="UNHCR", city="Beirut", country="LB",
            phones=(number("+9613555012"), number("+9611555014", PhoneKind.OFFICE, public=False)),
            emails=(Email("rima.home@example.org"),)),
    Contact(uid="ruth", name="Ruth Nakamura", agency="WFP", city="Nairobi", country="KE",
            phones=(number("+254722000000", public=False),)),
    Contact(uid="lukas", name="Łukasz 😀 Wiśniewski", role="Spokesperson", agency="IOM", city="Brussels", country="BE",
            phones=(Phone("+3222", "+3222", public=True, verdict=Verdict.INVALID),)),
)  # fmt: skip


@dataclass
class Made:
    """A composer that is shown, over a book."""

    page: ComposerPage
    book: Book
    desk: ComposerDesk
    heard: list[object] = field(default_factory=list)

    def text(self) -> str:
        return self.page.preview.toPlainText()

    def names(self) -> list[str]:
        return [row.name for row in self.page.list.rows.rows]

    def warning(self, uid: str) -> str:
        concern = self.page.list.rows.rows[self.page.list.rows.place(uid)].concern
        return concern.text if concern else ""


@pytest.fixture
def made(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Iterator[Made]:
    book = Book.open(tmp_path / "book.db", clock=lambda: NOW)
    book.save_many(PEOPLE, "Begin")
    book.add_to_list(["ada", "tomas"], "Winter appeal")
    tasks = Tasks(pytest.fail)
    desk = ComposerDesk(book, Settings(tmp_path / "settings.json"), tasks)
    page = ComposerPage()
    page.use(desk.source)
    qtbot.addWidget(page)
    page.resize(1280, 800)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    yield Made(page, book, desk)
    tasks.close()
    book.close()


def press(qtbot: QtBot, made: Made, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    qtbot.keyClick(made.page.list, key, held)


def tinted(made: Made) -> str:
    return "".join(one.cursor.selectedText() for one in made.page.preview.extraSelections())


def test_the_preview_is_what_is_copied_as_text_and_as_rich_text(made: Made, qtbot: QtBot) -> None:
    made.page.open(["ada", "rima"])
    assert made.text().splitlines()[:4] == [
        "For more information, please contact:", "", "In Geneva:", "Ada Okello, Spokesperson, UNHCR",
    ]  # fmt: skip
    with qtbot.waitSignal(made.page.copied) as told:
        press(qtbot, made, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    data = QGuiApplication.clipboard().mimeData()
    assert data.text().rstrip("\n") == made.text()
    assert "+41&nbsp;76&nbsp;555&nbsp;00&nbsp;11" in data.html()
    sent = told.args[0]
    assert isinstance(sent, Sent)
    assert sent.uids == ("ada", "rima")
    assert made.page.first.text() == "2 contacts, public details only"
    assert made.page.second.text() == "2 internal details withheld"


def test_each_choice_shows_at_once(made: Made, qtbot: QtBot) -> None:
    made.page.open(["ada", "rima"])
    choices = made.page.choices
    choices.ticks["roles"].click()
    assert "Spokesperson" not in made.text()
    choices.ticks["languages"].click()
    assert "English, French" in made.text()
    choices.ticks["offices"].click()
    assert "+41 22 555 00 00" not in made.text()
    choices.group_by.findChild(QRadioButton, "agency").click()
    assert "UNHCR:" in made.text()
    choices.format.findChild(QRadioButton, "html").click()
    assert made.text().startswith('<div lang="en" dir="ltr">')
    choices.heading.setText("")
    choices.heading.textEdited.emit("")
    assert "For more information" not in made.text()


def test_the_heading_follows_the_language_until_the_person_writes_one(made: Made, qtbot: QtBot) -> None:
    made.page.open(["ada"])
    choices = made.page.choices
    choices.language.setCurrentIndex(choices.language.findData("fr"))
    assert made.text().startswith("Pour plus d’informations")
    assert choices.layout_().heading is None
    choices.heading.selectAll()
    qtbot.keyClicks(choices.heading, "Contact presse")
    choices.language.setCurrentIndex(choices.language.findData("de"))
    assert made.text().startswith("Contact presse")


def test_arabic_runs_from_the_right_with_its_numbers_held(made: Made) -> None:
    made.page.open(["ada", "tomas"])
    choices = made.page.choices
    choices.language.setCurrentIndex(choices.language.findData("ar"))
    preview = made.page.preview
    assert preview.document().defaultTextOption().textDirection() is Qt.LayoutDirection.RightToLeft
    assert "آدا أوكيلو" in made.text()
    assert "\u2066+41 76 555 00 11\u2069" in made.text()
    place, _concerns = preview.marks()[0]
    assert place.left() > preview.viewport().width() - 40  # in the margin on the side where lines begin
    choices.language.setCurrentIndex(choices.language.findData("en"))
    assert preview.marks()[0][0].right() < 40


def test_the_contact_in_hand_is_tinted_whatever_letters_come_before(made: Made) -> None:
    made.page.open(["lukas", "ada"])
    made.page.list.choose("ada")
    assert tinted(made).startswith("Ada Okello, Spokesperson, UNHCR")
    assert tinted(made).endswith("a.okello@example.org")
    made.page.list.choose("lukas")
    assert tinted(made).startswith("Łukasz 😀 Wiśniewski")


def test_a_click_in_the_text_takes_that_contact_in_hand(made: Made, qtbot: QtBot) -> None:
    made.page.open(["ada", "rima"])
    preview = made.page.preview
    cursor = preview.document().find("Rima")
    cursor.setPosition(cursor.selectionStart() + 1)
    where = preview.cursorRect(cursor).center()
    qtbot.mouseClick(preview.viewport(), Qt.MouseButton.LeftButton, pos=where)
    row = made.page.list.row()
    assert row is not None
    assert row.uid == "rima"


def test_contacts_are_moved_and_left_out_by_key(made: Made, qtbot: QtBot) -> None:
    made.page.open(["ada", "rima", "tomas"])
    made.page.list.choose("rima")
    press(qtbot, made, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert made.names() == ["Rima Saab", "Ada Okello", "Tomáš Dvořák"]
    assert made.text().index("In Beirut:") < made.text().index("In Geneva:")
    press(qtbot, made, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)  # already the first
    press(qtbot, made, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    press(qtbot, made, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert made.names() == ["Ada Okello", "Tomáš Dvořák", "Rima Saab"]
    press(qtbot, made, Qt.Key.Key_Delete)
    assert made.names() == ["Ada Okello", "Tomáš Dvořák"]
    assert made.page.list.row() is not None  # the neighbour is in hand
    assert made.book.get("rima") is not None


def test_a_drop_between_two_rows_moves_the_contact_there(made: Made) -> None:
    made.page.open(["ada", "rima", "tomas"])
    assert made.page.list.rows.moveRow(QModelIndex(), 2, QModelIndex(), 0)
    assert made.names() == ["Tomáš Dvořák", "Ada Okello", "Rima Saab"]
    assert made.text().index("Tomáš") < made.text().index("Ada")
    assert not made.page.list.rows.moveRow(QModelIndex(), 1, QModelIndex(), 2)  # where it is already


def part_of(made: Made, uid: str, part: str) -> QPoint:
    """Find a point of a row that takes a click for its cross or its remedy."""
    view = made.page.list
    index = view.rows.index(view.rows.place(uid))
    option = QStyleOptionViewItem()
    option.rect = view.visualRect(index)
    option.direction = view.layoutDirection()
    spots = (
        QPoint(x, y)
        for y in range(option.rect.top(), option.rect.bottom(), 4)
        for x in range(option.rect.left(), option.rect.right(), 4)
    )
    return next(spot for spot in spots if view.painted.part_at(option, index, spot) == part)


def test_the_cross_and_the_remedy_take_a_click(made: Made, qtbot: QtBot) -> None:
    made.page.open(["ada", "tomas"])
    assert made.warning("tomas") == "Not verified for 214 days"
    assert made.page.to_look_at.text() == "1 to look at"
    with qtbot.waitSignal(made.page.verify_wanted) as wanted:
        qtbot.mouseClick(made.page.list.viewport(), Qt.MouseButton.LeftButton, pos=part_of(made, "tomas", "remedy"))
    assert wanted.args == ["tomas"]
    made.book.verify(["tomas"], Means.CALLED)
    made.page.refresh()
    assert made.warning("tomas") == ""
    assert not made.page.to_look_at.isVisible()
    qtbot.mouseClick(made.page.list.viewport(), Qt.MouseButton.LeftButton, pos=part_of(made, "ada", "remove"))
    assert made.names() == ["Tomáš Dvořák"]


def test_who_is_away_gives_way_to_the_cover_and_can_be_printed_anyway(made: Made, qtbot: QtBot) -> None:
    made.page.open(["karim"])
    assert "Rima Saab" in made.text()
    assert made.warning("karim") == "Away to 3 Dec; Rima Saab is printed"
    assert not made.page.to_look_at.isVisible()  # nothing is left to do
    press(qtbot, made, Qt.Key.Key_Return)
    assert "Karim Aoun" in made.text()
    assert made.warning("karim") == "Away to 3 Dec; cover is Rima Saab"
    assert made.page.to_look_at.text() == "1 to look at"
    press(qtbot, made, Qt.Key.Key_Return)
    assert "Rima Saab" in made.text()
    assert "Karim" not in made.text()


def test_what_would_become_public_is_named_before_one_click_publishes_it(made: Made, qtbot: QtBot) -> None:
    made.page.open(["ruth", "rima"])
    assert made.warning("ruth") == "No public number or address"
    press(qtbot, made, Qt.Key.Key_Return)
    panel = made.page.publishing
    assert [tick.text() for tick, _one in panel.ticks] == ["Ruth Nakamura: Mobile +254 722 000000"]
    made.page.escape()
    assert not panel.isVisible()
    made.page.publish.click()
    named = [tick.text() for tick, _one in panel.ticks]
    assert named[1:] == ["Rima Saab: Office +961 1 555 014", "Rima Saab: Email rima.home@example.org"]
    panel.ticks[2][0].click()
    assert panel.publish.text() == "Publish 2 details"
    with qtbot.waitSignal(made.page.publish_wanted) as wanted:
        panel.publish.click()
    chosen = wanted.args[0]
    assert all(isinstance(one, Internal) for one in chosen)
    assert "+254" not in made.text()  # nothing is written yet
    step = publish_chosen(made.book, chosen)
    assert step is not None
    assert step.name == "Publish 2 numbers of 2 contacts"
    made.page.refresh()
    assert "+254 722 000000" in made.text()
    assert "rima.home" not in made.text()
    made.book.undo()
    made.page.refresh()
    assert "+254 722 000000" not in made.text()


def test_a_number_that_cannot_be_one_leads_to_its_contact(made: Made, qtbot: QtBot) -> None:
    made.page.open(["lukas"])
    assert made.warning("lukas") == "A number may not be right"
    with qtbot.waitSignal(made.page.open_wanted) as wanted:
        press(qtbot, made, Qt.Key.Key_Return)
    assert wanted.args == ["lukas"]


def test_who_was_looked_at_leads_back_to_the_block_as_it_was(made: Made, qtbot: QtBot) -> None:
    made.page.open(["rima", "lukas", "ada"])
    made.page.list.choose("lukas")
    press(qtbot, made, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    press(qtbot, made, Qt.Key.Key_Return)
    lukas = made.book.get("lukas")
    assert lukas is not None
    made.book.save(replace(lukas, phones=(number("+32470555068"),)))
    made.page.resume(["lukas"])
    assert made.names() == ["Łukasz 😀 Wiśniewski", "Rima Saab", "Ada Okello"]
    assert made.warning("lukas") == ""
    made.page.resume(["lukas"])  # this time it is meant alone
    assert made.names() == ["Łukasz 😀 Wiśniewski"]


def test_details_that_the_choices_leave_out_are_shown_again(made: Made, qtbot: QtBot) -> None:
    made.page.open(["tomas"])
    made.page.choices.ticks["mobiles"].click()
    assert made.warning("tomas") == "All its details are left out"
    press(qtbot, made, Qt.Key.Key_Return)
    assert "+41 79 555 01 36" in made.text()
    assert made.page.choices.ticks["mobiles"].isChecked()


@POPUPS
def test_contacts_are_added_by_name_and_by_list(made: Made, qtbot: QtBot) -> None:
    made.page.open([])
    field = made.page.field
    assert QApplication.focusWidget() is field
    assert not made.page.copy.isEnabled()
    qtbot.keyClicks(field, "rima")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert made.names() == ["Rima Saab"]
    assert field.text() == ""
    assert [offer.words for offer in field.offers("rima")] == []  # is there already
    offers = {offer.words: offer.uids for offer in field.offers("winter")}
    assert sorted(offers["List Winter appeal (2)"]) == ["ada", "tomas"]
    qtbot.keyClicks(field, "winter")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert sorted(made.names()) == ["Ada Okello", "Rima Saab", "Tomáš Dvořák"]
    assert field.offers("is:nothing") == []  # half a query, while one types
    made.page.escape()
    assert not field.isVisible()
    with qtbot.waitSignal(made.page.left):
        made.page.escape()


@POPUPS
def test_an_offer_is_chosen_with_the_arrows(made: Made, qtbot: QtBot) -> None:
    made.page.open(["ruth"])
    made.page.ask_add()
    field = made.page.field
    qtbot.keyClicks(field, "geneva")
    popup = field.completer().popup()
    qtbot.waitUntil(popup.isVisible)
    offered = [popup.model().index(row, 0).data() for row in range(popup.model().rowCount())]
    assert offered[2] == "All 2 found"
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
        qtbot.keyClick(popup, key)
    assert len(made.names()) == 2
    assert offered[1].startswith(made.names()[1])
    assert field.text() == ""
    qtbot.keyClicks(field, "geneva")
    qtbot.waitUntil(popup.isVisible)
    qtbot.keyClick(popup, Qt.Key.Key_Escape)
    assert not popup.isVisible()
    assert field.isVisible()  # Esc took the offers away, no more
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert not field.isVisible()


def test_a_rich_and_a_plain_editor_take_what_was_copied(made: Made, qtbot: QtBot) -> None:
    made.page.open(["ada", "tomas"])
    choices = made.page.choices
    choices.language.setCurrentIndex(choices.language.findData("ar"))
    made.page.copy.click()
    rich, plain = QTextEdit(), QPlainTextEdit()
    for editor in (rich, plain):
        qtbot.addWidget(editor)
        editor.paste()
        assert "آدا أوكيلو" in editor.toPlainText()
    assert "+41 76 555 00 11" in rich.toPlainText().replace("\u00a0", " ")
    assert plain.toPlainText().strip() == made.text().strip()
    assert 'href="tel:+41765550011"' in rich.toHtml()


def test_a_preset_brings_layout_and_contacts_back(made: Made, qtbot: QtBot) -> None:
    made.page.open(["tomas", "ada"])
    choices = made.page.choices
    choices.language.setCurrentIndex(choices.language.findData("fr"))
    made.page.save_as.click()
    naming = made.page.naming
    assert not naming.save.isEnabled()
    qtbot.keyClicks(naming.name, "Winter appeal, French")
    with qtbot.waitSignal(made.page.save_preset_wanted) as wanted:
        qtbot.keyClick(naming.name, Qt.Key.Key_Return)
    name, layout, uids = wanted.args
    assert isinstance(layout, Layout)
    assert uids == ["tomas", "ada"]
    with qtbot.waitSignal(made.desk.told):
        made.desk.save_preset(name, layout, uids)
    before = made.text()
    choices.show_layout(Layout(), "text")
    made.page.open(["rima"])
    made.page.presets.fill()
    made.page.presets.menu.actions()[0].trigger()
    assert made.text() == before
    made.page.save_as.click()
    assert naming.save.text() == "Replace"


def test_a_kept_block_opens_again_with_the_details_of_today(made: Made, qtbot: QtBot) -> None:
    made.page.open(["ada"])
    sent = made.page.state.sent()
    with qtbot.waitSignal(made.desk.told):
        made.desk.keep(sent)
    qtbot.waitUntil(lambda: bool(made.book.blocks.kept()))
    kept = made.book.blocks.kept()[0]
    made.page.open_kept(kept)
    assert made.page.aside.text() == "the block of 23 November, still right"
    ada = made.book.get("ada")
    assert ada is not None
    made.book.save(replace(ada, phones=(number("+41765550099"),)))
    made.page.presets.fill()
    entry = made.page.presets.menu.actions()[-1]
    assert "no longer right" in entry.text()
    entry.trigger()
    assert "+41 76 555 00 99" in made.text()
    assert made.page.aside.text() == "the block of 23 November with the details of today"


def test_a_contact_that_goes_to_the_trash_leaves_the_block_until_it_is_back(made: Made) -> None:
    made.page.open(["ada", "rima"])
    made.book.trash(["ada"])
    made.page.refresh()
    assert made.names() == ["Rima Saab"]
    made.book.undo()
    made.page.refresh()
    assert made.names() == ["Ada Okello", "Rima Saab"]


def test_forty_contacts_scroll_to_the_one_in_hand(made: Made, qtbot: QtBot) -> None:
    people = [Contact(uid=f"n{at}", name=f"Person {at}", city="Geneva", country="CH", role="Officer",
                      phones=(number(f"+4176555{at:04}"),)) for at in range(40)]  # fmt: skip
    made.book.save_many(people, "Forty")
    made.page.resize(1024, 640)
    made.page.open([person.uid for person in people])
    press(qtbot, made, Qt.Key.Key_End)
    preview = made.page.preview
    assert tinted(made).startswith("Person 39")
    cursor = preview.document().find("Person 39")
    assert preview.viewport().rect().contains(preview.cursorRect(cursor))
    made.page.list.choose("n0")
    assert preview.viewport().rect().contains(preview.cursorRect(preview.document().find("Person 0,")))


@pytest.mark.parametrize("way", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_row_says_what_it_is_and_paints_its_warning(
    made: Made, theme: Theme, qapp: QApplication, scheme: str, way: Qt.LayoutDirection
) -> None:
    theme.choose(scheme)
    qapp.setLayoutDirection(way)
    made.page.paint_anew()
    made.page.open(["tomas", "ada"])
    view = made.page.list
    said = view.rows.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Tomáš Dvořák, Spokesperson · ICRC · Geneva, Not verified for 214 days"
    image = view.grab(view.visualRect(view.rows.index(0))).toImage()
    inks = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    assert any(is_near(ink, tokens().warn) for ink in inks)
    left = part_of(made, "tomas", "remove").x() < view.width() // 2
    assert left == (way is Qt.LayoutDirection.RightToLeft)


def is_near(ink: QColor, wanted: QColor) -> bool:
    """Tell whether a pixel has a colour, but for the smoothing of letters."""
    apart = (ink.red() - wanted.red(), ink.green() - wanted.green(), ink.blue() - wanted.blue())
    return ink.alpha() > 200 and max(map(abs, apart)) < 24


def test_nothing_is_cut_at_the_least_size(made: Made) -> None:
    made.page.resize(1024, 640)
    made.page.open(["ada", "rima"])
    assert made.page.minimumSizeHint().width() <= 1024
    assert made.page.minimumSizeHint().height() <= 640
    for button in (made.page.copy, made.page.save_as, made.page.add):
        assert button.width() >= QFontMetrics(button.font()).horizontalAdvance(button.text())
        assert made.page.rect().contains(button.mapTo(made.page, button.rect().bottomRight()))


def test_hostile_names_are_only_text(made: Made) -> None:
    made.book.save(Contact(uid="evil", name="<b>Eve</b>\u202e\nTwo & three", city="Geneva", country="CH",
                           phones=(number("+41765550012"), number("+41765550013", public=False))))  # fmt: skip
    made.page.open(["evil"])
    row = made.page.list.rows.index(0).data(ROW)
    assert "\u202e" not in row.name
    assert "\n" not in row.name
    assert "<b>Eve</b>" in made.text()
    made.page.publish.click()
    assert "&& three" in made.page.publishing.ticks[0][0].text()
