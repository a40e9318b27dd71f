from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactbook.domain.hours import is_open, read

MONDAY = datetime(2026, 11, 23)
WORK, ALL = {0, 1, 2, 3, 4}, set(range(7))


@pytest.mark.parametrize(
    ("text", "days", "start", "end"),
    [
        ("Mon-Fri 9-17", WORK, 9, 17),
        ("Monday to Friday, 9:00 to 17:30", WORK, 9, 17.5),
        ("9:00–17:30", ALL, 9, 17.5),
        ("24h", ALL, 0, 24),
        ("24/7", ALL, 0, 24),
        ("Sun-Thu", {6, 0, 1, 2, 3}, 8, 20),
        ("Sun-Thu 9am-5pm", {6, 0, 1, 2, 3}, 9, 17),
        ("9-5", ALL, 9, 17),
        ("8 am - 6 pm daily", ALL, 8, 18),
        ("0900-1700", ALL, 9, 17),
        ("22:00-6:00", ALL, 22, 30),
        ("weekdays 10-16", WORK, 10, 16),
        ("lun.-ven. 9h30-17h", WORK, 9.5, 17),
        ("du lundi au vendredi, 9h-18h", WORK, 9, 18),
        ("Mo-Fr 9-17 Uhr", WORK, 9, 17),
        ("lunes a viernes de 9 a 17", WORK, 9, 17),
        ("пн-пт 9:00-18:00", WORK, 9, 18),
        ("الأحد - الخميس 9:00-17:00", {6, 0, 1, 2, 3}, 9, 17),
        ("Mon to Fri 9:00 to 17:30; at night the duty mobile", WORK, 9, 17.5),
    ],
)
def test_hours_are_read_as_people_write_them(text: str, days: set[int], start: float, end: float) -> None:
    (span,) = read(text)
    assert (set(span.days), span.start / 60, span.end / 60) == (days, start, end)


def test_times_belong_to_the_days_named_before_them() -> None:
    assert [(sorted(s.days), s.start // 60) for s in read("Mon to Fri 8:00 to 18:00, Sat 10:00 to 14:00")] == [
        ([0, 1, 2, 3, 4], 8), ([5], 10),
    ]  # fmt: skip
    assert [(sorted(s.days), s.start // 60) for s in read("Mon, Wed and Fri 9-12 and 14-17")] == [
        ([0, 2, 4], 9), ([0, 2, 4], 14),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text", ["", "call me maybe", "after 9", "25-30", "Mon-Fri 9-17 GMT", "9-17, closed on Friday", "Mo-Do 9-17"]
)
def test_what_is_not_understood_with_certainty_is_left(text: str) -> None:
    assert read(text) == ()
    assert is_open(text, MONDAY.replace(hour=12))
    assert not is_open(text, MONDAY.replace(hour=3))


def test_a_night_belongs_to_the_day_it_begins_on() -> None:
    assert is_open("Mon 22-6", MONDAY.replace(day=24, hour=5))
    assert not is_open("Mon 22-6", MONDAY.replace(hour=5))
    assert is_open("Sun 22-6", MONDAY.replace(hour=5)), "the week is round"


@given(st.text(max_size=60))
def test_nothing_that_is_written_there_breaks_the_reading(text: str) -> None:
    for span in read(text):
        assert 0 <= span.start < span.end <= 48 * 60
