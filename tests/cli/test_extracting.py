import io
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import RELEASE, Run

CARDS = (
    b"BEGIN:VCARD\r\nVERSION:3.0\r\nN:Okello;Ada;;;\r\nFN:Ada Okello\r\nTEL;TYPE=CELL:+44 7700 900123\r\n"
    b"NOTE:two\\nlines \x1b[2J\r\nEND:VCARD\r\n"
    b"BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Marek Stra\xc3\x9fer\r\nEND:VCARD\r\n"
)


def test_extract_prints_contacts_and_makes_no_book(run: Run, release: Path, home: Path) -> None:
    told = run("extract", release, "--json")
    assert told.status == 0
    assert [contact["name"] for contact in told.json] == ["Ada Okello", "Łucja Wiśniak", "Marek Straßer"]
    assert all(contact["uid"] is None for contact in told.json)
    assert [contact["city"] for contact in told.json] == ["Vienna", "Geneva", "Geneva"]
    assert not list(home.rglob("*.db"))
    told = run("extract", release)
    assert "+41 79 555 00 00" in told.out
    assert "3 contacts found." in told.out


@pytest.mark.parametrize("text", ["", "\n", "There is nobody in this text.\n"])
def test_extract_of_nothing_is_an_empty_list(run: Run, tmp_path: Path, text: str) -> None:
    file = tmp_path / "none.txt"
    file.write_text(text, encoding="utf-8")
    told = run("extract", file, "--json")
    assert told.status == 0
    assert told.json == []


def test_extract_reads_the_standard_input(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(RELEASE.encode("utf-16"))))
    assert len(run("extract", "-", "--json").json) == 3


def test_inspect_prints_cards_as_read(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "cards.vcf"
    file.write_bytes(CARDS)
    cards = run("inspect", file, "--json").json
    assert [card["fn"] for card in cards] == ["Ada Okello", "Marek Straßer"]
    assert cards[0]["n"] == ["Okello", "Ada", "", "", ""]
    assert cards[0]["tels"][0]["value"] == "+44 7700 900123"
    told = run("inspect", file)
    assert "Card 2, line 8, version 4.0" in told.out
    assert "TEL;TYPE=CELL: +44 7700 900123" in told.out
    assert "\x1b" not in told.out


def test_inspect_shows_as_it_came_what_had_to_be_mended(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "odd.vcf"
    file.write_bytes(b"BEGIN:VCARD\nVERSION:3.0\nFN:Ada Okello\nwhat is this\n" + CARDS)
    told = run("inspect", file)
    assert "  as it came:\n    BEGIN:VCARD\n    VERSION:3.0\n    FN:Ada Okello\n    what is this\n" in told.out
    assert told.out.count("as it came") == 1
    cards = run("inspect", file, "--json").json
    assert "what is this" in cards[0]["raw"]
    assert "raw" not in cards[1]


def test_inspect_of_no_card_is_an_empty_list(run: Run, release: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.vcf").touch()
    for file in (release, tmp_path / "empty.vcf"):
        told = run("inspect", file, "--json")
        assert (told.status, told.json) == (0, [])


@pytest.mark.parametrize("command", ["extract", "inspect"])
def test_a_missing_file_is_one_sentence(run: Run, tmp_path: Path, command: str) -> None:
    told = run(command, tmp_path / "none.txt")
    assert told.status == 1
    assert told.err == f"There is no file {tmp_path / 'none.txt'}.\n"
    assert run(command, tmp_path).status == 1
