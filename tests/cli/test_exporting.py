import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.mark.parametrize("suffix", ["vcf", "json"])
@pytest.mark.parametrize("audience", ["press", "colleagues"])
@pytest.mark.parametrize("version", ["3.0", "4.0"])
def test_what_is_written_reads_back(
    run: Run, filled: Path, tmp_path: Path, suffix: str, audience: str, version: str
) -> None:
    out = tmp_path / f"out.{suffix}"
    told = run("--book", filled, "export", out, "--audience", audience, "--vcard-version", version)
    assert told.status == 0, told.err
    assert "3 of 3 contacts, 0 differences" in told.out
    again = run("--book", tmp_path / "other.db", "import", out, "--json")
    assert again.json["added"] == 3


def test_export_of_a_query_as_json(run: Run, filled: Path, tmp_path: Path) -> None:
    out = tmp_path / "geneva.vcf"
    told = run("--book", filled, "export", out, "city:geneva", "--json")
    assert told.json == {"file": str(out), "contacts": 2, "differences": 0, "withheld": 0}
    data = out.read_bytes()
    assert data.count(b"BEGIN:VCARD\r\n") == 2
    assert b"VERSION:3.0\r\n" in data


def test_what_is_internal_stays_in(run: Run, db: Path, tmp_path: Path) -> None:
    person = {
        "name": "Ada Okello",
        "phones": [{"number": "+447700900123"}, {"number": "+442079460958", "public": True}],
        "notes": "calls back late",
        "address": "1 Sample Street",
    }
    file = tmp_path / "in.json"
    file.write_text(json.dumps([person]), encoding="utf-8")
    run("--book", db, "import", file)
    for name in ("press.vcf", "press.json"):
        told = run("--book", db, "export", tmp_path / name, "--json")
        assert told.json["withheld"] > 0
        text = (tmp_path / name).read_text(encoding="utf-8")
        assert "442079460958" in text.replace(" ", "").replace("-", "")
        for secret in ("7700900123", "calls back late", "Sample Street"):
            assert secret not in text.replace(" ", "") + text
    told = run("--book", db, "export", tmp_path / "all.json", "--audience", "colleagues", "--json")
    assert told.json["withheld"] == 0
    assert "calls back late" in (tmp_path / "all.json").read_text(encoding="utf-8")


def test_what_is_withheld_is_said(run: Run, db: Path, tmp_path: Path) -> None:
    file = tmp_path / "in.json"
    file.write_text(json.dumps([{"name": "Ada Okello", "phones": [{"number": "+447700900123"}]}]), encoding="utf-8")
    run("--book", db, "import", file)
    assert "1 internal detail withheld." in run("--book", db, "export", tmp_path / "out.vcf").out


@pytest.mark.parametrize("name", ["out.docx", "out", "missing/out.vcf", "."])
def test_where_nothing_can_be_written_is_told(run: Run, filled: Path, tmp_path: Path, name: str) -> None:
    before = sorted(tmp_path.rglob("*"))
    told = run("--book", filled, "export", tmp_path / name)
    assert told.status == 1
    assert len(told.err.splitlines()) == 1
    assert not [path for path in set(tmp_path.rglob("*")) - set(before) if "b.db" not in path.name]


def test_an_export_keeps_the_old_file_when_it_fails(run: Run, filled: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.vcf"
    out.write_text("old", encoding="utf-8")
    assert run("--book", filled, "export", out, '"').status in (0, 1)
    assert run("--book", filled, "export", out, "--vcard-version", "9").status == 2
