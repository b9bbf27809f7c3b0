"""Values that are made of fields."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image

from docflow import Case
from docflow.letters.helpers import HELPERS

Make = Callable[..., Case]


def made(name: str, case: Case) -> Any:
    return HELPERS[name].make(case).value


def test_a_diagnosis_stands_with_the_official_words_of_its_code(case: Make) -> None:
    rows = made("diagnoses", case({"diagnosis.codes": ["M54.2", "M79.7"]}))
    assert rows == [
        {"code": "M54.2", "description": "Cervicalgia"},
        {"code": "M79.7", "description": "Fibromyalgia"},
    ]


@pytest.mark.parametrize(
    ("values", "total"),
    [
        ({"order.frequency": "2/wk", "order.duration": "8wk"}, "16"),
        ({"order.frequency": "1-2/wk", "order.duration": "8wk"}, "8 to 16"),
        ({"order.frequency": "2/wk", "order.duration": "8wk", "order.visits": "12"}, "12"),
        ({"order.frequency": "2/wk"}, ""),
        ({"order.frequency": "biweekly", "order.duration": "8wk"}, ""),
    ],
)
def test_total_visits_are_the_orders_own_or_computed(
    values: dict[str, str], total: str, case: Make
) -> None:
    assert made("visits_total", case(values)) == total


def test_what_is_computed_from_a_doubtful_value_is_doubtful(case: Make) -> None:
    unsure = case({"order.frequency": "2/wk", "order.duration": "8wk"}, review=("order.duration",))
    assert made("visits_total", unsure) == "\ue0f116\ue0f2"


@pytest.mark.parametrize(
    ("said", "row"),
    [
        ("Sit | 20 min | 60 min", ("Sit", "20 min", "60 min")),
        ("Sit | 20 min", ("Sit", "20 min", "")),
        ("Sit at work", ("Sit at work", "", "")),
        ("Reduce NDI from 34 to 16", ("Reduce NDI from 34 to 16", "34", "16")),
    ],
)
def test_a_goal_has_baseline_and_target_where_they_are_known(
    said: str, row: tuple[str, ...], case: Make
) -> None:
    goals = made("goals", case({"plan.goals": [said], "order.goals": "another"}))
    assert [tuple(goal.values()) for goal in goals] == [row]


def test_the_orders_goals_stand_one_by_one_where_the_plan_has_none(case: Make) -> None:
    goals = made("goals", case({"order.goals": "NDI from 34 to 16; drive without pain"}))
    assert [tuple(goal.values()) for goal in goals] == [
        ("NDI from 34 to 16", "34", "16"),
        ("drive without pain", "", ""),
    ]


def test_techniques_stand_by_region(case: Make) -> None:
    said = case({"plan.techniques": ["Low back: stretching", "cupping"], "order.region": "neck"})
    assert made("techniques", said) == [
        {"region": "Low back", "technique": "stretching"},
        {"region": "", "technique": "cupping"},
    ]
    order = case({"order.region": "neck", "order.techniques": "myofascial release"})
    assert made("techniques", order) == [{"region": "neck", "technique": "myofascial release"}]


def test_the_reevaluation_is_the_set_day_or_the_end_of_the_course(case: Make) -> None:
    order = {"order.date": "2026-11-14", "order.duration": "8wk"}
    assert made("reevaluation", case(order)) == "01/09/2027"
    order["plan.reevaluation_date"] = "2026-12-12"
    assert made("reevaluation", case(order)) == "12/12/2026"


def test_a_claim_number_is_the_injurys_or_it_names_a_bill(case: Make) -> None:
    assert made("injury_claim", case({"claim.number": "AB12"})) == ""
    hurt = case({"claim.number": "AB12", "injury.date": "2026-09-02"})
    assert made("injury_claim", hurt) == "AB12"


def test_the_prescriber_keeps_the_credentials_that_stand_on_the_paper(case: Make) -> None:
    said = case({"provider.name": "Amanda Smith"}, text={"provider.name": "Smith, Amanda, DC"})
    assert made("provider_signer", said) == "Amanda Smith, DC"


def test_the_qr_code_names_the_case(case: Make) -> None:
    import zxingcpp

    picture = Image.open(io.BytesIO(made("case_code", case({}))))
    assert [code.text for code in zxingcpp.read_barcodes(picture)] == ["DOCFLOW CASE 7XK2-M9QD"]
