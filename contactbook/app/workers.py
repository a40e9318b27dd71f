"""Has pieces of large work done in other processes, several at once, and gives what comes of them in their order."""

import gc
import logging
import os
import pickle
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, TypeVar

from contactbook.domain.errors import Cancelled
from contactbook.i18n import _

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor
    from multiprocessing.connection import Connection
    from types import FrameType

T = TypeVar("T")
R = TypeVar("R")
Progress = Callable[[int, int], bool]
_log = logging.getLogger(__name__)
_MOST = 3  # processes; each takes up to 60 MB, and with more a large import would take over 300
_LOOK = 0.1  # seconds between two looks how far work beside is
_NICE = 2  # by how much work beside gives way to the window
_GARBAGE = 100_000  # objects made between two collections: most of what a piece makes lives until it is sent
_IN_HAND = 2  # pieces a process, so that none waits for the next


def in_order(
    work: Callable[[T], R], pieces: Iterable[T], *, apart: bool, here: Callable[[T], R] | None = None
) -> Generator[R, None, None]:
    """Do work on each piece; apart: in other processes, which pays from some thousand contacts on.

    work is a function of a module, or a partial of one; what it is given and gives back is pickled. Few pieces are in
    hand at a time. Where no process can be started, or one has died, the rest is done in this one, by here if that is
    another way than work, so that nothing is lost.
    Close it when it is not used to its end (`contextlib.closing`): its processes end then. They also end when this
    one is killed.
    """
    here = here or work
    pool = _pool() if apart else None
    if pool is None:
        yield from map(here, pieces)
        return
    from concurrent.futures import BrokenExecutor

    def result(piece: T, future: "Future[R] | None") -> R:
        try:
            if future is None:
                return here(piece)
            with _interrupts_held():
                return future.result()
        except BrokenExecutor:
            _log.warning("A helping process has ended; its work is done here.")
            return here(piece)

    waiting: deque[tuple[T, Future[R] | None]] = deque()
    most = _IN_HAND * _number()
    try:
        for piece in pieces:
            waiting.append((piece, _submitted(pool, work, piece)))
            if len(waiting) > most:
                yield result(*waiting.popleft())
        while waiting:
            yield result(*waiting.popleft())
    finally:
        with _interrupts_held():
            pool.shutdown(wait=True, cancel_futures=True)


def beside(work: Callable[..., R], *given: Any, progress: Progress) -> R:
    """Have one long piece of work done in a process of its own, so that this one, a window's, goes on meanwhile.

    work is a function of a module that takes what is given and a progress. Raise Cancelled, and end the process, where
    progress answers False. Where no process can be started, or it has died, the work is done here.
    """
    from multiprocessing import get_context

    context = get_context("spawn")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_work_beside, args=(there, work, given), daemon=True)
    try:
        with _without_interrupts():
            process.start()
    except OSError:  # there is no room for one more
        here.close()
        there.close()
        return work(*given, progress)
    there.close()  # so that its end is noticed when that process ends
    try:
        result: R = _result(here, progress)
        return result
    except _Ended:
        _log.warning("A helping process has ended; its work is done here.")
        return work(*given, progress)
    finally:
        process.kill()
        process.join()
        here.close()


class _Ended(Exception):
    """The process beside is gone, and did not tell what came of its work."""


def _result(told: "Connection", progress: Progress) -> Any:
    """Wait for what comes of work, and pass on how far it is."""
    far = (0, 0)
    kind: str
    said: Any
    while True:
        try:
            kind, said = told.recv() if told.poll(_LOOK) else ("progress", far)
        except (EOFError, OSError) as error:  # OSError where it was killed in the middle of a message
            raise _Ended from error
        if kind == "error":
            raise said
        if kind == "result":
            return said
        far = said
        if not progress(*far):
            raise Cancelled(_("Stopped. Nothing was changed."))


def _work_beside(told: "Connection", work: Callable[..., Any], given: tuple[Any, ...]) -> None:
    """Do work in this process, which gives way to others, and tell how far it is and what comes of it."""
    _begin()
    with suppress(AttributeError, OSError):
        os.nice(_NICE)
    last = 0.0

    def progress(done: int, total: int) -> bool:
        nonlocal last
        if time.monotonic() - last > _LOOK:
            last = time.monotonic()
            told.send(("progress", (done, total)))
        return True

    try:
        result = work(*given, progress)
    except Exception as error:  # noqa: BLE001 - it is raised where the work was asked for
        if _travels(error):  # else who waits does the work itself, and has the error as it is
            told.send(("error", error))
    else:
        told.send(("result", result))


def _travels(error: Exception) -> bool:
    """Tell whether an error can be sent to another process and raised there."""
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301 - made in this line
    except Exception:  # noqa: BLE001 - whatever an error is made of
        return False
    return True


def _number() -> int:
    return min(os.cpu_count() or 1, _MOST)


def _pool() -> "ProcessPoolExecutor | None":
    if _number() < 2:
        return None
    try:
        from concurrent.futures import ProcessPoolExecutor
        from multiprocessing import get_context

        # spawn: a fork of a process with threads, a window's above all, may hang.
        return ProcessPoolExecutor(_number(), get_context("spawn"), _begin)
    except (ImportError, NotImplementedError, OSError):  # a system without semaphores or shared memory
        return None


def _submitted(pool: "ProcessPoolExecutor", work: Callable[[T], R], piece: T) -> "Future[R] | None":
    from concurrent.futures import BrokenExecutor

    try:
        with _interrupts_held(), _without_interrupts():
            return pool.submit(work, piece)
    except (BrokenExecutor, OSError):  # one has died, or there is no room for one more
        return None


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """Keep Ctrl+C from the processes that are started: a terminal sends it to all, but this one decides what it means.

    What is blocked here is blocked in them from their first moment on.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Hold back Ctrl+C meanwhile: raised while a lock of the pool is taken or given up, it would break the lock."""
    before = signal.getsignal(signal.SIGINT)
    if threading.current_thread() is not threading.main_thread() or not callable(before):
        yield  # it is raised nowhere else, or is not heeded
        return
    held: list[FrameType | None] = []
    signal.signal(signal.SIGINT, lambda _number, frame: held.append(frame))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
        if held:
            before(signal.SIGINT, held[0])


def _begin() -> None:
    """Make a process ready: it heeds no Ctrl+C, and ends with the one that started it, however that ends."""
    gc.set_threshold(_GARBAGE)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    from multiprocessing import parent_process

    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
