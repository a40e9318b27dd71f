import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from contactbook.domain.contact import Contact, Kind
from contactbook.domain.folding import fold
from contactbook.domain.names import initials, script, sort_key, split
from tests.strategies import contacts


@pytest.mark.parametrize(
    ("full", "given_name", "family"),
    [
        ("Layla Haddad", "Layla", "Haddad"),
        ("Haddad, Layla", "Layla", "Haddad"),
        ("Martin Otto Weber", "Martin Otto", "Weber"),
        ("Jan van der Berg", "Jan", "van der Berg"),
        ("Hans von Stein", "Hans", "von Stein"),
        ("Maria de la Cruz", "Maria", "de la Cruz"),
        ("Omar bin Saeed", "Omar", "bin Saeed"),
        ("Ahmed al-Masri", "Ahmed", "al-Masri"),
        ("Ahmed Al Masri", "Ahmed", "Al Masri"),
        ("Aoife Ní Bhriain", "Aoife", "Ní Bhriain"),
        ("Sean Mac Giolla", "Sean", "Mac Giolla"),
        ("Mahmoud Abu Hassan", "Mahmoud", "Abu Hassan"),
        ("José Ortega y Sanz", "José", "Ortega y Sanz"),
        ("Van Peters", "Van", "Peters"),
        ("Lin YANG", "Lin", "Yang"),
        ("YANG Lin", "Lin", "Yang"),
        ("Jan VAN DER BERG", "Jan", "van der Berg"),
        ("Mary O'BRIEN", "Mary", "O'Brien"),
        ("Ann McDONALD", "Ann", "McDonald"),
        ("JP Weber", "JP", "Weber"),
        ("LAYLA HADDAD", "LAYLA", "HADDAD"),
        ("Дмитро Коваленко", "Дмитро", "Коваленко"),
        ("Анна Петровна Ёлкина", "Анна Петровна", "Ёлкина"),
        ("Ёлкина Анна Петровна", "Анна Петровна", "Ёлкина"),
        ("Zoë Größl (she/her)", "Zoë", "Größl"),
        ("Layla", "Layla", None),
        ("张雅文", None, None),
        ("田中 太郎", None, None),
        ("김철수", None, None),
        ("张雅文 Zhang Yawen", None, None),
        ("حليمة ورسمه", None, None),
        ("राम कुमार", None, None),
    ],
)
def test_a_name_is_taken_apart_as_far_as_it_tells(full: str, given_name: str | None, family: str | None) -> None:
    parts = split(full)
    assert (parts.given, parts.family) == (given_name, family)


@pytest.mark.parametrize(
    ("full", "honorific", "name", "suffix"),
    [
        ("Dr. Layla Haddad", "Dr.", "Layla Haddad", None),
        ("Prof. Dr. Hans von Stein", "Prof. Dr.", "Hans von Stein", None),
        ("M. Jean Petit", "M.", "Jean Petit", None),
        ("Mme Claire Petit", "Mme", "Claire Petit", None),
        ("Frau Anna Weber", "Frau", "Anna Weber", None),
        ("H.E. Ambassador Rana Nassif", "H.E. Ambassador", "Rana Nassif", None),
        ("Her Excellency Rana Nassif", "Her Excellency", "Rana Nassif", None),
        ("Haddad, Dr. Layla, PhD", "Dr.", "Layla Haddad", "PhD"),
        ("Jane Roe OBE, MP", None, "Jane Roe", "OBE, MP"),
        ("Juan Pérez Sr.", None, "Juan Pérez", "Sr."),
        ("Sr. Juan Pérez", "Sr.", "Juan Pérez", None),
        ("John Roe, Jr.", None, "John Roe", "Jr."),
        ("Jun MA", None, "Jun MA", None),
        ("Eng Li", None, "Eng Li", None),
        ("د. أحمد سعيد", "د.", "أحمد سعيد", None),
        ("Dr.", None, "Dr.", None),
    ],
)
def test_titles_before_and_letters_behind_are_taken_off(
    full: str, honorific: str | None, name: str, suffix: str | None
) -> None:
    parts = split(full)
    assert (parts.honorific, parts.name, parts.suffix) == (honorific, name, suffix)


def test_one_word_behind_a_title_is_a_family_name() -> None:
    assert split("Mr Haddad").family == "Haddad"


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Layla Haddad", "LH"),
        ("Dr. Layla Haddad", "LH"),
        ("Jan van der Berg", "JB"),
        ("Ahmed al-Masri", "AM"),
        ("YANG Lin", "YL"),
        ("Élodie", "É"),
        ("Zoe\u0308 O\u0308zil", "ZÖ"),
        ("Дмитро Коваленко", "ДК"),
        ("陈伟", "陈"),
        ("张雅文 Zhang Yawen", "张"),
        ("ليلى حداد", "ل"),
        ("Press desk", "PD"),
        ("🎉", ""),
        ("", ""),
    ],
)
def test_initials_are_one_or_two_letters(name: str, letters: str) -> None:
    assert initials(name) == letters


@pytest.mark.parametrize(
    ("name", "named"),
    [
        ("Zoë", "Latin"),
        ("Ёлкина", "Cyrillic"),
        ("أحمد", "Arabic"),
        ("张雅文", "Han"),
        ("カナ", "Han"),
        ("김철수", "Han"),
        ("Ελένη", "Other"),
        ("12", "Other"),
    ],
)
def test_the_script_of_a_name_is_told(name: str, named: str) -> None:
    assert script(name) == named


def test_contacts_are_ordered_by_family_name_whatever_its_accents() -> None:
    people = ["Zoë Ångström", "Jan van der Berg", "Łukasz Adamski", "Anna Vance", "Adam Vanček", "Ben Adamski"]
    ordered = sorted(people, key=lambda name: sort_key(Contact(name=name)))
    assert ordered == ["Ben Adamski", "Łukasz Adamski", "Zoë Ångström", "Jan van der Berg", "Anna Vance", "Adam Vanček"]


def test_a_desk_without_a_name_is_ordered_by_its_role() -> None:
    assert sort_key(Contact(kind=Kind.DESK, role="Media Relations")) == "media relations"


@given(st.text())
@example("a " * 5_000)
@example("Dr. " * 2_500)
@example(", Jr." * 2_000)
@example("X" * 10_000)
def test_any_text_is_a_name(full: str) -> None:
    parts = split(full)
    assert bool(parts.name) <= bool(full.strip())
    assert len(initials(full)) <= 2
    assert script(full) in ("Latin", "Cyrillic", "Arabic", "Han", "Other")


@given(contacts())
def test_any_contact_has_a_place_in_the_order(contact: Contact) -> None:
    assert bool(sort_key(contact)) >= bool(fold(contact.name or ""))
