"""Tells who can be reached now, and why not: away, cover, and the hour where they are."""

from collections.abc import Callable
from datetime import date, datetime
from enum import StrEnum

from contactbook.domain import places
from contactbook.domain.contact import Contact, Email, Phone, Verdict
from contactbook.domain.freshness import STALE_DAYS, is_away
from contactbook.domain.record import dataclass


@dataclass(frozen=True, slots=True)
class Moment:
    """When something is asked: the moment, the day where the person is, and who knows when a date is stale."""

    now: datetime
    today: date
    ask_days: Callable[[], int] = lambda: STALE_DAYS

    @property
    def stale_days(self) -> int:
        """The days after which a date is stale; few questions hang on them, and they may have to be read."""
        return self.ask_days()


class Reach(StrEnum):
    """Whether somebody can be reached, and what stands in the way."""

    NOW = "now"
    COVER = "cover"  # away, but who stands in can be reached
    AWAY = "away"
    HOURS = "hours"  # not at this hour there
    NOTHING = "nothing"  # no number or address that can be one


def reach(contact: Contact, cover: Contact | None, moment: Moment) -> Reach:
    """Tell whether a contact can be reached, itself or through who covers; a cover's own cover is not asked."""
    if is_away(contact, moment.today):
        ready = cover is not None and cover.deleted_at is None and cover.uid == contact.cover
        return Reach.COVER if ready and cover and _alone(cover, moment) is Reach.NOW else Reach.AWAY
    return _alone(contact, moment)


def _alone(contact: Contact, moment: Moment) -> Reach:
    if is_away(contact, moment.today):
        return Reach.AWAY
    details: tuple[Phone | Email, ...] = (*contact.phones, *contact.emails)
    if all(detail.verdict is Verdict.INVALID for detail in details):
        return Reach.NOTHING
    from contactbook.domain.hours import is_open  # late: few searches ask, and its patterns take a while to make

    local = local_time(contact, moment.now)
    return Reach.NOW if local is None or is_open(contact.hours, local) else Reach.HOURS


def local_time(contact: Contact, now: datetime) -> datetime | None:
    """Tell the time where a contact is; None where the place is not known."""
    city = places.find_city(contact.city, contact.country) if contact.city else None
    return time_in(city.time_zone, now) if city else None


def time_in(zone: str | None, now: datetime) -> datetime | None:
    """Tell the time in a zone (IANA); None where this system does not know it."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError  # late, likewise

    try:
        return now.astimezone(ZoneInfo(zone)) if zone else None
    except (ZoneInfoNotFoundError, ValueError):
        return None
