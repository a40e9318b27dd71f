"""A real window over a real book, as the tests of the window need it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from contactbook.app.book import Book
from contactbook.app.settings import Settings
from contactbook.domain.contact import Contact, Email, Kind, Means, Phone, PhoneKind
from contactbook.gui.errors import Reporter
from contactbook.gui.main_window import MainWindow
from contactbook.gui.theme import Theme

RELEASE = """Agencies ask for safe passage along the river

The road has been closed since Monday, and families are waiting on the far bank.

For more information, please contact:

IOM
In Vienna: Petra Sommerfeld, Tel: +43 660 5550000, email: p.sommerfeld@example.org
In Geneva: Tomas Vrba, Tel: +41 76 555 00 00, email: t.vrba@example.org

UNHCR
In Geneva: Aline Perret, Tel: +41 79 555 00 00, email: a.perret@example.org
"""

GUESSED = (
    ("Petra Sommerfeld", "IOM", "+436605550000"),
    ("Luc Moreau", "IOM", "+41765550022"),
    ("Zelda Maes", "UNHCR", "+32470550000"),
    ("Ada Holm", "UNHCR", "+41795550033"),
)


def phone(number: str, *, public: bool = True, kind: PhoneKind = PhoneKind.MOBILE) -> Phone:
    """Make a number that was verified long ago."""
    return Phone(number, number, kind=kind, public=public, verified_on=date(2026, 1, 5), verified_by=Means.CALLED)


PEOPLE = (
    Contact(
        name="Aline Perret", role="Spokesperson", agency="UNHCR", city="Geneva", country="CH",
        phones=(phone("+41795550000"), phone("+41225550000", public=False, kind=PhoneKind.OFFICE)),
        emails=(Email("a.perret@example.org", public=True),), topics=("Asylum",),
    ),
    Contact(name="Tomas Vrba", role="Press officer", agency="IOM", city="Geneva", country="CH",
            phones=(phone("+41765550011"),)),
    Contact(name="Ruth Nakamura", agency="WFP", city="Nairobi", country="KE",
            phones=(phone("+254722000000", public=False),)),
    Contact(kind=Kind.DESK, name="Press desk Vienna", agency="IOM", city="Vienna", country="AT"),
)  # fmt: skip

Opener = Callable[..., MainWindow]


def filled(path: Path) -> Path:
    """Make a book of four contacts."""
    book = Book.open(path)
    book.save_many(PEOPLE, "Begin", means="hand")
    book.close()
    return path


def open_window(qtbot: QtBot, theme: Theme, path: Path, folder: Path) -> MainWindow:
    """Open a book in a window that is shown."""
    reporter = Reporter()
    geometry = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)
    window = MainWindow(Book.open(path), Settings(folder / "settings.json"), geometry, reporter, theme)
    reporter.setParent(window)
    window.dialogs.native = False
    window.resize(1280, 800)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def seek(window: MainWindow, qtbot: QtBot, words: str) -> None:
    """Type words into the search field."""
    window.parts.contacts.search.setFocus()
    qtbot.keyClicks(window.parts.contacts.search, words)
