from __future__ import annotations

import pytest

from docflow.terms.npi import clean_npi, find_npis, valid_npi


@pytest.mark.parametrize("npi", ["1457382913", "1234567893", "1679576722"])
def test_a_right_check_digit_is_valid(npi: str) -> None:
    assert valid_npi(npi)


@pytest.mark.parametrize("npi", ["1457382914", "1457832913", "3457382913", "145738291", ""])
def test_a_slip_in_one_digit_or_a_swap_is_not(npi: str) -> None:
    assert not valid_npi(npi)


def test_a_number_with_a_wrong_check_digit_is_kept_as_it_stands() -> None:
    assert clean_npi("NPI: 2698642989") == "2698642989"


@pytest.mark.parametrize("text", ["NPI1457382913", "NPI: l457382913", "NPI # 14573 82913"])
def test_glued_labels_gaps_and_letters_for_digits_do_no_harm(text: str) -> None:
    assert clean_npi(text) == "1457382913"


def test_letters_for_digits_are_said_to_be_repaired() -> None:
    assert [f.repaired for f in find_npis("NPI 1457382913 or l457382913")] == [False, True]


@pytest.mark.parametrize(
    "text", ["(360) 455-2492", "14573829131", "145738291", "illiiillss", "1457382913 2457382913"]
)
def test_other_numbers_and_two_numbers_are_no_npi(text: str) -> None:
    assert clean_npi(text) == ""
