"""Readers' mistakes are counted: shapes cheap, whole letters dear, other words out of reach."""

from __future__ import annotations

import pytest

from docflow.terms.misread import mended, mistakes


@pytest.mark.parametrize(
    ("seen", "name", "many"),
    [
        ("Harbor Mutual", "Harbor Mutual", 0.0),
        ("HARBORMUTUAL", "Harbor Mutual", 0.0),
        ("Harb0r Mutua1", "Harbor Mutual", 0.0),
        ("Hafbor Mutual", "Harbor Mutual", 0.5),
        ("Har bor Muual", "Harbor Mutual", 0.5),
        ("Hxrbor Mutual", "Harbor Mutual", 1.0),
        ("Harbor Casualty", "Harbor Mutual", None),
        ("Harbor Mutual of Idaho", "Harbor Mutual of Oregon", None),
        ("Welders Local 41", "Welders Local 47", None),
    ],
)
def test_mistakes_are_counted_by_shape_and_a_crowd_of_them_is_another_word(
    seen: str, name: str, many: float | None
) -> None:
    assert mistakes(seen, name, 4.0) == many


def test_more_mistakes_than_are_borne_are_not_counted() -> None:
    assert mistakes("Hxrbor Mutuxl", "Harbor Mutual", 2.0) == 2.0
    assert mistakes("Hxrbor Mutuxl", "Harbor Mutual", 1.5) is None


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("Printers Health & W elfare Plan", "Printers Health & Welfare Plan"),
        ("Plan B and C", "Plan B and C"),
        ("A jointly run plan", "A jointly run plan"),
    ],
)
def test_a_capital_that_stands_apart_is_put_back_to_its_word(seen: str, meant: str) -> None:
    assert mended(seen) == meant
