"""Tables in and out of a book."""

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from contactbook.app import csv_mappings, exporting, importing
from contactbook.app.book import Book
from contactbook.app.csv_form import Columns
from contactbook.domain.contact import Contact, Email, Phone
from contactbook.exchange.csv_mapping import Mapping
from contactbook.exchange.formats import sniff
from tests.clock import Clock


@pytest.fixture(autouse=True)
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep what is remembered away from the person's own."""
    monkeypatch.setattr(csv_mappings, "settings_file", lambda: tmp_path / "config" / "settings.json")


LAYLA = Contact(
    name="Layla Haddad",
    given="Layla",
    family="Haddad",
    agency="Example Agency",
    city="Geneva",
    country="CH",
    phones=(Phone("+41790000000", "079 000 00 00", public=True), Phone("+41227000000", "+41227000000")),
    emails=(Email("layla@example.org", "layla@example.org", public=True),),
    lists=("Border",),
    notes="=Ring before nine",
)


def taken_in(book: Book, name: str, data: bytes) -> importing.Outcome:
    return importing.apply(book, importing.decided(importing.plan(book, importing.read(name, data)), "update"))


def test_a_colleague_has_the_same_contacts(book: Book, tmp_path: Path) -> None:
    sent = [book.save(LAYLA), book.save(Contact(name="Sam Odhiambo"))]
    out = tmp_path / "all.csv"
    result = exporting.export(book, out, audience="colleagues")
    assert result.sentence == "2 of 2 contacts, 0 differences."
    other = Book.open(tmp_path / "other.db", clock=Clock())
    outcome = taken_in(other, "all.csv", out.read_bytes())
    assert (outcome.added, outcome.failed) == (2, 0)
    for contact in sent:
        back = other.get(contact.uid)
        assert back is not None
        assert replace(back, created_at=contact.created_at, updated_at=contact.updated_at) == contact
    again = taken_in(other, "all.csv", out.read_bytes())
    assert (again.added, again.updated, again.step) == (0, 0, None)
    other.close()


@pytest.mark.parametrize("columns", ["contactbook", "outlook", "google"])
def test_the_press_gets_what_is_public(book: Book, tmp_path: Path, columns: Columns) -> None:
    book.save(LAYLA)
    out = tmp_path / "press.csv"
    result = exporting.export(book, out, columns=columns)
    assert (result.contacts, result.differences, result.withheld) == (1, 0, 2)
    text = out.read_text(encoding="cp1252" if columns == "outlook" else "utf-8-sig")
    assert "+41 79 000 00 00" in text
    assert "+41 22 700 00 00" not in text
    assert "Ring before nine" not in text


def test_letters_that_outlook_does_not_know_are_told(book: Book, tmp_path: Path) -> None:
    book.save(Contact(name="Дмитро Коваленко"))
    result = exporting.export(book, tmp_path / "o.csv", columns="outlook")
    assert result.differences == 0
    assert ["UTF-8" in note for note in result.notes] == [True]


def test_without_a_mark_there_is_none(book: Book, tmp_path: Path) -> None:
    book.save(LAYLA)
    exporting.export(book, tmp_path / "a.csv")
    exporting.export(book, tmp_path / "b.csv", bom=False)
    assert (tmp_path / "a.csv").read_bytes() == b"\xef\xbb\xbf" + (tmp_path / "b.csv").read_bytes()


@pytest.mark.parametrize("columns", ["contactbook", "outlook", "google"])
def test_a_table_is_known_without_its_name(book: Book, tmp_path: Path, columns: Columns) -> None:
    book.save(replace(LAYLA, role="Spokesperson, deputy"))
    exporting.export(book, tmp_path / "a.csv", columns=columns)
    assert sniff("-", (tmp_path / "a.csv").read_bytes()[:8192]) == "csv"
    assert sniff("-", b"Media contacts: Layla Haddad, phone, email, web\nIn Geneva, Sam, Odhiambo\n") == "release"


def test_a_table_becomes_contacts_and_the_same_one_changes_nothing(book: Book) -> None:
    data = "Name;Organisation;Ort;Telefon\nMüller, Anna;IOM;Genf;022 700 00 00 / 079 000 00 00\n".encode("cp1252")
    assert sniff("liste.csv", data) == "csv"
    assert taken_in(book, "liste.csv", data).added == 1
    (contact,) = book.get_many(book.uids_of(book.find("").ids))
    assert (contact.name, contact.city, len(contact.phones)) == ("Anna Müller", "Geneva", 2)
    again = taken_in(book, "liste.csv", data)
    assert (again.added, again.updated, again.step) == (0, 0, None)


def test_what_a_person_says_of_the_columns_is_remembered_by_the_header() -> None:
    data = b"Wer,Womit\nLayla Haddad,ring me at noon\n"
    reading = importing.read("x.csv", data, Mapping(("Wer", "Womit"), ("name", "hours")))
    assert [(contact.name, contact.hours) for contact in reading.contacts] == [("Layla Haddad", "ring me at noon")]
    csv_mappings.remember(Mapping(("Wer", "Womit"), ("name", "notes")))
    csv_mappings.remember(Mapping(("A", "B"), ("name", "skip")))
    reading = importing.read("y.csv", data.replace(b"Wer", b" wer "))
    assert [(contact.name, contact.notes) for contact in reading.contacts] == [("Layla Haddad", "ring me at noon")]


@pytest.mark.parametrize("text", ["", "[1]", "{", '{"wer|womit": 5}', '{"wer|womit": {"header": [], "fields": []}}'])
def test_a_broken_memory_is_none(text: str) -> None:
    csv_mappings.file().parent.mkdir()
    csv_mappings.file().write_text(text)
    assert csv_mappings.remembered(("Wer", "Womit")) is None


def test_the_file_can_be_read_by_any_program(book: Book, tmp_path: Path) -> None:
    book.save(LAYLA)
    exporting.export(book, tmp_path / "a.csv", audience="colleagues")
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["Name"], row["Phone 1"], row["Phone 1 public"]) == ("Layla Haddad", "+41 79 000 00 00", "yes")
    assert row["Notes"] == "'=Ring before nine"
