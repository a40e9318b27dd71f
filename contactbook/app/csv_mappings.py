"""Remembers what a person said the columns of a table are, by its header row."""

import json
from pathlib import Path
from typing import Any

from contactbook.app.files import replacing
from contactbook.app.paths import settings_file
from contactbook.domain.errors import ContactbookError
from contactbook.exchange.csv_mapping import Mapping, key_of
from contactbook.i18n import _

_MOST = 200  # header rows; the oldest is forgotten


def file() -> Path:
    """Name the file that the mappings are kept in."""
    return settings_file().with_name("csv-mappings.json")


def remembered(header: tuple[str, ...], path: Path | None = None) -> Mapping | None:
    """Give the mapping that was chosen for this header row; None where none was, or the file is none of ours."""
    try:
        return Mapping.from_plain(_held(path or file())[key_of(header)]) if header else None
    except (KeyError, ValueError):
        return None


def remember(mapping: Mapping, path: Path | None = None) -> None:
    """Keep a mapping for its header row; raise ContactbookError where the file cannot be written."""
    if not mapping.header:
        return
    path = path or file()
    held = _held(path)
    held.pop(key_of(mapping.header), None)
    held[key_of(mapping.header)] = mapping.to_plain()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ContactbookError(
            _("The columns cannot be remembered in {path}: {why}.").format(path=path, why=error.strerror)
        ) from error
    with replacing(path) as draft:
        draft.write_text(json.dumps(dict([*held.items()][-_MOST:]), ensure_ascii=False, indent=1), encoding="utf-8")


def _held(path: Path) -> dict[str, Any]:
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return held if isinstance(held, dict) else {}
