"""One line of the benchmarks' table, and how the table is printed."""

# ruff: noqa: T201 (it prints its table)

import json
import os
import platform
import sqlite3
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Measure:
    """What was measured, what of it half and nineteen of twenty runs took at most, its floor, and the goal."""

    what: str
    unit: str
    median: float
    p95: float
    most: float
    floor: float
    ratio: float
    goal: str


def measured(what: str, pairs: Iterable[tuple[float, float]], goal: str, unit: str = "ms") -> Measure:
    """Sum up runs, each with the floor that was measured beside it."""
    runs = list(pairs)
    own, floors = sorted(run for run, _floor in runs), [floor for _run, floor in runs]
    median, floor = statistics.median(own), statistics.median(floors)
    p95 = own[min(len(own) - 1, int(len(own) * 0.95))]
    return Measure(what, unit, median, p95, own[-1], floor, median / floor if floor else 0.0, goal)


def machine() -> dict[str, object]:
    """Tell what ran this."""
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else -1.0
    return {
        "system": platform.platform(terse=True),
        "cores": os.cpu_count(),
        "load": round(load, 1),
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
    }


def show(measures: Sequence[Measure]) -> None:
    """Print the table, and the same as JSON."""
    about = machine()
    print(", ".join(f"{key} {value}" for key, value in about.items()))
    print(f"{'what':58}{'median':>10}{'p95':>10}{'most':>10}{'floor':>10}{'ratio':>7}  unit  goal")
    for m in measures:
        numbers = "".join(f"{n:>10.2f}" for n in (m.median, m.p95, m.most, m.floor))
        print(f"{m.what:58}{numbers}{m.ratio:>7.2f}  {m.unit:4}  {m.goal}")
    print(json.dumps({"machine": about, "measures": [asdict(m) for m in measures]}))
