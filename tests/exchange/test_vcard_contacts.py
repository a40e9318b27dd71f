from dataclasses import replace
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from contactbook.domain.contact import Contact, LinkKind, Phone, PhoneKind
from contactbook.domain.publishing import public_view
from contactbook.exchange import vcard, vcard_contacts
from contactbook.exchange.formats import Problem
from tests.strategies import contacts

VERSIONS = st.sampled_from(("3.0", "4.0"))
_LEFT_OUT = {"card": None, "created_at": None, "updated_at": None, "guessed": ()}


def back(data: bytes) -> list[Contact]:
    return [item for item in vcard_contacts.read(data) if isinstance(item, Contact)]


def read(*lines: str, version: str = "3.0") -> Contact:
    text = "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""])
    return back(text.encode())[0]


@settings(deadline=None, max_examples=150)
@given(contacts(), VERSIONS)
@example(Contact(photo=b"\xff\xf0"), "3.0")
def test_what_colleagues_are_given_comes_back_equal(contact: Contact, version: str) -> None:
    (card,) = vcard.parse(vcard_contacts.write([contact], version, "colleagues"))
    got = vcard_contacts.to_contact(card)
    assert replace(got, **_LEFT_OUT) == replace(contact, **_LEFT_OUT)
    assert vcard_contacts.differences(contact, got) == []


@settings(deadline=None, max_examples=100)
@given(contacts(), VERSIONS)
def test_the_press_reads_what_may_be_published_and_nothing_else(contact: Contact, version: str) -> None:
    view = public_view(contact).contact
    data = vcard_contacts.write([view], version, "press")
    (card,) = vcard.parse(data)
    got = vcard_contacts.to_contact(card)
    keys = (
        "uid",
        "kind",
        "name",
        "given",
        "family",
        "role",
        "agency",
        "city",
        "country",
        "languages",
        "topics",
        "photo",
    )
    for key in (*keys, "translations", "honorific", "suffix"):
        assert getattr(got, key) == getattr(view, key), key
    assert len(got.phones) == len(view.phones)
    assert [email.label for email in got.emails] == [email.label for email in view.emails]
    assert [(link.kind, link.value) for link in got.links] == [(link.kind, link.value) for link in view.links]
    assert not any(phone.public for phone in got.phones)
    assert b"VERIFIED" not in data.split(b"X-CONTACTBOOK-")[0]


SAMPLES = Path(__file__).parent.parent / "samples" / "vcards"


def sample(name: str) -> list[Contact]:
    return back((SAMPLES / f"{name}.vcf").read_bytes())


def test_a_number_is_read_in_the_country_of_the_address() -> None:
    contact = read("FN:Ann Example", "TEL;TYPE=CELL:0722 000000", "ADR;TYPE=WORK:;;;Nairobi;;;")
    assert (contact.city, contact.country) == ("Nairobi", "KE")
    (phone,) = contact.phones
    assert (phone.number, phone.typed, phone.kind) == ("+254722000000", "0722 000000", PhoneKind.MOBILE)
    assert not phone.public


def test_the_city_is_called_by_its_english_name_and_the_address_at_work_leads() -> None:
    contact = read("FN:Ann Example", "ADR;TYPE=HOME:;;Weg 1;Wien;;;", "ADR;TYPE=WORK:;;Rue 2;Gen\u00e8ve;;1202;Suisse")
    assert (contact.city, contact.country, contact.address) == ("Geneva", "CH", "Rue 2\n1202 Gen\u00e8ve")


def test_labels_kinds_and_extensions_of_numbers() -> None:
    contact = read(
        "FN:Ann Example",
        "item1.TEL:+44 20 7946 0018",
        "item1.X-ABLabel:Night desk",
        "TEL;TYPE=HOME,FAX:+44 20 7946 0019",
        "TEL;TYPE=WhatsApp:+44 7700 900123",
        "TEL;VALUE=uri:tel:+442079460020;ext=12",
        "item2.TEL:+44 20 7946 0021",
        "item2.X-ABLabel:HOME\\,VOICE\\,pref",
    )
    assert [phone.label for phone in contact.phones] == ["Night desk", "home", "WhatsApp", None, None]
    assert [phone.extension for phone in contact.phones] == [None, None, None, "12", None]
    assert contact.phones[1].kind is PhoneKind.FAX


def test_the_card_of_an_organisation_becomes_a_desk() -> None:
    stated, apple, bare, person = sample("organisations")
    assert [contact.kind.value for contact in (stated, apple, bare, person)] == ["desk", "desk", "desk", "person"]
    assert (stated.agency, stated.role, stated.name) == ("Example Agency", "Media", None)
    assert (apple.agency, apple.name) == (bare.agency, bare.name) == ("Example Agency", None)
    assert (person.name, person.agency) == ("Prince", "Prince")


def test_groups_become_lists_of_their_members() -> None:
    items = list(vcard_contacts.read((SAMPLES / "groups.vcf").read_bytes(), "groups.vcf"))
    people = {item.name: item.lists for item in items if isinstance(item, Contact)}
    assert people == {"Ann Example": ("Border", "Night shift"), "Bo Example": ("Border",)}
    (problem,) = (item for item in items if isinstance(item, Problem))
    assert (problem.where, problem.what) == (
        "groups.vcf, line 1",
        "The list Border names members that are not in the file: urn:uuid:03.",
    )


def test_a_name_in_full_gives_up_its_honorific_and_suffix() -> None:
    contact = read("N:Example;Ann;Maria;Dr.;PhD", "FN:Dr. Ann Maria Example, PhD")
    assert (contact.name, contact.given, contact.family) == ("Ann Maria Example", "Ann", "Example")
    assert (contact.honorific, contact.suffix) == ("Dr.", "PhD")


def test_a_name_without_fn_is_put_together() -> None:
    assert read("N:Example;Ann;Maria;;").name == "Ann Maria Example"
    assert read("N:\u898b\u672c;\u5b89;;;").name == "\u898b\u672c\u5b89"


def test_other_languages_stand_beside_the_name_that_leads() -> None:
    (contact,) = sample("languages")
    assert contact.name == "Ann Example"
    assert contact.languages == ("ja", "en")
    assert [(t.language, t.name, t.role) for t in contact.translations] == [
        ("ja", "\u898b\u672c\u30a2\u30f3", None),
        ("en", None, "Head"),
    ]


def test_how_a_name_is_said() -> None:
    assert sample("phonetic")[0].said == "\u3042\u3093 \u307f\u307b\u3093"
    assert sample("shift_jis")[0].said == "\uff90\uff8e\uff9d \uff7f\uff8c\uff68"


def test_accounts_and_websites() -> None:
    assert [(link.kind, link.value) for link in sample("accounts")[0].links] == [
        (LinkKind.X, "http://twitter.com/ann"),
        (LinkKind.TELEGRAM, "x-apple:ann"),
        (LinkKind.LINKEDIN, "https://www.linkedin.com/in/ann"),
        (LinkKind.WEBSITE, "www.example.org"),
        (LinkKind.X, "@ann"),
    ]
    (contact,) = sample("rfc9554")
    assert (contact.pronouns, contact.honorific, contact.family) == ("she/her", "Dr.", "Exa Mple")
    assert [(link.kind, link.value) for link in contact.links] == [
        (LinkKind.X, "ann"),
        (LinkKind.OTHER, "https://social.example.org/@ann"),
    ]


def test_topics_are_those_that_somebody_chose() -> None:
    contact = read("FN:Ann Example", "CATEGORIES:myContacts,migration,a\\, b", "EXPERTISE:migration", "EXPERTISE:law")
    assert contact.topics == ("migration", "a, b", "law")


def test_a_card_without_a_contact_is_a_problem_and_says_where_with_its_text() -> None:
    items = list(vcard_contacts.read(b"BEGIN:VCARD\r\nVERSION:3.0\r\nX-A:1\r\nEND:VCARD\r\n", "a.vcf"))
    raw = "BEGIN:VCARD\r\nVERSION:3.0\r\nX-A:1\r\nEND:VCARD"
    assert items == [Problem("a.vcf, line 1", "The card holds no contact.", raw)]
    assert list(vcard_contacts.read(b"nothing", "a.vcf")) == [Problem("a.vcf", "There is no vCard in it.")]


def test_the_text_of_a_problem_is_readable_and_short_in_any_encoding() -> None:
    for value, shown in ((b"Gr\xf6\xdfl", "Größl"), ("Größl".encode(), "Größl")):
        (problem,) = vcard_contacts.read(b"BEGIN:VCARD\r\nVERSION:3.0\r\nX-A:" + value + b"\r\nEND:VCARD\r\n", "a.vcf")
        assert isinstance(problem, Problem)
        assert f"X-A:{shown}\r\n" in problem.raw
        (long,) = vcard_contacts.read(b"BEGIN:VCARD\r\nVERSION:3.0\r\nX-A:" + value * 9_000 + b"\r\nEND:VCARD\r\n")
        assert isinstance(long, Problem)
        assert 300 < len(long.raw) <= 2_002
        assert long.raw.endswith(" …")


def test_a_list_whose_members_are_missing_is_told_with_its_text() -> None:
    lines = ("BEGIN:VCARD", "VERSION:4.0", "KIND:group", "FN:Border desk", "MEMBER:urn:uuid:a-1", "END:VCARD", "")
    (problem,) = vcard_contacts.read("\r\n".join(lines).encode(), "a.vcf")
    assert isinstance(problem, Problem)
    assert "urn:uuid:a-1" in problem.what
    assert problem.raw.splitlines() == list(lines[:-1])


def test_a_photo_behind_an_address_is_kept_and_not_fetched() -> None:
    contact = read("FN:Ann Example", "PHOTO;VALUE=uri:http://example.org/ann.jpg")
    assert contact.photo is None
    assert b"http://example.org/ann.jpg" in (contact.card or b"")


def test_what_this_program_wrote_no_longer_holds_where_another_changed_the_detail() -> None:
    contact = Contact(name="Ann Example", phones=(Phone("+442079460018", "020 7946 0018", public=True),), hours="9-5")
    data = vcard_contacts.write([contact], "3.0", "colleagues").replace(
        b"TEL;TYPE=VOICE:+442079460018", b"TEL;TYPE=VOICE:+442079460019"
    )
    (again,) = back(data)
    assert again.hours == "9-5"
    assert (again.phones[0].number, again.phones[0].public) == ("+442079460019", False)


def test_own_public_mark_is_honoured() -> None:
    contact = read("FN:Ann", "a.TEL:+44 20 7946 0018", "a.X-CONTACTBOOK-PUBLIC:TRUE", "EMAIL:ann@example.org")
    assert contact.phones[0].public
    assert not contact.emails[0].public


def test_differences_are_named() -> None:
    contact = Contact(name="Ann Example", role="Head", city="Geneva", country="CH")
    assert vcard_contacts.differences(contact, replace(contact, role=None, city="Rome")) == ["Role", "City"]
