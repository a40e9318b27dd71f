"""Work in other processes gives what work here gives, and leaves no process behind, however it ends."""

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from contactbook.app import workers
from contactbook.domain.errors import Cancelled, ContactbookError


@pytest.fixture(autouse=True)
def two_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 2)


@pytest.fixture
def semaphores() -> None:
    """Several processes at once need them; without them, as where /dev/shm is missing, the program works alone."""
    try:
        get_context("spawn").Lock()
    except (ImportError, NotImplementedError, OSError):
        pytest.skip("this system has no semaphores")


def double(number: int) -> tuple[int, int]:
    return number * 2, os.getpid()


def fall(number: int) -> int:
    """End the process that it is done in, if that is not the one that asks."""
    if number == 3 and "fall" in os.environ:
        os._exit(1)
    return number


def refuse(number: int) -> int:
    raise ValueError(f"not {number}")


@pytest.mark.usefixtures("semaphores")
@pytest.mark.parametrize("apart", [False, True])
def test_what_comes_of_it_stands_in_order(apart: bool) -> None:
    got = list(workers.in_order(double, range(40), apart=apart))
    assert [result for result, _pid in got] == [number * 2 for number in range(40)]
    assert (os.getpid() in {pid for _result, pid in got}) is not apart


def test_few_pieces_are_in_hand_at_a_time() -> None:
    asked: list[int] = []

    def pieces() -> Iterator[int]:
        for number in range(100):
            asked.append(number)
            yield number

    with closing(workers.in_order(double, pieces(), apart=True)) as results:
        next(results)
        assert len(asked) < 20


def test_what_no_other_process_can_do_is_done_here_in_its_own_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    own = (0, os.getpid())
    assert list(workers.in_order(double, range(3), apart=True, here=lambda _number: own)) == [own] * 3


def test_what_goes_wrong_there_is_raised_here() -> None:
    with pytest.raises(ValueError, match="not 0"):
        list(workers.in_order(refuse, range(3), apart=True))


@pytest.mark.usefixtures("semaphores")
def test_a_process_that_dies_costs_nothing(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    monkeypatch.setenv("fall", "1")
    results = workers.in_order(fall, range(10), apart=True)
    with closing(results):
        assert [next(results)] == [0]
        monkeypatch.delenv("fall")  # the processes have it; this one must not fall
        assert list(results) == list(range(1, 10))
    assert "helping process" in caplog.text


_ENDLESS = """
import itertools, os
os.cpu_count = lambda: 2
from contactbook.app import workers
from tests.app.test_workers import double
seen = set()
for _number, pid in workers.in_order(double, itertools.count(), apart=True):
    if pid not in seen:
        seen.add(pid)
        print(pid, flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no signals of this kind")
def test_processes_end_with_the_one_that_started_them() -> None:
    command, pipe = [sys.executable, "-c", _ENDLESS], subprocess.PIPE
    root = Path(__file__).parents[2]
    with subprocess.Popen(command, cwd=root, stdout=pipe, stderr=pipe, text=True, start_new_session=True) as run:
        assert run.stdout is not None
        assert run.stdout.readline().strip().isdecimal()
        run.kill()
        # Both pipes are at their end only when every process that inherited them is gone.
        run.communicate(timeout=60)


def test_ctrl_c_waits_while_a_lock_of_the_pool_may_be_in_hand() -> None:
    passed = []

    def press() -> None:
        with workers._interrupts_held():
            signal.raise_signal(signal.SIGINT)
            passed.append("to the end")

    with pytest.raises(KeyboardInterrupt):
        press()
    assert passed
    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(signal.SIGINT)


def count_up(limit: int, progress: workers.Progress) -> tuple[int, int]:
    for number in range(limit):
        progress(number + 1, limit)
    return limit, os.getpid()


def wait_for_ever(_progress: workers.Progress) -> None:
    threading.Event().wait()


def fall_beside(parent: int, _progress: workers.Progress) -> int:
    if os.getpid() != parent:
        os._exit(1)
    return 7


def fall_in_a_message(parent: int, _progress: workers.Progress) -> bytes:
    """End the process when half of what comes of it is told."""

    def half(connection: Connection, message: bytes) -> None:
        os.write(connection.fileno(), message[: len(message) // 2])
        os._exit(1)

    if os.getpid() != parent:
        Connection._send = half  # type: ignore[attr-defined]
    return bytes(1000)


class OfTwoWords(ContactbookError):
    """An error that does not come back from pickling: it is made of more than its sentence."""

    def __init__(self, one: str, other: str) -> None:
        super().__init__(f"{one} {other}")


def refuse_in_two_words(_progress: workers.Progress) -> int:
    raise OfTwoWords("Not", "this one.")


def lack_a_file(_progress: workers.Progress) -> int:
    raise FileNotFoundError(f"gone in {os.getpid()}")


def refuse_beside(_progress: workers.Progress) -> int:
    raise ContactbookError("Not this one.")


def test_work_beside_tells_how_far_it_is_and_what_comes_of_it() -> None:
    far: list[tuple[int, int]] = []
    number, pid = workers.beside(count_up, 300, progress=lambda done, total: not far.append((done, total)))
    assert number == 300
    assert pid != os.getpid()
    assert far == sorted(far)
    assert far[-1][1] == 300


def test_work_beside_ends_when_it_is_cancelled() -> None:
    with pytest.raises(Cancelled):
        workers.beside(wait_for_ever, progress=lambda _done, _total: False)
    assert multiprocessing.active_children() == []


def test_work_beside_is_done_here_where_its_process_died_and_its_errors_are_raised_here() -> None:
    assert workers.beside(fall_beside, os.getpid(), progress=lambda _done, _total: True) == 7
    with pytest.raises(ContactbookError, match="Not this one"):
        workers.beside(refuse_beside, progress=lambda _done, _total: True)


@pytest.mark.skipif(sys.platform == "win32", reason="a pipe holds whole messages there")
def test_work_beside_is_done_here_where_its_process_died_in_a_message() -> None:
    assert workers.beside(fall_in_a_message, os.getpid(), progress=lambda _done, _total: True) == bytes(1000)


def test_an_error_beside_is_raised_as_what_it_is() -> None:
    with pytest.raises(OfTwoWords, match="Not this one"):
        workers.beside(refuse_in_two_words, progress=lambda _done, _total: True)
    with pytest.raises(FileNotFoundError) as raised:  # not one of the pipe: the work is not done twice
        workers.beside(lack_a_file, progress=lambda _done, _total: True)
    assert str(os.getpid()) not in str(raised.value)
