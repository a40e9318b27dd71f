"""Writes what an import could not read to a file: where it stands, what is wrong, and its text."""

from collections.abc import Iterable
from pathlib import Path

from contactbook.app.files import replacing
from contactbook.domain.harmless import one_line
from contactbook.exchange.formats import Problem


def save(problems: Iterable[Problem], path: Path) -> None:
    """Write problems one after the other, their raw text indented below; raise NotWritten where that cannot be."""
    with replacing(path) as draft, draft.open("w", encoding="utf-8", errors="backslashreplace") as out:
        for problem in problems:
            out.write(one_line(problem.told) + "\n")
            for line in problem.raw.splitlines():
                out.write(f"    {one_line(line)}\n")
