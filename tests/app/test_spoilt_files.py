"""Tables, workbooks, JSON and archives that are broken or made to harm end in sentences, never in a traceback."""

import random
import zipfile
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contactbook.app.book import Book
from tests.app.spoiling import WHOLE, read_file, spoil
from tests.clock import Clock

NAMES = ("x.csv", "x.xlsx", "x.json", "x.zip", "x")
STARTS = (b"", b"PK\x03\x04", b"[", b'{"name": "', b"Name;Phone;Email\r\n")


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Book:
    return Book.open(tmp_path_factory.mktemp("spoilt") / "book.db", clock=Clock())


@pytest.mark.parametrize("name", sorted(WHOLE))
@settings(max_examples=5)
@given(chance=st.randoms(use_true_random=False))
def test_no_spoilt_file_is_too_much(empty: Book, name: str, chance: random.Random) -> None:
    read_file(empty, name, spoil(name, chance))


@settings(max_examples=12)
@given(data=st.binary(max_size=200), name=st.sampled_from(NAMES), start=st.sampled_from(STARTS))
def test_no_bytes_are_too_much_by_any_name(empty: Book, data: bytes, name: str, start: bytes) -> None:
    read_file(empty, name, start + data)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("deep.json", b"[" * 100_000),
        ("deeper.json", b'[{"a":' * 50_000),
        ("long.json", b'[{"name": "' + b"x" * 2_000_000),
        ("digits.json", b"[" + b"9" * 1_000_000 + b"]"),
        ("quote.csv", b'Name,Phone\r\n"' + b"x,\n" * 2_000),
        ("wide.csv", b"Name" + b"," * 1_000_000 + b"\r\nAnn"),
        ("blank.csv", b"Name,Phone\r\n" + b"\r\n" * 10_000),
        ("nothing.csv", bytes(1_000_000)),
        ("cut.zip", b"PK\x03\x04" + bytes(100_000)),
    ],
)
def test_a_hostile_file_takes_little_memory_and_ends(empty: Book, name: str, data: bytes) -> None:
    read_file(empty, name, data)


def test_what_is_packed_to_harm_is_refused(empty: Book) -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("../../up.vcf", b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ann\r\nN:Ann\r\nEND:VCARD\r\n")
        packed.writestr("bomb.csv", b"Name,Phone\r\n" + bytes(20_000_000))
    problems = read_file(empty, "x.zip", out.getvalue())
    assert [problem for problem in problems if "unpacks to far more" in problem.what]
    assert not (empty.path.parent.parent / "up.vcf").exists()
