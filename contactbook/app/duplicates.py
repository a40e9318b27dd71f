"""Looks through a whole book for contacts that may be one, remembers those that are not, and makes two into one."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from contactbook.domain import duplicates as rules
from contactbook.domain import merging
from contactbook.domain.changes import Step
from contactbook.domain.contact import Contact
from contactbook.domain.duplicates import Candidate, Traits
from contactbook.domain.errors import Cancelled, ContactbookError
from contactbook.domain.folding import fold
from contactbook.i18n import _
from contactbook.store import duplicates as store
from contactbook.store.files import BookFile

if TYPE_CHECKING:
    from contactbook.app.book import Book
    from contactbook.app.writing import Writing

_PIECE = 200  # contacts or pairs between two breaths
_BREATH = 0.001  # seconds in which the window may draw
_LARGE = 3000  # contacts from which on a process of its own pays
_ENOUGH = 5000  # candidates; a book with more has another trouble
Progress = Callable[[int, int], bool]


class Duplicates:
    """The duplicates of one book."""

    def __init__(self, book: "Book", file: BookFile) -> None:
        self._book = book
        self._file = file

    def find(self, progress: Progress | None = None) -> list[Candidate]:
        """Look through the whole book, the surest first; raise Cancelled where progress answers False.

        Made for a thread beside a window: it works in small pieces and lets others have their turn between them.
        """
        with closing(store.Pool()) as pool:
            with self._file.reading() as db:
                total = store.count(db)
            told = _Teller(progress, total)
            for piece in self._pieces():
                pool.add([(who, list(rules.keys(who)), rules.sounds(who)) for who in piece])
                told.advance(len(piece))
            for _made in pool.pair():
                told.advance(0)
            found = self._weighed(pool, told)
        return sorted(found, key=lambda c: (-c.sureness, c.names))[:_ENOUGH]

    def find_beside(self, progress: Progress) -> list[Candidate]:
        """Look through the whole book as `find` does; a large one in a process of its own, so that a window goes on."""
        if self._book.size() < _LARGE or self._book.standing() != "there":
            return self.find(progress)
        from contactbook.app import workers

        return workers.beside(_found_in, self._book.path, progress=progress)

    def not_same(self, one: str, other: str, *, initiator: object = None) -> Step:
        """Remember that two contacts are two; it is a step that undo takes back."""
        named = [contact.shown for contact in self._book.get_many([one, other])]
        if len(named) < 2:
            raise ContactbookError(_("One of the two is not in the book any more."))
        name = _("Not the same: {one} and {other}").format(one=named[0], other=named[1])
        with self._book.step(name, initiator=initiator) as writing:
            writing.part(store.pair_key(one, other), True)
        return self._book.step_of(writing)

    def merge(self, stays: str, gone: Sequence[str], made: Contact | None = None, *, initiator: object = None) -> Step:
        """Make contacts into one that keeps the first uid; made is what it becomes, else nothing of them is lost.

        What leads to a contact that goes (cover, what was kept of it) leads to the one that stays. The contacts that
        go are in the journal: undo brings all back as they were.
        """
        uids = list(dict.fromkeys((stays, *gone)))
        held = {contact.uid: contact for contact in self._book.get_many(uids)}
        if len(held) < len(uids) or len(uids) < 2:
            raise ContactbookError(_("One of the contacts is not in the book any more. Nothing was merged."))
        name = _("Merge {gone} into {stays}").format(
            stays=held[stays].shown, gone=", ".join(held[uid].shown for uid in uids[1:])
        )
        with self._book.step(name, initiator=initiator) as writing:
            self._merge(writing, uids, made)
        return self._book.step_of(writing)

    def _merge(self, writing: "Writing", uids: Sequence[str], made: Contact | None) -> None:
        from contactbook.app import tidying

        stays, *gone = writing.load(uids)
        if made is None:
            made = stays
            for other in gone:
                made = merging.merged(made, other)
        lost = {contact.uid for contact in gone}
        covered = [uid for each in lost for uid in store.covered_by(writing.db, each) if uid not in {*lost, stays.uid}]
        writing.remove([contact.uid for contact in gone])
        # Not as an edit of the one that stays: a detail that comes with the other keeps the date that it has.
        writing.put_back([tidying.tidy(made, None, writing.now)])
        writing.put([replace(c, cover=stays.uid) for c in writing.load(covered)])
        for left in lost:
            for told in store.parted_from(writing.db, left):
                writing.part(store.pair_key(left, told), False)
                if told not in {*lost, stays.uid}:
                    writing.part(store.pair_key(stays.uid, told), True)
            store.remember_merge(writing.db, left, stays.uid)

    def _pieces(self) -> Iterator[list[Traits]]:
        agencies = _Agencies(self._book)
        after = 0
        while True:
            with self._file.reading() as db:
                piece = store.traits(db, after, _PIECE)
            if not piece:
                return
            after = piece[-1].id
            yield [replace(who, agency=agencies.one_name(who.agency)) for who in piece]

    def _weighed(self, pool: store.Pool, told: "_Teller") -> list[Candidate]:
        told.begin_second_half(pool.pairs())
        with self._file.reading() as db:
            parted = store.parted(db)
        found: list[Candidate] = []
        for at, (one, other) in enumerate(pool.met(), 1):
            candidate = rules.weigh(one, other, pool)
            if candidate is not None and (min(one.uid, other.uid), max(one.uid, other.uid)) not in parted:
                found.append(candidate)
            if at % _PIECE == 0:
                told.advance(_PIECE)
        return found


def _found_in(path: Path, progress: Progress) -> list[Candidate]:
    from contactbook.app.book import Book

    book = Book.open(path)
    try:
        return book.duplicates.find(progress)
    finally:
        book.close()


class _Teller:
    """Tells how far a search is: the first half of the way is reading, the second comparing."""

    def __init__(self, progress: Progress | None, total: int) -> None:
        self._progress = progress
        self._total = max(total, 1)
        self._done = 0
        self._half = 0

    def advance(self, number: int) -> None:
        """Go on by so many, take a breath, and stop where that is asked for."""
        self._done += number
        if self._progress is not None:
            share = min(self._done / self._total, 1.0)
            if not self._progress(round(500 * (self._half + share)), 1000):
                raise Cancelled(_("Stopped. Nothing was changed."))
            time.sleep(_BREATH)

    def begin_second_half(self, total: int) -> None:
        """Begin to count anew."""
        self._half, self._done, self._total = 1, 0, max(total, 1)


class _Agencies:
    """Names each agency by one name, whether a contact has the full one, the short one or another."""

    def __init__(self, book: "Book") -> None:
        self._names: dict[str, str] = {}
        for agency in book.agencies():
            one = fold(agency.shown)
            for name in (agency.name, agency.short_name or "", *agency.other_names):
                if name:
                    self._names.setdefault(fold(name), one)
        for agency in book.agencies():
            short = fold("".join(word[0] for word in agency.name.split() if word[:1].isupper()))
            if not agency.short_name and len(short) > 1 and short in self._names:
                self._names[fold(agency.name)] = self._names[short]

    def one_name(self, name: str) -> str:
        """Give the one name of an agency."""
        folded = fold(name)
        return self._names.get(folded, folded)
