"""Makes an export piece by piece: the contacts of one are read, written, read back and compared before the next."""

from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path

from contactbook.app import workers
from contactbook.app.export_forms import Audience, Form
from contactbook.app.readable import ReadableBook
from contactbook.app.reading_back import compare
from contactbook.domain.contact import Contact
from contactbook.domain.publishing import public_view

_MOST = 500  # contacts of a piece
_APART = 3_000  # contacts from which other processes pay
_HEAVY = 4_000_000  # bytes of photos and kept cards in one; in the making there are some ten copies of them


@dataclass(frozen=True, slots=True)
class Part:
    """What a piece became: its bytes without the frame, and of how many asked for and found how many came back.

    differing has a sentence for each field that is not as it was.
    """

    data: bytes
    asked: int
    contacts: int
    wanted: int
    withheld: int
    differing: tuple[str, ...] = ()


def as_given(contact: Contact, audience: Audience) -> tuple[Contact, int]:
    """Give what an audience may have of a contact, and how many details are withheld."""
    if audience == "colleagues":
        return contact, 0
    view = public_view(contact)
    return view.contact, view.withheld


def pieces(book: ReadableBook, uids: Sequence[str]) -> Iterator[list[str]]:
    """Cut the contacts of an export into pieces that fit into memory many times."""
    piece: list[str] = []
    weight = 0
    for at in range(0, len(uids), _MOST):
        batch = uids[at : at + _MOST]
        weights = book.weights(batch)
        for uid in batch:
            more = weights.get(uid, 0)
            if piece and (len(piece) == _MOST or weight + more > _HEAVY):
                yield piece
                piece, weight = [], 0
            piece.append(uid)
            weight += more
    if piece:
        yield piece


def parts(book: ReadableBook, form: Form, audience: Audience, uids: Sequence[str]) -> Generator[Part, None, None]:
    """Make the pieces of an export, many in other processes; close it if it is not used to its end."""
    # Other processes open the file anew: where it is gone, or another by now, only what is open here can be read.
    apart = len(uids) >= _APART and book.standing() == "there"
    there, here = partial(_part_apart, book.path, form, audience), partial(part, book, form, audience)
    with closing(workers.in_order(there, pieces(book, uids), apart=apart, here=here)) as made:
        yield from made


@lru_cache(maxsize=1)
def _opened(path: Path) -> ReadableBook:
    """Open the book once in a process that helps, which ends with the export."""
    return ReadableBook(path)


def _part_apart(path: Path, form: Form, audience: Audience, uids: Sequence[str]) -> Part:
    return part(_opened(path), form, audience, uids)


def part(book: ReadableBook, form: Form, audience: Audience, uids: Sequence[str]) -> Part:
    """Write some contacts as a file of their own, read it back, and compare; the form has a frame."""
    views: list[Contact] = []
    withheld = 0
    for contact in book.get_many(uids):
        view, held_back = as_given(contact, audience)
        views.append(view)
        withheld += held_back
    frame = form.frame
    if not views or frame is None:
        return Part(b"", len(uids), 0, 0, 0)
    data, back = form.written(views)
    read, differing = compare(back, views, audience, form.comparable)
    body = data[len(frame.begin) : len(data) - len(frame.end)]
    return Part(body, len(uids), read, len(views), withheld, tuple(differing))
