"""Measures the search for duplicates: what it finds, how long it takes, and how long a window waits meanwhile."""

import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer

from contactbook.app.book import Book
from tests.benchmarks.doubles import doubled
from tests.benchmarks.looking import Bench
from tests.benchmarks.table import Measure, measured

_TICK = 5  # milliseconds between two looks at the clock


def measures(large: Path, folder: Path, contacts: int) -> list[Measure]:
    """Search a book of 10,000 with 500 known pairs, then a large one in a window whose clock goes on."""
    found, false = _found(folder)
    seconds, gap, idle = _in_a_window(large, folder)
    return [
        measured("duplicates found of 500 pairs in 10,000", [(found, 100.0)], "95 %", "%"),
        measured("  false of those offered", [(false, 0.0)], "2 %", "%"),
        measured(f"duplicates over {contacts:,}, in the background", [(seconds, 0.0)], "60 s", "s"),
        measured("  longest wait of the window meanwhile", [(gap, idle)], "50 ms"),
    ]


def _found(folder: Path) -> tuple[float, float]:
    path = folder / "doubled.db"
    for left in folder.glob("doubled.db*"):
        left.unlink()
    made = doubled(10_000, 500)
    book = Book.open(path)
    try:
        book.save_many(made.contacts, "Make up people")
        offered = {frozenset((c.one, c.other)) for c in book.duplicates.find()}
    finally:
        book.close()
    right = made.pairs.keys() & offered
    return 100 * len(right) / len(made.pairs), 100 * (len(offered) - len(right)) / max(len(offered), 1)


def _in_a_window(path: Path, folder: Path) -> tuple[float, float, float]:
    """Give the seconds of a search, and the longest wait of the window's event loop then and while nothing goes on."""
    bench = Bench(path, folder)
    try:
        ticks: list[float] = []
        timer = QTimer()
        timer.setInterval(_TICK)
        timer.timeout.connect(lambda: ticks.append(_now()))
        timer.start()
        bench.window.parts.show_page(bench.window.parts.duplicates)
        _longest(bench, ticks, lambda begun: time.perf_counter() - begun < 3)  # until all is loaded and painted
        idle = _longest(bench, ticks, lambda begun: time.perf_counter() - begun < 3)
        search = bench.window.merging.search
        begun = time.perf_counter()
        bench.window.merging.look()
        gap = _longest(bench, ticks, lambda _begun: search.busy)
        return time.perf_counter() - begun, gap, idle
    finally:
        bench.close()


def _longest(bench: Bench, ticks: list[float], going: Callable[[float], bool]) -> float:
    """Let a window go on and give the longest time in milliseconds between two of its ticks."""
    wait = QEventLoop.ProcessEventsFlag.WaitForMoreEvents
    ticks.clear()
    begun = time.perf_counter()
    while going(begun):
        bench.app.processEvents(wait, 50)
    return 1000 * max((after - before for before, after in pairwise(ticks)), default=0.0)


def _now() -> float:
    """Tell the time in seconds, that aside in which this thread waited for a processor, where the system tells it."""
    try:
        waited = int(Path("/proc/thread-self/schedstat").read_text().split()[1]) / 1e9
    except OSError:
        waited = 0.0
    return time.perf_counter() - waited
