"""Every test of the window starts in the light theme, from left to right."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from contactbook.gui.theme import Theme, install


@pytest.fixture(scope="session")
def installed(qapp: QApplication) -> Theme:
    return install(qapp, "light")


@pytest.fixture(autouse=True)
def theme(installed: Theme, qapp: QApplication) -> Iterator[Theme]:
    yield installed
    installed.choose("light")
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
