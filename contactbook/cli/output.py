"""Prints contacts for people and for programs."""

import json
import re
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, TextIO

from contactbook.domain.harmless import cut, escaped, one_line, width
from contactbook.i18n import _, counted

if TYPE_CHECKING:
    from contactbook.app.book import Book
    from contactbook.domain.contact import Row

_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_WIDEST = (36, 40, 24)  # columns of name, role and number
_PIECE = 1000
_PATIENCE = 1.0  # seconds, after which work is long


def print_json(value: Any) -> None:
    """Print a value as JSON."""
    print(escaped(json.dumps(value, ensure_ascii=False, indent=1)))


def print_json_list(items: Iterable[Any]) -> None:
    """Print a list as JSON, an item a line, as the items come."""
    mark = "[\n"
    for item in items:
        sys.stdout.write(mark + escaped(json.dumps(item, ensure_ascii=False)))
        mark = ",\n"
    print("[]" if mark == "[\n" else "\n]")


def say(text: str, stream: TextIO | None = None) -> None:
    """Print one line; nothing in it can steer the terminal."""
    print(one_line(text), file=stream or sys.stdout)


def warn(text: str) -> None:
    """Tell something on the error output."""
    say(text, sys.stderr)


def print_grouped(
    book: "Book",
    stream: TextIO | None = None,
    *,
    query: str = "",
    view: str = "",
    grouping: str = "city",
    limit: int | None = None,
) -> int:
    """Print the contacts that a query finds under their city and agency; give how many there are."""
    found = book.find(query, view=view, grouping=grouping, limit=limit)
    lines = _lines(book, found.ids, query)
    out = stream or sys.stdout
    for number, section in enumerate(found.sections):
        title = " · ".join(part for part in (section.title, section.subtitle) if part)
        print(("\n" if number else "") + one_line(f"{title} ({section.count})"), file=out)
        for _row in range(section.count):
            print(next(lines), file=out)
    if not found.ids and query.strip():
        warn(_not_found(found.suggestions))
    return len(found.ids)


def short(uid: str) -> str:
    """Shorten a uid to what a person can type; `show` and `history` take the beginning of one."""
    return uid[:8] if _UUID.fullmatch(uid) else one_line(uid)


def table(rows: Sequence[Sequence[str]], widest: Sequence[int] = ()) -> Iterator[str]:
    """Set rows of cells in columns; a cell wider than its column may be is cut."""
    cells = [
        [cut(one_line(cell), widest[at]) if at < len(widest) else one_line(cell) for at, cell in enumerate(row)]
        for row in rows
    ]
    columns = [max(map(width, column)) for column in zip(*cells, strict=True)]
    for row in cells:
        yield "  ".join(cell + " " * (columns[at] - width(cell)) for at, cell in enumerate(row)).rstrip()


def _lines(book: "Book", ids: Sequence[int], query: str) -> Iterator[str]:
    for at in range(0, len(ids), _PIECE):
        rows = [_cells(row) for row in book.rows(ids[at : at + _PIECE], query)]
        yield from (f"  {line}" for line in table(rows, _WIDEST))


def _cells(row: "Row") -> tuple[str, ...]:
    marks = []
    if row.number and not row.number_public:
        marks.append(_("internal"))
    if row.attention:
        marks.append(_("needs attention"))
    marks += _away(row.away_from, row.away_until, date.today())
    name = f"{row.name} ({row.other_name})" if row.other_name and row.other_name != row.name else row.name
    return name, row.role or "", row.number or "", short(row.uid), ", ".join(marks)


def _away(start: date | None, end: date | None, today: date) -> list[str]:
    if (start is None and end is None) or (end is not None and end < today):
        return []
    if start is not None and start > today:
        return [_("away from {day}").format(day=start.isoformat())]
    return [_("away until {day}").format(day=end.isoformat()) if end else _("away")]


def _not_found(suggestions: Sequence[str]) -> str:
    if suggestions:
        return _("Nothing was found. Did you mean {names}?").format(names=", ".join(suggestions))
    return _("Nothing was found.")


def contacts_counted(number: int) -> str:
    """Say how many contacts."""
    return counted("{number} contact", "{number} contacts", number)


def files_counted(number: int) -> str:
    """Say how many files."""
    return counted("{number} file", "{number} files", number)


def meter(what: str) -> Callable[[int, int], bool]:
    """Tell on the error output, if a person looks at it, how far long work is."""
    shown = -1
    started = time.monotonic()

    def progress(done: int, total: int) -> bool:
        nonlocal shown
        percent = done * 100 // total if total else 0
        if percent != shown and sys.stderr.isatty() and time.monotonic() - started > _PATIENCE:
            shown = percent
            sys.stderr.write(f"\r{what} {percent} %\x1b[K" if percent < 100 else "\r\x1b[K")
            sys.stderr.flush()
        return True

    return progress
