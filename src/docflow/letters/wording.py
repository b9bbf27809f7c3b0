"""Canonical values in the words of a letter: dates, phones, how often and for how long."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from docflow.terms.dates import iso_date

_UNITS = {"d": "day", "wk": "week", "mo": "month", "yr": "year"}
_THEN = " then "
_FREQUENCY = re.compile(r"(\d+)(?:-(\d+))?/(\d*(?:-\d+)?)(d|wk|mo|yr)")
_DURATION = re.compile(r"(\d+)(?:-(\d+))?(d|wk|mo|yr)")
_DATES = ("date", "dates", "deadline")


def worded(name: str, value: str) -> str:
    """A field's value as a letter prints it, by the last part of the field's name.

    What has no form of its own stays as it is.
    """
    last = name.rpartition(".")[2]
    if last.endswith(_DATES) and (day := iso_date(value)):
        return short_date(day)
    if last.endswith(("phone", "fax")):
        return phone(value)
    wording = _WORDINGS.get(last)
    return wording(value) if wording else value


def long_date(day: date) -> str:
    """November 4, 2026."""
    return f"{day:%B} {day.day}, {day.year}"


def short_date(day: date) -> str:
    """11/04/2026."""
    return f"{day:%m/%d/%Y}"


def phone(value: str) -> str:
    """(360) 455-2492 for ten digits however they are set apart, else the value."""
    digits = re.sub(r"[\s().+-]", "", value)
    if not re.fullmatch(r"1?\d{10}", digits):
        return value
    return f"({digits[-10:-7]}) {digits[-7:-4]}-{digits[-4:]}"


def frequency(value: str) -> str:
    """How often, in words: 2/wk is "2 times a week". Forms without a meaning stay."""
    return _stepwise(_often, value)


def duration(value: str) -> str:
    """For how long, in words: 8wk is "8 weeks". Forms without a meaning stay."""
    return _stepwise(_long, value)


def course(often: str, long: str) -> str:
    """Both in one phrase, step by step where the order tapers."""
    steps, lengths = often.split(_THEN), long.split(_THEN)
    if len(steps) != len(lengths):
        return f"{frequency(often)} for {duration(long)}"
    pairs = zip(steps, lengths, strict=True)
    return ", then ".join(f"{_often(step)} for {_long(length)}" for step, length in pairs)


def _stepwise(wording: Callable[[str], str], value: str) -> str:
    return ", then ".join(map(wording, value.split(_THEN)))


def _often(value: str) -> str:
    match = _FREQUENCY.fullmatch(value)
    if not match:
        return value
    low, high, every, unit = match.groups()
    times = f"{low} to {high} times" if high else {"1": "once"}.get(low, f"{low} times")
    if every in ("", "1"):
        return f"{times} a {_UNITS[unit]}"
    return f"{times} every {every.replace('-', ' to ')} {_UNITS[unit]}s"


def _long(value: str) -> str:
    match = _DURATION.fullmatch(value)
    if not match:
        return value
    low, high, unit = match.groups()
    number = f"{low} to {high}" if high else low
    return f"{number} {_UNITS[unit]}{'' if number == '1' else 's'}"


def minutes(value: str) -> str:
    """A session's length, in words: 60 is "60 minutes"."""
    return f"{value.replace('-', ' to ')} minutes" if value[:1].isdigit() else value


def course_end(start: str, length: str) -> date | None:
    """The last day of an ordered course, by the shorter end of a range; None if not known.

    `start` is an ISO date and `length` a canonical duration (8wk, 60d, 3mo, "2wk then 4wk").
    """
    from dateutil.relativedelta import relativedelta

    day = iso_date(start)
    for step in length.split(_THEN):
        match = _DURATION.fullmatch(step)
        if day is None or match is None:
            return None
        day += relativedelta(**{f"{_UNITS[match[3]]}s": int(match[1])})  # type: ignore[arg-type]
    return day


_WORDINGS: dict[str, Callable[[str], str]] = {
    "frequency": frequency,
    "duration": duration,
    "session_minutes": minutes,
}
