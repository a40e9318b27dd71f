"""The foot of a real release, and how its text may come."""

from pathlib import Path

import pytest

from contactbook.domain.contact import Kind, Verdict
from contactbook.exchange.release import read

FOOT = (Path(__file__).parent.parent / "samples" / "release.txt").read_text(encoding="utf-8")
BODY = """Two agencies call for calm

The Relief Agency (IOM) and UNHCR said today that 2,000 people wait at the border since 8 November 2021.

"Nobody may be left alone," said the spokesperson of IOM, while UNHCR counted 1,350 families. IOM and UNHCR are ready.

"""
PEOPLE = [
    ("Vienna", "Joe Lowry", "+436603776404"),
    ("Brussels", "Ryan Schroeder", "+3222877116"),
    ("Geneva", "Safa Msehli", "+41794035526"),
    ("Brussels", "Maeve Patterson", "+32470995435"),
    ("Geneva", "Shabia Mantoo", "+41793377650"),
    ("Geneva", "Natalia Prokopchuk", "+41798240575"),
]


def table(text: str) -> list[tuple[str | None, str | None, str]]:
    return [(c.city, c.name, c.phones[0].number) for c in read(text).contacts]


@pytest.mark.parametrize(
    "text",
    [
        FOOT,
        BODY + FOOT,
        (BODY + FOOT).replace("\n", "\r\n"),
        (BODY + FOOT).encode("utf-8").decode("latin-1"),
        "\ufeff" + BODY + FOOT + "\n\nA further line about SDG 3 and 2030.\n",
        BODY.replace("\n", " ") + "\n\n" + FOOT,
    ],
    ids=["foot", "whole", "crlf", "latin-1", "more after", "body on one line"],
)
def test_six_contacts_are_read(text: str) -> None:
    assert table(text) == PEOPLE


def test_they_may_be_published_and_are_valid() -> None:
    contacts = read(BODY + FOOT).contacts
    assert {c.kind for c in contacts} == {Kind.PERSON}
    assert all(len(c.phones) == 1 and c.phones[0].public for c in contacts)
    assert {c.phones[0].verdict for c in contacts} == {Verdict.VALID}


def test_an_empty_email_label_is_no_email() -> None:
    assert all(c.emails == () for c in read(FOOT).contacts)


def test_two_blocks_are_offered_to_two_agencies_as_a_guess() -> None:
    contacts = read(BODY + FOOT).contacts
    assert [c.agency for c in contacts] == ["IOM"] * 3 + ["UNHCR"] * 3
    assert {c.guessed for c in contacts} == {("agency",)}


def test_the_number_stays_as_printed() -> None:
    assert read(FOOT).contacts[0].phones[0].typed == "+43660 3776404"


def test_each_value_knows_where_it_stood() -> None:
    text = (BODY + FOOT).replace("\n", "\r\n")
    reading = read(text)
    for contact, spans in zip(reading.contacts, reading.spans, strict=True):
        assert [text[s.start : s.end] for s in spans["name"]] == [contact.name]
        assert [text[s.start : s.end] for s in spans["city"]] == [contact.city]
        assert [text[s.start : s.end] for s in spans["phones.0"]] == [contact.phones[0].typed]


def test_a_text_without_contacts_gives_none() -> None:
    assert read(BODY).contacts == ()
    assert read("").contacts == ()
