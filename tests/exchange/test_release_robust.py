"""Whatever the text, the reader gives an answer, and what it found stands where it says."""

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contactbook.domain.contact import Contact
from contactbook.exchange.formats import Reading, Span
from contactbook.exchange.release import read
from tests.exchange.release_samples import LANGUAGES, LAYOUTS

TEXTS = [text for text, _ in (*LAYOUTS.values(), *LANGUAGES.values())]
NOISE = st.sampled_from(
    ["\u200f", "\u202e", "<b>", "</p>", "&nbsp;", "&#64;", "](", "**", "\n\n", "\r", "\x00", "@", "+", "(", "/", "x5",
     "\u3000", "１２３", "٤٥", "Contact:", "Tel:", "\ud800", "\ufeff", "…", "=?utf-8?q?", "\t", "﷽", "x" * 300]
)  # fmt: skip


def digits(text: str) -> str:
    return "".join(str(unicodedata.decimal(c, "")) for c in text)


def check(text: str, reading: Reading) -> None:
    assert reading.text == text
    assert len(reading.spans) == len(reading.contacts)
    for contact, spans in zip(reading.contacts, reading.spans, strict=True):
        assert contact.name or contact.phones or contact.emails
        for found in spans.values():
            assert all(0 <= span.start <= span.end <= len(text) for span in found)
        for i, phone in enumerate(contact.phones):
            check_number(text, phone.number, phone.extension, spans[f"phones.{i}"][0])
        check_words(text, contact, spans)


def check_number(text: str, number: str, extension: str | None, span: Span) -> None:
    """The last printed digits are those of the number, unless letters or an extension stand in them."""
    printed = text[span.start : span.end]
    if extension or re.search(r"[A-Za-z&#;]", printed):
        return
    assert digits(number)[-3:] == digits(printed)[-3:] or len(digits(printed)) < 6


def check_words(text: str, contact: Contact, spans: dict[str, tuple[Span, ...]]) -> None:
    for i, email in enumerate(contact.emails):
        span = spans[f"emails.{i}"][0]
        printed = unicodedata.normalize("NFKC", text[span.start : span.end]).lower()
        assert email.address[-1].lower() in printed or "&" in printed
    if contact.name:
        span = spans["name"][0]
        assert text[span.start : span.end].strip()


@settings(deadline=None)
@given(st.text(max_size=400))
def test_any_text_gives_an_answer(text: str) -> None:
    check(text, read(text))


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(TEXTS), st.lists(st.tuples(st.floats(0, 1), NOISE), max_size=6))
def test_a_mangled_block_gives_an_answer(text: str, noise: list[tuple[float, str]]) -> None:
    for place, piece in noise:
        at = int(place * len(text))
        text = text[:at] + piece + text[at:]
    check(text, read(text))


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(TEXTS), min_size=1, max_size=3), st.floats(0, 1), st.floats(0, 1))
def test_a_torn_text_gives_an_answer(texts: list[str], first: float, second: float) -> None:
    text = "\n\n".join(texts)
    start, end = sorted((int(first * len(text)), int(second * len(text))))
    check(text[start:end], read(text[start:end]))


def test_a_log_of_many_megabytes_is_read_at_its_ends_only() -> None:
    text = "2024-05-03 10:11:12 connection from 10.0.0.1 closed, id 4455667\n" * 50_000
    reading = read(text + "\nMedia contact: Ana Sol, +44 20 7946 0500\n")
    assert [c.name for c in reading.contacts] == ["Ana Sol"]
    assert len(reading.problems) == 1
    span = reading.spans[0]["name"][0]
    assert reading.text[span.start : span.end] == "Ana Sol"


@pytest.mark.parametrize(
    "piece",
    [
        "a@",
        "(",
        "1 ",
        "1-",
        "<a ",
        "&#",
        "[x](",
        "Contact ",
        "Contact: ",
        "A ",
        "\n ",
        "a.b-",
        "Mr Ana\n",
        "Contact: a@b.org ",
    ],
)
def test_a_text_made_to_be_slow_is_read_all_the_same(piece: str) -> None:
    text = piece * 4000
    check(text, read(text))
