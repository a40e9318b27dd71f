"""Several files, a folder and a .zip are one plan and one step, whatever their size."""

import json
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

from contactbook.app import streams
from contactbook.app.book import Book
from contactbook.app.exporting import Version, export
from contactbook.app.plan_maker import PlanMaker
from contactbook.app.sources import find
from contactbook.domain.errors import Cancelled
from tests.benchmarks.people import people
from tests.cli.conftest import RELEASE, Run


def card(name: str, *lines: str) -> str:
    return "\r\n".join(("BEGIN:VCARD", "VERSION:3.0", f"FN:{name}", *lines, "END:VCARD", ""))


def steps(run: Run, db: Path) -> list[str]:
    return [step["name"] for step in run("--book", db, "history", "--json").json]


def test_a_folder_a_zip_and_a_file_are_one_step(run: Run, db: Path, tmp_path: Path) -> None:
    folder = tmp_path / "cards"
    (folder / "deep").mkdir(parents=True)
    (folder / "ada.vcf").write_text(card("Ada Okello"))
    (folder / "deep" / "no-suffix").write_text(card("Bo Ek"))
    (folder / "release.txt").write_text(RELEASE, encoding="utf-8")
    (folder / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (folder / ".hidden.vcf").write_text(card("Nobody"))
    packed = tmp_path / "cards.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("../../cy.vcf", card("Cy Dahl"))
        archive.writestr("list.csv", "Name,Email\nDi Moe,di@example.org\n")
    single = tmp_path / "em.vcf"
    single.write_text(card("Em Lund"))
    told = run("--book", db, "import", folder, packed, single, "--json")
    assert (told.status, told.json["added"], told.json["failed"]) == (0, 8, [])
    assert "picture.png" in told.err
    assert steps(run, db) == ["Import 3 files"]
    assert run("--book", db, "import", folder, packed, single, "--json").json["unchanged"] == 8
    assert not (tmp_path.parent / "cy.vcf").exists()
    run("--book", db, "undo")
    assert run("--book", db, "list", "--json").json == []


def test_what_is_broken_in_a_zip_is_told_and_the_rest_applied(run: Run, db: Path, tmp_path: Path) -> None:
    packed = tmp_path / "cards.zip"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.vcf", card("Bomb", "NOTE:" + "0" * 5_000_000))
        archive.writestr("half.json", '[{"name": "Ada Okello"}, {"na')
        archive.writestr("bo.vcf", card("Bo Ek"))
    told = run("--book", db, "import", packed, "--json")
    assert (told.status, told.json["added"]) == (1, 1)
    bomb, half = told.json["failed"]
    assert "far more" in bomb["why"]
    assert "after contact 1" in half["why"]


def test_an_empty_folder_says_so(run: Run, db: Path, tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    told = run("--book", db, "import", tmp_path / "none")
    assert (told.status, db.exists()) == (1, False)
    assert "holds no file that contacts can be read from" in told.err


def test_problems_are_saved_with_their_text(run: Run, db: Path, tmp_path: Path) -> None:
    file, out = tmp_path / "in.csv", tmp_path / "problems.txt"
    file.write_text("Name;Telefon\nLayla Haddad;4,1779E+10\n", encoding="utf-8")
    told = run("--book", db, "import", file, "--problems", out)
    assert told.status == 0
    said, raw = out.read_text(encoding="utf-8").splitlines()
    assert "line 2" in said
    assert raw == "    Layla Haddad;4,1779E+10"


@pytest.mark.parametrize(("suffix", "version"), [("vcf", "3.0"), ("vcf", "4.0"), ("csv", "3.0"), ("json", "3.0")])
def test_an_export_for_colleagues_comes_back_equal_and_again_changes_nothing(
    tmp_path: Path, suffix: str, version: Version
) -> None:
    first, second = Book.open(tmp_path / "a.db"), Book.open(tmp_path / "b.db")
    first.save_many(list(people(60)), "Make up")
    sent = {c.uid: c for c in first.get_many(first.uids_of(first.find().ids))}
    out = tmp_path / f"all.{suffix}"
    export(first, out, audience="colleagues", version=version)
    from contactbook.app import importing

    for added in (60, 0):
        plan = streams.plan_sources(second, find(out, second.path), out.name)
        outcome = importing.apply(second, importing.decided(plan, "update"))
        assert (outcome.added, outcome.updated, outcome.failed) == (added, 0, 0)
        plan.close()
    from dataclasses import replace

    for contact in second.get_many(list(sent)):
        was = sent.pop(contact.uid)
        assert replace(contact, card=None, created_at=was.created_at, updated_at=was.updated_at) == was
    assert not sent
    first.close()
    second.close()


def test_a_json_in_pieces_is_read_whole(run: Run, db: Path, tmp_path: Path) -> None:
    file = tmp_path / "many.json"
    many = [{"name": f"Person {n}", "notes": "x" * 300} for n in range(2000)]
    file.write_text(json.dumps(many, indent=1), encoding="utf-16")
    assert run("--book", db, "import", file, "--json").json["added"] == 2000


def test_a_cancel_while_reading_leaves_nothing(tmp_path: Path) -> None:
    file = tmp_path / "many.vcf"
    file.write_text("".join(card(f"Person {n}") for n in range(3000)))
    book = Book.open(tmp_path / "b.db")
    asked = []

    def progress(done: int, total: int) -> bool:
        asked.append((done, total))
        return done < total // 2

    with pytest.raises(Cancelled):
        streams.plan_sources(book, find(file, book.path), file.name, progress=progress)
    assert asked
    assert not book.path.exists()
    book.close()


def test_the_bar_moves_while_a_file_is_looked_through_for_groups(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file with a group is read to its end before the first contact is; that must not look like standing still."""
    file = tmp_path / "many.vcf"
    group = "BEGIN:VCARD\nVERSION:4.0\nKIND:group\nFN:Duty\nMEMBER:mailto:nobody@example.org\nEND:VCARD\n"
    file.write_text("".join(card(f"Person {n} {'x' * 500}") for n in range(3000)) + group)
    book = Book.open(tmp_path / "b.db")
    asked: list[tuple[int, int]] = []
    read: list[int] = []

    def add(maker: PlanMaker, items: Sequence[object]) -> None:
        read.append(asked[-1][0])
        lay(maker, items)

    lay = PlanMaker.lay
    monkeypatch.setattr(PlanMaker, "lay", add)
    plan = streams.plan_sources(book, find(file, book.path), file.name, progress=lambda *at: not asked.append(at))
    plan.close()
    book.close()
    total = asked[-1][1]
    assert len({done for done, _total in asked if done <= read[0]}) > 4  # before the first contacts came
    assert [done for done, _total in asked] == sorted(done for done, _total in asked)
    assert asked[-1] == (total, total)
    assert read[0] < total // 4
