"""A contact, or one field of it, is put back as its history has it."""

from dataclasses import replace
from datetime import date

import pytest

from contactbook.app import reverting
from contactbook.app.book import Book
from contactbook.domain.contact import Contact, Means, Phone
from contactbook.domain.errors import NothingToUndo

A, B, C = (Phone(f"+4179000000{n}", f"+4179000000{n}", public=True) for n in range(3))
ANNA = Contact(name="Anna Lindqvist", role="Spokesperson", city="Geneva", country="CH", phones=(A,), photo=b"face")


def held(book: Book, uid: str) -> Contact:
    got = book.get(uid)
    assert got is not None
    return got


def edit(book: Book, uid: str, **fields: object) -> int:
    book.save(replace(held(book, uid), **fields))  # type: ignore[arg-type]
    return book.history(limit=1)[0].id


def test_the_whole_contact_is_as_the_step_left_it(book: Book) -> None:
    anna = book.save(ANNA)
    edited = edit(book, anna.uid, role="Head of press", phones=(A, B), lists=("Duty",))
    then = held(book, anna.uid)
    edit(book, anna.uid, name="Anna Ek", city="Nairobi", country="KE", photo=None, lists=())
    book.delete_list("Duty")
    now = held(book, anna.uid)
    step = reverting.restore(book, anna.uid, edited)
    got = held(book, anna.uid)
    assert got == replace(then, updated_at=got.updated_at)
    assert got.updated_at != then.updated_at
    assert step.name == "Restore Anna Ek as of 22 November 2026, 10:02"
    assert book.lists() == [("Duty", 1)]
    book.undo()
    assert (held(book, anna.uid), book.lists()) == (now, [])


def test_one_field_goes_back_with_what_means_something_only_beside_it(book: Book) -> None:
    anna = book.save(ANNA)
    first = book.history()[0].id
    edit(book, anna.uid, role="Head of press", city="Nairobi", country="KE")
    step = reverting.restore(book, anna.uid, first, "city")
    got = held(book, anna.uid)
    assert (got.city, got.country, got.role) == ("Geneva", "CH", "Head of press")
    assert step.name == "Put back city of Anna Lindqvist"


def test_a_number_that_an_edit_ate_comes_back_beside_those_of_later(book: Book) -> None:
    anna = book.save(replace(ANNA, phones=(A, B)))
    ate = edit(book, anna.uid, phones=(A,), role="Head of press")
    edit(book, anna.uid, phones=(A, C))
    reverting.put_back(book, anna.uid, ate, "phones")
    assert [p.number for p in held(book, anna.uid).phones] == [A.number, B.number, C.number]
    assert held(book, anna.uid).role == "Head of press"


def test_what_the_step_changed_is_put_back_even_where_it_changed_again(book: Book) -> None:
    anna = book.save(ANNA)
    edited = edit(book, anna.uid, role="Head of press")
    edit(book, anna.uid, role="Director")
    reverting.put_back(book, anna.uid, edited, "role")
    assert held(book, anna.uid).role == "Spokesperson"


def test_a_contact_is_as_verified_as_the_number_that_comes_back(book: Book) -> None:
    old = replace(A, verified_on=date(2026, 1, 5), verified_by=Means.CALLED)
    anna = book.save(replace(ANNA, phones=(old,)))
    first = book.history()[0].id
    edit(book, anna.uid, phones=(B,))
    reverting.restore(book, anna.uid, first, "phones")
    assert (held(book, anna.uid).verified_on, held(book, anna.uid).phones) == (date(2026, 1, 5), (old,))


def test_out_of_the_trash_and_into_it_for_its_whole_time(book: Book) -> None:
    anna = book.save(ANNA)
    first = book.history()[0].id
    trashed = book.trash([anna.uid])
    reverting.restore(book, anna.uid, first)
    assert held(book, anna.uid).deleted_at is None
    moment = book.clock()
    reverting.restore(book, anna.uid, trashed.id)
    assert book.trashed(moment) == []
    assert book.trashed() == [anna.uid]


@pytest.mark.parametrize(
    ("step", "why"), [(2, "is as it was then"), (1, "was not in the book then"), (99, "no step 99")]
)
def test_what_cannot_be_is_said_and_nothing_is_written(book: Book, step: int, why: str) -> None:
    book.save(Contact(name="Bo Ek"))
    anna = book.save(ANNA)
    with pytest.raises(NothingToUndo, match=why):
        reverting.restore(book, anna.uid, step)
    assert len(book.history()) == 2
