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
from dataclasses import dataclass, field
from pathlib import Path

from tests.faults.state import look
from tests.faults.work import BEGINNING, make_book

_HANGS = 120  # seconds after which a child that hangs is killed, and fails the run by what it did not say


@dataclass(frozen=True, slots=True)
class Course:
    """The work of a seed as it goes where nothing interrupts it: what the book is after each piece of work."""

    seed: int
    book: Path
    states: tuple[str, ...]  # before the first piece, then after each
    statements: int


@dataclass(slots=True)
class Tally:
    """What was done to the book, and every way in which it was not as it should be."""

    runs: int = 0
    inside: int = 0  # killed with a piece of work begun and not acknowledged
    refusals: int = 0
    wrong: list[str] = field(default_factory=list)

    def add(self, other: "Tally") -> None:
        """Take in what another counted."""
        self.runs += other.runs
        self.inside += other.inside
        self.refusals += other.refusals
        self.wrong += other.wrong


def course(folder: Path, seed: int, count: int) -> Course:
    """Do all the work of a seed once, undisturbed."""
    book = folder / f"begin-{seed}.db"
    make_book(book, seed)
    start, wrong = look(book)
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
    statements = next(int(words[1]) for words in told if words[0] == "statements")
    return Course(seed, book, (start, *states), statements)


def kill_at_statement(folder: Path, way: Course, statement: int) -> Tally:
    """Kill the work before a statement of its writer, and look at the book."""
    return _killed(folder, way, str(statement))


def kill_at_moment(folder: Path, way: Course, seconds: float) -> Tally:
    """Kill the work after so many seconds from its first acknowledged step, and look at the book."""
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
    tally = _judge(way, book, lines, lives)
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


def _judge(way: Course, book: Path, lines: list[str], lives: bool) -> Tally:
    tally = Tally(runs=1)
    done = [words.split() for words in lines if words.startswith("done ")]
    refused = [line for line in lines if line.startswith("refused ")]
    tally.refusals = len(refused)
    told = [line for line in lines if line.split(" ")[0] not in ("done", "refused", "at", "statements")]
    if told and not lives:
        tally.wrong.append(f"seed {way.seed}: it said {told[-1]}")
    elif any("Traceback" in line for line in told):
        tally.wrong.append(f"seed {way.seed}: a traceback, {told[-1]}")
    try:
        state, wrong = look(book)
    except Exception as error:  # noqa: BLE001 - whatever keeps the book from opening is what is to be told
        tally.wrong.append(f"seed {way.seed}: the book does not open: {error}")
        return tally
    tally.wrong += [f"seed {way.seed} after {len(done)}: {line}" for line in wrong]
    acknowledged = done[-1][2] if done else way.states[0]
    if refused:  # it went another way from there; what was acknowledged last is what must stand
        if state != acknowledged:
            tally.wrong.append(f"seed {way.seed}: after {len(refused)} refusals the book is not what was acknowledged")
        return tally
    if state == acknowledged:
        tally.inside += len(done) < len(way.states) - 1
    elif len(done) + 1 < len(way.states) and state == way.states[len(done) + 1]:
        pass  # committed, and killed before it could say so
    else:
        tally.wrong.append(f"seed {way.seed} after {len(done)}: a step is half done, or an acknowledged one is gone")
    return tally


def _copy(book: Path, folder: Path) -> Path:
    folder.mkdir()
    for suffix in ("", "-wal", "-shm"):
        with contextlib.suppress(FileNotFoundError):
            shutil.copy(f"{book}{suffix}", folder / f"book.db{suffix}")
    shutil.copy(book, folder / BEGINNING)
    return folder / "book.db"


def _command(book: Path, folder: Path, seed: int, count: int, statement: str = "0") -> list[str]:
    return [sys.executable, "-m", "tests.faults.child", str(book), str(folder), str(seed), str(count), statement]
