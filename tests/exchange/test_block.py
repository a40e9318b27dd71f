import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from contactbook.domain.contact import Contact, Email, Kind, Phone, PhoneKind, Translation
from contactbook.exchange.block import Composed, Grouping, Layout, Shape, compose
from contactbook.exchange.block_markup import Format
from contactbook.exchange.block_words import languages, words
from tests import strategies

GROUPINGS: tuple[Grouping, ...] = ("city", "agency")
SHAPES: tuple[Shape, ...] = ("line", "stacked", "sentence")
FORMATS: tuple[Format, ...] = ("text", "html", "markdown")
LAYLA = Contact(
    uid="layla",
    name="Layla Haddad",
    role="Spokesperson",
    agency="UNHCR",
    city="Beirut",
    country="LB",
    languages=("en", "fr", "ar"),
    translations=(Translation("ar", "ليلى حداد", "المتحدثة"), Translation("zh", "莱拉", "发言人")),
    phones=(
        Phone("+442079460123", kind=PhoneKind.OFFICE, extension="68", public=True),
        Phone("+447700900123", kind=PhoneKind.MOBILE, public=True),
    ),
    emails=(Email("l.haddad@example.org", public=True),),
)
OLGA = Contact(
    uid="olga", name="Ольга Мороз", agency="IOM", city="Cairo", country="EG", phones=(Phone("+447700900124"),)
)
DESK = Contact(uid="desk", kind=Kind.DESK, role="Press desk", agency="UNHCR", emails=(Email("press@example.org"),))
PEOPLE = [LAYLA, OLGA, DESK, Contact(uid="ngozi", name="Ngozi Bello", agency="WFP", city="Beirut", country="LB")]


def plain(form: Format, text: str) -> str:
    """Read a block as its reader sees it: markup rendered, isolates out."""
    if form == "markdown":
        form, text = "html", MarkdownIt("commonmark").render(text)
    if form == "html":
        text = _Seen.of(text)
    return re.sub("[\u200f\u2066-\u2069]", "", text)


class _Seen(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.tags: set[str] = set()

    @classmethod
    def of(cls, html: str) -> str:
        seen = cls()
        seen.feed(html)
        seen.close()
        # What stands between the tags is ours alone: nothing of a contact became one.
        assert seen.tags <= {"div", "p", "br", "a", "bdi"}
        return seen.text

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        assert all(value and value.startswith(("tel:", "mailto:")) for name, value in attrs if name == "href")
        assert {name for name, _value in attrs} <= {"href", "dir", "lang"}

    def handle_data(self, data: str) -> None:
        self.text += data.replace("\u00a0", " ")


def test_one_line_a_contact_by_city() -> None:
    assert compose(PEOPLE, Layout(shape="line")).text == (
        "For more information, please contact:\n"
        "\n"
        "In Beirut: Layla Haddad, Spokesperson, UNHCR, Tel: +44 20 7946 0123 ext. 68 / +44 7700 900123,"
        " email: l.haddad@example.org\n"
        "In Beirut: Ngozi Bello, WFP\n"
        "In Cairo: Ольга Мороз, IOM, Tel: +44 7700 900124\n"
        "Press desk, UNHCR, email: press@example.org\n"
    )


def test_stacked_by_agency() -> None:
    assert compose(PEOPLE[:3], Layout("agency", languages=True)).text == (
        "For more information, please contact:\n"
        "\n"
        "UNHCR:\n"
        "Layla Haddad, Spokesperson (English, French, Arabic), Beirut\n"
        "+44 20 7946 0123 ext. 68 · +44 7700 900123 · l.haddad@example.org\n"
        "Press desk\n"
        "press@example.org\n"
        "\n"
        "IOM:\n"
        "Ольга Мороз, Cairo\n"
        "+44 7700 900124\n"
    )


def test_those_without_a_city_stand_before_the_first_heading() -> None:
    text = compose(PEOPLE, Layout()).text
    assert text.index("Press desk, UNHCR\n") < text.index("In Beirut:\n") < text.index("In Cairo:\n")


def test_a_desk_of_which_only_the_agency_is_known_is_its_heading() -> None:
    for shape in ("line", "stacked"):
        layout = Layout("agency", "en", shape)
        assert compose([Contact(agency="UNHCR")], layout).text.endswith("contact:\n\nUNHCR\n")
        assert compose([Contact(agency="IOM"), Contact(name="Jo", agency="IOM")], layout).text.endswith("IOM:\nJo\n")


def test_a_sentence_in_french() -> None:
    assert compose(PEOPLE[:2], Layout(language="fr", shape="sentence")).text == (
        "Pour plus d’informations, veuillez contacter Layla Haddad, Spokesperson, UNHCR, à Beyrouth"
        " (+44 20 7946 0123 poste 68, +44 7700 900123, l.haddad@example.org)\u00a0; ou Ольга Мороз, IOM, Le Caire"
        " (+44 7700 900124).\n"
    )


def test_a_sentence_in_chinese() -> None:
    assert compose(PEOPLE[:2], Layout(language="zh", shape="sentence", languages=True)).text == (
        "如需更多信息，请联系：莱拉（Layla Haddad），发言人，UNHCR（英语、法语、阿拉伯语），贝鲁特"
        "（+44 20 7946 0123 分机 68，+44 7700 900123，l.haddad@example.org）；"
        "Ольга Мороз，IOM，开罗（+44 7700 900124）。\n"
    )


def test_arabic_holds_numbers_and_foreign_words_in_their_direction() -> None:
    text = compose(PEOPLE[:2], Layout(language="ar", shape="line")).text
    assert text.splitlines()[2] == (
        "في بيروت: ليلى حداد، المتحدثة، \u2068UNHCR\u2069، هاتف: \u2066+44 20 7946 0123\u2069 تحويلة 68"
        " / \u2066+44 7700 900123\u2069، بريد إلكتروني: \u2066l.haddad@example.org\u2069"
    )
    stacked = compose(PEOPLE[:1], Layout("agency", language="ar")).text
    # A line of isolates alone would be taken for one that runs to the right.
    assert stacked.splitlines()[-1].startswith("\u200f\u2066+44")
    html = compose(PEOPLE[:2], Layout(language="ar", shape="line"), "html").text
    assert '<p dir="rtl">' in html
    assert '<bdi dir="ltr"><a href="mailto:l.haddad@example.org">l.haddad@example.org</a></bdi>' in html
    assert "<bdi>UNHCR</bdi>" in html


def test_an_arabic_name_does_not_turn_an_english_line() -> None:
    person = Contact(name="ليلى حداد", phones=(Phone("+447700900123"),))
    assert "\u2068ليلى حداد\u2069, Tel: +44 7700 900123\n" in compose([person], Layout(shape="line")).text


def test_a_name_in_other_characters_stands_behind_the_one_of_the_language() -> None:
    person = Contact(name="陈思远", role="新闻官", translations=(Translation("en", "Chen Siyuan", "Press officer"),))
    assert "Chen Siyuan (陈思远), Press officer\n" in compose([person], Layout()).text
    assert "\nLayla Haddad, " in compose([LAYLA], Layout()).text


def test_what_is_not_wanted_is_not_printed() -> None:
    fax = Contact(name="Ada", phones=(Phone("+442079460111", kind=PhoneKind.FAX), Phone("+12025550123")))
    text = compose([LAYLA, fax], Layout(shape="line", roles=False, offices=False, emails=False, heading="")).text
    assert text == "In Beirut: Layla Haddad, UNHCR, Tel: +44 7700 900123\nAda, Tel: +1 202-555-0123\n"
    assert "Fax: +44 20 7946 0111" in compose([fax], Layout(shape="stacked")).text
    without = compose([LAYLA], Layout(shape="line", mobiles=False, offices=False)).text
    assert "Tel" not in without
    assert "+44" not in without


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("form", FORMATS)
def test_no_label_stands_without_a_value(language: str, shape: Shape, form: Format) -> None:
    own = words(language)
    mute = Contact(name="Ada Okello", agency="WFP", phones=(Phone(""),), emails=(Email(""),))
    text = compose([mute], Layout(language=language, shape=shape, heading=""), form).text
    assert "Ada Okello" in text
    assert not [label for label in (own.phone, own.email, own.fax) if label + own.colon.rstrip() in text]


def test_a_heading_of_ones_own() -> None:
    assert compose([LAYLA], Layout(heading="Media contacts:")).text.startswith("Media contacts:\n\nIn Beirut:\n")
    assert compose([LAYLA], Layout(shape="sentence", heading="Ask")).text.startswith("Ask Layla Haddad, ")
    assert compose([], Layout()).text == ""
    assert compose([Contact(city="Geneva", country="CH")], Layout()).text == ""


def test_all_languages_have_all_words() -> None:
    known = set(words("en").speaks)
    assert list(languages()) == ["en", "fr", "es", "ar", "ru", "zh", "de", "it", "pt"]
    for language in languages():
        own = words(language)
        assert set(own.speaks) == known
        assert "{contacts}" in own.sentence
        assert "{city}" in own.place
        assert "{number}" in own.extension
    assert words("zh-Hans").language == "zh"
    assert words("xx").language == "en"


@given(
    st.lists(strategies.contacts(), max_size=3),
    st.sampled_from(GROUPINGS),
    st.sampled_from(SHAPES),
    st.sampled_from(list(languages())),
    st.sampled_from(FORMATS),
)
@example([Contact(name="1. [x](http://evil.example) <b>&amp;</b>", role="# head", agency="www.evil.example")],
         "city", "stacked", "en", "markdown")  # fmt: skip
@example([Contact(name="- a", emails=(Email('"><script>@example.org'),), phones=(Phone("--- * +1"),))],
         "agency", "stacked", "ar", "html")  # fmt: skip
@example([Contact(agency="Layla Haddad")], "agency", "line", "ar", "text")
def test_nothing_of_a_contact_becomes_markup_or_a_line(
    held: list[Contact], group_by: Grouping, shape: Shape, language: str, form: Format
) -> None:
    layout = Layout(group_by, language, shape, languages=True)
    bare = compose(held, layout, "text")
    made = compose(held, layout, form)
    if form == "text":
        assert bare.text.count("\u2066") + bare.text.count("\u2068") == bare.text.count("\u2069")
    assert squeezed(plain(form, made.text)) == squeezed(plain("text", bare.text))
    assert_places(made, held)


def squeezed(text: str) -> str:
    return " ".join(text.split())


def assert_places(made: Composed, held: list[Contact]) -> None:
    """Each contact stands where the block says, none in another's place."""
    spans = [made.places[at] for at in sorted(made.places, key=lambda at: made.places[at].start)]
    assert all(one.end <= two.start for one, two in pairwise(spans))
    for place in spans:
        assert place.first_line == made.text.count("\n", 0, place.start)
        assert place.last_line == made.text.count("\n", 0, place.end)
    assert {detail.owner for detail in made.details} <= set(made.places)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("shape", SHAPES)
def test_each_contact_knows_its_place(shape: Shape, form: Format) -> None:
    made = compose(PEOPLE, Layout(shape=shape), form)
    for at, contact in enumerate(PEOPLE):
        place = made.places[at]
        own = plain("html" if form == "html" else "text", made.text[place.start : place.end]).replace("\\", "")
        assert (contact.name or contact.role or "") in own
        assert not [other for other in PEOPLE if other is not contact and other.name and other.name in own]
        for email in contact.emails:
            assert email.address in own
        assert made.text.splitlines()[place.first_line].strip()
