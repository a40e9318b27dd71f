import json
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from contactbook.exchange import vcard, vcard_contacts
from contactbook.exchange.formats import sniff

SAMPLES = Path(__file__).parent.parent / "samples" / "vcards"
EXPECTED: dict[str, list[dict[str, Any]]] = json.loads((SAMPLES / "expected.json").read_text(encoding="utf-8"))


def shapes(data: bytes) -> list[dict[str, Any]]:
    return [vcard_contacts.inspect_shape(card) for card in vcard.cards(BytesIO(data))]


def said(shape: dict[str, Any]) -> dict[str, Any]:
    """Leave out what is empty, and what the table of expectations does not go into."""
    return {
        key: value
        for key, value in shape.items()
        if value and key not in ("properties", "line", "raw") and any(value if isinstance(value, list) else [value])
    }


def test_every_sample_is_looked_at() -> None:
    assert {path.name for path in SAMPLES.glob("*.vcf")} == EXPECTED.keys()


@pytest.mark.parametrize("name", EXPECTED)
def test_a_card_is_read_whatever_its_program_made_of_it(name: str) -> None:
    assert [said(shape) for shape in shapes((SAMPLES / name).read_bytes())] == EXPECTED[name]


@pytest.mark.parametrize("name", EXPECTED)
def test_a_file_is_known_for_what_it_is_whatever_its_name(name: str) -> None:
    headless = name == "begin_missing.vcf"
    assert sniff(name if headless else "letter.txt", (SAMPLES / name).read_bytes()) == "vcard"


class Pipe(BytesIO):
    """Gives what it has a few bytes at a time."""

    def read(self, size: int | None = -1) -> bytes:
        return super().read(7)


@pytest.mark.parametrize("name", EXPECTED)
def test_it_does_not_matter_in_which_pieces_a_file_comes(name: str) -> None:
    data = (SAMPLES / name).read_bytes()
    assert list(vcard.cards(Pipe(data))) == list(vcard.cards(BytesIO(data)))


def test_a_large_file_is_read_across_the_borders_of_its_pieces() -> None:
    card = b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ann %d\r\nNOTE:a b\r\nEND:VCARD\r\n"
    odd = b"begin:vcard\nversion:2.1\nfn:Ann %d\nend:vcard\n"
    data = b"".join((odd if number % 7 == 3 else card) % number for number in range(12_000))
    names = [card.properties[1].value for card in vcard.cards(BytesIO(data))]
    assert names == [f"Ann {number}" for number in range(12_000)]


def test_lines_and_cards_are_numbered() -> None:
    data = (
        b"\r\nBEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ann\r\nEND:VCARD\r\n\r\nnoise\r\nBEGIN:VCARD\r\nFN:Bo\r\nEND:VCARD\r\n"
    )
    assert [card.line for card in vcard.cards(BytesIO(data))] == [2, 8]


def test_every_property_keeps_its_line_as_it_came() -> None:
    data = b"BEGIN:VCARD\r\nVERSION:3.0\r\nNOTE;X-A=b:folded\r\n  here\r\nitem1.TEL;type=CELL:1\r\nEND:VCARD\r\n"
    (card,) = vcard.parse(data)
    assert card.raw == data
    assert [prop.raw for prop in card.properties][1:] == [b"NOTE;X-A=b:folded\r\n  here", b"item1.TEL;type=CELL:1"]
    assert (card.properties[2].group, card.properties[2].name, card.properties[2].types) == ("item1", "TEL", ("cell",))


def test_a_long_photo_is_cut_at_the_largest_card_and_that_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("contactbook.exchange.vcard_split.MAX_CARD", 20_000)
    data = b"BEGIN:VCARD\r\nVERSION:2.1\r\nN:Ann\r\nPHOTO;BASE64:\r\n" + b" AAAA\r\n" * 5_000 + b"\r\nEND:VCARD\r\n"
    first, second = vcard.parse(data + b"BEGIN:VCARD\r\nVERSION:2.1\r\nN:Bo\r\nEND:VCARD\r\n")
    assert "The card is too large; its end was left out." in first.repairs
    assert len(first.raw) <= 20_000
    assert second.properties[-1].value == "Bo"


def test_inspection_shows_every_property_and_bytes_by_their_number() -> None:
    (shape,) = shapes((SAMPLES / "photo_fold_one.vcf").read_bytes())
    photo = next(prop for prop in shape["properties"] if prop["name"] == "PHOTO")
    assert photo == {"name": "PHOTO", "params": {"TYPE": ["JPEG"], "ENCODING": ["BASE64"]}, "bytes": 124}
    assert {"name": "X-ANDROID-CUSTOM", "params": {}, "value": "vnd/x;1"} in shape["properties"]
    json.dumps(shape)


def test_what_one_card_taught_does_not_mislead_the_next() -> None:
    torn = b'BEGIN:VCARD\r\nVERSION:4.0\r\nADR;GEO="geo:1.5,2.5:;;1 Road;;;;\r\nEND:VCARD\r\n'
    whole = b'BEGIN:VCARD\r\nVERSION:4.0\r\nADR;GEO="geo:1.5,2.5":;;1 Road;;;;\r\nEND:VCARD\r\n'
    for card in (torn, whole, torn, whole):
        read = vcard.parse(card)
    assert read[0].properties[1].value == ";;1 Road;;;;"
