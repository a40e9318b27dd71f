"""Puts the pieces of a block together to drafts of contacts, each with what stands around its name."""

import re
from dataclasses import dataclass, field

from contactbook.exchange.release_blocks import Block
from contactbook.exchange.release_details import Detail
from contactbook.exchange.release_pieces import Piece
from contactbook.exchange.release_words import flat, phrases, word_set

_LAST_ROWS = 3  # how many lines after its last detail a block still says something of a contact


@dataclass(slots=True)
class Draft:
    """What is known of a contact while its block is read; several names share what follows them."""

    kind: str  # of its block
    names: list[Piece] = field(default_factory=list)
    roles: list[Piece] = field(default_factory=list)
    offices: list[Piece] = field(default_factory=list)
    agency: Piece | None = None
    city: Piece | None = None
    country: Piece | None = None
    languages: Piece | None = None
    address: Piece | None = None
    heading: Piece | None = None
    details: list[Piece] = field(default_factory=list)
    paragraph: int = 0
    hours: bool = False
    refused: bool = False
    order: int = 0

    @property
    def row(self) -> int:
        """The line of its last piece."""
        pieces = [
            *self.names,
            *self.roles,
            *self.offices,
            *self.details,
            *filter(None, (self.agency, self.city, self.country)),
        ]
        return max((p.row for p in pieces), default=-1)

    @property
    def is_empty(self) -> bool:
        return not self.names and not self.details

    def found(self, kind: str) -> list[Detail]:
        """Give its numbers or its addresses."""
        return [p.detail for p in self.details if p.detail and p.detail.kind == kind]


def draft(block: Block, pieces: list[Piece]) -> list[Draft]:
    """Make the drafts of a block, in the order of the text."""
    return _Drafting(block, pieces).run()


class _Drafting:
    """Walks along the pieces of a block and decides for each whether it goes on with a contact or begins one."""

    def __init__(self, block: Block, pieces: list[Piece]) -> None:
        self.block = block
        self.pieces = pieces
        self.done: list[Draft] = []
        self.draft: Draft | None = None
        self.heading: Piece | None = None
        self.agency: Piece | None = None  # an organisation as a heading over several people
        self.city: Piece | None = None
        self.country: Piece | None = None
        self.paragraph = 0
        self.at = 0

    def run(self) -> list[Draft]:
        for at, piece in enumerate(self.pieces):
            self.at = at
            if piece.gap:
                self.paragraph += 1
            if self._refuses(piece):
                self._finish()
                self._begin().refused = True
                continue
            getattr(self, f"_{piece.kind}")(piece)
        self._finish()
        return [d for d in self.done if not d.is_empty and not d.refused]

    # What a piece does -----------------------------------------------------------------------------------------------

    def _name(self, piece: Piece) -> None:
        draft = self.draft
        if draft is None:
            draft = self._begin()
        elif draft.refused:
            draft = self._next()
        elif draft.names and not draft.details:
            if self._is_affiliation(piece, draft):
                draft.agency = piece
                return
            if not self._shares(piece, draft):
                draft = self._next()
        elif draft.names or (draft.details and not self._completes(piece, draft)):
            draft = self._next()
        if draft.agency and not draft.names and (":" in draft.agency.after or "\n" in draft.agency.after):
            self.agency = draft.agency
        draft.names.append(piece)

    def _role(self, piece: Piece) -> None:
        self._place_for(piece).roles.append(piece)

    def _office(self, piece: Piece) -> None:
        self._place_for(piece).offices.append(piece)

    def _agency(self, piece: Piece) -> None:
        draft = self._place_for(piece)
        bare = not draft.names and not draft.details and not draft.roles
        if draft.agency is None or (bare and ":" in piece.after):
            draft.agency = piece

    def _city(self, piece: Piece) -> None:
        draft = self.draft
        alone = "\n" in piece.before and ("\n" in piece.after or not piece.after) and piece.value != "address"
        if draft and draft.details and not draft.refused and self._leads_on(piece):
            previous = draft
            draft = self._next()
            if previous.row == piece.row:
                draft.agency = previous.agency
        elif draft and draft.details and alone:
            draft = self._next()
        elif draft is None:
            draft = self._begin()
        if draft.is_empty and alone and not draft.agency:
            self.city = piece
        if draft.city is None or (draft.city.value == "address" and piece.value != "address"):
            draft.city = piece

    def _country(self, piece: Piece) -> None:
        draft = self.draft
        if draft is None:
            draft = self._begin()
        elif draft.details and not draft.refused and piece.row > draft.row:
            draft = self._next()
        if draft.is_empty and "\n" in piece.before and not draft.agency:
            self.country = piece
        draft.country = draft.country or piece

    def _address(self, piece: Piece) -> None:
        if self.draft:
            self.draft.address = self.draft.address or piece

    def _languages(self, piece: Piece) -> None:
        if self.draft:
            self.draft.languages = self.draft.languages or piece

    def _hours(self, piece: Piece) -> None:
        if self.draft:
            self.draft.hours = True

    def _heading(self, piece: Piece) -> None:
        self._finish()
        self.heading = piece
        self.agency = None

    def _detail(self, piece: Piece) -> None:
        if piece.detail and piece.detail.kind == "url":
            return
        draft = self.draft or self._begin()
        if draft.details and not draft.names and self._is_apart(piece, draft):
            draft = self._next()
        draft.details.append(piece)

    def _words(self, piece: Piece) -> None:
        if len(piece.text.split()) > 8 and self.draft:
            if self.draft.is_empty:
                self.draft = None
            elif self.draft.details:
                self._finish()

    # What decides -----------------------------------------------------------------------------------------------------

    def _refuses(self, piece: Piece) -> bool:
        """Tell whether a piece says that what follows is for somebody else."""
        if piece.kind in ("detail", "name", "office", "city", "country", "languages"):
            return False
        if piece.kind in ("role", "agency") and self.draft and self.draft.names and not self.draft.details:
            return False
        low = flat(piece.text)
        return bool(phrases("refused.words").find(low)) and not phrases("headings.press").find(low)

    def _place_for(self, piece: Piece) -> Draft:
        """Give the draft that a role, an office or an organisation belongs to."""
        draft = self.draft
        if draft is None:
            return self._begin()
        if draft.refused:
            return self._next()
        if not draft.details:
            if draft.names and piece.gap and self._names_follow() and self._has_said(draft, piece):
                return self._next()
            return draft
        if piece.row > draft.row or self._leads_on(piece):
            return self._next()
        return draft

    def _has_said(self, draft: Draft, piece: Piece) -> bool:
        return bool(draft.agency if piece.kind == "agency" else draft.roles)

    def _shares(self, piece: Piece, draft: Draft) -> bool:
        """Tell whether a further name stands beside the one before, to share its details."""
        if draft.roles and draft.roles[-1].start > draft.names[-1].start and not _is_joined(piece):
            return False
        if draft.agency and draft.agency.start > draft.names[-1].start:
            return False
        return not piece.gap and piece.row - draft.names[-1].row <= 1

    def _is_affiliation(self, piece: Piece, draft: Draft) -> bool:
        """Take what looks like a second name for the organisation: "Ana Sol, Press Officer, Green Planet, Tel."."""
        last = draft.names[-1]
        same_row = piece.row == last.row and bool(draft.roles) and draft.agency is None
        return (
            same_row
            and not _is_joined(piece)
            and piece.before.strip() in (",", "-", "–", "—", "|", "(")
            and self._next_is_detail()
        )

    def _completes(self, piece: Piece, draft: Draft) -> bool:
        """Tell whether a name belongs to the details before it: "Media contact: 555 0100, Ana Sol"."""
        if draft.agency or draft.offices or draft.roles:
            return False
        return piece.row - draft.row <= 3 and (piece.row == draft.row or not self._details_follow())

    def _is_apart(self, piece: Piece, draft: Draft) -> bool:
        """Tell whether a detail of an office begins another one: a paragraph further, and of a kind it has."""
        kinds = {p.detail.kind for p in draft.details if p.detail}
        return piece.gap and piece.row - draft.row > 2 and bool(piece.detail and piece.detail.kind in kinds)

    def _leads_on(self, piece: Piece) -> bool:
        """Tell whether words on the line of a detail begin the next contact: details follow them at once."""
        following = self.pieces[self.at + 1 :]
        for other in following:
            if other.kind == "detail" and other.detail and other.detail.kind != "url":
                return other.row == piece.row or not other.gap
            if other.kind == "name":
                return ":" in piece.after or other.row == piece.row or "\n" in piece.before
            if other.row > piece.row + 2 or other.kind == "heading":
                return False
        return False

    def _next_is_detail(self) -> bool:
        following = self.pieces[self.at + 1 : self.at + 2]
        return bool(following) and following[0].kind == "detail"

    def _names_follow(self) -> bool:
        return any(p.kind == "name" for p in self.pieces[self.at + 1 : self.at + 4])

    def _details_follow(self) -> bool:
        for piece in self.pieces[self.at + 1 :]:
            if piece.kind in ("name", "heading"):
                return False
            if piece.detail and piece.detail.kind != "url":
                return True
        return False

    # Beginning and ending ------------------------------------------------------------------------------------------

    def _begin(self) -> Draft:
        self.draft = Draft(self.block.kind, heading=self.heading, paragraph=self.paragraph, order=self.at)
        return self.draft

    def _next(self) -> Draft:
        self._finish()
        return self._begin()

    def _finish(self) -> None:
        draft, self.draft = self.draft, None
        if draft is None:
            return
        if draft.is_empty:
            return
        draft.agency = draft.agency or (self.agency if draft.names else None)
        draft.city = draft.city or self.city
        draft.country = draft.country or self.country
        self.done.append(draft)


def _is_joined(piece: Piece) -> bool:
    sign = flat(piece.before).strip()
    return sign in word_set("joiners.words") or "/" in sign


def apart(drafts: list[Draft]) -> list[Draft]:
    """Give each of several names that share a draft its own, with the details that are its own or everybody's."""
    out = []
    for shared in drafts:
        if len(shared.names) < 2:
            out.append(shared)
            continue
        phones = _dealt([p for p in shared.details if p.detail and p.detail.kind == "phone"], shared.names)
        emails = _dealt_by_name([p for p in shared.details if p.detail and p.detail.kind == "email"], shared.names)
        for i, name in enumerate(shared.names):
            out.append(_one_of(shared, name, [*phones[i], *emails[i]]))
    return out


def _one_of(shared: Draft, name: Piece, details: list[Piece]) -> Draft:
    return Draft(
        shared.kind, [name], shared.roles, shared.offices, shared.agency, shared.city, shared.country, shared.languages,
        shared.address, shared.heading, details, shared.paragraph, shared.hours, shared.refused, shared.order,
    )  # fmt: skip


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
