"""The lines of a review, told by their place: those of a hundred thousand contacts take a number each."""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

LineKind = Literal["shared", "section", "contact", "details", "field", "problem", "raw", "absent"]
_PROBLEMS = 1 << 40  # from here on a number stands for a problem; below it for a contact, below nought for a line kept


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the review: row is an index into the rows, key a change's key, a section's state or a guess."""

    kind: LineKind
    row: int = -1
    key: str = ""


class Lines:
    """A list of lines that grows at its end."""

    def __init__(self) -> None:
        self._at = array("q")
        self._kept: list[Line] = []

    def __len__(self) -> int:
        return len(self._at)

    def __getitem__(self, at: int) -> Line:
        number = self._at[at]
        if number < 0:
            return self._kept[-1 - number]
        return Line("problem", number - _PROBLEMS) if number >= _PROBLEMS else Line("contact", number)

    def add(self, *lines: Line) -> None:
        """Add lines of any kind."""
        for line in lines:
            if line.kind in ("contact", "problem"):
                self._at.append(_number(line))
            else:
                self._kept.append(line)
                self._at.append(-len(self._kept))

    def add_contacts(self, rows: Sequence[int]) -> None:
        """Add the lines of many contacts, one each."""
        self._at.extend(rows)

    def add_problems(self, numbers: Iterable[int]) -> None:
        """Add the lines of many problems, one each."""
        self._at.extend(number + _PROBLEMS for number in numbers)

    def find(self, line: Line) -> int:
        """Find where a line is; -1 where it is not."""
        try:
            if line.kind in ("contact", "problem"):
                return self._at.index(_number(line))
            return self._at.index(-1 - self._kept.index(line))
        except ValueError:
            return -1


def _number(line: Line) -> int:
    return line.row + _PROBLEMS if line.kind == "problem" else line.row
