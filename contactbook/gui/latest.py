"""Reads the book off the main thread where that may take long: only what was asked for last is brought back."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import wait as wait_for
from threading import Event
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from contactbook.domain.errors import Cancelled

_PATIENCE = 0.004  # seconds; most searches are done by then, and nothing is painted twice


class Latest(QObject):
    """arrived(result) and failed(error) come on the main thread for what could not be waited for."""

    arrived = Signal(object)
    failed = Signal(object)
    _came = Signal(int, object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="read")
        self._number = 0
        self._stop = Event()
        self._asked: Future[Any] | None = None
        # Queued to a method of this object, which lives on the main thread: the one way across that is safe.
        self._came.connect(self._settle, Qt.ConnectionType.QueuedConnection)

    def ask(self, work: Callable[[Event], Any]) -> None:
        """Stop what is under way and read something else; work is given an event that tells it to stop."""
        self.drop()
        self._asked = self._executor.submit(self._perform, self._number, work, self._stop)

    def wait(self) -> Any:
        """Give what was asked for if it comes at once, or raise its error; else None, and it is brought later."""
        if self._asked is None or not wait_for([self._asked], _PATIENCE).done:
            return None
        self._number += 1  # what was sent as well is not told twice
        return self._asked.result()

    def drop(self) -> None:
        """Stop what is under way; nothing of it comes."""
        self._stop.set()
        self._stop = Event()
        self._number += 1

    def rest(self) -> None:
        """Stop what is under way, and wait until nothing of it reads."""
        self.drop()
        self._executor.submit(bool).result()

    def close(self) -> None:
        """Stop, and wait until the worker has let go."""
        self.drop()
        self._executor.shutdown(wait=True)

    def _perform(self, number: int, work: Callable[[Event], Any], stop: Event) -> Any:
        try:
            result = work(stop)
        except Cancelled:
            return None
        except Exception as error:
            self._came.emit(number, None, error)
            raise
        self._came.emit(number, result, None)
        return result

    def _settle(self, number: int, result: Any, error: BaseException | None) -> None:
        if number != self._number:
            return
        if error is not None:
            self.failed.emit(error)
        else:
            self.arrived.emit(result)
