"""Lays tables out as lines, so that what belongs to one person stays together."""

import re
from collections.abc import Sequence

Cell = Sequence[str]  # its lines
Row = Sequence[Cell]

_DETAIL = re.compile(r"[^\s@]@[^\s@]|\(at\)|\[at\]|(?:\d[\s().\-/+]{0,3}){7}", re.I)


def holds_detail(text: str) -> bool:
    """See whether a text holds something like an address or a number to reach someone by."""
    return bool(_DETAIL.search(text))


def flattened(rows: Sequence[Row]) -> list[str]:
    """Turn a table into lines: a row a line with tabs, or column by column where people stand side by side."""
    kept = [row for row in rows if any(any(cell) for cell in row)]
    single = all(len(cell) <= 1 for row in kept for cell in row)
    if single and len(kept) > 1:
        grid = [["".join(cell) for cell in row] for row in kept]
        if side_by_side(grid):
            return _by_column(grid)
        if _turned(grid):
            return _by_column([[row[0], *row[1:]] for row in grid], labelled=True)
    lines: list[str] = []
    for row in kept:
        lines += _row(row)
    return lines


def side_by_side(grid: Sequence[Sequence[str]]) -> bool:
    """See whether each column is a block of its own: names and ways to reach them, one under the other."""
    columns = [_kinds(grid, number) for number in range(max(map(len, grid), default=0))]
    columns = [kinds for kinds in columns if kinds]
    return len(columns) > 1 and all(len(set(kinds)) == 2 for kinds in columns)


def _turned(grid: Sequence[Sequence[str]]) -> bool:
    """See whether a table lies on its side: labels in the first column, a person in each other one."""
    width = max(map(len, grid))
    if width < 3 or True in _kinds(grid, 0):
        return False
    kinds = [{holds_detail(text) for text in row[1:] if text} for row in grid]
    return all(len(kind) <= 1 for kind in kinds) and kinds.count({False}) > 1 and {True} in kinds


def _kinds(grid: Sequence[Sequence[str]], column: int) -> list[bool]:
    return [holds_detail(row[column]) for row in grid if column < len(row) and row[column]]


def _by_column(grid: Sequence[Sequence[str]], labelled: bool = False) -> list[str]:
    lines: list[str] = []
    for column in range(int(labelled), max(map(len, grid))):
        cells = [(row[0] if labelled else "", row[column]) for row in grid if column < len(row) and row[column]]
        lines += [f"{label.rstrip(' :')}: {text}" if label else text for label, text in cells] + [""]
    return lines


def _row(row: Row) -> list[str]:
    cells = [[line for line in cell if line] if len(cell) == 1 else list(cell) for cell in row]
    cells = [cell for cell in cells if any(cell)]
    if all(len(cell) == 1 for cell in cells):
        return ["\t".join(cell[0] for cell in cells)]
    lines: list[str] = []
    blocks = sum(len({holds_detail(line) for line in cell if line}) == 2 for cell in cells)
    for cell in cells:
        lines += cell
        if blocks > 1:
            lines.append("")
    return lines
