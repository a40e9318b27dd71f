"""Puts the pieces of a block together to drafts of contacts, each with what stands around its name."""

from dataclasses import replace

from contactbook.exchange.release_blocks import Block
from contactbook.exchange.release_draft import (
    Draft,
    is_joined,
    is_native,
    is_reading,
    is_surely_agency,
    is_title,
    is_title_only,
)
from contactbook.exchange.release_pieces import Piece
from contactbook.exchange.release_words import flat, phrases, word_set


def draft(text: str, block: Block, pieces: list[Piece]) -> list[Draft]:
    """Make the drafts of a block, in the order of the text."""
    return _Drafting(block, pieces, _office_of(text, block)).run()


def _office_of(text: str, block: Block) -> Piece | None:
    """Take the heading of a block for the name of the desk, unless it is a phrase like "For interviews"."""
    heading = block.heading
    if heading is None or block.kind not in ("press", "investor"):
        return None
    start = max(heading.start, heading.phrase)
    said = text[start : heading.end]
    if flat(said).split()[0] in word_set("connectors.small"):
        return None
    return Piece("heading", start, heading.end, said, 0)


class _Drafting:
    """Walks along the pieces of a block and decides for each whether it goes on with a contact or begins one."""

    def __init__(self, block: Block, pieces: list[Piece], heading: Piece | None) -> None:
        self.block = block
        self.pieces = pieces
        self.done: list[Draft] = []
        self.draft: Draft | None = None
        self.heading = heading
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
            if self._stops(piece):
                break
            if self._refuses(piece):
                self._finish()
                self._begin().refused = True
                continue
            getattr(self, f"_{piece.kind}")(piece)
        trailing = self.draft
        self._finish()
        drafts = [d for d in self.done if not d.refused]
        if trailing and trailing.is_empty and is_title(trailing.agency) and not any(d.agency for d in drafts):
            # The organisation stands once under all its people; its words are written large.
            for draft in drafts:
                draft.agency = trailing.agency
        return drafts

    # What a piece does -----------------------------------------------------------------------------------------------

    def _name(self, piece: Piece) -> None:
        draft = self.draft
        if draft is None:
            draft = self._begin()
        elif draft.refused:
            draft = self._next()
        elif draft.names and is_reading(piece, draft.names[-1]):
            return
        elif draft.names and is_native(piece, draft.names[-1]) and ("(" in piece.before or not draft.details):
            draft.native = piece
            return
        elif draft.names and not draft.details and is_title_only(draft.names[-1]) and draft.names[-1].row == piece.row:
            draft.names[-1] = piece  # "SENATOR COLE  KIM LEE": whose staff, and the name
            return
        elif draft.names and not draft.details:
            if self._is_affiliation(piece, draft):
                draft.agency = piece
                return
            if not self._shares(piece, draft):
                draft = self._next()
        elif draft.names or (draft.details and not self._completes(piece, draft)):
            draft = self._next()
        if piece.after.lstrip(" ").startswith(":") and "\n" in piece.after and self._next_is("name"):
            draft.agency = draft.agency or piece
            return
        if draft.agency and not draft.names and (":" in draft.agency.after or "\n" in draft.agency.after):
            self.agency = draft.agency
        draft.names.append(piece)

    def _role(self, piece: Piece) -> None:
        draft = self.draft
        if piece.value and not (draft and draft.names):
            return  # "... and media requests" of a heading
        behind = draft and draft.names and draft.details and draft.names[-1].start > draft.details[-1].start
        if draft and (behind or (draft.names and self._goes_on(piece, draft))):
            draft.roles.append(piece)
        else:
            self._place_for(piece).roles.append(piece)

    def _goes_on(self, piece: Piece, draft: Draft) -> bool:
        """Tell whether a title under a name and its number still is that person's: an address follows, no name."""
        kinds = {p.detail.kind for p in draft.details if p.detail}
        following = self.pieces[self.at + 1 : self.at + 3]
        other = next((p.detail.kind for p in following if p.detail), None)
        named = any(p.kind in ("name", "heading", "agency") for p in following)
        return bool(kinds) and not piece.gap and other is not None and other not in kinds and not named

    def _office(self, piece: Piece) -> None:
        self._place_for(piece).offices.append(piece)

    def _agency(self, piece: Piece) -> None:
        draft = self._place_for(piece)
        bare = not draft.names and not draft.details and not draft.roles
        beside = draft.agency and draft.agency.row == piece.row and not is_surely_agency(draft.agency)
        if (
            draft.agency is None
            or piece.value == "labelled"
            or (bare and ":" in piece.after)
            or (beside and is_surely_agency(piece))
        ):
            draft.agency = piece

    def _city(self, piece: Piece) -> None:
        draft = self.draft
        alone = "\n" in piece.before and ("\n" in piece.after or not piece.after) and piece.value != "address"
        if draft and draft.details and piece.value == "labelled":
            pass
        elif draft and draft.details and not draft.refused and self._leads_on(piece):
            previous = draft
            draft = self._next()
            if previous.row == piece.row:
                draft.agency = previous.agency
        elif draft and draft.details and alone:
            draft = self._next()
        elif draft is None:
            draft = self._begin()
        if draft.is_empty and alone and not draft.agency and piece.value != "labelled":
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
        if self.draft and self.draft.languages:
            known = self.draft.languages
            self.draft.languages = replace(known, value=f"{known.value} {piece.value}")
        elif self.draft:
            self.draft.languages = piece

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
        if (draft.details and not draft.names and self._is_apart(piece, draft)) or self._is_for_all(piece, draft):
            draft = self._next()
        draft.details.append(piece)

    def _words(self, piece: Piece) -> None:
        draft = self.draft
        if len(piece.text.split()) > 8 and draft:
            if draft.is_empty:
                self.draft = None
            elif draft.details:
                self._finish()
        elif draft and draft.is_empty and piece.text[:1].islower() and len(piece.text.split()) > 2:
            self.draft = None
        elif self._may_be_agency(piece) and (draft is None or draft.is_empty):
            draft = draft or self._begin()
            draft.words = draft.words or piece

    def _may_be_agency(self, piece: Piece) -> bool:
        """Tell whether a short stretch at a block's beginning may be the organisation, for want of a better one."""
        words = piece.text.split()
        usual = any(flat(word).strip(".,") in word_set("people.common", "people.streets") for word in words)
        return piece.text[:1].isupper() and len(words) < 6 and self.paragraph < 2 and not usual

    # What decides -----------------------------------------------------------------------------------------------------

    def _stops(self, piece: Piece) -> bool:
        """Tell whether a piece opens something else on a line of contacts: "... RESOURCES: ..."."""
        return (
            piece.kind in ("words", "agency") and ":" in piece.after and phrases("stops.words").whole(flat(piece.text))
        )

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
        if draft.roles and draft.roles[-1].start > draft.names[-1].start and not is_joined(piece):
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
            and not is_joined(piece)
            and piece.before.strip() in (",", "-", "–", "—", "|", "(")
            and self._next_is("detail")
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

    def _is_for_all(self, piece: Piece, draft: Draft) -> bool:
        """Tell whether a number under several one-line contacts is the office's that they share."""
        if not (draft.names and draft.details and self.done and piece.detail and piece.detail.labels):
            return False
        lines = [d for d in (*self.done[-1:], draft) if d.names and d.row == d.names[0].row]
        kinds = {p.detail.kind for p in draft.details if p.detail}
        return len(lines) == 2 and piece.row > draft.row and piece.detail.kind in kinds

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

    def _next_is(self, kind: str) -> bool:
        following = self.pieces[self.at + 1 : self.at + 2]
        return bool(following) and following[0].kind == kind

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
        over = self.block.heading
        titled = over is not None and (over.alone or over.closed)
        self.draft = Draft(self.block.kind, heading=self.heading, paragraph=self.paragraph, titled=titled)
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
