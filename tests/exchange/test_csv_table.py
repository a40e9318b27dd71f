"""Tables of other programs, and what people and spreadsheets make of them."""

from io import BytesIO
from time import monotonic

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactbook.domain.contact import Kind, LinkKind, PhoneKind, Verdict
from contactbook.domain.errors import NotReadable
from contactbook.exchange import csv_table
from contactbook.exchange.csv_headers import table
from contactbook.exchange.csv_mapping import CHOICES, Mapping
from tests.exchange.csv_samples import dialects, one, read, rows, sample


@pytest.mark.parametrize("key", dialects())
def test_names_organisations_numbers_and_addresses_of_each_program_arrive(key: str) -> None:
    made = sample(table().dialects[key])
    contacts, problems = read(made.data)
    assert not problems
    (contact,) = contacts
    for part, value in made.names.items():
        assert value in (getattr(contact, part) or ""), part
    assert contact.agency == (made.agency or None)
    assert {phone.number for phone in contact.phones} == set(made.phones)
    assert {email.address for email in contact.emails} == set(made.emails)
    assert not any(detail.public for detail in (*contact.phones, *contact.emails, *contact.links))
    everything = f"{contact.address}\n{contact.notes}"
    assert [text for text in made.texts if text not in everything] == []


@pytest.mark.parametrize("key", [key for key in dialects() if key not in ("hand-made", "thunderbird-fr")])
def test_a_program_is_known_by_its_headers(key: str) -> None:
    look = csv_table.look(sample(table().dialects[key]).data)
    assert look.sure
    assert look.program == table().dialects[key].program


def test_every_field_of_the_table_can_be_read() -> None:
    known = {choice.split(" ")[0] for choice in CHOICES} | {"title"}
    fields = {field for dialect in table().dialects.values() for field in dialect.columns.values()}
    assert {field.split(" ")[0].removesuffix(".label") for field in fields} <= known


def test_linkedin_has_notes_above_the_header() -> None:
    text = 'Notes:\n"When you export, some addresses are missing, as people chose."\n\n' + rows(
        ["First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On"],
        ["Layla", "Haddad", "https://www.linkedin.com/in/example", "", "Example Agency", "Editor", "01 Jan 2024"],
    )
    contact = one(text.encode("utf-8-sig"))
    assert (contact.name, contact.agency, contact.role) == ("Layla Haddad", "Example Agency", "Editor")
    assert [link.kind for link in contact.links] == [LinkKind.LINKEDIN]
    assert contact.notes == "Connected On: 01 Jan 2024"


def test_google_joins_values_and_marks_the_main_one() -> None:
    contact = one(
        rows(
            ["Name", "Given Name", "Family Name", "Group Membership", "E-mail 1 - Type", "E-mail 1 - Value",
             "Phone 1 - Type", "Phone 1 - Value", "Phone 2 - Type", "Phone 2 - Value", "Organization 1 - Name",
             "Custom Field 1 - Type", "Custom Field 1 - Value"],
            ["Layla Haddad", "Layla", "Haddad", "* My Contacts ::: Border", "* Home",
             "a@example.org ::: b@example.org", "Work Fax", "+44 20 7946 0001", "* Mobile",
             "+44 7700 900002 ::: +44 7700 900003", "Example Agency", "Desk", "Night"],
        )
    )  # fmt: skip
    assert [phone.number for phone in contact.phones] == ["+447700900002", "+447700900003", "+442079460001"]
    assert [phone.kind for phone in contact.phones] == [PhoneKind.MOBILE, PhoneKind.MOBILE, PhoneKind.FAX]
    assert [(email.address, email.label) for email in contact.emails] == [
        ("a@example.org", "home"), ("b@example.org", "home")
    ]  # fmt: skip
    assert contact.lists == ("Border",)
    assert contact.notes == "Desk: Night"


def test_outlook_writes_placeholders_and_repeats_names() -> None:
    contact = one(
        rows(
            ["Title", "First Name", "Last Name", "Company", "Job Title", "Business Street", "Business City",
             "Business Country/Region", "Home Street", "Home City", "Assistant's Phone", "Mobile Phone", "Anniversary",
             "Gender", "Initials", "E-mail Address", "E-mail Type", "E-mail Display Name", "Sensitivity", "Spouse"],
            ["Dr.", "Layla", "Haddad", "Example Agency", "Spokesperson", "1 Example Road", "Genf", "Schweiz",
             "2 Sample Lane", "Nyon", "022 700 00 00", "079 000 00 00", "0/0/00", "Unspecified", "L.H.",
             "layla@example.org", "SMTP", "Layla Haddad (layla@example.org)", "Normal", "Sam"],
        ).encode("cp1252")
    )  # fmt: skip
    assert (contact.city, contact.country, contact.address) == ("Geneva", "CH", "1 Example Road")
    assert contact.phones[0].number == "+41790000000", "the assistant's comes last"
    assert contact.phones[1].label == "assistant"
    assert contact.notes == "Spouse: Sam\nHome address: 2 Sample Lane, Nyon"


def test_french_names_that_stand_twice_are_told_apart_by_their_place() -> None:
    contact = one(
        rows(
            ["Titre", "Prénom", "Nom", "Société ", "Service ", "Titre", "Téléphone (bureau)", "Adresse de messagerie"],
            ["Mme", "Léa", "Martin", "Agence Exemple", "", "Porte-parole", "+33 1 99 00 12 34", "lea@example.org"],
            delimiter=";",
        )
    )
    assert (contact.honorific, contact.name, contact.role) == ("Mme", "Léa Martin", "Porte-parole")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_any_delimiter_and_encoding(delimiter: str, encoding: str) -> None:
    text = rows(["Name", "Ort", "Telefon"], ["Jörg Größl", "Zürich", "044 000 00 00"], delimiter=delimiter)
    contact = one(text.encode(encoding))
    assert (contact.name, contact.city, contact.phones[0].number) == ("Jörg Größl", "Zurich", "+41440000000")


@pytest.mark.parametrize(
    ("encoding", "text", "name"),
    [
        ("cp1250", "Imię,Nazwisko,Miasto\nŁukasz,Żółć,Łódź\nŚwiatosława,Gęś,Kraków\n", "Łukasz Żółć"),
        ("cp1251", "Имя,Фамилия,Город\nДмитро,Коваленко,Киев\nАнна,Ёлкина,Москва\n", "Дмитро Коваленко"),
        ("cp932", "名前,会社名\n田中太郎,通信社\n佐藤花子,新聞社の東京本社\n", "田中太郎"),
        ("gb18030", "姓名,公司,城市\n张雅文,通讯社,北京\n李小龙,日报社,上海\n", "张雅文"),
    ],
)
def test_old_code_pages_are_found_out(encoding: str, text: str, name: str) -> None:
    contacts, _problems = read(text.encode(encoding))
    assert contacts[0].name == name


def test_a_byte_that_does_not_fit_is_read_as_windows_has_it() -> None:
    first = rows(["Name", "Notes"], *([f"Layla {at}", "é" * 200] for at in range(1000)))
    contacts, _problems = read(first.encode() + "Zoë Größl,z\r\n".encode("cp1252"))
    assert contacts[-1].name == "Zoë Größl"


def test_what_stands_beside_the_table_is_passed_over() -> None:
    text = "sep=;\nName;Email\n\nLayla Haddad;a@example.org\n;\nName;Email\nSam Odhiambo;b@example.org\n"
    contacts, problems = read(text)
    assert [contact.name for contact in contacts] == ["Layla Haddad", "Sam Odhiambo"]
    assert not problems


def test_tabs_and_commas_in_one_file() -> None:
    contacts, _problems = read(
        "First Name\tLast Name\tEmail\nLayla\tHaddad\ta@example.org\nSam,Odhiambo,b@example.org\n"
    )
    assert [contact.name for contact in contacts] == ["Layla Haddad", "Sam Odhiambo"]


def test_a_quote_without_an_end_costs_its_own_line_at_most() -> None:
    lines = [f'P{at},"said {at},p{at}@example.org' if at == 3 else f"P{at},x,p{at}@example.org" for at in range(9)]
    contacts, problems = read("Name,Notes,Email\n" + "\n".join(lines) + "\n")
    assert [contact.emails[0].address for contact in contacts] == [f"p{at}@example.org" for at in range(9)]
    (problem,) = problems
    assert problem.where == "line 5"
    assert problem.raw == lines[3]


def test_a_table_without_a_header_is_known_by_its_cells() -> None:
    text = rows(
        ["Layla Haddad", "+41 79 000 00 00", "layla@example.org", "Geneva"],
        ["Sam Odhiambo", "+254 722 000000", "sam@example.org", "Nairobi"],
    )
    look = csv_table.look(text.encode())
    assert (look.header, look.mapping.fields, look.sure) == ((), ("name", "phone", "email", "city"), False)
    contacts, _problems = read(text)
    assert [(contact.name, contact.city) for contact in contacts] == [
        ("Layla Haddad", "Geneva"), ("Sam Odhiambo", "Nairobi")
    ]  # fmt: skip


def test_headers_that_nobody_knows_are_guessed_and_shown() -> None:
    text = rows(
        ["Wer", "Wo", "Womit", "Wann"],
        *([f"Layla Haddad {at}", "Beirut", "+961 1 000000", "always"] for at in range(9)),
    )
    look = csv_table.look(text.encode())
    assert look.header == ("Wer", "Wo", "Womit", "Wann")
    assert look.mapping.fields == ("note", "city", "phone", "note")
    assert not look.sure
    assert len(look.preview) == 5
    chosen = Mapping.from_plain({**look.mapping.to_plain(), "fields": ["name", "city", "phone", "skip"]})
    contact = next(iter(csv_table.read(BytesIO(text.encode()), mapping=chosen)))
    assert getattr(contact, "name", None) == "Layla Haddad 0"
    assert getattr(contact, "notes", "") is None


@pytest.mark.parametrize(
    ("title", "given", "expected"), [("Ms", "Layla", ("Ms", None)), ("News editor", "Layla", (None, "News editor"))]
)
def test_a_title_is_what_stands_in_it(title: str, given: str, expected: tuple[str | None, str | None]) -> None:
    contact = one(rows(["Title", "First name", "Last name", "Email"], [title, given, "Haddad", "a@example.org"]))
    assert (contact.honorific, contact.role) == expected


@pytest.mark.parametrize(
    ("cell", "numbers"),
    [
        ("+41 79 000 00 00 ; +41 22 700 00 00", ["+41790000000", "+41227000000"]),
        ("+41 79 000 00 00, +41 22 700 00 00", ["+41790000000", "+41227000000"]),
        ("079 000 00 00 / 022 700 00 00", ["+41790000000", "+41227000000"]),
        ("+41790000000\n+41227000000", ["+41790000000", "+41227000000"]),
        ("+41 79 000 00 00 ::: +41 22 700 00 00", ["+41790000000", "+41227000000"]),
        ("022 700 00 00 or 079 000 00 00", ["+41227000000", "+41790000000"]),
        ("022/700 00 00", ["+41227000000"]),
        ("'+41 79 000 00 00", ["+41790000000"]),
        ("ask the desk", ["ask the desk"]),
    ],
)
def test_several_numbers_in_a_cell(cell: str, numbers: list[str]) -> None:
    contact = one(rows(["Name", "City", "Phone"], ["Layla Haddad", "Geneva", cell]))
    assert [phone.number for phone in contact.phones] == numbers


def test_an_extension_stays_with_its_number() -> None:
    (phone,) = one(rows(["Name", "Phone"], ["Layla Haddad", "+41 22 700 00 00 ; ext. 68"])).phones
    assert (phone.number, phone.extension) == ("+41227000000", "68")


@pytest.mark.parametrize("cell", ["4.17933E+10", "4,17933E+10", "4E10"])
def test_a_rounded_number_is_told_and_never_guessed(cell: str) -> None:
    contacts, problems = read(rows(["Name", "City", "Phone"], ["Layla Haddad", "Geneva", cell], delimiter="\t"))
    (phone,) = contacts[0].phones
    assert (phone.number, phone.typed, phone.verdict) == (cell, cell, Verdict.INVALID)
    (problem,) = problems
    assert problem.where == "line 2"
    assert cell in problem.what
    assert problem.raw == f"Layla Haddad\tGeneva\t{cell}"


def test_a_lost_zero_is_told() -> None:
    contacts, problems = read(rows(["Name", "City", "Phone"], ["Layla Haddad", "Nairobi", "722000000"]))
    assert contacts[0].phones[0].number == "+254722000000"
    assert [problem.where for problem in problems] == ["line 2"]


def test_numbers_are_read_in_the_country_of_their_row() -> None:
    contacts, _problems = read(
        rows(
            ["Name", "City", "Country", "Phone"],
            ["A B", "Nairobi", "", "0722 000000"],
            ["C D", "", "CH", "079 000 00 00"],
        )
    )
    assert [contact.phones[0].number for contact in contacts] == ["+254722000000", "+41790000000"]


@pytest.mark.parametrize(
    ("cell", "name", "agency", "city"),
    [
        ("Müller, Anna (IOM Geneva)", "Anna Müller", "IOM", "Geneva"),
        ("Anna Müller (UNHCR, New York)", "Anna Müller", "UNHCR", "New York"),
        ("Anna Müller (WFP)", "Anna Müller", "WFP", None),
        ("Anna Müller (she/her)", "Anna Müller", None, None),
        ("Anna (Annie) Müller", "Anna (Annie) Müller", None, None),
        ("Dr. Anna Müller", "Anna Müller", None, None),
    ],
)
def test_a_name_in_one_cell(cell: str, name: str, agency: str | None, city: str | None) -> None:
    contact = one(rows(["Name", "Email"], [cell, "a@example.org"]))
    assert (contact.name, contact.agency, contact.city) == (name, agency, city)


def test_an_organisation_without_a_person_is_a_desk() -> None:
    contact = one(rows(["Organisation", "Tel", "Mail"], ["Example Agency", "+41 22 700 00 00", "press@example.org"]))
    assert (contact.kind, contact.name, contact.agency) == (Kind.DESK, None, "Example Agency")


def test_what_has_no_field_is_kept_under_its_header() -> None:
    contact = one(rows(["Name", "Email", "Deadline"], ["Layla Haddad", "a@example.org", "Friday", "and more"]))
    assert contact.notes == "Deadline: Friday\nColumn 4: and more"


def test_words_of_many_columns() -> None:
    contact = one(
        rows(
            ["Name", "Outlet", "Beat", "Languages", "Tags", "Twitter", "Website", "WhatsApp"],
            ["Layla Haddad", "Example News", "Health, Migration", "English; French", "Border|Night", "@layla",
             "https://x.com/layla", "+44 7700 900001"],
        )
    )  # fmt: skip
    assert (contact.agency, contact.topics, contact.languages) == (
        "Example News",
        ("Health", "Migration"),
        ("en", "fr"),
    )
    assert contact.lists == ("Border", "Night")
    assert [link.kind for link in contact.links] == [LinkKind.X, LinkKind.X, LinkKind.WHATSAPP]


def test_a_line_that_holds_nothing_is_a_problem_with_its_text() -> None:
    contacts, problems = read("Name,Country,Phone\n,Kenya,\nLayla Haddad,,+41 79 000 00 00\n")
    assert len(contacts) == 1
    assert [(problem.where, problem.raw) for problem in problems] == [("line 2", ",Kenya,")]


def test_a_large_table_is_read_as_a_stream() -> None:
    text = rows(["Name", "Email"], *([f"Layla Haddad {at}", f"a{at}@example.org"] for at in range(20_000))).encode()
    stream = BytesIO(text)
    next(csv_table.read(stream))
    assert stream.tell() < len(text) // 2


@pytest.mark.parametrize(
    "data", [b"", b"\n\n", b"\x00\x01\x02" * 99, b"Just a sentence.", b"PK\x03\x04", b"\xd0\xcf\x11\xe0xls"]
)
def test_what_is_no_table_of_contacts_is_refused(data: bytes) -> None:
    with pytest.raises(NotReadable):
        read(data)


@given(st.binary(max_size=300) | st.text(alphabet="abc,;\t|\"'\r\n\\ @1=:Né", max_size=200).map(str.encode))
def test_no_bytes_make_it_fail_otherwise(data: bytes) -> None:
    for start in (b"", b"Name,Phone\n", b"\xff\xfe", b"PK\x03\x04"):
        try:
            read(start + data)
        except NotReadable:
            continue


@pytest.mark.parametrize(
    "plain",
    [None, [], "x", {}, {"header": "x", "fields": ["name"]}, {"header": [1], "fields": ["name"]},
     {"header": ["a", "b"], "fields": ["name"]}, {"header": [], "fields": []},
     {"header": [], "fields": ["name"], "dialect": 1}],
)  # fmt: skip
def test_a_mapping_is_read_strictly(plain: object) -> None:
    with pytest.raises(ValueError, match="no mapping"):
        Mapping.from_plain(plain)


@pytest.mark.parametrize(
    "data",
    [
        b"Name,Email\n" + b"a," * 300_000,
        b"Name,Phone,Email\nA," + b"1" * 300_000 + b"," + b"@" * 100_000 + b"\n",
        b'Name,Phone\nA,"' + b"+41 79 000 00 00; " * 20_000 + b'"\n',
        b'Name,Email\n"' + b"A " * 100_000 + b'(",x@example.org\n',
        b'Name,Phone,Email\nA,"1' + b" " * 200_000 + b'x","a' + b" " * 200_000 + b'@"\n',
        b'Name,Topics\nA,"' + b";" * 200_000 + b'"\n',
    ],
)
def test_monstrous_cells_are_read_at_once_and_kept(data: bytes) -> None:
    before = monotonic()
    contacts, _problems = read(data)
    assert len(contacts) == 1
    assert monotonic() - before < 10
