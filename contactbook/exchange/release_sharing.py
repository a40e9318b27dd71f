"""Gives several people who share a line their own details, and the shared ones to each."""

import re
from dataclasses import replace

from contactbook.exchange.release_draft import Draft
from contactbook.exchange.release_pieces import Piece
from contactbook.exchange.release_words import flat


def apart(drafts: list[Draft]) -> list[Draft]:
    """Give each of several names that share a draft its own, with the details that are its own or everybody's."""
    out = []
    for shared in drafts:
        if len(shared.names) == 2 and _is_employer(shared):
            shared = replace(shared, agency=shared.names[0], names=shared.names[1:])
        if len(shared.names) < 2:
            out.append(shared)
            continue
        phones = _dealt([p for p in shared.details if p.detail and p.detail.kind == "phone"], shared.names)
        emails = _dealt_by_name([p for p in shared.details if p.detail and p.detail.kind == "email"], shared.names)
        for i, name in enumerate(shared.names):
            out.append(_one_of(shared, name, [*phones[i], *emails[i]]))
    return out


def shared_below(drafts: list[Draft]) -> list[Draft]:
    """Give people whose lines end without a detail the ones that stand under the last of them, on a line of its own."""
    out: list[Draft] = []
    bare: list[Draft] = []
    for draft in drafts:
        if draft.names and not draft.details and draft.kind == "press":
            bare = [*bare, draft] if bare and _follows(bare[-1], draft) else [draft]
        else:
            below = [p for p in draft.details if draft.names and p.row > draft.names[-1].row]
            if bare and _follows(bare[-1], draft) and below and len(below) == len(draft.details):
                for other in bare:
                    other.details = [p for p in below if p.detail and not bears(p.detail.value, draft.names[-1].text)]
            bare = []
        out.append(draft)
    return out


def _follows(before: Draft, draft: Draft) -> bool:
    """Tell whether a draft stands on the very next line, shaped like the one before: one line each."""
    rows = [p.row for p in (*draft.names, *draft.roles)]
    return bool(draft.names) and draft.names[0].row - before.row == 1 and max(rows) == draft.names[0].row


def _is_employer(shared: Draft) -> bool:
    """Tell whether the first of two names is the second's organisation: the domain of their address holds it."""
    first, second = shared.names
    words = [flat(word) for word in first.text.split() if len(word) > 4]
    addresses = [p.detail.value.lower() for p in shared.details if p.detail and p.detail.kind == "email"]
    hosts = [address.partition("@")[2] for address in addresses if bears(address, second.text)]
    own = shared.agency is not None and shared.agency.row >= first.row - 1
    return not own and any(word in host for word in words for host in hosts)


def _one_of(shared: Draft, name: Piece, details: list[Piece]) -> Draft:
    return replace(shared, names=[name], details=details, native=None)


def _dealt(details: list[Piece], names: list[Piece]) -> list[list[Piece]]:
    """Deal numbers out in order where there are as many groups as names, else to everybody."""
    groups: list[list[Piece]] = []
    for piece in details:
        if groups and not re.search(r"\n|\s{2,}|\t", piece.before) and piece.row == groups[-1][-1].row:
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return groups if len(groups) == len(names) else [details] * len(names)


def _dealt_by_name(emails: list[Piece], names: list[Piece]) -> list[list[Piece]]:
    """Deal addresses out by the names in them, else in order, else to everybody."""
    dealt: list[list[Piece]] = [[] for _ in names]
    for email in emails:
        owners = [i for i, name in enumerate(names) if email.detail and bears(email.detail.value, name.text)]
        if len(owners) != 1:
            in_order = len(emails) == len(names)
            return [[email] for email in emails] if in_order else [list(emails) for _ in names]
        dealt[owners[0]].append(email)
    return dealt


def bears(address: str, name: str) -> bool:
    """Tell whether the local part of an address holds a part of a name."""
    local = flat(address.partition("@")[0])
    parts = [re.sub(r"\W", "", flat(part)) for part in name.split()]
    return any(len(part) > 2 and (part in local or part[:6] in local) for part in parts)
