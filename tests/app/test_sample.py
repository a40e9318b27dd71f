from pathlib import Path

import pytest

from contactbook.app.book import Book
from contactbook.app.sample import open_sample
from contactbook.domain.contact import Kind
from contactbook.domain.errors import NotABook
from contactbook.domain.harmless import one_line


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


def test_it_is_made_anew(sample: Path) -> None:
    first = {contact.uid for contact in contacts(sample)}
    assert open_sample(sample) == sample
    assert {contact.uid for contact in contacts(sample)} == first
    assert [path.name for path in sample.parent.iterdir() if "part" in path.name] == []


def test_what_the_person_changed_stays(sample: Path) -> None:
    book = Book.open(sample)
    book.trash(book.uids_of(book.find(limit=1).ids))
    book.close()
    open_sample(sample)
    assert len(contacts(sample)) == 23


def test_another_file_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "sample.db"
    file.write_text("my notes", encoding="utf-8")
    with pytest.raises(NotABook):
        open_sample(file)
    assert file.read_text(encoding="utf-8") == "my notes"
