from pathlib import Path

from tests.cli.conftest import Run


def test_verify_notes_the_day_and_the_means_of_a_contact(run: Run, filled: Path) -> None:
    uid = run("--book", filled, "search", "Ada", "--json").json[0]["uid"]
    told = run("--book", filled, "verify", uid[:8], "--by", "web")
    assert (told.status, "Ada Okello" in told.out) == (0, True)
    assert run("--book", filled, "show", uid, "--json").json["verified_by"] == "web page"
    run("--book", filled, "undo")
    assert run("--book", filled, "show", uid, "--json").json["verified_by"] == "release"


def test_verify_takes_one_detail_alone(run: Run, filled: Path) -> None:
    found = run("--book", filled, "search", "Wiśniak", "--json").json[0]
    told = run("--book", filled, "verify", found["uid"], "--detail", "079 555 00 00", "--json")
    assert told.json["contacts"] == 1
    assert list(told.json) == ["step", "at", "name", "means", "contacts"]


def test_verify_says_what_there_is_not(run: Run, filled: Path) -> None:
    uid = run("--book", filled, "search", "Ada", "--json").json[0]["uid"]
    told = run("--book", filled, "verify", uid, "--detail", "+12025550123")
    assert told.status == 1
    assert "no number or address" in told.err
    assert run("--book", filled, "verify", "nobody").status == 1
    assert run("--book", filled, "verify", uid, "--by", "guess").status == 2
