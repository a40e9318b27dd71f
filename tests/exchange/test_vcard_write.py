from datetime import UTC, datetime, timedelta, timezone

import pytest
import vobject
from hypothesis import given, settings

from contactbook.domain.contact import Contact, Email, Kind, Link, LinkKind, Phone, PhoneKind, Translation
from contactbook.exchange import vcard_contacts
from contactbook.exchange.vcard_model import made
from contactbook.exchange.vcard_write import fold, line
from tests.strategies import contacts

VERSIONS = ("3.0", "4.0")
UUID = "0b1f3c1e-1111-4222-8333-444455556666"
LAYLA = Contact(
    uid=UUID,
    name="Layla Haddad",
    given="Layla",
    family="Haddad",
    honorific="Dr.",
    role="Spokesperson, Middle East; North Africa",
    agency="Example Agency",
    city="Geneva",
    country="CH",
    phones=(
        Phone("+442079460018", "020 7946 0018", "68", PhoneKind.OFFICE),
        Phone("+447700900123", "+447700900123", None, PhoneKind.MOBILE, "Night desk"),
        Phone("0722000000", "0722 000000"),
    ),
    emails=(Email("layla@example.org"), Email("l@example.org")),
    links=(Link(LinkKind.WEBSITE, "https://example.org"), Link(LinkKind.X, "https://x.com/layla")),
    languages=("ar", "en"),
    topics=("migration", "law, order"),
    translations=(Translation("ar", "\u0644\u064a\u0644\u0649", None),),
    photo=b"\xff\xd8\xff\xe0made-up",
    updated_at=datetime(2026, 3, 1, 12, 0, tzinfo=timezone(timedelta(hours=2))),
)


def unfolded(data: bytes) -> list[str]:
    return data.replace(b"\r\n ", b"").decode().split("\r\n")[:-1]


def written(contact: Contact, version: str, audience: str = "press") -> list[str]:
    return unfolded(vcard_contacts.write([contact], version, audience))


@settings(deadline=None, max_examples=100)
@given(contacts())
def test_another_reader_opens_what_is_written(contact: Contact) -> None:
    data = vcard_contacts.write([contact], "3.0", "press").decode()
    card = vobject.readOne(data)
    (mine,) = vcard_contacts.read(data.encode())
    assert isinstance(mine, Contact)
    assert card.fn.value
    assert [tel.value for tel in card.contents.get("tel", ())] == [
        f"{phone.number} ext. {phone.extension}" if phone.extension else phone.number for phone in contact.phones
    ]


def test_numbers_are_uris_in_4_0_and_text_in_3_0() -> None:
    four = written(LAYLA, "4.0")
    assert "TEL;VALUE=uri;TYPE=work,voice:tel:+442079460018;ext=68" in four
    assert "item1.TEL;VALUE=uri;TYPE=cell,voice:tel:+447700900123" in four
    assert "item1.X-ABLabel:Night desk" in four
    assert "TEL;TYPE=voice:0722000000" in four
    three = written(LAYLA, "3.0")
    assert "TEL;TYPE=WORK,VOICE:+442079460018 ext. 68" in three
    assert "TEL;TYPE=VOICE:0722000000" in three


def test_who_it_is() -> None:
    four, three = written(LAYLA, "4.0"), written(LAYLA, "3.0")
    assert f"UID:urn:uuid:{UUID}" in four
    assert f"UID:{UUID}" in three
    assert "REV:20260301T100000Z" in four
    assert "KIND:individual" in four
    assert "N:Haddad;Layla;;Dr.;" in three
    desk = Contact(kind=Kind.DESK, role="Media Relations", agency="Example Agency")
    assert {"KIND:org", "FN;DERIVED=TRUE:Example Agency Media Relations"} <= set(written(desk, "4.0"))
    assert {"X-ABShowAs:COMPANY", "FN;X-DERIVED=TRUE:Example Agency Media Relations"} <= set(written(desk, "3.0"))


def test_what_it_does() -> None:
    four, three = written(LAYLA, "4.0"), written(LAYLA, "3.0")
    assert r"TITLE:Spokesperson\, Middle East\; North Africa" in three
    assert r"CATEGORIES:migration,law\, order" in three
    assert {"EXPERTISE:migration", r"EXPERTISE:law\, order"} <= set(four)
    assert {"LANG;PREF=1:ar", "LANG;PREF=2:en"} <= set(four)
    assert "X-CONTACTBOOK-LANGUAGES:ar,en" in three
    assert {"FN;ALTID=1:Layla Haddad", "FN;ALTID=1;LANGUAGE=ar:\u0644\u064a\u0644\u0649"} <= set(four)
    assert "SOCIALPROFILE;SERVICE-TYPE=x:https://x.com/layla" in four
    assert "X-SOCIALPROFILE;TYPE=twitter:https://x.com/layla" in three
    assert {"EMAIL;PREF=1;TYPE=work:layla@example.org", "EMAIL;TYPE=work:l@example.org"} <= set(four)
    assert "ADR;TYPE=work;CC=CH:;;;Geneva;;;Switzerland" in four


def test_photos() -> None:
    assert "PHOTO:data:image/jpeg;base64,/9j/4G1hZGUtdXA=" in written(LAYLA, "4.0")
    assert "PHOTO;ENCODING=b;TYPE=JPEG:/9j/4G1hZGUtdXA=" in written(LAYLA, "3.0")


def test_a_contact_without_anything_is_still_a_card() -> None:
    for version in VERSIONS:
        assert any(one.startswith("FN") and one.endswith(":?") for one in written(Contact(), version))


def test_the_press_is_told_nothing_of_how_details_were_typed_and_checked() -> None:
    data = "\n".join(written(LAYLA, "3.0"))
    assert "020 7946 0018" not in data
    assert "TYPED" not in data
    assert "020 7946 0018" in "\n".join(written(LAYLA, "3.0", "colleagues"))


@pytest.mark.parametrize(
    ("text", "pieces"),
    [("x" * 75, [75]), ("x" * 76, [75, 2]), ("x" * 149, [75, 75]), ("x" * 150, [75, 75, 2]), ("\u00e9" * 38, [74, 3])],
)
def test_lines_are_folded_at_75_octets(text: str, pieces: list[int]) -> None:
    assert [len(piece) for piece in fold(text.encode()).split(b"\r\n")] == pieces


def test_parameters_are_quoted_and_marked_where_they_need_it() -> None:
    prop = made("ADR", ";;;;;;", ("LABEL", 'a, b; "c"\nd^'), ("TYPE", "work"), ("TYPE", "pref"))
    assert line(prop) == b"ADR;LABEL=\"a, b; ^'c^'^nd^^\";TYPE=work,pref:;;;;;;"


def test_times_are_in_utc() -> None:
    assert "REV:20260101T000000Z" in written(Contact(name="Ann", updated_at=datetime(2026, 1, 1, tzinfo=UTC)), "3.0")
