"""Finds the phone numbers, email addresses and links of a release, with the labels that stand beside them."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from contactbook.exchange.release_addresses import find_addresses
from contactbook.exchange.release_numbers import find_numbers
from contactbook.exchange.release_text import line_start
from contactbook.exchange.release_words import any_label, label_kinds, phrases, squeeze

# How far before a detail its label may begin, in characters.
_LABEL_REACH = 48
_BETWEEN = re.compile(r"[\s:.,()\[\]\-–—=#|/&+>•·*\"]*")
_PHONE_LABELS = ("mobile", "office", "fax", "satellite", "phone")
_AFTER = re.compile(r"[ \t]?[(\[]\s?([^()\[\]\n\d]{1,24})\s?[)\]]")


@dataclass(frozen=True, slots=True)
class Detail:
    """A number, an address or a link in the clean text.

    start and end hold the value alone, from and to its label as well. kind is "phone", "email" or "url"; labels are
    the kinds that its label announces ("mobile", "fax"), the printed label beside them.
    """

    kind: str
    start: int
    end: int
    value: str
    extension: str | None = None
    first: int = 0
    last: int = 0
    labels: tuple[str, ...] = ()
    label: str | None = None


class Details:
    """The details of a text in its order, quick to be asked what stands where."""

    def __init__(self, details: list[Detail]) -> None:
        self._all = details
        self._starts = [d.start for d in details]
        self._spots = [d.start for d in details if d.kind != "url"]

    def __iter__(self) -> Iterator[Detail]:
        return iter(self._all)

    def __bool__(self) -> bool:
        return bool(self._all)

    def between(self, start: int, end: int) -> list[Detail]:
        """Give the details that begin in a stretch of the text."""
        return self._all[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def covers(self, at: int) -> bool:
        """Tell whether a place lies inside a detail."""
        i = bisect_right(self._starts, at) - 1
        return i >= 0 and at < self._all[i].end

    def next_start(self, at: int) -> int | None:
        """Find where the next number or address begins from a place on."""
        i = bisect_left(self._spots, at)
        return self._spots[i] if i < len(self._spots) else None


def find_details(text: str, flat_text: str) -> Details:
    """Find all details of a clean text, in its order."""
    addresses = [Detail(kind, start, end, value, None, start, end) for kind, start, end, value in find_addresses(text)]
    masked = _masked(text, addresses)
    numbers = [Detail("phone", n.start, n.end, n.digits, n.extension, n.start, n.last) for n in find_numbers(masked)]
    found = sorted([*addresses, *numbers], key=lambda d: (d.start, d.end))
    return Details(
        [_labelled(detail, found[i - 1].last if i else 0, text, flat_text) for i, detail in enumerate(found)]
    )


def _masked(text: str, details: list[Detail]) -> str:
    """Blank out addresses and links, so that no number is read from inside them."""
    parts, at = [], 0
    for detail in sorted(details, key=lambda d: d.start):
        if detail.start < at:
            continue
        parts += [text[at : detail.start], "\x00" * (detail.end - detail.start)]
        at = detail.end
    return "".join([*parts, text[at:]])


def _labelled(detail: Detail, floor: int, text: str, flat_text: str) -> Detail:
    """Give a detail the label that stands right before it, or in brackets right after it."""
    kinds: tuple[str, ...] = ()
    start = detail.start
    label: str | None = None
    low = max(floor, detail.start - _LABEL_REACH)
    while (step := _label_before(text, flat_text, low, start)) is not None:
        words, at = step
        kinds = (*kinds, *label_kinds().get(words, ()))
        label = label or text[at:start].strip(" \t\n:.,()[]-–—=/|&").strip()
        start = at
    kinds = _fitting(detail.kind, kinds)
    last = max(detail.last, detail.end)
    if detail.kind == "phone" and (after := _AFTER.match(text, last)):
        named = _fitting("phone", label_kinds().get(squeeze(flat_text[after.start(1) : after.end(1)]), ()))
        if named:
            kinds, last, label = (*named, *kinds), after.end(), label or after[1].strip()
    return replace(
        detail, first=start if kinds else detail.start, last=last, labels=kinds, label=label if kinds else None
    )


def _label_before(text: str, flat_text: str, low: int, at: int) -> tuple[str, int] | None:
    """Find the label that ends right before a place: its words, and where it begins."""
    found: tuple[str, int] | None = None
    for match in any_label().all(flat_text, low, at):
        gap = text[match.end() : at]
        if not _BETWEEN.fullmatch(gap) or gap.count("\n") > 1:
            continue
        if "\n" in gap and ":" not in gap and text[line_start(text, match.start()) : match.start()].strip(" \t-•*|"):
            continue  # a label over its number stands alone on its line
        words = squeeze(match[0])
        if "office" in label_kinds().get(words, ()) and _ends_office(flat_text, low, match):
            continue  # "Press Office, Tel: ..."
        alone = len(words) == 1 and words.isascii()
        if alone and not (gap[:1] in ":./)" and gap) and text[at : at + 1] != "+" and not text[match.start()].isupper():
            continue
        found = (words, match.start())
        break
    return found


def _ends_office(flat_text: str, low: int, label: re.Match[str]) -> bool:
    """Tell whether a label is but the last word of an office's name."""
    before = flat_text[max(low - 20, line_start(flat_text, label.start())) : label.end()]
    return any(m.end() == len(before) and m[0] != label[0] for m in phrases("people.offices").all(before))


def _fitting(kind: str, kinds: tuple[str, ...]) -> tuple[str, ...]:
    """Keep of the kinds that a label may announce those that fit what was found."""
    wanted = _PHONE_LABELS if kind == "phone" else ("email",) if kind == "email" else ("web",)
    return tuple(k for k in kinds if k in wanted)
