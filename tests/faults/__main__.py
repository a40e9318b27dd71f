"""The long form, by hand: `python -m tests.faults [--kills 1000] [--seconds 60]`. It prints what it did and found."""

# ruff: noqa: T201 (it prints its figures)

import argparse
import random
import tempfile
import time
from pathlib import Path

from tests.faults import full_disk, killing, shim, writers

_PIECES = 16  # of work a run


def main() -> int:
    """Run everything and say what was lost; 1 where anything was."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=1000, help="runs that are killed (1,000)")
    parser.add_argument("--failures", type=int, default=200, help="runs whose writes fail (200)")
    parser.add_argument("--seconds", type=float, default=60, help="how long two writers write (60)")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    began = time.monotonic()
    wrong: list[str] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        library = shim.build(folder)
        wrong += _kill(folder, options.kills, options.seed, library)
        if library is not None:
            wrong += _fail(folder, options.failures, options.seed, library)
        wrong += _fill(folder, options.seed)
        wrong += _write_at_once(folder, options.seconds)
    for line in wrong:
        print(f"WRONG: {line}")
    print(f"{len(wrong)} things wrong, in {time.monotonic() - began:.0f} s")
    return 1 if wrong else 0


def _kill(folder: Path, kills: int, seed: int, library: Path | None) -> list[str]:
    """Kill at random instants, at statements of the writer, and at calls that write to the disk, in turns."""
    chance, tally = random.Random(seed), killing.Tally()
    way = killing.course(folder, seed, _PIECES)
    for number in range(kills):
        if number % 50 == 49:
            print(f"{number + 1} of {kills} killed, {tally.inside} of them inside a step", flush=True)
            seed += 1
            way = killing.course(folder, seed, _PIECES)
        kind = number % (2 if library is None else 3)
        if kind == 0:
            tally.add(killing.kill_at_moment(folder, way, chance.uniform(0, 1.2)))
        elif kind == 1 or library is None:
            tally.add(killing.kill_at_statement(folder, way, chance.randint(1, way.statements)))
        else:
            tally.add(killing.kill_at_call(folder, way, library, chance.randint(1, 400)))
    print(f"Killed {tally.runs} times, {tally.inside} of them inside a step: {len(tally.wrong)} things wrong.")
    return tally.wrong


def _fail(folder: Path, failures: int, seed: int, library: Path) -> list[str]:
    """Have writes fail from one on, by an error of the disk, a full disk, or half a write."""
    chance, tally = random.Random(seed), killing.Tally()
    way = killing.course(folder, seed + 5000, _PIECES)
    for number in range(failures):
        kind = ("eio", "enospc", "short")[number % 3]
        tally.add(killing.fail_at_call(folder, way, library, chance.randint(1, 400), kind))
    print(f"Writes failed in {tally.runs} runs, {tally.refusals} steps refused: {len(tally.wrong)} things wrong.")
    return tally.wrong


def _fill(folder: Path, seed: int) -> list[str]:
    """Fill a disk, by a limit and for real."""
    wrong: list[str] = []
    limited, disk = folder / "limited", folder / "disk"
    limited.mkdir()
    filled = {"a file-size limit": full_disk.fill_by_limit(limited, seed)}
    with full_disk.small_disk(disk, 4) as mounted:
        if mounted:
            filled["a full disk"] = full_disk.fill_disk(disk, seed)
    for what, came in filled.items():
        print(f"With {what}: {came.sentence!r}")
        if not (came.sentence and came.intact and came.goes_on) or came.wrong:
            wrong.append(f"with {what}: {came}")
    return wrong


def _write_at_once(folder: Path, seconds: float) -> list[str]:
    path = folder / "shared.db"
    writers.start(path)
    told = writers.run_all(path, ("ada", "ben"), seconds)
    turns, added = writers.turns_kept(path)
    wanted = sum(count for count, _words in told.values())
    print(f"Two writers for {seconds:.0f} s: {wanted} turns, {turns} kept; {added} contacts added.")
    refused = [words for _count, words in told.values() if "refused" in words or "Traceback" in words]
    return refused + ([] if turns == added == wanted else [f"{wanted} turns were taken, {turns} and {added} are kept"])


if __name__ == "__main__":
    raise SystemExit(main())
