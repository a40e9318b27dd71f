"""Puts right in a row of a damaged book what flipped bytes may have made of it."""

import hashlib
import json
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any

_FIRST_YEAR = 1000  # those before are no year that anything was written in, and have fewer digits


def as_kept(value: object, kind: str) -> object:
    """Read as text what a flipped byte has made bytes."""
    return value.decode("utf-8", "replace") if isinstance(value, bytes) and kind == "TEXT" else value


def _is_contact(row: dict[str, Any]) -> bool:
    from contactbook.domain.contact import Kind

    if not isinstance(row["uid"], str) or not row["uid"]:
        return False
    _choose(row, "kind", Kind, Kind.PERSON.value)
    row["section"] = None  # it follows from city and agency
    row["trashed"] = int(bool(row["deleted_at"]))
    for key in ("created_at", "updated_at", "deleted_at"):
        _moment(row, key)
    row["created_at"] = row["created_at"] or row["updated_at"] or "2000-01-01T00:00:00Z"
    row["updated_at"] = row["updated_at"] or row["created_at"]
    for key in ("verified_on", "away_from", "away_until"):
        _day(row, key)
    _means(row)
    for key in ("name_key", "sort_key"):
        row[key] = row[key] or ""
    return True


def _is_phone(row: dict[str, Any]) -> bool:
    from contactbook.domain.contact import PhoneKind

    _choose(row, "kind", PhoneKind, None)
    return _is_detail(row, "number")


def _is_email(row: dict[str, Any]) -> bool:
    return _is_detail(row, "address")


def _is_detail(row: dict[str, Any], value: str) -> bool:
    from contactbook.domain.contact import Verdict

    _choose(row, "verdict", Verdict, Verdict.UNUSUAL.value)
    row["public"] = int(row["public"] == 1)  # what cannot be read is not given out
    _day(row, "verified_on")
    _means(row)
    return isinstance(row[value], str) and bool(row[value])


def _is_link(row: dict[str, Any]) -> bool:
    from contactbook.domain.contact import LinkKind

    _choose(row, "kind", LinkKind, LinkKind.OTHER.value)
    row["public"] = int(row["public"] == 1)
    return isinstance(row["value"], str)


def _is_photo(row: dict[str, Any]) -> bool:
    return isinstance(row["photo"], bytes) and hashlib.sha256(row["photo"]).hexdigest() == row["digest"]


def _is_card(row: dict[str, Any]) -> bool:
    return isinstance(row["card"], bytes) and hashlib.sha256(row["card"]).hexdigest() == row["digest"]


def _is_change(row: dict[str, Any]) -> bool:
    with suppress(TypeError, ValueError):
        return row["before"] is None or isinstance(json.loads(row["before"]), dict | list)
    return False


def _is_step(row: dict[str, Any]) -> bool:
    _moment(row, "at")
    return row["at"] is not None and isinstance(row["name"], str)


# By table: what mends a row in place, and tells whether it is worth keeping.
TIDY: dict[str, Callable[[dict[str, Any]], bool]] = {
    "contacts": _is_contact,
    "phones": _is_phone,
    "emails": _is_email,
    "links": _is_link,
    "photos": _is_photo,
    "imported_cards": _is_card,
    "changes": _is_change,
    "steps": _is_step,
}


def _choose(row: dict[str, Any], key: str, known: Iterable[Any], otherwise: str | None) -> None:
    if row[key] not in {one.value for one in known}:
        row[key] = otherwise


def _means(row: dict[str, Any]) -> None:
    from contactbook.domain.contact import Means

    _choose(row, "verified_by", Means, None)


def _day(row: dict[str, Any], key: str) -> None:
    from datetime import date

    try:
        date.fromisoformat(row[key] or "")
    except (TypeError, ValueError, OverflowError):
        row[key] = None


def _moment(row: dict[str, Any], key: str) -> None:
    from contactbook.domain.plain import parse_utc, utc_text

    try:
        moment = parse_utc(row[key])
        row[key] = utc_text(moment) if moment and moment.year >= _FIRST_YEAR else None
    except (TypeError, ValueError, OverflowError):
        row[key] = None
