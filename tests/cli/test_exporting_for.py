from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.mark.parametrize("client", ["outlook", "apple", "google", "android"])
def test_each_client_gets_what_reads_back(run: Run, filled: Path, tmp_path: Path, client: str) -> None:
    told = run("--book", filled, "export", tmp_path / "cards", "--for", client)
    assert told.status == 0, told.err
    assert "3 of 3 contacts, 0 differences" in told.out
    assert len(list((tmp_path / "cards").glob("*.vcf"))) == 3


def test_outlook_can_have_one_file(run: Run, filled: Path, tmp_path: Path) -> None:
    out = tmp_path / "all.vcf"
    assert run("--book", filled, "export", out, "--for", "outlook").status == 1
    told = run("--book", filled, "export", out, "--for", "outlook", "--one-file", "--json")
    assert told.json == {"file": str(out), "contacts": 3, "differences": 0, "withheld": 0}
    assert out.read_bytes().count(b"VERSION:2.1\r\n") == 3
    again = run("--book", tmp_path / "other.db", "import", out, "--json")
    assert again.json["added"] == 3


def test_a_client_sets_the_version(run: Run, filled: Path, tmp_path: Path) -> None:
    told = run("--book", filled, "export", tmp_path / "o.vcf", "--for", "apple", "--vcard-version", "3.0")
    assert told.status == 2
    assert "not allowed with" in told.err
    assert run("--book", filled, "export", tmp_path / "o.vcf", "--for", "nokia").status == 2


def test_what_has_no_place_is_said_first(run: Run, tmp_path: Path) -> None:
    told = run("--sample", "export", tmp_path / "all.vcf", "--for", "outlook", "--one-file")
    assert told.status == 0
    assert told.err.startswith("Outlook has no place for: ")
    assert "topics" in told.err
    assert "24 of 24 contacts, 0 differences" in told.out
    assert run("--sample", "export", tmp_path / "all.json").err == ""
