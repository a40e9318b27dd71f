"""Tells the person's trouble in a sentence, and reports a bug without stopping the program."""

import logging
import sys
import threading
import time
import traceback
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from contactbook.domain.errors import Cancelled, ContactbookError
from contactbook.i18n import _

if TYPE_CHECKING:
    from contactbook.gui.report_dialog import ReportDialog

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
        from contactbook.gui.report_dialog import ReportDialog, report_text

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
