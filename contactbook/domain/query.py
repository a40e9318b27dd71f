"""The query language of the search box and the command line, read into a tree."""

import re

from contactbook.domain.errors import BadQuery
from contactbook.domain.fields import FIELDS
from contactbook.domain.folding import fold, is_han, words
from contactbook.domain.languages import language_code
from contactbook.domain.record import dataclass
from contactbook.domain.record import field as field_
from contactbook.i18n import _

FLAGS = ("public", "reachable", "away", "unverified", "attention", "desk", "person", "trash")
_FIELD_OF = {name: field.key for field in FIELDS for name in field.query}
_TOKEN = re.compile(
    r'(?P<minus>-?)(?:(?P<field>\w+):)?(?:"(?P<phrase>[^"]*)"|"?(?P<word>[^\s"|]+))|(?P<bar>\|)|(?P<skip>.)', re.S
)
# Pieces of digits with blanks between them; a minus before the first one negates.
_NUMBER = re.compile(
    r"(?<!\S)[+\d/().][+\d/().\-\u2010-\u2015]*(?:\s+[+\d/().\-\u2010-\u2015]*\d[+\d/().\-\u2010-\u2015]*)+(?!\S)"
)
_STATE = re.compile(r"(?<!\S)is:\w+\s*", re.I)
_DIGITS_ONLY = re.compile(r"[+\d/().\-\u2010-\u2015]+")
_WHOLE = ("country", "cover", "kind", "verified_on")  # fields that are a code or a day: their words say nothing
_MOST = 100  # words of a query; SQLite joins no more than 500 selections
_FEWEST_DIGITS = 3  # fewer than three digits are a word


@dataclass(frozen=True, slots=True)
class Word:
    """A folded word that must begin a word of the contact, or of one field; Han may stand anywhere inside."""

    text: str
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Phrase:
    """Folded words that must stand together, whole; a city or agency of just these words goes before longer names."""

    words: tuple[str, ...]
    field: str | None = None
    whole: str = field_(default="", compare=False)  # folded, signs and all: what a list may be called


@dataclass(frozen=True, slots=True)
class Digits:
    """Three digits or more that must stand anywhere inside a number."""

    digits: str
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Flag:
    """A state, as `is:away` names it."""

    name: str


@dataclass(frozen=True, slots=True)
class Empty:
    """A field that holds nothing, as `city:""` asks for."""

    field: str


@dataclass(frozen=True, slots=True)
class And:
    """All of them."""

    nodes: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Any of them."""

    nodes: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """What does not match."""

    node: "Node"


Node = Word | Phrase | Digits | Flag | Empty | And | Or | Not


def parse(text: str) -> Node | None:
    """Read a query; None where it asks for nothing.

    Anything reads as something: loose quotes, bars and colons are plain text. Only an unknown `is:` and a text of more
    than a hundred words raise BadQuery.
    """
    either: list[list[Node]] = [[]]
    for match in _TOKEN.finditer(_joined_numbers(text)):
        if match["bar"]:
            either.append([])
        elif not match["skip"]:
            node = _leaf(match["field"], match["phrase"], match["word"])
            if node is not None:
                either[-1].append(Not(node) if match["minus"] else node)
    if sum(map(len, either)) > _MOST:
        raise BadQuery(_("That is too long for a search. Use fewer words."))
    all_of = [nodes[0] if len(nodes) == 1 else And(tuple(nodes)) for nodes in either if nodes]
    if not all_of:
        return None
    return all_of[0] if len(all_of) == 1 else Or(tuple(all_of))


def _joined_numbers(text: str) -> str:
    """Join neighbouring pieces that are digits only, outside quotes: `079 555` is one number."""
    parts = text.split('"')
    return '"'.join(
        part if at % 2 else _NUMBER.sub(lambda m: "".join(m[0].split()), part) for at, part in enumerate(parts)
    )


def _leaf(field: str | None, phrase: str | None, word: str | None) -> Node | None:
    if field is not None and field.casefold() == "is":
        return _flag(phrase or word or "")
    key = _FIELD_OF.get(fold(field)) if field else None
    value = phrase if phrase is not None else word or ""
    if field and key is None:  # "http://x" is text like any other
        value = f"{field} {value}"
    if phrase is None and (digits := digits_of(value)) and key in (None, "phones"):
        return Digits(digits, key)
    found = words(fold(value))
    if key and phrase == "":
        return Empty(key)
    if key and value and (key in _WHOLE or phrase is not None):
        return Phrase(tuple(found), key, fold(value))
    if not found:
        return None
    if key == "languages":
        return Or(tuple(Word(code, key) for code in dict.fromkeys((language_code(found[0]), found[0]))))
    if phrase is not None:
        return Phrase(tuple(found))
    nodes = [Word(w, key) for w in found]
    return nodes[0] if len(nodes) == 1 else And(tuple(nodes))


def relaxed(text: str) -> list[str]:
    """Give a query without each of the states that it asks for, one left out a time, and without all of them."""
    without = [text[: match.start()] + text[match.end() :] for match in _STATE.finditer(text)]
    rests = dict.fromkeys(rest.strip() for rest in (*without, _STATE.sub("", text)))
    return [rest for rest in rests if rest not in ("", text.strip())]


def asks_trash(node: Node | None) -> bool:
    """Tell whether a query asks for what lies in the trash."""
    match node:
        case Flag(name):
            return name == "trash"
        case And(nodes) | Or(nodes):
            return any(map(asks_trash, nodes))
        case _:
            return False


def _flag(name: str) -> Node:
    if fold(name) not in FLAGS:
        known = ", ".join(f"is:{flag}" for flag in FLAGS)
        raise BadQuery(_("There is no “is:{name}”. Use one of {known}.").format(name=name, known=known))
    return Flag(fold(name))


def digits_of(value: str) -> str | None:
    """Give the digits of a value that is nothing but a number or a piece of one, three digits at least."""
    if not _DIGITS_ONLY.fullmatch(value):
        return None
    value = value.replace("(0)", "") if value.startswith(("+", "00")) else value
    digits = "".join(str(int(c)) for c in value if c.isdecimal())
    if value.startswith("00"):
        digits = digits[2:]  # an exit code stands for the plus
    return digits if len(digits) >= _FEWEST_DIGITS else None


def marks(text: str) -> tuple[list[str], str]:
    """Tell what to highlight for a query: folded words, and the digits sought (or an empty text)."""
    try:
        node = parse(text)
    except BadQuery:
        return [], ""
    found: list[str] = []
    digits = ""
    todo = [node] if node else []
    while todo:
        match todo.pop(0):
            case And(nodes) | Or(nodes):
                todo = [*nodes, *todo]
            case Word(word):
                found.append(word)
            case Phrase(several):
                found += several
            case Digits(run):
                digits = digits or run
            case _:
                pass
    return list(dict.fromkeys(found)), digits


def find_marks(text: str, sought: list[str]) -> list[tuple[int, int]]:
    """Find where sought words begin words of a text as it is shown: "lukasz" marks "Łukasz"."""
    if text.isascii() and "'" not in text:  # each letter is itself, so nothing has to be cut and folded
        begins = "|".join(map(re.escape, sought))
        return [found.span() for found in re.finditer(rf"(?<![a-z0-9])(?:{begins})", text.lower())] if begins else []
    spans: list[tuple[int, int]] = []
    for start, folded, ends in _words_with_places(text):
        for word in sought:
            at = folded.find(word) if is_han(word) else 0 if folded.startswith(word) else -1
            if at >= 0:
                first = start if at == 0 else ends[at - 1]
                spans.append((first, ends[at + len(word) - 1]))
                break
    return spans


def _words_with_places(text: str) -> list[tuple[int, str, list[int]]]:
    """Cut a text into words: where each begins, folded, and where each folded character ends in the text."""
    out: list[tuple[int, str, list[int]]] = []
    folded, ends, start = "", [], 0
    for at, c in enumerate(text):
        piece = fold(c)
        if c.isalnum() or (piece == "" and folded and not c.isspace()):  # a mark that folds away belongs to its letter
            if not folded:
                start = at
            folded += piece
            ends += [at + 1] * len(piece)
            if ends:
                ends[-1] = at + 1
        elif folded and c not in "'’ʼ":
            out.append((start, folded, ends))
            folded, ends = "", []
    if folded:
        out.append((start, folded, ends))
    return out


def find_digit_marks(shown: str, digits: str) -> tuple[int, int] | None:
    """Find sought digits in a number as it is shown, through its blanks, in its national form too."""
    places = [i for i, c in enumerate(shown) if c.isdecimal()]
    run = "".join(shown[i] for i in places)
    for sought in (digits, digits.lstrip("0")):
        at = run.find(sought) if sought else -1
        if at >= 0:
            return places[at], places[at + len(sought) - 1] + 1
    return None
