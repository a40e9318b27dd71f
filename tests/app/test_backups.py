"""Copies of a book: made while it is used, kept for some time, and put back in one step."""

import os
import sqlite3
import stat
import threading
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contactbook.app import backups, restoring
from contactbook.app.book import Book
from contactbook.app.files import NotWritten
from contactbook.domain.contact import Agency, Contact, Email, Phone
from contactbook.domain.errors import Cancelled, ContactbookError, NotABook
from contactbook.store import connection, schema
from tests.clock import Clock

ADA = Contact(uid="ada", name="Ada Okello", agency="IOM", city="Vienna", phones=(Phone("+436605550000"),))
LUC = Contact(uid="luc", name="Łucja Wiśniak", emails=(Email("l.wisniak@example.org"),), lists=("Border",))


@pytest.fixture
def filled(book: Book) -> Book:
    book.save_many([ADA, LUC], "Two contacts")
    return book


def names(book: Book) -> set[str]:
    return {contact.name or "" for contact in book.get_many(book.uids_of(book.find().ids))}


def test_a_copy_lies_beside_the_book_for_its_owner_only(filled: Book) -> None:
    made = backups.back_up(filled)
    assert made.path.parent == filled.path.parent / "backups" / "book.db"
    assert made.contacts == 2
    assert stat.S_IMODE(made.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(made.path.parent.stat().st_mode) == 0o700
    assert [p.name for p in made.path.parent.iterdir()] == [made.path.name]
    with closing(Book.open(made.path)) as copy:
        assert names(copy) == {"Ada Okello", "Łucja Wiśniak"}


def test_a_copy_that_replaces_a_file_of_everybody_is_the_owners(filled: Book, tmp_path: Path) -> None:
    out = tmp_path / "out.db"
    out.touch(0o644)
    backups.back_up(filled, out)
    assert stat.S_IMODE(out.stat().st_mode) == 0o600


def test_the_book_itself_and_what_is_no_book_are_not_written_over(filled: Book, tmp_path: Path) -> None:
    with pytest.raises(NotWritten, match="in use"):
        backups.back_up(filled, filled.path)
    other = tmp_path / "letter.txt"
    other.write_text("Dear Ada, " * 100)
    with pytest.raises(NotABook):
        backups.back_up(filled, other)
    assert other.read_text().startswith("Dear Ada")


def test_an_empty_book_is_not_copied(book: Book) -> None:
    with pytest.raises(ContactbookError, match="no contacts yet"):
        backups.back_up(book)
    assert not backups.is_due(book)


def test_a_cancelled_copy_leaves_nothing(filled: Book, tmp_path: Path) -> None:
    with pytest.raises(Cancelled):
        backups.back_up(filled, tmp_path / "out.db", lambda _done, _total: False)
    assert not list(tmp_path.glob("*out.db*"))


def test_a_writer_does_not_wait_for_a_copy_and_the_copy_is_of_one_moment(filled: Book, tmp_path: Path) -> None:
    wrote = threading.Event()

    def write_meanwhile(_done: int, _total: int) -> bool:
        if not wrote.is_set():
            writer = threading.Thread(target=lambda: (filled.save(Contact(name="Zora Testova")), wrote.set()))
            writer.start()
            writer.join(10)
        return True

    made = backups.back_up(filled, tmp_path / "out.db", write_meanwhile)
    assert wrote.is_set()
    assert made.contacts == 2
    assert filled.counts().all == 3


def test_one_copy_a_day_of_use(filled: Book) -> None:
    assert backups.back_up_today(filled)
    assert backups.back_up_today(filled) is None
    filled.clock.now += timedelta(days=1)  # type: ignore[attr-defined]
    assert backups.back_up_today(filled)
    assert len(backups.listed(filled.path)) == 2


def test_a_clock_set_back_does_not_keep_today_from_its_copy(filled: Book) -> None:
    backups.back_up(filled)
    filled.clock.now -= timedelta(days=400)  # type: ignore[attr-defined]
    made = backups.back_up_today(filled)
    assert made is not None
    assert made.path.exists()


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(hours=st.lists(st.integers(0, 24 * 900), unique=True, max_size=90))
def test_thirty_days_and_twelve_months_stay(tmp_path_factory: pytest.TempPathFactory, hours: list[int]) -> None:
    book = tmp_path_factory.mktemp("thin") / "book.db"
    folder = backups.folder_of(book)
    folder.mkdir(parents=True)
    last = datetime(2026, 11, 26, 12, tzinfo=UTC)
    for hour in hours:
        (folder / f"book-{last - timedelta(hours=hour):%Y%m%dT%H%M%SZ}.db").touch()
    before = backups.listed(book)
    backups.thin(book, last.astimezone().date())
    after = backups.listed(book)
    days = {b.at.astimezone().date() for b in before}
    kept = {b.at.astimezone().date() for b in after}
    assert set(sorted(days)[-30:]) <= kept
    months = sorted({(day.year, day.month) for day in days})[-12:]
    assert set(months) <= {(day.year, day.month) for day in kept}
    old = [b for b in after if b.at.astimezone().date() != last.astimezone().date()]
    assert len(old) <= 42
    assert before[:1] == after[:1]


def test_copies_take_no_more_room_than_they_may(filled: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    for _day in range(6):
        filled.clock.now += timedelta(days=1)  # type: ignore[attr-defined]
        made = backups.back_up(filled)
    monkeypatch.setattr(backups, "MOST_BYTES", made.size * 4)
    backups.thin(filled.path, filled.today())
    assert len(backups.listed(filled.path)) == 4


def test_what_was_cut_short_does_not_stay_for_ever(filled: Book) -> None:
    folder = backups.back_up(filled).path.parent
    for name, day in ((".book-1.db.7.part", filled.today() - timedelta(days=3)), (".book-2.db.8.part", filled.today())):
        (folder / name).write_bytes(b"half a copy")
        moment = datetime(day.year, day.month, day.day, 12).timestamp()
        os.utime(folder / name, (moment, moment))
    backups.thin(filled.path, filled.today())
    assert [path.name for path in folder.glob(".*")] == [".book-2.db.8.part"]


def test_a_restore_says_what_it_changes_and_undo_takes_it_back(filled: Book) -> None:
    filled.put_agencies([Agency("International Organization for Migration", "IOM")])
    made = backups.back_up(filled)
    filled.create_list("Later")
    filled.trash(["luc"])
    filled.save(replace(filled.get("ada"), role="Head of press"))  # type: ignore[type-var]
    filled.save(Contact(uid="new", name="Zora Testova", lists=("Later",)))
    before = {uid: filled.get(uid) for uid in filled.all_uids()}
    lists = filled.lists()

    wanted = restoring.plan(filled, made.path)
    assert {(one.name, one.what, one.fields) for one in wanted.contacts} == {
        ("Ada Okello", "changed", ("Role",)),
        ("Łucja Wiśniak", "changed", ("comes out of the trash",)),
        ("Zora Testova", "gone", ()),
    }
    assert wanted.lists_gone == ("Later",)
    restoring.apply(filled, wanted)
    assert names(filled) == {"Ada Okello", "Łucja Wiśniak"}
    assert filled.get("ada").role is None  # type: ignore[union-attr]
    assert dict(filled.lists()) == {"Border": 1}
    assert restoring.plan(filled, made.path).is_empty

    filled.undo()
    assert {uid: filled.get(uid) for uid in filled.all_uids()} == before
    assert filled.lists() == lists


def test_what_was_lost_whole_comes_back(filled: Book, tmp_path: Path) -> None:
    filled.put_agencies([Agency("International Organization for Migration", "IOM")])
    made = backups.back_up(filled)
    with closing(Book.open(tmp_path / "fresh.db", clock=Clock())) as fresh:
        restoring.apply(fresh, restoring.plan(fresh, made.path))
        assert [fresh.get(uid) for uid in ("ada", "luc")] == [filled.get(uid) for uid in ("ada", "luc")]
        assert fresh.agencies() == filled.agencies()


def test_a_copy_of_an_older_version_is_restored_and_left_as_it_is(book: Book, tmp_path: Path) -> None:
    old = tmp_path / "old.db"
    with closing(connection.open_writer(old)) as db:
        schema.migrate(db, stop_before="m004_blocks")
        db.execute(
            "INSERT INTO contacts (uid, kind, name, created_at, updated_at, trashed, name_key, sort_key, city_key,"
            " agency_key) VALUES ('x', 'person', 'Ada Okello', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', 0,"
            " '', '', '', '')"
        )
    restoring.apply(book, restoring.plan(book, old))
    assert names(book) == {"Ada Okello"}
    with closing(sqlite3.connect(old)) as db:
        assert schema.applied(db)[-1] == "m003_search"


def test_nothing_is_restored_from_nothing(filled: Book, tmp_path: Path) -> None:
    empty = tmp_path / "empty.db"
    empty.touch()
    with pytest.raises(NotABook, match="holds nothing"):
        restoring.plan(filled, empty)
    with pytest.raises(ContactbookError, match="the book itself"):
        restoring.plan(filled, filled.path)
