"""Makes the sample: a book of its own, full of made-up people, for somebody who looks around."""

import json
import os
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from contactbook import resources
from contactbook.app.book import Book
from contactbook.app.paths import sample_book
from contactbook.app.readable import system_clock
from contactbook.domain.contact import Agency
from contactbook.domain.plain import from_plain
from contactbook.i18n import _
from contactbook.store.files import is_open_elsewhere

_DAYS = ("verified_on", "away_from", "away_until")
_MEANS = "sample"


def open_sample(path: Path | None = None, *, clock: Callable[[], datetime] = system_clock) -> Path:
    """Make the sample book anew and say where it lies.

    One of today stays as it is, one that the person did something in, and one that is open in another window.
    """
    place = path or sample_book()
    if place.exists() and (_is_wanted(place, clock) or is_open_elsewhere(place)):
        return place
    place.parent.mkdir(parents=True, exist_ok=True)
    draft = place.with_name(f".{place.name}.{os.getpid()}.part")
    try:
        _build(draft, clock)
        for rest in ("-wal", "-shm"):  # of the book before; left behind they would be read as this one's
            place.with_name(place.name + rest).unlink(missing_ok=True)
        draft.replace(place)
    except PermissionError:
        if not place.exists():
            raise
        # It is open in another window on Windows: that one will do.
    finally:
        for rest in ("", "-wal", "-shm"):
            with suppress(OSError):
                draft.with_name(draft.name + rest).unlink(missing_ok=True)
    return place


def _is_wanted(place: Path, clock: Callable[[], datetime]) -> bool:
    """Tell whether the sample there is of today or holds something of the person; raise NotABook for any other file."""
    book = Book.open(place, clock)
    try:
        steps, today = book.history(), book.today()
        stays = any(step.means != _MEANS or step.at.astimezone().date() == today for step in steps)
        return stays or bool(book.blocks.presets() or book.blocks.kept(limit=1))
    finally:
        book.close()


def _build(place: Path, clock: Callable[[], datetime]) -> None:
    held = json.loads(resources.text("sample.json"))
    book = Book.open(place, clock)
    try:
        book.put_agencies(_agency(agency) for agency in held["agencies"])
        today = book.today()
        contacts = [from_plain(_dated(contact, today)) for contact in held["contacts"]]
        book.save_many(contacts, _("Open the sample"), means=_MEANS)
    finally:
        book.close()


def _agency(held: dict[str, Any]) -> Agency:
    return Agency(held["name"], held["short_name"], tuple(held["other_names"]), held["website"])


def _dated(value: Any, today: date) -> Any:
    """Put dates in the place of numbers of days from today, all the way down."""
    if isinstance(value, list):
        return [_dated(item, today) for item in value]
    if isinstance(value, dict):
        return {
            key: (today + timedelta(days=item)).isoformat()
            if key in _DAYS and isinstance(item, int)
            else _dated(item, today)
            for key, item in value.items()
        }
    return value
