"""The commands backup and restore, as a script and a person see them."""

from pathlib import Path

from contactbook.app.book import Book
from tests.cli.conftest import Run


def test_a_backup_is_written_and_restored(run: Run, filled: Path, tmp_path: Path) -> None:
    out = tmp_path / "copy.db"
    made = run("--book", filled, "backup", out, "--json").json
    assert (made["file"], made["contacts"]) == (str(out), 3)
    book = Book.open(filled)
    ada, lucja, _marek = (book.get(uid) for uid in book.all_uids())
    assert ada
    assert lucja
    book.trash([ada.uid])
    book.close()

    told = run("--book", filled, "restore", out, "--dry-run")
    assert told.status == 0
    assert "as it was: Ada Okello (comes out of the trash)" in told.out
    assert "1 contact would change. Nothing was written." in told.out
    assert len(run("--book", filled, "list", "--json").json) == 2

    done = run("--book", filled, "restore", out, "--json").json
    assert [one["name"] for one in done["changed"]] == ["Ada Okello"]
    assert (done["added"], done["gone"]) == ([], [])
    assert len(run("--book", filled, "list", "--json").json) == 3
    assert run("--book", filled, "undo", done["step"]).status == 0
    assert len(run("--book", filled, "list", "--json").json) == 2


def test_a_backup_without_a_place_lies_beside_the_book(run: Run, filled: Path) -> None:
    told = run("--book", filled, "backup")
    assert "3 contacts, opened and counted" in told.out
    (copy,) = (filled.parent / "backups" / filled.name).iterdir()
    again = run("--book", filled, "restore", copy)
    assert "Nothing was changed" in again.out


def test_what_cannot_be_restored_is_refused_in_a_sentence(run: Run, filled: Path, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("no book " * 200)
    for file, why in ((letter, "not a book"), (tmp_path / "none.db", "There is no file"), (filled, "the book itself")):
        told = run("--book", filled, "restore", file)
        assert told.status == 1
        assert why in told.err
        assert len(told.err.splitlines()) == 1
