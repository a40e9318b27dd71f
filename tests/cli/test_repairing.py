"""The command repair."""

import sqlite3
from contextlib import closing
from pathlib import Path

from tests.cli.conftest import Run


def test_a_sound_book_is_left_as_it_is(run: Run, filled: Path) -> None:
    before = filled.read_bytes()
    told = run("--book", filled, "repair")
    assert told.status == 0
    assert "sound" in told.out
    assert filled.read_bytes() == before


def test_a_damaged_book_is_repaired_and_the_broken_file_kept(run: Run, filled: Path) -> None:
    data = bytearray(filled.read_bytes())
    data[: 16] = b"no SQLite header"  # fmt: skip
    filled.write_bytes(data)
    refused = run("--book", filled, "list")
    assert refused.status == 1
    first = run("--book", filled, "repair", "--json").json
    assert first["contacts"] == 3
    data[:16] = b"SQLite format 3\x00"
    filled.write_bytes(data[: len(data) - 3 * 4096])
    done = run("--book", filled, "repair", "--json").json
    assert done["contacts"] == 3
    assert Path(done["kept"]).exists()
    assert Path(first["kept"]).exists()
    assert done["kept"] != first["kept"]  # in the same second too
    assert len(run("--book", filled, "list", "--json").json) == 3
    assert run("--book", filled, "check").status == 0


def test_what_is_no_book_is_refused_and_left_as_it_is(run: Run, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear Ada, " * 500)
    with closing(sqlite3.connect(tmp_path / "other.db")) as db:
        db.execute("CREATE TABLE contacts (name TEXT)")
        db.commit()
    for path in (letter, tmp_path / "other.db", tmp_path / "none.db"):
        before = path.read_bytes() if path.exists() else None
        told = run("--book", path, "repair")
        assert told.status == 1
        assert len(told.err.splitlines()) == 1
        assert (path.read_bytes() if path.exists() else None) == before
