"""The command forget: it asks, and what it did cannot be found again."""

import subprocess
from pathlib import Path

from contactbook.app.book import Book
from tests.cli.conftest import PROGRAM, Run


def _uid(db: Path, name: str) -> str:
    book = Book.open(db)
    try:
        return next(c.uid for c in book.get_many(book.all_uids()) if c.name == name)
    finally:
        book.close()


def test_without_yes_a_script_is_refused_and_nothing_is_removed(filled: Path) -> None:
    uid = _uid(filled, "Ada Okello")
    command = [*PROGRAM, "--book", str(filled), "forget", uid]
    told = subprocess.run(command, input="yes\n", capture_output=True, text=True, check=False)
    assert told.returncode == 1
    assert "Say --yes" in told.stderr
    assert _uid(filled, "Ada Okello") == uid


def test_with_yes_it_says_what_it_removed(run: Run, filled: Path) -> None:
    run("--book", filled, "backup")
    told = run("--book", filled, "forget", _uid(filled, "Ada Okello")[:8], "--yes")
    assert told.status == 0
    assert "the contact with all its details" in told.out
    assert "written anew without it: " in told.out
    assert "Ada Okello is forgotten." in told.out
    assert "other folders are not reached" in told.out
    files = [path for path in filled.parent.rglob("*.db*") if path.is_file()]
    left = [path for path in files if b"okello@example" in path.read_bytes()]
    assert left == []
    assert run("--book", filled, "check").status == 0
    assert len(run("--book", filled, "list", "--json").json) == 2


def test_what_it_removed_as_json(run: Run, filled: Path) -> None:
    uid = _uid(filled, "Ada Okello")
    told = run("--book", filled, "forget", uid, "--yes", "--json").json
    assert (told["uid"], told["name"], told["backups"]) == (uid, "Ada Okello", [])
    again = run("--book", filled, "forget", uid, "--yes")
    assert again.status == 1
    assert "There is no contact" in again.err
