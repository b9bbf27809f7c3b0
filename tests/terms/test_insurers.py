"""Who pays: what the name of an insurer looks like."""

import pytest

from docflow.terms.insurers import insurer_like, insurer_meant, known_insurer


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Cigna Open Access Plus", "Cigna"),
        ("Premera Blue Cross Appeals Unit", "Premera Blue Cross"),
        ("UnitedHealthcare Utilization Management", "UnitedHealthcare"),
        ("State Farm", "State Farm"),
        ("the farmers market", ""),
        ("", ""),
    ],
)
def test_a_common_name_is_known_with_words_around_it(text: str, name: str) -> None:
    assert known_insurer(text) == name


@pytest.mark.parametrize(
    ("text", "patience", "name"),
    [
        ("Liberty Mutual", 0.0, "Liberty Mutual"),
        ("LIBERTY MUTUAL Insurance Co.", 0.0, "Liberty Mutual"),
        ("Llbertv Mutuel", 0.0, ""),
        ("Llbertv Mutuel", 0.5, "Liberty Mutual"),
        ("Attna", 0.5, ""),
        ("Attna", 1.0, "Aetna"),
        ("Medicar", 1.0, ""),
        ("Bill Liberty Mutual first", 1.0, ""),
        ("Liberty", 1.0, ""),
        ("", 1.0, ""),
    ],
)
def test_a_whole_line_is_one_insurers_misread_name_or_nobodys(
    text: str, patience: float, name: str
) -> None:
    assert insurer_meant(text, patience) == name


@pytest.mark.parametrize(
    "name",
    ["Aetna", "Harbor Teamsters Welfare Trust", "Great Lakes Casualty", "Old Oak Health Plan"],
)
def test_a_name_looks_like_a_payer_even_if_nobody_knows_it(name: str) -> None:
    assert insurer_like(name) >= 0.7


@pytest.mark.parametrize(
    "line",
    [
        "Explanation of Benefits",
        "Harbor Massage Clinic",
        "Your plan does not cover this",
        "PO Box 1234, Portland",
        "Dear Insurance Commissioner",
        "",
    ],
)
def test_other_lines_do_not_look_like_a_payer(line: str) -> None:
    assert insurer_like(line) == 0.0


def test_a_region_belongs_to_the_insurer_before_it() -> None:
    assert known_insurer("Coverage: Tricare West since May") == "TRICARE West"
    assert known_insurer("Coverage: Tricare since May") == "TRICARE"
