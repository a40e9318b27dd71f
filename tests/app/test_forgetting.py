"""Somebody who is forgotten is found in no byte of any file that the program keeps."""

import os
import sqlite3
import stat
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from contactbook.app import backups, forgetting, restoring
from contactbook.app.book import Book
from contactbook.app.composing import block_in
from contactbook.app.drafts import Draft, Drafts, folder_of
from contactbook.domain.contact import Contact, Email, Link, LinkKind, Phone, Translation
from contactbook.domain.errors import ContactbookError
from contactbook.domain.folding import search_words
from contactbook.exchange.block import Layout
from contactbook.store import connection, copying, schema
from tests.clock import Clock
from tests.faults.full_disk import size_limit

PHOTO = b"\x89PNG\r\n\x1a\n the photo of Quirina Zandbergen"
QUIRINA = Contact(
    uid="quirina", name="Quirina Zandbergen", given="Quirina", family="Zandbergen", role="Spokesperson", agency="IOM",
    city="Geneva", country="CH", phones=(Phone("+41795551234", "079 555 12 34", public=True),),
    emails=(Email("q.zandbergen@example.org", "q.zandbergen@example.org", public=True),),
    links=(Link(LinkKind.X, "https://x.example.org/quirinaz"),),
    translations=(Translation("ru", "Квирина Зандберген"),),
    address="Rue des Vérifications 17, 1202 Geneva", notes="Prefers mornings, says quirksome things.",
    photo=PHOTO, card=b"BEGIN:VCARD\r\nFN:Quirina Zandbergen\r\nEND:VCARD\r\n", lists=("Border",),
)  # fmt: skip
OTHER = Contact(uid="other", name="Ada Okello", cover="quirina", city="Vienna", phones=(Phone("+436605550000"),))
TRACES = (
    "Quirina", "quirina", "Zandbergen", "zandbergen", "Квирина", "квирина", "+41795551234", "41795551234",
    "0795551234", "079 555 12 34", "+41 79 555 12 34", "+41 79 555 99 88", "41795559988", "q.zandbergen@example.org",
    "Vérifications", search_words("Vérifications"), "quirksome", "quirinaz",
)  # fmt: skip


def where_found(folder: Path) -> list[str]:
    """Name the files, and what in them still tells of her."""
    found = []
    for path in folder.rglob("*"):
        data = path.read_bytes() if path.is_file() else b""
        found += [f"{path.name}: {text}" for text in TRACES if text.encode() in data]
    return found


def leave_drafts(book: Book, held: list[Contact]) -> None:
    """Leave edits as crashes do: of her, of one that was being added, and of who is covered by her."""
    her, covered = held
    left = Drafts(book.path)
    now = book.clock()
    left.keep("hers", Draft(now, her, replace(her, role="Head")))
    left.keep("new", Draft(now, Contact(), Contact(name="Quirina Zandbergen", notes="quirksome")))
    left.keep("covered", Draft(now, covered, replace(covered, role="Speaker"), ("Quirina Zandbergen", "", "")))
    (folder_of(book.path) / "half.json").write_text('{"at": "Quirina Zandbergen', encoding="utf-8")
    (folder_of(book.path) / ".hers.json.77.part").write_text("Quirina", encoding="utf-8")
    left.close()


@pytest.fixture
def known(book: Book) -> Book:
    """A book that has met her in every way: changed, trashed, undone, printed, covered, copied."""
    book.save_many([QUIRINA, OTHER, Contact(uid="rest", name="Zora Testova")], "Import cards")
    backups.back_up(book)
    changed = replace(book.get("quirina") or QUIRINA, phones=(Phone("+41795559988", public=True),))
    book.save(changed)
    book.undo()
    book.trash(["quirina"])
    book.restore(["quirina"])
    held = [c for c in (book.get("quirina"), book.get("other")) if c]
    layout = Layout()
    book.blocks.keep(block_in(layout, held, today=book.today(), find=book.get), layout, ["quirina", "other"])
    book.blocks.save_preset("Both", layout, uids=["quirina", "other"])
    book.blocks.save_preset("Hers", layout, query='name:"Quirina Zandbergen"')
    book.rename_list("Border", "The border")
    book.clock.now += timedelta(days=1)  # type: ignore[attr-defined]
    backups.back_up(book)
    copying.copy_file(book.path, book.path.with_name("book.db.before-m009_later"))
    book.path.with_name("book.db.damaged-20260101").write_bytes(b"broken: Quirina Zandbergen")
    (backups.folder_of(book.path) / ".book-2.db.77.part").write_bytes(b"half of Quirina Zandbergen")
    leave_drafts(book, held)
    (backups.folder_of(book.path) / "book-20200101T000000Z.db").write_bytes(b"no book: Quirina Zandbergen" * 9)
    return book


def test_no_byte_tells_of_somebody_who_is_forgotten(known: Book, tmp_path: Path) -> None:
    assert len(where_found(tmp_path)) > 20
    said = forgetting.look(known, "quirina")
    gone = forgetting.forget(known, "quirina")
    assert gone.lines == said.lines
    assert where_found(tmp_path) == []
    known.close()
    assert where_found(tmp_path) == []


def test_the_others_stay_as_they_are_and_can_be_found(known: Book) -> None:
    before = known.get("rest"), replace(known.get("other") or OTHER, cover=None)
    forgetting.forget(known, "quirina")
    assert (known.get("rest"), known.get("other")) == before
    assert known.problems() == []
    assert len(known.find("testova").ids) == 1
    assert len(known.find("660 555").ids) == 1
    assert known.blocks.kept() == []
    assert [(preset.name, preset.uids) for preset in known.blocks.presets()] == [("Both", ("other",))]


def test_what_was_typed_about_the_others_is_still_offered(known: Book) -> None:
    assert "3 edits that were not saved" in forgetting.look(known, "quirina").lines
    forgetting.forget(known, "quirina")
    left = Drafts(known.path)
    assert [(draft.typed.name, draft.typed.role) for draft in left.left().values()] == [("Ada Okello", "Speaker")]
    left.close()


def test_what_was_done_to_the_others_can_still_be_undone(known: Book) -> None:
    forgetting.forget(known, "quirina")
    known.undo()  # the list gets its name back
    known.undo()  # the import goes
    assert known.all_uids() == []
    known.redo()
    assert known.all_uids() == ["other", "rest"]


def test_every_copy_is_written_anew_verified_and_for_the_owner_only(known: Book, tmp_path: Path) -> None:
    gone = forgetting.forget(known, "quirina")
    assert len(gone.copies) == 3
    assert len(gone.deleted) == 3
    for path in gone.copies:
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert copying.count_contacts(path) == 2
        with closing(sqlite3.connect(path)) as db:
            assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    for path in tmp_path.rglob("*"):
        assert path.is_dir() or stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path
    wanted = restoring.plan(known, gone.copies[0])
    assert "quirina" not in {one.uid for one in wanted.contacts}


def test_somebody_whom_only_the_journal_knows_is_forgotten_too(book: Book, tmp_path: Path) -> None:
    book.save(Contact(uid="rest", name="Zora Testova"))
    book.save(QUIRINA)
    book.undo()
    assert book.get("quirina") is None
    assert where_found(tmp_path)
    assert forgetting.forget(book, "quirina").name == "Quirina Zandbergen"
    assert where_found(tmp_path) == []
    with pytest.raises(ContactbookError, match="no contact"):
        forgetting.look(book, "quirina")


def test_what_was_merged_into_somebody_is_forgotten_with_them(book: Book, tmp_path: Path) -> None:
    book.save_many([replace(QUIRINA, uid="as-before"), Contact(uid="stays", name="Mx New Name")], "Import cards")
    book.duplicates.merge("stays", ["as-before"], Contact(uid="stays", name="Mx New Name"))
    forgetting.forget(book, "stays")
    book.close()
    assert where_found(tmp_path) == []


def test_what_others_say_of_somebody_stays_and_is_told(book: Book) -> None:
    book.save_many([QUIRINA, Contact(uid="z", name="Zora", notes="Ask Quirina Zandbergen first.")], "Two")
    book.save(Contact(uid="twin", name="Quirina Zandbergen"))
    gone = forgetting.forget(book, "quirina")
    assert gone.mentioned == 1
    assert gone.namesakes == ("twin",)
    assert book.get("z").notes == "Ask Quirina Zandbergen first."  # type: ignore[union-attr]


def test_a_photo_that_somebody_else_has_stays(book: Book) -> None:
    book.save_many([replace(QUIRINA, card=None), replace(OTHER, photo=PHOTO)], "Two")
    forgetting.forget(book, "quirina")
    assert book.get("other").photo == PHOTO  # type: ignore[union-attr]


def test_whatever_the_umask_the_files_are_the_owners(tmp_path: Path) -> None:
    held = os.umask(0)
    try:
        book = Book.open(tmp_path / "own" / "book.db")
        book.save(QUIRINA)
        backups.back_up(book)
        modes = {p.name: stat.S_IMODE(p.stat().st_mode) for p in (tmp_path / "own").rglob("*") if p.is_file()}
        book.close()
    finally:
        os.umask(held)
    assert {"book.db", "book.db-wal", "book.db-shm"} <= modes.keys()
    assert set(modes.values()) == {0o600}


def test_copies_of_every_older_version_are_written_anew(tmp_path: Path, book: Book) -> None:
    book.save_many([QUIRINA, OTHER], "Two")
    versions = [name for name in schema.applied(sqlite3.connect(book.path)) if name != "m001_contacts"]
    for version in versions:
        path = tmp_path / f"book.db.before-{version}"
        with closing(connection.open_writer(path)) as db:
            schema.migrate(db, stop_before=version)
            columns = {row[1] for row in db.execute("PRAGMA table_info(contacts)")}
            keys = ["name_key", "sort_key", *(key for key in ("city_key", "agency_key") if key in columns)]
            for number, (uid, name) in enumerate((("quirina", "Quirina Zandbergen"), ("other", "Ada Okello"))):
                db.execute(
                    f"INSERT INTO contacts (uid, kind, name, created_at, updated_at, trashed, {', '.join(keys)})"
                    f" VALUES (?, 'person', ?, '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', 0{', ?' * len(keys)})",
                    (uid, name, *keys),
                )
                db.execute(
                    "INSERT INTO phones (contact, position, number, typed, public, verdict, shown, digits)"
                    " VALUES (?, 0, ?, '', 0, 'valid', '', ?)",
                    (number + 1, ("+41795551234", "+436605550000")[number], ("41795551234", "436605550000")[number]),
                )
    gone = forgetting.forget(book, "quirina")
    assert len(gone.copies) == len(versions)
    assert where_found(tmp_path) == []
    for path in gone.copies:
        assert copying.count_contacts(path) == 1


def test_what_a_full_disk_left_of_somebody_is_cleared_when_the_book_is_next_opened(tmp_path: Path) -> None:
    path = tmp_path / "book.db"
    with closing(Book.open(path, clock=Clock())) as book:
        book.save(replace(OTHER, photo=b"\x89PNG" + bytes(4_000_000), cover=None))
        book.save_many([replace(QUIRINA, photo=None), Contact(uid="rest", name="Zora Testova")], "Two")
    with closing(sqlite3.connect(path, isolation_level=None)) as db:  # pages become free with her words in them
        db.execute("PRAGMA secure_delete = OFF")  # some builds of SQLite have it on
        db.execute("CREATE TABLE held AS SELECT ? AS words", ("quirksome " * 100_000,))
        db.execute("DROP TABLE held")
    told = pytest.raises(ContactbookError, match="Quirina Zandbergen was removed, but")
    with closing(Book.open(path, clock=Clock())) as book, size_limit(2_000_000), told:
        forgetting.forget(book, "quirina")
    with closing(Book.open(path)) as book:
        assert book.counts().all == 2
    assert where_found(tmp_path) == []
