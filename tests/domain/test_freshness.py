from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactbook.domain.contact import Contact, Email, Means, Phone, Verdict
from contactbook.domain.freshness import age_words, is_stale, needs_attention, settle, verify
from tests.strategies import contacts, days

TODAY = date(2026, 11, 22)
OLD, NEW = date(2026, 3, 1), date(2026, 10, 1)


@pytest.mark.parametrize(("ago", "stale"), [(0, False), (180, False), (181, True)])
def test_a_detail_is_stale_after_half_a_year(ago: int, stale: bool) -> None:
    assert is_stale(TODAY - timedelta(days=ago), TODAY) is stale


def test_what_was_never_verified_is_stale() -> None:
    assert is_stale(None, TODAY)


def test_a_contact_is_as_verified_as_its_oldest_public_detail() -> None:
    contact = settle(
        Contact(
            phones=(
                Phone("+12025550123", public=True, verified_on=NEW, verified_by=Means.CALLED),
                Phone("+12025550124"),
            ),
            emails=(Email("layla@example.org", public=True, verified_on=OLD, verified_by=Means.WEB),),
        )
    )
    assert (contact.verified_on, contact.verified_by) == (OLD, Means.WEB)


def test_a_new_public_detail_leaves_a_contact_unverified() -> None:
    contact = settle(
        Contact(phones=(Phone("+12025550123", public=True, verified_on=NEW), Phone("+12025550124", public=True)))
    )
    assert contact.verified_on is None


def test_a_changed_number_loses_its_date_and_the_other_keeps_it() -> None:
    before = Contact(
        phones=(
            Phone("+12025550123", public=True, verified_on=NEW, verified_by=Means.CALLED),
            Phone("+12025550124", public=True, verified_on=OLD, verified_by=Means.CALLED),
        )
    )
    changed = replace(before, phones=(replace(before.phones[0], number="+12025550199"), before.phones[1]))
    after = settle(changed, before)
    assert [phone.verified_on for phone in after.phones] == [None, OLD]
    assert after.verified_on is None


def test_a_number_that_a_release_prints_keeps_the_date_of_the_release() -> None:
    before = Contact(phones=(Phone("+12025550123", public=True, verified_on=OLD, verified_by=Means.CALLED),))
    read = replace(before, phones=(Phone("+12025550199", public=True, verified_on=TODAY, verified_by=Means.RELEASE),))
    assert settle(read, before).verified_on == TODAY


def test_details_that_change_places_keep_their_dates() -> None:
    before = Contact(phones=(Phone("+12025550123", verified_on=NEW), Phone("+12025550124", verified_on=OLD)))
    after = settle(replace(before, phones=before.phones[::-1]), before)
    assert [phone.verified_on for phone in after.phones] == [OLD, NEW]


@given(contacts(), days(), st.sampled_from(Means))
def test_a_contact_that_is_verified_is_so_today(contact: Contact, today: date, means: Means) -> None:
    verified = verify(contact, today, means)
    assert (verified.verified_on, verified.verified_by) == (today, means)
    assert not is_stale(settle(verified, contact).verified_on, today)


@given(contacts())
def test_settling_twice_is_settling_once(contact: Contact) -> None:
    once = settle(contact)
    assert settle(once, once) == once


def test_a_warning_needs_attention_until_someone_says_that_it_is_right() -> None:
    contact = Contact(emails=(Email("layla@office.local", verdict=Verdict.UNUSUAL),))
    assert needs_attention(contact)
    assert not needs_attention(replace(contact, emails=(replace(contact.emails[0], verified_on=TODAY),)))
    assert not needs_attention(Contact(emails=(Email("layla@example.org"),)))


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        (-3, "today"),
        (0, "today"),
        (1, "yesterday"),
        (3, "3 days ago"),
        (21, "3 weeks ago"),
        (90, "3 months ago"),
        (188, "188 days ago"),
    ],
)
def test_ages_are_said_as_people_say_them(ago: int, words: str) -> None:
    assert age_words(TODAY - timedelta(days=ago), TODAY) == words
