"""Tells names of people from other words in a contact block, and takes honorifics and letters off them."""

import re
from dataclasses import dataclass
from functools import cache

from contactbook.domain import places
from contactbook.exchange.release_words import flat, phrases, word_set

_CASELESS = re.compile(r"[\u0590-\u06ff\u0900-\u0dff\u0e00-\u0e7f\u10d0-\u10ff]")
_EASTERN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_HAN = re.compile(r"[\u3400-\u9fff]")
_KANA_NAME = re.compile(r"[\u3040-\u30ff\u3400-\u9fffー・]{1,6}(?:\s[\u3040-\u30ff\u3400-\u9fffー・]{1,6}){0,2}")
_HANGUL_NAME = re.compile(r"[\uac00-\ud7af]{2,4}|[\uac00-\ud7af]{1,2}\s[\uac00-\ud7af]{2,3}")
_INITIAL = re.compile(r"[^\W\d_](?:\.[^\W\d_])*\.?(?:-[^\W\d_]\.)?$")
_WORD = re.compile(r"[^\W\d_][^\W\d_'’.\-]*(?:['’\-][^\W\d_]+)*\.?$")
_CAMEL = re.compile(r"[a-zà-ÿ][A-ZÀ-Þ]")
_SURNAME_CASE = re.compile(r"^(?:Mc|Mac|De|Di|La|Le|Van|Von|O['’]|D['’]|L['’])[A-Z]|^Fitz[A-Z]")


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name inside a piece of text: where the bare name stands, and what was printed around it."""

    start: int
    end: int
    name: str
    honorific: str | None = None
    suffix: str | None = None


def as_name(text: str) -> PersonName | None:
    """Read a piece of text as the name of one person, or give None where it is something else."""
    start, honorific = _honorific(text)
    end, suffix = _suffix(text, start)
    bare = text[start:end]
    lead = len(bare) - len(bare.lstrip(" ,."))
    start, bare = start + lead, bare.strip(" ,")
    if not bare or len(bare) > 60:
        return None
    if _is_unspaced(bare):
        ok = _is_eastern_name(bare)
    elif _CASELESS.search(bare):
        ok = _is_caseless_name(bare)
    else:
        ok = _is_cased_name(bare, least=1 if honorific else 2)
    if not ok:
        return None
    return PersonName(start, start + len(bare), _in_case(bare), honorific, suffix)


@cache
def _honorific_pattern() -> re.Pattern[str]:
    words = "|".join(
        re.escape(w).replace(r"\ ", r"\s") for w in sorted(word_set("people.honorifics"), key=len, reverse=True)
    )
    return re.compile(rf"(?:(?:{words})(?:\.\s?|\s))+")


def _honorific(text: str) -> tuple[int, str | None]:
    """Find how far the honorifics at the beginning go, and what they are."""
    match = _honorific_pattern().match(flat(text))
    if not match or match.end() >= len(text):
        return 0, None
    printed = text[: match.end()].strip()
    # "M. Dupont" is an honorific, "M. A. Dupont" and "d. h. x" are initials; a lower-case letter is none either.
    if len(printed.strip(".")) == 1 and (printed.islower() or re.match(r"[^\W\d_]\.", text[match.end() :])):
        return 0, None
    if len(printed.strip(".")) == 1 and printed.strip(".") not in "Mمدأ":
        return 0, None
    return match.end(), printed


@cache
def _suffix_pattern() -> re.Pattern[str]:
    words = "|".join(re.escape(w) for w in sorted(word_set("people.suffixes"), key=len, reverse=True))
    after = "|".join(re.escape(w) for w in word_set("people.after"))
    return re.compile(rf"(?:(?:,\s?|\s)(?:{words})\.?)+$|\s?(?:{after})$")


def _suffix(text: str, start: int) -> tuple[int, str | None]:
    """Find where the letters after a name begin, and what they are."""
    match = _suffix_pattern().search(flat(text), start)
    if not match or match.start() <= start:
        return len(text), None
    printed = text[match.start() :].strip(" ,")
    lower = printed.lower().strip(".") in ("ma", "am", "ao", "sc", "sr", "se")
    if lower and not (printed.isupper() and text[match.start()] == ","):
        return len(text), None
    return match.start(), printed


def _is_unspaced(text: str) -> bool:
    return bool(re.match(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\sー・·]+$", text))


def _is_eastern_name(text: str) -> bool:
    """Two to four Han, two short groups of Han or kana, or a short Hangul word that is no known word."""
    plain = text.strip()
    if _knows(plain):
        return False
    if "·" in plain:  # a name from elsewhere, written in Han
        return all(1 <= len(part) <= 6 and _HAN.match(part) for part in plain.split("·")) and " " not in plain
    if _HANGUL_NAME.fullmatch(plain):
        return True
    han = plain.replace(" ", "")
    if not _HAN.search(plain):
        return bool(_KANA_NAME.fullmatch(plain)) and len(han) >= 4 and (" " in plain or "・" in plain)
    if " " in plain:
        return bool(_KANA_NAME.fullmatch(plain)) and 2 <= len(han) <= 8
    return 2 <= len(plain) <= 4 and bool(_HAN.fullmatch(plain[0]))


def _is_caseless_name(text: str) -> bool:
    tokens = text.split()
    return (
        2 <= len(tokens) <= 5
        and all(re.fullmatch(r"[^\W\d_\u064b-]+[.\u2019']?", t) for t in tokens)
        and not _knows(text)
    )


def _knows(text: str) -> bool:
    """Tell whether a text holds a word of offices, roles, organisations or of every page."""
    low = flat(text)
    return bool(
        phrases("people.roles", "people.fields", "people.organisations", "people.offices", "people.common").find(low)
        or phrases("headings.press", "headings.general").find(low)
        or phrases("people.streets").whole(low)
    )


def _is_cased_name(text: str, least: int) -> bool:
    tokens = text.split()
    if not least <= len(tokens) <= 6 or _EASTERN.search(text):
        return False
    # "ESO Public", "AX Semantics": a short word in capitals before others is an acronym.
    if re.fullmatch(r"[A-Z]{2,3}", tokens[0]) and not text.isupper():
        return False
    particles = word_set("people.particles")
    full = 0
    for i, token in enumerate(tokens):
        low = flat(token).strip(".,")
        if low in particles and (token.islower() or i):
            continue
        if _INITIAL.match(token) and token[:1].isupper():
            continue
        if not _WORD.match(token) or not token[:1].isupper() or (token.endswith(".") and len(token) > 4):
            return False
        if _CAMEL.search(token) and not _SURNAME_CASE.match(token):
            return False
        full += 1
    if full < min(least, 2) or (
        full == 1 and len(tokens) > 1 and tokens[0].endswith(".") is False and least > 1 and len(tokens) < 2
    ):
        return False
    if len(tokens) > 1 and _is_land(tokens[-1]):
        return False
    common = (flat(t).strip(".,") for t in tokens if not (t.islower() and flat(t) in particles))
    return not any(word in _not_in_names() for word in common) and not _knows_as_whole(text)


def _is_land(word: str) -> bool:
    """Tell a country, which ends the names of organisations; some are surnames as well."""
    return places.find_country(word) is not None and flat(word) not in word_set("people.lands")


@cache
def _not_in_names() -> frozenset[str]:
    return word_set("people.common", "people.honorifics") - frozenset(
        {"may", "april", "june", "august", "p", "m", "d", "don", "general"}
    )


def _knows_as_whole(text: str) -> bool:
    low = flat(text)
    return bool(
        phrases("people.roles", "people.fields", "people.organisations", "people.offices").find(low)
        or phrases("headings.press", "headings.general", "headings.investor", "headings.bare").find(low)
    )


def _in_case(name: str) -> str:
    """Write names that are printed in capitals in normal case, and let one blank stand for several."""
    words = name.split()
    if _is_unspaced(name) and _HAN.search(name) and len("".join(words)) <= 4 and all(len(w) <= 2 for w in words):
        return "".join(words)
    return " ".join(_word_in_case(word) for word in words)


def _word_in_case(word: str) -> str:
    letters = [c for c in word if c.isalpha()]
    if len(letters) < 3 or not all(c.isupper() for c in letters):
        return word
    lowered = re.sub(r"(?<=[^\W\d_])[^\W\d_]", lambda m: m[0].lower()[0], word)
    return re.sub(r"^(Mc|O['’]|D['’])([a-zà-ÿ])", lambda m: m[1] + m[2].upper(), lowered)


def split_names(text: str) -> list[tuple[int, int]]:
    """Cut "A and B" or "A / B" into the names it joins; one stretch where it joins none."""
    low = flat(text)
    cuts = list(_joiner().finditer(low))
    if not cuts:
        return [(0, len(text))]
    bounds = [0, *(p for m in cuts for p in (m.start(), m.end())), len(text)]
    parts = [(bounds[i], bounds[i + 1]) for i in range(0, len(bounds), 2)]
    return parts if all(as_name(text[a:b].strip()) for a, b in parts) else [(0, len(text))]


@cache
def _joiner() -> re.Pattern[str]:
    words = "|".join(re.escape(w) for w in sorted(word_set("joiners.words"), key=len, reverse=True) if w.isalpha())
    return re.compile(rf"\s(?:{words}|&)\s|\s?[/、与和及と]\s?")


def name_in(text: str) -> tuple[PersonName, str, str] | None:
    """Find a name at the beginning or the end of a text that also tells the role; give name, text before and after."""
    words = [(m.start(), m.end()) for m in re.finditer(r"\S+", text)]
    if len(words) < 2 + (not _EASTERN.search(text)):
        return None
    # The longest name first: "Ana Maria Sol Press Officer" has a name of three words.
    for count in (4, 3, 2, 1):
        if len(words) <= count or (count == 1 and not _EASTERN.search(text)):
            continue
        tail = words[-count][0]
        if (name := as_name(text[tail:])) and (_says_role(text[:tail]) or text[:tail].islower()):
            moved = PersonName(tail + name.start, tail + name.end, name.name, name.honorific, name.suffix)
            return moved, text[:tail].strip(" ,-–"), ""
        head = words[count - 1][1]
        if (name := as_name(text[:head])) and _says_role(text[head:]):
            return name, "", text[head:].strip(" ,-–")
    return _name_inside(text, words) if _EASTERN.search(text) else None


def _name_inside(text: str, words: list[tuple[int, int]]) -> tuple[PersonName, str, str] | None:
    """Find a name between what it belongs to and a title: organisation, office, name, title."""
    for start, end in words[1:-1]:
        name = as_name(text[start:end])
        if name and _says_role(text[:start]) and _says_role(text[end:]):
            moved = PersonName(start + name.start, start + name.end, name.name, name.honorific, name.suffix)
            return moved, text[:start].strip(), text[end:].strip()
    return None


def _says_role(text: str) -> bool:
    return bool(phrases("people.roles", "people.fields", "people.offices").find(flat(text)))
