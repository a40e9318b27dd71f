import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from contactbook.domain.errors import BadQuery
from contactbook.domain.query import (
    And,
    Digits,
    Flag,
    Node,
    Not,
    Or,
    Phrase,
    Word,
    find_digit_marks,
    find_marks,
    marks,
    parse,
    relaxed,
)

QUERYISH = st.lists(
    st.sampled_from(
        ['"', "-", "|", ":", "city:", "is:away", "lang:", "079", "+41", "(0)", "Łuk", "张雅", " ", "'", "\x00"]
    )
).map("".join)


@pytest.mark.parametrize(
    ("text", "node"),
    [
        ("Łukasz", Word("lukasz")),
        ("layla hadd", And((Word("layla"), Word("hadd")))),
        ('"layla haddad"', Phrase(("layla", "haddad"))),
        ("geneva | nairobi", Or((Word("geneva"), Word("nairobi")))),
        ("geneva|nairobi", Or((Word("geneva"), Word("nairobi")))),
        ("-geneva", Not(Word("geneva"))),
        ("city:geneva", Word("geneva", "city")),
        ('list:"Belarus border"', Phrase(("belarus", "border"), "lists")),
        ("-topic:drought", Not(Word("drought", "topics"))),
        ("is:away", Flag("away")),
        ("-is:PUBLIC", Not(Flag("public"))),
        ("079 555", Digits("079555")),
        ("+41 79 555", Digits("4179555")),
        ("(202) 555-0123", Digits("2025550123")),
        ("٠٧٩", Digits("079")),
        ("phone:5550", Digits("5550", "phones")),
        ("079 555 geneva", And((Digits("079555"), Word("geneva")))),
        ("12", Word("12")),
        ("张雅", Word("张雅")),
        ("foo:bar", And((Word("foo"), Word("bar")))),
        ("city:", Word("city")),
        ('"layla', Word("layla")),
        ("", None),
        ('  | - " ', None),
    ],
)
def test_a_query_is_read_as_it_is_meant(text: str, node: Node | None) -> None:
    assert parse(text) == node


@pytest.mark.parametrize("text", ["lang:fr", "lang:french", "language:French"])
def test_a_language_is_sought_by_its_name_or_code(text: str) -> None:
    node = parse(text)
    wanted = node.nodes if isinstance(node, Or) else (node,)
    assert Word("fr", "languages") in wanted


def test_an_unknown_state_is_refused_with_those_that_exist() -> None:
    with pytest.raises(BadQuery, match="is:away"):
        parse("is:nothing")


@given(st.text() | QUERYISH)
@example('"' * 1_000)
@example("-" * 1_000)
@example("(" * 1_000)
def test_any_other_text_is_a_query(text: str) -> None:
    try:
        parse(text)
    except BadQuery:
        assert "is:" in text.casefold()
    words, digits = marks(text)
    assert all(words)
    assert not digits or digits.isdecimal()


def test_what_was_sought_is_told_for_the_marks_but_not_what_was_excluded() -> None:
    assert marks('Łukasz city:gen "press desk" -paris 079 555') == (["lukasz", "gen", "press", "desk"], "079555")


@pytest.mark.parametrize(
    ("text", "words", "marked"),
    [
        ("Łukasz Żółć", ["lukasz"], ["Łukasz"]),
        ("Matthias Größl", ["gross"], ["Größ"]),
        ("Zoe\u0308 Weber", ["zoe"], ["Zoe\u0308"]),
        ("Nairobi, Kenya", ["nai", "ken"], ["Nai", "Ken"]),
        ("张雅文", ["雅文"], ["雅文"]),
        ("أحمد", ["احم"], ["أحم"]),
        ("Wanjiru", ["jiru"], []),
        ("", ["x"], []),
    ],
)
def test_what_was_sought_is_marked_where_it_stands(text: str, words: list[str], marked: list[str]) -> None:
    assert [text[start:end] for start, end in find_marks(text, words)] == marked


@given(st.text(), st.text(max_size=5))
def test_marks_lie_within_the_text(text: str, sought: str) -> None:
    for start, end in find_marks(text, marks(sought)[0]):
        assert 0 <= start < end <= len(text)


@given(st.text(st.characters(max_codepoint=127)), st.lists(st.text("abz09", min_size=1, max_size=3), max_size=3))
def test_plain_letters_are_marked_like_any_others(text: str, sought: list[str]) -> None:
    assert find_marks(text, sought) == find_marks(text + " щ", sought)


@pytest.mark.parametrize(
    ("digits", "marked"),
    [("079555", "79 555"), ("4179555", "41 79 555"), ("0000", "00 00"), ("999", None)],
)
def test_digits_are_marked_through_the_blanks(digits: str, marked: str | None) -> None:
    shown = "+41 79 555 00 00"
    span = find_digit_marks(shown, digits)
    assert (shown[span[0] : span[1]] if span else None) == marked


def test_a_query_is_relaxed_state_by_state() -> None:
    assert relaxed("lang:fr is:public is:reachable") == ["lang:fr is:reachable", "lang:fr is:public", "lang:fr"]
    assert relaxed("is:away") == []
    assert relaxed('anna "is:away"') == []
