import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.fixture
def ivorian(run: Run, db: Path, tmp_path: Path) -> Path:
    """A book with two numbers of a plan that changed, and one typed without its code."""
    people = [
        {"name": "Ada Kone", "city": "Abidjan", "country": "CI", "phones": [{"number": "+22507000000"}]},
        {"name": "Bo Ek", "city": "Geneva", "country": "CH", "phones": [{"number": "+22507000011"}]},
    ]
    file = tmp_path / "people.json"
    file.write_text(json.dumps(people), encoding="utf-8")
    assert run("--book", db, "import", file).status == 0
    return db


def numbers(run: Run, db: Path) -> list[str]:
    return [p["number"] for c in run("--book", db, "list", "--json").json for p in c["phones"]]


def test_a_dry_run_writes_nothing_and_a_run_is_undone(run: Run, ivorian: Path) -> None:
    told = run("--book", ivorian, "renumber", "+225 07", "+225 07 07", "--length", "8", "--dry-run")
    assert told.status == 0
    assert "Ada Kone" in told.out
    assert told.out.endswith("Would change 2 numbers of 2 contacts.\n")
    assert numbers(run, ivorian) == ["+22507000000", "+22507000011"]
    told = run("--book", ivorian, "renumber", "+225 07", "+225 07 07", "city:geneva", "--length", "8", "--json")
    assert told.json == {
        "changed": 1,
        "left": 0,
        "numbers": [{**told.json["numbers"][0], "old": "+22507000011", "new": "+2250707000011", "verdict": "valid"}],
    }
    assert sorted(numbers(run, ivorian)) == ["+22507000000", "+2250707000011"]
    assert run("--book", ivorian, "undo").status == 0
    assert sorted(numbers(run, ivorian)) == ["+22507000000", "+22507000011"]


def test_what_cannot_be_a_number_stays_unless_asked_for(run: Run, ivorian: Path) -> None:
    told = run("--book", ivorian, "renumber", "+225 07", "+225 07 07 07", "--json")
    assert (told.json["changed"], told.json["left"]) == (0, 2)
    told = run("--book", ivorian, "renumber", "+225 07", "+225 07 07 07")
    assert "2 numbers stay: what they would become cannot be a number" in told.out
    told = run("--book", ivorian, "renumber", "+225 07", "+225 07 07 07", "--also-invalid")
    assert told.out.endswith("Changed 2 numbers of 2 contacts.\n")


def test_what_is_wrong_is_one_sentence(run: Run, ivorian: Path) -> None:
    told = run("--book", ivorian, "renumber", "07", "+225 07")
    assert told.status == 1
    assert told.err.startswith("Write what to find with + and the country code")
    assert len(told.err.splitlines()) == 1


def test_numbers_are_normalised(run: Run, db: Path, tmp_path: Path) -> None:
    file = tmp_path / "people.json"
    phone = {"number": "0722000000", "typed": "0722 000000", "verdict": "invalid"}
    file.write_text(json.dumps([{"name": "Ada Okello", "phones": [phone]}]), encoding="utf-8")
    assert run("--book", db, "import", file).status == 0
    assert run("--book", db, "normalise", "--json").json == {"changed": 0, "left": 0, "numbers": []}
    told = run("--book", db, "normalise")
    assert told.out == "Changed 0 numbers of 0 contacts.\n"
