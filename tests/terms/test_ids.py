from __future__ import annotations

import pytest

from docflow.terms.ids import clean_id


@pytest.mark.parametrize(
    ("written", "number"),
    [
        (" id: 565714043", "565714043"),
        ("# W123-456-78", "W123-456-78"),
        ("No. ab 1234", "AB1234"),
        ("2026/0012", "2026/0012"),
        ("IDX123", "IDX123"),
        ("12–34", "12-34"),
    ],
)
def test_numbers_lose_their_labels_and_blanks_only(written: str, number: str) -> None:
    assert clean_id(written) == number


def test_letters_and_digits_are_never_exchanged() -> None:
    assert clean_id("O0I1S5") == "O0I1S5"


@pytest.mark.parametrize("text", ["", "none", "N/A", "-", "1" * 31])
def test_text_without_a_digit_or_of_another_size_is_no_number(text: str) -> None:
    assert clean_id(text) == ""
