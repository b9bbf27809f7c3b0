"""Denial codes: what stands on explanations of benefits, and what it means."""

import pytest

from docflow.terms.denials import (
    CATEGORIES,
    category_of,
    clean_denial_code,
    find_denial_codes,
    known,
    parts,
    table,
)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("CO-29", "CO-29"),
        ("co 29", "CO-29"),
        ("PR96", "PR-96"),
        ("29", "29"),
        ("N130", "N130"),
        ("ma 130", "MA130"),
        ("OA - 23", "OA-23"),
        ("CO-045", "CO-45"),
        ("PI-P14", "PI-P14"),
        ("97124", ""),
        ("hello", ""),
        ("", ""),
    ],
)
def test_a_code_has_one_spelling(written: str, code: str) -> None:
    assert clean_denial_code(written) == code
    assert clean_denial_code(code) == code


def test_codes_are_found_with_and_without_dash_and_blank() -> None:
    found = [f.value for f in find_denial_codes("130.00 CO-29 PR 96 OA23 0.00 N130")]
    assert found == ["CO-29", "PR-96", "OA-23", "N130"]


def test_letter_o_and_zero_in_a_group_are_repaired_and_say_so() -> None:
    (found,) = find_denial_codes("adjusted C0-50")
    assert (found.value, found.repaired) == ("CO-50", True)


def test_a_legend_of_group_codes_gives_no_code() -> None:
    text = "Group codes: CO = contractual obligation; PR = patient responsibility"
    assert find_denial_codes(text) == ()


def test_a_bare_reason_code_counts_only_behind_its_name() -> None:
    assert [f.value for f in find_denial_codes("CARC 197 on line 3 of 16")] == ["197"]


def test_amounts_and_states_are_no_codes() -> None:
    assert find_denial_codes("PR 1,250.00 and Aurora, CO 80012") == ()


def test_a_narrow_code_decides_the_category_and_is_firm() -> None:
    assert category_of(["CO-197"]) == ("no_authorization", True)


def test_a_broad_code_yields_to_its_remark_code() -> None:
    assert category_of(["CO-96", "N115"]) == ("medical_necessity", True)
    assert category_of(["CO-96"]) == ("non_covered", False)


def test_the_patients_share_is_no_reason() -> None:
    assert category_of(["PR-1", "CO-45"]) == ("", False)
    assert category_of(["PR-1", "CO-45", "CO-50"]) == ("medical_necessity", True)


def test_two_reasons_are_not_firm() -> None:
    assert category_of(["CO-50", "CO-29"])[1] is False


def test_every_row_of_the_table_is_sound() -> None:
    for code, row in table().items():
        assert clean_denial_code(code) == code
        assert row.category in {"", *CATEGORIES}
        assert row.role == "remark" or bool(row.category) == (row.role == "denial") or row.broad
        assert row.meaning.endswith(".")


def test_a_code_is_known_with_or_without_its_group() -> None:
    assert known("CO-50") is known("50")
    assert known("CO-999") is None
    assert parts("PR-96") == ("PR", "96")


def test_the_plural_of_a_heading_is_no_code() -> None:
    assert not find_denial_codes("Reason codes, all lines")
    assert not find_denial_codes("Adjustment codes")
    assert [f.value for f in find_denial_codes("Reason codes 29")] == ["29"]
