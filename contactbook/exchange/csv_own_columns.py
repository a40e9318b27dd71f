"""The names of the program's own columns, and how a table of ours is told from others.

Four phones, emails and links have columns of their own, any further ones stand together in the column More.
"""

from collections.abc import Sequence
from typing import Literal

from contactbook.exchange.csv_headers import folded

Audience = Literal["press", "colleagues"]
DIALECT = "contactbook"
EACH = 4  # phones, emails and links with columns of their own
_TEXTS = {
    "Kind": "kind", "Name": "name", "Given name": "given", "Family name": "family", "Honorific": "honorific",
    "Suffix": "suffix", "Said": "said", "Pronouns": "pronouns", "Role": "role", "Agency": "agency", "City": "city",
    "Country": "country", "Postal address": "address", "Hours": "hours", "Languages": "languages", "Topics": "topics",
    "Lists": "lists", "Notes": "notes", "Translations": "translations", "Verified on": "verified_on",
    "Verified by": "verified_by", "Away from": "away_from", "Away until": "away_until", "Cover": "cover", "UID": "uid",
    "Created": "created_at", "Updated": "updated_at", "More": "more", "Photo": "photo", "Card": "card",
}  # fmt: skip
PARTS = {
    "phones": ("Phone", ("", "extension", "kind", "label", "public", "typed", "verified on", "verified by", "checked")),
    "emails": ("Email", ("", "label", "public", "typed", "verified on", "verified by", "checked")),
    "links": ("Link", ("", "kind", "public")),
}
_INTERNAL = frozenset(
    {"said", "pronouns", "address", "hours", "lists", "notes", "verified_on", "verified_by", "away_from", "away_until",
     "cover", "created_at", "updated_at", "card"}
)  # fmt: skip
_INTERNAL_PARTS = frozenset({"public", "typed", "verified on", "verified by"})


def columns(audience: Audience) -> dict[str, str]:
    """List the columns, each with the key of what it holds ("name", "phones.0.public"); always the same ones."""
    found: dict[str, str] = {}
    for header, key in _TEXTS.items():
        if audience == "press" and key in _INTERNAL:
            continue
        if key == "address" or (key == "languages" and audience == "press"):
            found |= _part_columns(audience)
        found[header] = key
    return found


def _part_columns(audience: Audience) -> dict[str, str]:
    found: dict[str, str] = {}
    for key, (title, parts) in PARTS.items():
        for at in range(EACH):
            for part in parts:
                if audience == "colleagues" or part not in _INTERNAL_PARTS:
                    found[f"{title} {at + 1} {part}".strip()] = f"{key}.{at}.{part}"
    return found


_KEYS = {folded(header): f"own {key}" for header, key in columns("colleagues").items()}
# These stand in no one else's tables.
_TELLING = frozenset(name for name in _KEYS if name.endswith(" checked"))


def fields_of(header: Sequence[str]) -> tuple[str, ...]:
    """Say what each column is where the table is one of ours, if need be with columns added; else nothing."""
    names = [folded(cell) for cell in header]
    if not _TELLING.intersection(names) or sum(name in _KEYS for name in names) * 2 < len(names):
        return ()
    return tuple(_KEYS.get(name, "") for name in names)
