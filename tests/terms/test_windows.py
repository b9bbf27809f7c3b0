"""Windows for an appeal as notices print them."""

import pytest

from docflow.terms.windows import clean_window, find_windows


@pytest.mark.parametrize(
    ("written", "window"),
    [
        ("within 180 days of the date of this notice", "180d notice"),
        ("within 90 days from the date on this letter", "90d notice"),
        ("within 60 calendar days of receiving this notice", "60d receipt"),
        ("within sixty (60) days after you receive this letter", "60d receipt"),
        ("within 180 days", "180d"),
        ("within 10 business days of the date of this notice", "10bd notice"),
        ("within six months of our decision", "6mo notice"),
        ("within 120 days of the remit date", "120d notice"),
        ("within 12 months of the service date", "12mo service"),
        ("one year from the date of this decision", "1yr notice"),
        ("at once", ""),
    ],
)
def test_a_window_has_one_spelling(written: str, window: str) -> None:
    assert clean_window(written) == window
    assert clean_window(window) == window


def test_two_numbers_that_disagree_are_no_window() -> None:
    assert find_windows("within sixty (90) days of this notice") == ()


def test_what_starts_a_window_stands_in_its_own_sentence() -> None:
    assert find_windows("We decide within 72 days. The date of this notice is above.")[0].value == (
        "72d"
    )
