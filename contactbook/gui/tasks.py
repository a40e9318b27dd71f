"""Runs writes, files and long work on one worker thread and brings what came of them back to the main thread."""

import itertools
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal

if TYPE_CHECKING:
    from concurrent.futures import Executor

_PROGRESS_EVERY = 0.05  # seconds; more often than this nobody sees


@dataclass(eq=False, slots=True)
class _Job:
    """Work in hand; it stays with the main thread, so that nothing of it is freed on the worker."""

    work: Callable[..., Any]
    done: Callable[[Any], None] | None
    failed: Callable[[BaseException], None] | None
    title: str
    stop: Event = field(default_factory=Event)


class Tasks(QObject):
    """One worker: what is asked for first is done first, so writes never cross.

    Long work announces itself: started(title), progressed(done, total), ended(). total 0 means that it is not known.
    settled(went well) comes after each piece of work, when who asked for it has been told.
    """

    started = Signal(str)
    progressed = Signal(int, int)
    ended = Signal()
    settled = Signal(bool)
    _arrived = Signal(int, object, object)
    _advanced = Signal(int, int, int)

    def __init__(self, report: Callable[[BaseException], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._report = report
        self._jobs: dict[int, _Job] = {}
        self._numbers = itertools.count(1)
        self._executor: Executor | None = None
        self._closed = False
        # Queued to methods of this object, which lives on the main thread: the one way across that is safe.
        self._arrived.connect(self._settle, Qt.ConnectionType.QueuedConnection)
        self._advanced.connect(self._pass_on, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        work: Callable[[], Any],
        done: Callable[[Any], None] | None = None,
        failed: Callable[[BaseException], None] | None = None,
    ) -> None:
        """Do short work; call done with its result or failed with its error, on the main thread."""
        self._start(_Job(work, done, failed, ""))

    def run_long(
        self,
        title: str,
        work: Callable[[Callable[[int, int], bool]], Any],
        done: Callable[[Any], None] | None = None,
        failed: Callable[[BaseException], None] | None = None,
    ) -> None:
        """Do work that is given progress(done, total), which answers False once the person has cancelled."""
        self._start(_Job(work, done, failed, title))
        self.started.emit(title)

    def report(self, error: BaseException) -> None:
        """Tell of an error that work brought back as its result."""
        self._report(error)

    def cancel(self) -> None:
        """Ask the long work in hand to stop; it rolls back what it had begun."""
        for job in self._jobs.values():
            job.stop.set()

    @property
    def busy(self) -> bool:
        """Tell whether anything is still to come back."""
        return bool(self._jobs)

    def wait(self) -> None:
        """Wait until the worker has nothing in hand; what came of it is told afterwards."""
        if self._executor is not None and not self._closed:
            self._executor.submit(bool).result()

    def close(self) -> None:
        """Wait until all that was asked for is done; nothing is called back any more."""
        self._closed = True
        if self._executor is not None:
            self._executor.shutdown(wait=True)
        self._jobs.clear()

    def _start(self, job: _Job) -> None:
        if self._closed:
            return
        if self._executor is None:
            from concurrent.futures import ThreadPoolExecutor  # late: looking costs nothing of it

            self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="work")
        number = next(self._numbers)
        self._jobs[number] = job
        self._executor.submit(self._perform, number)

    def _perform(self, number: int) -> None:
        """Run on the worker; hold no part of the job when its result is sent."""
        job = self._jobs[number]
        result: Any = None
        error: BaseException | None = None
        try:
            result = job.work(self._meter(number, job.stop)) if job.title else job.work()
        except BaseException as caught:  # noqa: BLE001 - it is reported on the main thread
            error = caught
        del job
        self._arrived.emit(number, result, error)

    def _meter(self, number: int, stop: Event) -> Callable[[int, int], bool]:
        last = 0.0

        def progress(done: int, total: int) -> bool:
            nonlocal last
            now = time.monotonic()
            if now - last >= _PROGRESS_EVERY or done == total:
                last = now
                self._advanced.emit(number, done, total)
            return not stop.is_set()

        return progress

    def _pass_on(self, number: int, done: int, total: int) -> None:
        if number in self._jobs:
            self.progressed.emit(done, total)

    def _settle(self, number: int, result: Any, error: BaseException | None) -> None:
        job = self._jobs.pop(number, None)
        if job is None:
            return
        if job.title:
            self.ended.emit()
        if error is not None:
            (job.failed or self._report)(error)
        elif job.done is not None:
            job.done(result)
        self.settled.emit(error is None)
