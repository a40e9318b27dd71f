"""Throws spoilt tables, workbooks, JSON and archives at what reads them: `python -m tests.fuzz.files`.

It is run by hand, `--seconds 600` says how long and `--seed 1` where it begins, and ends at the first file that makes
a traceback, takes over ten seconds, or more memory than its size allows. What it finds belongs, cut down, among the
files of tests/app/test_spoilt_files.py.
"""

# ruff: noqa: T201 (it prints what it did)
import argparse
import random
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

from contactbook.app.book import Book
from tests.app.spoiling import WHOLE, read_file, spoil

_LONGEST = 10.0


def one_file(chance: random.Random, book: Book) -> None:
    """Spoil a file, and read it as an import does."""
    name = chance.choice(sorted(WHOLE))
    data = spoil(name, chance)
    start = time.process_time()
    read_file(book, chance.choice((name, name, "x", *WHOLE)), data)
    assert time.process_time() - start < _LONGEST, name


def main() -> None:
    """Go on until something is found or the time is over."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    end = time.monotonic() + options.seconds
    seed = options.seed
    with tempfile.TemporaryDirectory() as folder, closing(Book.open(Path(folder, "book.db"))) as book:
        while time.monotonic() < end:
            seed += 1
            try:
                one_file(random.Random(seed), book)
            except BaseException:
                print(f"--seed {seed - 1}", file=sys.stderr)
                raise
    print(f"{seed - options.seed} files, nothing found")


if __name__ == "__main__":
    main()
