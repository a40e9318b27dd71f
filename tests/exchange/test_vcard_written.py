"""What an export writes and reads back in one go is what the cards say that are written one by one."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contactbook.app.reading_back import same
from contactbook.domain.contact import Contact, Kind, Means
from contactbook.domain.publishing import public_view
from contactbook.exchange import vcard_contacts
from contactbook.exchange.vcard_written import written
from tests.exchange.test_vcard_clients import ZOE
from tests.exchange.test_vcard_write import LAYLA
from tests.strategies import contacts

SAMPLES = sorted((Path(__file__).parents[1] / "samples" / "vcards").glob("*.vcf"))
VERSIONS = ("3.0", "4.0")
CHANGES: dict[str, Callable[[Contact], Contact]] = {
    "none": lambda one: one,
    "uid": lambda one: replace(one, uid="another-7"),
    "role": lambda one: replace(one, role="Head; of, press"),
    "kind": lambda one: replace(one, kind=Kind.DESK if one.kind is Kind.PERSON else Kind.PERSON),
    "lists": lambda one: replace(one, lists=("Winter, North",)),
    "languages": lambda one: replace(one, languages=("fr", "uk")),
    "away": lambda one: replace(one, away_from=date(2026, 5, 4), hours="9 to 5", verified_by=Means.CALLED),
    "public": lambda one: replace(one, phones=tuple(replace(phone, public=True) for phone in one.phones)),
    "fewer": lambda one: replace(one, phones=one.phones[1:], emails=()),
}


def one_by_one(given_out: list[Contact], version: str, audience: str) -> tuple[bytes, list[Contact]]:
    data = vcard_contacts.write(given_out, version, audience)
    return data, [one for one in vcard_contacts.read(data) if isinstance(one, Contact)]


def assert_the_same(given_out: list[Contact], version: str, audience: str) -> None:
    data, back = written(given_out, version, audience, same)
    expected, read = one_by_one(given_out, version, audience)
    assert data == expected
    assert [replace(one, card=None) for one in back] == [replace(one, card=None) for one in read]


@settings(deadline=None, max_examples=200)
@given(st.lists(contacts(), max_size=3), st.sampled_from(VERSIONS), st.sampled_from(("press", "colleagues")))
def test_cards_that_are_made_anew(given_out: list[Contact], version: str, audience: str) -> None:
    if audience == "press":
        given_out = [public_view(one).contact for one in given_out]
    assert_the_same([replace(one, card=None) for one in given_out], version, audience)


def came() -> Iterator[Contact]:
    for path in SAMPLES:
        yield from (one for one in vcard_contacts.read(path.read_bytes()) if isinstance(one, Contact))


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("change", CHANGES)
def test_cards_that_contacts_came_from(version: str, change: str) -> None:
    assert_the_same([CHANGES[change](replace(one, uid=one.uid or "made-1")) for one in came()], version, "colleagues")


@pytest.mark.parametrize("version", VERSIONS)
def test_what_does_not_come_back_is_told(version: str) -> None:
    def never(_sent: Contact, _read: Contact, _audience: str) -> bool:
        return False

    data, back = written([LAYLA, ZOE], version, "colleagues", never)
    assert data == vcard_contacts.write([LAYLA, ZOE], version, "colleagues")
    assert [one.uid for one in back] == [LAYLA.uid, ZOE.uid]


def test_a_card_that_is_read_as_two_is_seen_as_two() -> None:
    broken = b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ann\r\nN:;;;;\r\nBEGIN:VCARD\r\nVERSION:3.0\r\nFN:Bea\r\nEND:VCARD\r\n"
    (first, *_rest) = [one for one in vcard_contacts.read(broken) if isinstance(one, Contact)]
    for given_out in ([replace(first, uid="1"), LAYLA], [LAYLA, replace(first, uid="1")]):
        assert_the_same(given_out, "3.0", "colleagues")
