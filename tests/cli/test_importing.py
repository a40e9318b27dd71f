import io
import json
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import RELEASE, Run


def test_a_release_is_taken_in_and_again_without_change(run: Run, db: Path, release: Path) -> None:
    first = run("--book", db, "import", release, "--json")
    assert first.status == 0
    assert first.json == {"added": 3, "updated": 0, "unchanged": 0, "failed": []}
    again = run("--book", db, "import", release, "--json")
    assert again.json["added"] == 0
    assert again.json["unchanged"] == 3
    contacts = run("--book", db, "list", "--json").json
    assert {(c["name"], c["city"], c["phones"][0]["number"]) for c in contacts} == {
        ("Ada Okello", "Vienna", "+436605550000"),
        ("Łucja Wiśniak", "Geneva", "+41795550000"),
        ("Marek Straßer", "Geneva", "+32470550000"),
    }
    assert all(phone["public"] for contact in contacts for phone in contact["phones"])
    assert next(c for c in contacts if c["name"] == "Marek Straßer")["emails"] == []


def test_a_dry_run_writes_nothing_and_says_what_it_would(run: Run, db: Path, release: Path) -> None:
    told = run("--book", db, "import", release, "--dry-run")
    assert told.status == 0
    assert "Ada Okello" in told.out
    assert "3 would be added" in told.out
    assert not db.exists()
    assert run("--book", db, "import", release, "--dry-run", "--json").json["added"] == 3


def test_the_standard_input_is_read(run: Run, db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(RELEASE.encode())))
    assert run("--book", db, "import", "-", "--json").json["added"] == 3


def test_a_missing_file_is_told_and_the_rest_applied(run: Run, db: Path, release: Path, tmp_path: Path) -> None:
    told = run("--book", db, "import", tmp_path / "none.txt", release, "--json")
    assert told.status == 1
    assert told.json["added"] == 3
    assert [failure["file"] for failure in told.json["failed"]] == [str(tmp_path / "none.txt")]
    assert len(told.err.splitlines()) == 1
    assert "There is no file" in told.err


@pytest.mark.parametrize("name", ["empty.txt", "folder", "picture.txt"])
def test_what_cannot_be_read_is_told_in_one_line(run: Run, db: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / "empty.txt").touch()
    (tmp_path / "folder").mkdir()
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    told = run("--book", db, "import", tmp_path / name)
    assert told.status == 1
    assert len(told.err.splitlines()) == 1
    assert not db.exists()


def change(contact: dict[str, object], tmp_path: Path, **values: object) -> Path:
    file = tmp_path / "changed.json"
    file.write_text(json.dumps([{**contact, **values}]), encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("on_match", "counts", "role"),
    [("update", (0, 1, 0), "Head of media"), ("skip", (0, 0, 1), "Spokesperson"), ("add", (1, 0, 0), "Spokesperson")],
)
def test_what_is_done_with_a_match_is_chosen(
    run: Run, filled: Path, tmp_path: Path, on_match: str, counts: tuple[int, int, int], role: str
) -> None:
    contact = run("--book", filled, "search", "okello", "--json").json[0]
    file = change(contact, tmp_path, role="Head of media")
    dry = run("--book", filled, "import", file, "--on-match", on_match, "--dry-run", "--json").json
    told = run("--book", filled, "import", file, "--on-match", on_match, "--json").json
    assert dry == told
    assert (told["added"], told["updated"], told["unchanged"]) == counts
    assert run("--book", filled, "show", contact["uid"], "--json").json["role"] == role


@pytest.mark.parametrize(("option", "public"), [([], False), (["--public"], True)])
def test_what_comes_from_json_is_public_when_somebody_says_so(
    run: Run, db: Path, tmp_path: Path, option: list[str], public: bool
) -> None:
    person = {"name": "Ada Okello", "phones": [{"number": "+447700900123"}], "emails": [{"address": "a@example.org"}]}
    file = change(person, tmp_path)
    run("--book", db, "import", file, *option)
    contact = run("--book", db, "list", "--json").json[0]
    assert contact["phones"][0]["public"] is public
    assert contact["emails"][0]["public"] is public


def test_a_contact_that_cannot_be_read_is_told_with_its_file(run: Run, db: Path, tmp_path: Path) -> None:
    file = tmp_path / "half.json"
    file.write_text(json.dumps([{"name": "Ada Okello"}, {"phones": [{}]}]), encoding="utf-8")
    told = run("--book", db, "import", file, "--json")
    assert told.status == 1
    assert told.json["added"] == 1
    assert told.json["failed"][0]["file"] == str(file)
    assert str(file) in told.err


def test_what_no_file_can_hold_is_replaced(run: Run, db: Path, tmp_path: Path) -> None:
    file = tmp_path / "in.json"
    file.write_text('[{"name": "Ada \\ud800"}]', encoding="utf-8")
    assert run("--book", db, "import", file).status == 0
    assert [contact["name"] for contact in run("--book", db, "list", "--json").json] == ["Ada ?"]


def test_a_guess_is_applied_and_named(run: Run, db: Path, tmp_path: Path) -> None:
    lines = RELEASE.splitlines(keepends=True)
    head = (
        "WFP and UNHCR call for calm\n\n"
        "Vienna - The World Food Programme (WFP) and UNHCR, the UN Refugee Agency, are alarmed.\n\n"
        "WFP and UNHCR have said so before. WFP and UNHCR stand ready.\n\n"
    )
    file = tmp_path / "guess.txt"
    file.write_text(head + "".join([*lines[4:7], "\n", *lines[7:]]), encoding="utf-8")
    read = run("extract", file, "--json").json
    assert [(c["agency"], c["guessed"]) for c in read] == [("WFP", ["agency"])] + [("UNHCR", ["agency"])] * 2
    assert "Guessed" in run("extract", file).out
    told = run("--book", db, "import", file)
    assert "Guessed: Agency WFP of 1 contact.\nGuessed: Agency UNHCR of 2 contacts.\n" in told.out
    contacts = run("--book", db, "list", "--json").json
    assert {c["agency"] for c in contacts} == {"WFP", "UNHCR"}
    assert all(c["guessed"] == [] for c in contacts)
