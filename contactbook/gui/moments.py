"""Writes moments as a person reads them, in local time."""

from datetime import datetime


def moment(at: datetime) -> str:
    """Write a day with its time."""
    local = at.astimezone()
    return f"{local.day} {local:%B %Y, %H:%M}"


def moment_day(at: datetime) -> str:
    """Write the day of a moment; the year where it is not this one."""
    local = at.astimezone()
    this_year = local.year == datetime.now(local.tzinfo).year
    return f"{local.day} {local:%B}" if this_year else f"{local.day} {local:%B %Y}"
