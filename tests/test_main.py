"""The installed program, where there is no display."""

import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    screens = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "CONTACTBOOK_FILE")
    kept = {name: value for name, value in os.environ.items() if name not in screens}
    return {**kept, "HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path)}


def start(environment: dict[str, str], *argv: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "contactbook", *argv]
    return subprocess.run(command, env=environment, capture_output=True, check=False)


linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is always a display")


@linux
def test_without_a_display_the_sample_is_printed_and_how_to_go_on(environment: dict[str, str]) -> None:
    run = start({**environment, "PYTHONIOENCODING": "ascii"}, "--sample")
    assert run.returncode == 0
    told = run.stdout.decode("utf-8")
    assert "Geneva · UNHCR (1)" in told
    assert "Łukasz Dąbrowicz" in told
    assert "contactbook --help" in run.stderr.decode("utf-8")


@linux
def test_without_a_display_the_window_is_refused_in_one_sentence(environment: dict[str, str]) -> None:
    run = start(environment)
    assert run.returncode == 1
    assert run.stdout == b""
    assert run.stderr.startswith(b"There is no display")
    assert len(run.stderr.splitlines()) == 1


def test_a_command_needs_no_display(environment: dict[str, str]) -> None:
    run = start(environment, "list", "--json")
    assert (run.returncode, run.stdout, run.stderr) == (0, b"[]\n", b"")
