import json
from pathlib import Path

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
