"""Keeps the person's options: one row an option, one JSON file."""

import json
from dataclasses import dataclass
from pathlib import Path

from contactbook.app.files import replacing
from contactbook.app.paths import settings_file
from contactbook.domain.errors import ContactbookError
from contactbook.i18n import _

Value = str | int | bool


@dataclass(frozen=True, slots=True)
class Option:
    """An option: its value must be of the default's type, one of the choices if there are any, least or more."""

    key: str
    label: str
    default: Value
    choices: tuple[str, ...] = ()
    least: int | None = None

    def fits(self, value: object) -> bool:
        if type(value) is not type(self.default):
            return False
        if self.choices and value not in self.choices:
            return False
        return self.least is None or (isinstance(value, int) and value >= self.least)


OPTIONS: tuple[Option, ...] = (
    Option("grouping", _("Group contacts by"), "city", ("city", "agency")),
    Option("stale_days", _("Days until a verified contact counts as not verified"), 180, least=1),
    Option("trash_days", _("Days until contacts leave the trash"), "30", ("30", "90", "never")),
    Option("vcard_version", _("Version of vCards that are written"), "3.0", ("3.0", "4.0")),
    Option("audience", _("Who exports are for"), "press", ("press", "colleagues")),
)
_BY_KEY = {option.key: option for option in OPTIONS}


class Settings:
    """The options as they stand; what the file holds beyond them is kept as it is."""

    def __init__(self, path: Path | None = None) -> None:
        """Read the file; where it is missing or is not one of ours, every option has its default."""
        self.path = path or settings_file()
        self._held = _read(self.path)

    def text(self, key: str) -> str:
        """Give an option that is a text."""
        return str(self._value(key))

    def number(self, key: str) -> int:
        """Give an option that is a number."""
        return int(self._value(key))

    def put(self, key: str, value: Value) -> None:
        """Change an option and write the file; raise ContactbookError where the value does not fit."""
        option = _BY_KEY[key]
        if not option.fits(value):
            raise ContactbookError(
                _("{label}: {value} will not do.").format(label=option.label, value=value)
                if not option.choices
                else _("{label}: choose one of {choices}.").format(
                    label=option.label, choices=", ".join(option.choices)
                )
            )
        if self._value(key) == value:
            return
        # Another window may have written meanwhile: change this option only.
        self._held = _read(self.path) | {key: value}
        _write(self.path, self._held)

    def _value(self, key: str) -> Value:
        option = _BY_KEY[key]
        held = self._held.get(key)
        return held if isinstance(held, str | int) and option.fits(held) else option.default


def _read(path: Path) -> dict[str, object]:
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return held if isinstance(held, dict) else {}


def _write(path: Path, held: dict[str, object]) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # A file that could not be read is somebody's work: set it aside rather than write over it.
        if path.exists() and path.stat().st_size and not _read(path):
            path.replace(path.with_name(path.name + ".unreadable"))
    except OSError as error:
        raise ContactbookError(
            _("The settings in {path} cannot be kept: {why}.").format(path=path, why=error.strerror)
        ) from error
    with replacing(path) as draft:
        draft.write_text(json.dumps(held, ensure_ascii=False, indent=2, sort_keys=True) + "\n", encoding="utf-8")
