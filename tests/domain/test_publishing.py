from dataclasses import replace
from datetime import date

from hypothesis import given

from contactbook.domain.contact import Contact, Email, Link, LinkKind, Phone
from contactbook.domain.fields import FIELDS
from contactbook.domain.publishing import public_view
from tests.strategies import contacts

LAYLA = Contact(
    uid="1",
    name="Layla Haddad",
    honorific="Dr.",
    role="Spokesperson",
    agency="ABC",
    city="Beirut",
    country="LB",
    said="LAY-la",
    phones=(Phone("+12025550123", "+1 202 555 0123 (home!)", public=True), Phone("+12025550124")),
    emails=(Email("layla@example.org", "Layla <layla@example.org>"),),
    links=(Link(LinkKind.WEBSITE, "https://example.org", public=True), Link(LinkKind.SIGNAL, "@layla")),
    address="1 Example Street",
    hours="8 to 18",
    notes="Not before nine",
    topics=("Drought",),
    languages=("ar",),
    lists=("Duty",),
    photo=b"photo",
    card=b"BEGIN:VCARD",
    verified_on=date(2026, 1, 2),
    away_from=date(2026, 2, 1),
    away_until=date(2026, 2, 9),
    cover="2",
)


def test_the_press_gets_who_someone_is_and_the_public_details() -> None:
    view = public_view(LAYLA).contact
    assert (view.name, view.honorific, view.role, view.agency, view.city) == (
        "Layla Haddad", "Dr.", "Spokesperson", "ABC", "Beirut",
    )  # fmt: skip
    assert [phone.number for phone in view.phones] == ["+12025550123"]
    assert [link.value for link in view.links] == ["https://example.org"]
    assert (view.emails, view.topics, view.languages, view.photo) == ((), ("Drought",), ("ar",), b"photo")


def test_what_is_withheld_is_counted_detail_by_detail() -> None:
    # A phone, an email, a link, how the name is said, address, hours, notes, away, cover.
    assert public_view(LAYLA).withheld == 9


def test_what_was_typed_beside_a_number_does_not_leave() -> None:
    assert "home" not in repr(public_view(LAYLA).contact)


def test_a_contact_with_nothing_public_to_reach_it_by_is_still_given() -> None:
    view = public_view(Contact(name="Layla Haddad", phones=(Phone("+12025550123"),)))
    assert view.contact.name == "Layla Haddad"
    assert (view.contact.phones, view.withheld) == ((), 1)


@given(contacts())
def test_no_internal_field_leaves(contact: Contact) -> None:
    view = public_view(contact).contact
    empty = Contact()
    for field in FIELDS:
        if not field.public:
            assert getattr(view, field.key) == getattr(empty, field.key)
        elif field.key not in ("phones", "emails", "links"):
            assert getattr(view, field.key) == getattr(contact, field.key)
    assert all(detail.public for detail in (*view.phones, *view.emails, *view.links))
    assert (view.card, view.created_at, view.guessed) == (None, None, ())


@given(contacts())
def test_the_press_is_told_when_a_contact_was_changed(contact: Contact) -> None:
    assert public_view(contact).contact.updated_at == contact.updated_at


@given(contacts())
def test_the_public_view_of_the_public_view_withholds_nothing_more(contact: Contact) -> None:
    once = public_view(contact)
    again = public_view(once.contact)
    assert again.contact == once.contact
    assert again.withheld == 0


@given(contacts())
def test_withholding_nothing_changes_nothing_that_the_press_sees(contact: Contact) -> None:
    bare = replace(contact, notes=None)
    assert public_view(bare).withheld == public_view(contact).withheld - (contact.notes is not None)
