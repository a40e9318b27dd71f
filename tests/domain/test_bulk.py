"""A change in several contacts alike does what was asked for and nothing else."""

from dataclasses import fields, replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from contactbook.domain.bulk import MANY, SINGLE, BulkChange, common, effect
from contactbook.domain.contact import Contact, Email, Kind, Phone
from tests.strategies import contacts

_FIELDS = [field.name for field in fields(Contact)]
_words = st.lists(st.sampled_from(["Asylum", "asylum", "water", "Łódź"]), max_size=3).map(tuple)
_changes = st.builds(
    BulkChange,
    put=st.fixed_dictionaries({}, optional={"role": st.none() | st.just("Chief"), "agency": st.just("IOM")}),
    added=st.fixed_dictionaries({}, optional={"topics": _words, "lists": _words}),
    removed=st.fixed_dictionaries({}, optional={"topics": _words}),
    note=st.sampled_from(["", "moved"]),
    public=st.fixed_dictionaries({}, optional={"phones": st.booleans(), "emails": st.booleans()}),
)


@given(contacts(), _changes)
def test_only_what_was_asked_for_changes(contact: Contact, change: BulkChange) -> None:
    new = change(contact)
    asked = {*change.put, *change.added, *change.removed, *change.public, *(["notes"] if change.note else [])}
    for name in _FIELDS:
        if name not in asked:
            assert getattr(new, name) == getattr(contact, name)
    assert all(getattr(new, key) == value for key, value in change.put.items())
    for key, public in change.public.items():
        assert all(d.public == public for d in getattr(new, key))
        assert [replace(d, public=False) for d in getattr(new, key)] == [
            replace(d, public=False) for d in getattr(contact, key)
        ]
    assert bool(change.touches(contact)) == (new != contact)


@given(contacts(), _changes)
def test_done_twice_is_done_once_but_for_the_note(contact: Contact, change: BulkChange) -> None:
    change = replace(change, note="")
    assert change(change(contact)) == change(contact)


@given(st.lists(contacts(), min_size=1, max_size=5), _changes)
def test_the_count_is_what_is_then_written(several: list[Contact], change: BulkChange) -> None:
    told = effect(change, several)
    assert told.total == len(several)
    assert told.changed == sum(change(c) != c for c in several)
    assert all(count <= told.changed for count in told.fields.values())


@given(st.lists(contacts(), min_size=1, max_size=5))
def test_what_they_share_and_what_not(several: list[Contact]) -> None:
    found = common(several)
    for key in SINGLE:
        same = len({getattr(c, key) for c in several}) == 1
        assert (key in found.various) != same
        if same:
            assert getattr(found.alike, key) == getattr(several[0], key)
    for key in MANY:
        assert all(word in getattr(c, key) for c in several for word in found.in_all[key])
        assert not set(found.in_all[key]) & set(found.in_some[key])


def test_asking_for_nothing_changes_nothing() -> None:
    contact = Contact(uid="a", name="Ada Made", notes="kept", topics=("Asylum",))
    assert not BulkChange()
    assert BulkChange()(contact) is contact
    assert not BulkChange(added={"topics": ()})


def test_words_are_added_once_and_taken_however_they_are_written() -> None:
    contact = Contact(topics=("Asylum", "Water"))
    assert BulkChange(added={"topics": ("asylum", "Floods")})(contact).topics == ("Asylum", "Water", "Floods")
    assert BulkChange(removed={"topics": ("asylum",)})(contact).topics == ("Water",)


def test_a_note_goes_to_the_end() -> None:
    change = BulkChange(note="Moved to Nairobi")
    assert change(Contact(notes="Prefers calls")).notes == "Prefers calls\nMoved to Nairobi"
    assert change(Contact()).notes == "Moved to Nairobi"


def test_nobody_covers_for_herself() -> None:
    change = BulkChange(put={"cover": "a", "away_until": date(2026, 12, 3)})
    assert change(Contact(uid="a")).cover is None
    assert change(Contact(uid="b")).cover == "a"
    assert "cover" not in change.touches(Contact(uid="a"))


def test_the_country_counts_with_its_city() -> None:
    change = BulkChange(put={"city": "Nairobi", "country": "KE"})
    two = [Contact(city="Nairobi", country="KE"), Contact(city="Geneva", country="CH")]
    assert effect(change, two).fields == {"city": 1}


def test_numbers_and_addresses_are_published_apart() -> None:
    contact = Contact(kind=Kind.DESK, phones=(Phone("+41795550000"),), emails=(Email("a@example.org"),))
    new = BulkChange(public={"phones": True})(contact)
    assert new.phones[0].public
    assert not new.emails[0].public
    assert common([contact]).internal == {"phones": 1, "emails": 1, "links": 0}
