"""Finds palette entries by what is typed: each word begins a word of the entry, or its letters stand in it in order."""

from collections.abc import Sequence
from dataclasses import dataclass

from contactbook.domain.folding import fold


@dataclass(frozen=True, slots=True)
class Entry:
    """Something the palette offers: key is told when it is chosen, reason says why it cannot be done now."""

    key: str
    group: str
    text: str
    second: str = ""
    icon: str = ""
    keys: tuple[str, ...] = ()
    reason: str | None = None
    only_sought: bool = False  # not shown before something is typed


@dataclass(frozen=True, slots=True)
class Match:
    """An entry that fits, and where in its text the typed letters stand (start, end)."""

    entry: Entry
    marks: tuple[tuple[int, int], ...]
    score: int


def find(entries: Sequence[Entry], typed: str) -> list[Match]:
    """Find what fits, group by group in their order, best first; what cannot be done stands last in its group."""
    words = fold(typed).split()
    found = [match for entry in entries if (match := _match(entry, words)) is not None]
    order = {group: at for at, group in reversed(list(enumerate(entry.group for entry in entries)))}
    if words:
        # The group that holds the best answer leads, so that Enter takes it.
        best: dict[str, int] = {}
        for match in found:
            if match.entry.reason is None:
                best[match.entry.group] = max(best.get(match.entry.group, 0), match.score // 100)
        order = {group: at - 10_000 * best.get(group, -1) for group, at in order.items()}
    return sorted(found, key=lambda m: (order[m.entry.group], m.entry.reason is not None, -m.score))


def _match(entry: Entry, words: Sequence[str]) -> Match | None:
    if not words:
        return None if entry.only_sought else Match(entry, (), 0)
    folded, places = _folded(entry.text)
    marks: list[tuple[int, int]] = []
    score = 0
    for word in words:
        points, spots = _best(folded, word)
        if points == 0:
            return None
        score += points
        marks += [(places[start], places[end - 1] + 1) for start, end in spots]
    return Match(entry, tuple(sorted(marks)), score // len(words))


def _folded(text: str) -> tuple[str, list[int]]:
    """Fold a text letter by letter, and keep from which letter each folded one comes."""
    folded: list[str] = []
    places: list[int] = []
    for at, letter in enumerate(text):
        for piece in fold(letter) or " ":
            folded.append(piece)
            places.append(at)
    return "".join(folded), places


def _best(folded: str, word: str) -> tuple[int, list[tuple[int, int]]]:
    """Score one typed word: 300 begins the text, 200 begins a word, 100 stands inside, 1 to 99 letters in order."""
    at = folded.find(word)
    if at == 0:
        return 300, [(0, len(word))]
    start = at
    while start > 0:
        if not folded[start - 1].isalnum():
            return 200, [(start, start + len(word))]
        start = folded.find(word, start + 1)
    if at > 0 and len(word) > 1:
        return 100, [(at, at + len(word))]
    return _in_order(folded, word)


def _in_order(folded: str, word: str) -> tuple[int, list[tuple[int, int]]]:
    """Find the letters of a word in order, the first at the beginning of a word, none far from the last."""
    if len(word) < 2:
        return 0, []
    spots: list[tuple[int, int]] = []
    at = -1
    for number, letter in enumerate(word):
        at = folded.find(letter, at + 1)
        while number == 0 and at > 0 and folded[at - 1].isalnum():
            at = folded.find(letter, at + 1)
        if at < 0 or (spots and at - spots[-1][1] > 8):
            return 0, []
        spots.append((at, at + 1))
    return max(1, 99 - (spots[-1][1] - spots[0][0])), spots
