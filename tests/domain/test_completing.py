"""A query is completed where a field and the beginning of its value stand before the cursor, and nowhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactbook.domain.completing import (
    FIELDS,
    Typed,
    Value,
    matching,
    rest_of_name,
    typed_value,
    without_half,
    written,
)
from contactbook.domain.query import Phrase, Word, parse


@pytest.mark.parametrize(
    ("before", "typed"),
    [
        ("lang:", Typed("lang", "", 5)),
        ("lang:fr", Typed("lang", "fr", 5)),
        ("Lang:fr", Typed("lang", "fr", 5)),
        ("language:fr", Typed("lang", "fr", 9)),
        ('anna topic:"Labour mi', Typed("topic", "Labour mi", 11)),
        ("-is:a", Typed("is", "a", 4)),
        ("a|city:ge", Typed("city", "ge", 7)),
        ("lang:fr ", None),
        ("anna", None),
        ("http://x", None),
        ("name:an", None),
        ('"lang:fr', None),
        ("", None),
    ],
)
def test_the_value_before_the_cursor(before: str, typed: Typed | None) -> None:
    assert typed_value(before) == typed


@pytest.mark.parametrize(
    ("before", "rest"),
    [
        ("lan", "g:"), ("x top", "ic:"), ("-cit", "y:"), ("is", ":"), ("la", "ng:"), ("to", "pic:"), ("t", ""),
        ("lana", ""), ("lang", ":"), ("", ""),
    ],
)  # fmt: skip
def test_the_name_of_a_field_is_guessed_from_two_letters(before: str, rest: str) -> None:
    assert rest_of_name(before) == rest


def test_values_that_begin_so_come_before_those_with_a_word_that_does() -> None:
    values = [Value.of("Labour migration", "Labour migration"), Value.of("Migration", "Migration"), Value.of("x", "x")]
    assert [value.put for value in matching(values, "migr")] == ["Migration", "Labour migration"]
    assert matching(values, "") == values
    assert [v.put for v in matching([Value.of("fr", "French (fr)"), Value.of("cs", "Čeština")], "FRE")] == ["fr"]
    assert [v.put for v in matching([Value.of("fr", "French (fr)"), Value.of("cs", "Čeština")], "ces")] == ["cs"]


@pytest.mark.parametrize(
    ("query", "asked"),
    [
        ("lang:", ""), ("anna lang:", "anna"), ("anna is:rea", "anna"), ("is:", ""), ("lang:f", "lang:f"),
        ("is:public", "is:public"), ("is:nonsense", "is:nonsense"), ('a topic:"', "a"), ("anna ", "anna "),
        ('topic:"x y', 'topic:"x y'),
    ],
)  # fmt: skip
def test_what_is_half_typed_asks_for_nothing_yet(query: str, asked: str) -> None:
    assert without_half(query) == asked


@given(st.text(max_size=20))
def test_no_text_is_too_odd(before: str) -> None:
    typed_value(before)
    assert rest_of_name(before) in ("", *(f"{name[at:]}:" for name in FIELDS for at in range(2, len(name) + 1)))


@given(st.text(st.characters(codec="utf-8", exclude_characters='"'), min_size=1, max_size=12))
def test_what_is_written_is_read_as_that_value(value: str) -> None:
    node = parse(f"topic:{written(value)}")
    assert node is None or isinstance(node, Word | Phrase) or written(value) == value
