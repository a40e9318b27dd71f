"""Reads the numbers, addresses and links that stand in a cell, however many there are."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from contactbook.domain.contact import Email, Link, LinkKind, Phone, PhoneKind, Verdict
from contactbook.domain.folding import fold
from contactbook.exchange.csv_headers import table
from contactbook.exchange.vcard_links import of_address
from contactbook.i18n import _

Tell = Callable[[str], None]

_JOINED = re.compile(r"\s*:::\s*")
_APART = re.compile(r"\s*[;|\r\n]+\s*|\s*:::\s*")
_PERHAPS_APART = re.compile(r"\s*,\s*|\s*/\s*|\s+(?:or|and|ou|et|oder|und|y|o|e|&)\s+", re.IGNORECASE)
_ROUNDED = re.compile(r"[+-]?\d(?:[.,]\d+)?E\+?\d{1,2}", re.IGNORECASE)
_FEWEST = 6  # digits of a number that stands by itself behind a comma or slash
_FEWEST_MARKED = 3  # ... behind a semicolon or on a line of its own
_EMAIL_ENDS = re.compile(r"\s*(?:[;,|\r\n]|:::)+\s*")
_LINK_ENDS = re.compile(r"\s*(?:[;|\r\n]|:::)+\s*|,?\s+(?=https?://|www\.)", re.IGNORECASE)
_TEXT_MARK = re.compile(r"^'(?=[+0-9(])")
_HIS_OWN = ("home", "main", "desk", "video")
_BLANKS = re.compile(r"[^\S\r\n]+")
_EXTENSION = re.compile(r"\s*(?:ext|x|poste|dw)\b", re.IGNORECASE)


def pieces(cell: str) -> list[str]:
    """Take a cell of words apart: topics, lists, languages."""
    cut = _APART if _APART.search(cell) else re.compile(r"\s*,\s*")
    return [piece for piece in cut.split(cell.strip()) if piece]


def values(cell: str) -> list[str]:
    """Take a cell apart that Google has put several values into."""
    return [piece for piece in _JOINED.split(cell.strip()) if piece]


def read_phones(cell: str, label: str, word: str, country: str | None, tell: Tell) -> list[Phone]:
    """Read the numbers in a cell, in the country of its row; what a spreadsheet has done to them is told."""
    from contactbook.domain.phones import read

    kind, name = _named(word, label)
    found: list[Phone] = []
    for piece in _numbers(cell):
        typed = _TEXT_MARK.sub("", piece)
        if _ROUNDED.fullmatch(typed):
            told = _("A spreadsheet has rounded the number {number}. It is kept as it stands; ask for the right one.")
            tell(told.format(number=typed))
            found.append(Phone(typed, typed, None, kind, name, False, Verdict.INVALID))
            continue
        phone = read(typed, country, kind=kind, label=name)
        if _lost_zero(typed, phone):
            told = _("The number {number} had lost its leading zero and is read as {read}.")
            tell(told.format(number=typed, read=phone.number))
        found.append(phone)
    return found


def _numbers(cell: str) -> list[str]:
    """Cut a cell where one number ends and another begins."""
    found: list[str] = []
    for piece in _APART.split(_BLANKS.sub(" ", cell.strip())):
        if found and (_digits(piece) < _FEWEST_MARKED or _EXTENSION.match(piece)):
            found[-1] += f"; {piece}" if piece else ""
        elif piece:
            found += _cut(piece)
    return found


def _cut(piece: str) -> list[str]:
    parts: list[str] = []
    at = 0
    for end in _PERHAPS_APART.finditer(piece):
        if _digits(piece[at : end.start()]) >= _FEWEST and _digits(piece[end.end() :]) >= _FEWEST:
            parts.append(piece[at : end.start()])
            at = end.end()
    last = piece[at:]
    if parts and _digits(last) < _FEWEST:
        parts[-1] += f" {last}"
    else:
        parts.append(last)
    return [part for part in parts if part.strip()]


def _digits(text: str) -> int:
    return sum(c.isdigit() for c in text)


def _lost_zero(typed: str, phone: Phone) -> bool:
    """Tell digits alone, without the 0 that numbers have in their country, as a spreadsheet leaves them."""
    if not typed.isascii() or not typed.isdigit() or typed.startswith("0") or phone.verdict is not Verdict.VALID:
        return False
    from contactbook.domain.phones import search_digits

    national = search_digits(phone.number).partition(" ")[2]
    return national == "0" + typed


def _named(word: str, label: str) -> tuple[PhoneKind | None, str | None]:
    """Say what kind of number a column or label names, and what it is called."""
    words = table().words
    folded = fold(label.lstrip("* "))
    known = words.labels.get(folded)
    if label and known is None:
        return None, label.lstrip("* ").strip() or None
    told: Mapping[str, str] = words.phones.get(known or word, {})
    return PhoneKind(told["kind"]) if "kind" in told else None, told.get("label")


def read_emails(cell: str, label: str, word: str) -> list[Email]:
    """Read the addresses in a cell; a name before one stays with it."""
    from contactbook.domain.emails import read

    label = label.lstrip("* ").strip()
    if fold(label) in table().words.labels:
        label = "home" if table().words.labels[fold(label)] == "home" else ""
    name = label or (word if word in ("home", "other") else "") or None
    return [read(typed, label=name) for typed in _addresses(cell.strip())]


def _addresses(cell: str) -> list[str]:
    if cell.count("@") < 2:
        return [cell] if cell else []
    found: list[str] = []
    before = ""
    for piece in _EMAIL_ENDS.split(cell):
        several = re.split(r"[\s/]+", piece) if piece.count("@") > 1 else [piece]
        for part in several:
            before = f"{before}, {part}" if before else part
            if "@" in part:
                found.append(before)
                before = ""
    if before and found:
        found[-1] += f" {before}"
    return [piece for piece in found if piece]


def read_links(cell: str, word: str) -> list[Link]:
    """Read the websites and accounts in a cell; their kind is the column's, unless their address tells another."""
    kind = next((kind for kind in LinkKind if kind.value == word), LinkKind.WEBSITE)
    found: list[Link] = []
    for value in _LINK_ENDS.split(cell.strip()):
        told = of_address(value) if "." in value and " " not in value else LinkKind.WEBSITE
        if value:
            found.append(Link(kind if told is LinkKind.WEBSITE else told, value))
    return found


def in_order(phones: list[Phone], marked: list[Phone]) -> tuple[Phone, ...]:
    """Put the numbers that are marked as the main ones first, and last those that do not reach the person.

    One that stands twice is named once.
    """
    rest = sorted((phone for phone in phones if phone not in marked), key=_reaches_no_one)
    seen: dict[tuple[str, str | None], Phone] = {}
    for phone in (*marked, *rest):
        had = seen.get((phone.number, phone.extension))
        if had is None:
            seen[phone.number, phone.extension] = phone
        elif had.label is None and phone.label:
            seen[phone.number, phone.extension] = replace(had, label=phone.label)
    return tuple(seen.values())


def _reaches_no_one(phone: Phone) -> bool:
    others = [told["label"] for told in table().words.phones.values() if told.get("label", "home") not in _HIS_OWN]
    return phone.kind in (PhoneKind.FAX, PhoneKind.OTHER) or phone.label in others
