import os
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from contactbook.app import export_pieces, exporting, exporting_cards, outputs
from contactbook.app.book import Book
from contactbook.app.exporting import export, losses
from contactbook.app.reading_back import compare
from contactbook.domain.contact import Contact, Email, Phone, PhoneKind
from contactbook.domain.errors import Cancelled, ContactbookError
from contactbook.exchange import vcard, vcard_contacts
from contactbook.exchange.vcard_clients import CLIENTS, Client
from tests.app.test_exporting import ADA, SECRETS

HOSTILE = (
    "../../etc/passwd",
    "con",
    "NUL.txt",
    "a/b\\c:d*e?",
    "\u202egnp.exe",
    ". . .",
    "x" * 300,
    "~root",
    "-rf",
    "\U0001f389\U0001f469\u200d\U0001f469",
)


def filled(book: Book, *names: str) -> None:
    phones = (Phone("+447700900123", public=True),)
    begun = book.counts().all
    for number, name in enumerate(names, begun):
        book.save(Contact(uid=f"person {number}", name=name, phones=phones))


@pytest.mark.parametrize("client", CLIENTS)
@pytest.mark.parametrize("audience", ["press", "colleagues"])
@pytest.mark.parametrize("name", ["cards", "all.vcf"])
def test_nothing_differs_for_any_client(
    book: Book, tmp_path: Path, client: Client, audience: exporting.Audience, name: str
) -> None:
    book.save(replace(ADA, uid="ada"))  # a drawn uid may hold the digits of a secret
    filled(book, "Jörg Weiß", "Ада Окелло", "张雅文")
    one_file = client == "outlook" and name == "all.vcf"
    out = tmp_path / name
    result = export(book, out, audience=audience, client=client, one_file=one_file)
    assert (result.contacts, result.wanted, result.differing, result.notes) == (4, 4, (), ())
    files = list(out.iterdir()) if name == "cards" else [out]
    lists = 1 if client == "apple" and audience == "colleagues" else 0
    assert len(files) == (4 + lists if name == "cards" else 1)
    data = b"".join(path.read_bytes() for path in files)
    assert data.count(b"BEGIN:VCARD\r\n") == 4 + lists
    text = data.decode().replace("=\r\n", "")
    assert audience == "colleagues" or not [secret for secret in SECRETS if secret in text]
    assert [path.name for path in tmp_path.iterdir() if "part" in path.name] == []


def test_each_card_is_a_file_named_for_the_contact(book: Book, tmp_path: Path) -> None:
    filled(book, "Ann Sample", "Ann Sample", "ANN SAMPLE", "Ann Sample 2")
    book.save(Contact(emails=(Email("desk@example.org", public=True),)))
    export(book, tmp_path / "out", client="outlook")
    names = {path.name.casefold() for path in (tmp_path / "out").iterdir()}
    assert len(names) == 5
    assert {"ann sample.vcf", "desk@example.org.vcf"} <= names


def test_no_name_of_a_contact_leads_out_of_the_folder(book: Book, tmp_path: Path) -> None:
    filled(book, *HOSTILE, *HOSTILE)
    out = tmp_path / "out"
    result = export(book, out, client="outlook")
    assert (result.contacts, result.differences) == (2 * len(HOSTILE), 0)
    names = [path.name for path in out.iterdir()]
    assert len(names) == 2 * len(HOSTILE)
    assert {path.name for path in tmp_path.iterdir()} - {"out"} == {
        path.name for path in tmp_path.iterdir() if path.name.startswith("book.db")
    }
    for name in names:
        assert name.endswith(".vcf")
        assert len(name.encode()) < 150
        assert not set(name) & set('/\\:*?"<>|\u202e\u200d\n')
        assert name.partition(".")[0].strip().lower() not in ("con", "nul", "")


def test_a_folder_must_be_empty(book: Book, tmp_path: Path) -> None:
    filled(book, "Ann Sample")
    (tmp_path / "empty").mkdir()
    assert export(book, tmp_path / "empty", client="apple").differences == 0
    assert [path.name for path in (tmp_path / "empty").iterdir()] == ["Ann Sample.vcf"]
    with pytest.raises(ContactbookError, match="is not empty"):
        export(book, tmp_path / "empty", client="apple")
    with pytest.raises(ContactbookError, match="cannot be written"):
        export(book, tmp_path / "missing" / "out", client="apple")


def test_a_cancel_leaves_no_folder(book: Book, tmp_path: Path) -> None:
    filled(book, "Ann Sample")
    before = set(tmp_path.iterdir())
    with pytest.raises(Cancelled):
        export(book, tmp_path / "out", client="outlook", progress=lambda _done, _total: False)
    assert set(tmp_path.iterdir()) == before


def test_what_a_program_could_not_open_is_refused(book: Book, tmp_path: Path) -> None:
    filled(book, "Ann Sample", "Ben Sample")
    with pytest.raises(ContactbookError, match="only the first contact"):
        export(book, tmp_path / "out.vcf", client="outlook")
    with pytest.raises(ContactbookError, match="no place for vCards"):
        export(book, tmp_path / "out.csv", client="google")
    one = book.uids_of(book.find("ann").ids)
    assert export(book, tmp_path / "one.vcf", one, client="outlook").contacts == 1


def test_google_takes_so_many_at_a_time(book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exporting_cards, "MOST_FOR_GOOGLE", 2)
    filled(book, *(f"Ann Sample {letter}" for letter in "ABCDE"))
    result = export(book, tmp_path / "all.vcf", client="google")
    assert (result.contacts, result.differences) == (5, 0)
    assert result.notes == (
        "It takes 2 contacts at a time, so there are several files: all-1.vcf, all-2.vcf, all-3.vcf.",
    )
    counts = [(tmp_path / f"all-{n}.vcf").read_bytes().count(b"BEGIN:VCARD") for n in (1, 2, 3)]
    assert counts == [2, 2, 1]
    assert not (tmp_path / "all.vcf").exists()
    assert export(book, tmp_path / "all.vcf", client="google", one_file=True).contacts == 5


def test_apple_gets_the_lists_for_colleagues(book: Book, tmp_path: Path) -> None:
    book.save(ADA)
    book.save(replace(ADA, uid="", name="Ben Sample", lists=("Border desk", "Semicolon;")))
    export(book, tmp_path / "all.vcf", client="apple", audience="colleagues")
    data = (tmp_path / "all.vcf").read_bytes()
    assert data.count(b"X-ADDRESSBOOKSERVER-KIND:group") == 2
    read = [one for one in vcard_contacts.read(data) if isinstance(one, Contact)]
    assert sorted(one.lists for one in read) == [("Border desk",), ("Border desk", "Semicolon;")]


def test_photos_are_small_for_a_client_and_as_they_are_without(book: Book, tmp_path: Path) -> None:
    out = BytesIO()
    Image.new("RGB", (900, 600), "navy").save(out, "PNG")
    book.save(replace(ADA, photo=out.getvalue()))

    def size(name: str) -> tuple[int, int]:
        (card,) = vcard.parse((tmp_path / name).read_bytes())
        photo = vcard_contacts.to_contact(card).photo
        assert photo is not None
        with Image.open(BytesIO(photo)) as image:
            return image.size

    assert export(book, tmp_path / "small.vcf", client="android").differences == 0
    assert export(book, tmp_path / "whole.vcf").differences == 0
    assert (size("small.vcf"), size("whole.vcf")) == ((512, 341), (900, 600))


def test_what_has_no_place_is_said_before(book: Book) -> None:
    filled(book, "Ann Sample")
    for client in CLIENTS:
        assert losses(book, client=client) == []
    book.save(replace(ADA, phones=(*ADA.phones, Phone("+447700900124", kind=PhoneKind.MOBILE, public=True))))
    (outlook,) = losses(book, client="outlook")
    assert outlook.startswith("Outlook has no place for: names and roles in other languages (1 contact);")
    assert "topics (1 contact); more than one mobile number (1 contact). This is left out." in outlook
    (three,) = losses(book)
    assert "languages (1 contact). Contactbook reads this back" in three
    assert losses(book, version="4.0") == []
    (inside,) = losses(book, version="4.0", audience="colleagues")
    assert "who is away and who stands in (1 contact); lists (1 contact); what is public (2 contacts)" in inside


def test_what_came_back_and_was_not_sent_is_told() -> None:
    away = replace(ADA, away_from=date(2026, 1, 1))
    count, found = compare([ADA, away], [ADA], "colleagues")
    assert (count, found) == (1, ["Ada Okello was written twice."])


def test_a_damaged_folder_is_noticed(tmp_path: Path) -> None:
    form = exporting_cards.ClientForm("outlook", "press")
    with outputs.folder(tmp_path / "out", form) as output:
        output.write([Contact(name="Ann Sample", role="Spokesperson")])
        (file,) = next(path for path in tmp_path.iterdir() if path.name.endswith(".part")).iterdir()
        file.write_bytes(file.read_bytes().replace(b"Spokesperson", b"Spokes"))
        (read,) = output.read()
    assert read.role == "Spokes"


def test_looking_for_what_has_no_place_tells_how_far_it_is_and_can_be_stopped(book: Book) -> None:
    filled(book, "Ann Sample")
    told: list[tuple[int, int]] = []

    def stop(done: int, total: int) -> bool:
        told.append((done, total))
        return False

    with pytest.raises(Cancelled):
        losses(book, progress=stop)
    assert told == [(0, len(book.uids_of(book.find("").ids)))]


@pytest.mark.parametrize(
    ("client", "audience"), [("android", "colleagues"), ("apple", "press"), ("apple", "colleagues")]
)
def test_other_processes_make_the_same_cards_for_a_client(
    book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, client: Client, audience: exporting.Audience
) -> None:
    book.save(ADA)
    filled(book, *(f"Ann Sample {number}" for number in range(9)))
    export(book, tmp_path / "here.vcf", audience=audience, client=client)
    monkeypatch.setattr(export_pieces, "_MOST", 4)
    monkeypatch.setattr(export_pieces, "_APART", 0)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    assert export(book, tmp_path / "apart.vcf", audience=audience, client=client).differences == 0
    assert (tmp_path / "here.vcf").read_bytes() == (tmp_path / "apart.vcf").read_bytes()
