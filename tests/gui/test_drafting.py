"""What is typed survives a crash: it is offered at the next start, laid on the contact as it is by then."""

import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from contactbook.app.book import Book
from contactbook.app.drafts import Draft, Drafts, folder_of
from contactbook.domain.contact import Contact
from contactbook.gui.main_window import MainWindow
from contactbook.gui.theme import Theme
from tests.gui.conftest import close_window
from tests.gui.forms import answer, type_into
from tests.gui.window_help import filled, open_window

AT = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
Open = Callable[[], MainWindow]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return filled(tmp_path / "book.db")


@pytest.fixture
def opened(qtbot: QtBot, theme: Theme, tmp_path: Path, book: Path) -> Iterator[Open]:
    """Open a window over the book; all are closed at the end."""
    windows: list[MainWindow] = []

    def begin() -> MainWindow:
        windows.append(open_window(qtbot, theme, book, tmp_path))
        return windows[-1]

    yield begin
    for window in windows:
        close_window(window)


def kept(book: Path) -> list[Path]:
    return sorted(folder_of(book).glob("*.json"))


def contact_of(path: Path, words: str) -> Contact:
    book = Book.open(path)
    found = book.get_many(book.uids_of(book.find(words).ids))
    book.close()
    assert len(found) == 1
    return found[0]


def left_behind(path: Path, before: Contact, typed: Contact) -> None:
    """Leave a draft as a crash does."""
    drafts = Drafts(path)
    drafts.keep("left", Draft(AT, before, typed))
    drafts.close()


def save(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.deeds.saved):
        window.doings["save"].trigger()


def killed(path: Path, name: str, role: str) -> None:
    """Have another process type into the form, and kill it."""
    command = [sys.executable, "-m", "tests.gui.draft_child", str(path), name, role]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "kept\n"
        child.kill()


@pytest.mark.skipif(sys.platform == "win32", reason="kills as POSIX does")
@pytest.mark.parametrize("name", ["vrba", ""])
def test_what_was_typed_when_the_program_was_killed_is_offered(
    qtbot: QtBot, opened: Open, book: Path, name: str
) -> None:
    killed(book, name, "Head of media")
    assert [stat.S_IMODE(path.stat().st_mode) for path in (*kept(book), folder_of(book))] == [0o600, 0o700]
    window = opened()
    who = "Tomas Vrba" if name else "Vera Sample"
    assert who in window.parts.notice.said
    qtbot.keyClick(
        window.parts.contacts.search,
        Qt.Key.Key_U,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    assert window.editing.active
    assert not window.parts.notice.isVisible()
    assert window.parts.editor.form.role.text() == "Head of media"
    assert window.parts.editor.form.about.topics.line.text() == "Half a top"
    save(window, qtbot)
    assert contact_of(book, who).role == "Head of media"
    assert contact_of(book, who).topics == ("Half a top",)
    qtbot.waitUntil(lambda: not folder_of(book).exists())


def test_a_draft_is_kept_while_one_types_and_goes_with_the_save(qtbot: QtBot, opened: Open, book: Path) -> None:
    window = opened()
    window.doings["edit"].trigger()
    type_into(qtbot, window.parts.editor.form.role, "Head")
    qtbot.waitUntil(lambda: len(kept(book)) == 1)
    qtbot.keyClicks(window.parts.editor.form.role, " of media")
    qtbot.waitUntil(lambda: "Head of media" in kept(book)[0].read_text(encoding="utf-8"))
    save(window, qtbot)
    qtbot.waitUntil(lambda: not folder_of(book).exists())


@pytest.mark.parametrize("way", ["discarded", "undone by hand", "closed"])
def test_what_is_given_up_leaves_no_draft(qtbot: QtBot, opened: Open, book: Path, way: str) -> None:
    window = opened()
    window.doings["edit"].trigger()
    role = window.parts.editor.form.role
    before = role.text()
    type_into(qtbot, role, "Head")
    qtbot.waitUntil(lambda: len(kept(book)) == 1)
    if way == "undone by hand":
        type_into(qtbot, role, before)
    else:
        answer("Discard")
        window.parts.editor.cancel() if way == "discarded" else window.close()
    qtbot.waitUntil(lambda: not folder_of(book).exists())


def test_a_window_that_is_at_work_is_not_disturbed(qtbot: QtBot, opened: Open, book: Path) -> None:
    first = opened()
    first.doings["edit"].trigger()
    type_into(qtbot, first.parts.editor.form.role, "Head")
    qtbot.waitUntil(lambda: len(kept(book)) == 1)
    second = opened()
    assert not second.parts.has("notice")


def test_what_changed_in_the_book_meanwhile_is_told_and_kept(qtbot: QtBot, opened: Open, book: Path) -> None:
    before = contact_of(book, "vrba")
    left_behind(book, before, replace(before, role="Head of media", notes="Prefers mornings"))
    other = Book.open(book)
    other.save(replace(before, role="Director", hours="8 to 12"))
    other.close()
    window = opened()
    window.parts.notice.take.click()
    form = window.parts.editor.form
    assert (form.role.text(), form.about.hours.text(), form.about.notes.text()) == (
        "Head of media", "8 to 12", "Prefers mornings",
    )  # fmt: skip
    assert "Changed in the book since: Role." in window.parts.status.said
    save(window, qtbot)
    contact = contact_of(book, "vrba")
    assert (contact.role, contact.hours, contact.notes) == ("Head of media", "8 to 12", "Prefers mornings")
    window.book.undo()
    assert contact_of(book, "vrba").role == "Director"


def test_an_edit_of_somebody_who_left_the_book_is_offered_as_a_new_contact(
    qtbot: QtBot, opened: Open, book: Path
) -> None:
    before = contact_of(book, "vrba")
    left_behind(book, before, replace(before, role="Head of media"))
    other = Book.open(book)
    other.trash([before.uid])
    other.empty_trash()
    other.close()
    window = opened()
    assert "no longer in the book" in window.parts.notice.said
    window.parts.notice.take.click()
    assert "no longer in the book" in window.parts.status.said
    save(window, qtbot)
    contact = contact_of(book, "vrba")
    assert (contact.role, contact.phones) == ("Head of media", before.phones)


def test_an_edit_of_somebody_in_the_trash_is_kept_there(qtbot: QtBot, opened: Open, book: Path) -> None:
    before = contact_of(book, "vrba")
    left_behind(book, before, replace(before, role="Head of media"))
    other = Book.open(book)
    other.trash([before.uid])
    other.close()
    window = opened()
    window.parts.notice.take.click()
    assert "in the trash" in window.parts.status.said
    save(window, qtbot)
    saved = window.book.get(before.uid)
    assert saved is not None
    assert saved.role == "Head of media"
    assert saved.deleted_at is not None


def test_a_draft_that_was_saved_before_the_crash_is_not_offered(opened: Open, qtbot: QtBot, book: Path) -> None:
    before = contact_of(book, "vrba")
    left_behind(book, replace(before, role="Clerk"), before)
    window = opened()
    assert not window.parts.has("notice")
    qtbot.waitUntil(lambda: not folder_of(book).exists())


def test_several_drafts_are_offered_one_after_the_other(opened: Open, qtbot: QtBot, book: Path) -> None:
    drafts = Drafts(book)
    for name in ("vrba", "perret"):
        before = contact_of(book, name)
        drafts.keep(name, Draft(AT, before, replace(before, role="Head")))
    drafts.close()
    window = opened()
    first = window.parts.notice.said
    window.parts.notice.refuse.click()
    assert window.parts.notice.said not in ("", first)
    window.parts.notice.refuse.click()
    assert not window.parts.notice.isVisible()
    assert not window.doings["continue_draft"].isEnabled()
    qtbot.waitUntil(lambda: not folder_of(book).exists())


def test_an_unanswered_draft_is_offered_again(opened: Open, book: Path) -> None:
    before = contact_of(book, "vrba")
    left_behind(book, before, replace(before, role="Head of media"))
    opened().close()
    window = opened()
    assert "Tomas Vrba" in window.parts.notice.said
    assert not window.editing.active


def test_where_no_draft_can_be_kept_it_is_told_once_and_typing_goes_on(qtbot: QtBot, opened: Open, book: Path) -> None:
    folder_of(book).parent.write_text("in the way", encoding="utf-8")
    window = opened()
    window.doings["edit"].trigger()
    type_into(qtbot, window.parts.editor.form.role, "Head")
    window.drafting.keep()
    qtbot.keyClicks(window.parts.editor.form.role, " of media")
    qtbot.waitUntil(lambda: "would not survive a crash" in window.parts.status.said)
    save(window, qtbot)
    assert contact_of(book, "vrba" if "Vrba" in window.parts.status.said else "perret").role == "Head of media"
