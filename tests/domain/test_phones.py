import subprocess
import sys
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from contactbook.domain import phones
from contactbook.domain.contact import PhoneKind, Verdict
from contactbook.domain.phone_text import digits_of

HOSTILE = "\u202e+1 202\x00 555 0123\u202c"
COUNTRIES = st.sampled_from((None, "KE", "CH", "US", "IT", "ke", "", "ZZ", "nowhere"))
NUMBERISH = st.text(st.sampled_from("0123456789+ ()-./x#;,=٠٧０＋\u00a0\u200fext"), max_size=40)


@pytest.mark.parametrize(
    ("typed", "country", "number"),
    [
        ("0722 000000", "KE", "+254722000000"),
        ("+254 722 000000", None, "+254722000000"),
        ("00254 722 000000", "KE", "+254722000000"),
        ("00254 722 000000", None, "+254722000000"),
        ("011 254 722 000000", "US", "+254722000000"),
        ("٠٧٢٢ ٠٠٠٠٠٠", "KE", "+254722000000"),
        ("＋２５４　７２２　００００００", None, "+254722000000"),
        ("+44 (0)20 7946 0018", None, "+442079460018"),
        ("(+44) 20 7946 0018", None, "+442079460018"),
        ("+34 (0)910 000 000", None, "+34910000000"),
        ("+39 (0)6 0000 0000", None, "+390600000000"),
        ("Mobile: +254 722 000000 (new!)", None, "+254722000000"),
        ("tel:+1-202-555-0123", None, "+12025550123"),
        ("1-800-FLOWERS", "US", "+18003569377"),
        (HOSTILE, None, "+12025550123"),
    ],
)
def test_a_number_is_read_as_e164(typed: str, country: str | None, number: str) -> None:
    read = phones.read(typed, country)
    assert (read.number, read.verdict) == (number, Verdict.VALID)
    assert read.typed == typed


@pytest.mark.parametrize(
    "typed",
    [
        "+44 20 7946 0018 ext. 68",
        "+44 20 7946 0018 x68",
        "+44 20 7946 0018 poste 68",
        "+44 20 7946 0018 (poste 68)",
        "+44 20 7946 0018, Durchwahl 68",
        "+44 20 7946 0018 доб. 68",
        "tel:+44-20-7946-0018;ext=68",
        "+44 20 7946 0018 ext 68 (office)",
    ],
)
def test_an_extension_is_split_off(typed: str) -> None:
    read = phones.read(typed)
    assert (read.number, read.extension) == ("+442079460018", "68")


def test_the_city_decides_whose_number_it_is() -> None:
    assert phones.read("0722 000000", "KE").number == "+254722000000"
    assert phones.read("079 000 00 00", "CH").number == "+41790000000"


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("+254 20 5550", "+254205550"),
        ("20 5550", "205550"),
        ("+41 12", "+4112"),
        ("see office list", "see office list"),
        ("0722 000000", "0722000000"),
    ],
)
def test_what_cannot_be_a_number_is_kept_as_printed(typed: str, number: str) -> None:
    read = phones.read(typed)
    assert (read.number, read.verdict) == (number, Verdict.INVALID)


def test_a_number_that_the_plan_does_not_know_is_unusual() -> None:
    assert phones.read("+254 126 555018").verdict is Verdict.UNUSUAL


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("+254 722 000000", PhoneKind.MOBILE),
        ("+44 20 7946 0018", PhoneKind.OFFICE),
        ("+881 6 000 00000", PhoneKind.SATELLITE),
        ("+1 800 555 0123", PhoneKind.OTHER),
        ("+1 202 555 0123", None),
        ("Fax +44 20 7946 0018", PhoneKind.FAX),
    ],
)
def test_the_kind_comes_from_the_words_then_from_the_plan(typed: str, kind: PhoneKind | None) -> None:
    assert phones.read(typed).kind is kind
    assert phones.read(typed, kind=PhoneKind.OFFICE).kind is PhoneKind.OFFICE


@pytest.mark.parametrize(
    ("typed", "country", "kind", "message", "remedy"),
    [
        (
            "+254 20 5550",
            None,
            PhoneKind.OFFICE,
            "Too short: 6 digits after +254, a landline in Kenya has 7 to 9. Type the rest, or keep it as a note.",
            "Keep as a note",
        ),
        (
            "+961 76 55 31",
            None,
            PhoneKind.MOBILE,
            "Too short: 6 digits after +961, a mobile in Lebanon has 7 or 8. Type the rest, or keep it as a note.",
            "Keep as a note",
        ),
        (
            "+254 126 555018",
            None,
            None,
            "Unusual: Kenya’s plan knows no numbers that begin 0126. It is saved with this warning",
            "It is right",
        ),
        (
            "see office list",
            "CH",
            None,
            "No digits: “see office list” holds no number. Type the number, or keep it as a note.",
            "Keep as a note",
        ),
        (
            "0722 000000",
            None,
            None,
            "Which country? Without + it is read by the city; choose a city or begin with +.",
            "Keep as a note",
        ),
        (
            "0722 12a456",
            "KE",
            None,
            "Letters: a number has digits only. Take them out, or keep it as a note.",
            "Keep as a note",
        ),
        (
            "+44 20 7946 0018 / +44 20 7946 0019",
            None,
            None,
            "More than one number: each has a row of its own. Keep one here and add a phone for the other.",
            "Keep as a note",
        ),
        ("254722000000", None, None, "Which country?", "Use +254 722 000000"),
        ("+41 12", None, None, "Too short: 2 digits after +41", "Keep as a note"),
        ("+254 722 000000 000000", None, None, "Too long: 15 digits after +254", "Keep as a note"),
        ("+999 123 456", None, None, "No country has a code that begins +999", "Keep as a note"),
        ("555 0123", "US", None, "Area code missing: 7 digits after +1", "Keep as a note"),
        (
            "+254 722 00000",
            None,
            None,
            "Unusual: 8 digits after +254, where numbers that begin so have 9",
            "It is right",
        ),
    ],
)
def test_the_message_says_what_is_wrong_and_what_to_do(
    typed: str, country: str | None, kind: PhoneKind | None, message: str, remedy: str
) -> None:
    advice = phones.explain(typed, country, kind=kind)
    assert advice is not None
    assert advice.message.startswith(message)
    assert advice.remedy == remedy


def test_a_message_cannot_be_turned_around_by_what_was_typed() -> None:
    advice = phones.explain("\u202eno number\n<b>" + "x" * 500)
    assert advice is not None
    assert "\u202e" not in advice.message
    assert len(advice.message) < 200


def test_nothing_is_said_of_what_is_right_verified_or_empty() -> None:
    unusual = phones.read("+254 126 555018")
    assert phones.explain("0722 000000", "KE") is None
    assert phones.explain("") is None
    assert phones.explain(unusual) is not None
    assert phones.explain(replace(unusual, verified_on=date(2026, 1, 2))) is None


def test_a_number_read_before_its_city_was_known_is_offered_again() -> None:
    advice = phones.explain(phones.read("0722 000000"), "KE")
    assert advice is not None
    assert advice.remedy_value == "+254 722 000000"


def test_the_countries_that_a_number_may_be_from_are_told() -> None:
    assert phones.may_be("0722 000000", ["KE", "US"]) == ["KE"]


def test_numbers_are_shown_in_international_form() -> None:
    assert phones.international("+254722000000") == "+254 722 000000"
    assert phones.international("+442079460018", "68") == "+44 20 7946 0018 ext. 68"
    assert phones.international("see office list") == "see office list"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("+254 722 000000", "Mobile in Kenya"),
        ("+44 20 7946 0018", "Landline in the United Kingdom"),
        ("+1 800 555 0123", "Free call in the United States"),
        ("+254 126 555018", "Kenya, kind not known"),
        ("+881 6 000 00000", "Satellite phone"),
        ("+254 20 5550", ""),
    ],
)
def test_a_number_is_described_in_words(typed: str, words: str) -> None:
    assert phones.describe(phones.read(typed)) == words


def test_the_country_of_a_number_is_told_for_its_flag() -> None:
    assert phones.region("+254722000000") == "KE"
    assert phones.region("+77010000000") == "KZ"
    assert phones.region("+254 20 5550") == "KE"
    assert phones.region("+881600000000") is None
    assert phones.region("0722000000") is None


def test_a_search_finds_both_forms_of_a_number() -> None:
    assert phones.search_digits("+41790000000") == "41790000000 0790000000"
    assert phones.search_digits("+25472200000") == "25472200000 072200000"
    assert phones.search_digits("see office list") == ""


@pytest.mark.parametrize(
    ("text", "country", "shown"),
    [
        ("+2547220", None, "+254 722 0"),
        ("+254722000000", None, "+254 722 000000"),
        ("0722000000", "KE", "0722 000000"),
        ("0722000000", None, "0722000000"),
        ("see office list", "KE", "see office list"),
        ("+254722000000 ext. 5", None, "+254 722 000000 ext. 5"),
        ("+44 (0)20 7946", None, "+44 (0)20 7946"),
    ],
)
def test_a_number_is_formatted_while_it_is_typed(text: str, country: str | None, shown: str) -> None:
    assert phones.as_typed(text, country) == shown


@given(st.text() | NUMBERISH, COUNTRIES)
@example(HOSTILE, "KE")
@example("1" * 10_000, "KE")
@example("(" * 10_000, None)
@example("tel:;ext=", None)
def test_formatting_keeps_every_digit_and_settles(text: str, country: str | None) -> None:
    shown = phones.as_typed(text, country)
    assert digits_of(shown) == digits_of(text)
    assert phones.as_typed(shown, country) == shown


@given(NUMBERISH, COUNTRIES, st.integers(0, 40))
def test_the_caret_stays_behind_its_digit(text: str, country: str | None, position: int) -> None:
    position = min(position, len(text))
    shown = phones.as_typed(text, country)
    at = phones.caret(text, shown, position)
    assert 0 <= at <= len(shown)
    assert digits_of(shown[:at]) == digits_of(text[:position])


@given(st.text() | NUMBERISH, COUNTRIES)
@example(HOSTILE, "KE")
@example("7" * 10_000, "KE")
@example("+" * 10_000, None)
@example("\x00", None)
def test_nothing_that_is_typed_makes_it_raise(typed: str, country: str | None) -> None:
    read = phones.read(typed, country)
    assert bool(read.number) == bool(typed.strip())
    advice = phones.explain(read, country)
    assert (advice is None) == (read.verdict is Verdict.VALID or not typed.strip())
    phones.describe(read)
    phones.international(read.number, read.extension)
    phones.search_digits(read.number)


@given(st.sampled_from(("+254", "+44", "+1", "+39", "+54", "+52", "+86", "+800")), st.integers(0, 10**11))
def test_e164_read_again_is_itself(code: str, rest: int) -> None:
    once = phones.read(f"{code} {rest}")
    if once.verdict is not Verdict.INVALID:
        again = phones.read(once.number)
        assert (again.number, again.verdict) == (once.number, once.verdict)


def test_importing_the_module_does_not_load_the_numbering_plans() -> None:
    code = "import sys; import contactbook.domain.phones; sys.exit('phonenumbers' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
