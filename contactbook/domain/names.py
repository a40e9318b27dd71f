"""Takes names apart as far as they tell it themselves; what they do not tell stays whole.

Names that say nothing of their parts (Chinese, Japanese, Korean, Arabic and most others not in Latin letters) are
not guessed at: they are kept, sorted and shown whole.
"""

import re
import unicodedata
from functools import lru_cache

from contactbook.domain import name_words as known
from contactbook.domain.contact import Contact
from contactbook.domain.folding import fold
from contactbook.domain.record import dataclass

_LOOKED_AT = 200
_SCRIPTS = {
    "LATIN": "Latin",
    "CYRILLIC": "Cyrillic",
    "ARABIC": "Arabic",
    "CJK": "Han",
    "HIRAGANA": "Han",
    "KATAKANA": "Han",
    "HANGUL": "Han",
}
_PATRONYMIC = re.compile(r"\w{2,}(?:вич|вна|ична|ович|івна|йович)", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:al|el|an|ar|as|ash|at|ad)-(?=\w)", re.IGNORECASE)
_ASIDE = re.compile(r"\([^()]*\)")


@dataclass(frozen=True, slots=True)
class NameParts:
    """name is the name as people say it, without honorific and suffix; the parts are None where it tells none."""

    honorific: str | None
    given: str | None
    family: str | None
    suffix: str | None
    name: str


def split(full: str) -> NameParts:
    """Take a full name apart: `Dr. Jan van der Berg, PhD`, `Haddad, Layla`, `Alpaga YANG`."""
    text = " ".join(full.split()).strip(" ,;")
    before, text = _take_honorifics(text)
    text, after = _take_suffixes(text)
    honorific, suffix = " ".join(before) or None, ", ".join(after) or None
    kind = script(text)
    if kind not in ("Latin", "Cyrillic") or _is_mixed(text):
        return NameParts(honorific, None, None, suffix, text)
    family, comma, given = (part.strip() for part in text.partition(","))
    if comma and family and given:
        inner, given = _take_honorifics(given)
        honorific = " ".join([*before, *inner]) or None
        return NameParts(honorific, given, family, suffix, f"{given} {family}")
    words = _ASIDE.sub(" ", text).split() or text.split()
    parts = _split_cyrillic(words) if kind == "Cyrillic" else _split_latin(words, alone=bool(before))
    return NameParts(honorific, parts[0], parts[1], suffix, text)


def sort_key(contact: Contact) -> str:
    """Give the folded text by which contacts are ordered: family name first, with its particles."""
    given, family = contact.given, contact.family
    if not family and not given and contact.name:
        parts = split(contact.name)
        given, family = parts.given, parts.family
    # Two blanks: a family name sorts before a longer one that begins with it.
    key = f"{fold(family)}  {fold(given or '')}".strip() if family else ""
    return key or fold(contact.name or contact.shown)


def in_any_order(name: str | None) -> str:
    """Fold a name so that the order of its parts does not count: two that are equal then are one name."""
    return " ".join(sorted(fold(name).replace(",", " ").split())) if name else ""


def initials(name: str) -> str:
    """Give one or two letters that stand for a name where there is no photo."""
    parts = split(unicodedata.normalize("NFC", name[:_LOOKED_AT]))
    if script(parts.name) in ("Han", "Arabic") or _is_mixed(parts.name):
        return _first_letter(parts.name)
    if parts.given and parts.family:
        words = parts.family.split()
        heads = [word for word in words if word not in known.PARTICLES and word not in known.CAPITAL_PARTICLES]
        letters = _first_letter(parts.given) + _first_letter(_ARTICLE.sub("", " ".join(heads) or parts.family))
        family_first = parts.name.casefold().startswith(parts.family.casefold())
        return letters[::-1] if family_first else letters
    words = parts.name.split()
    return "".join(_first_letter(word) for word in words)[:2]


def script(name: str) -> str:
    """Name the script that most letters of a name are in: Latin, Cyrillic, Arabic, Han (kana and hangul too), Other."""
    if name.isascii():  # most names
        return "Latin" if any(map(str.isalpha, name[:_LOOKED_AT])) else "Other"
    counts: dict[str, int] = {}
    for c in name[:_LOOKED_AT]:
        if c.isalpha():
            found = _script_of(c)
            counts[found] = counts.get(found, 0) + 1
    return max(counts, key=lambda key: counts[key]) if counts else "Other"


@lru_cache(maxsize=4096)
def _script_of(c: str) -> str:
    if c.isascii():
        return "Latin"
    return _SCRIPTS.get(unicodedata.name(c, "").replace("-", " ").partition(" ")[0], "Other")


def _is_mixed(name: str) -> bool:
    """Tell whether a name is written in Han and in another script at once."""
    found = set() if name.isascii() else {_script_of(c) for c in name[:_LOOKED_AT] if c.isalpha()}
    return len(found) > 1 and "Han" in found


def _first_letter(text: str) -> str:
    return next((c.upper()[0] for c in text if c.isalpha()), "")


def _take_honorifics(text: str) -> tuple[list[str], str]:
    """Take the titles before a name, but never its last word."""
    words, taken = text.split(), []
    while len(words) > 1:
        pair = " ".join(words[:2]).lower().rstrip(".")
        if pair in known.HONORIFIC_PAIRS and len(words) > 2:
            taken += words[:2]
            words = words[2:]
        elif _is_honorific(words[0]):
            taken.append(words.pop(0))
        else:
            break
    return taken, " ".join(words)


def _is_honorific(word: str) -> bool:
    lower = word.lower()
    bare = lower.rstrip(".")
    if bare in known.NEED_A_DOT and not lower.endswith("."):
        return False
    return bare in known.HONORIFICS and not (len(bare.replace(".", "")) > 2 and word.isupper())


def _take_suffixes(text: str) -> tuple[str, list[str]]:
    """Take the letters behind a name, with a comma before them or not."""
    taken: list[str] = []
    while True:
        head, comma, last = text.rpartition(",")
        if comma and head and all(_is_suffix(word, behind_comma=True) for word in last.split()) and last.strip():
            taken.insert(0, last.strip())
            text = head.strip(" ,")
            continue
        head, blank, last = text.rpartition(" ")
        if blank and head.strip(" ,") and _is_suffix(last, behind_comma=False):
            taken.insert(0, last)
            text = head.strip(" ,")
            continue
        return text, taken


def _is_suffix(word: str, *, behind_comma: bool) -> bool:
    bare = word.replace(".", "").lower()
    if bare in known.SUFFIXES_BEHIND_A_COMMA:
        return behind_comma and word.replace(".", "").isupper()
    return bare in known.SUFFIXES and (bare not in known.UPPER_ONLY or word.replace(".", "").isupper())


def _split_latin(words: list[str], *, alone: bool) -> tuple[str | None, str | None]:
    """Split words into given and family name; alone says that a title stood before, so one word is a family name."""
    if len(words) < 2:
        only = words[0] if words else None
        return (None, only) if alone else (only, None)
    capitals = [_is_capitals(word) for word in words]
    if not all(capitals):
        start = len(words)
        while start and capitals[start - 1]:
            start -= 1
        if start < len(words):
            return " ".join(words[:start]), _lowered(words[start:])
        end = 0
        while capitals[end] and (end or _may_lead(words[0])):
            end += 1
        if end:
            return " ".join(words[end:]), _lowered(words[:end])
    start = len(words) - 1
    while start > 1 and (words[start - 1] in known.PARTICLES or words[start - 1] in known.CAPITAL_PARTICLES):
        start -= 1
    if start > 2 and words[start - 1] in known.LINKS:
        start -= 2
    return " ".join(words[:start]), " ".join(words[start:])


def _split_cyrillic(words: list[str]) -> tuple[str | None, str | None]:
    """Split two words, or three of which one is a patronymic; others stay whole."""
    if len(words) == 2:
        return words[0], words[1]
    if len(words) == 3 and _PATRONYMIC.fullmatch(words[1]):
        return " ".join(words[:2]), words[2]
    if len(words) == 3 and _PATRONYMIC.fullmatch(words[2]):
        return " ".join(words[1:]), words[0]
    return None, None


def _is_capitals(word: str) -> bool:
    letters = [c for c in word.removeprefix("Mc").removeprefix("Mac") if c.isalpha()]
    return len(letters) > 1 and "." not in word and all(c.isupper() for c in letters)


def _may_lead(word: str) -> bool:
    """Tell whether capitals at the beginning may be a surname: two letters are more often initials (JP, AJ)."""
    return len(word) > 2 or word[-1] in "AEIOUY" or word == "NG"


def _lowered(words: list[str]) -> str:
    """Write a family name in capitals as it is written elsewhere: `VAN DER BERG` as `van der Berg`."""
    return " ".join(
        word.lower()
        if word.lower() in known.PARTICLES and at < len(words) - 1
        else re.sub(r"[^\W\d_]+", lambda m: m[0] if m[0] in ("Mc", "Mac") else _capitalised(m[0]), word)
        for at, word in enumerate(words)
    )


def _capitalised(word: str) -> str:
    for prefix in ("Mc", "Mac"):
        if word.startswith(prefix) and word[len(prefix) :].isupper():
            return prefix + word[len(prefix) :].capitalize()
    return word.capitalize()
