"""Which road a denial takes."""

import pytest

from denied import denied
from docflow.appeals import Denial, denials, road
from docflow.terms.denials import CATEGORIES


def one(**values: str | tuple[str, ...]) -> Denial:
    return denials(denied(**values))[0]


@pytest.mark.parametrize("category", sorted(CATEGORIES))
def test_every_category_has_a_road_with_a_first_step_and_a_source(category: str) -> None:
    found = road(one(denial__category=category))
    assert found.way != "unknown"
    assert found.step.endswith(".")
    assert found.rule.source


def test_missing_information_is_sent_again_and_not_appealed() -> None:
    assert road(one(denial__category="missing_information")).way == "correct"


def test_a_fact_from_memory_is_shown_as_to_verify() -> None:
    assert road(one(denial__category="coding")).rule.confidence == "verify"


def test_a_remark_that_bars_an_appeal_outranks_the_table() -> None:
    found = road(one(denial__category="medical_necessity", denial__codes=("CO-16", "MA130")))
    assert found.way == "correct"
    assert found.printed


def test_what_is_the_patients_responsibility_is_the_patients_share() -> None:
    assert road(one(denial__category="non_covered", denial__codes=("PR-96",))).way == "share"
    assert road(one(denial__category="non_covered", denial__codes=("CO-96",))).way == "appeal"


def test_groups_that_disagree_leave_the_general_road() -> None:
    codes = ("PR-96", "CO-204")
    assert road(one(denial__category="non_covered", denial__codes=codes)).way == "appeal"


def test_a_notice_without_a_reason_leads_to_the_payer_first() -> None:
    found = road(one(denial__date="2026-10-05"))
    assert found.way == "unknown"
    assert "Ask the payer" in found.step
