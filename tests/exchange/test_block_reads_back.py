"""What is composed, the reader of releases reads back: in every language, shape, grouping and format."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contactbook.domain.contact import Contact, Email, Kind, Phone
from contactbook.domain.places import city_name
from contactbook.exchange import release
from contactbook.exchange.block import Grouping, Layout, Shape, compose
from contactbook.exchange.block_markup import Format
from contactbook.exchange.block_words import languages
from tests.exchange.block_people import desk, people

GROUPINGS: tuple[Grouping, ...] = ("city", "agency")
SHAPES: tuple[Shape, ...] = ("line", "stacked", "sentence")
FORMATS: tuple[Format, ...] = ("text", "html", "markdown")
DESK = Contact(kind=Kind.DESK, agency="UNHCR", emails=(Email("press@example.org"),))


@settings(max_examples=300)
@given(st.data())
def test_what_is_composed_reads_back(data: st.DataObject) -> None:
    language = data.draw(st.sampled_from(list(languages())))
    shape = data.draw(st.sampled_from(SHAPES))
    group_by = data.draw(st.sampled_from(GROUPINGS))
    form = data.draw(st.sampled_from(FORMATS))
    # On one line the reader takes a Latin name for the other form of the Chinese one before it.
    held = data.draw(people(language, mixed=(language, shape) != ("zh", "sentence")))
    text = compose(held, Layout(group_by, language, shape), form).text
    read = {contact.name: contact for contact in release.read(text).contacts}
    assert len(read) == len(held), text
    for contact in held:
        wanted = next((t for t in contact.translations if t.language == language), None)
        back = read.get(wanted.name if wanted else contact.name)
        assert back is not None, text
        assert numbers(back) == numbers(contact)
        assert [e.address for e in back.emails] == [e.address for e in contact.emails]
        assert back.role == (wanted.role if wanted else contact.role)
        assert back.agency == contact.agency
        if (shape, form) != ("stacked", "markdown"):  # blanks at a line's end hide from the reader that it is a heading
            assert back.city == city_name(contact.city or "", language, contact.country)


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("group_by", GROUPINGS)
def test_a_desk_reads_back(language: str, shape: Shape, group_by: Grouping) -> None:
    held = desk(language)
    (back,) = release.read(compose([held], Layout(group_by, language, shape)).text).contacts
    assert (back.kind, back.name, back.role, back.agency) == (Kind.DESK, None, held.role, "UNHCR")
    assert numbers(back) == numbers(held)
    assert [e.address for e in back.emails] == ["press@example.org"]


def person(name: str, at: int, role: str, city: str = "Geneva", email: str = "") -> Contact:
    return Contact(
        name=name, role=role, agency="UNHCR", city=city, phones=(Phone(f"+4477009001{at:02d}"),),
        emails=(Email(email),) if email else (),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("held", "layout", "form"),
    [
        pytest.param([person("Ada Okello", 1, "Spokesperson", email="a_o@example.org")], Layout(), "html",
                     id="underscores in a link"),
        pytest.param([person("Ada Okello", 1, "Spokesperson"), person("Sean Farrell", 2, "Spokesperson")], Layout(),
                     "markdown", id="a heading with blanks at its end"),
        pytest.param([person("陈思远", 1, "发言人"), person("Sean Farrell", 2, "发言人")],
                     Layout(language="zh", shape="sentence"), "text",
                     id="names in two scripts on a line"),
        pytest.param([person("Inês da Silva Prado", 1, "Spokesperson")], Layout(), "text",
                     id="a name with da Silva"),
        pytest.param([person("Łukasz Wiśniewski", 1, "新闻官")], Layout(language="zh"), "text",
                     id="the Chinese word for a press officer"),
        pytest.param([person("莱拉·哈达德", 1, "发言人")], Layout(language="zh"), "text",
                     id="a Chinese name with a middle dot"),
        pytest.param([person("Ada Okello", 1, "Spokesperson"), replace(DESK, city="Geneva", role="Media Relations")],
                     Layout(shape="line"), "text", id="a desk in a list"),
    ],
)  # fmt: skip
def test_what_is_hard_to_read_reads_back(held: list[Contact], layout: Layout, form: Format) -> None:
    read = release.read(compose(held, layout, form).text).contacts
    assert [(c.name, c.role, numbers(c), [e.address for e in c.emails]) for c in read] == [
        (c.name, c.role, numbers(c), [e.address for e in c.emails]) for c in held
    ]
    assert {c.city for c in read} == {city_name("Geneva", layout.language)}


def numbers(contact: Contact) -> list[tuple[str, str | None]]:
    return [(p.number, p.extension) for p in contact.phones]
