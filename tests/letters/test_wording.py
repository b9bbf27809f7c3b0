"""Canonical values in the words of a letter."""

from __future__ import annotations

from datetime import date

import pytest

from docflow.letters.wording import course, course_end, worded


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("order.date", "2026-11-04", "11/04/2026"),
        ("appeal.deadline", "2027-01-15", "01/15/2027"),
        ("claim.number", "2026-11-04", "2026-11-04"),
        ("order.date", "soon", "soon"),
        ("provider.fax", "3604552492", "(360) 455-2492"),
        ("provider.npi", "2065118947", "2065118947"),
        ("practice_phone", "360-555-0142", "(360) 555-0142"),
        ("practice_phone", "360-555-0142 ext. 3", "360-555-0142 ext. 3"),
        ("order.frequency", "2/wk", "2 times a week"),
        ("order.frequency", "1/wk", "once a week"),
        ("order.frequency", "1-2/wk", "1 to 2 times a week"),
        ("order.frequency", "1/2wk", "once every 2 weeks"),
        ("order.frequency", "2/mo", "2 times a month"),
        ("order.frequency", "3/wk then 2/wk", "3 times a week, then 2 times a week"),
        ("order.frequency", "biweekly", "biweekly"),
        ("order.duration", "8wk", "8 weeks"),
        ("order.duration", "1mo", "1 month"),
        ("order.duration", "6-8wk", "6 to 8 weeks"),
        ("order.duration", "60d", "60 days"),
        ("order.duration", "x8", "x8"),
        ("order.session_minutes", "45-60", "45 to 60 minutes"),
    ],
)
def test_a_value_is_printed_as_people_say_it(field: str, value: str, words: str) -> None:
    assert worded(field, value) == words


def test_a_tapering_order_is_told_step_by_step() -> None:
    words = "3 times a week for 2 weeks, then once a week for 4 weeks"
    assert course("3/wk then 1/wk", "2wk then 4wk") == words


@pytest.mark.parametrize(
    ("start", "length", "end"),
    [
        ("2026-11-14", "8wk", date(2027, 1, 9)),
        ("2026-08-31", "3mo", date(2026, 11, 30)),
        ("2026-11-14", "6-8wk", date(2026, 12, 26)),
        ("2026-11-14", "2wk then 4wk", date(2026, 12, 26)),
        ("2026-11-14", "x8", None),
        ("", "8wk", None),
    ],
)
def test_a_course_ends_at_the_shorter_end_of_its_range(
    start: str, length: str, end: date | None
) -> None:
    assert course_end(start, length) == end
