"""The plan of the house holds: layers, sizes, what lies where, and nothing of the machine it was written on."""

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LONGEST = 500
TOP = {"pyproject.toml", "contactbook", "resources", "tests", "README.md", "LICENSE", "CHANGELOG.md"}
OWN = [ROOT / "contactbook", ROOT / "tests", ROOT / "resources"]
LINT_IMPORTS = "from importlinter.cli import lint_imports_command; lint_imports_command()"
TEXTS = {".py", ".md", ".toml", ".txt", ".json", ".desktop", ""}


def sources() -> Iterator[Path]:
    for folder in OWN:
        yield from (path for path in folder.rglob("*.py") if "__pycache__" not in path.parts)


def kept_files() -> list[Path]:
    """List what git keeps, or where there is no git everything but what tools leave behind."""
    try:
        told = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT, capture_output=True, check=True, text=True,
        ).stdout  # fmt: skip
        return [ROOT / name for name in told.split("\0") if name and (ROOT / name).is_file()]
    except (OSError, subprocess.CalledProcessError):
        return [*(p for folder in OWN for p in folder.rglob("*") if p.is_file() and "__pycache__" not in p.parts)]


def test_the_layers_hold(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-c", LINT_IMPORTS, "--cache-dir", str(tmp_path)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stdout + run.stderr


def test_no_source_is_too_long() -> None:
    long = {
        str(path.relative_to(ROOT)): n for path in sources() if (n := len(path.read_bytes().splitlines())) > LONGEST
    }
    assert not long


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for path in (ROOT / "contactbook").rglob("*.py")
        if not path.read_text(encoding="utf-8").startswith('"""')
    ]
    assert not silent


def test_the_top_level_holds_what_belongs_there() -> None:
    tops = {path.relative_to(ROOT).parts[0] for path in kept_files()}
    assert {name for name in tops if not name.startswith(".")} <= TOP


def test_nothing_speaks_of_the_machine_it_was_written_on() -> None:
    places = re.compile(r"(?<![\w.])/(?:work|root|home/\w+|Users/\w+)/|[A-Z]:\\\\?Users\\")
    found = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in kept_files()
        if path.suffix in TEXTS and path.name != "test_architecture.py"
        for match in places.finditer(path.read_text(encoding="utf-8", errors="replace"))
    ]
    assert not found


@pytest.mark.parametrize("argv", [["--help"], ["search", "--help"], ["import", "--help"], ["export", "--help"]])
def test_help_loads_nothing_slow(argv: list[str]) -> None:
    code = (
        "import sys\n"
        "from contactbook.cli.main import main\n"
        f"status = main({argv!r})\n"
        "slow = {'PySide6', 'sqlite_utils', 'sqlite3', 'phonenumbers', 'email_validator', 'platformdirs'}\n"
        "print(status, sorted(slow & set(sys.modules)), file=sys.stderr)\n"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stderr.strip() == "0 []"
    assert run.stdout.startswith("usage: contactbook")


@pytest.mark.parametrize("command", ["extract", "inspect"])
def test_reading_a_file_alone_loads_no_database(command: str, tmp_path: Path) -> None:
    file = tmp_path / "some.txt"
    file.write_text("In Geneva: Ada Sample, Tel: +41 22 000 00 00\n", encoding="utf-8")
    code = (
        "import sys\n"
        "from contactbook.cli.main import main\n"
        f"main([{command!r}, {str(file)!r}, '--json'])\n"
        "print(sorted({'sqlite3', 'sqlite_utils', 'PySide6'} & set(sys.modules)), file=sys.stderr)\n"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stderr.strip().splitlines()[-1] == "[]"


def test_every_test_folder_is_a_package() -> None:
    folders = {path.parent for path in (ROOT / "tests").rglob("test_*.py")}
    assert not [str(folder) for folder in folders if not (folder / "__init__.py").exists()]


def test_the_package_names_its_licence_and_its_readme() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["license"] == "MIT"
    assert (ROOT / project["readme"]).exists()
