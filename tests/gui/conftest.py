"""Every test of the window starts in the light theme, from left to right, with no widget of the last one alive."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from contactbook.gui.garbage import Collector
from contactbook.gui.main_window import MainWindow
from contactbook.gui.theme import LIGHT, Theme, install, tokens
from tests.gui.window_help import filled, open_window


@pytest.fixture(scope="session")
def installed(qapp: QApplication) -> Theme:
    return install(qapp, "light")


@pytest.fixture(scope="session")
def collector(qapp: QApplication) -> Iterator[Collector]:
    """Collect garbage on this thread only, as the program does: a worker that did would destroy widgets."""
    made = Collector()
    yield made
    made.close()


@pytest.fixture(autouse=True)
def theme(installed: Theme, qapp: QApplication, collector: Collector) -> Iterator[Theme]:
    collector.collect()
    # Widgets that are to be deleted wait for an event loop, and each costs a polish when the sheet changes.
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    yield installed
    if tokens() is not LIGHT:
        installed.choose("light")
    if qapp.isRightToLeft():
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.fixture
def window(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Iterator[MainWindow]:
    """A window over a book of four contacts."""
    shown = open_window(qtbot, theme, filled(tmp_path / "book.db"), tmp_path)
    yield shown
    close_window(shown)


@pytest.fixture
def empty_window(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Iterator[MainWindow]:
    """A window over an empty book."""
    shown = open_window(qtbot, theme, tmp_path / "empty.db", tmp_path)
    yield shown
    close_window(shown)


def close_window(window: MainWindow) -> None:
    """Close a window without a question."""
    window.editing.uid = None  # what a test left in the form is not asked about
    window.finish()
    window.close()
    window.deleteLater()
