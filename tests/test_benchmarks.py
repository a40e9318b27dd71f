"""The benchmarks run, and what they stand for holds in counts: statements a key, rows a paint, modules at start."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from contactbook.app.book import Book
from contactbook.gui.contact_model import ContactModel
from contactbook.gui.theme import Theme
from tests.benchmarks import __main__ as benchmarks
from tests.benchmarks import processes
from tests.benchmarks.people import people
from tests.benchmarks.table import Measure, measured
from tests.gui.conftest import collector, installed, theme  # noqa: F401 (fixtures)
from tests.gui.window_help import open_window

# What no list of contacts needs; each has been at the start once and cost more than it seemed.
_LATE = {
    "concurrent.futures", "difflib", "phonenumbers", "sqlite_utils", "uuid", "zoneinfo",
    "contactbook.app.importing", "contactbook.domain.bulk", "contactbook.domain.duplicates", "contactbook.domain.hours",
    "contactbook.domain.merging", "contactbook.domain.phones", "contactbook.exchange.vcard",
    "contactbook.gui.contact_card", "contactbook.gui.contact_editor", "contactbook.gui.editor_form",
    "contactbook.gui.palette",
}  # fmt: skip
_MOST_OF_OURS = 120  # modules of the program in a window that shows its list; a new page adds one or two
_TELL = """
import enum, os, sys
leave = os._exit
def tell(status):
    kinds = [enum.Enum]
    for kind in kinds:
        kinds += kind.__subclasses__()
    print(*sys.modules, *(kind.__qualname__ for kind in kinds), flush=True)
    leave(status)
os._exit = tell
"""


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a book of 600 contacts."""
    made = tmp_path_factory.mktemp("benchmarks") / "book.db"
    book = Book.open(made)
    book.save_many(list(people(600)), "Make up people")
    book.close()
    return made


def statements(book: Book, query: str) -> int:
    """Count the statements that a search and its first rows take, those aside that the index asks itself."""
    told: list[str] = []
    with book._file.reading() as db:
        book.find(query)
        db.set_trace_callback(told.append)
        found = book.find(query)
        book.rows(found.ids[:40], query)
        db.set_trace_callback(None)
    return sum(not statement.startswith("--") for statement in told)


def steps(book: Book, ask: Callable[[], object]) -> int:
    """Count the steps that SQLite's machine takes for a question, in tens."""
    taken = 0

    def count() -> None:
        nonlocal taken
        taken += 1

    with book._file.reading() as db:
        ask()
        db.set_progress_handler(count, 10)
        ask()
        db.set_progress_handler(None, 0)
    return taken


@pytest.fixture
def books(path: Path, tmp_path: Path) -> Iterator[tuple[Book, Book]]:
    """Give a book of 30 contacts and one of 600."""
    small, large = Book.open(tmp_path / "small.db"), Book.open(path)
    small.save_many(list(people(30)), "Make up people")
    yield small, large
    small.close()
    large.close()


def test_a_search_takes_as_many_statements_in_any_book(books: tuple[Book, Book]) -> None:
    for query in ("a", "press of", "795", "role:press -desk"):
        few, many = [statements(book, query) for book in books]
        assert few == many <= 9, query


def test_what_a_contact_shows_costs_the_same_in_any_book(books: tuple[Book, Book]) -> None:
    for name in ("undo_name", "redo_name", "size", "tally"):
        few, many = [
            steps(book, partial(book.tally, book.all_uids()[0]) if name == "tally" else getattr(book, name))
            for book in books
        ]
        assert many <= few + 2, name  # a step of the import has as many contacts as the book


def test_a_paint_loads_what_is_seen(
    qtbot: QtBot,
    theme: Theme,  # noqa: F811
    path: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[int] = []
    data = ContactModel.data
    monkeypatch.setattr(ContactModel, "data", lambda *given: (asked.append(given[2]), data(*given))[1])
    window = open_window(qtbot, theme, path, tmp_path)
    model, view = window.parts.contacts.model, window.parts.contacts.view
    assert len(model._pages) <= 2
    asked.clear()
    view.viewport().repaint()
    assert asked == []  # a painted row is read as it stands in the model, not role by role
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    view.viewport().repaint()
    assert len(model._pages) <= 4
    window.parts.contacts.search.setText("press")
    view.viewport().repaint()
    assert len(model._pages) <= 2
    assert asked == []
    window.finish()
    window.close()
    window.deleteLater()


def started(script: str, *arguments: str) -> set[str]:
    """Name the modules and the enum classes that a process holds in the end."""
    command = [sys.executable, "-c", _TELL + script, *arguments]
    run = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    return set(run.stdout.splitlines()[-1].split())


def ours(names: set[str]) -> set[str]:
    """Pick the program's own modules."""
    return {name for name in names if name.startswith("contactbook.")}


def test_a_window_that_shows_its_list_has_loaded_no_more_than_that_needs(path: Path) -> None:
    loaded = started(processes.window(path)[2])
    assert "contactbook.gui.contact_delegate" in loaded
    assert not loaded & _LATE
    assert len(ours(loaded)) <= _MOST_OF_OURS, sorted(ours(loaded))
    # One call that gives a widget unknown to PySide makes the enums of all widgets: some fifty classes.
    assert not [name for name in loaded if name.startswith(("QMdiArea.", "QWizard.", "QFileDialog.", "QMessageBox."))]


def test_a_search_on_the_command_line_loads_no_more_than_it_needs(path: Path) -> None:
    script = "from contactbook.__main__ import main; os._exit(main())"
    loaded = started(script, "--book", str(path), "search", "press", "--json")
    assert "contactbook.store.finding" in loaded
    late = {"PySide6", "platformdirs", "dataclasses", "inspect", "shutil", "base64"}
    assert not loaded & {*_LATE, *late, "contactbook.app.settings", "contactbook.app.writing"}
    assert len(ours(loaded)) <= 46, sorted(ours(loaded))


def test_a_measure_tells_median_percentile_and_ratio() -> None:
    told = measured("keys", [(float(n), 2.0) for n in range(1, 101)], "")
    assert told == Measure("keys", "ms", 50.5, 96.0, 100.0, 2.0, 25.25, "")


def test_the_short_form_runs(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    measures = benchmarks.disk(benchmarks.Setting(60, 1, tmp_path))
    assert [m.unit for m in measures] == ["MB"]
    assert "Made 60 contacts" in capsys.readouterr().err
