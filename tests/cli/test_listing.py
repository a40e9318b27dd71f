import json
from datetime import timedelta
from pathlib import Path

import pytest

from contactbook.app.book import Book
from contactbook.app.settings import Settings
from contactbook.domain.contact import Contact
from tests.cli.conftest import Run


def names(contacts: list[dict[str, str]]) -> set[str]:
    return {contact["name"] for contact in contacts}


def test_list_gives_the_keys_of_the_contract(run: Run, filled: Path) -> None:
    contact = run("--book", filled, "list", "--json").json[0]
    assert list(contact) == [
        "uid", "kind", "name", "given", "family", "honorific", "suffix", "said", "pronouns", "translations", "role",
        "agency", "city", "country", "phones", "emails", "links", "address", "hours", "languages", "topics", "lists",
        "notes", "has_photo", "verified_on", "verified_by", "away_from", "away_until", "cover", "guessed", "updated_at",
    ]  # fmt: skip


def test_list_stands_under_cities(run: Run, filled: Path) -> None:
    told = run("--book", filled, "list")
    assert told.out.index("Geneva") < told.out.index("Vienna")
    assert "+41 79 555 00 00" in told.out
    assert "(2)" in told.out


def test_list_by_city_in_another_language(run: Run, filled: Path) -> None:
    assert names(run("--book", filled, "list", "--city", "Genf", "--json").json) == {"Łucja Wiśniak", "Marek Straßer"}
    assert run("--book", filled, "list", "--agency", "nobody's", "--json").json == []


def test_limit_is_kept(run: Run, filled: Path) -> None:
    assert len(run("--book", filled, "list", "--limit", "2", "--json").json) == 2
    assert len(run("--book", filled, "search", "a", "--limit", "1", "--json").json) == 1


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (["0660 555"], {"Ada Okello"}),
        (["genf"], {"Łucja Wiśniak", "Marek Straßer"}),
        (["wisniak"], {"Łucja Wiśniak"}),
        (["strasser", "geneva"], {"Marek Straßer"}),
        (["okello", "geneva"], set()),
        (["--", "geneva", "-wisniak"], {"Marek Straßer"}),
        (["geneva", "-wisniak"], {"Marek Straßer"}),
        (["-vienna", "-haiti", "-wisniak"], {"Marek Straßer"}),
        (['"ada okello"'], {"Ada Okello"}),
        (["city:vienna|wisniak"], {"Ada Okello", "Łucja Wiśniak"}),
    ],
)
def test_search_finds(run: Run, filled: Path, query: list[str], expected: set[str]) -> None:
    told = run("--book", filled, "search", "--json", *query)
    assert told.status == 0
    assert names(told.json) == expected


def test_search_offers_near_names(run: Run, filled: Path) -> None:
    told = run("--book", filled, "search", "okelo")
    assert told.status == 0
    assert told.out == ""
    assert "Okello" in told.err


def test_show_takes_the_beginning_of_a_uid(run: Run, filled: Path) -> None:
    contact = run("--book", filled, "search", "okello", "--json").json[0]
    assert run("--book", filled, "show", contact["uid"], "--json").json == contact
    told = run("--book", filled, "show", contact["uid"][:8])
    assert told.out.startswith("Ada Okello\n")
    assert "+43 660 5550000" in told.out
    assert "a.okello@example.org" in told.out


def test_show_of_nobody_is_refused(run: Run, filled: Path) -> None:
    told = run("--book", filled, "show", "zz")
    assert told.status == 1
    assert "There is no contact zz" in told.err


def test_show_of_several_is_refused(run: Run, db: Path, tmp_path: Path) -> None:
    people = [{"uid": f"same-{n}", "name": f"Ann Sample{n}"} for n in range(2)]
    file = tmp_path / "two.json"
    file.write_text(json.dumps(people), encoding="utf-8")
    run("--book", db, "import", file)
    told = run("--book", db, "show", "same")
    assert told.status == 1
    assert "Several contacts" in told.err
    assert run("--book", db, "show", "same-1", "--json").json["name"] == "Ann Sample1"


def test_the_days_of_the_settings_say_what_is_not_verified(run: Run, db: Path) -> None:
    book = Book.open(db)
    book.save(Contact(name="Ada Okello", verified_on=book.today() - timedelta(days=10)))
    book.close()
    assert run("--book", db, "search", "is:unverified", "--json").json == []
    Settings().put("stale_days", 5)
    assert names(run("--book", db, "search", "is:unverified", "--json").json) == {"Ada Okello"}
