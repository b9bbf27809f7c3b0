"""Amounts as they stand on bills."""

import pytest

from docflow.terms.money import clean_amount, find_amounts


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("$1,292.50", "1292.50"),
        ("97.5", "97.50"),
        ("130", "130.00"),
        ("$ 65.00", "65.00"),
        ("the sum of $40", "40.00"),
        ("none", ""),
        ("", ""),
        ("NaN", ""),
    ],
)
def test_an_amount_has_one_spelling(written: str, amount: str) -> None:
    assert clean_amount(written) == amount
    assert clean_amount(amount) == amount


def test_dates_phones_and_codes_are_no_amounts() -> None:
    assert find_amounts("08/16/26 206-972-4454 97124 Page 1 of 2, 12.25.2026") == ()


def test_a_comma_for_the_point_is_repaired_and_says_so() -> None:
    (found,) = find_amounts("total 195,00")
    assert (found.value, found.repaired) == ("195.00", True)


def test_a_credit_is_negative() -> None:
    assert find_amounts("-97.50")[0].value == "-97.50"


def test_a_number_of_units_before_an_amount_is_not_its_thousands() -> None:
    assert [found.value for found in find_amounts("4 130.00")] == ["130.00"]
