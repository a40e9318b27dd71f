"""Folds text so that a search finds it however it is written."""

import re
import unicodedata
from functools import cache, lru_cache

# Letters that NFKD does not take apart, and Arabic forms that people mix.
_MAP = str.maketrans(
    {
        "ł": "l", "ø": "o", "đ": "d", "ß": "ss", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ħ": "h",
        "ŋ": "n", "ŧ": "t", "ĸ": "k", "ə": "e", "ɛ": "e", "ɔ": "o", "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي",
        "ة": "ه", "ؤ": "و", "ئ": "ي", "ک": "ك", "ی": "ي", "ـ": None, "’": "'", "‘": "'", "ʼ": "'", "`": "'",
    }
)  # fmt: skip
_SHORT = 60  # characters of a text whose form is remembered
_HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u3040-\u30ff\uac00-\ud7af\U00020000-\U0003134f"
_ASCII_WORD = re.compile("[a-z0-9]+")
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")


def fold(text: str) -> str:
    """Casefold, take the marks off, and map what does not decompose; blanks are squeezed."""
    if text.isascii():
        return " ".join(text.lower().split())
    return _fold(text) if len(text) <= _SHORT else _fold.__wrapped__(text)


@lru_cache(maxsize=2048)  # a name is folded for each of its uses, and agencies and roles come again and again
def _fold(text: str) -> str:
    text = text.casefold().translate(_MAP)
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(text.casefold().translate(_MAP).split())


def is_han(text: str) -> bool:
    """Tell whether a text is written without blanks: Han, kana or hangul throughout."""
    return not text.isascii() and bool(_han_run().fullmatch(text))


@cache
def _han_run() -> re.Pattern[str]:
    """Compile the pattern once it is needed: ranges this wide take longer than all other patterns together."""
    return re.compile(f"[{_HAN}]+")


def words(folded: str) -> list[str]:
    """Cut a folded text into words; a run of Han or kana becomes one word a run."""
    found: list[str] = []
    for word in _WORD.findall(folded):
        at = 0
        for run in () if word.isascii() else _han_run().finditer(word):
            found += [word[at : run.start()], run.group()]
            at = run.end()
        found.append(word[at:])
    return [part for word in found for part in word.split("'") if part]


def search_words(text: str) -> str:
    """Make the words of a text ready for the index.

    A Han run is written as its pairs and its last character, so that any one or two characters inside it begin a word.
    A word with an apostrophe stands joined as well ("n'diaye" is found by ndiaye).
    """
    if not text:
        return ""
    if text.isascii() and "'" not in text and "`" not in text:  # most texts, done at a tenth of the cost
        return " ".join(_ASCII_WORD.findall(text.lower()))
    folded = fold(text)
    out: list[str] = []
    for word in words(folded):
        if is_han(word):
            out += [*pairs(word), word[-1]] if len(word) > 1 else [word]
        else:
            out.append(word)
    out += [word.replace("'", "") for word in _WORD.findall(folded) if "'" in word]
    return " ".join(out)


def pairs(run: str) -> list[str]:
    """Cut a run of Han into its overlapping pairs; a single character stays itself."""
    return [run[i : i + 2] for i in range(len(run) - 1)] or [run]
