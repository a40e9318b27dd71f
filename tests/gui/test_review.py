"""What was read is looked over beside what the book holds, and nothing is written before."""

from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QMimeData, QModelIndex, QPoint, Qt, QUrl
from PySide6.QtGui import QFont, QTextCursor
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from contactbook.app import importing
from contactbook.app.book import Book
from contactbook.app.plan import Plan
from contactbook.domain.contact import Contact, Phone
from contactbook.exchange.formats import Problem, Reading, Span
from contactbook.gui import review_state
from contactbook.gui.main_window import MainWindow
from contactbook.gui.review_lines import Line, Lines
from contactbook.gui.review_model import LINE
from contactbook.gui.review_state import ReviewState
from contactbook.gui.review_text import Places, ReleaseText
from tests.gui.window_help import GUESSED, RELEASE, filled


def read(window: MainWindow, qtbot: QtBot, text: str) -> ReviewState:
    with qtbot.waitSignal(window.reader.planned):
        window.intake.read_text(text)
    state = window.parts.review.state
    assert state is not None
    return state


def state_of(path: Path, text: str) -> ReviewState:
    book = Book.open(path)
    try:
        return ReviewState(importing.plan(book, importing.read("release.txt", text.encode())))
    finally:
        book.close()


def guessed_plan(path: Path) -> Plan:
    """Lay four contacts beside a book, of whom the reader only guessed the agency."""
    book = Book.open(path)
    try:
        text = "\n".join(f"{name} {number}" for name, _agency, number in GUESSED)
        people = [
            Contact(name=name, agency=agency, phones=(Phone(number, number, public=True),), guessed=("agency",))
            for name, agency, number in GUESSED
        ]
        spans = [{"name": (Span(text.index(name), text.index(name) + len(name)),)} for name, _a, _n in GUESSED]
        return importing.plan(book, Reading(people, [Problem("line 9", "unreadable")], text, spans, "release.txt"))
    finally:
        book.close()


def row_of(state: ReviewState, name: str) -> int:
    return next(at for at, row in enumerate(state.rows) if row.incoming.name == name)


def index_of(window: MainWindow, line: Line) -> QModelIndex:
    return window.parts.review.list.lines.find(line)


def everyone(window: MainWindow) -> list[str]:
    found = window.book.find("")
    return sorted(row.name for row in window.book.rows(found.ids))


def test_new_changed_and_same_are_told_apart(tmp_path: Path) -> None:
    state = state_of(filled(tmp_path / "b.db"), RELEASE)
    states = {row.incoming.name: row.state for row in state.rows}
    assert states == {"Petra Sommerfeld": "new", "Tomas Vrba": "changes", "Aline Perret": "same"}
    assert state.summary()[0] == "1 new, 1 changed"


def test_guesses_start_unticked_and_one_tick_takes_a_shared_one(tmp_path: Path) -> None:
    state = ReviewState(guessed_plan(tmp_path / "b.db"))
    assert {(s.value, s.number) for s in state.shared} == {("IOM", 2), ("UNHCR", 2)}
    assert all(row.result().agency is None for row in state.rows)  # type: ignore[union-attr]
    assert state.section_tick("new") == "some"
    iom = next(at for at, s in enumerate(state.shared) if s.value == "IOM")
    state.set_tick(Line("shared", key=str(iom)), True)
    assert [row.result().agency for row in state.rows] == ["IOM", "IOM", None, None]  # type: ignore[union-attr]
    assert "2 guesses are left out" in state.summary()[1]


def test_a_contact_without_its_tick_stays_out(tmp_path: Path) -> None:
    state = state_of(tmp_path / "b.db", RELEASE)
    petra = row_of(state, "Petra Sommerfeld")
    state.set_tick(Line("contact", petra), False)
    assert state.numbers() == (2, 0, 0)
    assert state.section_tick("new") == "some"
    state.set_tick(Line("contact", petra), True)
    assert state.numbers() == (3, 0, 0)


def test_a_tick_inside_what_is_skipped_takes_that_value_only(tmp_path: Path) -> None:
    state = state_of(tmp_path / "b.db", RELEASE)
    petra = row_of(state, "Petra Sommerfeld")
    state.set_tick(Line("contact", petra), False)
    state.set_tick(Line("field", petra, "emails.0"), True)
    result = state.rows[petra].result()
    assert result is not None
    assert result.name == "Petra Sommerfeld"
    assert result.phones == ()
    assert result.emails[0].address == "p.sommerfeld@example.org"


def test_what_is_corrected_survives_another_decision(tmp_path: Path) -> None:
    state = state_of(filled(tmp_path / "b.db"), RELEASE)
    tomas = row_of(state, "Tomas Vrba")
    state.correct(tomas, "phones.0", Phone("+41765550022", public=True))
    state.act(tomas, "skip")
    state.act(tomas, "update")
    result = state.rows[tomas].result()
    assert result is not None
    assert "+41765550022" in [p.number for p in result.phones]


def test_paste_review_apply_and_one_undo(window: MainWindow, qtbot: QtBot) -> None:
    before = everyone(window)
    window.doings["read_release"].trigger()
    field = window.parts.read_page.field
    assert QApplication.focusWidget() is field
    QApplication.clipboard().setText(RELEASE)
    field.paste()
    with qtbot.waitSignal(window.reader.planned):
        qtbot.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert window.parts.pages.currentWidget() is window.parts.review
    assert everyone(window) == before  # nothing is written yet
    with qtbot.waitSignal(window.reader.applied):
        qtbot.keyClick(window.parts.review.list, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "Petra Sommerfeld" in everyone(window)
    assert window.parts.on_main
    assert window.parts.status.said.startswith("Imported 2 contacts")
    assert field.toPlainText() == ""
    with qtbot.waitSignal(window.bridge.changed):
        window.undoing.undo()
    assert everyone(window) == before


@pytest.mark.parametrize("cancelled", [False, True])
def test_the_review_may_be_left_while_it_is_written(window: MainWindow, qtbot: QtBot, cancelled: bool) -> None:
    before, go_on = everyone(window), Event()
    read(window, qtbot, RELEASE)
    window.tasks.run(lambda: go_on.wait(20))  # the worker is at something else; ten thousand contacts take as long
    view = window.parts.review.list
    qtbot.keyClick(view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(window.parts.review, Qt.Key.Key_Escape)
    assert window.parts.on_main
    if cancelled:
        window.tasks.cancel()
    with qtbot.waitSignal(window.reader.apply_failed if cancelled else window.reader.applied):
        go_on.set()
    assert ("Petra Sommerfeld" in everyone(window)) is not cancelled
    assert window.parts.on_main
    said = "Cancelled. Nothing was written." if cancelled else "Imported 2 contacts"
    assert window.parts.status.said.startswith(said)
    assert len(everyone(window)) - len(before) == (0 if cancelled else 1)
    read(window, qtbot, RELEASE)  # and the next one is laid out as usual


def test_space_ticks_and_esc_goes_back_to_the_text(window: MainWindow, qtbot: QtBot) -> None:
    window.doings["read_release"].trigger()
    window.parts.read_page.field.setPlainText(RELEASE)
    state = read(window, qtbot, RELEASE)
    view = window.parts.review.list
    view.choose_row(row_of(state, "Petra Sommerfeld"))
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert state.contact_tick(row_of(state, "Petra Sommerfeld")) == "no"
    assert state.numbers() == (0, 1, 0)
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert window.parts.pages.currentWidget() is window.parts.read_page
    assert window.parts.read_page.field.toPlainText() == RELEASE.rstrip("\n") or RELEASE
    qtbot.keyClick(window.parts.read_page.field, Qt.Key.Key_Escape)
    assert window.parts.on_main


def test_choosing_a_row_marks_its_words_and_a_click_on_words_chooses_the_row(window: MainWindow, qtbot: QtBot) -> None:
    state = read(window, qtbot, RELEASE)
    review = window.parts.review
    tomas = row_of(state, "Tomas Vrba")
    review.list.choose_row(tomas)
    marked = [s.cursor.selectedText() for s in review.text.extraSelections() if is_in_hand(s)]
    assert "Tomas Vrba" in marked
    assert "+41 76 555 00 00" in marked
    assert "Petra Sommerfeld" not in marked
    petra = row_of(state, "Petra Sommerfeld")
    with qtbot.waitSignal(review.text.row_clicked):
        spot = next(s for s in review.text._spots if s[2] == petra)
        cursor = review.text.textCursor()
        cursor.setPosition(spot[0] + 1)
        review.text.setTextCursor(cursor)
        where = review.text.cursorRect(cursor).center()
        qtbot.mouseClick(review.text.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert review.list.painted.in_hand == petra


def test_a_second_text_is_not_set_as_the_heading_of_the_first(qtbot: QtBot, tmp_path: Path) -> None:
    release = f"Spring rains reach the valleys\n\nA first day.\n\nA second day.\n\n{RELEASE}"
    state = state_of(tmp_path / "book.db", release)
    text = ReleaseText()
    qtbot.addWidget(text)
    text.show_plan(state.plan)
    inside = QTextCursor(text.document())
    inside.setPosition(5)
    text.setTextCursor(inside)  # in the heading, where a click may leave it too
    text.show_plan(state.plan)
    blocks = (text.document().firstBlock(), text.document().findBlockByNumber(2))
    assert [block.begin().fragment().charFormat().fontWeight() for block in blocks] == [
        QFont.Weight.DemiBold,
        QFont.Weight.Normal,
    ]


def is_in_hand(selection: object) -> bool:
    from contactbook.gui.theme import tokens

    return selection.format.background().color() == tokens().mark  # type: ignore[attr-defined, no-any-return]


def test_a_value_is_corrected_in_place_and_read_anew(window: MainWindow, qtbot: QtBot) -> None:
    state = read(window, qtbot, RELEASE)
    view = window.parts.review.list
    tomas = row_of(state, "Tomas Vrba")
    view.setCurrentIndex(index_of(window, Line("field", tomas, "phones.0")))
    qtbot.keyClick(view, Qt.Key.Key_F2)
    editor = view.viewport().findChild(QLineEdit)
    assert editor is not None
    editor.setText("076 555 00 77")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.parts.review.list.lines.state is state and numbers(state, tomas) == ["+41765550077"])
    change = state.change(tomas, "phones.0")
    assert change is not None
    assert isinstance(change.new, Phone)
    assert change.new.number == "+41765550077"
    assert change.new.public


def numbers(state: ReviewState, row: int) -> list[str]:
    return [c.new.number for c in state.rows[row].changes if isinstance(c.new, Phone)]


def test_every_line_says_what_it_is_and_paints(window: MainWindow, qtbot: QtBot) -> None:
    window.intake.review(guessed_plan(window.book.path))
    state = window.parts.review.state
    assert state is not None
    state.opened.add(0)
    state.closed.clear()
    review = window.parts.review
    review.list.lay_out()
    model = review.list.lines
    words = [model.index(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())]
    assert all(words)
    assert "IOM: a guess for 2 contacts" in words
    assert not review.grab().isNull()


def test_the_mouse_unfolds_contacts_sections_and_problems_of_a_long_review(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(review_state, "_ROOMY", 1)
    cards = "".join(f"BEGIN:VCARD\nVERSION:3.0\nFN:Person {n}\nTITLE:Editor\nEND:VCARD\n" for n in range(3))
    path = tmp_path / "cards.vcf"
    path.write_text(cards + "BEGIN:VCARD\nVERSION:3.0\nREV:20260101T000000Z\nEND:VCARD\n")
    with qtbot.waitSignal(window.reader.planned, timeout=5000):
        window.intake.read_files([path])
    shown = window.parts.review.list

    def press(line: Line, part: str) -> None:
        index, option = index_of(window, line), QStyleOptionViewItem()
        shown.scrollTo(index)
        shown.initViewItemOption(option)
        option.rect = rect = shown.visualRect(index)
        spots = (QPoint(x, rect.center().y()) for x in range(rect.left(), rect.right(), 2))
        spot = next(spot for spot in spots if shown.painted.part_at(option, index, spot) == part)
        qtbot.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=spot)

    before = shown.lines.rowCount()
    press(Line("contact", 1), "fold")
    assert index_of(window, Line("field", 1, "role")).isValid()
    assert not shown.grab().isNull()
    press(Line("contact", 1), "fold")
    assert shown.lines.rowCount() == before
    press(Line("problem", 0), "fold")
    assert index_of(window, Line("raw", 0, "REV:20260101T000000Z")).isValid()
    press(Line("problem", 0), "fold")
    press(Line("section", key="new"), "fold")
    assert shown.lines.rowCount() == before - 3
    press(Line("section", key="new"), "fold")
    assert shown.lines.rowCount() == before


def test_a_text_without_contacts_says_so_and_stays(window: MainWindow, qtbot: QtBot) -> None:
    window.doings["read_release"].trigger()
    window.parts.read_page.field.setPlainText("Nothing to see here, move along.")
    with qtbot.waitSignal(window.reader.refused) as refused:
        window.intake.read_text("Nothing to see here, move along.")
    assert "No contact was found" in refused.args[0]
    assert window.parts.pages.currentWidget() is window.parts.read_page
    assert window.parts.read_page.field.toPlainText() == "Nothing to see here, move along."


@pytest.mark.parametrize(
    ("name", "data"), [("empty.txt", b""), ("noise.bin", bytes(range(256)) * 50), ("half.docx", b"PK\x03\x04broken")]
)
def test_a_file_that_cannot_be_read_is_refused_in_one_sentence(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, name: str, data: bytes
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with qtbot.waitSignal(window.reader.refused) as refused:
        window.intake.read_files([path])
    assert refused.args[0].strip().endswith(".")
    assert window.parts.status.said == refused.args[0]


def test_a_missing_file_and_a_folder_are_refused(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    for path in (tmp_path / "gone.txt", tmp_path):
        with qtbot.waitSignal(window.reader.refused) as refused:
            window.intake.read_files([path])
        assert path.name in refused.args[0]


def test_several_files_are_looked_over_together(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    one, two, broken = tmp_path / "one.txt", tmp_path / "two.txt", tmp_path / "three.txt"
    one.write_text(RELEASE, encoding="utf-8")
    two.write_text(RELEASE.replace("Petra Sommerfeld", "Zelda Maes"), encoding="utf-8")
    broken.write_bytes(b"")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in (one, two, broken)])
    with qtbot.waitSignal(window.reader.planned):
        window.intake.take(data)
    state = window.parts.review.state
    assert state is not None
    assert {row.incoming.name for row in state.rows} >= {"Petra Sommerfeld", "Zelda Maes"}
    zelda = state.plan.spans[row_of(state, "Zelda Maes")]["name"][0]
    assert state.plan.text[zelda.start : zelda.end] == "Zelda Maes"
    assert len(state.plan.problems) == 1
    kinds = [window.parts.review.list.lines.index(r).data(LINE).kind for r in range(3)]
    assert kinds[0] == "section"


def test_places_count_what_qt_counts() -> None:
    text = "a\r\nb😀c\r\nd"
    places = Places(text)
    shown = text.replace("\r\n", "\n")
    for letter in "abcd":
        at = places.qt(text.index(letter))
        encoded = shown.encode("utf-16-le")
        assert encoded[2 * at : 2 * at + 2].decode("utf-16-le") == letter


def test_markup_and_turning_marks_are_only_text(window: MainWindow, qtbot: QtBot) -> None:
    evil = RELEASE.replace("Petra Sommerfeld", "Petra <b>Sommer</b>\u202efeld")
    with qtbot.waitSignals([window.reader.planned], timeout=5000):
        window.intake.read_text(evil)
    shown = window.parts.review.text.toPlainText()
    assert "\u202e" not in shown
    model = window.parts.review.list.lines
    words = " ".join(str(model.index(row).data()) for row in range(model.rowCount()))
    assert "\u202e" not in words


def test_a_folder_is_chosen_in_the_window_and_what_cannot_be_read_shows_its_text(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = tmp_path / "from the phone"
    (folder / "more").mkdir(parents=True)
    (folder / "ada.vcf").write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Ada Okello\nEND:VCARD\n")
    (folder / "more" / "odd.vcf").write_text("BEGIN:VCARD\nVERSION:3.0\nX-ODD:made up\nEND:VCARD\n")
    window.doings["import_folder"].trigger()
    dialog = window.findChild(QFileDialog)
    assert dialog is not None
    assert dialog.fileMode() is QFileDialog.FileMode.Directory
    with qtbot.waitSignal(window.reader.planned, timeout=20000):
        dialog.fileSelected.emit(str(folder))
    dialog.close()
    state = window.parts.review.state
    assert state is not None
    assert [row.incoming.name for row in state.rows] == ["Ada Okello"]
    assert [problem.raw for problem in state.plan.problems] == ["BEGIN:VCARD\nVERSION:3.0\nX-ODD:made up\nEND:VCARD"]
    shown = window.parts.review.list
    (at,) = (row for row in range(shown.lines.rowCount()) if shown.lines.index(row).data(LINE).kind == "problem")
    line = shown.lines.index(at)
    assert str(line.data()).startswith("from the phone/more/odd.vcf, line 1: The card holds no contact")
    shown.scrollTo(line)
    spot = shown.visualRect(line).center()
    for opened in (True, False):
        qtbot.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=spot)
        assert ("X-ODD:made up" in [line.key for line in state.lines() if line.kind == "raw"]) is opened
    shown.setCurrentIndex(shown.lines.index(at))
    qtbot.keyClick(shown, Qt.Key.Key_Return)
    assert "X-ODD:made up" in [line.key for line in state.lines() if line.kind == "raw"]
    assert shown.viewport().rect().contains(shown.visualRect(shown.lines.index(shown.lines.rowCount() - 1)))


def test_unfolding_one_of_many_lays_the_lines_out_once(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    cards = "".join(f"BEGIN:VCARD\nVERSION:3.0\nFN:Person {n}\nTITLE:Editor\nEND:VCARD\n" for n in range(400))
    read(window, qtbot, cards)
    shown, counted = window.parts.review.list, 0
    length = Lines.__len__

    def count(lines: Lines) -> int:
        nonlocal counted
        counted += 1
        return length(lines)

    monkeypatch.setattr(Lines, "__len__", count)
    qtbot.keyClick(shown, Qt.Key.Key_Right)
    QApplication.processEvents()
    assert shown.lines.rowCount() > 401
    assert counted < 5 * 401  # a layout asks for the number four times a line; two would ask six times


def test_a_folder_of_many_is_laid_out_at_once_and_its_problems_are_saved(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = tmp_path / "cards"
    folder.mkdir()
    for n in range(400):
        (folder / f"{n}.vcf").write_text(f"BEGIN:VCARD\nVERSION:3.0\nFN:Person {n}\nEND:VCARD\n")
    (folder / "half.json").write_text('[{"na')
    with qtbot.waitSignal(window.reader.planned, timeout=20000):
        window.intake.read_files([folder])
    review = window.parts.review
    state = review.state
    assert state is not None
    assert (state.dense, state.numbers()) == (True, (400, 0, 0))
    state.set_tick(Line("section", key="new"), False)
    assert state.numbers() == (0, 0, 0)
    assert not review.grab().isNull()
    window.intake.save_problems(tmp_path / "problems.txt")
    assert "half.json is not whole JSON" in (tmp_path / "problems.txt").read_text(encoding="utf-8")
