"""Cards in quoted-printable, as phones write them: those that are well formed are read at once, all others by line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactbook.exchange import vcard

HEADS = (
    "N;ENCODING=QUOTED-PRINTABLE",
    "FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE",
    "ADR;WORK;CHARSET=utf-8;QUOTED-PRINTABLE",
    "NOTE;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE",
    "X-OWN;ENCODING=QUOTED-PRINTABLE;CHARSET=NONE",
    "PHOTO;JPEG;ENCODING=BASE64",
    "NOTE",
    "TEL;CELL",
)
PIECES = ("=E2=82=AC", "=E2", "=c3=a9", "=", "=\r\n", "=\r\n=\r\n", "= \r\n", "=20", "=3B", "=0D=0A", ";", " ", "é")
lines = st.builds("{}:{}".format, st.sampled_from(HEADS), st.lists(st.sampled_from(PIECES), max_size=6).map("".join))


def read(text: str, end: str = "\r\n") -> vcard.Card:
    (card,) = vcard.parse(f"BEGIN:VCARD\r\nVERSION:2.1\r\n{text}END:VCARD{end}".encode())
    return card


@given(st.lists(lines, max_size=5))
def test_a_card_read_at_once_is_what_it_is_line_by_line(lines: list[str]) -> None:
    text = "".join(f"{line}\r\n" for line in lines)
    by_line = read(text, "\n")  # one line end that is not like the others
    assert read(text).properties == by_line.properties
    assert read(text).repairs == by_line.repairs


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E4=B8=AD=\r\n=E6=96=87", "中文"),
        ("N;ENCODING=QUOTED-PRINTABLE:M=3Bller;Ann=C3=A9;;;", "M\\;ller;Anné;;;"),
        ("NOTE;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:Gr=FC=DFe", "Grüße"),
    ],
)
def test_a_value_is_decoded_over_its_soft_line_breaks(line: str, value: str) -> None:
    (_version, prop) = read(f"{line}\r\n").properties
    assert (prop.value, prop.raw) == (value, line.encode())


def test_a_photo_that_ends_like_a_soft_line_break_takes_no_line_with_it() -> None:
    text = "FN;ENCODING=QUOTED-PRINTABLE:=C3=89=\r\na\r\nPHOTO;ENCODING=BASE64:AAAAAA==\r\nTEL;CELL:1\r\n"
    assert [(p.name, p.value) for p in read(text).properties[1:]] == [
        ("FN", "Éa"),
        ("PHOTO", "AAAAAA=="),
        ("TEL", "1"),
    ]
