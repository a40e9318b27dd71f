"""Tables on the command line."""

import json
from pathlib import Path

import pytest

from contactbook.cli.main import main


def test_a_table_goes_in_and_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book, table, out = str(tmp_path / "b.db"), tmp_path / "in.csv", tmp_path / "out.csv"
    table.write_text("Name;Ort;Telefon\nLayla Haddad;Genf;4,1779E+10\n;;\nSam Odhiambo;Nairobi;0722 000000\n")
    assert main(["--book", book, "import", str(table), "--public", "--json"]) == 0
    printed = capsys.readouterr()
    told = json.loads(printed.out)
    assert (told["added"], [failure["line"] for failure in told["failed"]]) == (2, [])
    assert "in.csv:2: " in printed.err  # a rounded number is told, though its contact is there
    assert main(["--book", book, "export", str(out), "sam", "--columns", "google", "--no-bom"]) == 0
    assert "1 of 1 contacts, 0 differences" in capsys.readouterr().out
    assert out.read_bytes().startswith(b"Name Prefix,First Name")
    assert "+254 722 000000" in out.read_text()
