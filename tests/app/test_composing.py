from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from contactbook.app.blocks import packed, unpacked
from contactbook.app.book import Book
from contactbook.app.composing import Block, block, block_in
from contactbook.domain.contact import Contact, Email, Kind, Phone, PhoneKind, Verdict
from contactbook.domain.errors import ContactbookError
from contactbook.exchange.block import Layout
from tests.clock import Clock

TODAY = date(2026, 11, 22)
LATELY = date(2026, 11, 1)
ADA = Contact(
    uid="ada",
    name="Ada Okello",
    role="Spokesperson",
    agency="WFP",
    city="Vienna",
    country="AT",
    phones=(Phone("+447700900123", public=True, verified_on=LATELY), Phone("+442079460958")),
    emails=(Email("a.okello@example.org", public=True, verified_on=LATELY),),
)
MAREK = Contact(
    uid="marek",
    name="Marek Straßer",
    agency="IOM",
    city="Geneva",
    country="CH",
    phones=(Phone("+442079460111", kind=PhoneKind.OFFICE, public=True, verified_on=LATELY),),
)
DESK = Contact(
    uid="desk",
    kind=Kind.DESK,
    role="Media Relations",
    agency="WFP",
    emails=(Email("press@example.org", public=True, verified_on=LATELY),),
)
AWAY = replace(ADA, away_from=date(2026, 11, 20), away_until=date(2026, 11, 30), cover="marek")


def concerns(made: Block) -> list[tuple[str, str, str]]:
    return [(warning.uid, warning.concern, warning.remedy) for warning in made.warnings]


def test_a_block_stands_under_its_cities() -> None:
    made = block([ADA, DESK, MAREK], today=TODAY)
    assert made.text == (
        "For more information, please contact:\n"
        "\n"
        "Media Relations, WFP\n"
        "press@example.org\n"
        "\n"
        "In Vienna:\n"
        "Ada Okello, Spokesperson, WFP\n"
        "+44 7700 900123 · a.okello@example.org\n"
        "\n"
        "In Geneva:\n"
        "Marek Straßer, IOM\n"
        "+44 20 7946 0111\n"
    )
    assert made.withheld == 1
    assert made.warnings == ()


def test_both_kinds_for_the_clipboard_come_with_any_format() -> None:
    made = block([ADA], format="markdown", today=TODAY)
    assert "<a.okello@example.org>" in made.text
    assert '<a href="mailto:a.okello@example.org">' in made.html
    assert made.plain == block([ADA], today=TODAY).text
    assert "442079460958" not in (made.text + made.html).replace(" ", "").replace("&nbsp;", "")


def test_a_block_tells_where_each_contact_stands_and_what_it_printed() -> None:
    made = block([ADA, MAREK], shape="line", today=TODAY)
    lines = made.text.splitlines()
    assert [lines[entry.first_line][:14] for entry in made.entries] == ["In Vienna: Ada", "In Geneva: Mar"]
    assert [made.text[entry.start : entry.end] for entry in made.entries] == lines[2:]
    assert [(p.uid, p.value, p.shown) for p in made.printed] == [
        ("ada", "+447700900123", "+44 7700 900123"),
        ("ada", "a.okello@example.org", "a.okello@example.org"),
        ("marek", "+442079460111", "+44 20 7946 0111"),
    ]


def test_who_covers_stands_in_for_who_is_away() -> None:
    made = block([AWAY, DESK], today=TODAY, find={"marek": MAREK}.get)
    assert "Ada" not in made.text
    assert "Marek Straßer, IOM\n+44 20 7946 0111\n" in made.text
    assert [w.text for w in made.warnings] == [
        "Ada Okello is away until 2026-11-30; Marek Straßer is printed, who covers."
    ]
    assert concerns(made) == [("ada", "away", "print anyway")]
    entry = next(entry for entry in made.entries if entry.uid == "ada")
    assert entry.printed_uid == "marek"
    kept = block([AWAY, DESK], today=TODAY, find={"marek": MAREK}.get, keep={"ada"})
    assert "Ada Okello" in kept.text
    assert kept.warnings == ()
    assert block([AWAY], today=date(2026, 12, 1)).warnings == ()


def test_who_covers_is_printed_once() -> None:
    for asked in ([AWAY, MAREK], [MAREK, AWAY], [AWAY, replace(AWAY, uid="eda", name="Eda")]):
        made = block(asked, today=TODAY, find={"marek": MAREK}.get)
        assert made.text.count("Marek") == 1
        assert "Okello" not in made.text
        assert [w.concern for w in made.warnings] == ["away"] * sum(c is not MAREK for c in asked)


def test_away_without_cover_is_printed_and_told() -> None:
    circle = replace(AWAY, uid="marek", name="Marek", cover="ada")
    for found in ({}, {"marek": circle, "ada": AWAY}, {"marek": replace(MAREK, deleted_at=Clock().now)}):
        made = block([AWAY], today=TODAY, find=found.get)
        assert "Ada Okello" in made.text
        assert concerns(made) == [("ada", "away", "name cover")]


def test_cover_of_a_cover() -> None:
    second = replace(AWAY, uid="second", name="Second", cover="marek")
    made = block([replace(AWAY, cover="second")], today=TODAY, find={"second": second, "marek": MAREK}.get)
    assert "Marek" in made.text


def test_who_cannot_be_reached_is_told() -> None:
    silent = Contact(uid="ines", name="Ines Diallo", phones=(Phone("+447700900123"),))
    made = block([silent, MAREK], offices=False, today=TODAY)
    assert concerns(made) == [("ines", "unreachable", "publish"), ("marek", "unreachable", "show more")]
    assert "Ines Diallo\n" in made.text
    assert made.warnings[0].text == "Ines Diallo has no public number or address."


def test_what_is_stale_or_doubtful_is_told() -> None:
    old = replace(MAREK, phones=(replace(MAREK.phones[0], verified_on=date(2026, 4, 22)),))
    never = replace(DESK, emails=(Email("press@example.org", public=True),))
    odd = replace(ADA, phones=(Phone("+4477009001", public=True, verdict=Verdict.INVALID),))
    made = block([old, never, odd], today=TODAY)
    assert concerns(made) == [
        ("marek", "unverified", "verify"),
        ("desk", "unverified", "verify"),
        ("ada", "attention", "edit"),
    ]
    assert [w.text for w in made.warnings] == [
        "Marek Straßer was not verified for 214 days.",
        "Media Relations was never verified.",
        "Ada Okello has a number or address that may not be right.",
    ]
    assert not block([old], today=TODAY, stale_days=365).warnings
    # What is not printed is no reason to warn.
    inside = replace(ADA, phones=(*ADA.phones, Phone("+4477", verdict=Verdict.INVALID)))
    assert not block([inside], today=TODAY).warnings


def test_what_a_contact_holds_cannot_break_out_of_its_line() -> None:
    text = block([replace(ADA, name="Ada\n\nIn Geneva:\u202e", role="a\tb")], today=TODAY).text
    assert "Ada In Geneva:\ufffd, a b, WFP\n" in text


def test_nobody_makes_no_block() -> None:
    assert block([]).text == block([]).html == ""


# What is kept


@pytest.fixture
def composed(book: Book) -> Block:
    book.save_many([ADA, MAREK], "Add")
    layout = Layout(shape="line")
    made = block_in(layout, book.get_many(["ada", "marek"]), today=TODAY)
    book.blocks.keep(made, layout, ["ada", "marek"])
    return made


@pytest.mark.parametrize(
    "asked", ["+44 7700 900123", "07700 900 123", "0044 7700 900123", "7700 9001", "+447700900123"]
)
def test_where_a_number_was_printed(book: Book, composed: Block, asked: str) -> None:
    (found,) = book.blocks.where(asked)
    assert (found.detail.name, found.detail.shown, found.state) == ("Ada Okello", "+44 7700 900123", "right")
    assert found.block.text == composed.text


def test_where_an_address_was_printed(book: Book, composed: Block) -> None:
    assert [found.detail.uid for found in book.blocks.where("A.Okello@example.org")] == ["ada"]
    assert not book.blocks.where("okello@example.org")
    assert not book.blocks.where("+44 7700 900999")
    assert not book.blocks.where("12")
    assert not book.blocks.where("")


def test_a_printed_detail_that_changes_is_no_longer_right(book: Book, composed: Block) -> None:
    ada = book.get("ada")
    assert ada is not None
    book.save(replace(ada, phones=(Phone("+447700900456", public=True),)))
    (found,) = book.blocks.where("+44 7700 900123")
    assert (found.state, found.now, found.is_right) == ("changed", ("+44 7700 900456",), False)
    assert [s.state for s in book.blocks.of_contact("ada")] == ["changed", "right"]
    corrected = book.blocks.corrected(found.block)
    assert corrected.text == composed.text.replace("900123", "900456")
    book.undo()
    assert book.blocks.where("+44 7700 900123")[0].is_right
    book.save(replace(ada, phones=(replace(ada.phones[0], public=False),)))
    assert book.blocks.where("+44 7700 900123")[0].state == "internal"
    book.trash(["ada"])
    assert book.blocks.where("+44 7700 900123")[0].state == "gone"
    assert "Ada" not in book.blocks.corrected(found.block).text


def test_the_same_block_twice_is_kept_once(book: Book, composed: Block) -> None:
    first = book.blocks.kept()
    book.blocks.keep(composed, Layout(shape="line"), ["ada", "marek"])
    again = book.blocks.kept()
    assert [kept.id for kept in again] == [kept.id for kept in first]
    assert again[0].at > first[0].at
    made = block([MAREK], today=TODAY)
    book.blocks.keep(made, Layout(), ["marek"])
    assert [kept.uids for kept in book.blocks.kept()] == [("marek",), ("ada", "marek")]
    assert len(book.blocks.kept(limit=1)) == 1


def test_presets_are_kept(book: Book, tmp_path: Path) -> None:
    layout = Layout("agency", "ru", "sentence", languages=True, heading="Контакты:")
    book.blocks.save_preset(" Belarus border,  Russian", layout, query='list:"Belarus border"')
    book.blocks.save_preset("Duty", Layout(), uids=["b", "a"])
    again = Book.open(book.path)
    kept = again.blocks.presets()
    assert [preset.name for preset in kept] == ["Belarus border, Russian", "Duty"]
    assert (unpacked(kept[0].layout), kept[0].query, kept[1].uids) == (layout, 'list:"Belarus border"', ("b", "a"))
    again.close()
    book.blocks.save_preset("Duty", layout)
    found = book.blocks.preset("Duty")
    assert found is not None
    assert unpacked(found.layout) == layout
    book.blocks.delete_preset("Duty")
    assert book.blocks.preset("Duty") is None
    with pytest.raises(ContactbookError, match="name"):
        book.blocks.save_preset("  ", layout)


def test_a_layout_of_another_version_is_read_as_far_as_it_goes() -> None:
    assert unpacked('{"shape": "line", "later": 1}') == Layout(shape="line")
    assert unpacked(packed(Layout(language="zh"))).language == "zh"


def test_a_book_that_nobody_wrote_has_no_blocks(tmp_path: Path) -> None:
    book = Book.open(tmp_path / "none.db")
    assert book.blocks.kept() == book.blocks.presets() == book.blocks.where("555 0100") == []
    assert not (tmp_path / "none.db").exists()
    book.close()
