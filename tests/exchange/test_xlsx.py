"""Excel workbooks, honest ones and others."""

import zipfile
from datetime import date
from io import BytesIO

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactbook.domain.errors import NotReadable
from contactbook.exchange import csv_table
from contactbook.exchange.formats import sniff
from tests.exchange.csv_samples import one, read


def workbook(**sheets: list[list[object]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, lines in sheets.items():
        sheet = book.create_sheet(title)
        for line in lines:
            sheet.append(line)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


PEOPLE: list[list[object]] = [
    ["Name", "City", "Phone", "Since"],
    ["Layla Haddad", "Geneva", 41790000000, date(2026, 5, 31)],
]


def test_a_sheet_is_read_as_a_table() -> None:
    contact = one(workbook(People=PEOPLE))
    assert (contact.name, contact.phones[0].number, contact.notes) == (
        "Layla Haddad",
        "+41790000000",
        "Since: 2026-05-31",
    )


def test_every_sheet_is_read_with_its_own_header_and_told_by_its_name() -> None:
    data = workbook(
        Read_me=[["About this list"]],
        Geneva=[["Press list 2026"], [], *PEOPLE],
        Nairobi=[["Organisation", "Tel", "Country"], ["Example Agency", 722000000.0, "KE"], [None, None, "KE"]],
    )
    contacts, problems = read(data)
    assert [contact.shown for contact in contacts] == ["Layla Haddad", "Example Agency"]
    assert contacts[1].phones[0].number == "+254722000000"
    assert {problem.where for problem in problems} == {"sheet Nairobi, line 2", "sheet Nairobi, line 3"}
    look = csv_table.look(data)
    assert (look.sheet, look.header) == ("Geneva", ("Name", "City", "Phone", "Since"))


def test_it_is_known_by_what_it_holds() -> None:
    assert sniff("people", workbook(People=PEOPLE)[:8192]) == "csv"


def test_an_old_one_or_one_with_a_password_says_what_to_do() -> None:
    with pytest.raises(NotReadable, match=r"Save it as \.xlsx"):
        read(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 99)


def repacked(data: bytes, part: str, content: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, content if name == part else old.read(name))
    return out.getvalue()


def test_one_that_unpacks_to_very_much_is_refused() -> None:
    bomb = repacked(workbook(People=PEOPLE), "xl/worksheets/sheet1.xml", b"<a/>" * 8_000_000)
    with pytest.raises(NotReadable, match="unpacks to more"):
        read(bomb)


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "[Content_Types].xml"])
@pytest.mark.parametrize("content", [b"", b"<a", b"<a/>", b"\xff" * 50])
def test_a_broken_one_is_refused(part: str, content: bytes) -> None:
    try:
        read(repacked(workbook(People=PEOPLE), part, content))
    except NotReadable:
        return


@given(st.data())
def test_damage_anywhere_makes_it_fail_in_no_other_way(data: st.DataObject) -> None:
    whole = bytearray(_WHOLE)
    for at in data.draw(st.lists(st.integers(0, len(whole) - 1), max_size=4)):
        whole[at] ^= data.draw(st.integers(1, 255))
    try:
        read(bytes(whole[: data.draw(st.sampled_from([len(whole), len(whole) // 2]))]))
    except NotReadable:
        return


_WHOLE = workbook(People=PEOPLE)
