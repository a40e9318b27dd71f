"""Codes hold the public card of a contact, within what phones read."""

from dataclasses import replace
from io import BytesIO

import pytest

from contactbook.app import qr
from contactbook.domain.contact import Contact, Email, Link, LinkKind, Phone, PhoneKind, Translation
from contactbook.exchange import vcard, vcard_contacts

DANA = Contact(
    name="Dana Šimková", given="Dana", family="Šimková", role="Spokesperson, Middle East", agency="UNHCR",
    city="Beirut", country="LB", notes="Never before nine.", address="Hidden Road 1", topics=("Returns",),
    translations=(Translation("ar", "دانا"),),
    phones=(
        Phone("+41795550000", kind=PhoneKind.MOBILE, public=True),
        Phone("+41225550000", extension="68", kind=PhoneKind.OFFICE, public=True),
        Phone("+41765550011", kind=PhoneKind.MOBILE),
    ),
    emails=(Email("d.simkova@example.org", public=True), Email("dana@example.org")),
    links=(
        Link(LinkKind.WEBSITE, "www.example.org/press", public=True),
        Link(LinkKind.SIGNAL, "dana.68", public=True),
        Link(LinkKind.WEBSITE, "https://example.org/inside"),
    ),
)  # fmt: skip


def read_back(code: qr.QrCode) -> Contact:
    return vcard_contacts.to_contact(next(vcard.cards(BytesIO(code.text.encode()))))


def test_a_phone_reads_the_public_card() -> None:
    got = read_back(qr.qr_of(DANA))
    assert (got.name, got.given, got.family) == (DANA.name, DANA.given, DANA.family)
    assert (got.role, got.agency, got.city, got.country) == (DANA.role, DANA.agency, "Beirut", "LB")
    assert next((p.number, p.kind) for p in got.phones) == ("+41795550000", PhoneKind.MOBILE)
    assert [e.address for e in got.emails] == ["d.simkova@example.org"]
    assert [link.value for link in got.links] == ["https://www.example.org/press"]


def test_nothing_internal_and_no_note_is_in_it() -> None:
    code = qr.qr_of(DANA)
    for secret in ("+41765550011", "dana@example.org", "inside", "nine", "Hidden"):
        assert secret not in code.text
    assert code.withheld == 5


def test_an_extension_is_dialled_after_a_pause() -> None:
    assert "TEL;TYPE=WORK:+41225550000\\,68\r\n" in qr.qr_of(DANA).text
    assert qr.qr_of_number(DANA.phones[1]).text == "tel:+41225550000,68"
    assert qr.qr_of_number(Phone("+41225550000", extension="68 or 69")).text == "tel:+41225550000"


def test_what_no_phone_takes_is_named() -> None:
    assert qr.qr_of(replace(DANA, photo=b"\xff\xd8")).left_out == (
        "photo", "name and role in other languages", "topics", "dana.68",
    )  # fmt: skip


def test_a_detail_can_be_left_out_by_choice() -> None:
    assert [offer.key for offer in qr.offers(DANA)] == ["phones.0", "phones.1", "emails.0", "links.0"]
    code = qr.qr_of(DANA, without=("phones.1", "links.0"))
    assert code.included == ("phones.0", "emails.0")
    assert "+41225550000" not in code.text
    assert "+41 22 555 00 00 ext. 68" not in code.left_out
    assert code.side < qr.qr_of(DANA).side


def test_what_does_not_fit_goes_in_order_of_its_weight() -> None:
    many = tuple(Link(LinkKind.WEBSITE, f"https://example.org/{'page' * 12}/{at}", public=True) for at in range(20))
    code = qr.qr_of(replace(DANA, role="Speaker " * 80, links=many))
    assert len(code.text.encode()) <= qr.MOST_BYTES
    assert code.side <= 97
    assert "phones.0" in code.included
    assert "emails.0" in code.included
    assert code.left_out[0] == "role"
    assert many[-1].value in code.left_out
    assert many[0].value not in code.left_out


@pytest.mark.parametrize(
    "contact",
    [
        Contact(),
        Contact(name=";" * 400, given="," * 500, family="\\" * 500, honorific=";" * 99, suffix="𝕏" * 99),
        Contact(name="\ud800 a\nb\x00", role="x\r\nEND:VCARD", phones=(Phone("0722;11" * 50, public=True),) * 60),
        Contact(name="\u202e" + "陈" * 300, city="ы" * 900, country="ZZ"),
    ],
    ids=["empty", "escapes", "broken", "wide"],
)
def test_whatever_a_contact_holds_the_code_stays_readable(contact: Contact) -> None:
    code = qr.qr_of(contact)
    assert len(code.text.encode()) <= qr.MOST_BYTES
    assert code.side <= 97
    assert code.text.split("\r\n").count("END:VCARD") == 1
    assert all(len(row) == code.side for row in code.modules)


def test_a_name_that_is_cut_is_said() -> None:
    assert "the end of the name" in qr.qr_of(Contact(name="Anna " * 60)).left_out
    assert qr.qr_of(Contact(name="Anna Berg")).left_out == ()


def test_the_modules_are_those_of_the_text() -> None:
    segno = pytest.importorskip("segno")
    code = qr.qr_of(DANA)
    expected = segno.make(code.text.encode(), error="m", micro=False)
    assert expected.error in ("M", "Q", "H")
    assert code.modules == tuple(tuple(bool(module) for module in row) for row in expected.matrix)
    finder = [row[:7] for row in code.modules[:7]]
    assert [sum(row) for row in finder] == [7, 2, 5, 5, 5, 2, 7]
