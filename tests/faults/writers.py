"""Several processes that write to one book at once: no update is lost, and nobody is told that it is locked.

Run as `python -m tests.faults.writers BOOK NAME SECONDS` this is one of them: it takes turns with the others at one
contact, whose notes count everybody's turns, and adds contacts of its own.
"""

# ruff: noqa: T201 (it says what it has done)

import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

from contactbook.app.book import Book
from contactbook.domain.contact import Contact
from contactbook.domain.errors import ContactbookError

SHARED = "00000000-0000-4000-8000-000000000001"


def start(path: Path) -> None:
    """Make the book that they write to."""
    book = Book.open(path)
    book.save(Contact(uid=SHARED, name="Nora Shared", notes="0"))
    book.close()


def run_all(path: Path, names: tuple[str, ...], seconds: float) -> dict[str, tuple[int, str]]:
    """Let processes write for so long; give how often each did, and what it was refused."""
    command = [sys.executable, "-m", "tests.faults.writers", str(path)]
    running = {
        name: subprocess.Popen(
            [*command, name, str(seconds)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        for name in names
    }
    told = {name: process.communicate(timeout=seconds + 120)[0].strip() for name, process in running.items()}
    return {
        name: (int(words.splitlines()[-1].split()[-1]) if "turns" in words else 0, words)
        for name, words in told.items()
    }


def turns_kept(path: Path) -> tuple[int, int]:
    """Give how many turns the shared contact counts, and how many contacts there are beside it."""
    book = Book.open(path)
    try:
        shared = book.get(SHARED)
        return int(shared.notes or 0) if shared else -1, book.counts().all - 1
    finally:
        book.close()


def _turn(contact: Contact) -> Contact:
    return replace(contact, notes=str(int(contact.notes or 0) + 1))


def main(path: str, name: str, seconds: str) -> int:
    book = Book.open(Path(path))
    turns, end = 0, time.monotonic() + float(seconds)
    try:
        while time.monotonic() < end:
            book.change([SHARED], _turn, "Turn of {who}")
            book.save(Contact(name=f"{name.title()} {turns}"))
            turns += 1
    except ContactbookError as error:
        print(f"refused: {error}")
    print(f"turns {turns}")
    book.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:]))
