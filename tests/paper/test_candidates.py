"""Words that could be a label are one, or not, by what stands around them."""

from __future__ import annotations

import pytest

from docflow.paper.candidates import idaho


@pytest.mark.parametrize("value", ["83702", "83702-1234", "83702 USA"])
def test_id_before_a_zip_code_is_the_state(value: str) -> None:
    assert idaho("id", value)


@pytest.mark.parametrize(
    ("phrase", "value"),
    [("id", "837021234"), ("id", "83702-A"), ("id", "W8370"), ("member id", "83702")],
)
def test_any_other_number_is_somebodys(phrase: str, value: str) -> None:
    assert not idaho(phrase, value)
