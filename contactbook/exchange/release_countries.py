"""Finds out in which country the national numbers of a release are to be read."""

import re
from collections import Counter
from collections.abc import Iterable

from contactbook.domain import phones, places
from contactbook.domain.contact import PhoneKind, Verdict
from contactbook.exchange.release_words import countries_by_language, country_hints, flat, label_kinds, word_set

_SPEAKING = 20_000  # so much of a text tells its language and its places
_HEAD = 300  # a dateline stands within so many characters
_NANP = re.compile(r"\(\d{3}\)\s?\d{3}-\d{4}|\b\d{3}[-./]\d{3}[-.]\d{4}\b")
_LINK = re.compile(r"(?<![@\w])(?:www\.|https?://)[\w.-]+\.([a-z]{2})(?![\w.])")
_PLACE = re.compile(r"\b[^\W\d_a-zà-ÿа-яёіїєα-ωά-ώ][^\W\d_A-ZÀ-Þ]{3,16}\b")
_EASTERN_PLACE = re.compile(r"[\u3400-\u9fff]{2,3}(?=[，,、 ]|\d{1,2}月|讯|電|电)|[\uac00-\ud7af]{2,4}(?==)")
_ADDRESS = re.compile(r"\S+@\S+|(?:www\.|https?:)\S+")
_TLD_ONLY = {"uk": "GB", "cat": "ES", "gov": "US", "mil": "US", "edu": "US"}
_TLD_OF_NONE = {"eu", "tv", "io", "me", "co", "ai", "cc", "info", "fm", "ly", "to", "gg", "ws"}


def rank_countries(
    text: str, printed: list[str], own: Iterable[str], others: Iterable[str], names: str = ""
) -> list[str]:
    """Rank the countries whose national numbers the text may print, the likeliest first (ISO 3166-1 alpha-2).

    printed are the numbers of its contacts, own their addresses, names theirs; others are all addresses of the text.
    """
    votes: Counter[str] = Counter()
    votes["US"] += min(9, 3 * len(_NANP.findall(text)))
    for addresses, weight in ((set(own), 5), (set(others), 3)):
        for code in {_of_domain(address.rpartition(".")[2]) for address in addresses}:
            votes[code] += weight
    for number in printed:
        if number.startswith("+") and (region := phones.region(number)):
            votes[region] += 1
    for code in {_of_domain(match[1]) for match in _LINK.finditer(text)}:
        votes[code] += 2
    votes.update(_named(text[:_SPEAKING], names))
    votes.update(spoken := _spoken(text[:_SPEAKING]))
    if len(spoken) > 1:
        votes.update(_mobile(spoken, printed))
    votes.pop("", None)
    ranked = [(code, count) for code, count in votes.most_common(4) if count]
    return [code for code, count in ranked if count * 2 >= ranked[0][1]]


def is_english(text: str) -> bool:
    """Tell whether the small words of English stand in a text."""
    words = Counter(re.findall(r"\b(?:the|and|of|to|for|is|in|on|at|or|with)\b", text[:_SPEAKING].lower()))
    return len(words) > 2 or words.total() > 5


def _of_domain(last: str) -> str:
    """Tell the country of the last part of a domain; "" where it is of none."""
    last = last.lower()
    return _TLD_ONLY.get(last, last.upper() if len(last) == 2 and last not in _TLD_OF_NONE else "")


def _named(text: str, names: str) -> Counter[str]:
    """Weigh the countries that a text names, by themselves, by their people or by their towns."""
    votes: Counter[str] = Counter()
    hints, codes = country_hints()
    said = Counter(codes[_stem(match[0], codes)] for match in hints.all(flat(text)))
    words = Counter(_PLACE.findall(text))
    words.update(m[0] for m in _EASTERN_PLACE.finditer(text[:_HEAD]))
    for word, count in words.most_common(80):
        if word in names or flat(word) in label_kinds() or flat(word) in word_set("people.common"):
            continue
        if code := places.find_country(_without_people(word)):
            said[code] += count
        elif (city := places.find_city(word)) and city.population > 200_000:
            said[city.country] += min(count, 2) + 2 * (word in text[:_HEAD])
    for code, count in said.items():
        votes[code] += min(count, 5)
    return votes


def _stem(found: str, codes: dict[str, str]) -> str:
    """Give the hint that a word was found by: itself, or its longest beginning with a star."""
    found = " ".join(found.split())
    if found in codes:
        return found
    return next(found[:end] + "*" for end in range(len(found), 0, -1) if found[:end] + "*" in codes)


def _without_people(word: str) -> str:
    """Make the country of what its people are called: "Australians"."""
    return re.sub(r"(?<=[a-z]{3}[ai])ns?$", "", word) if word.endswith(("ian", "ians", "can", "cans")) else word


def _mobile(countries: Iterable[str], printed: list[str]) -> Counter[str]:
    """Weigh countries that share a language by the numbers that are mobiles there: contacts print those."""
    votes: Counter[str] = Counter()
    national = [number for number in printed[:6] if number.startswith(("0", "3", "6", "7", "9"))]
    for country in countries:
        read = [phones.read(number, country) for number in national if not number.startswith("00")]
        mobiles = sum(phone.kind is PhoneKind.MOBILE and phone.verdict is Verdict.VALID for phone in read)
        votes[country] += 2 * min(mobiles, 2)
    return votes


def _spoken(text: str) -> dict[str, int]:
    """Weigh the countries whose letters or small words a text is made of."""
    words = Counter(re.findall(r"[^\W\d_]{2,15}", _ADDRESS.sub(" ", text.lower())))
    letters = Counter(text.lower())
    best, most = None, max(1.9, words.total() / 16)
    for place in countries_by_language():
        if sum(letters[c] for c in place.get("letters", "")) * 1000 > len(text) * place.get("share", 25):
            return {place["code"]: 5, **dict.fromkeys(place.get("others", ()), 2)}
        count = sum(words[w] for w in place.get("words", ())) + sum(2 * words[w] for w in place.get("signs", ()))
        if count > most:
            best, most = place, count
    if best is None:
        return {}
    others = best.get("others", ())
    if not best["code"]:
        return {}
    return {best["code"]: 3 if others else 5, **dict.fromkeys(others, 2)}
