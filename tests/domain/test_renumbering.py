"""Numbers become others by their beginning, and what was typed without a country code is read in its contact's."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactbook.domain.contact import Contact, Means, Phone, PhoneKind, Verdict
from contactbook.domain.errors import ContactbookError
from contactbook.domain.renumbering import exchanged, normalised, renumbering

NOBODY = Contact()
OLD = Phone(
    "+22507000000", "+225 07 00 00 00", "12", PhoneKind.MOBILE, "Duty", public=True, verdict=Verdict.UNUSUAL,
    verified_on=date(2026, 1, 5), verified_by=Means.CALLED,
)  # fmt: skip


def test_a_beginning_is_replaced_and_all_but_the_date_stays() -> None:
    new = renumbering("+225 07", "+225 07 07", "8")(NOBODY, OLD)
    assert new == Phone(
        "+2250707000000", "+225 07 07 00 0000", "12", PhoneKind.MOBILE, "Duty", public=True, verdict=Verdict.VALID
    )
    assert renumbering("+225 07", "+225 07 07", "8")(NOBODY, new) is None  # renumbered already: it has ten digits


def test_x_stands_for_a_digit_that_is_kept() -> None:
    rule = renumbering("00225 0x", "+225 0x 0x".replace("0x 0x", "01 0x"))
    assert rule.start == "+2250"
    new = rule(NOBODY, OLD)
    assert new is not None
    assert new.number == "+2250107000000"
    assert rule(NOBODY, replace(OLD, number="+22517000000")) is None


def test_a_number_that_is_none_is_not_meant() -> None:
    assert renumbering("+225 07", "+225 01")(NOBODY, Phone("07000000", verdict=Verdict.INVALID)) is None


@pytest.mark.parametrize(
    ("find", "put", "length", "why"),
    [
        ("07", "+225 07", "", "Write what to find with + and the country code"),
        ("+225 07", "new", "", "Write what to put in its place"),
        ("+x25", "+225", "", "what to find"),
        ("", "", "", "what to find"),
        ("+225 0x", "+225 01", "", "as many x in both"),
        ("+225 07", "+22507", "", "Both are the same"),
        ("+225 07", "+225 01", "eight", "such as 8"),
        ("+225 07", "+225 01", "9" * 5000, "such as 8"),
    ],
)
def test_what_cannot_be_understood_is_said(find: str, put: str, length: str, why: str) -> None:
    with pytest.raises(ContactbookError, match="(?s)" + why.replace("+", r"\+")):
        renumbering(find, put, length)


@given(
    find=st.text("+0123456789xX ", max_size=8), put=st.text("+0123456789xX ", max_size=8), tail=st.text("0123456789")
)
def test_back_again_gives_the_same_number(find: str, put: str, tail: str) -> None:
    try:
        there, back = renumbering("+41" + find, "+41" + put), renumbering("+41" + put, "+41" + find)
    except ContactbookError:
        return
    number = there.find.replace("x", "5") + tail
    new = there(NOBODY, Phone(number))
    if new is not None and new.verdict is not Verdict.INVALID:
        again = back(NOBODY, new)
        assert again is not None
        if again.verdict is not Verdict.INVALID:
            assert again.number == number


def test_what_was_typed_without_its_code_is_read_in_the_contact_s_country() -> None:
    kenya = Contact(country="KE")
    phone = Phone("0722000000", "0722 000000 ext. 7", label="Duty", public=True, verdict=Verdict.INVALID)
    new = normalised(kenya, phone)
    assert new == replace(phone, number="+254722000000", extension="7", kind=PhoneKind.MOBILE, verdict=Verdict.VALID)
    assert normalised(NOBODY, phone) is None
    assert normalised(kenya, replace(phone, number="+254722000000", verdict=Verdict.VALID)) is None
    assert normalised(kenya, replace(phone, verdict=Verdict.UNUSUAL)) is None


def test_a_number_that_the_contact_has_already_is_not_had_twice() -> None:
    new = replace(OLD, number="+2250707000000")
    contact = Contact(phones=(OLD, new))
    assert exchanged(contact, {OLD: new}).phones == (new,)
    assert exchanged(contact, {replace(OLD, public=False): new}) is contact
