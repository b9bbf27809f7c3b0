"""Counting days."""

from datetime import date

import pytest

from docflow.appeals.clock import arrives_by, business, count


def test_calendar_days_run_from_the_day_after() -> None:
    assert count(date(2026, 10, 8), 60, "calendar days") == date(2026, 12, 7)


@pytest.mark.parametrize(
    ("start", "number", "unit", "last"),
    [
        ("2026-01-31", 1, "months", "2026-02-28"),
        ("2026-08-31", 6, "months", "2027-02-28"),
        ("2024-02-29", 1, "years", "2025-02-28"),
        ("2026-11-02", 2, "weeks", "2026-11-16"),
    ],
)
def test_a_month_that_lacks_the_day_ends_earlier_and_never_later(
    start: str, number: int, unit: str, last: str
) -> None:
    assert count(date.fromisoformat(start), number, unit).isoformat() == last


def test_business_days_leave_out_weekends_and_holidays() -> None:
    wednesday = date(2026, 11, 25)
    assert not business(date(2026, 11, 26))
    assert count(wednesday, 2, "business days") == date(2026, 11, 30)


def test_a_states_own_holiday_counts_there_only() -> None:
    friday_after = date(2026, 11, 27)
    assert business(friday_after)
    assert not business(friday_after, "WA")


def test_what_falls_on_a_weekend_has_to_be_there_before() -> None:
    assert arrives_by(date(2026, 12, 26)) == date(2026, 12, 24)
    assert arrives_by(date(2026, 12, 7)) == date(2026, 12, 7)


def test_an_unknown_state_has_the_federal_holidays() -> None:
    assert not business(date(2026, 12, 25), "XX")
