import random
import re

import phonenumbers
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from phonenumbers import COUNTRY_CODES_FOR_NON_GEO_REGIONS, PhoneNumberFormat, PhoneNumberType

from contactbook.domain import phone_plan, phone_tables
from contactbook.domain.contact import Verdict
from contactbook.domain.phone_text import take_apart

REGIONS = sorted(phonenumbers.SUPPORTED_REGIONS)
KINDS = sorted(set(PhoneNumberType.values()) - {PhoneNumberType.UNKNOWN})
EXAMPLES = [
    *(
        (region, found)
        for region in REGIONS
        for kind in KINDS
        if (found := phonenumbers.example_number_for_type(region, kind)) is not None
    ),
    *(("", phonenumbers.example_number_for_non_geo_entity(code)) for code in COUNTRY_CODES_FOR_NON_GEO_REGIONS),
]


def slowly(number: str) -> tuple[object, ...]:
    """Ask phonenumbers itself about a number with its code."""
    try:
        parsed = phonenumbers.parse(number, None)
    except phonenumbers.NumberParseException:
        return (None,)
    return (
        phonenumbers.is_valid_number(parsed),
        phonenumbers.number_type(parsed),
        phonenumbers.region_code_for_number(parsed),
        phonenumbers.format_number(parsed, PhoneNumberFormat.E164),
        phonenumbers.format_number(parsed, PhoneNumberFormat.INTERNATIONAL),
        phonenumbers.format_number(parsed, PhoneNumberFormat.NATIONAL),
    )


def quickly(number: str) -> tuple[object, ...] | None:
    found = phone_tables.split(number)
    if found is None:
        return None
    plan, digits = found
    return (
        plan.is_valid(digits),
        plan.kind(digits),
        plan.region(digits),
        f"+{plan.code}{digits}",
        plan.written(digits, national=False),
        plan.written(digits, national=True),
    )


def assert_agrees(number: str) -> None:
    answer = quickly(number)
    if answer is not None:
        assert answer == slowly(number), number


def assert_answers_alike(number: str) -> None:
    """Hold what the program says of a number against what it says without the tables."""

    def answers() -> tuple[object, ...]:
        forms = (phone_plan.written(number, national=national) for national in (False, True))
        return (phone_plan.region_of(number), phone_plan.kind_of(number), *forms)

    quick = answers()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(phone_plan, "_plain", lambda _number: None)
        assert quick == answers(), number


def assert_read_alike(text: str, country: str | None) -> None:
    """Hold what is asked of the tables against phonenumbers."""
    quick = phone_plan._ask_plain(take_apart(text), phone_plan.known_country(country))
    if quick is not None and quick.verdict is Verdict.UNUSUAL:
        parsed = phonenumbers.parse(text, country)
        assert not phonenumbers.is_valid_number(parsed), (text, country)
        assert phonenumbers.is_possible_number_with_reason(parsed) == phonenumbers.ValidationResult.IS_POSSIBLE
        assert quick.e164 == phonenumbers.format_number(parsed, PhoneNumberFormat.E164), (text, country)
        national = phonenumbers.national_significant_number(parsed)
        assert (quick.problem, quick.code, quick.national) == ("unusual", parsed.country_code, national)
    elif quick is not None:
        assert quick.verdict is Verdict.VALID
        digits = re.sub(r"\D", "", text)
        readings = [text, "+" + digits[2:]] if digits.startswith("00") else [text]
        for reading in readings:
            try:
                parsed = phonenumbers.parse(reading, country)
            except phonenumbers.NumberParseException:
                continue
            if phonenumbers.is_valid_number(parsed):
                assert quick.e164 == phonenumbers.format_number(parsed, PhoneNumberFormat.E164), (text, country)
                assert quick.code == parsed.country_code
                assert quick.national == phonenumbers.national_significant_number(parsed)
                return
        pytest.fail(f"{text} in {country} is not valid")


def test_the_tables_know_every_example() -> None:
    known = 0
    for _region, number in EXAMPLES:
        text = phonenumbers.format_number(number, PhoneNumberFormat.E164)
        assert_agrees(text)
        known += quickly(text) is not None
    assert known > 0.9 * len(EXAMPLES)


def test_the_tables_read_every_example_as_it_is_dialled_at_home() -> None:
    known = 0
    for region, number in EXAMPLES:
        for form in (PhoneNumberFormat.NATIONAL, PhoneNumberFormat.INTERNATIONAL):
            text = phonenumbers.format_number(number, form)
            assert_read_alike(text, region or None)
            known += phone_plan._ask_plain(take_apart(text), region or None) is not None
        assert_read_alike("00" + phonenumbers.format_number(number, PhoneNumberFormat.E164)[1:], region or None)
    assert known > 1.5 * len(EXAMPLES)


@settings(deadline=None, max_examples=400)
@given(st.sampled_from(EXAMPLES), st.randoms(use_true_random=False), st.integers(1, 3))
def test_the_tables_agree_about_numbers_beside_the_examples(
    one: tuple[str, phonenumbers.PhoneNumber], chance: random.Random, changes: int
) -> None:
    region, number = one
    text = phonenumbers.format_number(number, PhoneNumberFormat.E164)
    code = str(number.country_code)
    digits = list(text[1 + len(code) :])
    for _ in range(changes):
        at = chance.randrange(len(digits) + 1)
        digits[at : at + chance.randrange(2)] = chance.choice(["", *"0123456789"])
    national = "".join(digits)
    assert_agrees(f"+{code}{national}")
    assert_answers_alike(f"+{code}{national}")
    assert_read_alike(f"+{code} {national}", region or None)
    for country in (region, chance.choice(REGIONS)):
        assert_read_alike(national, country or None)
        assert_read_alike("0" + national, country or None)
        assert_read_alike(f"00{code}{national}", country or None)
        assert_read_alike(f"+{code} (0){national}", country or None)


@settings(deadline=None, max_examples=200)
@given(st.from_regex(r"\+?[0-9]{0,4}[ ().-]?[0-9]{3,14}", fullmatch=True), st.sampled_from([None, *REGIONS]))
@example("+0412", None)
@example("+390612345678", "IT")
@example("00000000", "CH")
@example("+1", "US")
def test_the_tables_agree_about_any_digits(text: str, country: str | None) -> None:
    bare = "+" + re.sub(r"\D", "", text)
    if re.fullmatch(r"\+[1-9]\d{2,}", bare):
        assert_agrees(bare)
    assert_read_alike(text, country)
