"""Keeps cells harmless in a spreadsheet, and puts several values into one cell and takes them out again.

A cell that begins with = + - @, a tab or a line break would be run as a formula: it gets an apostrophe before it. So
does one that begins with apostrophes before such a sign, and so nothing is lost: reading takes one apostrophe off
wherever a cell begins with apostrophes and such a sign. A cell that is wholly a phone number (`+41 79 555 00 00`) is
left bare.
Several values stand in one cell with a semicolon and a blank between them; a backslash stands before a semicolon or
backslash that belongs to a value.
"""

import re
from collections.abc import Iterable

PHONE = re.compile(r"\+[0-9](?:[0-9 ()\-]*[0-9])?")
# The full-width forms count as well where a spreadsheet speaks Japanese.
_RISKY = re.compile("'*[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
_SAVED = re.compile("'+[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
_SPECIAL = re.compile(r"[\\;\n]")
_TOKEN = re.compile(r"\\(.)|; ?|[^\\;]+|\\", re.DOTALL)


def harmless(cell: str) -> str:
    """Write a cell so that no spreadsheet runs it; a whole phone number is left as it is."""
    return f"'{cell}" if _RISKY.match(cell) and not PHONE.fullmatch(cell) else cell


def meant(cell: str) -> str:
    """Undo `harmless`."""
    return cell[1:] if cell[:1] == "'" and _SAVED.match(cell) else cell


def joined(values: Iterable[str | None]) -> str:
    """Put values into one cell."""
    return "; ".join(_SPECIAL.sub(lambda m: "\\n" if m[0] == "\n" else f"\\{m[0]}", value or "") for value in values)


def parted(cell: str) -> list[str]:
    """Take apart what `joined` put together."""
    found = [""] if cell else []
    for token in _TOKEN.finditer(cell):
        if token[1]:
            found[-1] += "\n" if token[1] == "n" else token[1]
        elif token[0][0] == ";":
            found.append("")
        else:
            found[-1] += token[0]
    return found


def yes(cell: str) -> bool:
    """Read whether a cell says yes."""
    return cell.strip().casefold() in (
        "yes",
        "y",
        "true",
        "1",
        "x",
        "ja",
        "oui",
        "sí",
        "si",
        "да",
        "نعم",
        "是",
        "public",
    )
