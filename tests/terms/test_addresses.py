from __future__ import annotations

import pytest

from docflow.terms.addresses import address_lines, clean_address, find_addresses


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("PO Box 71096, El Paso, TX 79998", "PO Box 71096, El Paso, TX 79998"),
        ("P.O. Box 12 Boise ID 83701-1234.", "PO Box 12, Boise, ID 83701-1234"),
        ("POBox37065,Salt Lake City,UT84130", "PO Box 37065, Salt Lake City, UT 84130"),
        (
            "400 Pine Road, Suite 300\nYakima, WA 98901",
            "400 Pine Road, Suite 300, Yakima, WA 98901",
        ),
        (
            "7400 West Campus Road\nNew Albany OH 43054",
            "7400 West Campus Road, New Albany, OH 43054",
        ),
        (
            "400 Pine Road\nYakima, Washington 98901",
            "400 Pine Road, Yakima, Washington 98901",
        ),
    ],
)
def test_an_address_is_one_line_however_it_is_written(written: str, value: str) -> None:
    (found,) = find_addresses(f"Mail it to us at {written}")
    assert found.value == value
    assert clean_address(value) == value


def test_a_number_of_a_claim_or_a_phone_begins_no_address() -> None:
    text = "Claim 12345 was sent late. Call 800-555-1234 from St Louis, MO 63101"
    assert find_addresses(text) == ()


def test_two_addresses_in_one_sentence_are_two() -> None:
    text = "PO Box 1, Boise, ID 83701 or 22 First Street, Nampa, ID 83651"
    assert [f.value for f in find_addresses(text)] == [
        "PO Box 1, Boise, ID 83701",
        "22 First Street, Nampa, ID 83651",
    ]


def test_an_envelope_shows_place_state_and_zip_code_on_its_last_line() -> None:
    assert address_lines("Appeals Unit, PO Box 12, Boise, ID 83701") == (
        "Appeals Unit",
        "PO Box 12",
        "Boise, ID 83701",
    )
    assert address_lines("Mail stop 7") == ("Mail stop 7",)
