"""Tables that are given out: everything comes back, and no spreadsheet runs anything."""

import csv
from dataclasses import replace
from datetime import date
from io import BytesIO, StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactbook.domain.contact import Contact, Email, Link, LinkKind, Means, Phone, PhoneKind, Verdict
from contactbook.domain.publishing import public_view
from contactbook.exchange import csv_outward, csv_own_columns, csv_table, csv_write
from contactbook.exchange.csv_cells import harmless, joined, meant, parted
from contactbook.exchange.csv_headers import table
from contactbook.exchange.csv_write import Columns
from contactbook.exchange.formats import Problem
from tests.exchange.csv_samples import read
from tests.strategies import contacts, texts

LAYLA = Contact(
    name="Layla Haddad",
    given="Layla",
    family="Haddad",
    honorific="Ms",
    role="Spokesperson",
    agency="Example Agency",
    city="Geneva",
    country="CH",
    address="1 Example Road\n1202 Geneva\nGE",
    phones=(
        Phone("+41790000000", "+41 79 000 00 00", kind=PhoneKind.MOBILE, public=True),
        Phone("+41227000000", "+41227000000", "68", PhoneKind.OFFICE, public=True),
        Phone("+41227000001", "+41227000001", kind=PhoneKind.FAX),
    ),
    emails=(Email("layla@example.org", "layla@example.org", public=True), Email("l@example.com", "l@example.com")),
    links=(Link(LinkKind.WEBSITE, "https://example.org/press", True),),
    languages=("en", "ar"),
    topics=("Health",),
    notes="Ring before nine.",
)


def written(people: list[Contact], columns: Columns = "contactbook", *, press: bool = False, bom: bool = True) -> bytes:
    file = BytesIO()
    csv_write.write(file, people, columns=columns, audience="press" if press else "colleagues", bom=bom)
    return file.getvalue()


def table_of(data: bytes, encoding: str = "utf-8-sig") -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(data.decode(encoding), newline="")))


def says_something(contact: Contact) -> bool:
    return replace(contact, updated_at=None) != Contact(kind=contact.kind)


people = st.lists(contacts().map(lambda c: replace(c, guessed=())).filter(says_something), min_size=1, max_size=3)


@given(people, st.booleans())
def test_colleagues_get_every_contact_back_equal(sent: list[Contact], bom: bool) -> None:
    assert read(written(sent, bom=bom)) == (sent, [])


@given(people)
def test_the_press_gets_its_view_back(sent: list[Contact]) -> None:
    views = [replace(public_view(contact).contact, updated_at=None) for contact in sent]  # no column of the press
    views = [view for view in views if says_something(view)]
    got, problems = read(written(views, press=True)) if views else ([], [])
    assert not problems
    assert [contact.name for contact in got] == [view.name for view in views]
    assert [[p.number for p in contact.phones] for contact in got] == [[p.number for p in v.phones] for v in views]
    assert [[e.address for e in contact.emails] for contact in got] == [[e.address for e in v.emails] for v in views]
    assert [contact.links for contact in got] == [
        tuple(replace(link, public=False) for link in view.links) for view in views
    ]


def test_the_columns_of_the_press_hold_nothing_internal() -> None:
    view = public_view(LAYLA).contact
    data = written([view], press=True)
    assert b"Ring before nine" not in data
    assert b"Example Road" not in data
    assert set(csv_own_columns.columns("press")) < set(csv_own_columns.columns("colleagues"))
    assert not {"Notes", "Lists", "Cover", "Card", "Verified on"} & set(csv_own_columns.columns("press"))


def test_more_numbers_than_columns_come_back_too() -> None:
    many = replace(LAYLA, phones=tuple(Phone(f"+44770090000{at}", f"07700 90000{at}", label="x") for at in range(9)))
    assert read(written([many])) == ([many], [])


def test_a_number_that_was_changed_in_the_table_is_read_anew() -> None:
    known = replace(
        LAYLA,
        phones=(replace(LAYLA.phones[0], verified_on=date(2026, 5, 1), verified_by=Means.CALLED),),
        emails=(replace(LAYLA.emails[0], verified_on=date(2026, 5, 1)),),
    )
    text = written([known]).decode("utf-8-sig")
    changed = text.replace("+41 79 000 00 00,", "079 000 00 01,", 1).replace("layla@example.org,", "layla@,", 1)
    (contact,), _problems = read(changed)
    (phone,), (email,) = contact.phones, contact.emails
    assert (phone.number, phone.typed, phone.public, phone.verified_on) == ("+41790000001", "079 000 00 01", True, None)
    assert (email.verdict, email.verified_on) == (Verdict.INVALID, None)


def test_a_row_that_a_colleague_adds_is_checked() -> None:
    header = written([LAYLA]).decode("utf-8-sig").splitlines()[0] + ",Deadline"
    cells = dict.fromkeys(header.split(","), "") | {
        "Name": "Sam Odhiambo", "City": "Nairobi", "Country": "Kenya", "Phone 1": "0722 000000", "Phone 1 public": "x",
        "Email 1": "sam@example.org", "Away until": "31.12.2026", "Deadline": "noon",
    }  # fmt: skip
    (contact,), problems = read(header + "\n" + ",".join(cells.values()) + "\n")
    assert not problems
    assert [(phone.number, phone.public) for phone in contact.phones] == [("+254722000000", True)]
    assert (contact.country, contact.away_until, contact.notes) == ("KE", date(2026, 12, 31), "Deadline: noon")


@pytest.mark.parametrize(("cell", "read_as"), [("5/13/2026", date(2026, 5, 13)), ("05/06/2026", None), ("soon", None)])
def test_a_day_that_a_spreadsheet_turned_around(cell: str, read_as: date | None) -> None:
    away = replace(LAYLA, away_from=date(2026, 5, 31))
    (contact,), problems = read(written([away]).decode("utf-8-sig").replace("2026-05-31", cell))
    assert contact.away_from == read_as
    assert bool(problems) == (read_as is None)


@pytest.mark.parametrize("cell", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "＝1+1"])
@pytest.mark.parametrize("columns", csv_write.COLUMNS)
def test_no_cell_is_run_by_a_spreadsheet(cell: str, columns: Columns) -> None:
    harm = Contact(
        name=cell, role=cell, agency=cell, city=cell, notes=cell, address=cell, topics=(cell,), lists=(cell,),
        phones=(Phone(cell, cell, label=cell),), emails=(Email(cell, cell, label=cell),),
        links=(Link(LinkKind.WEBSITE, cell),),
    )  # fmt: skip
    data = written([harm], columns)
    encoding = "utf-8-sig" if columns != "outlook" or not cell.isascii() else "cp1252"
    for row in table_of(data, encoding):
        assert [text for text in row.values() if text.startswith(tuple("=+-@\t\r\n＝"))] == []
    (contact,), _problems = read(data)
    assert contact.role == (cell if columns == "contactbook" else cell.strip())


@pytest.mark.parametrize("columns", csv_write.COLUMNS)
def test_a_number_stays_one_that_can_be_dialled(columns: Columns) -> None:
    (row,) = table_of(written([LAYLA], columns), "cp1252" if columns == "outlook" else "utf-8-sig")
    assert "+41 79 000 00 00" in row.values()


@given(texts() | st.text(alphabet="'=+-@\t\r\n1 a"))
def test_what_makes_a_cell_harmless_can_be_undone(cell: str) -> None:
    assert meant(harmless(cell)) == cell


@given(st.lists(st.text(alphabet=" ;\\\nnab"), min_size=1).filter(lambda values: values != [""]))
def test_values_come_out_of_a_cell_as_they_went_in(values: list[str]) -> None:
    assert parted(joined(values)) == values


def test_outlook_gets_its_own_columns_in_its_own_encoding() -> None:
    data = written([LAYLA], "outlook")
    assert data.splitlines()[0].decode("cp1252").split(",") == list(table().write["outlook"])
    (row,) = table_of(data, "cp1252")
    assert row["Mobile Phone"] == "+41 79 000 00 00"
    assert row["Business Phone"] == "+41 22 700 00 00 ext. 68"
    assert row["Business Fax"] == "+41 22 700 00 01"
    assert (row["Last Name"], row["Company"]) == ("Haddad", "Example Agency")
    assert row["Business Country/Region"] == "Switzerland"
    assert row["E-mail 2 Address"] == "l@example.com"
    ukrainian = written([replace(LAYLA, name="Дмитро Коваленко", given=None, family=None)], "outlook")
    assert table_of(ukrainian)[0]["Last Name"] == "Коваленко"


def test_google_gets_its_template_with_its_blocks_repeated() -> None:
    many = replace(LAYLA, lists=("Border",), phones=tuple(Phone(f"+44770090000{at}") for at in range(8)))
    (row,) = table_of(written([many], "google"))
    once = [name.replace(" # ", " 1 ") for name in table().write["google"]]
    assert [name for name in row if name in once] == once
    assert row["Labels"] == "* myContacts ::: Border"
    assert row["Phone 6 - Value"].count(" ::: ") == 2
    (contact,), _problems = read(written([many], "google"))
    assert [phone.number for phone in contact.phones] == [phone.number for phone in many.phones]
    assert (contact.lists, contact.address) == (("Border",), LAYLA.address)


@pytest.mark.parametrize("columns", ["outlook", "google"])
def test_what_other_programs_hold_comes_back(columns: Columns) -> None:
    (contact,), problems = read(written([LAYLA], columns))
    assert not problems
    assert csv_outward.held(contact) == csv_outward.held(LAYLA)
    assert {(phone.kind, phone.extension) for phone in contact.phones} == {
        (PhoneKind.MOBILE, None), (PhoneKind.OFFICE, "68"), (PhoneKind.FAX, None)
    }  # fmt: skip
    assert contact.address == LAYLA.address
    assert contact.languages == ("en", "ar") or "Languages: en, ar" in (contact.notes or "")


@given(people, st.sampled_from(["outlook", "google"]))
def test_any_contact_can_be_written_for_them(sent: list[Contact], columns: Columns) -> None:
    data = written(sent, columns)
    assert all(not isinstance(item, Problem) or item.where for item in csv_table.read(BytesIO(data)))
