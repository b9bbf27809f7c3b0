from __future__ import annotations

import pytest

from docflow.terms.phones import clean_phone, find_phones


@pytest.mark.parametrize(
    "written",
    [
        "(360) 455-2492",
        "360.455.2492",
        "360-455-2492",
        "(360)455-2492",
        "(360) 455 -2492",
        "+1 360 455 2492",
        "1-360-455-2492 ext 12",
        "Ph:3604552492",
        "36O-455-2492",
    ],
)
def test_a_number_is_ten_digits_however_it_is_written(written: str) -> None:
    assert clean_phone(written) == "3604552492"


def test_phone_and_fax_of_one_line_are_told_apart_by_place() -> None:
    text = "Ph 36O-455-2492 Fax (425) 427-9647"
    found = find_phones(text)
    assert [(f.value, f.text) for f in found] == [
        ("3604552492", "36O-455-2492"),
        ("4254279647", "(425) 427-9647"),
    ]
    assert [f.repaired for f in found] == [True, False]


@pytest.mark.parametrize("text", ["1457382913", "565714043", "11/14/2026", "155-455-2492", ""])
def test_what_nobody_could_dial_is_no_phone(text: str) -> None:
    assert clean_phone(text) == ""
