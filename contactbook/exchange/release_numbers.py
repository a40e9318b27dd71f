"""Scans a clean text for digits that may be phone numbers, alternates ("/ 68") and extensions included."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from contactbook.exchange.release_words import flat, word_set

# Digits with the signs that people put between them; never over a line end. A letter before is no beginning,
# but "+" is one anywhere, and "or" glued between two numbers is.
_RUN = re.compile(
    r"(?:(?<=\dor)|(?<![A-Za-zÀ-ɏ\d@#$€£¥%=_])(?<!\d[.,:/-])|(?=\+))"
    r"(?:\+[ ]?|\(\+?|)\d(?:(?!\.\s)[ \t().\-–/]{0,5}\d)+"
)
# "1-800-FLOWERS", "+1 347-6-EXAMP-9": three letters at least, seven signs after the area code.
_LETTERED = re.compile(
    r"(?<![\w.-])(?:\+?1[-. ]?)?\(?\d{3}\)?[-. ]"
    r"(?=[\dA-Z]*-?[\dA-Z]*[A-Z]{3})(?=(?:-?[\dA-Z]){7}(?![\w-]))[\dA-Z]+(?:-[\dA-Z]+){0,2}"
)
_DIGIT = re.compile(r"\d")
_DATE = re.compile(
    r"\d{1,2}[./-]\d{1,2}[./-](?:19|20)?\d{2}|(?:19|20)\d{2}[./-]\d{1,2}[./-]\d{1,2}.*"
    r"|(?:19|20)\d{2}(?:\s?[-–/]\s?(?:19|20)?\d{2})+|\d{1,2}\s?[-–]\s?\d{1,2}[\s./-]+(?:19|20)\d{2}"
    r"|\d{1,2}\.\d{2}\s?[-–]\s?\d{1,2}\.\d{2}|\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}|\d{5}-\d{4}|\d{1,5}\.\d{1,4}"
    r"|\d{1,3}(?:\.\d{3}){1,3}|\d{1,3} \d{3}|\d{1,2} \d{3} \d{3}"
)
_DATED = re.compile(r"\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d{2}\b|(?:19|20)\d{2}\s?/\s?\d")
_SLASH = re.compile(r"\s*/{1,2}\s*|\s+[-–]\s+(?=[+(\d])|(?:[ ]{2,}|[ ]?\t[ \t]*)(?=[+(\d])")
_KEYPAD = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "22233344455566677778889999")
_MONEY = re.compile(r"\s?(?:%|€|\$|£|°|km\b|kg\b|million|billion|mio\b|eur\b|usd\b|percent)", re.I)
_NOT_BEFORE = re.compile(
    r"(?:\bissn|\bisbn|\bid|\bno\.?|\bnr\.?|\bpage|\brelease|\bcuit|\bvat|\biban|\bkvk|\bhrb|\brcs|siret|\bkrs|\bnip"
    r"|p\.?\s?o\.?\s?box|\bbox|\bref\.?|§|№|ид|инн|огрн|passcode|\bpin|[$€£¥])\s*[:#.]?\s*$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Number:
    """Digits as they stand in the text; last is where an extension ends that belongs to them."""

    start: int
    end: int
    digits: str  # with its + where there is one
    extension: str | None = None
    last: int = 0


def find_numbers(text: str) -> list[Number]:
    """Find what may be phone numbers, in the order of the text."""
    found = [number for run in _RUN.finditer(text) for number in _cut(run[0], run.start(), text)]
    found += [_lettered(match) for match in _LETTERED.finditer(text)]
    found = [_with_extension(number, text) for number in _without_overlaps(found)]
    return _completed(_neighboured(found, text), text)


def _cut(run: str, at: int, text: str) -> Iterator[Number]:
    """Cut a run of digits into the numbers that it holds."""
    pieces = _pieces(run)
    whole: Number | None = None
    for offset, piece in pieces:
        number = _number(piece, at + offset, text)
        if number is None:
            short = re.fullmatch(r"\(?\d{1,4}\)?", piece)
            if short and whole:
                # "/ 68" after a number: the same one with other last digits.
                tail = _digits(piece)
                start = at + offset
                yield Number(start, start + len(piece), whole.digits[: -len(tail)] + tail, None, start + len(piece))
            continue
        if (
            whole
            and whole.digits.startswith("+")
            and number.digits[0] not in "+0"
            and len(number.digits) <= len(whole.digits) - 4
        ):
            # "+55 92 ... / 3663 0649": the code and the area of the first go for the second too.
            number = replace(number, digits=whole.digits[: -len(number.digits)] + number.digits)
        whole = number
        yield number


def _pieces(run: str) -> list[tuple[int, str]]:
    """Cut at slashes, dashes and gaps, but only where a whole number stands before."""
    cuts: list[tuple[int, int]] = []
    start = 0
    for mark in _SLASH.finditer(run):
        before, after = _digits(run[start : mark.start()]), _digits(run[mark.end() :])
        loose = mark[0] != "/"
        enough = 7 if not loose or "/" not in mark[0] else 6
        if len(before) < enough or (not loose and 3 < len(after) < 7 and (len(before) < 9 or len(after) > 4)):
            continue
        if "/" not in mark[0] and len(after) < 6:
            continue
        cuts.append((mark.start(), mark.end()))
        start = mark.end()
    bounds = [0, *(place for cut in cuts for place in cut), len(run)]
    return [(bounds[i], run[bounds[i] : bounds[i + 1]]) for i in range(0, len(bounds), 2)]


def _digits(text: str) -> str:
    return "".join(_DIGIT.findall(text))


def _number(piece: str, at: int, text: str) -> Number | None:
    """Take a piece for a number unless it is a date, an amount, a range of years or a reference."""
    digits = _digits(piece)
    plus = piece.lstrip("( ").startswith("+")
    if not 6 <= len(digits) <= 16 or (not plus and _is_date(piece)):
        return None
    if len(set(digits)) == 1 or _MONEY.match(text, at + len(piece)):
        return None
    if not plus and _NOT_BEFORE.search(text, max(0, at - 16), at):
        return None
    end = at + len(piece)
    if (piece.count("(") < piece.count(")") and not re.match(r"0\d{1,2}\)", piece)) or _is_post_code(piece, text, end):
        return None
    return Number(at, end, ("+" if plus else "") + digits, None, end)


def _is_date(piece: str) -> bool:
    """Tell whether a piece is a date, maybe with an hour behind it, or a range, an amount, a post code."""
    piece = piece.strip("( )")
    return bool(_DATE.fullmatch(piece) or _DATED.match(piece))


def _is_post_code(piece: str, text: str, end: int) -> bool:
    """Tell a house number and a post code before a town: "140 12439 Berlin"."""
    return bool(
        re.fullmatch(r"[1-9]\d{0,3}\s\d{4,5}", piece) and re.match(r"\s[A-ZÀ-Þ][a-zà-ÿ]{2}", text[end : end + 4])
    )


def _lettered(match: re.Match[str]) -> Number:
    """Turn the letters of a number into digits, as on the keys of a phone."""
    digits = _digits(match[0].translate(_KEYPAD))
    plus = match[0].startswith("+")
    return Number(match.start(), match.end(), ("+" if plus else "") + digits, None, match.end())


def _without_overlaps(found: list[Number]) -> list[Number]:
    kept: list[Number] = []
    for number in sorted(found, key=lambda n: (n.start, -n.end)):
        if kept and number.start < kept[-1].end:
            if number.end - number.start > kept[-1].end - kept[-1].start:
                kept[-1] = number
            continue
        kept.append(number)
    return kept


@cache
def _extension() -> re.Pattern[str]:
    words = "|".join(re.escape(w) for w in sorted(word_set("labels.extension"), key=len, reverse=True))
    return re.compile(rf"[\s,;]{{0,3}}[(\[]?\s?(?:{words})\.?\s?[:#]?\s?(?:no\.?\s)?(\d{{1,6}})(?!\d)\s?[)\]]?")


def _with_extension(number: Number, text: str) -> Number:
    match = _extension().match(flat(text[number.end : number.end + 40]))
    if not match:
        return number
    return replace(number, extension=match[1], last=number.end + match.end())


# What stands between a number and the next of the same place: signs, "or", a label.
_BESIDE = re.compile(r"\s?(?:[,;/|]|\(?[^\W\d_]{1,5}\.?:?\)?){1,2}\s{0,2}\(?")


def _neighboured(found: list[Number], text: str) -> list[Number]:
    """Take the code and the area of a local number from the whole number right before it."""
    out: list[Number] = []
    for number in found:
        before = out[-1] if out else None
        if before and number.digits[0] not in "+0" and 6 <= len(number.digits) <= (9 if before.digits[0] == "+" else 8):
            missing = len(before.digits) - len(number.digits)
            whole = 8 < len(before.digits.lstrip("+")) < 14 and missing > 1
            if whole and _BESIDE.fullmatch(text, before.last, number.start):
                number = replace(number, digits=before.digits[:missing] + number.digits)
        out.append(number)
    return out


# "Fax -4049" after "030 91144-4050", in German and Swiss blocks.
_TAIL = re.compile(r"(?:fax|dw|durchwahl|telefax|oder|bzw\.|und|or|ou)[.:]?\s?[-–](\d{1,5})(?!\d|[-./]\d)", re.I)


def _completed(found: list[Number], text: str) -> list[Number]:
    """Complete printed last digits from the number before them."""
    extra = []
    for tail in _TAIL.finditer(text):
        before = [n for n in found if n.end <= tail.start() and tail.start() - n.end < 60]
        if before and len(before[-1].digits) - len(tail[1]) >= 5:
            base = before[-1].digits
            stem = base[: -len(tail[1])]
            if (dash := text[before[-1].start : before[-1].end].rpartition("-"))[1]:
                stem = base[: len(base) - len(_digits(dash[2]))]
            extra.append(Number(tail.start(1) - 1, tail.end(1), stem + tail[1], None, tail.end(1)))
    return sorted([*found, *extra], key=lambda n: n.start)
