from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contactbook.domain.contact import Contact, Email, Phone
from contactbook.exchange import vcard, vcard_contacts
from tests.exchange.test_vcard_contacts import back
from tests.strategies import contacts

OLD = b"""BEGIN:VCARD\r
VERSION:2.1\r
N;CHARSET=windows-1252;ENCODING=QUOTED-PRINTABLE:M=FCller;Anna;Maria;Dr.\r
FN;CHARSET=windows-1252;ENCODING=QUOTED-PRINTABLE:Dr. Anna M=FCller\r
ORG:Example Agency;Press\r
TITLE:Head, Press\r
TEL;WORK;VOICE:+44 20 7946 0018\r
TEL;CELL:+44 7700 900123\r
EMAIL;INTERNET;PREF:anna@example.org\r
ADR;WORK:;;1 Road;London;;W1;United Kingdom\r
X-MS-IMADDRESS:anna-im\r
PHOTO;TYPE=JPEG;ENCODING=BASE64:\r
 /9j/4AAQSkZJRgABAQEAYABgAAD/2w==\r
\r
REV:20240101T000000Z\r
END:VCARD\r
"""
APPLE = b"""BEGIN:VCARD\r
VERSION:3.0\r
PRODID:-//Example//Phone//EN\r
N:Haddad;Layla;;;\r
FN:Layla Haddad\r
ORG:Example Agency;\r
item1.TEL;type=pref:+44 20 7946 0018\r
item1.X-ABLabel:Night desk\r
TEL;type=CELL;type=VOICE:+44 7700 900123\r
item2.EMAIL;type=INTERNET:layla@example.org\r
item2.X-ABLabel:_$!<Other>!$_\r
item3.ADR;type=WORK:;;1 Road;London;;W1;United Kingdom\r
item3.X-ABADR:gb\r
NOTE:A long note that is folded where the line was full and goes on here wi\r
 thout a blank\\, twice\r
BDAY:1980-01-01\r
X-MADE-UP;X-A="b;c":kept\r
END:VCARD\r
"""
NEW = b"""BEGIN:VCARD\r
VERSION:4.0\r
UID:urn:uuid:0b1f3c1e-1111-4222-8333-444455556666\r
KIND:individual\r
FN;ALTID=1:Layla Haddad\r
FN;ALTID=1;LANGUAGE=fr:Leila Haddad\r
N:Haddad;Layla;;;\r
TEL;VALUE=uri;TYPE="work,voice";PREF=1:tel:+442079460018;ext=7\r
TEL:+44 7700 900123\r
EMAIL;PROP-ID=E1:layla@example.org\r
LANG;PREF=2:fr\r
LANG;PREF=1:ar\r
GRAMGENDER:feminine\r
PHOTO:data:image/gif;base64,R0lGODlhAQABAAAAACw=\r
URL:https://example.org\r
SOCIALPROFILE;SERVICE-TYPE=Mastodon:https://social.example.org/@layla\r
END:VCARD\r
"""
SAMPLES = Path(__file__).parent.parent / "samples" / "vcards"
KEPT = (OLD, APPLE, NEW)
VERSIONS = ("3.0", "4.0")


def given_out(contact: Contact, version: str) -> bytes:
    return vcard_contacts.write([contact], version, "colleagues")


def contact_of(card: bytes) -> Contact:
    return back(card)[0]


@pytest.mark.parametrize("card", [APPLE, NEW])
def test_what_was_not_changed_is_given_out_as_it_came(card: bytes) -> None:
    version = vcard.parse(card)[0].version
    assert given_out(contact_of(card), version) == card


@pytest.mark.parametrize("card", KEPT)
@pytest.mark.parametrize("version", VERSIONS)
def test_every_version_gives_the_same_contact(card: bytes, version: str) -> None:
    contact = contact_of(card)
    (again,) = back(given_out(contact, version))
    assert replace(again, card=None) == replace(contact, card=None)


@pytest.mark.parametrize("file", sorted(SAMPLES.glob("*.vcf")), ids=lambda file: file.name)
@pytest.mark.parametrize("version", VERSIONS)
def test_cards_of_any_program_come_back_from_colleagues_as_they_were(file: Path, version: str) -> None:
    came = [item for item in vcard_contacts.read(file.read_bytes()) if isinstance(item, Contact)]
    again = back(vcard_contacts.write(came, version, "colleagues"))
    assert [replace(contact, card=None) for contact in again] == [replace(contact, card=None) for contact in came]


@settings(deadline=None, max_examples=150)
@given(contacts(), st.sampled_from(KEPT), st.sampled_from(VERSIONS))
def test_whatever_is_edited_comes_back(contact: Contact, card: bytes, version: str) -> None:
    contact = replace(contact, card=card)
    (read,) = vcard.parse(given_out(contact, version))
    again = vcard_contacts.to_contact(read)
    left_out = {"card": None, "created_at": None, "updated_at": None, "guessed": ()}
    assert replace(again, **left_out) == replace(contact, **left_out)


def lines(data: bytes) -> set[bytes]:
    return set(data.replace(b"\r\n ", b"").split(b"\r\n"))


def changed(card: bytes, edited: Contact, version: str) -> tuple[set[bytes], set[bytes]]:
    """Give the lines that went and those that came."""
    before, after = lines(card), lines(given_out(edited, version))
    return before - after, after - before


def test_only_the_line_of_what_was_edited_changes() -> None:
    contact = contact_of(APPLE)
    assert changed(APPLE, replace(contact, role="Head of press"), "3.0") == (set(), {b"TITLE:Head of press"})
    gone, come = changed(APPLE, replace(contact, notes="Short"), "3.0")
    assert len(gone) == 1
    assert come == {b"NOTE:Short"}
    assert changed(APPLE, replace(contact, given="Leila"), "3.0") == (
        {b"N:Haddad;Layla;;;"},
        {b"N:Haddad;Leila;;;"},
    )


def test_a_number_that_is_corrected_keeps_its_place_its_group_and_its_types() -> None:
    contact = contact_of(APPLE)
    first, second = contact.phones
    edited = replace(contact, phones=(replace(first, number="+442079460019", typed="+442079460019"), second))
    gone, come = changed(APPLE, edited, "3.0")
    assert gone == {b"item1.TEL;type=pref:+44 20 7946 0018"}
    assert b"item1.TEL;TYPE=pref:+442079460019" in come
    assert contact_of(given_out(edited, "3.0")).phones == edited.phones


def test_a_number_that_is_taken_out_takes_its_label_along() -> None:
    contact = contact_of(APPLE)
    gone, come = changed(APPLE, replace(contact, phones=contact.phones[1:]), "3.0")
    assert gone == {b"item1.TEL;type=pref:+44 20 7946 0018", b"item1.X-ABLabel:Night desk"}
    assert come == set()


def test_a_number_that_is_made_public_leaves_its_line_alone() -> None:
    contact = contact_of(APPLE)
    edited = replace(contact, phones=(replace(contact.phones[0], public=True), contact.phones[1]))
    gone, come = changed(APPLE, edited, "3.0")
    assert gone == set()
    assert all(line.startswith(b"X-CONTACTBOOK-TEL;") for line in come)
    assert contact_of(given_out(edited, "3.0")).card == APPLE


def test_what_is_new_comes_behind_what_was_there() -> None:
    contact = contact_of(APPLE)
    edited = replace(contact, emails=(*contact.emails, Email("l@example.org", "l@example.org", "home")))
    _gone, come = changed(APPLE, edited, "3.0")
    assert b"EMAIL;TYPE=INTERNET,HOME:l@example.org" in come
    labelled = replace(contact, phones=(*contact.phones, Phone("+442079460020", "+442079460020", label="Lobby")))
    assert b"item4.X-ABLabel:Lobby" in given_out(labelled, "3.0")


def test_a_unit_of_the_organisation_and_a_middle_name_survive_an_edit() -> None:
    edited = replace(contact_of(OLD), agency="Another Agency", family="Meier")
    data = given_out(edited, "3.0")
    assert b"ORG:Another Agency;Press" in data
    assert b"N:Meier;Anna;Maria;Dr.;" in data


def test_a_card_of_2_1_is_brought_to_the_standard() -> None:
    data = given_out(contact_of(OLD), "4.0")
    assert "FN:Dr. Anna M\u00fcller".encode() in data
    assert b"QUOTED-PRINTABLE" not in data
    assert b"TITLE:Head\\, Press" in data
    assert b"EMAIL;PREF=1:anna@example.org" in data
    assert b"PHOTO:data:image/jpeg;base64,/9j/" in data
    assert b"X-MS-IMADDRESS:anna-im" in data


def test_nothing_of_a_kept_card_reaches_the_press() -> None:
    data = vcard_contacts.write([replace(contact_of(APPLE), notes=None, address=None)], "3.0", "press")
    assert b"X-MADE-UP" not in data
    assert b"BDAY" not in data


def test_the_time_of_the_change_is_told_only_where_there_was_one() -> None:
    moment = datetime(2026, 3, 1, 12, tzinfo=UTC)
    contact = replace(contact_of(APPLE), updated_at=moment)
    assert b"REV" not in given_out(contact, "3.0")
    assert b"REV:20260301T120000Z" in given_out(replace(contact, role="Head"), "3.0")
