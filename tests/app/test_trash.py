"""What leaves the trash leaves the book, and the journal brings it back."""

from dataclasses import replace
from datetime import timedelta

import pytest

from contactbook.app.book import Book
from contactbook.domain.contact import Contact
from contactbook.domain.errors import Cancelled


def test_emptying_is_one_step_that_undo_takes_back(book: Book) -> None:
    kept, gone = book.save(Contact(name="Anna Lindqvist")), book.save(Contact(name="Bo Ek"))
    book.trash([gone.uid])
    before = book.get_many([kept.uid, gone.uid])
    book.empty_trash()
    assert book.get_many([kept.uid, gone.uid]) == before[:1]
    assert (book.counts().trash, book.undo_name()) == (0, "Empty the trash")
    assert book.empty_trash() is None
    book.undo()
    now = book.get_many([kept.uid, gone.uid])
    assert [replace(c, deleted_at=None) for c in now] == [replace(c, deleted_at=None) for c in before]


def test_what_comes_back_waits_anew_and_the_step_before_is_still_undone_whole(book: Book) -> None:
    gone = book.save(Contact(name="Bo Ek"))
    book.trash([gone.uid])
    emptied = book.empty_trash(book.clock())
    assert emptied is not None
    waiting = book.clock()
    book.undo(emptied.id)
    assert book.trashed(waiting) == []
    assert book.trashed() == [gone.uid]
    book.undo()  # the move to the trash, with nothing to ask
    assert book.get_many([gone.uid]) == [replace(gone, updated_at=book.get_many([gone.uid])[0].updated_at)]


def test_what_leaves_by_itself_is_no_step_of_the_person_s(book: Book) -> None:
    old, fresh = book.save(Contact(name="Anna Lindqvist")), book.save(Contact(name="Bo Ek"))
    book.trash([old.uid])
    month = book.clock() + timedelta(seconds=1)
    book.trash([fresh.uid])
    book.undo()
    step = book.empty_trash(month)
    assert step is not None
    assert (book.get(old.uid), book.get(fresh.uid) is not None) == (None, True)
    assert (book.undo_name(), book.redo_name()) == ("Move Anna Lindqvist to the trash", "Move Bo Ek to the trash")
    book.redo()
    book.undo(step.id)
    held = book.get(old.uid)
    assert held is not None
    assert held.deleted_at is not None


def test_emptying_can_be_cancelled(book: Book) -> None:
    step = book.save_many([Contact(name=f"Person {i}") for i in range(600)], "Import")
    book.trash(book.contacts_of(step))
    with pytest.raises(Cancelled):
        book.empty_trash(progress=lambda done, _total: done < 500)
    assert book.counts().trash == 600
