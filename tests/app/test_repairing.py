"""Two hundred damaged books: each is opened or refused in a sentence, and a repair keeps every contact it can read."""

import errno
import os
import random
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from contactbook.app import repairing
from contactbook.app.book import Book
from contactbook.domain.contact import Contact, Email, Phone
from contactbook.domain.errors import BookBusy, Cancelled, ContactbookError
from contactbook.store import salvaging, schema
from tests.clock import Clock

NOW = datetime(2026, 11, 26, 9, tzinfo=UTC)
PEOPLE = 300
DAMAGED = 200


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("sound") / "book.db"
    book = Book.open(path, clock=Clock())
    for part in range(3):
        book.save_many(
            [
                Contact(
                    uid=f"u{n:03}", name=f"Person Number{n}", agency="IOM", city="Vienna", notes="x" * 200,
                    phones=(Phone(f"+4366055500{n:03}", f"+43 660 55500{n:03}", public=True),),
                    emails=(Email(f"p{n}@example.org"),), topics=("Asylum",), lists=("Border",),
                )
                for n in range(part * 100, part * 100 + 100)
            ],
            f"Part {part}",
        )  # fmt: skip
    book.close()
    return path.read_bytes()


def broken(data: bytes, seed: int) -> bytes:
    """Damage a file in one of five ways, the same for the same seed."""
    chance = random.Random(seed)
    match seed % 5:
        case 0:
            return data[: chance.randrange(len(data) // 3, len(data))]
        case 1:
            held = bytearray(data)
            for _ in range(chance.randint(1, 40)):
                held[chance.randrange(4096, len(held))] ^= 1 << chance.randrange(8)
            return bytes(held)
        case 2:
            return chance.randbytes(16) + data[16:]
        case 3:
            return data[: chance.choice((0, 0, 1, 16, 100, 4096, 9000))]
        case _:
            held = bytearray(data)
            start = chance.randrange(4096, len(held) - 8192)
            held[start : start + chance.randint(100, 8192)] = b""  # what is behind moves up
            return bytes(held) if chance.random() < 0.3 else data[:start] + bytes(4096) + data[start + 4096 :]


def readable(data: bytes, path: Path) -> set[str]:
    """Name the contacts that plain SQLite still reads, each by itself."""
    path.write_bytes(b"SQLite format 3\x00" + data[16:])
    found = set()
    with closing(sqlite3.connect(path)) as db:
        db.text_factory = lambda text: text.decode("utf-8", "replace")
        try:
            db.execute("PRAGMA writable_schema = ON")
            db.execute("SELECT 1 FROM contacts LIMIT 1").fetchone()
        except sqlite3.DatabaseError:
            pass
        for row in range(1, PEOPLE + 1):
            try:
                found.update(
                    uid for _all in db.execute("SELECT * FROM contacts WHERE rowid = ?", (row,)) for uid in [_all[1]]
                )
            except sqlite3.DatabaseError:
                continue
    return {uid for uid in found if isinstance(uid, str) and uid}


def opened(path: Path) -> str | None:
    """Read a book as a window does, and give the sentence it is refused with."""
    try:
        with closing(Book.open(path)) as book:
            book.counts()
            book.get_many(book.all_uids())
    except ContactbookError as error:
        return str(error)
    return None


def repaired(path: Path) -> repairing.Repaired | None:
    try:
        return repairing.repair(path, NOW)
    except ContactbookError:
        return None


@pytest.mark.parametrize("part", range(8))
def test_a_damaged_book_is_opened_or_refused_and_a_repair_keeps_what_can_be_read(
    sound: bytes, tmp_path: Path, part: int
) -> None:
    whole = 0
    for seed in range(part, DAMAGED, 8):
        path = tmp_path / f"{seed}.db"
        data = broken(sound, seed)
        path.write_bytes(data)
        wanted = readable(data, tmp_path / "plain.db")
        told = opened(path)
        assert told is None or str(path) in told
        done = repaired(path)
        if done is None:
            assert not wanted, seed
            assert path.read_bytes()[100:] == data[100:]
            continue
        assert done.kept.exists()
        with closing(Book.open(path)) as book:
            assert book.problems() == [], seed
            held = set(book.all_uids())
            assert wanted <= held, (seed, sorted(wanted - held)[:5])
            assert len(book.get_many(book.all_uids())) == len(held)
            assert len(book.find("person").ids) >= len(held) * 0.9
            whole += len(held)
    assert whole > 0


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE sqlite_master SET sql = replace(sql, 'created_at', 'creatdd_at') WHERE name = 'contacts'",
        "UPDATE sqlite_master SET name = 'contabts' WHERE name = 'contacts'",
        "UPDATE contacts SET deleted_at = 0, given = CAST('Person' AS BLOB), verified_on = 7 WHERE uid = 'u007'",
    ],
)
def test_words_and_values_that_became_others_are_put_right(sound: bytes, tmp_path: Path, damage: str) -> None:
    path = tmp_path / "book.db"
    path.write_bytes(sound)
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA writable_schema = ON")
        db.execute(damage)
        db.commit()
    told = opened(path)
    assert told is None or str(path) in told
    assert repairing.repair(path, NOW).contacts == PEOPLE
    with closing(Book.open(path)) as book:
        assert len(book.find("person").ids) == PEOPLE
        assert book.get_many(["u007"])[0].given == "Person"


def test_a_repair_keeps_the_broken_file_journal_and_lists(sound: bytes, tmp_path: Path) -> None:
    path = tmp_path / "book.db"
    path.write_bytes(b"not SQLite at all"[:16] + sound[16:])
    with pytest.raises(ContactbookError):
        Book.open(path).counts()
    done = repairing.repair(path, NOW)
    assert done.contacts == PEOPLE
    assert done.kept.name == "book.db.damaged-20261126T090000Z"
    assert {stat.S_IMODE(p.stat().st_mode) for p in (path, done.kept)} == {0o600}
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted([path.name, done.kept.name])
    with closing(Book.open(path)) as book:
        assert dict(book.lists()) == {"Border": PEOPLE}
        assert [step.name for step in book.history()] == ["Part 2", "Part 1", "Part 0"]
        assert len(book.find("660 55500123").ids) == 1
        book.undo()
        assert book.counts().all == 200


def test_what_holds_no_contact_is_left_as_it_is(tmp_path: Path) -> None:
    for data in (b"", b"Dear Ada, " * 2000, b"\x00" * 8192):
        path = tmp_path / "letter.db"
        path.write_bytes(data)
        with pytest.raises(ContactbookError):
            repairing.repair(path, NOW)
        assert path.read_bytes() == data
        assert [p.name for p in tmp_path.iterdir()] == ["letter.db"]


def test_a_book_in_use_is_not_repaired(tmp_path: Path) -> None:
    with closing(Book.open(tmp_path / "book.db")) as book:
        book.save(Contact(name="Ada Okello"))
        with pytest.raises(BookBusy):
            repairing.repair(book.path, NOW)


def test_a_book_that_is_open_is_read_in_the_background_and_changed_at_once(sound: bytes, tmp_path: Path) -> None:
    path = tmp_path / "book.db"
    path.write_bytes(sound)
    with closing(Book.open(path, clock=Clock())) as book:
        assert book.counts().all == PEOPLE
        far: list[tuple[int, int]] = []
        salvaged = repairing.salvage(book, lambda done, total: not far.append((done, total)))
        assert far == sorted(far)
        assert far[-1][0] <= far[-1][1]
        done = repairing.put_in_place(book, salvaged)
        assert book.counts().all == done.contacts == PEOPLE
        book.save(Contact(name="Ada Okello"))
        assert book.counts().all == PEOPLE + 1
        assert done.kept.exists()
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(["book.db", done.kept.name])


def test_what_is_written_while_a_book_is_repaired_is_not_lost(sound: bytes, tmp_path: Path) -> None:
    path = tmp_path / "book.db"
    path.write_bytes(sound)
    with closing(Book.open(path, clock=Clock())) as book, closing(Book.open(path, clock=Clock())) as other:
        salvaged = repairing.salvage(book)
        other.save(Contact(name="Ada Okello"))
        with pytest.raises(BookBusy, match="changed while it was repaired"):
            repairing.put_in_place(book, salvaged)
        assert book.counts().all == PEOPLE + 1
        with pytest.raises(BookBusy, match="another window"):
            repairing.put_in_place(book, repairing.salvage(book))
        assert book.counts().all == PEOPLE + 1
    assert [p.name for p in tmp_path.iterdir()] == ["book.db"]


def test_a_repair_that_is_stopped_leaves_nothing(sound: bytes, tmp_path: Path) -> None:
    path = tmp_path / "book.db"
    path.write_bytes(sound)
    with closing(Book.open(path)) as book:
        with pytest.raises(Cancelled):
            repairing.salvage(book, lambda done, total: done < total // 2)
        assert book.counts().all == PEOPLE
    assert [p.name for p in tmp_path.iterdir()] == ["book.db"]


def no_second_names(_here: Path, _there: Path) -> None:
    """Refuse a hard link as FAT does."""
    raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))


@pytest.mark.parametrize("fat", [False, True])
def test_what_cannot_take_the_place_of_a_book_leaves_it_there(
    sound: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fat: bool
) -> None:
    if fat:
        monkeypatch.setattr(os, "link", no_second_names)
    path = tmp_path / "book.db"
    path.write_bytes(sound)
    with closing(Book.open(path, clock=Clock())) as book:
        salvaged = repairing.salvage(book)
        salvaged.draft.unlink()  # as a forgetting does with whatever is unfinished
        with pytest.raises(ContactbookError, match="cannot be repaired here"):
            repairing.put_in_place(book, salvaged)
        assert book.counts().all == PEOPLE
    assert [p.name for p in tmp_path.iterdir()] == ["book.db"]


def test_a_book_is_repaired_where_a_file_has_one_name_only(
    sound: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "link", no_second_names)
    path = tmp_path / "book.db"
    path.write_bytes(bytes(16) + sound[16:])
    done = repairing.repair(path, NOW)
    assert done.kept.read_bytes()[100:] == sound[100:]
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted([path.name, done.kept.name])


_WATCHED = """
import shutil, sys
from datetime import UTC, datetime
from pathlib import Path
from contactbook.app import repairing

folder, moments = Path(sys.argv[1]), Path(sys.argv[2])
names = {str(folder / f"book.db{rest}") for rest in ("", "-wal", "-shm")}
busy = False

def watch(event, args):
    global busy
    if not busy and event in ("os.rename", "os.link", "os.remove") and names & {str(arg) for arg in args}:
        busy = True
        if not list(moments.iterdir()):
            (folder / "book.db-wal").write_bytes(b"what the file had not taken in")
        shutil.copytree(folder, moments / str(len(list(moments.iterdir()))))
        busy = False

sys.addaudithook(watch)
repairing.repair(folder / "book.db", datetime(2026, 11, 26, 9, tzinfo=UTC))
shutil.copytree(folder, moments / "end")
"""


def test_there_is_a_book_at_every_moment_of_a_repair(tmp_path: Path) -> None:
    folder, moments = tmp_path / "books", tmp_path / "moments"
    folder.mkdir()
    moments.mkdir()
    with closing(Book.open(folder / "book.db", clock=Clock())) as book:
        book.save(Contact(name="Ada Okello"))
    old, log = bytes(16) + book.path.read_bytes()[16:], b"what the file had not taken in"
    book.path.write_bytes(old)
    subprocess.run([sys.executable, "-c", _WATCHED, folder, moments], check=True, cwd=Path(__file__).parents[2])
    seen = list(moments.iterdir())
    assert len(seen) > 3
    for moment in seen:
        path = moment / "book.db"
        held = {p.name.removeprefix("book.db"): p.read_bytes() for p in moment.iterdir() if "part" not in p.name}
        kept = ".damaged-20261126T090000Z"
        if held[""] == old:
            assert moment.name != "end"
            assert held.get("-wal", held.get(f"{kept}-wal")) == log
        else:
            assert "-wal" not in held
            assert (held[kept], held[f"{kept}-wal"]) == (old, log)
            with closing(Book.open(path)) as book:
                assert [c.name for c in book.get_many(book.all_uids())] == ["Ada Okello"]


def test_every_table_of_a_book_is_salvaged_or_made_anew() -> None:
    made_anew = {"sections", "search", "search_digits", "_sqlite_migrations", "sqlite_sequence"}
    tables = {name for name in schema.words(()) if not name.startswith(("search_", "sqlite_"))}
    assert tables - made_anew == salvaging.TABLES
