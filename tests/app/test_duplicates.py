"""Duplicates are found in a whole book, told apart for good, and made into one that undo takes apart again."""

import pytest
from hypothesis import HealthCheck, given, settings

from contactbook.app import duplicates
from contactbook.app.book import Book
from contactbook.domain import merging
from contactbook.domain.contact import Contact, Email, Kind, Phone
from contactbook.domain.duplicates import Candidate
from contactbook.domain.errors import Cancelled, ContactbookError
from tests.benchmarks.doubles import KINDS, doubled
from tests.strategies import contacts

ZOE = Contact(uid="a", name="Zoë Vandenbroucke", agency="IOM", city="Brussels", phones=(Phone("+32470550000"),))
ZOE_TOO = Contact(uid="b", name="Zoe Vandenbroucke", agency="IOM", emails=(Email("zoe@example.org"),))
DESK_LINE = Phone("+41225550000")


def found(book: Book) -> dict[frozenset[str], Candidate]:
    return {frozenset((c.one, c.other)): c for c in book.duplicates.find()}


def test_nearly_all_made_up_duplicates_are_found_and_hardly_any_false_one(book: Book) -> None:
    made = doubled(3000, 150)
    book.save_many(made.contacts, "Make up people")
    offered = found(book)
    right = made.pairs.keys() & offered.keys()
    assert len(right) >= 0.95 * len(made.pairs)
    assert len(offered.keys() - right) <= 0.02 * len(offered)
    for kind in KINDS:
        pairs = {pair for pair, its in made.pairs.items() if its == kind}
        assert len(pairs & right) >= 0.85 * len(pairs), kind


def test_the_reason_and_how_sure_are_told(book: Book) -> None:
    book.save_many([ZOE, ZOE_TOO], "Two")
    (candidate,) = book.duplicates.find()
    assert candidate.names == ("Zoë Vandenbroucke", "Zoe Vandenbroucke")
    assert candidate.reasons == ("Names differ by accents", "Same agency")
    assert candidate.level == "likely"


def test_a_shared_number_or_mailbox_alone_never_makes_two_people_one(book: Book) -> None:
    mailbox = Email("press@example.org")
    names = ("Ada Okello", "Marek Straßer", "Łucja Wiśniak")
    people = [
        Contact(uid=str(at), name=name, agency="IOM", city="Geneva", phones=(DESK_LINE,), emails=(mailbox,))
        for at, name in enumerate(names)
    ]
    desk = Contact(uid="d", kind=Kind.DESK, role="Press office", agency="IOM", city="Geneva", phones=(DESK_LINE,))
    book.save_many([*people, desk], "An office")
    assert book.duplicates.find() == []


def test_desks_on_one_line_are_one_where_nothing_tells_them_apart(book: Book) -> None:
    desk = Contact(uid="d", kind=Kind.DESK, role="Press office", agency="IOM", city="Geneva", phones=(DESK_LINE,))
    again = Contact(uid="e", kind=Kind.DESK, role="press office", agency="IOM", phones=(DESK_LINE,))
    other = Contact(uid="f", kind=Kind.DESK, role="Radio desk", agency="IOM", city="Geneva", phones=(DESK_LINE,))
    book.save_many([desk, again, other], "Desks")
    assert found(book).keys() == {frozenset("de")}


def test_a_name_in_another_language_counts_as_well(book: Book) -> None:
    from contactbook.domain.contact import Translation

    book.save_many(
        [
            Contact(uid="a", name="Hanako Yamakawa", translations=(Translation("ja", "山川花子"),), agency="IOM"),
            Contact(uid="b", name="山川花子", agency="IOM"),
        ],
        "Two",
    )
    assert found(book).keys() == {frozenset("ab")}


def test_what_lies_in_the_trash_is_no_duplicate(book: Book) -> None:
    book.save_many([ZOE, ZOE_TOO], "Two")
    book.trash(["b"])
    assert book.duplicates.find() == []


def test_a_search_stops_when_it_is_asked_to(book: Book) -> None:
    book.save_many([ZOE, ZOE_TOO], "Two")
    with pytest.raises(Cancelled):
        book.duplicates.find(lambda done, total: False)


def test_a_search_in_a_process_of_its_own_finds_the_same(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    book.save_many(doubled(300, 20).contacts, "Make up people")
    monkeypatch.setattr(duplicates, "_LARGE", 0)
    assert book.duplicates.find_beside(lambda _done, _total: True) == book.duplicates.find()


def test_not_the_same_is_remembered_and_can_be_taken_back(book: Book) -> None:
    book.save_many([ZOE, ZOE_TOO], "Two")
    book.duplicates.not_same("b", "a")
    assert book.duplicates.find() == []
    again = Book.open(book.path)
    assert again.duplicates.find() == []
    again.close()
    book.undo()
    assert found(book).keys() == {frozenset("ab")}
    book.redo()
    assert book.duplicates.find() == []


def test_a_merge_is_one_step_that_undo_takes_back(book: Book) -> None:
    cover = Contact(uid="c", name="Ada Okello", cover="b")
    book.save_many([ZOE, ZOE_TOO, cover], "Three")
    before = book.get_many(["a", "b", "c"])
    step = book.duplicates.merge("a", ["b"])
    assert step.name == "Merge Zoe Vandenbroucke into Zoë Vandenbroucke"
    made = book.get("a")
    assert made is not None
    assert [email.address for email in made.emails] == ["zoe@example.org"]
    assert book.get("b") is None
    assert [c.cover for c in book.get_many(["c"])] == ["a"]
    book.undo()
    assert book.get_many(["a", "b", "c"]) == before
    book.redo()
    assert book.get("a") == made
    assert book.get("b") is None


def test_several_are_merged_in_one_step(book: Book) -> None:
    book.save_many([ZOE, ZOE_TOO, Contact(uid="c", name="Z. Vandenbroucke", phones=(Phone("+3225550171"),))], "Three")
    book.duplicates.merge("a", ["b", "c"])
    made = book.get("a")
    assert made is not None
    assert [phone.number for phone in made.phones] == ["+32470550000", "+3225550171"]
    assert len(book.find().ids) == 1
    book.undo()
    assert len(book.find().ids) == 3


def test_what_was_printed_of_a_merged_contact_is_found_by_the_one_that_stays(book: Book) -> None:
    from contactbook.app.composing import block_in
    from contactbook.exchange.block import Layout

    book.save_many(
        [ZOE, Contact(uid="b", name="Zoe Vandenbroucke", phones=(Phone("+3225550171", public=True),))], "Two"
    )
    layout = Layout()
    block = block_in(layout, book.get_many(["b"]), format="text", today=book.today(), find=book.get)
    book.blocks.keep(block, layout, ["b"])
    book.blocks.save_preset("Duty", layout, uids=["a", "b"])
    book.duplicates.merge("a", ["b"])
    assert [standing.state for standing in book.blocks.of_contact("a")] == ["right"]
    assert book.blocks.presets()[0].uids == ("a",)
    book.undo()
    assert book.blocks.of_contact("a") == []
    assert book.blocks.presets()[0].uids == ("a", "b")


def test_not_the_same_goes_with_a_merge(book: Book) -> None:
    book.save_many([ZOE, ZOE_TOO, Contact(uid="c", name="Zoë Vandenbroucke", agency="IOM")], "Three")
    book.duplicates.not_same("b", "c")
    book.duplicates.merge("a", ["b"])
    assert book.duplicates.find() == []
    book.undo()
    assert found(book).keys() == {frozenset("ab"), frozenset("ac")}


def test_what_is_gone_cannot_be_merged(book: Book) -> None:
    book.save(ZOE)
    with pytest.raises(ContactbookError, match="not in the book"):
        book.duplicates.merge("a", ["b"])
    with pytest.raises(ContactbookError, match="not in the book"):
        book.duplicates.not_same("a", "b")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None)
@given(contacts(), contacts())
def test_undo_puts_both_back_exactly(book: Book, one: Contact, other: Contact) -> None:
    saved = [book.save(contact) for contact in (one, other)]
    if saved[0].uid == saved[1].uid:
        return
    before = book.get_many([c.uid for c in saved])
    stays, gone = merging.keeper(before)
    book.duplicates.merge(stays.uid, [gone.uid])
    book.undo()
    assert book.get_many([c.uid for c in saved]) == before
