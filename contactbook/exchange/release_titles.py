"""Takes what stands between a name and its details for a title, in languages whose words of titles no list holds."""

from dataclasses import replace
from itertools import pairwise

from contactbook.exchange.release_pieces import Piece
from contactbook.exchange.release_words import flat, phrases, word_set

_LONGEST = 8  # words
_AFTER = ("detail", "role", "agency", "office", "city", "country")
_SIGNS = (",", "-", "–", "—", "(", "|", "،", "，", "、", ":")


def with_titles(pieces: list[Piece]) -> list[Piece]:
    """Take words behind a name, which begin small or stand on a line of their own, for the title of the named."""
    out = list(pieces)
    for i, (name, words) in enumerate(pairwise(pieces)):
        if name.kind != "name" or words.kind != "words" or not _stands_by(name, words):
            continue
        following = pieces[i + 2 : i + 5]
        reached = any(piece.kind == "detail" for piece in following) and following[0].kind in _AFTER
        if reached and _is_title(words):
            out[i + 1] = replace(words, kind="role")
    return out


def _stands_by(name: Piece, words: Piece) -> bool:
    """Tell whether words stand behind a name on its line, or alone on the next."""
    if words.row == name.row:
        return words.before.strip() in _SIGNS
    return words.row == name.row + 1 and words.opens_line and words.closes_line and not words.gap


def _is_title(words: Piece) -> bool:
    """Tell words of a title: few, without the words of every page, most of them small where there are capitals."""
    tokens = words.text.split()
    if len(tokens) > _LONGEST or any(c.isdigit() for c in words.text):
        return False
    low = flat(words.text)
    if any(flat(t).strip(".,") in word_set("people.common") for t in tokens):
        return False
    if phrases("connectors.words", "stops.words", "refused.words").find(low):
        return False
    capitals = sum(1 for token in tokens if token[:1].isupper())
    return capitals * 2 <= len(tokens) or (capitals == 1 and tokens[0][:1].isupper())
