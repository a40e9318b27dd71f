"""The book as a person uses it: every write a step, every step taken back and put back, restarts or not."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from contactbook.app.book import Book
from contactbook.domain.changes import Change
from contactbook.domain.contact import Contact, Email, Kind, Means, Phone, Verdict
from contactbook.domain.errors import BadQuery, Cancelled, NothingToUndo
from tests.clock import Clock

ANNA = Contact(
    name="Anna Lindqvist",
    role="Spokesperson",
    agency="UNHCR",
    city="Geneva",
    phones=(
        Phone("+41790000000", "079 000 00 00", public=True, verdict=Verdict.UNUSUAL),
        Phone("+41220000000", "+41 22 000 00 00", verdict=Verdict.UNUSUAL),
    ),
    emails=(Email("anna.lindqvist@example.org", public=True),),
    languages=("en", "sv"),
    topics=("Winter appeal",),
)


def names(book: Book, query: str = "", **options: str) -> list[str]:
    found = book.find(query, **options)
    return [row.name for row in book.rows(found.ids)]


def test_an_absent_book_is_an_empty_one_and_reading_makes_no_file(tmp_path: Path) -> None:
    path = tmp_path / "none" / "book.db"
    book = Book.open(path)
    assert list(book.find().ids) == []
    assert book.counts().all == 0
    assert not path.exists()


def test_a_saved_contact_comes_back_whole_after_a_restart(book: Book) -> None:
    saved = book.save(replace(ANNA, photo=b"\x89PNG photo", card=b"BEGIN:VCARD", lists=("Duty",)))
    book.close()
    again = Book.open(book.path)
    got = again.get(saved.uid)
    again.close()
    assert got == saved
    assert got is not None
    assert (got.city, got.country, got.given, got.family) == ("Geneva", "CH", "Anna", "Lindqvist")


def test_undo_and_redo_survive_a_restart_and_name_their_steps(book: Book) -> None:
    saved = book.save(ANNA)
    book.save(replace(saved, role="Senior spokesperson"))
    assert book.undo_name() == "Edit Anna Lindqvist"
    book.close()

    book = Book.open(book.path, clock=Clock())
    book.undo()
    got = book.get(saved.uid)
    assert got is not None
    assert got.role == "Spokesperson"
    book.undo()
    assert book.get(saved.uid) is None
    assert (book.undo_name(), book.redo_name()) == (None, "Add Anna Lindqvist")
    book.close()

    book = Book.open(book.path, clock=Clock())
    book.redo()
    book.redo()
    got = book.get(saved.uid)
    assert got is not None
    assert got.role == "Senior spokesperson"
    with pytest.raises(NothingToUndo):
        book.redo()
    book.close()


def test_a_new_step_ends_redo(book: Book) -> None:
    saved = book.save(ANNA)
    book.undo()
    book.save(replace(ANNA, name="Bo Ek"))
    with pytest.raises(NothingToUndo):
        book.redo()
    assert book.get(saved.uid) is None


def test_undo_after_redo_takes_the_same_step_back_again(book: Book) -> None:
    saved = book.save(ANNA)
    for _round in range(3):
        book.undo()
        assert book.get(saved.uid) is None
        book.redo()
        assert book.get(saved.uid) == saved


def test_an_older_step_is_taken_back_unless_its_contacts_changed_since(book: Book) -> None:
    anna = book.save(ANNA)
    bo = book.save(Contact(name="Bo Ek", agency="IOM", city="Vienna"))
    add_anna, add_bo = book.history()[1].id, book.history()[0].id
    book.save(replace(anna, role="Head of press"))
    book.undo(add_bo)
    assert book.get(bo.uid) is None
    with pytest.raises(NothingToUndo, match="changed since"):
        book.undo(add_anna)
    assert book.get(anna.uid) is not None


def test_undoing_nothing_says_so(book: Book) -> None:
    with pytest.raises(NothingToUndo, match="nothing to undo"):
        book.undo()
    book.save(ANNA)
    with pytest.raises(NothingToUndo, match="no such step"):
        book.undo(99)


def test_trash_and_restore(book: Book) -> None:
    saved = book.save(ANNA)
    book.trash([saved.uid])
    assert names(book) == []
    assert names(book, view="is:trash") == ["Anna Lindqvist"]
    assert (book.counts().all, book.counts().trash) == (0, 1)
    book.restore([saved.uid])
    assert names(book) == ["Anna Lindqvist"]


@pytest.mark.parametrize(
    "query",
    [
        "ann", "lindq", "lindqvist anna", "genf", "женева", "جنيف", "日内瓦", "unhcr", "spokes", "winter", "079 000",
        "+41 79 000", "0790000000", "79000", "lang:sv", "swedish", "city:geneva agency:unhcr", "name:anna", "is:public",
        "is:attention", '"anna lindqvist"', "bo | anna", "anna -iom", "lindqvist@example.org", "topic:winter",
    ],
)  # fmt: skip
def test_search_finds_her_by(book: Book, query: str) -> None:
    book.save(ANNA)
    book.save(Contact(name="Rolf Berg", agency="IOM", city="Vienna"))
    assert names(book, query) == ["Anna Lindqvist"]


@pytest.mark.parametrize("query", ["nna", "agency:iom", "anna -geneva", "name:geneva", "078 000", "is:away"])
def test_search_does_not_find_her_by(book: Book, query: str) -> None:
    book.save(ANNA)
    assert names(book, query) == []


@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("Łukasz Wiśniewski", "lukasz wisn"),
        ("Bjørn Sørensen", "sorensen"),
        ("Eugen Straßer", "strasser"),
        ("Ольга Ёлкина", "елкина"),
        ("أحمد حداد", "احمد"),
        ("陈思远", "思远"),
        ("Fatoumata N’Diaye", "ndiaye"),
        ("Fatoumata N’Diaye", "n'diaye"),
    ],
)
def test_search_folds(book: Book, name: str, query: str) -> None:
    book.save(Contact(name=name))
    assert names(book, query) == [name]


def test_a_quoted_place_is_just_that_place_and_an_empty_one_none(book: Book) -> None:
    book.save(Contact(name="Anna", city="York", agency="WHO"))
    book.save(Contact(name="Bo", city="New York", agency="WHO Europe"))
    book.save(Contact(name="Cy"))
    assert names(book, view='city:"York"') == ["Anna"]
    assert names(book, view='agency:"WHO"') == ["Anna"]
    assert names(book, "city:york") == ["Bo", "Anna"]
    assert names(book, view='city:"" agency:""') == ["Cy"]
    assert names(book, 'name:"Ann"') == []


def test_nothing_found_offers_near_names(book: Book) -> None:
    book.save(ANNA)
    assert "Lindqvist" in " ".join(book.find("linqvist").suggestions)


def test_nothing_found_offers_no_far_name(book: Book) -> None:
    book.save(Contact(name="Marisol Ayala"))
    assert not book.find("layla").suggestions


def test_the_number_that_matched_stands_in_the_row(book: Book) -> None:
    book.save(ANNA)
    ids = book.find("022 000").ids
    assert book.rows(ids, "022 000")[0].number == "+41 22 000 00 00"
    assert book.rows(ids)[0].number == "+41 79 000 00 00"


def test_sections_and_tree_follow_the_grouping(book: Book) -> None:
    book.save(ANNA)
    book.save(Contact(name="Bo Ek", agency="IOM", city="Geneva"))
    book.save(Contact(name="Cy Dahl", agency="IOM", city="Vienna"))
    book.save(Contact(name="Nobody Anywhere"))
    by_city = [(s.title, s.subtitle, s.start, s.count) for s in book.find().sections]
    assert by_city == [
        ("Geneva", "IOM", 0, 1),
        ("Geneva", "UNHCR", 1, 1),
        ("Vienna", "IOM", 2, 1),
        ("No city", "No agency", 3, 1),
    ]
    by_agency = [(s.title, s.subtitle) for s in book.find(grouping="agency").sections]
    assert by_agency[:2] == [("IOM", "Geneva"), ("IOM", "Vienna")]
    assert [(g.name, g.count, len(g.children)) for g in book.tree()] == [
        ("Geneva", 2, 2),
        ("Vienna", 1, 1),
        ("No city", 1, 1),
    ]


def test_verifying_dates_every_detail_and_an_edit_takes_the_date_of_what_changed(book: Book) -> None:
    saved = book.save(ANNA)
    book.verify([saved.uid], Means.CALLED)
    seen = book.get(saved.uid)
    assert seen is not None
    assert seen.verified_on == date(2026, 11, 22)
    assert book.counts().attention == 0
    other = Phone("+41790000001", "+41 79 000 00 01", public=True)
    book.save(replace(seen, phones=(other, seen.phones[1])))
    after = book.get(saved.uid)
    assert after is not None
    assert after.phones[0].verified_on is None
    assert after.phones[1].verified_on == date(2026, 11, 22)
    assert after.verified_on is None


def test_lists_are_made_filled_and_taken_back(book: Book) -> None:
    saved = book.save(ANNA)
    book.create_list("Belarus border")
    assert book.lists() == [("Belarus border", 0)]
    book.add_to_list([saved.uid], "Belarus border")
    assert names(book, view='list:"Belarus border"') == ["Anna Lindqvist"]
    book.rename_list("Belarus border", "Winter")
    assert book.lists() == [("Winter", 1)]
    book.undo()
    book.delete_list("Belarus border")
    assert book.lists() == []
    book.undo()
    assert book.lists() == [("Belarus border", 1)]
    book.undo()
    book.undo()
    assert book.lists() == []


def test_a_step_that_is_cancelled_leaves_nothing(book: Book) -> None:
    many = [Contact(name=f"Person {i}") for i in range(2000)]
    with pytest.raises(Cancelled):
        book.save_many(many, "Import", progress=lambda done, _total: done < 1000)
    assert book.counts().all == 0
    assert book.history() == []


def test_listeners_hear_after_the_commit_who_did_what(book: Book) -> None:
    heard: list[Change] = []
    stop = book.subscribe(heard.append)
    saved = book.save(ANNA, initiator="form")
    assert [(c.uids, c.initiator, c.step.name if c.step else "") for c in heard] == [
        (frozenset({saved.uid}), "form", "Add Anna Lindqvist")
    ]
    stop()
    book.undo()
    assert len(heard) == 1


def test_two_programs_on_one_book_see_each_other(book: Book) -> None:
    other = Book.open(book.path, clock=Clock())
    assert names(other) == []
    book.save(ANNA)
    assert names(other) == ["Anna Lindqvist"]
    book.poll()
    assert not book.poll()
    other.save(Contact(name="Bo Ek"))
    assert book.poll()
    assert not book.poll()
    assert names(book) == ["Anna Lindqvist", "Bo Ek"]
    other.close()


def test_history_tells_field_by_field(book: Book) -> None:
    saved = book.save(ANNA)
    book.save(replace(saved, role="Head of press"))
    step, changes, _came = book.changes_of(saved.uid)[0]
    assert step.name == "Edit Anna Lindqvist"
    assert [(c.label, c.old, c.new) for c in changes] == [("Role", "Spokesperson", "Head of press")]


def test_hostile_text_is_only_text(book: Book) -> None:
    bad = "Robert'); DROP TABLE contacts;-- <b>x</b> \u202e\x00 \ud800"
    saved = book.save(Contact(kind=Kind.DESK, name=bad, role=bad, notes=bad, agency=bad, city=bad, topics=(bad,)))
    got = book.get(saved.uid)
    assert got is not None
    assert "DROP TABLE" in (got.name or "")
    assert names(book, "drop table")
    for query in ('"', "'", '" OR 1', "a:b", "NEAR(", "*", "-", "|", "(", "name:", 'name:"', "\x00", "^x", "{a}"):
        book.find(query)
    assert book.problems() == []


def test_what_another_program_wrote_a_moment_ago_is_not_lost(book: Book) -> None:
    saved = book.save(ANNA)
    other = Book.open(book.path, clock=Clock())
    held = book.get(saved.uid)
    assert held is not None
    other.save(replace(held, notes="Ring after nine"))
    book.verify([saved.uid], Means.CALLED)
    book.add_to_list([saved.uid], "Duty {name}")
    got = book.get(saved.uid)
    other.close()
    assert got is not None
    assert (got.notes, got.lists) == ("Ring after nine", ("Duty {name}",))


def test_a_list_made_by_the_way_goes_with_its_step(book: Book) -> None:
    saved = book.save(ANNA)
    book.add_to_list([saved.uid], "Duty")
    assert book.lists() == [("Duty", 1)]
    book.undo()
    assert book.lists() == []
    book.redo()
    assert book.lists() == [("Duty", 1)]


def test_a_renamed_list_is_not_revived_by_an_older_step(book: Book) -> None:
    saved = book.save(replace(ANNA, lists=("Old",)))
    edit = book.history()[0].id
    book.rename_list("Old", "New")
    with pytest.raises(NothingToUndo, match="Anna Lindqvist changed since"):
        book.undo(edit)
    assert book.lists() == [("New", 1)]
    book.undo()
    assert book.lists() == [("Old", 1)]
    got = book.get(saved.uid)
    assert got is not None
    assert got.lists == ("Old",)


def test_a_quoted_list_is_just_that_list_whatever_it_is_called(book: Book) -> None:
    book.save(replace(ANNA, lists=("Border", "★")))
    book.save(Contact(name="Bo Ek", lists=("Belarus border",)))
    assert names(book, view='list:"Border"') == ["Anna Lindqvist"]
    assert names(book, view='list:"★"') == ["Anna Lindqvist"]
    assert names(book, view='list:"☆"') == []
    assert names(book, view='city:"???"') == []
    assert sorted(names(book, "list:border")) == ["Anna Lindqvist", "Bo Ek"]


@pytest.mark.parametrize(
    "query", ["country:CH", "country:Switzerland", "kind:person", 'honorific:"" anna', "given:anna"]
)
def test_fields_that_are_codes_are_found_by_them(book: Book, query: str) -> None:
    book.save(ANNA)
    assert names(book, query) == ["Anna Lindqvist"]


def test_cover_and_verified_are_found(book: Book) -> None:
    bo = book.save(Contact(name="Bo Ek"))
    anna = book.save(replace(ANNA, cover=bo.uid))
    book.verify([anna.uid], Means.CALLED)
    assert names(book, f"cover:{bo.uid}") == ["Anna Lindqvist"]
    assert names(book, "verified:2026") == ["Anna Lindqvist"]
    assert names(book, 'verified:""') == ["Bo Ek"]


def test_what_is_in_the_trash_keeps_its_day_there_when_it_is_deleted_again(book: Book) -> None:
    uid = book.save(ANNA).uid
    book.trash([uid])
    before = book.get(uid)
    book.trash([uid])
    assert book.get(uid) == before


def test_trash_is_found_however_it_is_written(book: Book) -> None:
    saved = book.save(ANNA)
    book.trash([saved.uid])
    assert names(book, "is:Trash anna") == ["Anna Lindqvist"]


def test_a_text_too_long_for_a_search_is_told(book: Book) -> None:
    book.save(ANNA)
    with pytest.raises(BadQuery, match="fewer words"):
        book.find("word " * 600)
    assert names(book, "anna | " * 90) == ["Anna Lindqvist"]


def test_what_the_book_wrote_itself_is_no_news(book: Book) -> None:
    book.save(ANNA)
    book.close()
    again = Book.open(book.path, clock=Clock())
    assert not again.poll()
    again.save(Contact(name="Bo Ek"))
    assert not again.poll()
    again.close()
