"""Works on a book until it is killed: `python -m tests.faults.child BOOK FOLDER SEED COUNT [STATEMENT]`.

It says "opening", "opened STATEMENTS", and "done N DIGEST" after each piece of work, whose step has been acknowledged
by then, or "refused N DIGEST SENTENCE"; before that "forgot N UID" where somebody was forgotten. With STATEMENT it
stops before the statement of that number, says "at STATEMENT", and waits to be killed.
"""

# ruff: noqa: T201 (it speaks over its output)

import signal
import sqlite3
import sys
import time
from pathlib import Path

from contactbook.app.book import Book
from contactbook.domain.errors import ContactbookError
from contactbook.store import connection
from tests.clock import Clock
from tests.faults.state import digest
from tests.faults.work import works


class Counter:
    """Counts the statements of the writer; at the one that is named it waits for the end."""

    def __init__(self, stop_at: int) -> None:
        self.stop_at, self.seen = stop_at, 0

    def watch(self, db: sqlite3.Connection) -> sqlite3.Connection:
        db.set_trace_callback(self)
        return db

    def __call__(self, _statement: str) -> None:
        self.seen += 1
        if self.seen == self.stop_at:
            print(f"at {self.seen}", flush=True)
            signal.pause()


def main(path: str, folder: str, seed: str, count: str, stop_at: str = "0") -> int:
    """Do the work; what a fault refuses is told, and the work goes on."""
    counter = Counter(int(stop_at))
    opened = connection.open_writer
    connection.open_writer = lambda at: counter.watch(opened(at))
    began = time.monotonic()
    print("opening", flush=True)
    try:
        book = Book.open(Path(path), clock=Clock())
    except ContactbookError as error:
        print(f"refused opening - {error}", flush=True)
        return 0
    print(f"opened {counter.seen}", flush=True)
    for number, (_name, work) in enumerate(works(book, Path(folder), int(seed), int(count))):
        try:
            forgotten = work()
        except ContactbookError as error:
            print(f"refused {number} {digest(book)} {error}", flush=True)
            continue
        if isinstance(forgotten, str):
            print(f"forgot {number} {forgotten}", flush=True)
        print(f"done {number} {digest(book)}", flush=True)
    book.close()
    print(f"statements {counter.seen} {time.monotonic() - began:.3f}", flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:]))
