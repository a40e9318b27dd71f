import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run


def test_a_sound_book_with_nothing_to_settle(run: Run, filled: Path) -> None:
    told = run("--book", filled, "check", "--json")
    assert told.status == 0
    assert told.json == {"ok": True, "problems": []}
    assert "The file is sound." in run("--book", filled, "check").out


def test_numbers_and_addresses_that_need_attention_are_told(run: Run, db: Path, tmp_path: Path) -> None:
    person = {
        "name": "Ada Okello",
        "city": "Geneva",
        "country": "CH",
        "phones": [{"number": "+4112", "typed": "+41 12", "verdict": "invalid"}],
        "emails": [{"address": "ada@", "typed": "ada@", "verdict": "invalid"}],
    }
    file = tmp_path / "in.json"
    file.write_text(json.dumps([person]), encoding="utf-8")
    run("--book", db, "import", file)
    told = run("--book", db, "check", "--json")
    assert told.status == 0
    assert told.json["ok"] is True
    assert {(p["field"], p["value"]) for p in told.json["problems"]} == {("phones", "+41 12"), ("emails", "ada@")}
    uid = run("--book", db, "list", "--json").json[0]["uid"]
    assert all(p["uid"] == uid and p["why"] for p in told.json["problems"])
    told = run("--book", db, "check")
    assert "Ada Okello" in told.out
    assert "2 details need attention." in told.out


@pytest.mark.parametrize(
    ("field", "detail"),
    [
        ("emails", {"address": "ada@gmial.com", "verdict": "unusual"}),
        ("emails", {"address": "ada@example.org", "verdict": "unusual"}),
        ("emails", {"address": "ada@", "verdict": "invalid", "verified_on": "2026-01-02", "verified_by": "called"}),
        ("emails", {"address": "ada@example.org", "verdict": "invalid"}),
        ("phones", {"number": "+4112", "verdict": "invalid", "verified_on": "2026-01-02", "verified_by": "called"}),
        ("phones", {"number": "+41795550000", "verdict": "unusual"}),
    ],
)
def test_whatever_the_window_counts_is_told(
    run: Run, db: Path, tmp_path: Path, field: str, detail: dict[str, str]
) -> None:
    file = tmp_path / "in.json"
    file.write_text(json.dumps([{"name": "Ada Okello", field: [detail]}]), encoding="utf-8")
    run("--book", db, "import", file)
    assert len(run("--book", db, "search", "is:attention", "--json").json) == 1
    (problem,) = run("--book", db, "check", "--json").json["problems"]
    assert (problem["field"], problem["value"]) == (field, detail.get("number") or detail["address"])
    assert problem["why"].endswith(".")


def test_a_slip_that_the_book_holds_is_still_told_as_one(run: Run, db: Path, tmp_path: Path) -> None:
    file = tmp_path / "in.json"
    email = {"address": "ada@gmial.com", "verdict": "unusual"}
    file.write_text(json.dumps([{"name": "Ada Okello", "emails": [email]}]), encoding="utf-8")
    run("--book", db, "import", file)
    assert "One letter off gmail.com" in run("--book", db, "check").out


def test_what_was_said_to_be_right_needs_no_attention(run: Run, db: Path, tmp_path: Path) -> None:
    email = {"address": "ada@gmial.com", "verdict": "unusual", "verified_on": "2026-01-02", "verified_by": "called"}
    file = tmp_path / "in.json"
    file.write_text(json.dumps([{"name": "Ada", "emails": [email, {"address": "a@", "verdict": "invalid"}]}]))
    run("--book", db, "import", file)
    assert [problem["value"] for problem in run("--book", db, "check", "--json").json["problems"]] == ["a@"]
