"""What is given out obeys its standard to the letter, and another reader opens it."""

from dataclasses import replace

import pytest
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st

from contactbook.domain.contact import Contact, Link, LinkKind
from contactbook.domain.publishing import public_view
from contactbook.exchange import vcard_contacts
from contactbook.exchange.vcard_adapt import list_card, write_for
from contactbook.exchange.vcard_clients import CLIENTS, Client
from tests.exchange import strict
from tests.exchange.test_vcard_clients import ZOE
from tests.exchange.test_vcard_write import LAYLA
from tests.strategies import contacts

VERSIONS = ("3.0", "4.0")
AUDIENCES = ("press", "colleagues")
LINKS = (
    "https://example.org/a,b;c?d=e&f=g%20h#i",
    "https://example.org/größe/ö x",
    "http://[2001:db8::1]/x",
    "www.example.org",
    "bücher.example/press",
    "https://example.org/100%",
    "@example",
    "a,b;c\\d",
    "+12025550123",
    "note: call first",
    "mailto:a@example.org",
)


def version_for(client: Client) -> str:
    return "2.1" if client == "outlook" else "3.0"


def as_given(contact: Contact, audience: str) -> Contact:
    return public_view(contact).contact if audience == "press" else replace(contact, card=None)


def assert_strict(data: bytes, version: str) -> list[strict.Line]:
    (card,) = strict.read(data, version)
    other = vobject.readOne(data.decode(), allowQP=version == "2.1")
    assert other.fn.value
    return card


@settings(deadline=None, max_examples=200)
@given(contacts(), st.sampled_from(VERSIONS), st.sampled_from(AUDIENCES))
def test_a_card_obeys_the_standard_of_its_version(contact: Contact, version: str, audience: str) -> None:
    view = as_given(contact, audience)
    card = assert_strict(vcard_contacts.write([view], version, audience), version)
    assert sum(line.name == "TEL" for line in card) == len(view.phones)
    assert sum(line.name == "EMAIL" for line in card) == len(view.emails)
    assert sum(line.name == "N" for line in card) == 1
    assert sum(line.name == "FN" and not line.param("LANGUAGE") for line in card) == 1


@settings(deadline=None, max_examples=200)
@given(contacts(), st.sampled_from(CLIENTS), st.sampled_from(AUDIENCES))
def test_a_card_for_a_client_obeys_the_standard_of_its_version(contact: Contact, client: Client, audience: str) -> None:
    view = as_given(contact, audience)
    card = assert_strict(write_for(view, client, audience), version_for(client))
    assert sum(line.name == "TEL" for line in card) == len(view.phones)
    assert sum(line.name == "EMAIL" for line in card) == len(view.emails)
    if client == "outlook":
        assert sum(line.name == "LABEL" for line in card) == sum(line.name == "ADR" for line in card)


@pytest.mark.parametrize("contact", [LAYLA, ZOE, Contact(), Contact(uid="Jones & Sons; 7")], ids=lambda c: c.shown)
@pytest.mark.parametrize("version", VERSIONS)
def test_contacts_with_much_and_with_nothing_obey_it(contact: Contact, version: str) -> None:
    assert_strict(vcard_contacts.write([contact], version, "colleagues"), version)


@pytest.mark.parametrize("value", LINKS)
@pytest.mark.parametrize("kind", LinkKind)
@pytest.mark.parametrize("version", VERSIONS)
def test_a_link_is_a_uri_or_called_a_text_and_comes_back(version: str, kind: LinkKind, value: str) -> None:
    contact = Contact(name="Ann", links=(Link(kind, value, public=True),))
    for audience in AUDIENCES:
        data = vcard_contacts.write([contact], version, audience)
        assert_strict(data, version)
        (again,) = vcard_contacts.read(data)
        assert isinstance(again, Contact)
        assert vcard_contacts.differences(contact, again, audience) == []


def test_who_opens_a_card_gets_a_website_that_can_be_opened() -> None:
    contact = Contact(name="Ann", links=(Link(LinkKind.WEBSITE, "www.example.org"),))
    assert b"\r\nURL:https://www.example.org\r\n" in vcard_contacts.write([contact], "3.0", "press")


CARELESS = (
    "FN:Baker, Ann; Ms",
    "VERSION:3.0",
    "N:Baker;Ann",
    "ADR;TYPE=WORK:;;Road 5, Suite 7;Town",
    "BDAY:1960-09-10",
    "REV;VALUE=timestamp:2018-01-25T21:50:41.057Z",
    "GEO:32.0;-64",
    "UID:357",
    "NOTE:ends so\\",
    "TITLE:Head\\x",
    "PHOTO:http://example.org/p.jpg",
    "URL:http\\://example.org/a\\,b",
    "TEL;PREF=1;TYPE=pref:+442079460018",
)


@pytest.mark.parametrize("client", [None, "apple", "google", "android"])
def test_what_was_written_carelessly_is_given_out_by_the_standard(client: Client | None) -> None:
    raw = "\r\n".join(("BEGIN:VCARD", *CARELESS, "END:VCARD", "")).encode()
    (contact,) = vcard_contacts.read(raw)
    assert isinstance(contact, Contact)
    if client is None:
        data, version = vcard_contacts.write([contact], "4.0", "colleagues"), "4.0"
    else:
        data, version = write_for(contact, client, "colleagues"), "3.0"
    card = {line.name: line.value for line in assert_strict(data, version)}
    assert card["FN"] == "Baker\\, Ann\\; Ms"
    assert card["URL"] == "http://example.org/a,b"
    (again,) = vcard_contacts.read(data)
    assert isinstance(again, Contact)
    assert replace(again, card=None) == replace(contact, card=None)


def test_a_list_as_a_card_obeys_it() -> None:
    assert_strict(list_card("Winter, appeal; North", ["z-1", "0b1f3c1e-1111-4222-8333-444455556666"]), "3.0")


@pytest.mark.parametrize(
    ("version", "wrong"),
    [
        ("3.0", "FN:Baker, Ann"),
        ("3.0", "NOTE:a\\x"),
        ("3.0", "URL:www.example.org"),
        ("3.0", "TEL;TYPE=Night desk:+1"),
        ("3.0", "TEL;VALUE=uri:tel:+1"),
        ("3.0", "PHOTO:https://example.org/p.jpg"),
        ("3.0", "PHOTO;ENCODING=b:AAA"),
        ("3.0", "BDAY:--0412"),
        ("3.0", "KIND:org"),
        ("3.0", "NOTE:" + "x" * 71),
        ("3.0", "VERSION:3.0"),
        ("4.0", "N:Haddad;Layla"),
        ("4.0", "UID:abc"),
        ("4.0", "UID:urn:uuid:1\r\nUID:urn:uuid:2"),
        ("4.0", "REV:2026-01-01T00:00:00Z"),
        ("4.0", "ADR:;;Road;Town"),
        ("4.0", "LABEL:Road"),
        ("4.0", "EMAIL;PREF=0:a@example.org"),
        ("4.0", "URL:https://example.org/a\\,b"),
        ("4.0", "MEMBER:urn:uuid:1"),
        ("4.0", 'NOTE;X-A=a"b:c'),
        ("4.0", "ADR;LABEL=a^b:;;;;;;"),
        ("4.0", "NOTE:a\nb"),
    ],
)
def test_the_strict_reader_refuses_what_the_standard_does(version: str, wrong: str) -> None:
    right = f"BEGIN:VCARD\r\nVERSION:{version}\r\nFN:Ann\r\n{'N:Ann;;;;' if version == '3.0' else 'TITLE:x'}\r\n"
    strict.read(f"{right}END:VCARD\r\n".encode(), version)
    with pytest.raises(strict.Refused):
        strict.read(f"{right}{wrong}\r\nEND:VCARD\r\n".encode(), version)


OF_OLD = (
    "VERSION:3.0",
    "FN:Ann Baker",
    "N:Baker;Ann;;;",
    "item1.LABEL;TYPE=work:1 Road\\nTown",
    "SORT-STRING:Baker",
    "CLASS:PRIVATE",
    "MAILER:PigeonMail 2.1",
    "AGENT;VALUE=uri:CID:someone@example.org",
    "CATEGORY:press",
    "ACCOUNT;TYPE=HOME:1-2",
    "SOUND;TYPE=X-IRMC-N:be-ka;an",
    "UID:357",
)


def test_what_4_0_has_no_name_for_goes_by_one_of_its_own_and_gets_its_name_back() -> None:
    raw = "\r\n".join(("BEGIN:VCARD", *OF_OLD, "END:VCARD", "")).encode()
    (contact,) = vcard_contacts.read(raw)
    assert isinstance(contact, Contact)
    data = vcard_contacts.write([contact], "4.0", "colleagues")
    names = {line.name for line in assert_strict(data, "4.0")}
    assert names >= {"X-VCARD-LABEL", "X-VCARD-SORT-STRING", "X-VCARD-CLASS", "X-VCARD-ACCOUNT"}
    (again,) = vcard_contacts.read(data)
    assert isinstance(again, Contact)
    assert vcard_contacts.differences(contact, again) == []
    lines = vcard_contacts.write([again], "3.0", "colleagues").decode().splitlines()
    assert [line.lower() for line in OF_OLD if line.lower() not in [one.lower() for one in lines]] == []


def test_a_name_that_was_never_taken_away_is_not_given_back_for_it_may_end_the_card() -> None:
    forged = ("X-VCARD-END:VCARD", "X-VCARD-BEGIN:VCARD", "X-VCARD-FN:Somebody Else", "X-VCARD-:nameless")
    raw = "\r\n".join(("BEGIN:VCARD", "VERSION:4.0", "FN:Ann", *forged, "END:VCARD", "")).encode()
    (contact,) = vcard_contacts.read(raw)
    assert isinstance(contact, Contact)
    data = vcard_contacts.write([contact], "3.0", "colleagues")
    assert set(forged) <= set(data.decode().splitlines())
    assert len(list(vcard_contacts.read(data))) == 1
