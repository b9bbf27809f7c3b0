from __future__ import annotations

from datetime import date

import pytest

from docflow.terms.dates import clean_date, find_dates, iso_date

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    "written",
    [
        "11/14/26",
        "11/14/2026",
        "11-14-2026",
        "11.14.26",
        "11 / 14 / 2026",
        "November 14, 2026",
        "Nov. 14 2026",
        "Nov142026",
        "November14,2026",
        "14-Nov-2026",
        "14 November 2026",
        "the 14th day of November, 2026",
        "2026-11-14",
        "2026/11/14",
        "11142026",
        "20261114",
        "11 14 2026",
        "Date:11/14/2026Signature",
    ],
)
def test_one_day_in_many_hands_is_one_value(written: str) -> None:
    assert clean_date(written) == "2026-11-14"


@pytest.mark.parametrize(
    "written", ["l1/14/2026", "11/14/2O26", "1 1/14/2026", "11|14|26", "Novernber 14, 2026"]
)
def test_a_reader_s_slip_is_repaired_and_said_to_be(written: str) -> None:
    (found,) = find_dates(written, TODAY)
    assert (found.value, found.repaired) == ("2026-11-14", True)


def test_a_time_glued_to_the_date_does_not_hide_it() -> None:
    assert [f.value for f in find_dates("signed 11/14/20262:30PM", TODAY)] == ["2026-11-14"]
    assert [f.value for f in find_dates("01/08/2026at 9:12", TODAY)] == ["2026-01-08"]


def test_day_before_month_is_read_only_where_nothing_else_makes_sense() -> None:
    (found,) = find_dates("24/03/1964", TODAY)
    assert (found.value, found.repaired) == ("1964-03-24", True)
    assert find_dates("03/04/1964", TODAY)[0].value == "1964-03-04"


def test_a_two_digit_year_of_birth_lies_in_the_past() -> None:
    assert find_dates("3/24/30", TODAY, past=True)[0].value == "1930-03-24"
    assert find_dates("3/24/30", TODAY)[0].value == "2030-03-24"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "13/13/2026",
        "2/31/2026",
        "360-455-2492",
        "1-800-555-1212",
        "Fax 425 427 9647",
        "12-11-10-09",
        "Page 1 of 2",
        "May 12 visits 20",
        "98940-98942",
        "3x/wk",
        "11/14/1826",
        "September 2, 19Φ4",
        "11/14/2086",
    ],
)
def test_what_cannot_be_a_date_is_none(text: str) -> None:
    assert find_dates(text, TODAY) == ()


@pytest.mark.parametrize("text", ["September 2, 19$4", "9/2/19$4", "9/2/19$", "9/2/19%4"])
def test_half_a_misread_year_is_no_year(text: str) -> None:
    """A fax's streak through 1994 makes it 19$4; 2019 would be a wrong birth date."""
    assert find_dates(text, TODAY) == ()


def test_each_date_of_a_line_is_found_where_it_stands() -> None:
    text = "order dated 11-7-2026, DOI 9/1/2026"
    found = find_dates(text, TODAY)
    assert [f.value for f in found] == ["2026-11-07", "2026-09-01"]
    assert all(text[f.start : f.end] == f.text for f in found)


def test_both_ends_of_a_span_are_dates_and_nothing_between_them_is() -> None:
    found = find_dates("10/08/2026-12/31/2026", TODAY)
    assert [f.value for f in found] == ["2026-10-08", "2026-12-31"]


def test_a_canonical_date_is_a_day_and_anything_else_is_none() -> None:
    assert iso_date("2026-11-04") == date(2026, 11, 4)
    assert iso_date("11/4/2026") is None
    assert iso_date("") is None
