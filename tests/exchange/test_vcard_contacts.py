from dataclasses import replace
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contactbook.domain.contact import Contact, LinkKind, PhoneKind
from contactbook.domain.publishing import public_view
from contactbook.exchange import vcard, vcard_contacts
from contactbook.exchange.formats import Problem
from tests.strategies import contacts

VERSIONS = st.sampled_from(("3.0", "4.0"))
_LEFT_OUT = {"card": None, "created_at": None, "updated_at": None, "guessed": ()}


def back(data: bytes) -> list[Contact]:
    return [item for item in vcard_contacts.read(data) if isinstance(item, Contact)]


def read(*lines: str, version: str = "3.0") -> Contact:
    text = "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""])
    return back(text.encode())[0]


@settings(deadline=None, max_examples=300)
@given(contacts(), VERSIONS)
def test_what_colleagues_are_given_comes_back_equal(contact: Contact, version: str) -> None:
    (card,) = vcard.parse(vcard_contacts.write([contact], version, "colleagues"))
    got = vcard_contacts.to_contact(card)
    assert replace(got, **_LEFT_OUT) == replace(contact, **_LEFT_OUT)
    assert vcard_contacts.differences(contact, got) == []


@settings(deadline=None, max_examples=200)
@given(contacts(), VERSIONS)
def test_the_press_reads_what_may_be_published_and_nothing_else(contact: Contact, version: str) -> None:
    view = public_view(contact).contact
    data = vcard_contacts.write([view], version, "press")
    (card,) = vcard.parse(data)
    got = vcard_contacts.to_contact(card)
    keys = ("uid", "kind", "name", "given", "family", "role", "agency", "city", "country", "languages", "topics", "photo")
    for key in (*keys, "translations", "honorific", "suffix"):
        assert getattr(got, key) == getattr(view, key), key
    assert len(got.phones) == len(view.phones)
    assert [email.label for email in got.emails] == [email.label for email in view.emails]
    assert [(link.kind, link.value) for link in got.links] == [(link.kind, link.value) for link in view.links]
    assert not any(phone.public for phone in got.phones)
    assert b"VERIFIED" not in data.split(b"X-CONTACTBOOK-")[0]
