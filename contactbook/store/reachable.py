"""Who is away, and who can be reached at a moment, as conditions on the table of contacts."""

import json
import sqlite3
from datetime import datetime

from contactbook.domain.reaching import Moment, time_in

AWAY = """
    (away_from IS NOT NULL OR away_until IS NOT NULL)
    AND coalesce(away_from, '') <= ? AND coalesce(away_until, '9999') >= ?
"""
_ALONE = f"""
    NOT ({AWAY})
    AND (EXISTS (SELECT 1 FROM phones WHERE contact = contacts.id AND verdict <> 'invalid')
         OR EXISTS (SELECT 1 FROM emails WHERE contact = contacts.id AND verdict <> 'invalid'))
    AND NOT CASE WHEN hours IS NULL
        THEN coalesce(city, 0) IN (SELECT value FROM json_each(?))
        ELSE (hours, coalesce(city, 0)) IN (
            SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(?)) END
"""


def reachable(db: sqlite3.Connection, moment: Moment) -> tuple[str, list[object]]:
    """Write the condition that somebody can be reached now, itself or through who covers, as `domain.reaching` says."""
    day = moment.today.isoformat()
    alone: list[object] = [day, day, *_closed(db, moment.now)]
    through = f"({AWAY}) AND cover IN (SELECT uid FROM contacts WHERE trashed = 0 AND {_ALONE})"
    return f"({_ALONE}) OR ({through})", [*alone, day, day, *alone]


def _closed(db: sqlite3.Connection, now: datetime) -> tuple[str, str]:
    """List, as JSON, the cities where the usual hours are over, and the hours of contacts that are over there."""
    from contactbook.domain.hours import is_open  # late: few searches ask, and its patterns take a while to make

    # Few cities and few wordings of hours: the clock is asked for each of these, not for each contact.
    zones = db.execute("SELECT id, time_zone FROM cities").fetchall()
    times = {city: local for city, zone in zones if (local := time_in(zone, now)) is not None}
    worded = db.execute("SELECT DISTINCT hours, city FROM contacts WHERE hours IS NOT NULL AND city IS NOT NULL")
    cities = [city for city, local in times.items() if not is_open(None, local)]
    hours = [(text, city) for text, city in worded if city in times and not is_open(text, times[city])]
    return json.dumps(cities), json.dumps(hours)
