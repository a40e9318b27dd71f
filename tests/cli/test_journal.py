import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run


def test_undo_takes_an_import_back_and_redo_puts_it_back(run: Run, filled: Path) -> None:
    told = run("--book", filled, "undo")
    assert told.status == 0
    assert "release.txt (3 contacts)" in told.out
    assert run("--book", filled, "list", "--json").json == []
    told = run("--book", filled, "redo", "--json")
    assert told.status == 0
    assert set(told.json) == {"step", "at", "name", "means", "contacts"}
    assert len(run("--book", filled, "list", "--json").json) == 3


def test_history_has_the_keys_of_the_contract(run: Run, filled: Path) -> None:
    steps = run("--book", filled, "history", "--json").json
    assert [set(step) for step in steps] == [{"step", "at", "name", "means", "contacts"}]
    assert steps[0]["contacts"] == 3
    assert steps[0]["at"].endswith("Z")


def test_a_step_is_undone_by_its_number(run: Run, filled: Path) -> None:
    step = run("--book", filled, "history", "--json").json[0]["step"]
    assert run("--book", filled, "undo", step).status == 0
    assert run("--book", filled, "list", "--json").json == []


def test_history_of_a_contact_names_what_changed(run: Run, filled: Path) -> None:
    contact = run("--book", filled, "search", "okello", "--json").json[0]
    told = run("--book", filled, "history", contact["uid"][:8])
    assert told.status == 0
    assert "release.txt" in told.out
    assert "Role" in told.out


def test_history_marks_what_was_taken_back(run: Run, filled: Path) -> None:
    run("--book", filled, "undo")
    assert "taken back" in run("--book", filled, "history").out


def test_nothing_to_undo_is_refused(run: Run, db: Path) -> None:
    for command in ("undo", "redo"):
        told = run("--book", db, command)
        assert told.status == 1
        assert "nothing to" in told.err
        assert len(told.err.splitlines()) == 1
    assert run("--book", db, "undo", "999").status == 1


def test_history_of_nobody_is_refused(run: Run, filled: Path) -> None:
    assert run("--book", filled, "history", "zz").status == 1


def test_undo_says_what_changed_since_and_keeps_it_when_asked(run: Run, filled: Path, tmp_path: Path) -> None:
    step = run("--book", filled, "history", "--json").json[0]["step"]
    contact = run("--book", filled, "search", "okello", "--json").json[0]
    later = tmp_path / "later.json"
    later.write_text(json.dumps([contact | {"role": "Director"}]), encoding="utf-8")
    assert run("--book", filled, "import", later).status == 0
    told = run("--book", filled, "undo", step)
    assert told.status == 1
    assert "Ada Okello, The contact itself: was “not in the book”" in told.err
    assert "--keep-later" in told.err
    assert len(run("--book", filled, "list", "--json").json) == 3
    assert run("--book", filled, "undo", step, "--keep-later").status == 0
    assert [c["name"] for c in run("--book", filled, "list", "--json").json] == ["Ada Okello"]


def test_history_of_a_contact_gives_old_and_new(run: Run, filled: Path) -> None:
    contact = run("--book", filled, "search", "okello", "--json").json[0]
    step = run("--book", filled, "history", contact["uid"], "--json").json[0]
    assert set(step) == {"step", "at", "name", "means", "contacts", "changes"}
    changes = {change["field"]: change for change in step["changes"]}
    assert changes["role"] == {"field": "role", "old": None, "new": "Spokesperson"}
    assert changes["phones"]["new"][0]["number"] == "+436605550000"


def test_a_contact_and_a_field_of_it_are_put_back(run: Run, filled: Path, tmp_path: Path) -> None:
    contact = run("--book", filled, "search", "okello", "--json").json[0]
    first = run("--book", filled, "history", "--json").json[0]["step"]
    later = tmp_path / "later.json"
    later.write_text(json.dumps([contact | {"role": "Director", "notes": "Ring after nine"}]), encoding="utf-8")
    assert run("--book", filled, "import", later).status == 0
    told = run("--book", filled, "history", contact["uid"])
    assert "    Role: Spokesperson → Director" in told.out
    told = run("--book", filled, "history", contact["uid"], "--restore", first, "--field", "role")
    assert (told.status, told.out) == (0, "Done: Put back role of Ada Okello (1 contact).\n")
    assert run("--book", filled, "show", contact["uid"], "--json").json["role"] == "Spokesperson"
    told = run("--book", filled, "history", contact["uid"][:8], "--restore", first, "--json")
    assert set(told.json) == {"step", "at", "name", "means", "contacts"}
    assert run("--book", filled, "show", contact["uid"], "--json").json["notes"] is None
    told = run("--book", filled, "history", contact["uid"], "--restore", first)
    assert (told.status, told.err) == (1, "Ada Okello is as it was then.\n")
    assert run("--book", filled, "history", "--restore", first).status == 2
    assert run("--book", filled, "history", contact["uid"], "--field", "role").status == 2


def test_all_since_a_step_is_taken_back_as_one(run: Run, filled: Path, tmp_path: Path) -> None:
    contact = run("--book", filled, "search", "okello", "--json").json[0]
    first = run("--book", filled, "history", "--json").json[0]["step"]
    run("--book", filled, "verify", contact["uid"])
    told = run("--book", filled, "undo", first, "--since")
    assert told.status == 0
    assert told.out.startswith("Done: Undo back to: ")
    assert run("--book", filled, "list", "--json").json == []
    assert run("--book", filled, "redo").status == 0
    assert len(run("--book", filled, "list", "--json").json) == 3
    assert run("--book", filled, "undo", "--since").status == 2


@pytest.mark.parametrize(
    ("argv", "why"),
    [
        (("undo", "--since"), "--since needs"),
        (("history", "--field", "role"), "--field needs"),
        (("history", "--restore", "1"), "--restore needs"),
    ],
)
def test_options_that_need_another_are_wrong_usage(run: Run, filled: Path, argv: tuple[str, ...], why: str) -> None:
    told = run("--book", filled, *argv)
    assert (told.status, told.out) == (2, "")
    assert told.err.startswith(why)
