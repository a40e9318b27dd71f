"""A plan of any size is decided row by row or all of a kind at once, and kept outside memory."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from contactbook.app import importing
from contactbook.app.book import Book
from contactbook.app.plan import Plan
from contactbook.domain.contact import Contact, Email, Phone
from contactbook.domain.errors import Cancelled
from contactbook.exchange.formats import Problem, Reading
from contactbook.store.packing import Packed
from tests.benchmarks.people import people
from tests.strategies import contacts

ANNA = Contact(name="Anna Example", agency="IOM", city="Geneva", phones=(Phone("+41790000000"),))


def plan_of(book: Book, *read: Contact | Problem) -> Plan:
    found = [item for item in read if isinstance(item, Contact)]
    return importing.plan(book, Reading(found, [p for p in read if isinstance(p, Problem)], source="x", kind="json"))


def everyone(book: Book) -> list[Contact]:
    return book.get_many(book.uids_of(book.find().ids))


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(contacts())
def test_a_packed_contact_comes_back_whole(contact: Contact) -> None:
    assert Packed.of(contact).contact() == contact


def test_a_decision_about_all_of_a_kind_holds_for_each(book: Book) -> None:
    plan = plan_of(book, *people(700))
    plan.decide_state("new", False)
    assert plan.writes() == {}
    assert importing.apply(book, plan).step is None
    plan.put(plan.rows[650].acting("add"))
    assert plan.writes() == {("new", "add"): 1}
    plan.decide_state("new", True)
    assert importing.apply(book, plan).added == 700
    assert [row.state for row in plan_of(book, *everyone(book)).rows] == ["same"] * 700
    book.undo()
    assert book.counts().all == 0


def test_what_comes_again_much_later_is_known(book: Book) -> None:
    many = list(people(1200))
    plan = plan_of(book, *many, many[3], replace(many[4], notes="Another note"))
    assert plan.counts() == {"new": 1201, "same": 1}
    assert plan.rows[1200].reason == "stands twice in what was read"
    outcome = importing.apply(book, plan)
    assert (outcome.added, outcome.unchanged) == (1200, 2)  # the last two lead to contacts that were counted
    assert book.counts().all == 1200


def test_who_looks_like_somebody_waits_for_a_decision(book: Book) -> None:
    saved = book.save(ANNA)
    like = Contact(name="A. Example", agency="IOM", city="Geneva", emails=(Email("anna@example.org"),))
    plan = plan_of(book, like)
    assert (plan.rows[0].state, plan.rows[0].action) == ("looks like", "skip")
    assert importing.apply(book, plan).step is None
    plan.act(0, "update")
    importing.apply(book, plan)
    assert everyone(book)[0].emails[0].address == "anna@example.org"
    book.undo()
    plan.act(0, "add")
    importing.apply(book, plan)
    assert sorted(c.name or "" for c in everyone(book)) == ["A. Example", "Anna Example"]
    assert book.get(saved.uid) == saved


def test_a_country_stays_with_a_city_that_the_gazetteer_does_not_know(book: Book) -> None:
    importing.apply(book, plan_of(book, replace(ANNA, city="Oberunterdorf", country="CH")))
    assert [(c.city, c.country) for c in everyone(book)] == [("Oberunterdorf", "CH")]


def test_a_correction_lasts_and_is_no_guess(book: Book) -> None:
    plan = plan_of(book, replace(ANNA, topics=("helth", "water"), guessed=("topics", "agency")))
    plan.put(plan.rows[0].correcting("topics", ("health", "water")).correcting("agency", "UNHCR"))
    plan.act(0, "skip")
    plan.act(0, "add")
    importing.apply(book, plan)
    assert [(c.topics, c.agency) for c in everyone(book)] == [(("health", "water"), "UNHCR")]


def test_a_cancel_leaves_nothing(book: Book) -> None:
    plan = plan_of(book, *people(1200))
    with pytest.raises(Cancelled):
        importing.apply(book, plan, progress=lambda done, _total: done < 1000)
    assert (book.counts().all, book.history()) == (0, [])
    assert importing.apply(book, plan).added == 1200


def test_what_another_window_wrote_meanwhile_is_seen(book: Book) -> None:
    saved = book.save(ANNA)
    plan = plan_of(book, replace(ANNA, role="Spokesperson"), replace(ANNA, uid="urn:new", name="Bo Ek"))
    other = Book.open(book.path)
    other.save(replace(saved, role="Chief", notes="Ring before nine"))
    other.save(Contact("urn:new", name="Bo Ek", notes="Met in Vienna"))
    other.close()
    importing.apply(book, plan)
    assert {(c.name, c.role, c.notes) for c in everyone(book)} == {
        ("Anna Example", "Chief", "Ring before nine"),
        ("Bo Ek", None, "Met in Vienna"),
    }


def test_what_no_file_can_hold_is_replaced(book: Book) -> None:
    plan = plan_of(book, replace(ANNA, name="Anna \ud800"), Problem("line 1", "what \ud800", "raw \ud800"))
    importing.apply(book, plan)
    assert [c.name for c in everyone(book)] == ["Anna ?"]
    assert plan.problems[0].what == "what ?"
