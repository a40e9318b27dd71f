"""A search gives the same contacts in the same order, whichever way the store takes to them."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from contactbook.app.book import Book
from contactbook.domain.contact import Contact, Group
from contactbook.store import finding, schema
from contactbook.store.connection import open_writer
from contactbook.store.runs import Runs
from tests.benchmarks.people import people

QUERIES = (
    "a", "spokesperson", "press -officer", "phone:79", "is:public", "media|regional", "795", "role:press", "a o",
    '"press officer"', "-is:desk", "agency:w", "city:b", "city:b|role:press", "陈", "is:reachable", "country:ke",
)  # fmt: skip


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    """Give a book of a thousand contacts, some of them in the trash."""
    made = Book.open(tmp_path_factory.mktemp("found") / "book.db")
    made.save_many(list(people(1000)), "Make up people")
    made.trash(made.uids_of(made.find().ids[100:120]))
    yield made
    made.close()


@pytest.mark.parametrize("grouping", ["city", "agency"])
@pytest.mark.parametrize("query", QUERIES)
def test_the_first_rows_of_many_are_those_of_the_whole(book: Book, query: str, grouping: str) -> None:
    whole = book.find(query, grouping=grouping)
    with book._file.reading() as db:
        first = finding.preview(db, query, "", grouping, book.moment())
    if first is None:
        assert len(whole.ids) < 200
        return
    assert not first.whole
    assert [*first.ids] == whole.ids[: len(first.ids)]
    titles = [(section.title, section.subtitle, section.start) for section in whole.sections]
    assert [(s.title, s.subtitle, s.start) for s in first.sections] == titles[: len(first.sections)]


@pytest.mark.parametrize("grouping", ["city", "agency"])
def test_the_whole_book_stands_in_the_order_in_which_a_search_finds_it(book: Book, grouping: str) -> None:
    everything, found = book.find(grouping=grouping), book.find("is:person|is:desk", grouping=grouping)
    assert everything.ids == found.ids
    assert [*everything.sections] == [*found.sections]
    assert len(everything.ids) == 980
    assert everything.ids[-1] == [*everything.ids][-1]


@pytest.mark.parametrize("query", ["", "a"])
def test_a_found_contact_knows_its_place(book: Book, query: str) -> None:
    ids = book.find(query).ids
    for place in (0, 1, 57, len(ids) - 1):
        assert ids.index(ids[place]) == place
    with pytest.raises(ValueError, match="1000000"):
        ids.index(1_000_000)


def test_the_counts_of_places_follow_every_write(book: Book) -> None:
    def counted() -> list[Group]:
        return [group for group in book.tree() if group.name == "Lagos Mainland"]

    saved = book.save(Contact(name="Ada Example", city="Lagos Mainland", agency="WFP"))
    assert counted() == [Group("Lagos Mainland", 1, (Group("WFP", 1),))]
    book.trash([saved.uid])
    assert counted() == []
    book.undo()
    assert counted() == [Group("Lagos Mainland", 1, (Group("WFP", 1),))]
    book.undo()
    assert counted() == []


def test_a_contact_that_went_leaves_a_gap_and_no_error() -> None:
    runs = Runs([2, 3], lambda run: [7, 8] if run == 0 else [9], lambda wanted: 0)
    assert [*runs] == [7, 8, 9, 0, 0]


def test_the_runs_of_many_sections_are_read_at_once() -> None:
    asked: list[int] = []

    def read(run: int) -> Sequence[int]:
        asked.append(run)
        return [run + 1]

    runs = Runs([1] * 200, read, lambda wanted: wanted - 1, lambda: lambda run: [run + 1])
    assert runs[:40] == [*range(1, 41)]
    assert [*runs] == [*range(1, 201)]
    assert asked == [*range(40)]


def test_an_older_book_gets_its_sections(tmp_path: Path) -> None:
    path = tmp_path / "book.db"
    db = open_writer(path)
    schema.migrate(db, stop_before="m005_sections")
    db.execute(
        "INSERT INTO cities (id, key, name, country, searched) VALUES (1, 'geneva', 'Geneva', 'CH', '| geneva |')"
    )
    for number, (city, key, trashed) in enumerate([(1, "geneva\tCH", 0), (1, "geneva\tCH", 1), (None, "\uffff", 0)]):
        db.execute(
            """
            INSERT INTO contacts (uid, kind, name, city, created_at, updated_at, trashed, name_key, sort_key, city_key,
                agency_key) VALUES (?, 'person', 'Ada Example', ?, '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', ?,
                'ada example', 'example  ada', ?, ?)
            """,
            (str(number), city, trashed, key, "\uffff"),
        )
        db.execute("INSERT INTO search (rowid, name) VALUES (?, 'ada example')", (number + 1,))
    db.close()
    book = Book.open(path)
    assert [(s.title, s.count) for s in book.find().sections] == [("Geneva", 1), ("No city", 1)]
    assert len(book.find("ada").ids) == 2
    assert len(book.find("is:trash").ids) == 1
    assert book.problems() == []
    book.close()
