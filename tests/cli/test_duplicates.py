from pathlib import Path

import pytest

from contactbook.app.book import Book
from contactbook.domain.contact import Contact, Email, Phone
from tests.cli.conftest import Run


@pytest.fixture
def doubled(db: Path) -> Path:
    book = Book.open(db)
    book.save_many(
        [
            Contact(
                uid="zoe-1", name="Zoë Vandenbroucke", agency="IOM", phones=(Phone("+32470550000"),), role="Speaker"
            ),
            Contact(uid="zoe-2", name="Zoe Vandenbroucke", agency="IOM", emails=(Email("zoe@example.org"),)),
        ],
        "Two",
    )
    book.close()
    return db


def test_duplicates_are_listed_with_the_reason_and_how_sure(run: Run, doubled: Path) -> None:
    told = run("--book", doubled, "duplicates")
    assert told.status == 0
    assert "Zoë Vandenbroucke" in told.out
    assert "likely" in told.out
    assert "Names differ by accents" in told.out
    (pair,) = run("--book", doubled, "duplicates", "--json").json
    assert set(pair) == {"uids", "names", "reasons", "sureness", "level"}
    assert sorted(pair["uids"]) == ["zoe-1", "zoe-2"]


def test_an_empty_book_has_no_duplicates(run: Run, db: Path) -> None:
    told = run("--book", db, "duplicates", "--json")
    assert (told.status, told.json) == (0, [])


def test_merge_makes_one_of_two_and_undo_takes_it_back(run: Run, doubled: Path) -> None:
    told = run("--book", doubled, "merge", "zoe-1", "zoe-2", "--json")
    assert (told.status, told.json["uid"]) == (0, "zoe-1")
    (made,) = run("--book", doubled, "list", "--json").json
    assert [email["address"] for email in made["emails"]] == ["zoe@example.org"]
    assert run("--book", doubled, "undo").status == 0
    assert len(run("--book", doubled, "list", "--json").json) == 2


def test_into_says_which_stays(run: Run, doubled: Path) -> None:
    assert run("--book", doubled, "merge", "zoe-1", "--into", "zoe-2").status == 0
    assert [c["uid"] for c in run("--book", doubled, "list", "--json").json] == ["zoe-2"]


def test_not_the_same_is_remembered(run: Run, doubled: Path) -> None:
    told = run("--book", doubled, "merge", "zoe-1", "zoe-2", "--not-same")
    assert told.status == 0
    assert run("--book", doubled, "duplicates", "--json").json == []


@pytest.mark.parametrize("argv", [("zoe-1",), ("zoe-1", "zoe-1"), ("zoe-1", "nobody")])
def test_what_cannot_be_merged_is_refused_in_one_sentence(run: Run, doubled: Path, argv: tuple[str, ...]) -> None:
    told = run("--book", doubled, "merge", *argv)
    assert told.status == 1
    assert len(told.err.splitlines()) == 1
