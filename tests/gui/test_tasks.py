"""Work is done on one worker and comes back on the main thread."""

import threading
from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from contactbook.domain.errors import Cancelled
from contactbook.gui.tasks import Tasks


@pytest.fixture
def failures() -> list[BaseException]:
    return []


@pytest.fixture
def tasks(qapp: object, failures: list[BaseException]) -> Iterator[Tasks]:
    made = Tasks(failures.append)
    yield made
    made.close()


def test_the_result_comes_back_on_the_main_thread(qtbot: QtBot, tasks: Tasks) -> None:
    seen: list[tuple[int, int, int]] = []
    main = threading.get_ident()
    tasks.run(threading.get_ident, lambda worker: seen.append((worker, threading.get_ident(), main)))
    qtbot.waitUntil(lambda: bool(seen))
    worker, back, expected = seen[0]
    assert worker != expected
    assert back == expected


def test_writes_are_done_in_the_order_they_were_asked_for(qtbot: QtBot, tasks: Tasks) -> None:
    order: list[int] = []
    for number in range(20):
        tasks.run(lambda number=number: order.append(number))
    qtbot.waitUntil(lambda: not tasks.busy)
    assert order == list(range(20))


def test_an_error_goes_to_who_asked_else_to_the_report(
    qtbot: QtBot, tasks: Tasks, failures: list[BaseException]
) -> None:
    def fail() -> None:
        raise ValueError("wrong")

    told: list[BaseException] = []
    tasks.run(fail, None, told.append)
    tasks.run(fail)
    qtbot.waitUntil(lambda: bool(told) and bool(failures))
    assert str(told[0]) == str(failures[0]) == "wrong"


def test_long_work_tells_how_far_it_is_and_stops_when_cancelled(qtbot: QtBot, tasks: Tasks) -> None:
    begun, gone_on = threading.Event(), threading.Event()

    def work(progress: Callable[[int, int], bool]) -> None:
        progress(1, 2)
        begun.set()
        gone_on.wait(5)
        if not progress(2, 2):
            raise Cancelled("stopped")

    told: list[BaseException] = []
    with qtbot.waitSignals([tasks.started, tasks.progressed]):
        tasks.run_long("Counting", work, None, told.append)
    assert begun.wait(5)
    tasks.cancel()
    with qtbot.waitSignal(tasks.ended):
        gone_on.set()
    assert isinstance(told[0], Cancelled)


def test_closing_waits_for_what_was_asked_and_calls_nobody_back(qtbot: QtBot, tasks: Tasks) -> None:
    written: list[str] = []
    back: list[object] = []
    tasks.run(lambda: written.append("saved"), back.append)
    tasks.close()
    assert written == ["saved"]
    assert not tasks.busy
    tasks.run(lambda: written.append("late"))
    assert written == ["saved"]
