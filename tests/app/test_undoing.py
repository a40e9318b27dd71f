"""Steps are taken back: one, or all since one, whatever changed since, and put back again."""

from dataclasses import replace

import pytest

from contactbook.app.book import Book
from contactbook.domain.contact import Contact, Phone
from contactbook.domain.errors import Cancelled, NothingToUndo
from contactbook.domain.undoing import ChangedSince

ANNA = Contact(
    name="Anna Lindqvist",
    role="Spokesperson",
    agency="UNHCR",
    city="Geneva",
    phones=(Phone("+41790000000", "079 000 00 00", public=True), Phone("+41220000000", "+41 22 000 00 00")),
)


def names(book: Book, query: str = "", **options: str) -> list[str]:
    found = book.find(query, **options)
    return [row.name for row in book.rows(found.ids)]


def edit(book: Book, uid: str, **fields: object) -> int:
    """Change fields of a contact as a step, and give its number."""
    book.save(replace(held(book, uid), **fields))  # type: ignore[arg-type]
    return newest(book)


def newest(book: Book) -> int:
    return book.history(limit=1)[0].id


def held(book: Book, uid: str) -> Contact:
    got = book.get(uid)
    assert got is not None
    return got


def test_an_import_from_last_week_is_taken_back_but_for_what_changed_since(book: Book) -> None:
    anna = book.save(ANNA)
    step = book.save_many(
        [replace(anna, role="Head of press", notes="New"), Contact(name="Bo Ek")], "Import", means="vcard"
    )
    bo = next(uid for uid in book.contacts_of(step) if uid != anna.uid)
    held = book.get(anna.uid)
    assert held is not None
    book.save(replace(held, role="Director"))
    with pytest.raises(ChangedSince, match="Anna Lindqvist changed since") as refused:
        book.undo(step.id)
    assert [(c.uid, c.key, c.before, c.made, c.now) for c in refused.value.conflicts] == [
        (anna.uid, "role", ANNA.role, "Head of press", "Director")
    ]
    assert book.get(bo) is not None
    book.undo(step.id, keep_later=True)
    got = book.get(anna.uid)
    assert got is not None
    assert (got.role, got.notes, book.get(bo)) == ("Director", None, None)
    newest, _edit, imported, _add = book.history()
    assert (newest.name, newest.means, imported.undone) == ("Undo: Import (in part)", "undo", True)
    book.redo()
    got = book.get(anna.uid)
    assert got is not None
    assert (got.role, got.notes, book.get(bo) is not None) == ("Director", "New", True)
    book.undo(step.id, also=refused.value.conflicts)
    got = book.get(anna.uid)
    assert got is not None
    assert (got.role, got.notes, book.get(bo)) == (ANNA.role, None, None)
    assert book.history()[0].name == "Undo: Import"


def test_what_was_chosen_is_left_where_it_changed_once_more(book: Book) -> None:
    anna = book.save(ANNA)
    edit = book.save(replace(anna, role="Head of press")) and book.history()[0].id
    book.save(replace(anna, role="Director"))
    with pytest.raises(ChangedSince) as seen:
        book.undo(edit)
    book.save(replace(anna, role="Nobody has seen this"))
    with pytest.raises(ChangedSince):
        book.undo(edit, also=seen.value.conflicts)
    with pytest.raises(NothingToUndo, match="all of it changed since"):
        book.undo(edit, also=seen.value.conflicts, keep_later=True)


def test_undo_of_the_newest_after_an_older_one_brings_nothing_of_the_older_back(book: Book) -> None:
    anna = book.save(ANNA)
    older = book.save(replace(anna, role="Head of press")) and book.history()[0].id
    held = book.get(anna.uid)
    assert held is not None
    book.save(replace(held, notes="Ring after nine"))
    book.undo(older)
    book.undo()
    got = book.get(anna.uid)
    assert got is not None
    assert (got.role, got.notes) == (ANNA.role, None)


def test_a_list_on_which_others_were_put_since_stays(book: Book) -> None:
    anna, bo = book.save(ANNA), book.save(Contact(name="Bo Ek"))
    step = book.add_to_list([anna.uid], "Duty")
    book.add_to_list([bo.uid], "Duty")
    with pytest.raises(ChangedSince, match="Duty changed since"):
        book.undo(step.id)
    book.undo(step.id, keep_later=True)
    assert names(book, view='list:"Duty"') == ["Bo Ek"]
    book.redo()
    assert names(book, view='list:"Duty"') == ["Anna Lindqvist", "Bo Ek"]


def test_a_deleted_list_comes_back_with_its_contacts_whatever_else_changed(book: Book) -> None:
    anna = book.save(replace(ANNA, lists=("Duty",)))
    book.create_list("Empty")
    book.delete_list("Duty")
    gone = book.history()[0].id
    book.delete_list("Empty")
    held = book.get(anna.uid)
    assert held is not None
    book.save(replace(held, notes="Ring after nine"))
    book.undo(gone)
    assert book.lists() == [("Duty", 1)]
    book.undo()
    book.undo()
    assert book.lists() == [("Duty", 1), ("Empty", 0)]


def test_undo_of_a_large_step_can_be_cancelled(book: Book) -> None:
    step = book.save_many([Contact(name=f"Person {i}") for i in range(1200)], "Import")
    with pytest.raises(Cancelled):
        book.undo(step.id, progress=lambda done, _total: done < 1000)
    assert book.counts().all == 1200
    book.undo(step.id, progress=lambda _done, _total: True)
    assert book.counts().all == 0


def test_redo_of_a_large_step_tells_how_far_it_is_and_can_be_cancelled(book: Book) -> None:
    step = book.save_many([Contact(name=f"Person {i}") for i in range(1200)], "Import")
    book.undo(step.id)
    assert book.next_redo() == replace(step, undone=True)
    with pytest.raises(Cancelled):
        book.redo(progress=lambda done, _total: done < 1000)
    assert book.counts().all == 0
    told: list[tuple[int, int]] = []
    book.redo(progress=lambda done, total: bool(told.append((done, total)) or True))
    assert told[0] == (0, 1200)
    assert len(told) > 1
    assert book.counts().all == 1200


# A step was taken back in part: what was left goes back with the step that stood in its way.


def test_the_later_step_brings_back_what_stood_before_both(book: Book) -> None:
    anna = book.save(ANNA)
    older = edit(book, anna.uid, role="Head of press", notes="New")
    later = edit(book, anna.uid, role="Director")
    book.undo(older, keep_later=True)
    assert (held(book, anna.uid).role, held(book, anna.uid).notes) == ("Director", None)
    book.undo(later)
    assert held(book, anna.uid).role == "Spokesperson"
    book.redo()
    assert held(book, anna.uid).role == "Director"
    book.redo()
    assert (held(book, anna.uid).role, held(book, anna.uid).notes) == ("Director", "New")


def test_numbers_that_were_left_go_one_by_one(book: Book) -> None:
    anna = book.save(ANNA)
    mine, added = Phone("+41790000011", "+41790000011"), Phone("+41790000022", "+41790000022")
    older = edit(book, anna.uid, phones=(*ANNA.phones, added), notes="New")
    later = edit(book, anna.uid, phones=(*ANNA.phones, replace(added, public=True), mine))
    book.undo(older, keep_later=True)
    assert len(held(book, anna.uid).phones) == 4
    book.undo(later)
    assert held(book, anna.uid).phones == ANNA.phones


def test_what_was_written_again_by_hand_in_between_stays(book: Book) -> None:
    anna = book.save(ANNA)
    older = edit(book, anna.uid, role="Head of press", notes="New")
    edit(book, anna.uid, role="On leave")
    edit(book, anna.uid, role="Head of press")
    later = edit(book, anna.uid, role="Director")
    book.undo(older, keep_later=True)
    book.undo(later)
    assert held(book, anna.uid).role == "Head of press"


def test_a_step_that_did_not_touch_the_field_leaves_it(book: Book) -> None:
    anna = book.save(ANNA)
    older = edit(book, anna.uid, role="Head of press", notes="New")
    between = edit(book, anna.uid, address="Example Street 1")
    edit(book, anna.uid, role="Director")
    book.undo(older, keep_later=True)
    book.undo(between)
    assert (held(book, anna.uid).role, held(book, anna.uid).address) == ("Director", None)


def test_who_was_kept_stays_in_the_book(book: Book) -> None:
    step = book.save_many([ANNA, Contact(name="Bo Ek")], "Import")
    anna = next(c for c in book.get_many(book.contacts_of(step)) if c.name == ANNA.name)
    later = edit(book, anna.uid, notes="Ring after nine")
    book.undo(step.id, keep_later=True)
    book.undo(later)
    assert held(book, anna.uid).notes is None


# All since a step


def test_all_since_a_step_goes_back_as_one_that_one_redo_puts_back(book: Book) -> None:
    anna = book.save(ANNA)
    first = edit(book, anna.uid, role="Head of press")
    bo = book.save(Contact(name="Bo Ek"))
    book.create_list("Duty")
    book.add_to_list([anna.uid, bo.uid], "Duty")
    book.trash([anna.uid])
    before = (held(book, anna.uid), held(book, bo.uid), book.lists())
    taken = book.undo_since(first)
    assert [step.name for step in taken][-1] == "Edit Anna Lindqvist"
    assert len(taken) == 5
    assert (held(book, anna.uid), book.get(bo.uid), book.lists()) == (anna, None, [])
    assert (book.history(limit=1)[0].name, book.undo_name()) == (
        "Undo back to: Edit Anna Lindqvist",
        "Add Anna Lindqvist",
    )
    book.redo()
    assert (held(book, anna.uid), held(book, bo.uid), book.lists()) == before
    assert book.undo_name() == "Move Anna Lindqvist to the trash"
    assert not any(step.undone for step in book.history())
    with pytest.raises(NothingToUndo):
        book.redo()


def test_since_the_newest_is_that_step_alone(book: Book) -> None:
    book.save(ANNA)
    assert [step.name for step in book.undo_since(newest(book))] == ["Add Anna Lindqvist"]
    assert book.history(limit=1)[0].name == "Undo: Add Anna Lindqvist"
    with pytest.raises(NothingToUndo):
        book.undo_since(1)


def test_what_an_undo_in_between_did_is_told_first(book: Book) -> None:
    book.save(ANNA)
    step = book.save_many([Contact(name="Bo Ek"), Contact(name="Cleo Roth")], "Import")
    bo = next(c for c in book.get_many(book.contacts_of(step)) if c.name == "Bo Ek")
    later = edit(book, bo.uid, notes="Ring after nine")
    with pytest.raises(ChangedSince) as refused:
        book.undo(step.id)
    book.undo(step.id, also=refused.value.conflicts)  # Bo Ek is gone
    book.save(Contact(name="Dana Ruiz"))
    with pytest.raises(ChangedSince, match="an undo in between changed Bo Ek") as refused:
        book.undo_since(later)
    assert refused.value.since
    assert names(book) == ["Anna Lindqvist", "Dana Ruiz"]
    book.undo_since(later, keep_later=True)
    assert names(book) == ["Anna Lindqvist"]
    book.redo()
    book.undo_since(later, also=refused.value.conflicts)
    assert (names(book, "bo"), held(book, bo.uid).notes) == (["Bo Ek"], None)


def test_all_since_can_be_cancelled(book: Book) -> None:
    step = book.save_many([Contact(name=f"Person {i}") for i in range(1200)], "Import")
    book.trash(book.contacts_of(step))
    with pytest.raises(Cancelled):
        book.undo_since(step.id, progress=lambda done, _total: done < 1000)
    assert (book.counts().trash, book.undo_name()) == (1200, "Move 1,200 contacts to the trash")
