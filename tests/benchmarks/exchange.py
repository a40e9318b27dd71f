"""Measures how fast vCards come in and go out beside what vobject takes: `python -m tests.benchmarks.exchange`.

Each stage runs as a process of its own over the same made-up file. The table gives cards a second on the wall and of
the processor, how many times vobject's that is, and the most memory (resident, with the interpreter's own; where other
processes help, as much for each as the largest of them takes).
"""

# ruff: noqa: T201 (it prints its table)

import argparse
import gc
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from contactbook.app import workers
from tests.benchmarks.cards import cards

TARGETS = {"import": "2.2 times vobject, 300 MB", "export": "10,000 a second"}


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.exchange", description=__doc__.splitlines()[0])
    parser.add_argument("--cards", type=int, default=100_000, help="cards in the file (100,000)")
    parser.add_argument("--stage", choices=list(STAGES), help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.stage:
        print(json.dumps(_measured(STAGES[options.stage], options.folder)))
    else:
        report(options.cards)
    return 0


def report(number: int) -> None:
    """Run every stage over so many cards and print the table."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with (folder / "cards.vcf").open("wb") as file:
            file.writelines(cards(number))
        base = 0.0
        print(f"{f'{number:,} cards':28}{'cards/s':>9}{'cpu':>9}{'ratio':>8}{'MB':>7}  target")
        for stage in STAGES:
            found = _run(stage, folder)
            base = base or found["wall"]
            ratio = base / found["wall"]
            wall, cpu = found["cards"] / found["wall"], found["cards"] / found["cpu"]
            target = TARGETS.get(stage, "")
            print(f"{stage:28}{wall:>9,.0f}{cpu:>9,.0f}{ratio:>8.2f}{found['memory']:>7.0f}  {target}")


def _run(stage: str, folder: Path) -> dict[str, float]:
    home = {name: str(folder) for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")}
    command = [sys.executable, "-m", "tests.benchmarks.exchange", "--stage", stage, "--folder", str(folder)]
    run = subprocess.run(command, env={**os.environ, **home}, capture_output=True, text=True, check=False)
    if run.returncode:
        raise SystemExit(f"{stage} ended with {run.returncode}:\n{run.stderr}")
    told: dict[str, float] = json.loads(run.stdout)
    return told


def _measured(stage: Callable[[Path], int], folder: Path) -> dict[str, float]:
    gc.set_threshold(workers._GARBAGE)  # as the command line has it; for what others do too
    wall, cpu = time.perf_counter(), _processor()
    number = stage(folder)
    own, helping = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    memory = (own + helping * workers._number()) / (1024 if sys.platform == "linux" else 1024 * 1024)
    return {"cards": number, "wall": time.perf_counter() - wall, "cpu": _processor() - cpu, "memory": memory}


def _processor() -> float:
    used = [resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def vobject_parses(folder: Path) -> int:
    import vobject

    with (folder / "cards.vcf").open(encoding="utf-8", newline="") as file:
        return sum(1 for _card in vobject.readComponents(file, allowQP=True))


def we_read(folder: Path) -> int:
    from contactbook.exchange import vcard_contacts

    with (folder / "cards.vcf").open("rb") as file:
        return sum(1 for _item in vcard_contacts.read(file))


def we_import(folder: Path) -> int:
    from contactbook.app import importing, sources, streams
    from contactbook.app.book import Book

    book = Book.open(folder / "book.db")
    plan = streams.plan_sources(book, sources.find(folder / "cards.vcf", book.path), "cards.vcf")
    done = importing.apply(book, importing.decided(plan, "update"))
    plan.close()
    book.close()
    return done.added + done.updated + done.unchanged


def we_export(folder: Path) -> int:
    return _export(folder, "press")


def we_export_all(folder: Path) -> int:
    return _export(folder, "colleagues")


def _export(folder: Path, audience: str) -> int:
    from contactbook.app import exporting
    from contactbook.app.book import Book

    book = Book.open(folder / "book.db")
    done = exporting.export(book, folder / f"{audience}.vcf", audience="press" if audience == "press" else "colleagues")
    book.close()
    if done.differences:
        raise SystemExit(done.sentence)
    return done.contacts


STAGES: dict[str, Callable[[Path], int]] = {
    "vobject parses": vobject_parses,
    "read and checked": we_read,
    "import": we_import,
    "export": we_export,
    "export for colleagues": we_export_all,
}

if __name__ == "__main__":
    raise SystemExit(main())
