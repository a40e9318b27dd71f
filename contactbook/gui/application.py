"""Starts the window: what happens, in the order in which it happens."""

import signal
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QLocale, QObject, QSettings, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication

from contactbook import resources
from contactbook.app.book import Book
from contactbook.app.paths import settings_file
from contactbook.app.settings import Settings
from contactbook.domain.errors import ContactbookError, DamagedBook
from contactbook.gui import theme
from contactbook.gui.errors import Reporter
from contactbook.gui.garbage import Collector
from contactbook.gui.main_window import MainWindow
from contactbook.i18n import _


def run(book_path: Path, *, sample: bool = False, argv: Sequence[str] = ()) -> int:
    """Open a book in a window, run until the last window is closed, and give the exit status."""
    # Names first: settings, the desktop file and the task bar go by them.
    app = _application(argv)
    # Ctrl+C in the terminal ends the program; Python would only see it at the next event.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    # Colours before the first widget is made, shapes before it is shown.
    dressed = theme.install(app, Settings().text("colours"), dressed=False)
    # From here on a fault is reported and does not end the program, and garbage is collected on this thread only.
    reporter = Reporter()
    reporter.install()
    collector = Collector()
    # A paint hands the interpreter on and takes it back many times: a worker lets go of it at once, not after 5 ms.
    sys.setswitchinterval(0.0005)
    program = Program(dressed, reporter)
    # The book. If it is refused there is nothing to show but the reason.
    try:
        opened: MainWindow | None = program.open_sample() if sample else program.open(book_path)
    except DamagedBook as error:
        dressed.dress()
        opened = _offer_repair(program, book_path, str(error))
    except ContactbookError as error:
        dressed.dress()
        return _refuse(str(error))
    finally:
        if not program.windows:
            reporter.uninstall()
    if opened is None:
        return 1
    status = app.exec()
    # Everything that was asked for is written when a window closes; what is left is to let go in order.
    program.close()
    collector.close()
    reporter.uninstall()
    return status


def _offer_repair(program: "Program", path: Path, sentence: str) -> MainWindow | None:
    """Say that a book is damaged, and open it if the person has it repaired."""
    from PySide6.QtWidgets import QMessageBox

    from contactbook.app import repairing
    from contactbook.app.readable import system_clock

    print(sentence, file=sys.stderr)  # noqa: T201 - whoever started it in a terminal looks there
    if QGuiApplication.platformName() in ("offscreen", "minimal"):
        return None
    box = QMessageBox(QMessageBox.Icon.Warning, "Contactbook", "")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(sentence)
    mend = box.addButton(_("Repair"), QMessageBox.ButtonRole.AcceptRole)
    box.addButton(_("Quit"), QMessageBox.ButtonRole.RejectRole)
    box.exec()
    if box.clickedButton() is not mend:
        return None
    try:
        repairing.repair(path, system_clock())
        return program.open(path)
    except ContactbookError as error:
        _refuse(str(error))
        return None


class Program(QObject):
    """The windows that are open, one a book."""

    def __init__(self, dressed: theme.Theme, reporter: Reporter) -> None:
        super().__init__()
        self._theme = dressed
        self._reporter = reporter
        self.windows: list[MainWindow] = []

    def open(self, path: Path) -> MainWindow:
        """Open a book in its own window, or show the one that it has; raise ContactbookError where it is refused."""
        there = next((window for window in self.windows if window.book.path == path), None)
        if there is not None:
            there.show()
            there.raise_()
            there.activateWindow()
            return there
        settings = Settings()
        book = Book.open(path, stale_days=lambda: settings.number("stale_days"))
        window = MainWindow(book, settings, _geometry(), self._reporter, self._theme)
        window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        window.closed.connect(self._forget)
        window.wishes.open_asked.connect(self.open_or_say)
        window.wishes.sample_asked.connect(self.open_sample_or_say)
        window.wishes.quit_asked.connect(self._quit)
        self.windows.append(window)
        self._reporter.show_over(window)
        self._theme.dress()
        window.show()
        return window

    def open_sample(self) -> MainWindow:
        """Open the sample in its own window."""
        from contactbook.app.sample import open_sample

        return self.open(open_sample())

    def open_or_say(self, path: Path) -> None:
        """Open a book, or say why it is refused."""
        try:
            self.open(path)
        except ContactbookError as error:
            self._reporter.report(error)

    def open_sample_or_say(self) -> None:
        """Open the sample, or say why that cannot be."""
        try:
            self.open_sample()
        except ContactbookError as error:
            self._reporter.report(error)

    def close(self) -> None:
        """Close what is still open, once what was asked for is written."""
        for window in list(self.windows):
            window.finish()
            window.close()

    def _quit(self) -> None:
        QTimer.singleShot(0, self._close_windows)

    def _close_windows(self) -> None:
        """Close the windows until the person keeps one; one that is still being written to closes by itself."""
        for window in list(self.windows):
            if not window.close() and not window.closing:
                return

    def _forget(self, window: MainWindow) -> None:
        self.windows = [other for other in self.windows if other is not window]
        self._reporter.show_over(self.windows[-1] if self.windows else None)


def _application(argv: Sequence[str]) -> QApplication:
    QApplication.setApplicationName("contactbook")
    QApplication.setApplicationDisplayName("Contactbook")
    QApplication.setOrganizationName("contactbook")
    QGuiApplication.setDesktopFileName("contactbook")
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    app = QApplication([sys.argv[0] or "contactbook", *argv])
    app.setWindowIcon(QIcon(str(resources.path("contactbook.svg"))))
    if QLocale().textDirection() == Qt.LayoutDirection.RightToLeft and not _translated():
        # Words that read from left to right in a mirrored window help nobody.
        app.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    return app


def _translated() -> bool:
    """Tell whether the program's own sentences are in the person's language."""
    return _("Search") != "Search"


def _geometry() -> QSettings:
    """Keep sizes and places beside the settings, in a file of their own."""
    return QSettings(str(settings_file().with_name("window.ini")), QSettings.Format.IniFormat)


def _refuse(sentence: str) -> int:
    """Say why there is no window, on the terminal and in a message."""
    from PySide6.QtWidgets import QMessageBox

    print(sentence, file=sys.stderr)  # noqa: T201 - whoever started it in a terminal looks there
    box = QMessageBox(QMessageBox.Icon.Warning, "Contactbook", "")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(sentence)
    if QGuiApplication.platformName() not in ("offscreen", "minimal"):
        box.exec()
    return 1
