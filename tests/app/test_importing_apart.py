"""A large import uses several processes, and is the same to the last detail as one that does not."""

import multiprocessing
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest

from contactbook.app import adding, importing, streams
from contactbook.app.book import Book
from contactbook.app.importing import Outcome
from contactbook.app.sources import Source, find
from contactbook.domain.contact import Contact
from contactbook.domain.errors import Cancelled
from contactbook.exchange.formats import Problem
from tests.benchmarks.cards import cards
from tests.clock import Clock

_ODD = "".join(
    f"BEGIN:VCARD\r\nVERSION:{version}\r\n{lines}END:VCARD\r\n"
    for version, lines in (
        ("2.1", "N;CHARSET=ISO-8859-1:Stra\xdfer;J\xf6rg\r\nTEL;CELL:0660 5550000\r\n"),
        ("3.0", "FN:No Uid\r\nN:Uid;No;;;\r\nEMAIL:no.uid@example.org\r\n"),
        ("3.0", "FN:No Uid\r\nN:Uid;No;;;\r\nEMAIL:no.uid@example.org\r\n"),
        ("2.1", "N:M\xfcller;Not named\r\n"),
        ("3.0", "PHOTO:\r\n"),
        ("3.0", "FN:Held Already\r\nUID:held\r\nTITLE:Spokesperson\r\nCATEGORIES:mines\r\n"),
        ("3.0", "FN:Twice\r\nUID:twice\r\nTITLE:Press officer\r\n"),
        ("3.0", "FN:Twice\r\nUID:twice\r\nNOTE:The second word of it.\r\n"),
        ("4.0", "KIND:group\r\nFN:Duty\r\nMEMBER:urn:uuid:held\r\nMEMBER:mailto:no.uid@example.org\r\nMEMBER:x\r\n"),
    )
).encode("latin-1")  # fmt: skip


@pytest.fixture(autouse=True)
def two_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    monkeypatch.setattr(streams, "_PORTION", 4096)


def file_of_all_kinds(folder: Path) -> Path:
    made = list(cards(120))
    file = folder / "cards.vcf"
    file.write_bytes(b"".join((*made[:60], _ODD, *made[60:], made[7])))
    return file


def imported(
    folder: Path, file: Path, *, apart: bool, monkeypatch: pytest.MonkeyPatch
) -> tuple[Book, Outcome, list[Problem]]:
    for module, name in ((streams, "_LARGE"), (adding, "_MANY")):
        monkeypatch.setattr(module, name, 0 if apart else 10**9)
    book = Book.open(folder / f"{'apart' if apart else 'here'}.db", clock=Clock())
    book.save(Contact(uid="held", name="Held Already", lists=("Before",)))
    plan = streams.plan_sources(book, find(file, book.path), file.name, public=True)
    problems = list(plan.problems)
    outcome = importing.apply(book, importing.decided(plan, "update"))
    plan.close()
    return book, outcome, problems


def test_it_is_the_same_with_and_without_other_processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = file_of_all_kinds(tmp_path)
    here, told_here, problems_here = imported(tmp_path, file, apart=False, monkeypatch=monkeypatch)
    apart, told_apart, problems_apart = imported(tmp_path, file, apart=True, monkeypatch=monkeypatch)
    assert multiprocessing.active_children() == []
    assert (told_here.added, told_here.updated, told_here.failed) == (124, 1, 2)
    assert told_apart == told_here
    assert problems_apart == problems_here
    assert [p.line is not None for p in problems_here] == [True, True]

    def everything(book: Book) -> list[Contact]:
        """Give all contacts in the order they came; a card without a UID gets one by chance."""
        contacts = book.get_many(book.all_uids())
        return [replace(c, uid="") if c.card and b"UID:" not in c.card else c for c in contacts]

    assert everything(apart) == everything(here)
    for query in ("", "strasser", "list:Duty", "is:public", "0795", "example.org", "press of"):
        found = [[row.name for row in book.rows(book.find(query).ids)] for book in (here, apart)]
        assert found[0] == found[1], query
        assert found[0], query
    for book in (here, apart):
        assert dict(book.lists()) == {"Before": 1, "Duty": 2}
        assert [step.name for step in book.history()][:1] == ["Import cards.vcf"]
        book.undo()
        assert book.all_uids() == ["held"]
        assert dict(book.lists()) == {"Before": 1}
        book.redo()
        assert book.counts().all == 125
        assert book.problems() == []
        book.close()


def test_who_was_added_since_the_plan_is_not_added_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = file_of_all_kinds(tmp_path)
    monkeypatch.setattr(streams, "_LARGE", 0)
    monkeypatch.setattr(adding, "_MANY", 0)
    book = Book.open(tmp_path / "book.db", clock=Clock())
    plan = streams.plan_sources(book, find(file, book.path), file.name)
    late = next(row.incoming for row in plan.rows[80:] if row.incoming.uid)
    book.save(replace(late, card=None, phones=(), notes="Written by somebody else."))
    outcome = importing.apply(book, importing.decided(plan, "update"))
    plan.close()
    assert outcome.updated == 1
    contact = book.get(late.uid)
    assert contact is not None
    assert contact.notes == "Written by somebody else."
    assert [p.number for p in contact.phones] == [p.number for p in late.phones]
    book.undo()
    assert book.all_uids() == [late.uid]
    book.close()


@pytest.mark.parametrize("when", ["reading", "writing"])
def test_a_cancel_leaves_neither_contacts_nor_processes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    monkeypatch.setattr(streams, "_LARGE", 0)
    monkeypatch.setattr(adding, "_MANY", 0)
    data = b"".join(cards(1100))
    book = Book.open(tmp_path / "book.db", clock=Clock())
    source = Source("cards.vcf", "vcard", len(data), lambda: BytesIO(data))

    def half(done: int, total: int) -> bool:
        return done < total // 2

    def work(progress: Callable[[int, int], bool] | None) -> None:
        plan = streams.plan_sources(book, [source], "cards.vcf", progress=progress)
        assert len(plan.rows) == 1100
        importing.apply(book, plan, progress=half)

    with pytest.raises(Cancelled):
        work(half if when == "reading" else None)
    assert multiprocessing.active_children() == []
    assert book.all_uids() == []
    assert book.history() == []
    book.close()


_PROGRAM = """
import os, signal
# What starts tests in the background may have it ignored, and that is inherited.
signal.signal(signal.SIGINT, signal.default_int_handler)
os.cpu_count = lambda: 2
from contactbook.app import streams, workers
streams._LARGE, streams._PORTION = 0, 4096
real = workers.in_order
def told(work, pieces, *, apart):
    for result in real(work, pieces, apart=True):
        print(work.func.__name__, flush=True)
        yield result
workers.in_order = told
from contactbook.cli.main import main
raise SystemExit(main())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no signals of this kind")
@pytest.mark.parametrize("during", ["_read_portion", "_prepared"])
def test_ctrl_c_ends_every_process_and_nothing_is_imported(tmp_path: Path, during: str) -> None:
    file, book, pipe = tmp_path / "cards.vcf", tmp_path / "book.db", subprocess.PIPE
    file.write_bytes(b"".join(cards(400)))
    command = [sys.executable, "-c", _PROGRAM, "--book", str(book), "import", str(file)]
    with subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True, start_new_session=True) as run:
        assert run.stdout is not None
        while run.stdout.readline().strip() != during:
            assert run.poll() is None
        os.killpg(run.pid, signal.SIGINT)  # as a terminal does
        try:
            # Both pipes are at their end only when every process that inherited them is gone.
            _out, err = run.communicate(timeout=60)
        finally:
            run.kill()  # where it has not ended, the test fails instead of waiting for ever
    assert (run.returncode, err) == (130, "")
    opened = Book.open(book)
    assert opened.all_uids() == []
    assert opened.history() == []
    opened.close()
