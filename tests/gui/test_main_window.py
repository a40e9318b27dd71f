"""The window does what a press officer does: look up, copy, correct, move, undo; all of it by keyboard."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QInputDialog, QPushButton
from pytestqt.qtbot import QtBot

from contactbook.app.book import Book
from contactbook.domain.contact import Contact, Email, Verdict
from contactbook.gui.main_window import MainWindow
from contactbook.gui.theme import Theme
from tests.gui.forms import shown_words
from tests.gui.window_help import RELEASE, filled, open_window, seek

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def names(window: MainWindow) -> list[str]:
    found = window.book.find(window.browsing.query, view=window.browsing.view.query)
    return sorted(row.name for row in window.book.rows(found.ids))


def written(window: MainWindow, qtbot: QtBot, key: str) -> None:
    with qtbot.waitSignal(window.deeds.told):
        window.doings[key].trigger()
    qtbot.waitUntil(lambda: not window.tasks.busy)


def test_it_opens_ready_to_search_and_says_what_enter_will_do(window: MainWindow) -> None:
    assert QApplication.focusWidget() is window.parts.contacts.search
    assert window.parts.status.ready.startswith("4 contacts · Enter copies")
    assert window.browsing.current is not None


def test_three_letters_find_and_enter_copies_the_number_shown(window: MainWindow, qtbot: QtBot) -> None:
    seek(window, qtbot, "per")
    assert window.browsing.found == 1
    assert window.browsing.current is not None
    assert window.browsing.current.name == "Aline Perret"
    qtbot.keyClick(window.parts.contacts.search, Qt.Key.Key_Return)
    assert QApplication.clipboard().text() == "+41 79 555 00 00"
    assert "Copied" in window.parts.status.said


def test_digits_in_national_form_find_and_copy_the_number_that_matched(window: MainWindow, qtbot: QtBot) -> None:
    seek(window, qtbot, "022 555")
    qtbot.keyClick(window.parts.contacts.search, Qt.Key.Key_Return)
    assert QApplication.clipboard().text() == "+41 22 555 00 00"
    assert "internal" in window.parts.status.said


def test_an_internal_number_says_so_before_and_after(window: MainWindow, qtbot: QtBot) -> None:
    seek(window, qtbot, "nakamura")
    assert "internal" in window.parts.status.ready
    qtbot.keyClick(window.parts.contacts.search, Qt.Key.Key_Return)
    assert "internal" in window.parts.status.said


def test_arrows_walk_the_list_from_the_search_field(window: MainWindow, qtbot: QtBot) -> None:
    first = window.parts.contacts.current_uid()
    qtbot.keyClick(window.parts.contacts.search, Qt.Key.Key_Down)
    second = window.parts.contacts.current_uid()
    assert second != first
    assert window.browsing.current is not None
    assert window.browsing.current.uid == second
    qtbot.keyClick(window.parts.contacts.search, Qt.Key.Key_Up)
    assert window.parts.contacts.current_uid() == first


def test_a_search_that_cannot_be_read_leaves_the_list(window: MainWindow, qtbot: QtBot) -> None:
    for words in ('"', "(", "is:", "-", "|", "\u202e<b>"):
        window.parts.contacts.search.setText(words)
    window.parts.contacts.search.clear()
    assert window.browsing.found == 4


def test_delete_moves_to_the_trash_and_ctrl_z_takes_it_back(window: MainWindow, qtbot: QtBot) -> None:
    seek(window, qtbot, "vrba")
    window.parts.contacts.view.setFocus()
    with qtbot.waitSignal(window.deeds.told) as told:
        qtbot.keyClick(window.parts.contacts.view, Qt.Key.Key_Delete)
    assert told.args == ["Tomas Vrba moved to the trash.", True]
    qtbot.waitUntil(lambda: window.browsing.counts.trash == 1)
    assert window.doings["undo"].text() == "Undo: Move Tomas Vrba to the trash"
    with qtbot.waitSignal(window.undoing.told):
        qtbot.keyClick(window.parts.contacts.search, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: window.browsing.counts.trash == 0)
    assert window.doings["redo"].text() == "Redo: Move Tomas Vrba to the trash"
    with qtbot.waitSignal(window.undoing.told):
        qtbot.keyClick(window.parts.contacts.search, Qt.Key.Key_Z, CTRL | SHIFT)
    qtbot.waitUntil(lambda: window.browsing.counts.trash == 1)


def test_delete_in_the_search_field_edits_the_words(window: MainWindow, qtbot: QtBot) -> None:
    seek(window, qtbot, "vrba")
    window.parts.contacts.search.setCursorPosition(0)
    qtbot.keyClick(window.parts.contacts.search, Qt.Key.Key_Delete)
    assert window.parts.contacts.search.text() == "rba"
    assert not window.tasks.busy


def test_the_trash_is_a_view_and_gives_back(window: MainWindow, qtbot: QtBot) -> None:
    seek(window, qtbot, "vrba")
    written(window, qtbot, "trash")
    window.parts.contacts.search.clear()
    window.doings["view_trash"].trigger()
    assert names(window) == ["Tomas Vrba"]
    assert not window.doings["trash"].isEnabled()
    assert window.doings["restore"].isEnabled()
    written(window, qtbot, "restore")
    window.doings["view_all"].trigger()
    assert len(names(window)) == 4


def test_verify_now_is_one_step_with_undo_in_the_status_bar(window: MainWindow, qtbot: QtBot) -> None:
    seek(window, qtbot, "perret")
    with qtbot.waitSignal(window.deeds.told):
        qtbot.keyClick(window.parts.contacts.search, Qt.Key.Key_V, CTRL | SHIFT)
    assert window.parts.status.said == "Aline Perret verified by phone."
    with qtbot.waitSignal(window.undoing.told):
        window.parts.status.undo_requested.emit()
    assert window.parts.status.said == "Undone: Verify Aline Perret."


def test_edit_save_and_the_other_process_sees_it(window: MainWindow, qtbot: QtBot) -> None:
    seek(window, qtbot, "vrba")
    qtbot.keyClick(window.parts.contacts.search, Qt.Key.Key_E, CTRL)
    assert window.editing.active
    assert window.parts.pane.currentWidget() is window.parts.editor
    name = window.parts.editor.form.who.name
    name.setFocus()
    name.selectAll()
    qtbot.keyClicks(name, "Tomas Vrbata")
    with qtbot.waitSignal(window.deeds.saved):
        qtbot.keyClick(name, Qt.Key.Key_S, CTRL)
    assert not window.editing.active
    assert window.parts.status.said == "Tomas Vrbata saved."
    other = Book.open(window.book.path)
    assert len(other.find("vrbata").ids) == 1
    other.close()


def test_esc_leaves_a_form_in_which_nothing_was_changed(window: MainWindow, qtbot: QtBot) -> None:
    window.doings["edit"].trigger()
    assert window.editing.active
    qtbot.keyClick(window.parts.editor, Qt.Key.Key_Escape)
    assert not window.editing.active
    assert window.parts.pane.currentIndex() == 0


def test_a_second_ctrl_s_adds_no_second_contact(window: MainWindow, qtbot: QtBot) -> None:
    window.doings["new_contact"].trigger()
    name = window.parts.editor.form.who.name
    qtbot.keyClicks(name, "Vera Sample")
    with qtbot.waitSignal(window.deeds.saved):
        window.doings["save"].trigger()
        window.doings["save"].trigger()
    qtbot.waitUntil(lambda: not window.tasks.busy)
    window.parts.contacts.search.clear()
    assert names(window).count("Vera Sample") == 1
    assert window.browsing.current is not None
    assert window.browsing.current.name == "Vera Sample"


def test_what_a_new_contact_took_over_is_said_and_cleared_by_one_key(window: MainWindow, qtbot: QtBot) -> None:
    seek(window, qtbot, "perret")
    name = window.browsing.current.name if window.browsing.current else ""
    qtbot.keyClick(window.parts.contacts.search, Qt.Key.Key_N, CTRL)
    editor = window.parts.editor
    assert name in editor.form.taken.text()
    qtbot.keyClick(editor.form.who.name, Qt.Key.Key_C, Qt.KeyboardModifier.AltModifier)
    contact = editor.form.contact()
    assert (contact.agency, contact.city, contact.country) == (None, None, None)
    assert not editor.form.taken.text()
    qtbot.keyClick(editor, Qt.Key.Key_Escape)  # nothing was typed: nothing is asked
    assert not window.editing.active
    window.doings["edit"].trigger()
    assert not editor.form.taken.text()


def test_new_desk_takes_city_and_agency_over(window: MainWindow, qtbot: QtBot) -> None:
    seek(window, qtbot, "perret")
    qtbot.keyClick(window.parts.contacts.search, Qt.Key.Key_N, CTRL | SHIFT)
    assert window.editing.uid == ""
    contact = window.parts.editor.form.contact()
    assert contact.kind.value == "desk"
    assert contact.city == "Geneva"


def test_a_list_is_made_filled_shown_and_left_again(window: MainWindow, qtbot: QtBot) -> None:
    window.doings["new_list"].trigger()
    dialog = window.findChild(QInputDialog)
    assert dialog is not None
    with qtbot.waitSignal(window.deeds.told):
        dialog.textValueSelected.emit("  Night   duty ")
    dialog.close()
    assert ("Night duty", 0) in window.book.lists()
    seek(window, qtbot, "perret")
    with qtbot.waitSignal(window.deeds.told):
        window.deeds.add_to_list(window.browsing.uids(), "Night duty")
    window.parts.contacts.search.clear()
    window.wishes.show_view('list:"Night duty"', "Night duty")
    assert names(window) == ["Aline Perret"]
    written(window, qtbot, "remove_from_list")
    assert names(window) == []
    written(window, qtbot, "delete_list")
    assert window.book.lists() == []
    assert window.browsing.view.query == ""


def test_grouping_is_remembered(window: MainWindow, qtbot: QtBot, theme: Theme, tmp_path: Path) -> None:
    window.doings["by_agency"].trigger()
    assert window.parts.sidebar.grouping.value() == "agency"
    again = open_window(qtbot, theme, window.book.path, tmp_path)
    assert again.browsing.grouping == "agency"
    again.close()


def test_what_another_process_wrote_is_seen_by_the_poll(window: MainWindow, qtbot: QtBot) -> None:
    other = Book.open(window.book.path)
    contact = other.get_many(other.uids_of(other.find("vrba").ids))[0]
    other.trash([contact.uid])
    other.close()
    with qtbot.waitSignal(window.bridge.changed):
        window.poll()
    assert window.browsing.counts.trash == 1


def test_undo_goes_when_the_last_step_is_another_process_s(window: MainWindow, qtbot: QtBot) -> None:
    window.poll()
    written(window, qtbot, "trash")
    undo = next(b for b in window.parts.status.findChildren(QPushButton) if b.text() == "Undo")
    assert undo.isVisible()
    other = Book.open(window.book.path)
    other.save(Contact(name="Karim Ohlsen"))
    other.close()

    window.poll()

    qtbot.waitUntil(lambda: not undo.isVisible())
    assert "moved to the trash" in window.parts.status.said


def test_f6_walks_the_panes(window: MainWindow, qtbot: QtBot) -> None:
    seen = []
    for _ in range(3):
        window.doings["next_pane"].trigger()
        held = QApplication.focusWidget()
        panes = {"list": window.parts.contacts, "card": window.parts.pane, "sidebar": window.parts.sidebar}
        seen.append(next(name for name, pane in panes.items() if held is not None and pane.isAncestorOf(held)))
    assert seen == ["card", "sidebar", "list"]


def test_slash_goes_to_the_search_and_letters_in_the_list_search(window: MainWindow, qtbot: QtBot) -> None:
    window.parts.contacts.view.setFocus()
    qtbot.keyClick(window.parts.contacts.view, Qt.Key.Key_Slash)
    assert QApplication.focusWidget() is window.parts.contacts.search
    assert window.parts.contacts.search.text() == ""
    window.parts.contacts.view.setFocus()
    qtbot.keyClicks(window.parts.contacts.view, "vr")
    assert window.parts.contacts.search.text() == "vr"
    assert window.browsing.found == 1
    assert not window.tasks.busy  # V in the list searches and verifies nobody


def test_a_narrow_window_makes_the_sidebar_a_rail_and_a_wide_one_brings_it_back(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.resize(640, 600)
    qtbot.waitUntil(lambda: window.parts.panes.is_rail)
    window.resize(1280, 800)
    qtbot.waitUntil(lambda: not window.parts.panes.is_rail)


def test_every_action_has_a_menu_and_says_why_it_cannot(window: MainWindow) -> None:
    from contactbook.gui.actions import SPECS

    shown = {action.objectName() for menu in window.doings.menus(window) for action in menu.actions()}
    assert {spec.key for spec in SPECS if spec.key != "menu"} <= shown
    for spec in SPECS:
        assert window.doings[spec.key].isEnabled() is (window.doings.why_not(spec.key) is None)
    keys = [keys for spec in SPECS for keys in spec.shortcuts]
    assert len(keys) == len(set(keys))


def test_every_page_opens_and_esc_comes_back(window: MainWindow, qtbot: QtBot) -> None:
    for key in ("book_history", "contact_history", "shortcuts", "about", "read_release"):
        window.doings[key].trigger()
        assert not window.parts.on_main
        assert not window.grab().isNull()
        assert window.parts.pages.minimumSizeHint().width() <= window.parts.panes.minimumSizeHint().width()
        qtbot.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Escape)
        assert window.parts.on_main


def test_history_undoes_back_to_a_step(window: MainWindow, qtbot: QtBot) -> None:
    seek(window, qtbot, "perret")
    written(window, qtbot, "verify")
    written(window, qtbot, "trash")
    window.doings["book_history"].trigger()
    page = window.parts.history
    page.list.setCurrentIndex(page.model.index(1))
    with qtbot.waitSignal(window.undoing.told) as told:
        page.since.click()
    assert told.args[0] == "2 steps undone: Move Aline Perret to the trash; Verify Aline Perret."
    assert window.book.undo_name() == "Begin"


def test_text_is_dropped_anywhere_and_reviewed(window: MainWindow, qtbot: QtBot) -> None:
    data = QMimeData()
    data.setText(RELEASE)
    enter = QDragEnterEvent(
        QPoint(600, 400), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    window.dragEnterEvent(enter)
    assert enter.isAccepted()
    assert window.parts.overlay.isVisible()
    drop = QDropEvent(
        QPoint(600, 400), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    with qtbot.waitSignal(window.reader.planned):
        window.dropEvent(drop)
    assert not window.parts.overlay.isVisible()
    assert window.parts.pages.currentWidget() is window.parts.review


def test_a_release_pasted_into_the_search_field_is_read_not_sought(window: MainWindow, qtbot: QtBot) -> None:
    QApplication.clipboard().setText(RELEASE)
    with qtbot.waitSignal(window.reader.planned):
        qtbot.keyClick(window.parts.contacts.search, Qt.Key.Key_V, CTRL)
    assert window.parts.contacts.search.text() == ""


def test_words_pasted_into_the_search_field_are_sought(window: MainWindow, qtbot: QtBot) -> None:
    QApplication.clipboard().setText("vrba")
    qtbot.keyClick(window.parts.contacts.search, Qt.Key.Key_V, CTRL)
    assert window.parts.contacts.search.text() == "vrba"


def test_an_empty_book_shows_three_ways_in(empty_window: MainWindow, qtbot: QtBot) -> None:
    window = empty_window
    assert window.parts.first_run.isVisible()
    assert not window.parts.contacts.isVisible()
    assert window.parts.status.ready == "No contacts yet"
    assert QApplication.focusWidget() is window.parts.first_run.read
    with qtbot.waitSignal(window.wishes.sample_asked):
        window.parts.first_run.sample.click()
    qtbot.keyClick(window.parts.first_run.add, Qt.Key.Key_Return)
    assert window.editing.active
    assert window.parts.editor.isVisible()
    window.parts.editor.cancel()
    assert window.parts.first_run.isVisible()


def test_the_first_import_fills_the_window(empty_window: MainWindow, qtbot: QtBot) -> None:
    window = empty_window
    with qtbot.waitSignal(window.reader.planned):
        window.intake.read_text(RELEASE)
    with qtbot.waitSignal(window.reader.applied):
        qtbot.keyClick(window.parts.review.list, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: window.parts.contacts.isVisible())
    assert not window.parts.first_run.isVisible()
    assert window.parts.status.said == "Imported 3 contacts."
    assert len(names(window)) == 3


def test_an_import_shows_the_first_contact_of_the_file(empty_window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    window = empty_window
    cards = [
        f"BEGIN:VCARD\nVERSION:3.0\nFN:{name}\nUID:{uid}\nEND:VCARD\n" for uid, name in (("c", "Mo"), ("a", "Zoe"))
    ]
    (tmp_path / "two.vcf").write_text("".join(cards), encoding="utf-8")
    with qtbot.waitSignal(window.reader.planned):
        window.intake.read_files([tmp_path / "two.vcf"])
    with qtbot.waitSignal(window.reader.applied):
        qtbot.keyClick(window.parts.review.list, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: window.browsing.current is not None)
    assert window.browsing.current is not None
    assert window.browsing.current.uid == "c"


def test_closing_writes_what_was_asked_for(qtbot: QtBot, theme: Theme, tmp_path: Path) -> None:
    window = open_window(qtbot, theme, filled(tmp_path / "b.db"), tmp_path)
    uids = window.book.uids_of(window.book.find("vrba").ids)
    window.deeds.trash(uids)
    with qtbot.waitSignal(window.closed):
        window.close()
    book = Book.open(tmp_path / "b.db")
    assert book.counts().trash == 1
    book.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_change_of_theme_paints_every_page(window: MainWindow, theme: Theme, scheme: str) -> None:
    theme.choose(scheme)
    for page in range(window.parts.pages.count()):
        window.parts.pages.setCurrentIndex(page)
        assert not window.grab().isNull()


EVIL = "<b>Bold</b> <img src=x> \u202eevil\u202c & co " + "x" * 10_000


def test_whatever_a_contact_is_called_is_only_text(window: MainWindow, qtbot: QtBot) -> None:
    contact = Contact(name=EVIL, role=EVIL, agency=EVIL, city=EVIL, notes=EVIL, topics=(EVIL,), lists=(EVIL,))
    with qtbot.waitSignal(window.deeds.saved):
        window.deeds.save(contact)
    seek(window, qtbot, "bold")
    assert window.browsing.found == 1
    assert not window.grab().isNull()
    assert "\u202e" not in window.parts.status.said
    assert len(window.doings["undo"].text()) < 120
    for key in ("copy_block", "contact_history", "palette"):
        window.doings[key].trigger()
        assert not window.grab().isNull()
    assert window.width() == 1280
    window.parts.palette_.close_overlay()
    window.wishes.go_back()
    window.doings["edit"].trigger()
    assert not window.grab().isNull()


def test_the_card_tells_of_a_mail_domain_one_letter_off(window: MainWindow, qtbot: QtBot) -> None:
    several = [Contact(name=f"Ines Marko {n}", emails=(Email(f"i{n}@example.org"),)) for n in range(5)]
    window.book.save_many(
        [*several, Contact(name="Ines Slip", emails=(Email("slip@exmaple.org", verdict=Verdict.UNUSUAL),))], "Add"
    )
    seek(window, qtbot, "slip")
    window.browsing.fill_now()
    qtbot.waitUntil(lambda: "One letter off example.org" in shown_words(window.parts.card))


@pytest.mark.parametrize("page", ["put_right", "book_history", "backups", "renumber", "settings", "shortcuts"])
def test_the_keys_of_views_leave_a_page_that_holds_no_edit(window: MainWindow, qtbot: QtBot, page: str) -> None:
    window.doings[page].trigger()
    assert not window.parts.on_main
    qtbot.keyClick(window.parts.pages.currentWidget(), Qt.Key.Key_4, CTRL)
    assert window.parts.on_main
    assert window.browsing.view.query == "is:away"
    assert window.doings["find"].isEnabled()


def test_the_keys_of_views_leave_no_text_that_is_being_pasted(window: MainWindow, qtbot: QtBot) -> None:
    window.doings["settings"].trigger()
    window.doings["read_release"].trigger()
    qtbot.keyClick(window.parts.read_page, Qt.Key.Key_1, CTRL)
    assert window.parts.shows("read_page")
    assert window.doings.why_not("view_all") == "finish or leave this page first"


def test_what_was_said_goes_when_another_page_is_shown_and_undo_stays(window: MainWindow, qtbot: QtBot) -> None:
    written(window, qtbot, "verify")
    assert "verified by phone" in window.parts.status.said
    window.doings["book_history"].trigger()
    assert window.parts.status.said == ""
    assert window.doings["undo"].isEnabled()
    with qtbot.waitSignal(window.undoing.told):
        window.doings["undo"].trigger()
    assert window.parts.status.said.startswith("Undone: Verify")
    qtbot.keyClick(window.parts.history, Qt.Key.Key_Escape)
    assert window.parts.status.said == ""


def test_a_remedy_stays_until_it_is_taken(window: MainWindow) -> None:
    window.offer_remedy("The book’s file is gone.", "Put it back", "backups")
    window.doings["settings"].trigger()
    assert window.parts.status.said == "The book’s file is gone."
