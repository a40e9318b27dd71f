"""A country's renumbering over the book: what would change is seen before, and it is one step."""

from dataclasses import replace

import pytest

from contactbook.app import renumbering
from contactbook.app.book import Book
from contactbook.domain.contact import Contact, Phone, Verdict
from contactbook.domain.errors import Cancelled
from contactbook.domain.renumbering import Renumbering

RULE = Renumbering("+22507", "+2250707", 8)


def ivorian(name: str, number: str, *more: Phone) -> Contact:
    return Contact(name=name, phones=(Phone(number, number, verdict=Verdict.UNUSUAL), *more))


def numbers(book: Book, uid: str) -> list[str]:
    contact = book.get(uid)
    assert contact is not None
    return [phone.number for phone in contact.phones]


def test_what_would_change_is_listed_and_written_as_one_step(book: Book) -> None:
    ada = book.save(replace(ivorian("Ada Kone", "+22507000000"), photo=b"face"))
    bo = book.save(ivorian("Bo Ek", "+2250700000", Phone("+41790000000")))
    gone = book.save(ivorian("Cleo Roth", "+22507000001"))
    book.trash([gone.uid])
    before = book.get_many([ada.uid, bo.uid])
    found = renumbering.look(book, RULE)
    assert [(one.who, one.new.number, one.is_doubtful) for one in found] == [("Ada Kone", "+2250707000000", False)]
    step = renumbering.write(book, RULE, found)
    assert (step.name, step.count) == ("Renumber +22507 to +2250707 in Ada Kone", 1)
    assert numbers(book, ada.uid) == ["+2250707000000"]
    assert book.get_many([ada.uid])[0].photo == b"face"
    assert renumbering.look(book, RULE) == []
    book.undo()
    assert book.get_many([ada.uid, bo.uid]) == before


def test_only_in_those_that_are_chosen_and_what_cannot_be_one_is_marked(book: Book) -> None:
    ada, bo = book.save(ivorian("Ada Kone", "+22507000000")), book.save(ivorian("Bo Ek", "+22507000011"))
    rule = Renumbering("+22507", "+225070707", 8)
    (one,) = renumbering.look(book, rule, [bo.uid])
    assert (one.uid, one.is_doubtful) == (bo.uid, True)
    renumbering.write(book, rule, [one])
    assert numbers(book, bo.uid) == ["+225070707000011"]
    assert numbers(book, ada.uid) == ["+22507000000"]
    assert book.counts().attention == 2


def test_a_number_that_changed_meanwhile_is_left(book: Book) -> None:
    ada = book.save(ivorian("Ada Kone", "+22507000000"))
    found = renumbering.look(book, RULE)
    book.save(replace(ada, phones=(replace(ada.phones[0], label="Duty"),)))
    renumbering.write(book, RULE, found)
    assert numbers(book, ada.uid) == ["+22507000000"]


def test_normalised_in_the_country_of_the_city(book: Book) -> None:
    typed = Phone("0722000000", "0722 000000", verdict=Verdict.INVALID)
    ada = book.save(Contact(name="Ada Okello", city="Nairobi", country="KE", phones=(typed,)))
    book.save(Contact(name="Bo Ek", phones=(typed,)))
    found = renumbering.look(book, None)
    assert [(one.who, one.new.number) for one in found] == [("Ada Okello", "+254722000000")]
    assert renumbering.write(book, None, found).name == "Normalise numbers of Ada Okello"
    assert numbers(book, ada.uid) == ["+254722000000"]


def test_looking_and_writing_can_be_cancelled(book: Book) -> None:
    book.save_many([ivorian(f"Person {n}", f"+22507{n:06}") for n in range(600)], "Import")
    with pytest.raises(Cancelled):
        renumbering.look(book, RULE, progress=lambda done, _total: done < 500)
    found = renumbering.look(book, RULE)
    assert len(found) == 600
    with pytest.raises(Cancelled):
        renumbering.write(book, RULE, found, progress=lambda done, _total: done < 500)
    assert len(renumbering.look(book, RULE)) == 600
