"""Measures whole processes: the window's start, the command line, memory; in turns with their floors."""

import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

# Both windows end as soon as their event loop comes to rest: everything is painted, and a key would be answered.
_AT_REST = """
import os, resource
def at_rest():
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, flush=True)
    os._exit(0)
"""
_BARE_WINDOW = (
    _AT_REST
    + """
from PySide6.QtCore import QTimer
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView
app = QApplication([])
window = QMainWindow()
table = QTableView()
table.setModel(QStandardItemModel())
window.setCentralWidget(table)
window.resize(1280, 800)
window.show()
QTimer.singleShot(0, at_rest)
app.exec()
"""
)
# The program's own start: Qt is imported as it does that.
_WINDOW = (
    _AT_REST
    + """
import sys
from contactbook.__main__ import import_qt, main
import_qt()
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
loop = QApplication.exec
def shown_once():
    QTimer.singleShot(0, at_rest)
    return loop()
QApplication.exec = staticmethod(shown_once)
sys.argv = ["contactbook", "--book", {book!r}]
main()
"""
)
_RAW_QUERY = """
import sqlite3
db = sqlite3.connect({book!r})
found = "SELECT rowid FROM search WHERE search MATCH {match!r}"
for row in db.execute("SELECT * FROM contacts WHERE id IN (" + found + ")"):
    print(row)
"""


@dataclass(frozen=True, slots=True)
class Run:
    """Milliseconds of one process on the wall and of the processor, and the most memory it said it took, in MB."""

    wall: float
    cpu: float
    memory: float


def in_turns(commands: dict[str, Sequence[str]], repeat: int, folder: str) -> dict[str, list[Run]]:
    """Run everything in turns, so that a slow moment of the machine falls on all alike."""
    runs: dict[str, list[Run]] = {name: [] for name in commands}
    for turn in range(repeat + 1):
        for name, command in commands.items():
            run = _once(command, folder)
            if turn:  # the first turn warms the disk cache
                runs[name].append(run)
    return runs


def pairs(runs: dict[str, list[Run]], name: str, floor: str, unit: str) -> Iterator[tuple[float, float]]:
    """Set the runs of one command beside those of its floor."""
    for own, other in zip(runs[name], runs[floor], strict=True):
        yield getattr(own, unit), getattr(other, unit)


def python(script: str) -> list[str]:
    """Give the command that runs a script."""
    return [sys.executable, "-c", script]


def bare_window() -> list[str]:
    """Give the command that opens a window with an empty table."""
    return python(_BARE_WINDOW)


def window(book: Path) -> list[str]:
    """Give the command that opens a book and ends once it is shown."""
    return python(_WINDOW.format(book=str(book)))


def raw_query(book: Path, match: str) -> list[str]:
    """Give the command that asks SQLite the same as a search."""
    return python(_RAW_QUERY.format(book=str(book), match=match))


def command_line(*arguments: str) -> list[str]:
    """Give a command of the program as a person types it."""
    return [str(Path(sys.executable).with_name("contactbook")), *arguments]


def _once(command: Sequence[str], folder: str) -> Run:
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
    cpu = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    said = run.stdout.strip().rpartition("\n")[2]
    return Run(wall * 1000, cpu * 1000, int(said) / 1024 if said.isdecimal() else 0.0)
