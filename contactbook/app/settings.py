"""Keeps the person's options: one row an option, one JSON file."""

import json
from pathlib import Path

from contactbook.app.files import replacing
from contactbook.app.paths import settings_file
from contactbook.domain.errors import ContactbookError
from contactbook.domain.record import dataclass
from contactbook.i18n import _

Value = str | int | bool


@dataclass(frozen=True, slots=True)
class Option:
    """An option: its value is one of the choices if there are any, else a whole number within bounds.

    words say the choices and hint what comes of it, on the page of settings; without a hint it does not stand there.
    """

    key: str
    label: str
    default: Value
    choices: tuple[str, ...] = ()
    bounds: tuple[int, int] = (0, 0)
    words: tuple[str, ...] = ()
    hint: str = ""

    def fits(self, value: object) -> bool:
        if self.choices:
            return value in self.choices
        return type(value) is int and self.bounds[0] <= value <= self.bounds[1]

    def why_not(self, value: object) -> str:
        """Say what is wrong with a value that does not fit, and what would."""
        if self.choices:
            return _("{label}: choose one of {choices}.").format(label=self.label, choices=", ".join(self.choices))
        least, most = self.bounds
        return _("{value} is no number of days from {least} to {most}.").format(
            value=f"“{str(value)[:20]}”", least=least, most=f"{most:,}"
        )


OPTIONS: tuple[Option, ...] = (
    Option("grouping", _("Group contacts by"), "city", ("city", "agency")),
    Option(
        "stale_days", _("Not verified after"), 180, bounds=(1, 36500),
        hint=_("A contact whose details were not verified for so many days is listed under “Not verified”."),
    ),
    Option(
        "trash_days", _("Contacts leave the trash after"), "30", ("30", "90", "never"),
        words=(_("30 days"), _("90 days"), _("Never")),
        hint=_("What waited longer leaves at the next start; the history of the book still brings it back."),
    ),
    Option(
        "audience", _("Exports are for"), "press", ("press", "colleagues"), words=(_("The press"), _("Colleagues")),
        hint=_("For the press only public details are written, for colleagues everything, notes too."),
    ),
    Option(
        "vcard_version", _("Version of vCards"), "3.0", ("3.0", "4.0"), words=("3.0", "4.0"),
        hint=_("Every address book reads 3.0; 4.0 says more, and older ones do not know it."),
    ),
    Option(
        "colours", _("Colours"), "system", ("system", "light", "dark"),
        words=(_("As the system"), _("Light"), _("Dark")), hint=_("Holds for all windows."),
    ),
)  # fmt: skip
BY_KEY = {option.key: option for option in OPTIONS}


class Settings:
    """The options as they stand; what the file holds beyond them is kept as it is."""

    def __init__(self, path: Path | None = None) -> None:
        """Read the file; where it is missing or is not one of ours, every option has its default."""
        self.path = path or settings_file()
        self._stamp = _stamp(self.path)
        self._held = _read(self.path)

    def look(self) -> bool:
        """Read the file anew where another window or program wrote it, and tell whether an option changed by that."""
        stamp, before = _stamp(self.path), self._held
        if stamp != self._stamp:
            self._stamp, self._held = stamp, _read(self.path)
        return self._held != before

    def text(self, key: str) -> str:
        """Give an option that is a text."""
        return str(self.value(key))

    def number(self, key: str) -> int:
        """Give an option that is a number."""
        return int(self.value(key))

    def put(self, key: str, value: Value) -> None:
        """Change an option and write the file; raise ContactbookError where the value does not fit."""
        option = BY_KEY[key]
        if not option.fits(value):
            raise ContactbookError(option.why_not(value))
        if self.value(key) == value:
            return
        # Another window may have written meanwhile: change this option only.
        held = _read(self.path) | {key: value}
        _write(self.path, held)
        self._held = held
        self._stamp = _stamp(self.path)

    def value(self, key: str) -> Value:
        """Give an option; one that the file does not hold, or not rightly, has its default."""
        option = BY_KEY[key]
        held = self._held.get(key)
        return held if isinstance(held, str | int) and option.fits(held) else option.default


def _stamp(path: Path) -> tuple[int, int] | None:
    """Tell one writing of the file from the next: each puts another file in the place."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_ino


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
