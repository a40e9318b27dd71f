"""Names are compared as a person who knows names compares them."""

import pytest
from hypothesis import given

from contactbook.domain.likeness import form, likeness
from tests.strategies import texts


def compared(one: str, other: str) -> set[str] | None:
    there, back = likeness(form(one), form(other)), likeness(form(other), form(one))
    assert there == back
    return None if there is None else set(there)


@pytest.mark.parametrize(
    ("one", "other", "differs"),
    [
        ("Zoë Vandenbroucke", "Zoe Vandenbroucke", {"accents"}),
        ("Jürgen Müller", "Juergen Mueller", {"accents"}),
        ("Ms Joan Byrne PhD", "Byrne Joan", {"order"}),
        ("Okello, Ada", "Ada Okello", set()),
        ("A. Okello", "Ada Okello", {"initials"}),
        ("M. Okello", "Maëlle Okello", {"initials"}),
        ("J. P. Müller", "Jean-Paul Müller", {"initials"}),
        ("Bill Okello", "William Okello", {"nickname"}),
        ("Zhenya Kern", "Yevgeniya Kern", {"nickname"}),
        ("Саша Кленов", "Aleksandr Klenov", {"nickname", "script"}),
        ("陈思远", "Chen Siyuan", {"script"}),
        ("陈思远", "Si-Yuan Chen", {"script"}),
        ("欧阳美玲", "Ouyang Meiling", {"script"}),
        ("김민수", "Kim Min-su", {"script"}),
        ("Щербаков Юрий", "Yuri Shcherbakov", {"script"}),
        ("Юлія Іваненко", "Yulia Ivanenko", {"script"}),
        ("سلمى الزيتوني", "Salma Zeitouni", {"script"}),
        ("ليلى البحري", "Layla Al-Bahri", {"script"}),
        ("محمد أحمد", "Ahmed Mohammed", {"script"}),
        ("Γιώργος Παπαδόπουλος", "Giorgos Papadopoulos", {"script"}),
        ("मीरा शर्मा", "Meera Sharma", {"script"}),
        ("Ada Okelo", "Ada Okello", {"slip"}),
        ("Ada Okelol", "Ada Okello", {"slip"}),
        ("Maria Silva", "Maria Silva Santos", {"part"}),
        ("Mary O’Brien", "Mary Obrien", {"accents"}),
    ],
)
def test_one_person_in_two_ways(one: str, other: str, differs: set[str]) -> None:
    assert compared(one, other) == differs


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ada Okello", "Ana Okello"),
        ("Alexander Kern", "Alexandra Kern"),
        ("Jan Novák", "Jana Nováková"),
        ("Anna Petrova", "Petrova"),
        ("A. Okello", "B. Okello"),
        ("Ada Okello", "Ada Kern"),
        ("Ada", "Adam"),
        ("陈思远", "Chen Meiling"),
        ("", "Ada Okello"),
    ],
)
def test_two_people(one: str, other: str) -> None:
    assert compared(one, other) is None


@given(texts())
def test_any_text_is_like_itself_or_has_no_words(text: str) -> None:
    shape = form(text)
    assert likeness(shape, shape) == (frozenset() if shape.words else None)


@given(texts(), texts())
def test_any_two_texts_are_compared_alike_both_ways(one: str, other: str) -> None:
    compared(one, other)
