import json
import os
import sys
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import BinaryIO

import pytest

from contactbook.app import export_pieces, exporting
from contactbook.app.book import Book
from contactbook.app.export_forms import JsonForm
from contactbook.app.exporting import export, vcard
from contactbook.app.reading_back import compare
from contactbook.domain.contact import Contact, Email, Link, LinkKind, Means, Phone, PhoneKind, Translation
from contactbook.domain.errors import Cancelled, ContactbookError
from contactbook.exchange import vcard as cards
from contactbook.exchange import vcard_contacts

ADA = Contact(
    name="Ada Okello",
    honorific="Dr",
    said="AH-da",
    pronouns="she/her",
    translations=(Translation("ru", "Ада Окелло", "Представитель"),),
    role="Spokesperson, East; Horn",
    agency="WFP",
    city="Nairobi",
    country="KE",
    phones=(
        Phone("+447700900123", "07700 900123", kind=PhoneKind.MOBILE, public=True),
        Phone("+442079460958", "020 7946 0958", "68", kind=PhoneKind.OFFICE, label="Night duty"),
    ),
    emails=(Email("a.okello@example.org", "A.Okello@example.org", public=True), Email("ada@example.org")),
    links=(Link(LinkKind.WEBSITE, "https://example.org/ada", True), Link(LinkKind.SIGNAL, "ada.01")),
    address="1 Sample Street\nNairobi",
    hours="Mon-Fri 9-17",
    languages=("en", "sw"),
    topics=("Drought", "Food, prices"),
    lists=("Border desk",),
    notes="Line one,\nline two; \\ three",
    away_from=date(2026, 12, 1),
    away_until=date(2026, 12, 9),
)
SECRETS = ("7946", "Night duty", "ada@example.org", "ada.01", "Sample Street", "line two", "AH-da", "Border desk")


@pytest.fixture
def ada(book: Book) -> Contact:
    saved = book.save(replace(ADA, uid="ada"))
    book.verify([saved.uid], Means.CALLED)
    found = book.get(saved.uid)
    assert found is not None
    return found


@pytest.mark.parametrize("name", ["out.vcf", "out.json", "OUT.VCF"])
@pytest.mark.parametrize("version", ["3.0", "4.0"])
@pytest.mark.parametrize("audience", ["press", "colleagues"])
def test_nothing_differs_when_it_is_read_back(
    book: Book, ada: Contact, tmp_path: Path, name: str, version: exporting.Version, audience: exporting.Audience
) -> None:
    result = export(book, tmp_path / name, audience=audience, version=version)
    assert result.differing == ()
    assert (result.contacts, result.wanted, result.differences) == (1, 1, 0)
    assert (result.withheld > 0) is (audience == "press")


@pytest.mark.parametrize("name", ["out.vcf", "out.json"])
def test_the_press_gets_the_public_view(book: Book, ada: Contact, tmp_path: Path, name: str) -> None:
    export(book, tmp_path / name)
    text = (tmp_path / name).read_bytes().decode()
    assert "Ada Okello" in text
    assert not [secret for secret in SECRETS if secret in text]


def test_colleagues_get_everything_back(book: Book, ada: Contact, tmp_path: Path) -> None:
    export(book, tmp_path / "all.json", audience="colleagues")
    (plain,) = json.loads((tmp_path / "all.json").read_text(encoding="utf-8"))
    assert plain["notes"] == ADA.notes
    assert plain["lists"] == ["Border desk"]


def test_a_contact_that_nothing_may_be_said_of_is_still_written(book: Book, tmp_path: Path) -> None:
    book.save(Contact(name="Marek Straßer", phones=(Phone("+447700900123"),)))
    result = export(book, tmp_path / "out.vcf")
    assert result.contacts == 1
    assert result.withheld == 1
    assert result.sentence == "1 of 1 contacts, 0 differences. 1 internal detail withheld."


@pytest.mark.parametrize("audience", ["press", "colleagues"])
@pytest.mark.parametrize("version", ["3.0", "4.0"])
def test_a_card_says_whose_it_is_and_when_it_was_changed(
    book: Book, ada: Contact, tmp_path: Path, version: exporting.Version, audience: exporting.Audience
) -> None:
    export(book, tmp_path / "a.vcf", audience=audience, version=version)
    lines = (tmp_path / "a.vcf").read_text(encoding="utf-8").splitlines()
    assert ada.updated_at
    assert f"REV:{ada.updated_at:%Y%m%dT%H%M%SZ}" in lines
    assert [line for line in lines if line.startswith("UID")]


def test_a_selection_is_written_in_its_order(book: Book, tmp_path: Path) -> None:
    saved = [book.save(Contact(name=f"Ann Sample {letter}")) for letter in "CAB"]
    export(book, tmp_path / "out.json", [c.uid for c in saved[:2]])
    told = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert [plain["name"] for plain in told] == [c.name for c in saved[:2]]


def test_a_difference_is_counted_and_named() -> None:
    back = replace(ADA, role="Other", languages=())
    count, found = compare([back], [ADA, ADA], "colleagues")
    assert count == 1
    assert found == [
        "Ada Okello: Role is not as it was.",
        "Ada Okello: Languages is not as it was.",
        "Ada Okello was not written.",
    ]


def _replaced(old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    return lambda data: data.replace(old, new)


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "the end is missing": lambda data: data[:-40],
    "nothing is there": lambda data: b"",
    "a letter is another": _replaced(b"Bela Sample", b"Bela Sumple"),
    "a hole": lambda data: data[:300] + bytes(len(data) - 400) + data[-100:],
    "twice": lambda data: data + data,
    "a line more": lambda data: data + b"\r\n",
}


@pytest.mark.parametrize("name", ["out.vcf", "out.json", "out.csv"])
@pytest.mark.parametrize("damage", DAMAGE)
def test_a_file_that_was_damaged_on_the_disk_is_told(book: Book, tmp_path: Path, name: str, damage: str) -> None:
    book.save_many([Contact(name=f"{given} Sample", role="Spokesperson") for given in ("Ann", "Bela", "Cleo")], "Three")

    def spoil_it_when_it_is_written(done: int, total: int) -> bool:
        (draft,) = [*tmp_path.glob(".out.*.part"), None][:1]
        if done == total and draft is not None and draft.stat().st_size:
            draft.write_bytes(DAMAGE[damage](draft.read_bytes()))
        return True

    result = export(book, tmp_path / name, progress=spoil_it_when_it_is_written)
    assert result.differences > 0
    assert result.differing
    if damage == "a letter is another":
        assert result.differing == ("Bela Sample: Name is not as it was.",)


def test_what_a_format_gives_back_otherwise_is_told(
    book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book.save(Contact(name="Ann Sample", role="Spokesperson"))
    write = JsonForm.write

    def write_less(form: JsonForm, file: BinaryIO, contacts: Iterable[Contact]) -> None:
        write(form, file, (replace(contact, role=None) for contact in contacts))

    monkeypatch.setattr(JsonForm, "write", write_less)
    assert export(book, tmp_path / "out.json").differing == ("Ann Sample: Role is not as it was.",)


@pytest.mark.parametrize("name", ["out.vcf", "out.json", "out.csv"])
def test_pieces_and_other_processes_make_the_same_file(
    book: Book, ada: Contact, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    book.save_many([Contact(name=f"Ann Sample {number}", photo=bytes(100)) for number in range(9)], "Nine")
    export(book, tmp_path / f"one-{name}", audience="colleagues")
    monkeypatch.setattr(export_pieces, "_MOST", 4)
    monkeypatch.setattr(export_pieces, "_HEAVY", 250)
    told: list[tuple[int, int]] = []
    result = export(book, tmp_path / f"two-{name}", audience="colleagues", progress=lambda *at: not told.append(at))
    assert (result.contacts, result.differences, told[-1]) == (10, 0, (10, 10))
    assert len(told) > 5
    monkeypatch.setattr(export_pieces, "_APART", 0)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    assert export(book, tmp_path / f"three-{name}", audience="colleagues").differences == 0
    (one, two, three) = ((tmp_path / f"{at}-{name}").read_bytes() for at in ("one", "two", "three"))
    assert one == two == three


def test_a_cancel_leaves_the_old_file(book: Book, ada: Contact, tmp_path: Path) -> None:
    out = tmp_path / "out.vcf"
    out.write_text("old", encoding="utf-8")
    with pytest.raises(Cancelled):
        export(book, out, progress=lambda _done, _total: False)
    assert out.read_text(encoding="utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir() if "part" in path.name] == []


def test_an_unknown_suffix_is_refused_with_those_that_are_known(book: Book, tmp_path: Path) -> None:
    with pytest.raises(ContactbookError, match=r"\.vcf, \.csv or \.json"):
        export(book, tmp_path / "out.xlsx")


def test_the_clipboard_gets_cards(ada: Contact) -> None:
    data = vcard([ada], "4.0")
    (card,) = cards.parse(data)
    assert card.version == "4.0"
    assert vcard_contacts.to_contact(card).name == "Ada Okello"
    assert b"7946" not in data
    assert b"Night duty" in vcard([ada], "3.0", "colleagues")


@pytest.mark.skipif(sys.platform == "win32", reason="what is open cannot be deleted there")
@pytest.mark.parametrize("then", ["gone", "replaced"])
def test_a_book_whose_file_is_not_there_any_more_is_given_out_as_it_is_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, then: str
) -> None:
    monkeypatch.setattr(export_pieces, "_APART", 0)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    path, out = tmp_path / "open.db", tmp_path / "out.json"
    with closing(Book.open(path)) as book:
        saved = book.save(Contact(name="Ann Sample"))
        for rest in ("", "-wal", "-shm"):
            path.with_name(path.name + rest).unlink(missing_ok=True)
        if then == "replaced":
            with closing(Book.open(path)) as other:
                other.save(Contact(uid=saved.uid, name="Somebody Else"))
        result = export(book, out, [saved.uid])
    assert (result.wanted, result.contacts, result.differences) == (1, 1, 0)
    assert [plain["name"] for plain in json.loads(out.read_text(encoding="utf-8"))] == ["Ann Sample"]
