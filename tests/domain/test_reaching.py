from dataclasses import replace
from datetime import UTC, date, datetime

from contactbook.domain.contact import Contact, Phone, Verdict
from contactbook.domain.reaching import Moment, Reach, reach

MOMENT = Moment(datetime(2026, 11, 23, 20, 12, tzinfo=UTC), date(2026, 11, 23))  # 21:12 in Geneva, 03:12 in Bangkok
PHONE = (Phone("+12025550123"),)
NOON = Contact(uid="noon", name="Ruth Nakamura", city="New York", country="US", phones=PHONE)
NIGHT = Contact(uid="night", name="Mali Suwan", city="Bangkok", country="TH", phones=PHONE)
AWAY = replace(NOON, uid="away", away_until=date(2026, 12, 3))


def test_the_hour_where_somebody_is_decides() -> None:
    assert reach(NOON, None, MOMENT) is Reach.NOW
    assert reach(NIGHT, None, MOMENT) is Reach.HOURS
    assert reach(replace(NIGHT, hours="24/7"), None, MOMENT) is Reach.NOW
    assert reach(replace(NOON, hours="Mon-Fri 9-12"), None, MOMENT) is Reach.HOURS


def test_where_the_place_is_not_known_the_hour_keeps_nobody_out() -> None:
    assert reach(replace(NIGHT, city=None, country=None), None, MOMENT) is Reach.NOW


def test_without_a_number_or_address_that_can_be_one_nobody_is_reached() -> None:
    assert reach(replace(NOON, phones=()), None, MOMENT) is Reach.NOTHING
    assert reach(replace(NOON, phones=(Phone("12", verdict=Verdict.INVALID),)), None, MOMENT) is Reach.NOTHING


def test_who_is_away_is_reached_through_a_cover_who_is_there() -> None:
    covered = replace(AWAY, cover="noon")
    assert reach(AWAY, None, MOMENT) is Reach.AWAY
    assert reach(covered, NOON, MOMENT) is Reach.COVER
    assert reach(replace(AWAY, cover="night"), NIGHT, MOMENT) is Reach.AWAY
    assert reach(covered, replace(NOON, away_until=date(2026, 12, 3)), MOMENT) is Reach.AWAY
    assert reach(covered, replace(NOON, deleted_at=MOMENT.now), MOMENT) is Reach.AWAY
