from dataclasses import replace

import pytest

from contactbook.app.book import Book
from contactbook.app.reverting import restore
from contactbook.app.righting import Remedy, Righting, put_right, verify_one
from contactbook.domain.contact import Contact, Email, Means, Phone, Verdict
from contactbook.domain.errors import ContactbookError
from contactbook.domain.undoing import ChangedSince
from contactbook.domain.value_words import conflict_texts

BROKEN = Phone("12", "see 12", public=True, verdict=Verdict.INVALID)
SLIP = Email("a.perret@exmaple.org", public=True, verdict=Verdict.UNUSUAL)


@pytest.fixture
def aline(book: Book) -> Contact:
    phones = (Phone("+41795550000", public=True), BROKEN)
    return book.save(Contact(name="Aline Perret", city="Geneva", country="CH", phones=phones, emails=(SLIP,)))


def right(book: Book, contact: Contact, detail: Phone | Email, remedy: Remedy, text: str = "") -> Contact:
    put_right(book, [Righting(contact.uid, detail, remedy, text)])
    held = book.get(contact.uid)
    assert held is not None
    return held


def test_one_number_is_verified_however_it_is_written(book: Book, aline: Contact) -> None:
    verify_one(book, aline.uid, "079 555 00 00", Means.EMAILED)
    held = book.get(aline.uid)
    assert held is not None
    assert (held.phones[0].verified_on, held.phones[0].verified_by) == (book.today(), Means.EMAILED)
    assert held.verified_on is None, "the public address was not verified"
    verify_one(book, aline.uid, "A.Perret@exmaple.org", Means.WEB)
    held = book.get(aline.uid)
    assert held is not None
    assert held.verified_on == book.today()


def test_what_cannot_be_right_is_not_verified(book: Book, aline: Contact) -> None:
    with pytest.raises(ContactbookError, match="cannot be verified"):
        verify_one(book, aline.uid, "see 12", Means.CALLED)
    with pytest.raises(ContactbookError, match="no number or address"):
        verify_one(book, aline.uid, "+12025550123", Means.CALLED)


def test_a_number_kept_as_a_note_goes_and_its_words_stay(book: Book, aline: Contact) -> None:
    held = right(book, aline, aline.phones[1], Remedy.NOTE)
    assert [p.number for p in held.phones] == ["+41795550000"]
    assert held.notes == "see 12"


def test_what_is_left_as_it_is_is_remembered_until_it_changes_or_is_taken_back(book: Book, aline: Contact) -> None:
    right(book, aline, aline.phones[1], Remedy.LEAVE)
    held = right(book, aline, aline.emails[0], Remedy.LEAVE)
    assert book.counts().attention == 0
    book.save(held)
    assert book.counts().attention == 0
    book.undo()
    book.undo()
    assert book.counts().attention == 1, "the address needs attention again, the number does not"


def test_what_was_left_as_it_is_is_taken_back_by_itself_after_another_change(book: Book, aline: Contact) -> None:
    both = (aline.phones[1], aline.emails[0])
    left = put_right(book, [Righting(aline.uid, detail, Remedy.LEAVE) for detail in both])
    edited = book.save(replace(book.get_many([aline.uid])[0], role="Head of press"))
    book.undo(left.id)
    held = book.get_many([aline.uid])[0]
    assert ([d.left_alone for d in (*held.phones, *held.emails)], held.role) == ([False] * 3, edited.role)
    assert book.counts().attention == 1
    book.redo()
    held = book.get_many([aline.uid])[0]
    assert ([d.left_alone for d in (*held.phones, *held.emails)], held.role) == ([False, True, True], edited.role)
    assert book.counts().attention == 0
    book.undo_since(left.id)
    held = book.get_many([aline.uid])[0]
    assert ([d.left_alone for d in (*held.phones, *held.emails)], held.role) == ([False] * 3, None)


def test_a_change_before_it_was_left_as_it_is_is_not_taken_back_unseen(book: Book, aline: Contact) -> None:
    labelled = book.save(replace(aline, phones=(aline.phones[0], replace(BROKEN, label="desk"))))
    step = book.history(limit=1)[0]
    right(book, aline, labelled.phones[1], Remedy.LEAVE)
    with pytest.raises(ChangedSince, match="changed since") as refused:
        book.undo(step.id)
    assert conflict_texts(refused.value.conflicts[0])[1:] == (
        "12 (public, desk)", "12 (public, desk, left as it is)",
    )  # fmt: skip
    assert book.get_many([aline.uid])[0].phones[1].left_alone


def test_a_contact_goes_back_in_its_history_to_before_it_was_left_as_it_is(book: Book, aline: Contact) -> None:
    step = book.history(limit=1)[0]
    right(book, aline, BROKEN, Remedy.LEAVE)
    restore(book, aline.uid, step.id)
    assert not book.get_many([aline.uid])[0].phones[1].left_alone


def test_it_is_right_verifies_that_detail(book: Book, aline: Contact) -> None:
    held = right(book, aline, aline.emails[0], Remedy.RIGHT)
    assert held.emails[0].verified_on == book.today()


def test_another_number_takes_its_place_in_the_country_of_the_city(book: Book, aline: Contact) -> None:
    held = right(book, aline, aline.phones[1], Remedy.USE, "022 555 00 00")
    assert (held.phones[1].number, held.phones[1].public) == ("+41225550000", True)


def test_a_remedy_for_many_is_one_step(book: Book, aline: Contact) -> None:
    other = book.save(Contact(name="Tomas Vrba", emails=(Email("t.vrba@exmaple.org", verdict=Verdict.UNUSUAL),)))
    put_right(
        book,
        [
            Righting(aline.uid, aline.emails[0], Remedy.USE, "a.perret@example.org"),
            Righting(other.uid, other.emails[0], Remedy.USE, "t.vrba@example.org"),
        ],
    )
    assert {e.address for c in book.get_many([aline.uid, other.uid]) for e in c.emails} == {
        "a.perret@example.org", "t.vrba@example.org",
    }  # fmt: skip
    book.undo()
    assert {e.address for c in book.get_many([aline.uid, other.uid]) for e in c.emails} == {
        "a.perret@exmaple.org", "t.vrba@exmaple.org",
    }  # fmt: skip


def test_a_detail_that_is_gone_by_now_is_left(book: Book, aline: Contact) -> None:
    gone = Phone("+12025550123")
    assert right(book, aline, gone, Remedy.NOTE).notes is None
