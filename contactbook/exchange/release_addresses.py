"""Finds email addresses, plain or disguised, and links in a clean text."""

import re
from collections.abc import Iterator

from contactbook.exchange.release_words import flat, word_set

_ATOM = r"[A-Za-z0-9À-ɏ]"
_LOCAL = r"[A-Za-z0-9À-ɏ_](?:[A-Za-z0-9À-ɏ_.+'-]{0,62}[A-Za-z0-9À-ɏ_+-])?"
_LABEL = rf"{_ATOM}(?:[A-Za-z0-9À-ɏ-]{{0,61}}{_ATOM})?"
# Local parts of Greek or Cyrillic letters exist on paper only; they would swallow the word before.
_PLAIN = re.compile(rf"(?<![A-Za-z0-9._+-]){_LOCAL}@(?:{_LABEL}\.)+[A-Za-z]{{2,24}}")
_AT = r"(?:\s?[\[({<]\s?(?:at|a|ät|@|arroba|chez|æ)\s?[\])}>]\s?|\s@\s?|@\s|\s?_at_\s?)"
_DOT = r"(?:\.|\s?[\[({<]\s?(?:dot|punkt|point|punto|ponto|\.)\s?[\])}>]\s?|\s(?:dot|punkt)\s)"
_DISGUISED = re.compile(rf"(?<![A-Za-z0-9._+-]){_LOCAL}{_AT}{_LABEL}(?:{_DOT}{_LABEL}){{1,4}}", re.I)
# "name at example dot org": the words count only together, "at" alone is a word of every sentence.
_SPELLED = re.compile(rf"(?<![A-Za-z0-9._+-]){_LOCAL}\sat\s{_LABEL}(?:\sdot\s{_LABEL}){{1,4}}", re.I)
_AT_SIGN = re.compile(rf"{_AT}|\sat\s", re.I)
_DOT_SIGN = re.compile(_DOT, re.I)
_LINK = re.compile(r"\b(?:https?|ftp|callto|skype)://?[^\s<>\"'|]+|www\.[A-Za-z0-9-]+\.[^\s<>\"'|,;]+", re.I)
# "comInvestor", "dewww.example.de": the next words glued to the end of an address.
_GLUED_WORD = re.compile(r"\.([a-z]{2,7})(?=[A-Z])[A-Za-z]*$")
_GLUED_LINK = re.compile(r"\.([a-z]{2,4})www\.", re.I)
_NUMBER_END = re.compile(r"[+(\d][\d ().-]*[ ().-]$")

Found = tuple[str, int, int, str]


def find_addresses(text: str) -> list[Found]:
    """Find emails and links: kind ("email" or "url"), start, end, and the address as it is meant."""
    found = list(_emails(text)) if "@" in text or _may_be_disguised(text) else []
    taken = [(start, end) for _, start, end, _ in found]
    for match in _LINK.finditer(text):
        end = match.start() + len(match[0].rstrip(".,;:)]}!?"))
        if not any(start < end and match.start() < stop for start, stop in taken):
            found.append(("url", match.start(), end, text[match.start() : end]))
    return sorted(found, key=lambda item: item[1])


def _may_be_disguised(text: str) -> bool:
    low = text.lower()
    return any(sign in low for sign in ("(at)", "[at]", "{at}", " dot ", "(a)", "[a]", "(ät)", "_at_", "(@)", "arroba"))


def _emails(text: str) -> Iterator[Found]:
    taken: set[int] = set()
    for pattern in (_PLAIN, _DISGUISED, _SPELLED):
        for match in pattern.finditer(text):
            if match.start() in taken or (pattern is not _PLAIN and _overlaps(match, taken)):
                continue
            start = match.start() + _number_before(text, match)
            raw = _unglued(text[start : match.end()])
            address = _meant(raw)
            if _is_address(address, raw):
                taken.update(range(start, start + len(raw)))
                yield "email", start, start + len(raw), address


def _number_before(text: str, match: re.Match[str]) -> int:
    """Count the digits at the beginning that end a number glued to the address ("800 1844media@example.org")."""
    digits = re.match(r"\d[\d.-]*\d(?=[A-Za-z])", match[0])
    if not digits:
        return 0
    whole = sum(c.isdigit() for c in digits[0]) > 6
    return digits.end() if whole or _NUMBER_END.search(text, max(0, match.start() - 16), match.start()) else 0


def _overlaps(match: re.Match[str], taken: set[int]) -> bool:
    return match.start() in taken or match.end() - 1 in taken


def _unglued(raw: str) -> str:
    """Cut off what is glued to the end of an address."""
    if glued := _GLUED_LINK.search(raw):
        raw = raw[: glued.end(1)]
    if glued := _GLUED_WORD.search(raw):
        raw = raw[: glued.end(1)]
    return raw


def _meant(raw: str) -> str:
    """Undo a disguise: `name [at] example (dot) org`."""
    if re.search(r"[\s(\[{<]|_at_", raw, re.I):
        local, _, domain = _AT_SIGN.sub("@", raw, count=1).partition("@")
        return local + "@" + re.sub(r"\s", "", _DOT_SIGN.sub(".", domain))
    return raw


def _is_address(address: str, raw: str) -> bool:
    """Refuse patterns ("firstname.lastname@") and what only looks disguised."""
    local, _, domain = address.partition("@")
    if flat(local) in word_set("refused.patterns"):
        return False
    last = domain.rpartition(".")[2]
    return bool(local) and "." in domain and last.isalpha() and len(last) >= 2 and ("@" in raw or len(raw) <= 80)
