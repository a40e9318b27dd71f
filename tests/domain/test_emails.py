import subprocess
import sys
from dataclasses import replace
from datetime import date

import pytest
from email_validator import SPECIAL_USE_DOMAIN_NAMES, validate_email
from hypothesis import example, given
from hypothesis import strategies as st

from contactbook.domain import emails
from contactbook.domain.contact import Verdict

KNOWN = {"example.org": 14, "exmaple.org": 2, "press.example": 3}
ADDRESSISH = st.text(st.sampled_from("ab.@ <>,\"'()éÜ＠\u202e\x00-_%:"), max_size=40)


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("Layla.Haddad@EXAMPLE.org", "Layla.Haddad@example.org"),
        ("mailto:Layla@example.org?subject=Hello", "Layla@example.org"),
        ("Layla Haddad <layla@example.org>", "layla@example.org"),
        (" layla@example.org, ", "layla@example.org"),
        ("layla＠example．org", "layla@example.org"),
        ("\u202elayla@example.org\u200b", "layla@example.org"),
        ("press@xn--bcher-kva.example", "press@bücher.example"),
        ("presse@Bücher.example", "presse@bücher.example"),
        ("o'neill+press@example.org", "o'neill+press@example.org"),
    ],
)
def test_an_address_is_normalised_and_its_first_part_kept(typed: str, address: str) -> None:
    read = emails.read(typed)
    assert (read.address, read.verdict, read.typed) == (address, Verdict.VALID, typed)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("layla haddad@example.org", "A blank inside"),
        ("layla..haddad@example.org", "Two dots in a row"),
        ("layla@example..org", "Two dots in a row"),
        ("layla.example.org", "No @"),
        ("layla(at)example.org", "No @"),
        ("@example.org", "Nothing before the @"),
        ("layla@", "Nothing after the @"),
        ("layla@example", "No dot after the @: “example”"),
        ("layla@a@example.org", "More than one @"),
        ("a@example.org b@example.org", "More than one @"),
        ("layla.@example.org", "A dot where none can stand"),
        ("lay,la@example.org", "A sign that cannot stand in an address: ','"),
        ("layla@ex_ample.org", "A sign that cannot stand in an address: '_'"),
        ("layla@-example.org", "It cannot be an address"),
        ("l" * 65 + "@example.org", "Too long: no more than 64 characters stand before the @"),
        ("l" * 10_000, "Too long: no address has more than 254 characters"),
    ],
)
def test_what_breaks_the_syntax_is_kept_and_explained(typed: str, message: str) -> None:
    assert emails.read(typed).verdict is Verdict.INVALID
    advice = emails.explain(typed)
    assert advice is not None
    assert advice.message.startswith(message)
    assert (advice.remedy, advice.remedy_value) == ("Keep as a note", typed)


@pytest.mark.parametrize("domain", ["office.local", "office.test", "OFFICE.INVALID", "localhost", "bücher.local"])
def test_a_reserved_domain_is_unusual_not_broken(domain: str) -> None:
    read = emails.read(f"Layla@{domain}")
    assert (read.address, read.verdict) == (f"Layla@{domain.lower()}", Verdict.UNUSUAL)
    advice = emails.explain(read)
    assert advice is not None
    assert (advice.problem, advice.remedy) == ("reserved", "It is right")


@pytest.mark.parametrize("domain", ["example.org", "example.com", "press.example"])
def test_the_domains_of_examples_are_valid(domain: str) -> None:
    assert emails.read(f"layla@{domain}").verdict is Verdict.VALID


def test_a_domain_one_letter_off_a_known_one_is_warned_of() -> None:
    advice = emails.explain("w.kamau@exmaple.org", KNOWN)
    assert advice is not None
    assert advice.message == "One letter off example.org, which 14 contacts here use."
    assert (advice.remedy, advice.remedy_value) == ("Use example.org", "w.kamau@example.org")
    assert emails.read("w.kamau@exmaple.org", known_domains=KNOWN).verdict is Verdict.UNUSUAL


@pytest.mark.parametrize("domain", ["exmple.org", "exxample.org", "exemple.org", "example.rog", "example.or"])
def test_every_kind_of_slip_is_noticed(domain: str) -> None:
    assert emails.suggestion(f"layla@{domain}", ["example.org"]) == "layla@example.org"


@pytest.mark.parametrize("domain", ["example.org", "elsewhere.org", "eaxmpel.org", "mail.com"])
def test_other_domains_are_left_alone(domain: str) -> None:
    assert emails.suggestion(f"layla@{domain}", ["example.org"]) is None


def test_of_two_domains_that_the_book_uses_as_much_neither_is_a_slip() -> None:
    assert emails.suggestion("a@one.example", {"one.example": 5, "ones.example": 6}) is None


def test_a_slip_in_a_large_mail_host_is_noticed_without_any_contact() -> None:
    assert emails.suggestion("layla@gmial.com") == "layla@gmail.com"


def test_what_a_person_has_verified_is_not_warned_of_again() -> None:
    read = emails.read("layla@office.local")
    assert emails.explain(replace(read, verified_on=date(2026, 1, 2))) is None


@given(st.text() | ADDRESSISH)
@example("<@" * 5_000)
@example("@" * 10_000)
@example("mailto:%ff%00")
def test_nothing_that_is_typed_makes_it_raise(typed: str) -> None:
    read = emails.read(typed, known_domains=KNOWN)
    advice = emails.explain(typed, KNOWN)
    assert (advice is None) == (read.verdict is Verdict.VALID or not typed.strip())


@given(ADDRESSISH)
def test_an_address_read_again_is_itself(typed: str) -> None:
    once = emails.read(typed)
    if once.verdict is not Verdict.INVALID:
        assert emails.read(once.address).address == once.address


@given(st.text("ab.", max_size=6), st.text("ab.", max_size=6))
def test_a_slip_is_one_whichever_way_it_is_looked_at(one: str, other: str) -> None:
    assert emails.is_one_slip(one, other) == emails.is_one_slip(other, one)
    assert not emails.is_one_slip(one, one)
    if emails.is_one_slip(one, other):
        assert abs(len(one) - len(other)) <= 1


@given(st.from_regex(r"[A-Za-z0-9._+'&-]{1,66}@([A-Za-z0-9-]{1,9}\.){1,4}[A-Za-z0-9-]{1,5}", fullmatch=True))
@example("PostMaster@example.org")
@example("Ann@Example.ORG")
@example("a.-b@xn--bcher-kva.example.org")
@example("a@" + "a" * 64 + ".org")
@example("a" * 65 + "@example.org")
@example("a@b-.org")
@example("a@b.test")
def test_an_address_that_needs_no_judgement_is_what_the_library_makes_of_it(address: str) -> None:
    quick = emails._normal(address)
    if quick:
        assert quick == validate_email(address, check_deliverability=False).normalized


def test_plain_addresses_are_read_without_the_library() -> None:
    assert emails._normal("Ann.Example@Press.Example.org") == "Ann.Example@press.example.org"
    assert not any(emails._normal(f"a@b.{name}") for name in SPECIAL_USE_DOMAIN_NAMES)


def test_importing_the_module_does_not_load_the_validator() -> None:
    code = "import sys; import contactbook.domain.emails; sys.exit('email_validator' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
