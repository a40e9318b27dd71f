import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from contactbook.app.book import Book
from contactbook.app.composing import block_in
from contactbook.app.sample import open_sample
from contactbook.domain.contact import Contact, Kind
from contactbook.domain.errors import NotABook
from contactbook.domain.harmless import one_line
from contactbook.exchange.block import Layout


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    return open_sample(tmp_path / "folder" / "sample.db")


def contacts(path: Path) -> list:
    book = Book.open(path)
    try:
        return book.get_many(book.uids_of(book.find().ids))
    finally:
        book.close()


def test_every_screen_has_something_to_show(sample: Path) -> None:
    book = Book.open(sample)
    counts = book.counts()
    assert counts.all == 24
    assert counts.attention
    assert counts.unverified
    assert counts.away
    assert len(book.tree("city")) > 3
    assert len(book.tree("agency")) > 3
    assert book.lists()
    assert not book.problems()
    book.close()


def test_it_holds_desks_and_several_scripts(sample: Path) -> None:
    held = contacts(sample)
    assert any(contact.kind is Kind.DESK for contact in held)
    letters = "".join(contact.name or "" for contact in held)
    for low, high in (("a", "z"), ("а", "я"), ("ا", "ي"), ("一", "鿿")):
        assert any(low <= c <= high for c in letters)
    assert all(contact.shown == one_line(contact.shown) for contact in held)
    assert {contact.cover for contact in held if contact.cover} <= {contact.uid for contact in held}


def test_it_is_one_step(sample: Path) -> None:
    book = Book.open(sample)
    assert len(book.history()) == 1
    book.undo()
    assert book.counts().all == 0
    book.close()


def tomorrow() -> datetime:
    return datetime.now(UTC) + timedelta(days=1)


def made_on(path: Path) -> list[date]:
    with closing(Book.open(path)) as book:
        return [step.at.astimezone().date() for step in book.history()]


def test_it_is_made_anew_the_next_day(sample: Path) -> None:
    first = {contact.uid for contact in contacts(sample)}
    assert open_sample(sample, clock=tomorrow) == sample
    assert made_on(sample) == [tomorrow().astimezone().date()]
    assert {contact.uid for contact in contacts(sample)} == first
    assert [path.name for path in sample.parent.iterdir()] == [sample.name]


def test_one_that_was_made_today_is_left_as_it_is(sample: Path) -> None:
    before = sample.stat()
    open_sample(sample)
    assert (sample.stat().st_ino, sample.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def change(book: Book) -> None:
    book.trash(book.uids_of(book.find(limit=1).ids))


def save_preset(book: Book) -> None:
    book.blocks.save_preset("Mine", Layout())


def keep_block(book: Book) -> None:
    uids = book.uids_of(book.find(limit=3).ids)
    book.blocks.keep(block_in(Layout(), book.get_many(uids), today=book.today()), Layout(), uids)


@pytest.mark.parametrize("deed", [change, save_preset, keep_block])
def test_what_the_person_did_in_it_stays(sample: Path, deed: Callable[[Book], None]) -> None:
    with closing(Book.open(sample)) as book:
        deed(book)
    made = made_on(sample)
    open_sample(sample, clock=tomorrow)
    assert made_on(sample) == made


# Opens a book as a window does, leaves nothing of its own in it, says so, writes when told to, and ends.
VISITOR = """
import sys
from pathlib import Path
from contactbook.app.book import Book
from contactbook.domain.contact import Contact
from contactbook.exchange.block import Layout
book = Book.open(Path(sys.argv[1]))
book.find()
book.blocks.save_preset("Mine", Layout())
book.blocks.delete_preset("Mine")
print("open", flush=True)
sys.stdin.readline()
book.save(Contact(name="Zora Testova"))
book.close()
"""


def test_one_that_another_window_has_open_is_not_taken_from_under_it(sample: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", VISITOR, str(sample)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as visitor:
        assert visitor.stdout
        assert visitor.stdin
        assert visitor.stdout.readline() == "open\n"
        open_sample(sample, clock=tomorrow)
        visitor.stdin.write("\n")
    assert "Zora Testova" in {contact.name for contact in contacts(sample)}


def test_one_that_this_window_has_open_is_not_taken_from_under_it(sample: Path) -> None:
    with closing(Book.open(sample)) as book:
        book.find()
        save_preset(book)
        book.blocks.delete_preset("Mine")
        open_sample(sample, clock=tomorrow)
        book.save(Contact(name="Zora Testova"))
        assert "Zora Testova" in {contact.name for contact in contacts(sample)}


def test_another_file_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "sample.db"
    file.write_text("my notes", encoding="utf-8")
    with pytest.raises(NotABook):
        open_sample(file)
    assert file.read_text(encoding="utf-8") == "my notes"
