"""Measures how fast the program starts, helps and searches: `python -m tests.benchmarks [--repeat N]`.

Each command runs as a process of its own, in turns with what it is compared to. The table gives the median, the
floor (the fastest run) and the ratio to the comparison; the last line is the same as JSON.
"""

# ruff: noqa: T201 (it prints its table)

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.benchmarks.people import people

BARE_PYTHON = "pass"
BARE_WINDOW = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
window = QMainWindow()
window.resize(1280, 800)
window.show()
QTimer.singleShot(0, app.quit)
app.exec()
"""
# The program's own start, ended as soon as its event loop comes to rest.
WINDOW = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
loop = QApplication.exec
def shown_once():
    QTimer.singleShot(0, QApplication.quit)
    return loop()
QApplication.exec = staticmethod(shown_once)
from contactbook.__main__ import main
sys.argv = ["contactbook", "--book", {book!r}]
main()
"""


@dataclass(frozen=True, slots=True)
class Measure:
    """What was measured: seconds, and how many times the comparison's median."""

    what: str
    unit: str
    median: float
    floor: float
    compared_to: str
    ratio: float
    target: str


@dataclass(frozen=True, slots=True)
class Run:
    """Seconds of one process: on the wall, and of the processor."""

    wall: float
    cpu: float


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__.splitlines()[0])
    parser.add_argument("--repeat", type=int, default=9, help="runs of each (9)")
    parser.add_argument("--contacts", type=int, default=10_000, help="contacts in the large book (10,000)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        small, large = Path(folder, "small.db"), Path(folder, "large.db")
        made = time.perf_counter()
        fill(small, 6)
        fill(large, options.contacts)
        print(f"Made a book of {options.contacts:,} contacts in {time.perf_counter() - made:.1f} s", file=sys.stderr)
        measures = measure(small, large, options.contacts, options.repeat, folder)
    show(measures)
    return 0


def measure(small: Path, large: Path, contacts: int, repeat: int, folder: str) -> list[Measure]:
    """Run everything in turns, so that a slow moment of the machine falls on all alike."""
    python = [sys.executable]
    program = [*python, "-m", "contactbook"]
    commands = {
        "bare Python": [*python, "-c", BARE_PYTHON],
        "bare window": [*python, "-c", BARE_WINDOW],
        "window": [*python, "-c", WINDOW.format(book=str(small))],
        "help": [*program, "--help"],
        "search": [*program, "--book", str(large), "search", "press kin"],
        "digits": [*program, "--book", str(large), "search", "795 04"],
        "json": [*program, "--book", str(large), "search", "press kin", "--json"],
    }
    runs: dict[str, list[Run]] = {name: [] for name in commands}
    for turn in range(repeat + 1):
        for name, command in commands.items():
            run = once(command, folder)
            if turn:  # the first turn warms the disk cache
                runs[name].append(run)
    size = f"{contacts:,} contacts"
    return [
        compared("window with six contacts, process time", runs, "window", "bare window", "cpu", "2 times"),
        compared("window with six contacts, wall", runs, "window", "bare window", "wall", ""),
        compared("contactbook --help, wall", runs, "help", "bare Python", "wall", "0.15 s"),
        compared(f"search for words, {size}, wall", runs, "search", "bare Python", "wall", "0.4 s"),
        compared(f"search for digits, {size}, wall", runs, "digits", "bare Python", "wall", "0.4 s"),
        compared(f"search --json, {size}, wall", runs, "json", "bare Python", "wall", "0.4 s"),
    ]


def once(command: Sequence[str], folder: str) -> Run:
    """Run a process to its end and measure it; one that fails ends the measuring."""
    home = {"HOME": folder, "XDG_DATA_HOME": folder, "XDG_CONFIG_HOME": folder, "XDG_CACHE_HOME": folder}
    environment = {**os.environ, **home, "QT_QPA_PLATFORM": "offscreen", "PYTHONPYCACHEPREFIX": folder}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program is compiled once
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    run = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=60)
    wall = time.perf_counter() - start
    if run.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {run.returncode}:\n{run.stderr}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return Run(wall, after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)


def compared(what: str, runs: dict[str, list[Run]], name: str, base: str, unit: str, target: str) -> Measure:
    """Set the runs of one command beside those of another."""
    own = [getattr(run, unit) for run in runs[name]]
    other = [getattr(run, unit) for run in runs[base]]
    median = statistics.median(own)
    return Measure(what, unit, median, min(own), base, median / statistics.median(other), target)


def fill(path: Path, number: int) -> None:
    """Make a book of made-up contacts."""
    from contactbook.app.book import Book

    book = Book.open(path)
    book.save_many(list(people(number)), "Make up people")
    book.close()


def show(measures: list[Measure]) -> None:
    """Print the table, and the same as JSON."""
    print(f"{'what':52}{'median':>9}{'floor':>9}{'ratio':>8}  compared to  target")
    for m in measures:
        print(f"{m.what:52}{m.median:>8.3f}s{m.floor:>8.3f}s{m.ratio:>8.2f}  {m.compared_to:11}  {m.target}")
    print(json.dumps([asdict(m) for m in measures]))


if __name__ == "__main__":
    raise SystemExit(main())
