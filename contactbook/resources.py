"""Finds icons and data, in an installed package and in a checkout alike."""

from pathlib import Path

_HERE = Path(__file__).resolve().parent
_INSTALLED = _HERE / "_resources"  # a wheel carries them inside the package
_FOLDER = _INSTALLED if _INSTALLED.is_dir() else _HERE.parent / "resources"


def path(name: str) -> Path:
    """Say where a resource lies (`icons/phone.svg`); it need not exist."""
    return _FOLDER / name


def text(name: str) -> str:
    """Read a resource as UTF-8; raise OSError where there is none."""
    return path(name).read_text(encoding="utf-8")


def data(name: str) -> bytes:
    """Read a resource as bytes; raise OSError where there is none."""
    return path(name).read_bytes()
