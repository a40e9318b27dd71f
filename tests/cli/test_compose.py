import json
import re
from pathlib import Path

import pytest

from contactbook.exchange import release as reader
from tests.cli.conftest import Run


def test_compose_prints_a_block_that_reads_back(run: Run, filled: Path) -> None:
    told = run("--book", filled, "compose")
    assert told.status == 0
    assert told.out.startswith("For more information, please contact:\n\nIn Geneva: ")
    assert "In Vienna: Ada Okello, Spokesperson, Tel: +43 660 5550000, email: a.okello@example.org\n" in told.out
    # He has no address, so no label stands for one.
    assert "Marek Straßer, Tel: +32 470 55 00 00\n" in told.out
    assert {c.name for c in reader.read(told.out).contacts} == {"Ada Okello", "Łucja Wiśniak", "Marek Straßer"}


def test_compose_of_a_query_in_a_language(run: Run, filled: Path) -> None:
    told = run("--book", filled, "compose", "city:geneva", "--language", "fr", "--shape", "stacked", "--json")
    assert set(told.json) == {"text", "withheld"}
    assert told.json["withheld"] == 0
    assert told.json["text"].startswith("Pour plus d’informations, veuillez contacter\u00a0:\n\nÀ Genève\u00a0:\n")
    assert "Ada" not in told.json["text"]


@pytest.mark.parametrize("form", ["text", "html", "markdown"])
@pytest.mark.parametrize("group_by", ["city", "agency"])
@pytest.mark.parametrize("shape", ["line", "stacked", "sentence"])
def test_compose_in_every_form(run: Run, filled: Path, form: str, group_by: str, shape: str) -> None:
    told = run("--book", filled, "compose", "--format", form, "--group-by", group_by, "--shape", shape)
    assert told.status == 0
    assert ("<p>" in told.out) == (form == "html")
    assert "Łucja Wiśniak" in told.out


def test_arabic_keeps_its_isolates(run: Run, filled: Path) -> None:
    told = run("--book", filled, "compose", "--language", "ar", "--json")
    assert "\u2066+43 660 5550000\u2069" in told.json["text"]


def test_compose_says_what_it_withholds_and_what_to_look_at(run: Run, db: Path, tmp_path: Path) -> None:
    people = [{"name": "Ada Okello", "phones": [{"number": "+447700900123"}], "notes": "calls back late"}]
    file = tmp_path / "in.json"
    file.write_text(json.dumps(people), encoding="utf-8")
    run("--book", db, "import", file)
    told = run("--book", db, "compose")
    assert "Ada Okello" in told.out
    assert "900123" not in told.out
    assert "Tel" not in told.out
    assert "2 internal details withheld." in told.err
    assert "Ada Okello has no public number or address." in told.err
    assert run("--book", db, "compose", "--json").json["withheld"] == 2


def test_compose_of_nobody(run: Run, filled: Path, tmp_path: Path) -> None:
    assert run("--book", filled, "compose", "nobody", "--json").json == {"text": "", "withheld": 0}
    told = run("--book", tmp_path / "none.db", "compose")
    assert (told.status, told.out) == (0, "")
    assert not (tmp_path / "none.db").exists()
    assert run("--book", filled, "compose", "--language", "xx").status == 2


def test_options_leave_things_out(run: Run, filled: Path) -> None:
    told = run("--book", filled, "compose", "--no-email", "--no-roles", "--heading", "")
    assert "@" not in told.out
    assert "Spokesperson" not in told.out
    assert told.out.startswith("In Geneva: ")


@pytest.mark.parametrize("asked", [["+43 660 5550000"], ["0660", "5550000"], ["a.okello@example.org"]])
def test_where_finds_what_compose_printed(run: Run, filled: Path, asked: list[str]) -> None:
    assert run("--book", filled, "where", *asked, "--json").json == []
    run("--book", filled, "compose")
    (found,) = run("--book", filled, "where", *asked, "--json").json
    assert (found["name"], found["right"], found["state"]) == ("Ada Okello", True, "right")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", found["at"])
    told = run("--book", filled, "where", *asked)
    assert "Ada Okello" in told.out
    assert "still right" in told.out


def test_where_says_what_is_no_longer_right(run: Run, filled: Path) -> None:
    run("--book", filled, "compose")
    run("--book", filled, "undo")
    told = run("--book", filled, "where", "+43 660 5550000")
    assert "the contact was removed" in told.out
    assert run("--book", filled, "where", "+1 202 555 0199").err


def test_a_book_that_cannot_be_written_still_composes(run: Run, filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.access", lambda path, mode: mode != 2)
    told = run("--book", filled, "compose")
    assert told.status == 0
    assert "Ada Okello" in told.out
    assert "was not kept" in told.err
