"""Brings pieces of text that lie on a page into reading order: lines, columns beside each other, and tables."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import mean, median

from contactbook.exchange.documents_bidi import is_rtl, logical
from contactbook.exchange.documents_tables import flattened, holds_detail

# All in units of the size of the type.
_SAME_LINE = 0.35
_WORD_GAP = 0.12
_COLUMN_GAP = 0.9  # less than this is between words, also in justified text
_CELL_GAP = 1.6
_GUTTER = 0.6
_BLANK_LINE = 1.75
_PROSE = 35  # characters a line
_CUT = re.compile(r"\S+@(?:[\w-]*|\S*[.-]\w?)$")  # an address with its end missing
_MOST_CELLS = 60  # in one line; beyond that it is a drawing


@dataclass(frozen=True, slots=True)
class Piece:
    """Text between two places on its baseline; y grows upwards, all lengths in points."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    turn: int = 0


@dataclass(frozen=True, slots=True)
class _Line:
    """Pieces on one baseline from left to right, those parted by word gaps only joined to one."""

    pieces: tuple[Piece, ...]
    y: float
    size: float


_Gap = tuple[float, float]


def reading_order(pieces: Sequence[Piece]) -> str:
    """Give the text of a page in the order in which a person reads it; turned text comes after the rest."""
    by_turn: dict[int, list[Piece]] = defaultdict(list)
    for piece in pieces:
        by_turn[piece.turn].append(piece)
    texts = []
    for turn in sorted(by_turn, key=lambda turn: -sum(len(piece.text) for piece in by_turn[turn])):
        lines = _lines(by_turn[turn])
        out: list[str] = []
        for block, gaps in _blocks(lines):
            if out and out[-1]:
                out.append("")
            out += _block(block, gaps)
        texts.append("\n".join(_single_blanks(out)))
    return "\n\n".join(texts)


def _lines(pieces: list[Piece]) -> list[_Line]:
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: (-piece.y, piece.x0)):
        row = rows[-1] if rows else []
        # Superscripts and mixed sizes sit a little off the line that they belong to.
        near = bool(row) and abs(row[0].y - piece.y) <= _SAME_LINE * max(row[0].size, piece.size)
        if near:
            row.append(piece)
        else:
            rows.append([piece])
    return [_line(row) for row in rows]


def _line(row: list[Piece]) -> _Line:
    row = sorted(row, key=lambda piece: piece.x0)
    cells = [[row[0]]]
    end = row[0].x1
    for before, piece in pairwise(row):
        if piece.text.strip() == before.text.strip() and piece.x0 - before.x0 < 0.1 * piece.size:
            continue  # bold by printing twice
        if piece.x0 - end > _COLUMN_GAP * max(before.size, piece.size):
            cells.append([])
        cells[-1].append(piece)
        end = max(end, piece.x1)
    return _Line(tuple(map(_joined, cells)), row[0].y, max(piece.size for piece in row))


def _joined(row: list[Piece]) -> Piece:
    """Make one piece of those parted by no more than a word gap."""
    if len(row) == 1:
        return row[0]
    tokens = [row[0].text]
    for before, piece in pairwise(row):
        apart = piece.x0 - before.x1 > _WORD_GAP * min(before.size, piece.size)
        if apart and not before.text.endswith(" ") and not piece.text.startswith(" "):
            tokens.append(" ")
        tokens.append(piece.text)
    end = max(piece.x1 for piece in row)
    return Piece(logical(tokens), row[0].x0, end, row[0].y, max(piece.size for piece in row))


def _blocks(lines: list[_Line]) -> list[tuple[list[_Line], list[_Gap]]]:
    """Part the lines into blocks: those with gaps that run through all their lines, and those without."""
    blocks: list[tuple[list[_Line], list[_Gap]]] = []
    at = 0
    while at < len(lines):
        if len(lines[at].pieces) > 1:
            end, gaps = _columns_from(lines, at)
            if gaps:
                block = lines[at:end]
                while blocks and not blocks[-1][1] and _belongs(blocks[-1][0][-1], block[0], gaps):
                    block.insert(0, blocks[-1][0].pop())
                    if not blocks[-1][0]:
                        blocks.pop()
                blocks.append((block, gaps))
                at = end
                continue
        if not blocks or blocks[-1][1]:
            blocks.append(([], []))
        blocks[-1][0].append(lines[at])
        at += 1
    return blocks


def _columns_from(lines: list[_Line], start: int) -> tuple[int, list[_Gap]]:
    """Follow the gaps of a line down the page; give the line where they end and the gaps that are left."""
    gaps: list[_Gap] = _free(lines[start])
    end, several = start + 1, 1
    left, right = lines[start].pieces[0].x0, lines[start].pieces[-1].x1
    while end < len(lines):
        line = lines[end]
        left, right = min(left, line.pieces[0].x0), max(right, line.pieces[-1].x1)
        rest = _common(gaps, _free(line), _GUTTER * line.size)
        if not _inner(rest, left, right):
            break
        gaps, end, several = rest, end + 1, several + (len(line.pieces) > 1)
    block = lines[start:end]
    inner = _inner(gaps, min(line.pieces[0].x0 for line in block), max(line.pieces[-1].x1 for line in block))
    wide = any(high - low > 2 * lines[start].size for low, high in inner)
    return end, inner if several > 2 or (several == 2 and wide) else []


def _free(line: _Line) -> list[_Gap]:
    """Give what a line leaves free, the margins at both ends included."""
    pieces = line.pieces
    if len(pieces) > _MOST_CELLS:
        return [(-1e9, pieces[0].x0), (pieces[-1].x1, 1e9)]
    edges = [-1e9, *(edge for piece in pieces for edge in (piece.x0, piece.x1)), 1e9]
    return [(edges[at], edges[at + 1]) for at in range(0, len(edges), 2)]


def _common(first: list[_Gap], second: list[_Gap], least: float) -> list[_Gap]:
    both = [(max(a, c), min(b, d)) for a, b in first for c, d in second]
    return [(low, high) for low, high in both if high - low >= least]


def _inner(gaps: list[_Gap], left: float, right: float) -> list[_Gap]:
    return [(low, high) for low, high in gaps if low > left and high < right]


def _belongs(above: _Line, first: _Line, gaps: list[_Gap]) -> bool:
    """See whether a line above a block of columns stands in one of its columns."""
    near = above.y - first.y < 2.5 * max(above.size, first.size)
    crossed = any(piece.x0 < high and piece.x1 > low for piece in above.pieces for low, high in gaps)
    return near and not crossed


def _block(lines: list[_Line], gaps: list[_Gap]) -> list[str]:
    if not gaps:
        return _plain(lines)
    columns = [_column(lines, low, high) for low, high in _between(gaps)]
    columns = [column for column in columns if column]
    if is_rtl("".join(piece.text for line in lines for piece in line.pieces)):
        columns.reverse()
    if _is_table(columns):
        return flattened(_rows(lines, columns))
    out: list[str] = []
    for column in columns:
        # A column may be in columns itself.
        for block, inner in _blocks(column):
            out += ["", *_block(block, inner)]
    return out[1:]


def _between(gaps: list[_Gap]) -> list[_Gap]:
    middles = [-1e9, *sorted((low + high) / 2 for low, high in gaps), 1e9]
    return list(pairwise(middles))


def _column(lines: list[_Line], low: float, high: float) -> list[_Line]:
    parts = [(line, tuple(piece for piece in line.pieces if low <= piece.x0 < high)) for line in lines]
    return [_Line(pieces, line.y, line.size) for line, pieces in parts if pieces]


def _is_table(columns: list[list[_Line]]) -> bool:
    """Tell a table from text in columns: by lines that stand level, by short cells, by what each column holds."""
    heights = [line.y for column in columns for line in column]
    level = len(heights) - len(set(heights))
    if level * 2 < max(map(len, columns)):
        return False
    texts = [[_text(line) for line in column] for column in columns]
    if any(mean(map(len, column)) > _PROSE for column in texts):
        return False
    shares = [mean(map(holds_detail, column)) for column in texts]
    if min(shares) == 0 or max(shares) < 0.01:
        return True
    return sum(0 < share < 1 for share in shares) < 2


def _rows(lines: list[_Line], columns: list[list[_Line]]) -> list[list[list[str]]]:
    """Lay the columns of a table out as rows, in which the lines of a cell that goes over several are one."""
    by_height = [{line.y: line for line in column} for column in columns]
    cells = [[_text(found[line.y]) if line.y in found else "" for found in by_height] for line in lines]
    # A row stands where most of its cells do; what lies a little above or below goes on in one of them.
    fullest = max(sum(map(bool, row)) for row in cells)
    whole = [at for at, row in enumerate(cells) if row[0] and sum(map(bool, row)) * 2 > fullest]
    step = 1.1 * min((above.y - below.y for above, below in pairwise(lines)), default=0.0)
    rows: dict[int, list[list[str]]] = defaultdict(lambda: [[] for _column in columns])
    for at, row in enumerate(cells):
        home = at
        if at not in whole:
            nearest = min(whole, key=lambda other: (abs(lines[other].y - lines[at].y), other), default=at)
            if nearest == at - 1 and at + 1 in whole and _like(row, cells[at + 2 : at + 3]):
                nearest = at + 1  # a cell centred on its row goes on below it
            reach = 0.9 * lines[at].size if row[0] else step * abs(nearest - at)
            home = nearest if abs(lines[nearest].y - lines[at].y) < reach else at
        for cell, text in zip(rows[home], row, strict=True):
            cell += [text] if text else []
    return [[[_wrapped(cell)] if cell else [] for cell in rows[at]] for at in sorted(rows)]


def _wrapped(lines: list[str]) -> str:
    """Join the lines of a cell, an address that was too wide for it without a blank."""
    whole = lines[0]
    for line in lines[1:]:
        stump = "@" in whole.rpartition(" ")[2] and line.isalpha() and line.islower() and len(line) < 4
        cut = line.startswith("@") or stump or (bool(_CUT.search(whole)) and " " not in line and "@" not in line)
        whole += line if cut else f" {line}"
    return whole


def _like(row: list[str], others: list[list[str]]) -> bool:
    """See whether a line fills the same columns as another."""
    return any(list(map(bool, row)) == list(map(bool, other)) for other in others)


def _plain(lines: list[_Line]) -> list[str]:
    out: list[str] = []
    steps = [above.y - below.y for above, below in pairwise(lines)]
    # Text set with wide lines has a blank line only where the step is wider still.
    usual = median(steps) if len(steps) > 2 else 0.0
    for at, line in enumerate(lines):
        if at and steps[at - 1] > max(_BLANK_LINE * line.size, 1.3 * min(usual, 3 * line.size)):
            out.append("")
        out.append(_text(line))
    return out


def _text(line: _Line) -> str:
    pieces = line.pieces
    if is_rtl("".join(piece.text for piece in pieces)):
        pieces = pieces[::-1]
    out = pieces[0].text.strip()
    for before, piece in pairwise(pieces):
        gap = max(piece.x0 - before.x1, before.x0 - piece.x1)
        out += ("\t" if gap > _CELL_GAP * piece.size else " ") + piece.text.strip()
    return " ".join(out.split(" ")) if "  " not in out else " ".join(out.split())


def _single_blanks(lines: list[str]) -> list[str]:
    return [line for at, line in enumerate(lines) if line or (at and lines[at - 1])]
