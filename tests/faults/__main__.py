"""The long form, by hand: `python -m tests.faults [--kills 1000] [--seconds 60]`. It prints what it does and finds.

Each finding is a line of its own, said at once; stopped by Ctrl+C it says what it came to. A run is the same for the
same seed and number, whichever went before: `--kills 128 --first 127` does the 128th again.
"""

# ruff: noqa: T201 (it prints its figures)

import argparse
import random
import signal
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from tests.faults import full_disk, killing, older, shim, writers
from tests.faults.judging import Course, Tally

_PIECES = 16  # of work a run
_BLOCK = 25  # runs with the same course of work
_PIECES_OLDER = 2  # of a run that is about the bringing up of an older book
Run = Callable[[Course, random.Random], Tally]


@dataclass(slots=True)
class Report:
    """What was done so far, in a sentence each, and how much of it went wrong."""

    began: float = field(default_factory=time.monotonic)
    done: list[str] = field(default_factory=list)
    wrong: int = 0

    def find(self, where: str, wrong: list[str]) -> None:
        """Say what is wrong, as soon as it is known."""
        for line in wrong:
            self.wrong += 1
            print(f"WRONG, {where}: {line}", flush=True)

    def say(self, line: str) -> None:
        print(f"{time.monotonic() - self.began:5.0f} s  {line}", flush=True)

    def end(self, sentence: str) -> None:
        """Keep what was done in one part for the summary."""
        self.done.append(sentence)
        self.say(sentence)

    def summary(self, *, stopped: bool) -> int:
        """Say what it all came to; 1 where anything was wrong."""
        print("Stopped before its end." if stopped else "Ran to its end.")
        for sentence in self.done:
            print(f"  {sentence}")
        print(f"{self.wrong} things wrong, in {time.monotonic() - self.began:.0f} s", flush=True)
        return 1 if self.wrong or stopped else 0


def main() -> int:
    """Run everything and say what was lost; 1 where anything was, or where it was stopped."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--kills", type=int, default=1000, help="runs that are killed (1,000)")
    parser.add_argument("--failures", type=int, default=200, help="runs whose writes fail (200)")
    parser.add_argument("--seconds", type=float, default=60, help="how long two writers write (60)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0, help="begin with the run of this number, to do one again")
    options = parser.parse_args()
    report = Report()
    signal.signal(signal.SIGTERM, _stop)
    try:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            library = shim.build(folder)
            _kill(report, folder, range(options.first, options.kills), options.seed, library)
            if library is not None:
                _fail(report, folder, range(options.first, options.failures), options.seed, library)
            if not options.first:
                _fill(report, folder, options.seed)
                _write_at_once(report, folder, options.seconds)
    except KeyboardInterrupt:
        return report.summary(stopped=True)
    return report.summary(stopped=False)


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _kill(report: Report, folder: Path, numbers: range, seed: int, library: Path | None) -> None:
    """Kill at random instants, at statements of the writer, and at calls that write to the disk, in turns.

    Every fourth course begins with a book of an older version, and its kills come while that is brought up, mostly.
    """

    def run(way: Course, chance: random.Random) -> Tally:
        kind = chance.choice(("moment", "statement", "call" if library else "moment"))
        if kind == "moment":
            return killing.kill_at_moment(folder, way, chance.uniform(0, way.seconds))
        if kind == "statement":
            return killing.kill_at_statement(folder, way, chance.randint(1, way.statements))
        return killing.kill_at_call(folder, way, library or folder, chance.randint(1, 400))

    tally = _run(report, folder, "kill", numbers, seed, run)
    report.end(
        f"Killed {tally.runs} times, {tally.inside} of them inside a step, {tally.opening} of those before the book "
        f"was open, most while an older one was brought up: {len(tally.wrong)} things wrong."
    )


def _fail(report: Report, folder: Path, numbers: range, seed: int, library: Path) -> None:
    """Have writes fail from one on, by an error of the disk, a full disk, or half a write."""

    def run(way: Course, chance: random.Random) -> Tally:
        kind = chance.choice(("eio", "enospc", "short"))
        return killing.fail_at_call(folder, way, library, chance.randint(1, 400), kind)

    tally = _run(report, folder, "failure", numbers, seed + 5000, run)
    report.end(f"Writes failed in {tally.runs} runs, {tally.refusals} steps refused: {len(tally.wrong)} things wrong.")


def _run(report: Report, folder: Path, what: str, numbers: range, seed: int, run: Run) -> Tally:
    tally = Tally()
    try:
        for number, way in _courses(folder, numbers, seed):
            came = run(way, random.Random(f"{seed} {number}"))
            tally.add(came)
            report.find(f"{what} {number} of seed {seed}", came.wrong)
            if number % _BLOCK == _BLOCK - 1:
                report.say(f"{what} {number + 1} of {numbers.stop}, {tally.inside} inside a step")
    except KeyboardInterrupt:
        report.done.append(f"{what}: {tally.runs} runs, {tally.inside} inside a step, {len(tally.wrong)} things wrong.")
        raise
    return tally


def _courses(folder: Path, numbers: range, seed: int) -> Iterator[tuple[int, Course]]:
    """Give each run its course of work; every fourth begins with a book of an older version, in turns."""
    held: tuple[int, Course] | None = None
    versions = older.versions()
    for number in numbers:
        block = number // _BLOCK
        if held is None or held[0] != block:
            version = versions[block // 4 % len(versions)] if block % 4 == 3 else None
            pieces = _PIECES_OLDER if version else _PIECES
            held = block, killing.course(folder, seed * 1000 + block, pieces, version)
        yield number, held[1]


def _fill(report: Report, folder: Path, seed: int) -> None:
    """Fill a disk, by a limit and for real."""
    limited, disk = folder / "limited", folder / "disk"
    limited.mkdir()
    filled = {"a file-size limit": full_disk.fill_by_limit(limited, seed)}
    with full_disk.small_disk(disk, 4) as mounted:
        if mounted:
            filled["a full disk"] = full_disk.fill_disk(disk, seed)
    for what, came in filled.items():
        report.end(f"With {what}: {came.sentence!r}")
        if not (came.sentence and came.intact and came.goes_on) or came.wrong:
            report.find(f"with {what}", [str(came)])


def _write_at_once(report: Report, folder: Path, seconds: float) -> None:
    path = folder / "shared.db"
    writers.start(path)
    told = writers.run_all(path, ("ada", "ben"), seconds)
    turns, added = writers.turns_kept(path)
    wanted = sum(count for count, _words in told.values())
    report.end(f"Two writers for {seconds:.0f} s: {wanted} turns, {turns} kept; {added} contacts added.")
    refused = [words for _count, words in told.values() if "refused" in words or "Traceback" in words]
    if not turns == added == wanted:
        refused.append(f"{wanted} turns were taken, {turns} and {added} are kept")
    report.find("two writers", refused)


if __name__ == "__main__":
    raise SystemExit(main())
