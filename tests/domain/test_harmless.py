import json

import pytest

from contactbook.domain.harmless import cut, escaped, lines, one_line, width

EVIL = "a\x1b[2J\u202eb\x9bc\x7f\u2066\ud800"


def test_control_characters_become_signs() -> None:
    assert one_line(EVIL) == "a␛[2J\ufffdb\ufffdc␡\ufffd\ufffd"
    assert one_line("a\n b\t\u2028c") == "a b c"


@pytest.mark.parametrize("text", ["Łucja Wiśniak", "陈思远", "أمينة\u200f", "👩\u200d💻", "می\u200cخواهم"])
def test_what_people_write_stays(text: str) -> None:
    assert one_line(text) == text


def test_lines_stay_lines() -> None:
    assert lines("one\r\ntwo\x1b\n\nthree") == ["one", "two␛", "", "three"]


def test_escaped_json_says_the_same() -> None:
    text = json.dumps({"a": EVIL, "b": "x\ny"}, ensure_ascii=False, indent=1)
    assert json.loads(escaped(text)) == {"a": EVIL, "b": "x\ny"}
    assert not set("\x9b\x7f\u202e") & set(escaped(text))


def test_width_counts_columns() -> None:
    assert [width(text) for text in ("abc", "陈思远", "e\u0301", "あ")] == [3, 6, 1, 2]


def test_cut_ends_in_an_ellipsis() -> None:
    assert cut("abcdef", 6) == "abcdef"
    assert cut("abcdef", 4) == "abc…"
    assert cut("陈思远", 4) == "陈…"
