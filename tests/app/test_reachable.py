"""Who can be found as reachable, and what counts as not verified, in a real book."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contactbook.app.book import Book
from contactbook.domain.contact import Contact, Kind, Means, Phone, Verdict
from contactbook.domain.reaching import Reach, reach
from tests.clock import Clock

EVENING = datetime(2026, 11, 23, 20, 12, tzinfo=UTC)  # 21:12 in Geneva, 03:12 in Bangkok, 15:12 in New York
PLACES = ((None, None), ("Geneva", "CH"), ("Bangkok", "TH"), ("New York", "US"), ("Nowhere at all", None))
HOURS = (None, "24/7", "Mon-Fri 9-17", "Sun-Thu 9-16", "ask the desk")
DAYS = (None, date(2026, 11, 1), date(2026, 11, 23), date(2026, 12, 3))


def found(book: Book, query: str) -> set[str]:
    return set(book.uids_of(book.find(query).ids))


def test_who_speaks_french_on_migration_publicly_now(tmp_path: Path) -> None:
    phone = (Phone("+12025550123", public=True),)
    able = Contact(
        uid="able", name="Ruth Nakamura", city="New York", country="US", languages=("en", "fr"),
        topics=("Migration",), phones=phone,
    )  # fmt: skip

    def like(uid: str, **other: object) -> Contact:
        return Contact(**{**{name: getattr(able, name) for name in able.__slots__}, "uid": uid, **other})

    book = Book.open(tmp_path / "b.db", Clock(EVENING))
    book.save_many(
        [
            able,
            like("other language", languages=("es",)),
            like("other topic", topics=("Health",)),
            like("internal", phones=(Phone("+12025550124"),)),
            like("asleep", city="Bangkok", country="TH"),
            like("on holiday", away_until=date(2026, 12, 3)),
            like("covered", away_until=date(2026, 12, 3), cover="able"),
            like("desk", kind=Kind.DESK, city="Bangkok", country="TH", hours="24 hours"),
        ],
        "Begin",
    )
    assert found(book, "lang:fr topic:migration is:public is:reachable") == {"able", "covered", "desk"}
    book.close()


def test_where_nobody_can_be_reached_the_rest_of_the_question_is_offered(tmp_path: Path) -> None:
    book = Book.open(tmp_path / "b.db", Clock(EVENING))
    asleep = Contact(
        name="Anong Sample", city="Bangkok", country="TH", languages=("fr",), phones=(Phone("+66815550000"),)
    )
    book.save(asleep)
    nothing = book.find("lang:fr is:reachable")
    assert (list(nothing.ids), nothing.suggestions) == ([], ("lang:fr",))
    assert book.find("lang:fr is:public is:reachable").suggestions == ("lang:fr",)  # both are in the way
    assert "Sample" in " ".join(book.find("sampel is:reachable").suggestions)
    book.close()


def people() -> st.SearchStrategy[list[Contact]]:
    uids = st.sampled_from(("a", "b", "c", "d"))
    one = st.builds(
        lambda uid, place, **parts: Contact(uid=uid, name=uid, city=place[0], country=place[1], **parts),
        uids,
        st.sampled_from(PLACES),
        hours=st.sampled_from(HOURS),
        away_from=st.sampled_from(DAYS),
        away_until=st.sampled_from(DAYS),
        cover=st.none() | uids,
        phones=st.sampled_from(((), (Phone("+12025550123"),), (Phone("12", verdict=Verdict.INVALID),))),
    )
    return st.lists(one, max_size=4, unique_by=lambda c: c.uid)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(contacts=people(), hours=st.integers(0, 200), trashed=st.sampled_from(("", "a", "b")))
def test_the_search_finds_whom_the_card_says_can_be_reached(
    tmp_path: Path, contacts: list[Contact], hours: int, trashed: str
) -> None:
    (tmp_path / "b.db").unlink(missing_ok=True)
    clock = Clock(EVENING + timedelta(hours=hours))
    book = Book.open(tmp_path / "b.db", lambda: clock.now)
    if contacts:
        book.save_many(contacts, "Begin")
    if trashed in {c.uid for c in contacts}:
        book.trash([trashed])
    held = {c.uid: c for c in book.get_many([c.uid for c in contacts])}
    moment = book.moment()
    expected = {
        c.uid
        for c in held.values()
        if c.deleted_at is None and reach(c, held.get(c.cover or ""), moment) in (Reach.NOW, Reach.COVER)
    }
    assert found(book, "is:reachable") == expected
    book.close()
    for file in tmp_path.glob("b.db*"):
        file.unlink()


@pytest.mark.parametrize(("days", "stale"), [(30, 1), (180, 0)])
def test_the_days_after_which_a_contact_is_stale_reach_searches_and_counts(
    tmp_path: Path, days: int, stale: int
) -> None:
    book = Book.open(tmp_path / "b.db", Clock(), lambda: days)
    verified = book.today() - timedelta(days=60)
    book.save(
        Contact(name="Ruth Nakamura", phones=(Phone("+12025550123", verified_on=verified, verified_by=Means.WEB),))
    )
    assert book.counts().unverified == stale
    assert len(book.find("is:unverified").ids) == stale
    book.close()
