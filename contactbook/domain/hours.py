"""Reads when somebody can be reached, as a person wrote it: "Mon-Fri 9-17", "lun.-ven. 9h30-17h", "24/7"."""

import re
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from contactbook.domain.folding import fold

_LONGEST = 200  # characters; what is longer is a tale, not hours
_WEEK = frozenset(range(7))
_DAY = 24 * 60
# Who gave no hours is rung in the day, on any day of the week: weekends differ by country, desks say theirs.
USUAL = (8 * 60, 20 * 60)
# Monday first; a word is a day where it begins the names of one day only, with two letters or more.
_NAMES = tuple(
    tuple(fold(name) for name in names.split())
    for names in (
        "monday lundi montag lunes lunedi segunda понедельник пн الاثنين",
        "tuesday mardi dienstag martes martedi terça вторник الثلاثاء",
        "wednesday mercredi mittwoch miércoles mercoledi quarta среда الأربعاء",
        "thursday jeudi donnerstag jueves giovedi quinta четверг чт الخميس",
        "friday vendredi freitag viernes venerdi sexta пятница пт الجمعة",
        "saturday samedi samstag sábado sabato суббота сб السبت",
        "sunday dimanche sonntag domingo domenica воскресенье вс الأحد",
    )
)
_ALWAYS = re.compile(
    r"\b24\s*(?:[/x]\s*(?:7|24)|h\b|hours?\b|hrs\b|std\b|stunden\b|heures\b|horas\b)|\bround the clock\b"
)
_EVERY_DAY = re.compile(
    r"\b(?:daily|every ?day|taglich|tous les jours|todos los dias|todos os dias|tutti i giorni|ежедневно)\b"
)
_WEEKDAYS = re.compile(r"\b(?:weekdays|working days|werktags|jours ouvrables)\b")
_CLOSED = re.compile(r"\b(?:closed|except|ferme|sauf|geschlossen|außer|ausser|cerrado|salvo|chiuso|fechado|кроме)\b")
_TO = r"(?:[-\u2010-\u2015\u2212~]|\b(?:to|till|until|through|bis|a|à|au|al|as|às|alle|hasta|até|ate|до|по)\b)"
_AT = r"(\d{1,2})(?:[:.h](\d{2}))?\s*(am\b|pm\b|a\.m\.|p\.m\.|h\b|uhr\b|hrs\b)?"
_TIMES = re.compile(rf"(?<!\d){_AT}\s*{_TO}\s*{_AT}(?!\d)")
_PLAIN_TIMES = re.compile(rf"\b([012]\d)([0-5]\d)\s*(?:h\b|hrs\b)?\s*{_TO}\s*([012]\d)([0-5]\d)\b")
_PARTS = re.compile(r"[;,\n\u00b7|&+]|\b(?:and|et|und|y|e|и)\b")
_TOKEN = re.compile(r"[^\W\d]+|[-\u2010-\u2015\u2212~]|\d+")
_FILLING = frozenset(
    {
        *("from", "de", "du", "des", "von", "vom", "am", "dalle", "das", "le", "les", "la", "los", "с"),
        *("h", "hrs", "hour", "hours", "heures", "horas", "ore", "uhr", "local", "time", "open", "office"),
    }
)
_JOINS = re.compile(_TO)


@dataclass(frozen=True, slots=True)
class Span:
    """Days (0 is Monday) and the minutes of the day between which somebody is there; past midnight end is larger."""

    days: frozenset[int]
    start: int
    end: int

    def holds(self, day: int, minute: int) -> bool:
        """Tell whether a minute of a day lies in it, the night after one of its days included."""
        if day in self.days and self.start <= minute < self.end:
            return True
        return (day - 1) % 7 in self.days and minute + _DAY < self.end


def is_open(hours: str | None, local: datetime) -> bool:
    """Tell whether somebody is there at a local time: by the hours as written, else from 8 to 20 on any day."""
    day, minute = local.weekday(), local.hour * 60 + local.minute
    return any(span.holds(day, minute) for span in read(hours or "") or (Span(_WEEK, *USUAL),))


@lru_cache(maxsize=4096)
def read(text: str) -> tuple[Span, ...]:
    """Read hours; an empty tuple where they cannot be read with certainty.

    A part without times or days ("at night the duty mobile") is a remark. Half of what was meant is worse than none.
    """
    folded = fold(text)
    if len(text) > _LONGEST or _CLOSED.search(folded):
        return ()
    spans: list[Span] = []
    days: frozenset[int] = frozenset()  # named, and waiting for their times
    last = _WEEK  # what times without days belong to
    for part in _PARTS.split(folded):
        found = _read_part(part)
        if found is None:
            return ()
        named, times = found
        days |= named
        if times:
            last = days or last
            spans += (Span(last, *pair) for pair in times)
            days = frozenset()
    return (*spans, Span(days, *USUAL)) if days else tuple(spans)


def _read_part(part: str) -> tuple[frozenset[int], list[tuple[int, int]]] | None:
    """Read the days and times of one part; None where something with a number in it is not understood."""
    has_number = any(c.isdecimal() for c in part)
    times: list[tuple[int, int]] = []
    rest, always = _ALWAYS.subn(" ", part)
    if always:
        times.append((0, _DAY))
    for pattern, take in ((_PLAIN_TIMES, _plain_pair), (_TIMES, _pair)):
        for match in pattern.finditer(rest):
            pair = take(match)
            if pair is None:
                return None
            times.append(pair)
        rest = pattern.sub(" ", rest)
    days: frozenset[int] = frozenset()
    for pattern, meant in ((_EVERY_DAY, _WEEK), (_WEEKDAYS, frozenset(range(5)))):
        if pattern.search(rest):
            days |= meant
            rest = pattern.sub(" ", rest)
    named = _days(_TOKEN.findall(rest))
    if named is None:
        return None if has_number else (frozenset(), [])
    return days | named, times


def _days(tokens: list[str]) -> frozenset[int] | None:
    """Read days and runs of days; None where another word stands among them."""
    found: set[int] = set()
    first: int | None = None  # of a run whose end is to come
    last: int | None = None
    for token in tokens:
        if (day := _day(token)) is not None:
            if first is not None:
                found.update((first + step) % 7 for step in range((day - first) % 7 + 1))
            found.add(day)
            first, last = None, day
        elif _JOINS.fullmatch(token):
            first, last = last, None
        elif token not in _FILLING:
            return None
    return frozenset(found)


def _day(word: str) -> int | None:
    days = [at for at, names in enumerate(_NAMES) if any(name.startswith(word) for name in names)]
    return days[0] if len(days) == 1 and len(word) > 1 else None


def _pair(match: re.Match[str]) -> tuple[int, int] | None:
    h1, m1, half1, h2, m2, half2 = match.groups()
    halves = [(half or "").replace(".", "") for half in (half1, half2)]
    half_day = any(half in ("am", "pm") for half in halves)
    if half_day and halves[0] not in ("am", "pm"):  # "9-11 am" lies in one half, "9-5 pm" does not
        halves[0] = halves[1] if int(h1) % 12 < int(h2) % 12 else "am"
    start, end = _minutes(h1, m1, halves[0]), _minutes(h2, m2, halves[1])
    if start is None or end is None:
        return None
    if end <= start and not half_day and end <= _DAY // 2 and start < _DAY // 2:
        end += _DAY // 2  # "9-5"
    return _ordered(start, end)


def _plain_pair(match: re.Match[str]) -> tuple[int, int] | None:
    start, end = _minutes(match[1], match[2], ""), _minutes(match[3], match[4], "")
    return None if start is None or end is None else _ordered(start, end)


def _ordered(start: int, end: int) -> tuple[int, int]:
    return start, end if end > start else end + _DAY  # past midnight


def _minutes(hour: str, minute: str | None, half: str) -> int | None:
    h, m = int(hour), int(minute or 0)
    if half in ("am", "pm"):
        if not 1 <= h <= 12:
            return None
        h = h % 12 + (12 if half == "pm" else 0)
    return h * 60 + m if (h, m) <= (24, 0) and m < 60 else None
