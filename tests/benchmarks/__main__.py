"""Measures what a person waits for: `python -m tests.benchmarks [NAME ...] [--contacts N] [--profile]`.

Each line is measured in turns with its floor, what nothing can be faster than: a bare window, a repaint, one commit, a
raw query. The table gives medians, 95th percentiles, the most, the floor and the ratio; its last line is the same as
JSON. The books are made once and kept in the folder for temporary files.
"""

# ruff: noqa: T201 (it prints its table)

import argparse
import csv
import hashlib
import os
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from contactbook.app.book import Book
from contactbook.domain.plain import to_plain_whole
from contactbook.store import schema
from tests.benchmarks import exchange, processes
from tests.benchmarks import people as made_up
from tests.benchmarks.people import people
from tests.benchmarks.table import Measure, measured, show

_GROWTH = (1_000, 10_000, 100_000)
_FRAME = 1000 / 60  # ms


@dataclass(frozen=True, slots=True)
class Setting:
    """What is measured: how many contacts, how often, where the books lie, and how many queries are typed."""

    contacts: int
    repeat: int
    folder: Path
    queries: int = 200

    def book(self, number: int) -> Path:
        """Give a book of so many contacts, made the first time."""
        sources = Path(str(schema.__file__)).read_bytes() + Path(str(made_up.__file__)).read_bytes()
        path = self.folder / f"{number}-{hashlib.sha256(sources).hexdigest()[:12]}.db"
        if not path.exists():
            start, draft = time.perf_counter(), path.with_suffix(".draft")
            book = Book.open(draft)
            book.save_many(list(people(number)), "Make up people")
            book.close()
            draft.rename(path)
            print(f"Made {number:,} contacts in {time.perf_counter() - start:.0f} s", file=sys.stderr)
        return path


def start(setting: Setting) -> list[Measure]:
    """Measure the window's start, with few contacts and with many."""
    commands = {
        "bare": processes.bare_window(),
        "few": processes.window(setting.book(6)),
        "many": processes.window(setting.book(setting.contacts)),
    }
    runs = processes.in_turns(commands, setting.repeat, str(setting.folder))
    return [
        measured("window up with 6, processor time", processes.pairs(runs, "few", "bare", "cpu"), "1.6 times"),
        measured(f"window up with {setting.contacts:,}", processes.pairs(runs, "many", "bare", "cpu"), "1.6 times"),
        measured(f"  {setting.contacts:,} beside 6", processes.pairs(runs, "many", "few", "cpu"), "1.15 times"),
        measured(
            f"memory with {setting.contacts:,} beside a bare window",
            processes.pairs(runs, "many", "bare", "memory"),
            "+60 MB",
            "MB",
        ),
    ]


def command_line(setting: Setting) -> list[Measure]:
    """Measure a search and the help on the command line."""
    book = setting.book(setting.contacts)
    commands = {
        "raw": processes.raw_query(book, "kinwen*"),
        "search": processes.command_line("--book", str(book), "search", "kinwen", "--json"),
        "python": processes.python("pass"),
        "help": processes.command_line("--help"),
    }
    runs = processes.in_turns(commands, setting.repeat, str(setting.folder))
    return [
        measured("search --json, wall, beside sqlite3", processes.pairs(runs, "search", "raw", "wall"), "4 times"),
        measured("--help, wall, beside bare Python", processes.pairs(runs, "help", "python", "wall"), ""),
    ]


def looking(setting: Setting) -> list[Measure]:
    """Measure keys, scrolling, cards and saves in a window."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from tests.benchmarks.looking import Bench
    from tests.benchmarks.queries import queries

    size, many = f", {setting.contacts:,}", setting.repeat * 3
    bench = Bench(setting.book(setting.contacts), setting.folder)
    try:
        list(bench.keys(queries(2)))
        keys = list(bench.keys(queries(setting.queries)))
        return [
            measured(f"key to painted list{size}", [(k.own, k.repaint) for k in keys], "1.5 times, p95 16.7 ms"),
            measured(
                f"  by the clock, with the wait{size}", [(k.clock, k.repaint) for k in keys], "p95 16.7, most 50 ms"
            ),
            measured(f"  what comes later, beside a frame{size}", [(k.rest, _FRAME) for k in keys], ""),
            measured(f"scroll by a page{size}", _cleared(bench, bench.pages(many)), "2 times"),
            measured(f"jump to the end{size}", bench.ends(many), "2 times"),
            measured(f"change grouping{size}", bench.groupings(setting.repeat), "2 times"),
            measured(f"contact to painted card, beside a frame{size}", bench.cards(many), "1 time"),
            measured(f"save to list and card{size}", bench.saves(setting.repeat, setting.folder), "3 times"),
        ]
    finally:
        bench.close()


def _cleared(bench: object, pairs: Iterator[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    from tests.benchmarks.looking import Bench

    assert isinstance(bench, Bench)
    bench.list.search.clear()
    bench.settle()
    yield from pairs


def disk(setting: Setting) -> list[Measure]:
    """Measure the book on disk beside its values as CSV."""
    path = setting.book(setting.contacts)
    values = path.with_suffix(".csv")
    if not values.exists():
        book = Book.open(path)
        ids = book.find().ids
        with values.open("w", encoding="utf-8", newline="") as out:
            write = csv.writer(out)
            for at in range(0, len(ids), 500):
                write.writerows(_values(to_plain_whole(c)) for c in book.get_many(book.uids_of(ids[at : at + 500])))
        book.close()
    db = sqlite3.connect(path)
    kept = "SELECT coalesce(sum(pgsize), 0) FROM dbstat WHERE name IN ('photos', 'imported_cards')"
    size = path.stat().st_size - db.execute(kept).fetchone()[0]
    db.close()
    pair = (size / 1e6, values.stat().st_size / 1e6)
    return [measured(f"book on disk beside CSV, {setting.contacts:,}", [pair], "7 times", "MB")]


def _values(value: object) -> list[object]:
    """Lay out what a contact holds, one value a cell."""
    if isinstance(value, dict):
        return [cell for inner in value.values() for cell in _values(inner)]
    if isinstance(value, (list, tuple)):
        return [cell for inner in value for cell in _values(inner)]
    return [value] if value is not None else []


def duplicates(setting: Setting) -> list[Measure]:
    """Measure the search for duplicates: what it finds, how long it takes, how long a window waits meanwhile."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from tests.benchmarks.duplicates import measures

    return measures(setting.book(setting.contacts), setting.folder, setting.contacts)


def growth(setting: Setting) -> list[Measure]:
    """Measure the same in books of growing sizes."""
    sizes = sorted({*_GROWTH, setting.contacts})
    return [m for size in sizes for m in looking(replace(setting, contacts=size, repeat=max(3, setting.repeat // 2)))]


MEASURES: dict[str, Callable[[Setting], list[Measure]]] = {
    "start": start,
    "command_line": command_line,
    "looking": looking,
    "disk": disk,
    "duplicates": duplicates,
    "growth": growth,
}


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(MEASURES)} (all but growth)")
    parser.add_argument("--contacts", type=int, default=100_000, help="contacts in the large book (100,000)")
    parser.add_argument("--repeat", type=int, default=9, help="runs of each (9)")
    parser.add_argument("--queries", type=int, default=200, help="queries that are typed key by key (200)")
    parser.add_argument("--profile", action="store_true", help="tell where the time of this process goes")
    options = parser.parse_args()
    unknown = set(options.names) - set(MEASURES)
    if unknown:
        parser.error(f"there is no measure {', '.join(sorted(unknown))}; there are {', '.join(MEASURES)}")
    folder = Path(tempfile.gettempdir(), "contactbook-benchmarks")
    folder.mkdir(exist_ok=True)
    setting = Setting(options.contacts, options.repeat, folder, options.queries)
    names = options.names or [name for name in MEASURES if name != "growth"]
    measures: list[Measure] = []

    def measure() -> None:
        for name in names:
            measures.extend(MEASURES[name](setting))

    if options.profile:
        import cProfile

        cProfile.runctx("measure()", {}, {"measure": measure}, sort="cumulative")
    else:
        measure()
    show(measures)
    if not options.names:
        exchange.report(options.contacts)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
