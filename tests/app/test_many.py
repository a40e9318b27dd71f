"""Many contacts are written as one step, in pieces between which it can be stopped."""

from collections.abc import Callable

import pytest

from contactbook.app.book import Book
from contactbook.domain.changes import Step
from contactbook.domain.contact import Contact, Means
from contactbook.domain.errors import Cancelled

_COUNT = 1200


@pytest.fixture
def uids(book: Book) -> list[str]:
    people = [Contact(uid=f"u{n}", name=f"Ada Made {n}", agency="IOM") for n in range(_COUNT)]
    book.save_many(people, "Begin")
    return [c.uid for c in people]


Write = Callable[..., Step]
_WRITES: dict[str, Callable[[Book], Write]] = {
    "trash": lambda book: book.trash,
    "verify": lambda book: lambda uids, progress: book.verify(uids, Means.CALLED, progress=progress),
    "list": lambda book: lambda uids, progress: book.add_to_list(uids, "Duty", progress=progress),
}


@pytest.mark.parametrize("which", _WRITES)
def test_it_tells_how_far_it_is_and_is_one_step(book: Book, uids: list[str], which: str) -> None:
    before = book.get_many(uids)
    seen: list[tuple[int, int]] = []

    def progress(done: int, total: int) -> bool:
        seen.append((done, total))
        return True

    step = _WRITES[which](book)(uids, progress=progress)
    assert step.count == _COUNT
    assert seen == [(0, _COUNT), (500, _COUNT), (1000, _COUNT)]
    assert all(new != old for new, old in zip(book.get_many(uids), before, strict=True))
    book.undo()
    assert book.get_many(uids) == before


@pytest.mark.parametrize("which", _WRITES)
def test_stopped_half_way_nothing_is_written(book: Book, uids: list[str], which: str) -> None:
    before, steps = book.get_many(uids), book.history()
    with pytest.raises(Cancelled, match="Nothing was changed"):
        _WRITES[which](book)(uids, progress=lambda done, _total: done < 1000)
    assert book.get_many(uids) == before
    assert book.history() == steps


def test_who_is_on_a_list_already_is_not_written_again(book: Book, uids: list[str]) -> None:
    book.add_to_list(uids[:3], "Duty")
    assert book.add_to_list(uids[:5], "Duty").count == 2
    assert book.get_many(uids[:1])[0].lists == ("Duty",)
