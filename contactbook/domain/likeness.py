"""Tells whether two names may be one person's: across accents, order, initials, scripts, short forms and slips."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from contactbook.domain import name_words, names
from contactbook.domain.folding import fold, is_han

_BETWEEN = re.compile(r"[\s.,;:/\\·・()\[\]\"_–—‐-]+")
_PARTICLES = frozenset(fold(word) for word in (*name_words.PARTICLES, *name_words.CAPITAL_PARTICLES, "y", "i"))
_MOST_WORDS = 6  # of a name; more is no name
# Family names of two characters; all others are the first one.
_COMPOUND = frozenset(
    {
        "欧阳", "歐陽", "司马", "司馬", "诸葛", "諸葛", "上官", "司徒", "东方", "東方", "皇甫", "尉迟", "公孙", "令狐",
        "남궁", "황보", "제갈", "선우",
    }
)  # fmt: skip
# Korean family names as people write them, where the letters say otherwise.
_KOREAN = {"gim": "kim", "i": "lee", "bag": "park", "bak": "park", "choe": "choi", "jeong": "jung", "im": "lim"}
_KOREAN |= {"no": "noh", "yu": "yoo", "u": "woo", "o": "oh", "yun": "yoon", "sin": "shin", "an": "ahn", "mun": "moon"}
_ARABIC = re.compile("[\u0590-\u06ff]")
_ARTICLE = re.compile("^(?:ال|ה)(?=..{2,})")
_CYRILLIC = str.maketrans(
    {"х": "h", "щ": "sh", "ц": "ts", "ю": "yu", "я": "ya", "ж": "zh", "ы": "y", "ь": None, "ъ": None}
)
_SPELT = (("ae", "a"), ("oe", "o"), ("ue", "u"))
# What sounds alike is written alike, longest first; what is left of h, w and vowels falls away behind the first letter.
_SOUNDS = (
    ("shch", "s"), ("tsch", "k"), ("sch", "s"), ("tch", "k"), ("ph", "f"), ("sh", "s"), ("zh", "s"), ("ch", "k"),
    ("cz", "k"), ("sz", "s"), ("rz", "s"), ("ck", "k"), ("kh", "h"), ("gh", "g"), ("th", "t"), ("dh", "d"),
    ("ts", "s"), ("tz", "s"), ("x", "ks"),
)  # fmt: skip
_CLASSES = str.maketrans("cqgzwfpd", "kkksvvbt")
_VOWELS = frozenset("aeiou")
_SILENT = re.compile("[aeiouy]|j(?![aeiou])")
_DOUBLED = re.compile(r"(.)\1+")
_ALIKE = str.maketrans("yjw", "iiv")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a name: in Latin letters, its consonants as they sound, and the given names that it may stand for."""

    text: str
    sound: str
    stands_for: frozenset[str]
    foreign: bool = False  # written in other letters than Latin
    vowelless: bool = False  # in letters that leave vowels out


@dataclass(frozen=True, slots=True)
class NameForm:
    """A name ready to be compared: its words without titles and particles, and how it was written."""

    written: str
    folded: str
    words: tuple[Word, ...]
    script: str

    @property
    def key(self) -> str:
        """The name by its sound, whatever the order of its words."""
        return " ".join(sorted(word.sound for word in self.words))


@lru_cache(maxsize=2_000)  # what is held is walked by every collection of garbage, and a window waits for that
def form(name: str) -> NameForm:
    """Take a name apart for comparing."""
    parts = names.split(name[:200])
    plain = parts.name
    if parts.honorific and len(parts.honorific.rstrip(".")) == 1 and " " not in plain:
        plain = f"{parts.honorific} {plain}"  # "M. Okello" may be a Monsieur; a Maëlle Okello is the other reading
    folded = fold(re.sub(r"\([^()]*\)", " ", plain))
    composed = unicodedata.normalize("NFC", folded)  # folding takes Korean syllables apart
    found = [part for run in _BETWEEN.split(composed) if run for part in _cut(run)]
    kept = [word for word in found if word not in _PARTICLES]
    words = tuple(_word(word) for word in (kept if len(kept) > 1 else found)[:_MOST_WORDS])
    written = " ".join(plain.casefold().split())
    return NameForm(written, " ".join(found), tuple(word for word in words if word.text), names.script(plain))


def _cut(run: str) -> Iterator[str]:
    """Cut a name written without blanks into family and given name."""
    if is_han(run) and 2 <= len(run) <= 4 and not _is_kana(run):
        head = 2 if run[:2] in _COMPOUND and len(run) > 2 else 1
        yield run[:head]
        yield run[head:]
    else:
        yield run.replace("'", "")


def _is_kana(run: str) -> bool:
    return any("\u3040" <= c <= "\u30ff" for c in run)


def _word(word: str) -> Word:
    latin, vowelless = _latin(word)
    stands_for = _given_names().get(_spelling(latin), frozenset())
    return Word(latin, _sound(latin, vowelless), stands_for, not word.isascii(), vowelless)


def _latin(word: str) -> tuple[str, bool]:
    """Write a folded word in Latin letters; the second says that its vowels are not written."""
    if word.isascii():
        return _letters(word), False
    from anyascii import anyascii  # late: most names are in Latin letters already

    if _ARABIC.search(word):
        word = _ARTICLE.sub("", word)
        latin = ("a" if word[0] in "اعאע" else "") + _letters(anyascii(word))
        # Vav and ya are vowels wherever they do not begin the word.
        return latin[:1] + latin[1:].translate(str.maketrans("wvy", "uui")), True
    latin = _letters(anyascii(word.translate(_CYRILLIC))).replace("oy", "ou")
    if "\uac00" <= word[0] <= "\ud7af" and len(word) == 1:
        latin = _KOREAN.get(latin, latin)
    return latin, False


def _letters(text: str) -> str:
    return "".join(c for c in text.lower() if "a" <= c <= "z")


def _sound(latin: str, vowelless: bool) -> str:
    """Keep the consonants of a word, those that are mixed up in writing as one."""
    text = latin if vowelless else _DOUBLED.sub(r"\1", latin)
    for written, heard in _SOUNDS:
        if written in text:
            text = text.replace(written, heard)
    if not text:
        return latin
    first = "a" if text[0] in _VOWELS else "j" if text[0] in "yj" else text[0]
    rest = text[1:].rstrip("h")
    return first.translate(_CLASSES) + _SILENT.sub("", rest).translate(_CLASSES)


def _spelling(latin: str) -> str:
    """Write a given name as its other spellings are: Katja, Katya and Katia are one."""
    text = _DOUBLED.sub(r"\1", latin.translate(_ALIKE))
    return text[1:] if text.startswith("ie") else text


@lru_cache(maxsize=1)
def _given_names() -> dict[str, frozenset[str]]:
    """Read the table of given names: each form with the names that it may stand for."""
    from contactbook import resources

    table: dict[str, set[str]] = {}
    for line in resources.text("given-names.txt").splitlines():
        if not line.startswith("#"):
            first, *others = line.split()
            for word in (first, *others):
                table.setdefault(_spelling(word), set()).add(first)
    return {word: frozenset(stands_for) for word, stands_for in table.items()}


def likeness(one: NameForm, other: NameForm) -> frozenset[str] | None:
    """Say in what two names differ that may be one person's; None where they are two people's.

    An empty set: the same name. Otherwise some of accents, order, part, script, nickname, initials, slip.
    """
    if not one.words or not other.words:
        return None
    if one.folded == other.folded:
        return frozenset() if one.written == other.written else frozenset({"accents"})
    short, long = (one, other) if len(one.words) <= len(other.words) else (other, one)
    met = _Meeting(short.words, long.words)
    if not met.fits():
        return None
    differs = set(met.differs)
    if one.script != other.script:
        differs.add("script")
    elif not differs and sorted(one.folded.split()) == sorted(other.folded.split()):
        differs.add("order")
    elif not differs:
        differs.add("accents")
    return frozenset(differs)


def may_be(one: str, other: str) -> bool:
    """Tell whether two names may be one person's, also where one of them is a single word of the other."""
    first, second = form(one), form(other)
    if likeness(first, second) is not None:
        return True
    short, long = sorted((first.words, second.words), key=len)
    return len(short) == 1 and any(judge(short[0], word) is not None for word in long for judge in (_equal, _alike))


Judge = Callable[[Word, Word], str | None]


class _Meeting:
    """The words of two names, each paired with the one that it may be; the surest pairs first."""

    def __init__(self, short: tuple[Word, ...], long: tuple[Word, ...]) -> None:
        self.differs: list[str] = []
        self._short, self._long = list(short), list(long)
        self._whole = 0  # pairs of words that are the same word
        self._pairs = 0
        for judge in (_equal, _alike):
            self._pair(judge)
        if self._whole and self._short:
            for judge in (_nickname, _initial):
                self._pair(judge)
            if len(self._short) == 1:  # one slip a name
                self._pair(_slip)
        self._join()

    def _pair(self, judge: Judge) -> None:
        for word in list(self._short):
            for other in self._long:
                told = judge(word, other)
                if told is None:
                    continue
                self._short.remove(word)
                self._long.remove(other)
                self._pairs += 1
                self._whole += judge in (_equal, _alike)
                if told:
                    self.differs.append(told)
                break

    def _join(self) -> None:
        """See whether what is left is one word here and several there."""
        if self._short and self._long and len(self._short) != len(self._long):
            here, there = ("".join(word.text for word in words) for words in (self._short, self._long))
            if here == there:
                self._pairs += 1
                self._whole += 1
                self._short.clear()
                self._long.clear()

    def fits(self) -> bool:
        """Tell whether nothing speaks against one person."""
        if self._short or not self._whole:
            return False
        unsure = sum(kind in ("nickname", "initials", "slip") for kind in self.differs)
        if self.differs.count("slip") > 1 or ("slip" in self.differs and unsure > 1):
            return False
        if self._long:
            self.differs.append("part")
            return self._pairs >= 2
        return self._pairs >= 2 or not self.differs


def _equal(one: Word, other: Word) -> str | None:
    return "" if one.text == other.text and len(one.text) > 1 else None


def _alike(one: Word, other: Word) -> str | None:
    """Tell whether two spellings are one word's."""
    if one.sound != other.sound or min(len(one.text), len(other.text)) < 2:
        return None
    if one.vowelless or other.vowelless:
        return "" if len(one.sound) > 1 else None
    first, second = _plain(one.text), _plain(other.text)
    if first == second:
        return ""
    # Between two scripts there are several spellings; within one, another vowel is another name or a slip.
    crosses = one.foreign != other.foreign and len(one.sound) > 1
    return "" if crosses and _near(first, second, 1 + len(first) // 4) else None


def _plain(text: str) -> str:
    for written, plain in _SPELT:
        text = text.replace(written, plain)
    return text


def _nickname(one: Word, other: Word) -> str | None:
    return "nickname" if one.stands_for & other.stands_for else None


def _initial(one: Word, other: Word) -> str | None:
    if one.text[0] != other.text[0] or min(len(one.text), len(other.text)) > 1:
        return None
    return "initials" if len(one.text) != len(other.text) else ""


def _slip(one: Word, other: Word) -> str | None:
    """Tell whether one word is the other with a letter wrong, missing, too many or in the wrong place."""
    shorter, longer = sorted((len(one.text), len(other.text)))
    if shorter < 3 or longer < 4 or (one.stands_for and other.stands_for):  # two known names are no slip
        return None
    return "slip" if _near(one.text, other.text, 1 if longer < 9 else 2) else None


def _near(one: str, other: str, most: int) -> bool:
    """Tell whether so few changes lead from one word to the other, two letters in turn being one change."""
    if one == other:
        return True
    if abs(len(one) - len(other)) > most:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    end = 0
    while end < min(len(one), len(other)) - start and one[-1 - end] == other[-1 - end]:
        end += 1
    one, other = one[start : len(one) - end], other[start : len(other) - end]
    if max(len(one), len(other)) <= 1:
        return True
    if len(one) == len(other) == 2 and one == other[::-1]:
        return True
    return most > 1 and len(set(one) ^ set(other)) <= 2 * most and _distance(one, other) <= most


def _distance(one: str, other: str) -> int:
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        earlier, before, row = before, row, [i]
        for j, b in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
    return row[-1]
