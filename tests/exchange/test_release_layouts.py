"""Contact blocks in every layout and language, and texts that hold none; all of them made up."""

import pytest

from contactbook.domain.contact import Contact, Kind, PhoneKind
from contactbook.exchange.release import read
from tests.exchange.release_samples import LANGUAGES, LAYOUTS, NOTHING


def told(contact: Contact, wanted: str) -> str:
    """Write a contact as the samples write it, with the fields that are wanted."""
    parts = [contact.name or "-"]
    parts += [f"{key}={getattr(contact, key)}" for key in ("role", "agency", "city") if f"{key}=" in wanted]
    parts += ["langs=" + " ".join(contact.languages)] if "langs=" in wanted else []
    parts += [p.number + (f"x{p.extension}" if p.extension else "") for p in contact.phones]
    return "|".join([*parts, *(e.address for e in contact.emails)])


@pytest.mark.parametrize(("text", "wanted"), LAYOUTS.values(), ids=list(LAYOUTS))
def test_a_block_is_read_in_any_layout(text: str, wanted: list[str]) -> None:
    contacts = read(text).contacts
    assert [told(c, w) for c, w in zip(contacts, wanted, strict=True)] == wanted


@pytest.mark.parametrize(("text", "wanted"), LANGUAGES.values(), ids=list(LANGUAGES))
def test_a_block_is_read_in_any_language(text: str, wanted: list[str]) -> None:
    contacts = read(text).contacts
    assert [told(c, w) for c, w in zip(contacts, wanted, strict=True)] == wanted


@pytest.mark.parametrize("text", NOTHING.values(), ids=list(NOTHING))
def test_what_is_for_somebody_else_is_no_contact(text: str) -> None:
    assert read(text).contacts == ()


@pytest.mark.parametrize("text", [t for t, _ in (*LAYOUTS.values(), *LANGUAGES.values())])
def test_a_block_reads_the_same_with_other_line_ends(text: str) -> None:
    assert read(text.replace("\n", "\r\n")).contacts == read(text).contacts


def test_everything_in_a_release_is_published() -> None:
    for text, _ in LAYOUTS.values():
        for contact in read(text).contacts:
            assert all(detail.public for detail in (*contact.phones, *contact.emails))


def test_a_fax_is_told_from_a_phone() -> None:
    contact = read("Media contact: Ana Sol, Tel: +44 20 7946 0500, Fax: +44 20 7946 0501").contacts[0]
    assert [p.kind for p in contact.phones] == [PhoneKind.OFFICE, PhoneKind.FAX]


def test_a_desk_has_no_name_but_a_role() -> None:
    contact = read("Media Relations\n+44 20 7946 0500\nmedia@example.org").contacts[0]
    assert (contact.kind, contact.name, contact.role) == (Kind.DESK, None, "Media Relations")


def test_an_honorific_and_letters_are_no_part_of_the_name() -> None:
    contact = read("Media contact: Dr. Ana Sol, PhD, +44 20 7946 0500").contacts[0]
    assert (contact.name, contact.honorific, contact.suffix) == ("Ana Sol", "Dr.", "PhD")


def test_a_country_that_only_the_text_hints_at_is_a_guess() -> None:
    text = "The council of Sydney, Australia, said so.\n\nMedia contact: Ana Sol, 0491 570 006"
    contact = read(text).contacts[0]
    assert contact.phones[0].number == "+61491570006"
    assert contact.country == "AU"
    assert "country" in contact.guessed


def test_a_number_that_cannot_be_one_stays_as_printed() -> None:
    contact = read("Media contact: Ana Sol, Tel: 555 01").contacts
    assert contact == () or contact[0].phones == ()
    contact = read("Media contact: Ana Sol, Tel: +41 12 345").contacts[0]
    assert contact.phones[0].number == "+4112345"
    assert contact.phones[0].verdict != "valid"


def test_a_name_in_two_scripts_is_kept_in_both() -> None:
    contact = read("新聞聯絡人：\n公關經理 Amy Wang 王小明 0912-000-000\n").contacts[0]
    assert contact.name == "Amy Wang"
    assert contact.translations[0].name == "王小明"
