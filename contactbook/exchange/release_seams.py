"""Mends the seams of a clean text: words glued together without a blank, and names cut in two by a line end."""

import re
from functools import cache

from contactbook.exchange.release_headings import kind_of_heading
from contactbook.exchange.release_text import Clean, edited, line_end, line_start
from contactbook.exchange.release_words import flat, label_kinds, squeeze, word_set

# "RelationsMobile:", "1476Email:", "(Hong Kong)T:": a label with a colon, glued to what stands before.
_LABEL = re.compile(r"(?<=[a-zà-ÿ0-9)])(?P<label>[A-ZÀ-Þ][A-Za-zÀ-ÿ-]{0,14})(?=\s?:|\.\s?[+(\d])")
# "ContactsInvestor": a heading with the next words glued to it.
_HEADING = re.compile(
    r"(?<![\w])(?P<heading>[A-Z][A-Za-zà-ÿ]+(?:\s[A-Z]?[A-Za-zà-ÿ]+){0,2}?)(?=[A-ZÀ-Þ][a-zà-ÿ&]|[A-Z]{2})"
)
# "communication GmbHIrmi Aigner"
_FORM = re.compile(r"\b(?:GmbH|Ltd|Inc|LLC|Corp)(?=[A-ZÀ-Þ](?:[a-zà-ÿ]|:))")
# "HillHead of": in a line where labels are glued, small letters before capitals are seams too.
_CAMEL = re.compile(r"(?<=[a-zà-ÿ]{2})(?=[A-ZÀ-Þ][a-zà-ÿ]+[ \n:,])|(?<=\b(?:AG|SE|SA|NV))(?=[A-ZÀ-Þ][a-zà-ÿ])")
_ADDRESS = re.compile(r"@[A-Za-z0-9.-]{1,60}\.[a-z]{2,7}(?=[A-ZÀ-Þ][a-zà-ÿ])")
_HALF_NAME = re.compile(r"\s?[A-ZÀ-Þ][\w'’-]+$")


def mended(cleaned: Clean) -> Clean:
    """Put a line break where words are glued together, and blanks where a line end cuts a name or a phrase."""
    text = cleaned.text
    return edited(cleaned, _glued(text), [*_wrapped(text), *_stretched(text)])


def _glued(text: str) -> list[int]:
    places = {m.start() for m in _LABEL.finditer(text) if _is_label(m["label"])}
    places.update(m.end() for m in _FORM.finditer(text))
    places.update(m.end() for m in _ADDRESS.finditer(text))
    for match in _HEADING.finditer(text):
        if kind_of_heading(flat(match["heading"])):
            places.add(match.end())
    for at in list(places):
        start, end = line_start(text, at), line_end(text, at)
        # Long lines are glued near the place only.
        places.update(m.end() for m in _CAMEL.finditer(text, max(start, at - 120), min(end, at + 200)))
    return sorted(place for place in places if place < len(text))


def _is_label(word: str) -> bool:
    low = squeeze(flat(word))
    return low in label_kinds() or kind_of_heading(low) is not None


@cache
def _honorific_end() -> re.Pattern[str]:
    words = "|".join(
        re.escape(w) for w in sorted(word_set("people.honorifics"), key=len, reverse=True) if 1 < len(w) < 6
    )
    return re.compile(rf"(?:^|[\s,])(?:{words})\.?\s?$")


def _wrapped(text: str) -> list[tuple[int, int]]:
    """Find the line ends inside a phrase: after "Mrs Chris", after "on", before "of"."""
    joins = []
    small = word_set("connectors.small")
    for match in re.finditer(r"(?<![ \t])[ \t]*\n\s*", text):
        before = text[max(0, match.start() - 60) : match.start()].rpartition("\n")[2]
        last = before.split()[-1:] or [""]
        after = re.match(r"\S+", text[match.end() :])
        following = after[0] if after else ""
        single = match[0].count("\n") == 1
        leads_on = last[0].islower() and flat(last[0]) in small and len(before.split()) > 2
        goes_on = single and following in ("of", "and", "for", "&", "de", "du", "des", "und", "für")
        half = single and following[:1].isupper() and _is_half_name(before)
        if half or (leads_on and following[:1] not in ("", "-", "*", "|")) or (goes_on and last[0][-1:].isalpha()):
            joins.append(match.span())
    return joins


# "Ana Maria  Sol on 555": a line end of the original that became two blanks inside a name.
_STRETCH = re.compile(
    r"(?<=[A-ZÀ-Þ][a-zà-ÿ])[a-zà-ÿ]*(?P<gap>[ ]{2,3})(?=[A-ZÀ-Þ][a-zà-ÿ]+\s(?P<next>[a-zà-ÿ]{2,3})\s[+(\d])"
)


def _stretched(text: str) -> list[tuple[int, int]]:
    small = word_set("connectors.small")
    return [m.span("gap") for m in _STRETCH.finditer(text) if flat(m["next"]) in small]


def _is_half_name(before: str) -> bool:
    match = _HALF_NAME.search(before)
    return bool(match) and bool(_honorific_end().search(flat(before[: match.start() + 1]))) if match else False
