from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contactbook.domain.contact import Contact, Email, Link, LinkKind, Phone, PhoneKind, Verdict
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


@settings(deadline=None, max_examples=300)
@given(contacts(), st.sampled_from(KEPT), st.sampled_from(VERSIONS))
def test_whatever_is_edited_comes_back(contact: Contact, card: bytes, version: str) -> None:
    contact = replace(contact, card=card)
    (read,) = vcard.parse(given_out(contact, version))
    again = vcard_contacts.to_contact(read)
    left_out = {"card": None, "created_at": None, "updated_at": None, "guessed": ()}
    assert replace(again, **left_out) == replace(contact, **left_out)
