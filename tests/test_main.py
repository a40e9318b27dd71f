"""The entry point: the window where there is a screen, else a sentence and the way on."""

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest

from contactbook.__main__ import main
from contactbook.gui import libraries


@pytest.fixture(autouse=True)
def no_screen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "CONTACTBOOK_FILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))


@pytest.fixture(autouse=True)
def usual_garbage() -> Iterator[None]:
    """Look for garbage again as before: what a command sets goes with its process, and this one goes on."""
    usual = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*usual)


def test_without_a_screen_it_says_so_and_how_to_go_on(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "no display" in said.err
    assert "contactbook --help" in said.err


def test_without_a_screen_the_sample_is_printed_by_city(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--sample"]) == 0
    said = capsys.readouterr()
    assert "Geneva" in said.out
    assert said.out.index("Bangkok") < said.out.index("Vienna")
    assert "no display" in said.err


def test_a_command_goes_to_the_command_line(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["--book", str(tmp_path / "none.db"), "list", "--json"]) == 0
    assert capsys.readouterr().out.strip() == "[]"


def test_a_window_looks_for_garbage_as_usual_however_it_is_asked_for(tmp_path: Path) -> None:
    usual = gc.get_threshold()
    assert main([f"--book={tmp_path / 'none.db'}"]) == 1
    assert gc.get_threshold() == usual


@pytest.mark.parametrize("name", ["DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"])
def test_any_of_these_means_a_screen(name: str) -> None:
    assert libraries.has_display({name: "x"}, "linux")
    assert not libraries.has_display({}, "linux")
    assert libraries.has_display({}, "darwin")


def test_a_missing_library_is_named_with_the_packages_that_bring_it() -> None:
    error = ImportError("libEGL.so.1: cannot open shared object file: No such file or directory")
    assert libraries.missing_library(error) == "libEGL.so.1"
    assert libraries.missing_library(ImportError("cannot import name 'x' from 'y'")) is None
    sentence = libraries.install_sentence("libEGL.so.1")
    assert "libegl1" in sentence
    assert "dnf install mesa-libEGL" in sentence


def test_only_x11_is_tried_before_qt_is() -> None:
    assert libraries.trouble_with_x11({"QT_QPA_PLATFORM": "offscreen"}) is None
    assert libraries.trouble_with_x11({"WAYLAND_DISPLAY": "wayland-0"}) is None
