import random
import tracemalloc
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contactbook.domain.contact import Contact
from contactbook.exchange import vcard, vcard_contacts
from contactbook.exchange.formats import Problem
from tests.exchange import strict
from tests.exchange.test_vcard_keep import KEPT

PIECES = (
    *(line + b"\r\n" for card in KEPT for line in card.split(b"\r\n")),
    b"BEGIN:VCARD", b"END:VCARD\n", b"AGENT:\r\nBEGIN:VCARD\r\n", b"AGENT:BEGIN:VCARD\n", b" BEGIN:VCARD\n",
    b"begin:vcard\r", b"VERSION:", b"\r", b"\n", b"\r\n", b"\r\r\n", b" ", b"\t", b"=", b"=\r\n", b"=3D=\n", b"=C3",
    b"\xc3", b"\xff\xfe", b"\x00", b'"', b";", b":", b"\\", b",", b"^n", b"#", b"N:", b"PHOTO;ENCODING=b:",
    b"PHOTO;BASE64:\n", b"AAAA\n", b"NOTE;ENCODING=QUOTED-PRINTABLE:", b";CHARSET=SHIFT_JIS", b";CHARSET=base64",
    b";CHARSET=utf-16", b";TYPE=\"", b"ADR:;;", b"TEL;VALUE=uri:tel:", b"X-ABLabel:", b"item1.", b"KIND:group\n",
    b"MEMBER:urn:uuid:x\n", b"X-CONTACTBOOK-TEL;NUMBER=+1;VERIFIED=no:", b"X-CONTACTBOOK-AWAY-FROM:never\n",
    b"data:image/png;base64\\,", b"URL:http://[::1\n", b"LANG;PREF=x:\n", b"REV:99999\n",
)  # fmt: skip


def read_all(data: bytes) -> None:
    for item in vcard_contacts.read(data, "made-up.vcf"):
        assert isinstance(item, Contact | Problem)
    for card in vcard.cards(BytesIO(data)):
        vcard_contacts.inspect_shape(card)
        for version in ("3.0", "4.0"):
            contact = vcard_contacts.to_contact(card)
            written = vcard_contacts.write([contact], version, "colleagues")
            strict.well_formed(written, version)
            (again,) = vcard.parse(written)
            assert again.version == version


@pytest.mark.parametrize(
    "line",
    [
        b"FN;ENCODING=B;" + bytes(60) + b"CHARSET=UTF-8:m",
        b"VERSION:3." + bytes(7) + b"0\r\nFN:Ann",
        b"NOTE:a\rb",
        b"NOTE:" + b"x" * 200,
        b"NOTE:" + "\u00e9".encode() * 60,
        b"NOPARAM;:x",
        b"a b.NOTE;x y=1:z",
        b'TEL;TYPE=VOICE\\,CELL;X-A="b\x01c":+1',
        b"X-\xc3\xa9:z",
        b"NOTE:\x7f\x0b",
    ],
    ids=repr,
)
def test_a_line_that_no_standard_allows_is_written_as_one_that_it_does(line: bytes) -> None:
    read_all(b"BEGIN:VCARD\r\nVERSION:3.0\r\n" + line + b"\r\nEND:VCARD\r\n")
    read_all(b"BEGIN:VCARD\r\n" + line + b"\r\nEND:VCARD\r\n")


@settings(deadline=None, max_examples=100)
@given(st.binary(max_size=300))
def test_no_bytes_at_all_are_too_much(data: bytes) -> None:
    read_all(data)
    read_all(b"BEGIN:VCARD\r\n" + data + b"\r\nEND:VCARD\r\n")


@settings(deadline=None, max_examples=150)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map(b"".join))
def test_no_pieces_of_cards_are_too_much(data: bytes) -> None:
    read_all(data)
    read_all(b"BEGIN:VCARD\n" + data)


@settings(deadline=None, max_examples=100)
@given(st.sampled_from(KEPT), st.randoms(use_true_random=False), st.integers(1, 12))
def test_no_mangled_card_is_too_much(card: bytes, chance: random.Random, changes: int) -> None:
    data = bytearray(card * 2)
    for _ in range(changes):
        at = chance.randrange(len(data))
        match chance.randrange(4):
            case 0:
                del data[at : at + chance.randrange(1, 20)]
            case 1:
                data[at] = chance.randrange(256)
            case 2:
                data[at:at] = chance.choice(PIECES)
            case _:
                data[at:at] = data[at : at + chance.randrange(1, 60)]
    read_all(bytes(data))


@pytest.mark.parametrize(
    "data",
    [
        b"BEGIN:VCARD\n" * 10_000,
        b"BEGIN:VCARD\r\nVERSION:3.0\r\n" + b"a:\r\n" * 150_000 + b"END:VCARD\r\n",
        b"BEGIN:VCARD\r\nVERSION:3.0\r\nN:" + b";" * 500_000 + b"\r\nEND:VCARD\r\n",
        b"BEGIN:VCARD\r\nVERSION:3.0\r\nTEL" + b";a" * 300_000 + b":1\r\nEND:VCARD\r\n",
        b"BEGIN:VCARD\r\nVERSION:3.0\r\nNOTE:x\r\n" + b" \r\n" * 200_000 + b"END:VCARD\r\n",
        b"BEGIN:VCARD\r\nVERSION:3.0\r\nNOTE\r\n" + b" x\r\n" * 200_000 + b"END:VCARD\r\n",
        b"BEGIN:VCARD\r\nVERSION:2.1\r\nNOTE;QUOTED-PRINTABLE:" + b"=\r\n" * 200_000 + b"END:VCARD\r\n",
        b"BEGIN:VCARD\r\nVERSION:3.0\r\n" + b"AGENT:\r\nBEGIN:VCARD\r\n" * 10_000,
        b"BEGIN:VCARD\r\nVERSION:2.1\r\nPHOTO;BASE64:\r\n" + b"AAAA\r\n" * 100_000,
        b"BEGIN:VCARD\r\nVERSION:3.0\r\nNOTE:" + b"\\" * 500_000 + b"\r\nEND:VCARD\r\n",
        b"BEGIN:VCARD\r\nVERSION:3.0\r\nCATEGORIES:" + b"a," * 300_000 + b"\r\nEND:VCARD\r\n",
        b'BEGIN:VCARD\r\nVERSION:3.0\r\nX="' + b'="a' * 200_000 + b":\r\nEND:VCARD\r\n",
        b"BEGIN:VCARD\nEND:vcard\n" * 10_000,
        b"N:" + b"log line\n" * 100_000,
        b"FN:\n" * 150_000,
        ("BEGIN:VCARD\nFN:" + "é" * 200_000 + "\nEND:VCARD").encode("utf-16"),
        bytes(1_000_000),
    ],
    ids=lambda data: repr(data[:60]) + str(len(data)),
)
def test_a_hostile_file_takes_little_memory_and_ends(data: bytes) -> None:
    for _card in vcard.cards(BytesIO(data[:2000])):
        pass
    tracemalloc.start()
    for _card in vcard.cards(BytesIO(data)):
        pass
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 20 * len(data)


def test_a_large_photo_is_read_and_written() -> None:
    photo = bytes(range(256)) * 12_000
    contact = Contact(name="Layla Haddad", photo=photo)
    for version in ("3.0", "4.0"):
        (again,) = vcard_contacts.read(vcard_contacts.write([contact], version, "colleagues"))
        assert isinstance(again, Contact)
        assert again.photo == photo
