from dataclasses import replace
from datetime import date

from contactbook.app.composing import block
from contactbook.domain.contact import Contact, Email, Kind, Phone, Translation

TODAY = date(2026, 11, 22)
ADA = Contact(
    name="Ada Okello",
    role="Spokesperson",
    agency="WFP",
    city="Vienna",
    country="AT",
    phones=(Phone("+447700900123", public=True), Phone("+442079460958")),
    emails=(Email("a.okello@example.org", public=True),),
)
MAREK = Contact(
    name="Marek Straßer", agency="IOM", city="Geneva", country="CH", phones=(Phone("+442079460111", public=True),)
)
DESK = Contact(kind=Kind.DESK, role="Media Relations", agency="WFP", emails=(Email("press@example.org", public=True),))


def test_a_block_stands_under_its_cities() -> None:
    made = block([ADA, DESK, MAREK], today=TODAY)
    assert made.text == (
        "For more information, please contact:\n"
        "\n"
        "In Vienna:\n"
        "Ada Okello, Spokesperson, WFP\n"
        "+44 7700 900123 · a.okello@example.org\n"
        "\n"
        "In Geneva:\n"
        "Marek Straßer, IOM\n"
        "+44 20 7946 0111\n"
        "\n"
        "Media Relations, WFP\n"
        "press@example.org\n"
    )
    assert made.withheld == 1
    assert made.warnings == ()


def test_a_block_stands_under_its_agencies() -> None:
    text = block([ADA, MAREK, DESK], group_by="agency", today=TODAY).text
    assert "WFP:\nAda Okello, Spokesperson, Vienna\n" in text
    assert text.index("Media Relations") < text.index("IOM:\nMarek Straßer, Geneva\n")


def test_a_name_in_another_script_stands_behind_the_one_of_the_language() -> None:
    person = Contact(
        name="陈思远", role="新闻官", translations=(Translation("en", "Chen Siyuan", "Press officer"),),
        phones=(Phone("+447700900123", public=True),),
    )  # fmt: skip
    assert "Chen Siyuan (陈思远), Press officer\n" in block([person], today=TODAY).text


def test_who_is_away_or_cannot_be_reached_is_told() -> None:
    away = replace(ADA, away_from=date(2026, 11, 20), away_until=date(2026, 11, 30))
    silent = Contact(name="Ines Diallo", phones=(Phone("+447700900123"),))
    made = block([away, silent], today=TODAY)
    assert made.warnings == (
        "Ada Okello is away until 2026-11-30.",
        "Ines Diallo has no public number or address.",
    )
    assert "Ines Diallo\n" in made.text
    assert not block([away], today=date(2026, 12, 1)).warnings


def test_what_a_contact_holds_cannot_break_out_of_its_line() -> None:
    text = block([replace(ADA, name="Ada\n\nIn Geneva:\u202e", role="a\tb")], today=TODAY).text
    assert "Ada In Geneva:\ufffd, a b, WFP\n" in text


def test_nobody_makes_no_block() -> None:
    assert block([]).text == ""
