"""What may lie where a book is expected."""

import sqlite3
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from contactbook.app.book import Book
from contactbook.domain.contact import Contact, Phone
from contactbook.domain.errors import BookNotWritable, NewerBook, NotABook
from contactbook.store import connection, contacts, schema


@pytest.mark.parametrize("data", [b"%PDF-1.7 something", b"\x00" * 4096, b"SQLite format 2\x00" + b"x" * 100])
def test_another_file_is_refused_and_left_as_it_is(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "other"
    path.write_bytes(data)
    with pytest.raises(NotABook, match="not a book"):
        Book.open(path)
    assert path.read_bytes() == data


def test_another_programs_database_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE bookmarks (url TEXT)")
    db.close()
    before = path.read_bytes()
    with pytest.raises(NotABook):
        Book.open(path)
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["other.db"]


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotABook, match="folder"):
        Book.open(tmp_path)


@pytest.mark.parametrize("tables", [False, True])
def test_an_empty_file_or_database_is_an_empty_book(tmp_path: Path, tables: bool) -> None:
    path = tmp_path / "empty.db"
    path.touch()
    if tables:
        db = sqlite3.connect(path)
        db.execute("VACUUM")
        db.execute("PRAGMA user_version = 7")
        db.close()
    before = path.read_bytes()
    book = Book.open(path)
    assert book.counts().all == 0
    assert path.read_bytes() == before
    book.save(Contact(name="Anna Lindqvist"))
    assert book.counts().all == 1
    book.close()


def test_a_book_that_is_read_while_it_is_being_made_is_seen_as_soon_as_it_is_there(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    early = Book.open(path)
    assert early.counts().all == 0
    half = sqlite3.connect(path)
    half.execute("PRAGMA journal_mode = WAL")  # what the first write does first, before any table is there
    half.execute("VACUUM")
    assert early.counts().all == 0
    with closing(Book.open(path)) as other:
        assert other.counts().all == 0
        other.save(Contact(name="Anna Lindqvist"))
        assert other.counts().all == early.counts().all == 1
    half.close()
    early.close()


def test_a_newer_book_is_refused_and_left_untouched(tmp_path: Path) -> None:
    path = tmp_path / "newer.db"
    book = Book.open(path)
    book.save(Contact(name="Anna Lindqvist"))
    book.close()
    db = sqlite3.connect(path)
    db.execute(
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('contactbook', 'm999_later', '')"
    )
    db.commit()
    db.execute("PRAGMA journal_mode = DELETE")
    db.close()
    before = path.read_bytes()
    with pytest.raises(NewerBook, match="newer version"):
        Book.open(path)
    assert path.read_bytes() == before


def test_an_older_book_is_copied_before_it_is_brought_up(tmp_path: Path) -> None:
    path = tmp_path / "older.db"
    db = connection.open_writer(path)
    schema.migrate(db, stop_before="m003_search")
    db.close()
    book = Book.open(path)
    book.save(Contact(name="Anna Lindqvist"))
    book.close()
    copy = tmp_path / "older.db.before-m003_search"
    old = sqlite3.connect(copy)
    assert schema.applied(old) == ["m001_contacts", "m002_journal"]
    old.close()


def test_the_book_is_readable_by_its_owner_only(tmp_path: Path) -> None:
    book = Book.open(tmp_path / "book.db")
    book.save(Contact(name="Anna Lindqvist"))
    book.close()
    assert stat.S_IMODE((tmp_path / "book.db").stat().st_mode) == 0o600


def test_a_place_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises((BookNotWritable, NotABook), match="cannot be"):
        Book.open(tmp_path / "file" / "book.db").save(Contact(name="Anna"))


def test_readers_cannot_write(tmp_path: Path) -> None:
    book = Book.open(tmp_path / "book.db")
    book.save(Contact(name="Anna"))
    book.close()
    db = connection.open_reader(tmp_path / "book.db")
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        db.execute("DELETE FROM contacts")
    db.close()


def test_another_process_reads_what_was_written_at_once(tmp_path: Path) -> None:
    book = Book.open(tmp_path / "book.db")
    book.save(Contact(name="Anna Lindqvist"))
    script = "import sqlite3, sys; print(sqlite3.connect(sys.argv[1]).execute('SELECT name FROM contacts').fetchall())"
    done = subprocess.run([sys.executable, "-c", script, str(book.path)], capture_output=True, text=True, check=True)
    assert "Anna Lindqvist" in done.stdout
    book.close()


def test_what_is_written_after_another_process_came_and_went_is_not_lost(tmp_path: Path) -> None:
    path = tmp_path / "book.db"
    visit = "import sys; from pathlib import Path; from contactbook.app.book import Book\n"
    visit += "book = Book.open(Path(sys.argv[1])); print(book.counts().all); book.close()"
    book = Book.open(path)
    seen = []
    for number in range(3):
        book.save(Contact(uid="", name=f"Zora Testova {number}"))
        with ThreadPoolExecutor(1) as worker:  # a thread opens a reader of its own
            worker.submit(book.counts).result()
        done = subprocess.run([sys.executable, "-c", visit, str(path)], capture_output=True, text=True, check=True)
        seen.append(int(done.stdout))
    book.close()
    assert seen == [1, 2, 3]
    with closing(Book.open(path)) as again:
        assert again.counts().all == 3


def reached(uid: str, number: str) -> Contact:
    day = datetime(2026, 6, 1, tzinfo=UTC)
    return Contact(uid=uid, phones=(Phone(number, number),), created_at=day, updated_at=day)


@pytest.mark.parametrize("before", ["m009_digits_without_triggers", None], ids=["older copy", "of today"])
def test_digits_leave_the_search_with_their_contact_once(tmp_path: Path, before: str | None) -> None:
    db = sqlite3.connect(tmp_path / "book.db", isolation_level=None)
    schema.migrate(db, stop_before=before)
    db.execute("BEGIN")
    contacts.put(db, [reached("a", "+41795550000"), reached("b", "+41795550000")])
    if before:  # its trigger has written them as well
        db.execute("INSERT INTO search_digits (search_digits) VALUES ('rebuild')")
    contacts.remove(db, ["a"])
    if not before:
        contacts.put(db, [reached("b", "+41795550011")])
        found = "SELECT count(*) FROM search_digits WHERE search_digits MATCH '{}'"
        assert [db.execute(found.format(n)).fetchone()[0] for n in ("795550000", "795550011")] == [0, 1]
    db.execute("INSERT INTO search_digits (search_digits, rank) VALUES ('integrity-check', 1)")
    db.execute("COMMIT")
    db.close()
