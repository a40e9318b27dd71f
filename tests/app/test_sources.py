"""What is found to be read, and what is never opened."""

import subprocess
import sys
from pathlib import Path

import pytest

from contactbook.app import sources, streams
from contactbook.app.book import Book
from contactbook.domain.contact import Contact
from contactbook.domain.errors import NotReadable

_CARD = "BEGIN:VCARD\nVERSION:3.0\nFN:Ines Diallo\nN:Diallo;Ines;;;\nEND:VCARD\n"
_ASK = "import sys; from pathlib import Path; from contactbook.store.files import is_open_elsewhere as is_open"


def _others_see_it_open(path: Path) -> bool:
    command = [sys.executable, "-c", f"{_ASK}; print(is_open(Path(sys.argv[1])))", str(path)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip() == "True"


@pytest.mark.parametrize("suffix", ["", "-wal", "-shm"])
def test_a_file_of_the_open_book_is_refused_and_its_locks_stay(tmp_path: Path, suffix: str) -> None:
    book = Book.open(tmp_path / "book.db")
    book.save(Contact(name="Ada Okello"))
    with pytest.raises(NotReadable, match="is the book that is open"):
        list(sources.find(tmp_path / f"book.db{suffix}", book.path))
    assert _others_see_it_open(book.path)
    book.close()


def test_a_folder_is_read_around_the_open_book_in_it(tmp_path: Path) -> None:
    book = Book.open(tmp_path / "book.db")
    book.save(Contact(name="Ada Okello"))
    (tmp_path / "ines.vcf").write_text(_CARD, encoding="utf-8")
    plan = streams.plan_sources(book, sources.find(tmp_path, book.path), "folder")
    assert [row.incoming.name for row in plan.rows] == ["Ines Diallo"]
    assert _others_see_it_open(book.path)
    plan.close()
    book.close()
