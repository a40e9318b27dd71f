"""Makes an export piece by piece: the contacts of one are read, written, read back and compared before the next."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO

from contactbook.app.export_forms import Audience, Form
from contactbook.app.readable import ReadableBook
from contactbook.app.reading_back import compare
from contactbook.domain.contact import Contact
from contactbook.domain.publishing import public_view

_MOST = 500  # contacts of a piece
_HEAVY = 4_000_000  # bytes of photos and kept cards in one; in the making there are some ten copies of them


@dataclass(frozen=True, slots=True)
class Part:
    """What a piece became: its bytes without the file's frame, how many contacts of how many came back from them,
    the details withheld, and a sentence for each field that differs.
    """

    data: bytes
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


def part(book: ReadableBook, form: Form, audience: Audience, uids: Sequence[str]) -> Part:
    """Write some contacts as a file of their own, read it back, and compare; the form has a frame."""
    views: list[Contact] = []
    withheld = 0
    for contact in book.get_many(uids):
        view, held_back = as_given(contact, audience)
        views.append(view)
        withheld += held_back
    file, frame = BytesIO(), form.frame
    if not views or frame is None:
        return Part(b"", 0, 0, 0)
    form.write(file, views)
    data = file.getvalue()
    read, differing = compare(form.read(BytesIO(data)), views, audience, form.comparable)
    body = data[len(frame.begin) : len(data) - len(frame.end)]
    return Part(body, read, len(views), withheld, tuple(differing))
