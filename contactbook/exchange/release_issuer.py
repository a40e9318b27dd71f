"""Finds out who issues a release."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache

from contactbook.exchange.release_issuer_east import eastern_issuers
from contactbook.exchange.release_places import EASTERN
from contactbook.exchange.release_words import flat, phrases, word_set

_HEAD = 900
_ACRONYM = re.compile(r"\b[A-Z][A-Z0-9]{1,9}\b")
_CAPITALISED = r"[A-ZÀ-ÞΑ-ΫΆ-ΏА-ЯЁІЇЄҐЎ0-9][\w&'’.\-]*"
_LINKING = "of|on|the|for|and|&|de|du|des|la|di|del|für|und|e|y|et|van|von"
_NAME = rf"{_CAPITALISED}(?:\s(?:{_LINKING})(?=\s{{1,3}}[A-ZÀ-ÞΑ-ΫА-ЯЁІЇЄҐЎ])|\s{{1,3}}{_CAPITALISED}){{0,7}}"
_NAMED = re.compile(_NAME)


@cache
def _lead() -> re.Pattern[str]:
    """Find "About NAME" at the beginning of a line or sentence, and "SOURCE NAME"."""
    about = "|".join(re.escape(w) for w in sorted(word_set("issuers.about"), key=len, reverse=True))
    source = "|".join(re.escape(w) for w in word_set("issuers.source"))
    return re.compile(rf"(?:^|\n|(?<=[.:)])\s|\s{{2,}})[^\w\n]{{0,4}}(?:{about}|{source}:?)\s{{1,3}}")


def find_issuers(text: str, addresses: Iterable[str]) -> list[str]:
    """Name those who issue a release, as it prints them, in the order in which it first names them."""
    joint = _joint(text)
    if joint:
        return joint
    votes: Counter[str] = Counter()
    for _, name in find_abouts(text):
        votes[name] += 4
    for name, weight in _organisations(text).items():
        votes[name] += weight
    if EASTERN.search(text):
        votes.update(eastern_issuers(text))
    for name in _by_domain(text, addresses):
        votes[name] += 7
    for word, count in _acronyms(text).items():
        if count > 3 and word in text[:_HEAD]:
            votes[word] += min(count, 4)
    if not votes:
        return []
    best, weight = votes.most_common(1)[0]
    return [_in_full(text, best)] if weight >= 3 else []


def _in_full(text: str, name: str) -> str:
    """Give the long form of an acronym that the text explains: "Example Aid Society (EAS)"."""
    if not _ACRONYM.fullmatch(name):
        return name
    explained = re.search(rf"(?P<long>{_NAME})\s\({re.escape(name)}\)", text)
    words = explained["long"].split() if explained else []
    while words and words[0][0].upper() != name[0]:
        words = words[1:]
    return " ".join(words) if len(words) > 1 else name


def find_abouts(text: str) -> list[tuple[int, str]]:
    """Find whom the paragraphs "About NAME" and the line "SOURCE NAME" name, and where they begin."""
    found = []
    for lead in _lead().finditer(flat(text)):
        named = _NAMED.match(text, lead.end())
        if named and (name := _tidy(named[0])):
            found.append((lead.start(), name))
    return found


def _organisations(text: str) -> Counter[str]:
    """Weigh the names that end in a word of organisations: how often they stand, and whether in the head."""
    squeezed = " ".join(text[:30_000].split())
    low = flat(squeezed)
    printed: dict[str, str] = {}
    for match in _NAMED.finditer(squeezed, 0, _HEAD):
        for name in _ending_in_organisation(match[0]):
            key = flat(name)
            if key not in printed or printed[key].isupper():
                printed[key] = name
    weights: Counter[str] = Counter()
    for key, name in printed.items():
        count = low.count(key)
        if count > 1 and not phrases("people.roles").find(key) and not key.startswith("board of"):
            weights[name] = min(count, 4) + (3 if low.find(key) < 200 else 1) + (len(key.split()) > 2)
    return weights


def _ending_in_organisation(words: str) -> list[str]:
    """Give the beginnings of a run of capitalised words that end in a word of organisations."""
    tokens = [re.sub(r"['’]s?$", "", t.strip(".,")) for t in words.split()]
    while tokens and flat(tokens[0]) in word_set("people.common", "issuers.acronyms"):
        tokens = tokens[1:]
    ends = [i for i, t in enumerate(tokens) if i and flat(t) in word_set("people.organisations")]
    ends += [len(tokens) - 1] if ends or (tokens and flat(tokens[0]) in word_set("people.organisations")) else []
    return [" ".join(tokens[: i + 1]) for i in dict.fromkeys(ends) if 0 < i < 9]


def _joint(text: str) -> list[str]:
    """Find acronyms that the head of a text joins and the rest goes on naming: "IOM and UNHCR call for ..."."""
    counts = Counter(m[0] for m in _ACRONYM.finditer(text))
    joiners = "|".join(re.escape(w) for w in word_set("joiners.words"))
    pairs = re.finditer(rf"(?P<a>{_ACRONYM.pattern})\)?,?\s(?:{joiners})\s(?=(?P<b>{_ACRONYM.pattern}))", text[:_HEAD])
    for pair in pairs:
        joined = [pair["a"], pair["b"]]
        if all(counts[name] > 2 and name.lower() not in word_set("issuers.acronyms") for name in joined):
            return joined
    return []


def _tidy(name: str) -> str | None:
    name = re.split(r"(?<=[\w)]{3})[.,:]\s", name.strip())[0].strip(" .,:-–")
    words = name.split()
    # "About SKAN SKAN is": a heading and the sentence under it; the name is what repeats.
    for size in range(1, len(words) // 2 + 1):
        if words[:size] == words[size : 2 * size]:
            return " ".join(words[:size])
    if (
        len(name) < 2
        or len(words) > 7
        or flat(words[0]) in ("us", "this", "these", "our", "it", "a", "an", "how", "what")
    ):
        return None
    return name


def _acronyms(text: str) -> Counter[str]:
    return Counter(
        m[0]
        for m in _ACRONYM.finditer(text)
        if m[0].lower() not in word_set("issuers.acronyms")
        and len(m[0]) > 2
        and not m[0].isdigit()
        and not text.isupper()
    )


def _by_domain(text: str, addresses: Iterable[str]) -> list[str]:
    """Find how the text writes the name that the domains of its addresses spell."""
    labels: Counter[str] = Counter()
    for address in addresses:
        parts = address.rpartition("@")[2].lower().split(".")
        label = next(
            (
                p
                for p in reversed(parts[:-1])
                if len(p) > 3 or p not in ("co", "com", "org", "gov", "net", "ac", "edu", "gouv", "gob")
            ),
            "",
        )
        if label and label not in word_set("issuers.hosts"):
            labels[label.replace("-", "")] += 1
    found = []
    for label, _ in labels.most_common(3):
        if name := spelled(text, label):
            found.append(name)
    return found[:1] if found else []


@cache
def _spelling(label: str) -> re.Pattern[str]:
    letters = [re.escape(c) for c in label]
    return re.compile(
        r"(?<![\w@./-])" + r"[ &'’.\-]{0,3}".join(letters) + r"(?:\.(?:org|com|net))?(?![\w@/]|\.\w)", re.I
    )


def spelled(text: str, label: str) -> str | None:
    """Find the words of a text that, run together, are a label of a domain ("worldconcern" is World Concern)."""
    if not 2 <= len(label) <= 40:
        return None
    found = Counter(m[0] for m in _spelling(label).finditer(text) if m[0][:1].isupper() or (m[0] != m[0].lower()))
    return found.most_common(1)[0][0] if found else None
