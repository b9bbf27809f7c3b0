from __future__ import annotations

import pytest

from docflow.terms.cpt import clean_cpt, find_cpts, plain_words


def values(text: str) -> list[str]:
    return [found.value for found in find_cpts(text)]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("97124, 97140", ["97124", "97140"]),
        ("CPT97124", ["97124"]),
        ("97124/97110", ["97124", "97110"]),
        ("97124-59 97140-GP", ["97124", "97140"]),
        ("97124x4 units", ["97124"]),
        ("97I40", ["97140"]),
        ("S8950", ["S8950"]),
        ("CPT code: 99213", ["99213"]),
    ],
)
def test_procedure_numbers_are_found(text: str, numbers: list[str]) -> None:
    assert values(text) == numbers


@pytest.mark.parametrize(
    "text", ["Everett WA 98201", "Hillsboro, OR 97124", "97124-1234", "99213", "$97.12"]
)
def test_zip_codes_and_other_digits_are_not(text: str) -> None:
    assert values(text) == []


def test_a_field_s_own_text_may_be_any_procedure_number() -> None:
    assert clean_cpt(" 99213 ") == "99213"


def test_words_are_docflow_s_own() -> None:
    assert plain_words("97124") == "therapeutic massage"
    assert plain_words("00000") == ""
