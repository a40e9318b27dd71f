"""A disk without room: a file-size limit, and where it may be mounted a small file system."""

import resource
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from contactbook.app.book import Book
from contactbook.domain.contact import Contact
from contactbook.domain.errors import ContactbookError
from tests.faults.state import digest, look
from tests.faults.work import make_book


@dataclass(frozen=True, slots=True)
class Filled:
    """What came of filling a disk: the sentence of the refusal, and whether the book is as it was acknowledged."""

    sentence: str
    intact: bool
    wrong: list[str]
    goes_on: bool  # once there is room again


@contextmanager
def size_limit(size: int) -> Iterator[None]:
    """Let no file of this process grow beyond so many bytes."""
    held = resource.getrlimit(resource.RLIMIT_FSIZE)
    told = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, held[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, held)
        signal.signal(signal.SIGXFSZ, told)


@contextmanager
def small_disk(folder: Path, megabytes: int) -> Iterator[bool]:
    """Mount a file system of so many megabytes; False where that may not be done."""
    folder.mkdir(exist_ok=True)
    command = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(folder)]
    mounted = (
        shutil.which("mount") is not None and not subprocess.run(command, capture_output=True, check=False).returncode
    )
    try:
        yield mounted
    finally:
        if mounted:
            subprocess.run(["umount", "-l", str(folder)], check=True)


def fill_by_limit(folder: Path, seed: int) -> Filled:
    """Write until a file may not grow; then lift the limit and go on."""
    path = folder / "book.db"
    make_book(path, seed)
    book = Book.open(path)
    with size_limit(path.stat().st_size + 300_000):
        sentence, held = _until_refused(book)
    return _judge(book, path, sentence, held)


def fill_disk(folder: Path, seed: int) -> Filled:
    """Write until the disk is full; then make room and go on."""
    path, ballast = folder / "book.db", folder / "ballast"
    ballast.write_bytes(bytes(1_000_000))
    make_book(path, seed)
    book = Book.open(path)
    sentence, held = _until_refused(book)
    ballast.unlink()
    return _judge(book, path, sentence, held)


def _until_refused(book: Book) -> tuple[str, str]:
    held = digest(book)
    for number in range(10_000):
        try:
            book.save_many([Contact(name=f"Ada {number} {n}", notes="n" * 2000) for n in range(20)], "Add many")
        except ContactbookError as error:
            return str(error), held
        held = digest(book)
    return "", held


def _judge(book: Book, path: Path, sentence: str, held: str) -> Filled:
    intact = digest(book) == held
    goes_on = False
    with suppress(ContactbookError):
        saved = book.save(Contact(name="Zoe After"))
        goes_on = book.get(saved.uid) is not None
        book.undo()
    book.close()
    _state, wrong = look(path)
    return Filled(sentence, intact, wrong, goes_on)
