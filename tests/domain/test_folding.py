import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactbook.domain.folding import fold, search_words


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_any_text_can_be_made_ready_for_the_index(text: str) -> None:
    assert '"' not in search_words(text)


@pytest.mark.parametrize(
    ("written", "sought"),
    [
        ("Łukasz", "lukasz"),
        ("Sørensen", "sorensen"),
        ("Straße", "STRASSE"),
        ("Ёлкин", "елкин"),
        ("أحمد", "احمد"),
        ("Zoë", "zoe\u0308"),
        ("ＧＥＮＥＶＡ", "geneva"),
    ],
)
def test_a_name_is_found_however_it_is_written(written: str, sought: str) -> None:
    assert fold(written) == fold(sought)


def test_two_characters_inside_a_han_name_are_in_the_index() -> None:
    assert {"张雅", "雅文"} <= set(search_words("张雅文").split())


def test_a_name_with_an_apostrophe_is_found_with_and_without_it() -> None:
    assert {"ndiaye", "diaye"} <= set(search_words("N’Diaye").split())
