import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from contactbook.cli.main import main

# The command line as a process of its own.
PROGRAM = [sys.executable, "-c", "from contactbook.cli.main import main; raise SystemExit(main())"]
RELEASE = """\
Two agencies call for calm

Vienna - The text of a release, with a number of people: 1,200.

For more information, please contact:

In Vienna: Ada Okello, Spokesperson, Tel: +43 660 5550000, email: a.okello@example.org
In Geneva: Łucja Wiśniak, Tel: +41 79 555 00 00, email: l.wisniak@example.org
In Geneva: Marek Straßer, Tel: +32 470 55 00 00, email:
"""


@dataclass(frozen=True)
class Ran:
    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Ran]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder of the test's own, so that no command finds the person's book."""
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    monkeypatch.delenv("CONTACTBOOK_FILE", raising=False)
    return tmp_path / "home"


@pytest.fixture
def run(home: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command in this process."""

    def run(*argv: object) -> Ran:
        capsys.readouterr()
        status = main([str(argument) for argument in argv])
        told = capsys.readouterr()
        return Ran(status, told.out, told.err)

    return run


@pytest.fixture
def release(tmp_path: Path) -> Path:
    file = tmp_path / "release.txt"
    file.write_text(RELEASE, encoding="utf-8")
    return file


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return tmp_path / "b.db"


@pytest.fixture
def filled(run: Run, db: Path, release: Path) -> Path:
    """A book that holds the three contacts of the release."""
    assert run("--book", db, "import", release).status == 0
    return db
