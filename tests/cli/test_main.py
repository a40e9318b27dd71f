import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from contactbook.cli.main import COMMANDS, main, window_options
from contactbook.exchange.formats import LARGEST
from tests.cli.conftest import PROGRAM, Run


def test_help_names_every_command(run: Run) -> None:
    told = run("--help")
    assert told.status == 0
    for command in COMMANDS:
        assert f"\n    {command.name}" in told.out


def test_help_before_a_command_is_about_all_of_them(run: Run) -> None:
    assert run("--help", "search", "geneva").out == run("--help").out


@pytest.mark.parametrize("command", [command.name for command in COMMANDS])
def test_every_command_has_help_with_an_example(run: Run, command: str) -> None:
    told = run(command, "--help")
    assert told.status == 0
    assert f"Example: contactbook {command}" in told.out
    for option in ("--book", "--json"):
        assert option in told.out


@pytest.mark.parametrize(
    "argv",
    [
        ["frobnicate"],
        ["list", "--limit", "many"],
        ["list", "--limit", "-1"],
        ["show"],
        ["undo", "x"],
        ["--nonsense"],
        [],
    ],
)
def test_wrong_usage_is_told_in_one_line(run: Run, argv: list[str]) -> None:
    told = run(*argv)
    assert told.status == 2
    assert told.out == ""
    assert len(told.err.splitlines()) == 1
    assert "--help" in told.err


def test_the_version_is_told(run: Run) -> None:
    told = run("--version")
    assert told.status == 0
    assert told.out.startswith("contactbook ")


def test_the_book_may_be_named_before_or_behind_the_command(run: Run, filled: Path) -> None:
    before = run("--book", filled, "--json", "list")
    behind = run("list", "--json", "--book", filled)
    assert before.json == behind.json
    assert len(before.json) == 3


def test_the_environment_names_the_book(run: Run, filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("list", "--json").json == []
    monkeypatch.setenv("CONTACTBOOK_FILE", str(filled))
    assert len(run("list", "--json").json) == 3


def test_without_a_name_the_book_lies_in_the_home_folder(run: Run, home: Path, release: Path) -> None:
    assert run("import", release).status == 0
    assert [path.name for path in home.rglob("*.db")] == ["contacts.db"]


def test_reading_makes_no_book(run: Run, db: Path) -> None:
    for command in ("list", "history", "check"):
        assert run("--book", db, command, "--json").status == 0
    assert run("--book", db, "search", "nobody", "--json").json == []
    assert not db.exists()


def test_an_empty_file_is_an_empty_book(run: Run, db: Path, release: Path) -> None:
    db.touch()
    assert run("--book", db, "list", "--json").json == []
    assert run("--book", db, "import", release).status == 0
    assert len(run("--book", db, "list", "--json").json) == 3


def test_what_is_no_book_is_refused_and_left_alone(run: Run, tmp_path: Path, release: Path) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("not a book", encoding="utf-8")
    for command in (["list"], ["import", str(release)], ["undo"]):
        told = run("--book", notes, *command)
        assert told.status == 1
        assert len(told.err.splitlines()) == 1
        assert "not a book" in told.err
    assert notes.read_text(encoding="utf-8") == "not a book"


def test_a_folder_as_book_is_refused(run: Run, tmp_path: Path) -> None:
    told = run("--book", tmp_path, "list")
    assert told.status == 1
    assert "is a folder" in told.err
    assert len(told.err.splitlines()) == 1


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="no such folders on Windows")
def test_a_folder_that_cannot_be_made_is_told(run: Run, tmp_path: Path, release: Path) -> None:
    (tmp_path / "file").touch()
    told = run("--book", tmp_path / "file" / "b.db", "import", release)
    assert told.status == 1
    assert len(told.err.splitlines()) == 1


@pytest.mark.parametrize(
    "argv",
    [
        ["show", "\udcff"],
        ["history", "\udcff"],
        ["undo", "9" * 30],
        ["where", "a\udcff@example.org"],
        ["undo", "9" * 999],
    ],
)
def test_what_no_book_holds_is_not_found(run: Run, filled: Path, argv: list[str]) -> None:
    told = run("--book", filled, *argv)
    assert told.status in (0, 1)
    assert len((told.out + told.err).splitlines()) == 1


@pytest.mark.parametrize("argv", [["list"], ["search", "a"], ["history"]])
def test_a_limit_beyond_all_numbers_is_none(run: Run, filled: Path, argv: list[str]) -> None:
    everything = run("--book", filled, *argv)
    assert everything.out
    assert run("--book", filled, *argv, "--limit", "9" * 30) == everything


def test_a_heading_that_is_no_text_is_printed_with_a_sign_in_its_place(run: Run, filled: Path) -> None:
    assert run("--book", filled, "compose", "--heading", "Desk \udcff").out.startswith("Desk ?")


@pytest.mark.parametrize("command", ["import", "inspect", "extract"])
def test_a_file_that_is_too_large_is_refused(run: Run, db: Path, tmp_path: Path, command: str) -> None:
    file = tmp_path / ("large.txt" if command == "import" else "large.vcf")
    with file.open("wb") as large:
        large.truncate(LARGEST + 1)
    told = run("--book", db, command, file)
    assert told.status == 1
    assert f"{file.name} is larger than 100 MB" in told.err
    assert len(told.err.splitlines()) == 1


def test_a_closed_pipe_is_told_in_one_sentence(filled: Path) -> None:
    command = [*PROGRAM, "--book", str(filled), "list", "--json"]
    reading, writing = os.pipe()
    os.close(reading)
    run = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, text=True, check=False)
    os.close(writing)
    assert run.returncode == 1
    assert run.stderr == "The output was closed before everything was written.\n"


@pytest.mark.skipif(os.name == "nt", reason="a shell's way to close the output")
def test_an_output_that_is_closed_from_the_start_is_no_fault(filled: Path) -> None:
    command = 'exec "$@" >&-'
    run = subprocess.run(
        ["sh", "-c", command, "sh", *PROGRAM, "--book", str(filled), "list"],
        stderr=subprocess.PIPE, text=True, check=False,
    )  # fmt: skip
    assert "Traceback" not in run.stderr
    assert run.returncode == 0


def test_output_is_utf8_whatever_the_locale(filled: Path) -> None:
    environment = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    command = [*PROGRAM, "--book", str(filled), "list"]
    run = subprocess.run(command, env=environment, capture_output=True, check=True)
    assert "Łucja Wiśniak" in run.stdout.decode("utf-8")


def test_the_window_is_asked_for_by_no_command(capsys: pytest.CaptureFixture[str]) -> None:
    options = window_options(["--book", "list", "--sample"])
    assert options is not None
    assert (options.book, options.sample) == ("list", True)
    assert window_options([]) is not None
    for argv in (
        ["list"],
        ["--book", "b.db", "list"],
        ["--help"],
        ["--version"],
        ["nonsense"],
        ["--nonsense"],
        ["--book"],
    ):
        assert window_options(argv) is None
    assert capsys.readouterr() == ("", "")


def test_the_sample_is_a_book_for_every_command(run: Run) -> None:
    assert len(run("--sample", "list", "--json").json) == 24
    assert run("list", "--json").json == []


def test_what_a_contact_holds_cannot_steer_the_terminal(run: Run, db: Path, tmp_path: Path) -> None:
    evil = "Eve \x1b]0;owned\x07\x1b[2J\u202egnp.exe\u2066\x9b31m"
    contact = {"name": evil, "role": "line\nbreak", "notes": evil, "city": evil, "phones": [{"number": evil}]}
    file = tmp_path / "evil.json"
    file.write_text(json.dumps([contact]), encoding="utf-8")
    assert run("--book", db, "import", file).status == 0
    uid = run("--book", db, "list", "--json").json[0]["uid"]
    for argv in (["list"], ["search", "Eve"], ["show", uid], ["history"], ["list", "--json"], ["check"]):
        told = run("--book", db, *argv)
        assert not set("\x1b\x07\x9b\u202e\u2066") & set(told.out + told.err), argv
    assert run("--book", db, "show", uid, "--json").json["notes"] == evil


def test_main_reads_the_arguments_of_the_process(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["contactbook", "list", "--json"])
    assert main() == 0
    assert json.loads(capsys.readouterr().out) == []
