"""What befalls the file of a book while it is open, with real files."""

import os
import shutil
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from threading import Thread

import pytest

from contactbook.app.book import Book
from contactbook.domain.contact import Contact
from contactbook.domain.errors import BookGone, BookNotWritable
from contactbook.store import drives


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    made = Book.open(tmp_path / "book.db")
    made.save(Contact(uid="ada", name="Ada Okello"))
    yield made
    made.close()


def test_nothing_is_written_into_a_file_that_was_deleted(book: Book) -> None:
    book.path.unlink()
    assert book.standing() == "gone"
    with pytest.raises(BookGone, match="was deleted while it was open"):
        book.save(Contact(name="Zora Testova"))
    assert not book.path.exists()
    assert book.get("ada") is not None  # and what is shown stays


def test_a_window_that_has_only_read_makes_no_new_book_in_its_place(book: Book) -> None:
    with closing(Book.open(book.path)) as other:
        assert other.counts().all == 1
        book.path.unlink()
        with pytest.raises(BookGone):
            other.save(Contact(name="Zora Testova"))
        told: list[BaseException] = []

        def read() -> None:
            try:
                other.counts()
            except BookGone as error:
                told.append(error)

        thread = Thread(target=read)  # it has no reader yet, and must not take the book for an empty one
        thread.start()
        thread.join()
        assert told
    assert not book.path.exists()


def test_a_deleted_book_is_put_back_and_one_goes_on(book: Book, tmp_path: Path) -> None:
    book.path.unlink()
    copy = tmp_path / "rescued.part"
    assert book.rescue(copy) == 1
    book.put_back_file(copy)
    assert stat.S_IMODE(book.path.stat().st_mode) == 0o600
    book.save(Contact(name="Zora Testova"))
    with closing(Book.open(book.path)) as again:
        assert again.counts().all == 2
        assert again.problems() == []


def test_a_book_that_was_replaced_is_not_written_to(book: Book, tmp_path: Path) -> None:
    with closing(Book.open(tmp_path / "other.db")) as other:
        other.save(Contact(name="Somebody Else"))
    shutil.copy(tmp_path / "other.db", tmp_path / "new.db")
    before = (tmp_path / "new.db").read_bytes()
    os.replace(tmp_path / "new.db", book.path)
    assert book.standing() == "replaced"
    with pytest.raises(BookGone, match="was replaced by another file"):
        book.trash(["ada"])
    with pytest.raises(BookGone):
        book.put_back_file(tmp_path / "other.db")
    assert book.path.read_bytes() == before
    assert book.rescue(tmp_path / "saved.db") == 1
    with closing(Book.open(tmp_path / "saved.db")) as saved:
        assert saved.get("ada") is not None


def test_a_step_that_is_open_when_the_file_goes_is_still_in_what_is_rescued(book: Book, tmp_path: Path) -> None:
    with book.step("Two at once") as writing:
        writing.put([Contact(name="Zora Testova")])
        book.path.unlink()
    assert book.rescue(tmp_path / "rescued.db") == 2


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is read-only for root")
def test_a_book_made_read_only_is_not_written_to(book: Book) -> None:
    book.path.chmod(0o400)
    with pytest.raises(BookNotWritable, match="allow writing"):
        book.save(Contact(name="Zora Testova"))
    book.path.chmod(0o600)
    book.save(Contact(name="Zora Testova"))
    assert book.counts().all == 2


def test_a_network_drive_is_told_by_the_deepest_mount(tmp_path: Path) -> None:
    share = tmp_path / "team share" / "press"
    share.mkdir(parents=True)
    mounts = tmp_path / "mounts"
    held = str(tmp_path / "team share").replace(" ", "\\040")
    mounts.write_text(f"rootfs / ext4 rw 0 0\nserver:/x {held} nfs4 rw 0 0\nlocal {tmp_path}/local ext4 rw 0 0\n")
    assert drives.is_network(share / "book.db", mounts)
    assert not drives.is_network(tmp_path / "local" / "book.db", mounts)
    assert not drives.is_network(share, tmp_path / "no such file")


def test_a_book_on_a_network_drive_keeps_no_log_and_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "book.db"
    with closing(Book.open(path)) as local:
        local.save(Contact(name="Ada Okello"))
    mounts = tmp_path / "mounts"
    mounts.write_text(f"server:/x {tmp_path} cifs rw 0 0\n")
    monkeypatch.setattr(drives, "MOUNTS", mounts)
    with closing(Book.open(path)) as book:
        assert book.is_on_network_drive()
        assert book.counts().all == 1
        book.save(Contact(name="Zora Testova"))
        assert not path.with_name("book.db-wal").exists()
        with closing(sqlite3.connect(path)) as db:
            assert db.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        with closing(Book.open(path)) as other:
            assert other.counts().all == 2
            other.save(Contact(name="Third"))
            assert book.poll()
            assert book.counts().all == 3
