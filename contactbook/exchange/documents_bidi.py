"""Puts text back into the order in which it is written, after it was found in the order in which it is seen."""

import re
import unicodedata
from collections.abc import Sequence

# Shapes of letters that only a printed page has: ligatures, Arabic in its positions, Chinese radicals.
_SHAPES = re.compile("[\u2f00-\u2fdf\ufb00-\ufdff\ufe70-\ufeff]+")
_RIGHT = ("R", "AL")
_DIGITS = ("EN", "AN")
_BINDING = frozenset(".,:/")  # between digits they are part of the number


def plain_letters(text: str) -> str:
    """Give letters for the shapes that a page shows them in."""
    return _SHAPES.sub(lambda shapes: unicodedata.normalize("NFKC", shapes[0]), text)


def is_rtl(text: str) -> bool:
    """See whether a text runs from right to left, by which words prevail; addresses are Latin in every language."""
    if text.isascii():
        return False
    words = [{unicodedata.bidirectional(char) for char in word} for word in text.split() if "@" not in word]
    right = sum(not kinds.isdisjoint(_RIGHT) for kinds in words)
    return right > sum("L" in kinds for kinds in words)


def logical(tokens: Sequence[str]) -> str:
    """Join the pieces of a line, given from left to right, each in its own order already."""
    whole = "".join(tokens)
    if whole.isascii() or not any(unicodedata.bidirectional(char) in _RIGHT for char in whole):
        return whole
    rtl = is_rtl(whole)
    kinds = _settled([_kind(token) for token in tokens], tokens, rtl)
    runs: list[tuple[str, list[str]]] = []
    for kind, token in zip(kinds, tokens, strict=True):
        if runs and runs[-1][0] == kind:
            runs[-1][1].append(token)
        else:
            runs.append((kind, [token]))
    ordered = ["".join(reversed(run) if kind == "R" else run) for kind, run in runs]
    return "".join(reversed(ordered) if rtl else ordered)


def _kind(token: str) -> str:
    kinds = [unicodedata.bidirectional(char) for char in token]
    if any(kind in _RIGHT for kind in kinds):
        return "R"
    if "L" in kinds:
        return "L"
    return "E" if any(kind in _DIGITS for kind in kinds) else "N"


def _settled(kinds: list[str], tokens: Sequence[str], rtl: bool) -> list[str]:
    """Give each piece without a direction one: that of its neighbours where they agree, else the line's."""
    base = "R" if rtl else "L"
    out = list(kinds)
    for at, kind in enumerate(kinds):
        if kind != "N":
            continue
        before = _neighbour(kinds[max(0, at - 8) : at][::-1], base)
        after = _neighbour(kinds[at + 1 : at + 9], base)
        if before == after == "E":
            out[at] = "E" if tokens[at] in _BINDING else base
        elif before == after:
            out[at] = before
        else:
            out[at] = base
    # Digits that touch Latin letters are read with them, as in an address.
    for at, kind in enumerate(out):
        if kind == "E" and (not rtl or "L" in out[max(0, at - 1) : at + 2]):
            out[at] = "L"
    return out


def _neighbour(kinds: Sequence[str], base: str) -> str:
    return next((kind for kind in kinds if kind != "N"), base)
