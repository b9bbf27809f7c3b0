"""Counting days: calendar days, business days without holidays, months and years."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

UNITS = {
    "d": "calendar days",
    "bd": "business days",
    "wk": "weeks",
    "mo": "months",
    "yr": "years",
}
"""The units of windows as they are read, and as levels of appeal name them."""


def count(start: date, number: int, unit: str, state: str = "") -> date:
    """The last day of a window that starts the day after `start`.

    Business days leave out Saturdays, Sundays and the federal and, where given, state holidays. A
    month that lacks the day ends on its last one, which is never too late.
    """
    if unit == "business days":
        day = start
        while number > 0:
            day += timedelta(days=1)
            number -= business(day, state)
        return day
    if unit in ("months", "years"):
        from dateutil.relativedelta import relativedelta

        step = relativedelta(months=number) if unit == "months" else relativedelta(years=number)
        return start + step
    return start + timedelta(days=number * 7 if unit == "weeks" else number)


def business(day: date, state: str = "") -> bool:
    """Whether offices work on that day."""
    return day.weekday() < 5 and day not in _holidays(day.year, state)


def arrives_by(day: date, state: str = "") -> date:
    """The last business day that is not after `day`: mail and faxes have to be there by then."""
    while not business(day, state):
        day -= timedelta(days=1)
    return day


@lru_cache(maxsize=64)
def _holidays(year: int, state: str) -> frozenset[date]:
    import holidays

    try:
        found = holidays.country_holidays("US", subdiv=state or None, years=year)
    except NotImplementedError:
        found = holidays.country_holidays("US", years=year)
    return frozenset(found)
