"""Kills a process at its work on a book, and looks at what it leaves."""

import contextlib
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path

from tests.faults.judging import Course, Tally, judge
from tests.faults.older import make_older
from tests.faults.state import look
from tests.faults.work import BEGINNING, make_book

_HANGS = 120  # seconds after which a child that hangs is killed, and fails the run by what it did not say


def course(folder: Path, seed: int, count: int, older: str | None = None) -> Course:
    """Do all the work of a seed once, undisturbed, on a book of today or one from before a migration."""
    book = folder / f"begin-{seed}.db"
    make_book(book, seed)
    start, wrong = look(book)
    if older:
        make_older(book, older)
    trial = _copy(book, folder / f"course-{seed}")
    run = subprocess.run(
        _command(trial, trial.parent, seed, count), capture_output=True, text=True, check=False, timeout=600
    )
    if run.returncode or wrong:
        raise RuntimeError(f"{run.stderr}\n{wrong}")
    told = [line.split() for line in run.stdout.splitlines()]
    states = [words[2] for words in told if words[0] == "done"]
    if len(states) != count:
        raise RuntimeError(f"Some work was refused undisturbed:\n{run.stdout}")
    forgotten = {int(words[1]): words[2] for words in told if words[0] == "forgot"}
    opening, ended = (words for words in told if words[0] in ("opened", "statements"))
    return Course(seed, book, (start, *states), int(ended[1]), int(opening[1]), float(ended[2]), forgotten)


def kill_at_statement(folder: Path, way: Course, statement: int) -> Tally:
    """Kill the work before a statement of its writer, and look at the book."""
    return _killed(folder, way, str(statement))


def kill_at_moment(folder: Path, way: Course, seconds: float) -> Tally:
    """Kill the work after so many seconds from when it opens the book, and look at the book."""
    return _killed(folder, way, "0", seconds=seconds)


def kill_at_call(folder: Path, way: Course, shim: Path, call: int) -> Tally:
    """Have the work killed by a write to the disk of its own, and look at the book."""
    environment = {"LD_PRELOAD": str(shim), "FAULT_AT": str(call), "FAULT_KIND": "kill", "FAULT_PATH": "/book.db"}
    return _killed(folder, way, "0", environment)


def fail_at_call(folder: Path, way: Course, shim: Path, call: int, kind: str) -> Tally:
    """Have writes to the disk fail from one on ("eio", "enospc"); the work is refused, what stands is sound."""
    environment = {"LD_PRELOAD": str(shim), "FAULT_AT": str(call), "FAULT_KIND": kind, "FAULT_PATH": "/book.db"}
    return _killed(folder, way, "0", environment, lives=True)


def _killed(
    folder: Path,
    way: Course,
    statement: str,
    more: Mapping[str, str] | None = None,
    *,
    seconds: float | None = None,
    lives: bool = False,
) -> Tally:
    book = _copy(way.book, folder / f"run-{way.seed}-{random.randrange(1 << 32):08x}")
    command = _command(book, book.parent, way.seed, len(way.states) - 1, statement)
    lines = _run(command, {**os.environ, **(more or {})}, seconds)
    tally = judge(way, book, lines, lives)
    shutil.rmtree(book.parent)
    return tally


def _run(command: list[str], environment: Mapping[str, str], seconds: float | None) -> list[str]:
    timers: list[threading.Timer] = []

    def kill_after(process: "subprocess.Popen[str]", wait: float) -> None:
        timers.append(threading.Timer(wait, process.kill))
        timers[-1].start()

    lines: list[str] = []
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=dict(environment)
    ) as process:
        kill_after(process, _HANGS)
        for line in process.stdout or ():
            lines.append(line.rstrip("\n"))
            if line.startswith("at "):
                process.send_signal(signal.SIGKILL)
            elif seconds is not None and len(timers) == 1:
                kill_after(process, seconds)
    for timer in timers:
        timer.cancel()
        timer.join()
    return lines


def _copy(book: Path, folder: Path) -> Path:
    folder.mkdir()
    for suffix in ("", "-wal", "-shm"):
        with contextlib.suppress(FileNotFoundError):
            shutil.copy(f"{book}{suffix}", folder / f"book.db{suffix}")
    shutil.copy(book, folder / BEGINNING)
    return folder / "book.db"


def _command(book: Path, folder: Path, seed: int, count: int, statement: str = "0") -> list[str]:
    return [sys.executable, "-m", "tests.faults.child", str(book), str(folder), str(seed), str(count), statement]
