"""Judges drafts: throws out what is no contact of the press, and merges what is printed twice."""

import re
from dataclasses import replace

from contactbook.exchange.release_details import Detail
from contactbook.exchange.release_draft import Draft
from contactbook.exchange.release_people import PersonName, as_name
from contactbook.exchange.release_pieces import Piece
from contactbook.exchange.release_sharing import bears
from contactbook.exchange.release_words import flat, phrases, word_set

_DEDICATED = ("press", "investor")


def judged(drafts: list[Draft], text: str) -> list[Draft]:
    """Keep the drafts that are contacts of the press."""
    low = flat(text)
    for draft in drafts:
        draft.details = [p for p in draft.details if p.detail and not _is_refused(p.detail, draft, low)]
        _name_or_agency(draft, text)
    drafts = _merged([d for d in drafts if _is_contact(d)])
    dedicated = [d for d in drafts if d.kind in _DEDICATED]
    if dedicated:
        return [d for d in drafts if d.kind in _DEDICATED]
    for kind in ("general", "inline", "aside"):
        headed = [d for d in drafts if d.kind == kind]
        if headed:
            kept = [d for d in headed if not d.hours] or headed
            # Beside a press office the other desks of a list are for other people.
            for_press = any(_is_press_office(d) for d in kept)
            return [d for d in kept if d.names or _is_press_office(d)] if for_press else kept
    return drafts


def _is_press_office(draft: Draft) -> bool:
    return not draft.names and any(phrases("headings.press").find(flat(office.text)) for office in draft.offices)


def _name_or_agency(draft: Draft, text: str) -> None:
    """Let the domain of an address tell an organisation from a name: ir@greenplanet.example is no Green Planet's."""
    labels = [d.value.partition("@")[2].lower().split(".")[:-1] for d in draft.found("email")]
    domains = {part.replace("-", "") for parts in labels for part in parts if len(part) > 2}
    if draft.names and not any(bears(d.value, draft.names[0].text) for d in draft.found("email")):
        name = draft.names[0]
        words = flat(name.text).split()
        spelled = "".join(words)
        if any(d == words[0] or d == spelled or (len(d) > 5 and spelled.startswith(d)) for d in domains):
            draft.agency, draft.names = name, []
        elif len(words) > 2 and words[-1] in domains:
            # "Ana Sol Greenplanet", who writes from greenplanet.example
            _cut_employer(draft, name)
    elif not draft.names and draft.agency and (name_found := _named_in_address(draft)):
        end = draft.agency.start + name_found.end
        draft.names = [replace(draft.agency, kind="name", end=end, text=name_found.name, name=name_found)]
        draft.agency = None
    elif not draft.names and draft.agency and flat(draft.agency.text).split()[-1] in domains:
        # "Ana Sol greenplanet": what is left of it is a name.
        rest = draft.agency.text.rpartition(" ")[0]
        if name_found := as_name(rest):
            end = draft.agency.start + len(rest)
            draft.names = [replace(draft.agency, kind="name", end=end, text=rest, name=name_found)]
            draft.agency = replace(draft.agency, start=end + 1, text=draft.agency.text[len(rest) + 1 :])


def _cut_employer(draft: Draft, name: Piece) -> None:
    """Cut the organisation off the end of a name."""
    rest = name.text.rpartition(" ")[0]
    found = as_name(rest)
    if found is None:
        return
    end = name.start + len(rest)
    draft.names = [replace(name, end=end, text=rest, name=found)]
    draft.agency = draft.agency or replace(
        name, kind="agency", start=end + 1, text=name.text[len(rest) + 1 :], name=None
    )


def _named_in_address(draft: Draft) -> PersonName | None:
    """Find a name at the beginning of what looks like an organisation, if an address spells it: "Ana Sol PR"."""
    words = draft.agency.text.split() if draft.agency else []
    for count in (3, 2):
        found = as_name(" ".join(words[:count])) if len(words) > count else None
        parts = [flat(w) for w in words[:count]]
        locals_ = [flat(d.value.partition("@")[0]) for d in draft.found("email")]
        if found and any(all(part in local for part in parts) for local in locals_):
            return found
    return None


def _is_refused(detail: Detail, draft: Draft, low: str) -> bool:
    """Tell whether the clause before a detail gives it to somebody else: a hotline, tickets, donors."""
    start = max(low.rfind("\n", 0, detail.start) + 1, detail.start - 90)
    others = [p.detail.last for p in draft.details if p.detail and p.detail.last <= detail.first]
    start = max([start, *others])
    if sentence := list(re.finditer(r"[a-z)]{3}[.!?]\s", low[start : detail.start])):
        start += sentence[-1].end()
    clause = low[start : detail.start]
    if draft.kind not in _DEDICATED and (
        phrases("refused.appeals").find(_sentence(low, detail.start))
        or phrases("refused.manuals").find(_paragraph(low, detail.start))
    ):
        return True
    if (
        draft.kind not in _DEDICATED
        and detail.kind == "email"
        and _mailbox(detail.value) & word_set("refused.mailboxes")
    ):
        return True
    if draft.names and start <= draft.names[0].start < detail.start:
        return False
    return bool(phrases("refused.words").find(clause)) and not phrases("headings.press", "people.offices").find(clause)


def _paragraph(low: str, at: int) -> str:
    """Give what a paragraph says before a place in it, its last lines where it is long."""
    blank = low.rfind("\n\n", 0, at)
    return low[max(blank, at - 600, 0) : at]


def _sentence(low: str, at: int) -> str:
    """Give what a sentence says before a place in it."""
    line = low.rfind("\n", 0, at) + 1
    ends = list(re.finditer(r"[a-z)]{3}[.!?]\s", low[line:at]))
    return low[line + ends[-1].end() if ends else line : at]


def _mailbox(address: str) -> set[str]:
    return set(re.split(r"[._-]", flat(address.partition("@")[0])))


def _is_contact(draft: Draft) -> bool:
    """Tell whether a draft has what makes a contact: someone or some office, and a way to reach them."""
    reachable = any(p.detail and p.detail.kind in ("phone", "email") for p in draft.details)
    if draft.names:
        if reachable:
            return draft.kind != "release" or bool(draft.found("phone"))
        # A name without a number counts where the block is the press's and says what the person does.
        return draft.kind == "press" and bool(draft.roles) and draft.names[0].opens_line
    if draft.kind == "release" or not reachable:
        return False
    if draft.kind in _DEDICATED:
        return True
    if draft.hours:
        return False
    told = draft.agency or draft.offices or draft.city or draft.country
    return bool(told or (draft.titled and draft.kind in ("general", "inline")))


def _merged(drafts: list[Draft]) -> list[Draft]:
    """Merge what speaks of the same person or office; the first one stands, with the fuller name."""
    kept: list[Draft] = []
    known: dict[str, list[Draft]] = {}  # by name, number and address: what has none of them in common differs
    for draft in drafts:
        marks = {_key(draft) if draft.names else "", *_values(draft)} - {""}
        same = next((k for mark in marks for k in known.get(mark, ()) if _are_same(k, draft)), None)
        if same is None:
            kept.append(draft)
        else:
            _absorb(same, draft)
        for mark in marks:
            known.setdefault(mark, []).append(same or draft)
    return kept


def _are_same(a: Draft, b: Draft) -> bool:
    if a.names and b.names:
        return _key(a) == _key(b) or (_surname(a) == _surname(b) and _share(a, b))
    if bool(a.names) == bool(b.names):
        return _is_within(a, b) or _is_within(b, a)
    person, desk = (a, b) if a.names else (b, a)
    bare = not desk.agency and not desk.offices
    return (bare or desk.kind not in _DEDICATED) and _is_within(desk, person)


def _key(draft: Draft) -> str:
    name = draft.names[0].name
    return flat(name.name) if name else ""


def _surname(draft: Draft) -> str:
    return (_key(draft).split() or [""])[-1]


def _values(draft: Draft) -> set[str]:
    return {_value(p.detail) for p in draft.details if p.detail}


def _value(detail: Detail) -> str:
    return (
        detail.value.lower()
        if detail.kind == "email"
        else detail.value.lstrip("+0")[-9:] + "x" + (detail.extension or "")
    )


def _share(a: Draft, b: Draft) -> bool:
    return bool(_values(a) & _values(b))


def _is_within(a: Draft, b: Draft) -> bool:
    """Tell whether all details of one draft stand in another as well."""
    return bool(_values(a)) and _values(a) <= _values(b)


def _absorb(into: Draft, other: Draft) -> None:
    have = _values(into)
    into.details += [p for p in other.details if p.detail and _value(p.detail) not in have]
    if other.names and (not into.names or len(other.names[0].text) > len(into.names[0].text)):
        into.names = other.names
    into.roles = into.roles or other.roles
    into.offices = into.offices or other.offices
    into.agency = into.agency or other.agency
    into.city = into.city or other.city
    into.country = into.country or other.country
    into.languages = into.languages or other.languages
    if other.kind in _DEDICATED and into.kind not in _DEDICATED:
        into.kind = other.kind
