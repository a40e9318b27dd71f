"""Makes tables in the shape of other programs from the table of their headers, a value of its own in each column."""

import csv
from dataclasses import dataclass
from io import BytesIO, StringIO

from contactbook.domain.contact import Contact
from contactbook.exchange import csv_table
from contactbook.exchange.csv_headers import Dialect, table
from contactbook.exchange.formats import Problem

HONORIFICS = ("Ms", "Dr.")


@dataclass(frozen=True, slots=True)
class Sample:
    """A table with one row, and what of it must arrive."""

    data: bytes
    names: dict[str, str]
    phones: tuple[str, ...]
    emails: tuple[str, ...]
    agency: str
    texts: tuple[str, ...]  # anywhere: addresses, and all that is kept in the notes


def read(data: bytes | str) -> tuple[list[Contact], list[Problem]]:
    """Read a table, and part contacts from problems."""
    items = list(csv_table.read(BytesIO(data.encode() if isinstance(data, str) else data)))
    contacts = [item for item in items if isinstance(item, Contact)]
    return contacts, [item for item in items if isinstance(item, Problem)]


def one(data: bytes | str) -> Contact:
    """Read a table that holds one contact and no problem."""
    contacts, problems = read(data)
    assert not problems
    (contact,) = contacts
    return contact


def rows(*lines: list[str], delimiter: str = ",") -> str:
    """Write lines of cells as a table."""
    out = StringIO()
    csv.writer(out, delimiter=delimiter).writerows(lines)
    return out.getvalue()


def sample(dialect: Dialect) -> Sample:
    """Fill each column that a dialect knows with a value of its own."""
    header: list[str] = []
    cells: list[str] = []
    seen: set[str] = set()
    by_field: dict[str, list[str]] = {}
    for at, (name, field) in enumerate(dialect.headers):
        if field in ("name", "middle", "skip") or field.endswith(".label") or (dialect.program == "" and field in seen):
            continue
        seen.add(field)
        value = _value(field, at)
        header.append(name.replace("#", "1"))
        cells.append(value)
        by_field.setdefault(field.split(" ")[0], []).append(value)
    texts = [value for field in ("street", "postcode", "pobox", "note", "notes") for value in by_field.get(field, ())]
    return Sample(
        rows(header, cells, delimiter=";").encode("utf-8-sig"),
        {field: by_field[field][0] for field in ("given", "family") if field in by_field},
        tuple(value.replace(" ", "") for value in by_field.get("phone", ())),
        tuple(by_field.get("email", ())),
        by_field.get("agency", [""])[0],
        tuple(texts),
    )


def dialects() -> list[str]:
    """Name the dialects of the table."""
    return list(table().dialects)


def _value(field: str, at: int) -> str:
    kind = field.split(" ")[0]
    if kind == "phone":
        return f"+44 7700 900{at:03d}"
    if kind == "email":
        return f"mail{at}@example.org"
    return {"country": "Kenya", "city": "Nairobi", "honorific": "Ms", "title": "Ms"}.get(
        kind, f"{kind.capitalize()} v{at}w"
    )
