import re
from base64 import b64decode
from dataclasses import replace
from io import BytesIO

import pytest
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from contactbook.domain.contact import Contact, Email, Kind, Link, LinkKind, Phone, PhoneKind
from contactbook.domain.publishing import public_view
from contactbook.exchange import vcard, vcard_21, vcard_contacts
from contactbook.exchange.vcard_adapt import card_for, list_card, write_for
from contactbook.exchange.vcard_clients import CLIENTS, TABLE, Client, Trait, traits
from contactbook.exchange.vcard_photos import scaled
from tests.exchange import strict
from tests.exchange.test_vcard_write import LAYLA, unfolded
from tests.strategies import contacts

OF_3_0 = tuple(client for client in CLIENTS if Trait.OLD not in traits(client))
ZOE = Contact(
    uid="z-1",
    name="Zoë Größl",
    given="Zoë",
    family="Größl",
    role="Sprecherin; Europa",
    agency="Example Agency",
    city="Geneva",
    country="CH",
    address="Rue d’Exemple 1",
    phones=(Phone("+447700900123", kind=PhoneKind.MOBILE, label="Night desk", public=True),),
    emails=(Email("zoe@example.org", public=True), Email("z@example.org")),
    links=(Link(LinkKind.WEBSITE, "https://example.org/" + "long/" * 30),),
    notes="Ruft zurück = immer.\nEND:VCARD\n" + "Ein langer Satz über nichts. " * 8 + "Ende.",
    topics=("migration",),
    lists=("Winter, appeal", "Border desk"),
)


def photo(width: int, height: int, kind: str = "PNG", mode: str = "RGB") -> bytes:
    out = BytesIO()
    Image.new(mode, (width, height), "navy" if mode == "RGB" else (10, 20, 30, 90)).save(out, kind)
    return out.getvalue()


def strict_21(data: bytes) -> dict[str, list[str]]:
    """Read a card by the words of the 2.1 specification alone."""
    (card,) = strict.read(data, "2.1")
    found: dict[str, list[str]] = {}
    for line in card:
        found.setdefault(line.name, []).append(line.value)
    return found


@settings(deadline=None, max_examples=300)
@given(contacts())
def test_what_outlook_gets_is_read_back_as_it_was(contact: Contact) -> None:
    (card,) = vcard.parse(write_for(contact, "outlook", "colleagues"))
    assert card.version == "2.1"
    assert not [repair for repair in card.repairs if "guessed" in repair]
    assert vcard_21.held(vcard_21.told(card)) == vcard_21.held(contact)


@settings(deadline=None, max_examples=150)
@given(contacts(), st.sampled_from(OF_3_0))
def test_what_the_others_get_loses_nothing(contact: Contact, client: Client) -> None:
    data = write_for(contact, client, "colleagues")
    for line in unfolded(data):
        assert not re.match(r"[\w.-]*;TYPE=[^:]*\"", line)
    (card,) = vcard.parse(data)
    assert vcard_contacts.differences(contact, vcard_contacts.to_contact(card)) == []


def test_another_reader_opens_what_outlook_gets() -> None:
    card = vobject.readOne(write_for(ZOE, "outlook", "colleagues").decode(), allowQP=True)
    assert card.fn.value == "Zoë Größl"
    assert card.email.value == "zoe@example.org"
    assert card.note.value.replace("\r\n", "\n") == ZOE.notes


def test_outlook_is_told_the_character_set_of_each_line() -> None:
    lines = write_for(ZOE, "outlook", "press").split(b"\r\n")
    assert b"FN;CHARSET=Windows-1252;ENCODING=QUOTED-PRINTABLE:Zo=EB Gr=F6=DFl" in lines
    assert b"TEL;CELL;VOICE:+447700900123" in lines
    assert b"EMAIL;PREF;INTERNET:zoe@example.org" in lines
    found = strict_21(write_for(replace(ZOE, name="Ада Окелло"), "outlook", "press"))
    assert found["FN"] == ["Ада Окелло"]
    assert found["LABEL"] == ["Rue d’Exemple 1\nGeneva\nSwitzerland"]
    assert found["TITLE"] == ["Sprecherin; Europa"]


def test_outlook_gets_the_photo_with_an_empty_line_behind_it() -> None:
    picture = photo(300, 200)
    data = write_for(replace(ZOE, photo=picture), "outlook", "press")
    assert b"PHOTO;TYPE=PNG;ENCODING=BASE64:\r\n iVBOR" in data
    assert b"\r\n\r\nUID:" in data
    assert b64decode(strict_21(data)["PHOTO"][0]) == picture


def test_outlook_keeps_the_birthday_of_the_card_that_came() -> None:
    lines = ("VERSION:3.0", "FN:Ann", "N:Ann;;;;", "BDAY:1980-04-05", "X-MS-TEL:+1", "X-OTHER:1")
    raw = "\r\n".join(("BEGIN:VCARD", *lines, "END:VCARD", "")).encode()
    (contact,) = vcard_contacts.read(raw)
    assert isinstance(contact, Contact)
    found = strict_21(write_for(contact, "outlook", "colleagues"))
    assert (found["BDAY"], found["X-MS-TEL"]) == (["1980-04-05"], ["+1"])
    assert "X-OTHER" not in found


@pytest.mark.parametrize("client", OF_3_0)
def test_what_somebody_called_a_number_is_the_label_of_its_group(client: Client) -> None:
    lines = unfolded(write_for(ZOE, client, "press"))
    assert {"item1.TEL;TYPE=CELL,VOICE:+447700900123", "item1.X-ABLabel:Night desk"} <= set(lines)


@pytest.mark.parametrize("client", OF_3_0)
def test_a_card_that_came_is_written_without_its_quirks(client: Client) -> None:
    raw = (
        b'BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ann\r\nN:Ann;;;;\r\nTEL;TYPE="HOME,VOICE":+442079460018\r\n'
        b"TEL;TYPE=Night desk:+447700900123\r\nPHOTO:data:image/jpeg;base64,/9j/4G1hZGUtdXA=\r\n"
        b"item7.EMAIL:ann@example.org\r\nitem7.X-ABLabel:Duty\r\nEND:VCARD\r\n"
    )
    (contact,) = vcard_contacts.read(raw)
    assert isinstance(contact, Contact)
    lines = unfolded(write_for(contact, client, "colleagues"))
    typed = ";TYPE=VOICE" if client == "android" else ""
    assert {
        "TEL;TYPE=HOME,VOICE:+442079460018",
        f"item1.TEL{typed}:+447700900123",
        "item1.X-ABLabel:Night desk",
        "PHOTO;ENCODING=b;TYPE=JPEG:/9j/4G1hZGUtdXA=",
    } <= set(lines)
    assert any(line.startswith("item7.EMAIL" + (";TYPE=INTERNET" if client == "android" else ":")) for line in lines)
    (card,) = vcard.parse(write_for(contact, client, "colleagues"))
    assert vcard_contacts.differences(contact, vcard_contacts.to_contact(card)) == []


def test_apple_knows_desks_and_lists() -> None:
    desk = Contact(uid="d", kind=Kind.DESK, role="Media", agency="Example Agency")
    assert "X-ABShowAs:COMPANY" in unfolded(write_for(desk, "apple", "press"))
    data = write_for(ZOE, "apple", "colleagues") + list_card("Winter, appeal", ["z-1"])
    lines = unfolded(data)
    assert {r"N:Winter\, appeal;;;;", r"FN:Winter\, appeal", "X-ADDRESSBOOKSERVER-KIND:group"} <= set(lines)
    assert "X-ADDRESSBOOKSERVER-MEMBER:urn:uuid:z-1" in lines
    (back,) = vcard_contacts.read(data)
    assert isinstance(back, Contact)
    assert back.lists == ZOE.lists


def test_lists_are_labels_at_google_and_topics_stay_topics() -> None:
    lines = unfolded(write_for(ZOE, "google", "colleagues"))
    assert {"CATEGORIES:migration", r"CATEGORIES:Winter\, appeal,Border desk"} <= set(lines)
    back = vcard_contacts.to_contact(card_for(ZOE, "google", "colleagues"))
    assert (back.topics, back.lists) == (ZOE.topics, ZOE.lists)
    assert "CATEGORIES:migration" in unfolded(write_for(public_view(ZOE).contact, "google", "press"))
    assert b"Border desk" not in write_for(public_view(ZOE).contact, "google", "press")


@pytest.mark.parametrize("client", CLIENTS)
def test_photos_are_made_small(client: Client) -> None:
    (card,) = vcard.parse(write_for(replace(LAYLA, photo=photo(2000, 1000)), client, "press"))
    got = vcard_contacts.to_contact(card).photo
    assert got is not None
    with Image.open(BytesIO(got)) as image:
        assert (image.size, image.format) == ((512, 256), "JPEG")


def test_a_photo_is_left_as_it_is_where_that_will_do() -> None:
    for same in (photo(512, 300), photo(10, 10, "GIF"), b"no photo", b"\xff\xd8\xff\xe0made-up", b"\x89PNG\r\n\x1a\n"):
        assert scaled(same) == same
    huge = photo(1, 1, "BMP")
    huge = huge[:18] + (70_000).to_bytes(4, "little") + (70_000).to_bytes(4, "little") + huge[26:]
    assert scaled(huge) == huge


def test_what_is_transparent_stays_so_and_what_stands_on_its_side_is_set_upright() -> None:
    with Image.open(BytesIO(scaled(photo(900, 600, mode="RGBA")))) as image:
        assert (image.format, image.mode, image.size) == ("PNG", "RGBA", (512, 341))
    out = BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    exif[0x010F] = "Camera"
    Image.new("RGB", (1200, 600), "navy").save(out, "JPEG", exif=exif)
    with Image.open(BytesIO(scaled(out.getvalue()))) as image:
        assert image.size == (256, 512)
        assert not image.getexif()
    with Image.open(BytesIO(scaled(photo(40, 20, "WEBP")))) as image:
        assert image.format == "JPEG"


def test_each_difference_says_why_and_from_where() -> None:
    assert all(row.why and row.source for row in TABLE)
    assert len({(row.client, row.trait) for row in TABLE}) == len(TABLE)
    assert {row.trait for row in TABLE} == set(Trait)
    assert traits(None) == frozenset()
