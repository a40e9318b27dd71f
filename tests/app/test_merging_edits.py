"""What a person changed in a form meets what another program wrote meanwhile."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime

import pytest

from contactbook.app.merging_edits import rebased
from contactbook.domain.contact import Contact, Email, Means, Phone
from contactbook.domain.fields import FIELDS

BEFORE = Contact(
    uid="a",
    name="Ana Berg",
    given="Ana",
    family="Berg",
    role="Spokesperson",
    city="Geneva",
    country="CH",
    phones=(Phone("+41795550000"),),
    emails=(Email("ana@example.org"),),
    updated_at=datetime(2026, 1, 1, tzinfo=UTC),
)


def test_each_side_keeps_what_it_changed() -> None:
    edited = replace(BEFORE, role="Head of media", emails=())
    seen = replace(BEFORE.phones[0], verified_on=date(2026, 5, 1), verified_by=Means.CALLED)
    current = replace(BEFORE, phones=(seen,), notes="On leave", updated_at=datetime(2026, 5, 1, tzinfo=UTC))
    assert rebased(BEFORE, edited, current) == replace(current, role="Head of media", emails=())


def test_where_both_changed_a_field_the_persons_word_stands() -> None:
    edited = replace(BEFORE, role="Head of media", phones=(Phone("+41795550011"),))
    current = replace(BEFORE, role="Director", phones=(Phone("+41795550022"),))
    assert rebased(BEFORE, edited, current) == edited


def test_what_was_emptied_stays_empty() -> None:
    edited = replace(BEFORE, role=None, phones=())
    current = replace(BEFORE, notes="On leave")
    merged = rebased(BEFORE, edited, current)
    assert (merged.role, merged.phones, merged.notes) == (None, (), "On leave")


def test_a_city_is_not_put_into_a_country_that_somebody_else_chose() -> None:
    edited = replace(BEFORE, city="Zurich")
    current = replace(BEFORE, city="Vienna", country="AT")
    merged = rebased(BEFORE, edited, current)
    assert (merged.city, merged.country) == ("Zurich", "CH")


def test_a_name_keeps_its_own_parts() -> None:
    edited = replace(BEFORE, name="Ana Bergson", family="Bergson")
    current = replace(BEFORE, name="Anna Berg", given="Anna", honorific="Dr.")
    merged = rebased(BEFORE, edited, current)
    assert (merged.name, merged.given, merged.family) == ("Ana Bergson", "Ana", "Bergson")
    assert merged.honorific == "Dr."


@pytest.mark.parametrize("key", [field.key for field in FIELDS])
def test_every_field_is_carried_over(key: str) -> None:
    assert key in {field.name for field in fields(Contact)}
    changed = replace(BEFORE, **{key: "other"})
    assert getattr(rebased(BEFORE, changed, BEFORE), key) == "other"
    assert getattr(rebased(BEFORE, BEFORE, changed), key) == "other"
