"""Tells the person's trouble in a sentence, and reports a bug without stopping the program."""

import logging
import sys
import threading
import time
import traceback
from types import TracebackType

from PySide6 import __version__ as pyside_version
from PySide6.QtCore import QObject, Qt, Signal, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from contactbook.domain.errors import Cancelled, ContactbookError
from contactbook.gui.controls import Button, Text
from contactbook.i18n import _

_log = logging.getLogger(__name__)
_QUIET = 20.0  # seconds in which the same bug is not shown again: a faulty paint fails a thousand times


class Reporter(QObject):
    """Takes every error: said(sentence) for the status bar, a report dialog for a bug."""

    said = Signal(str)
    _met = Signal(object)

    def __init__(self, window: QWidget | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window = window
        self._dialog: ReportDialog | None = None
        self._last_shown: dict[str, float] = {}
        self._met.connect(self.report, Qt.ConnectionType.QueuedConnection)
        self._hooks = (sys.excepthook, threading.excepthook)

    def install(self) -> None:
        """Take uncaught errors of every thread."""
        self._hooks = (sys.excepthook, threading.excepthook)
        sys.excepthook = self._uncaught
        threading.excepthook = self._uncaught_in_thread

    def uninstall(self) -> None:
        """Put the hooks back as they were."""
        sys.excepthook, threading.excepthook = self._hooks

    def show_over(self, window: QWidget | None) -> None:
        """Say whose dialog a report is."""
        self._window = window

    def report(self, error: BaseException) -> None:
        """Say the person's trouble; show anything else as a report, at most once in a while."""
        if isinstance(error, Cancelled):
            self.said.emit(_("Cancelled. Nothing was written."))
        elif isinstance(error, ContactbookError):
            self.said.emit(str(error))
        else:
            _log.error("Unexpected error", exc_info=error)
            self._show(error)

    def _show(self, error: BaseException) -> None:
        mark = _mark(error)
        now = time.monotonic()
        if self._dialog is not None:
            self._dialog.count_one_more()
            return
        if now - self._last_shown.get(mark, -_QUIET) < _QUIET:
            return
        self._last_shown[mark] = now
        self._dialog = ReportDialog(report_text(error), self._window)
        self._dialog.finished.connect(self._forget_dialog)
        self._dialog.show()

    def _forget_dialog(self) -> None:
        self._dialog = None

    def _uncaught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self._met.emit(error.with_traceback(trace))

    def _uncaught_in_thread(self, met: threading.ExceptHookArgs) -> None:
        if met.exc_value is not None:
            self._met.emit(met.exc_value)


def _mark(error: BaseException) -> str:
    """Name the place a bug comes from, so that the same one is known again."""
    frames = traceback.extract_tb(error.__traceback__)
    last = frames[-1] if frames else None
    return f"{type(error).__name__} {last.filename}:{last.lineno}" if last else repr(error)


def report_text(error: BaseException) -> str:
    """Write what a report of a bug needs: versions and traceback, nothing of the book."""
    import platform  # late, as the next: slow to import, and most runs have no fault
    from importlib.metadata import version

    versions = (
        f"Contactbook {version('contactbook')}, Python {platform.python_version()}, PySide6 {pyside_version}, "
        f"Qt {qVersion()}, {platform.platform()}"
    )
    return f"{versions}\n\n{''.join(traceback.format_exception(error))}"


class ReportDialog(QDialog):
    """Shows a bug with a button that copies the report; it stops nothing."""

    def __init__(self, report: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(False)
        self.setWindowTitle(_("Something went wrong"))
        self._report = report
        self._more = 0
        said = Text(_("That was a fault of the program. What is saved is safe, and you can go on."))
        said.setWordWrap(True)
        self._counted = Text("", tone="dim", factor=0.94)
        self._counted.hide()
        details = QPlainTextEdit(report)
        details.setReadOnly(True)
        details.setAccessibleName(_("Report"))
        details.setMinimumSize(520, 240)
        copy = Button(_("Copy report"), "copy")
        copy.clicked.connect(self._copy)
        go_on = Button(_("Go on"), kind="main")
        go_on.clicked.connect(self.close)
        go_on.setDefault(True)
        foot = QHBoxLayout()
        foot.addWidget(self._counted, 1)
        foot.addStretch()
        foot.addWidget(copy)
        foot.addWidget(go_on)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(said)
        layout.addWidget(details, 1)
        layout.addLayout(foot)

    def count_one_more(self) -> None:
        """Count a fault that came while this one is shown."""
        self._more += 1
        self._counted.setText(_("and {number} more since").format(number=self._more))
        self._counted.show()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._report)
