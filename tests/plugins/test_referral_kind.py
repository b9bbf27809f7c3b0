"""What is an order and what only looks like one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from docflow.catalog import Catalog
from docflow.flow import case_of
from docflow.flow.doubting import PLAIN
from docflow.flow.taking import extract
from docflow.model import Document, Filed
from other_papers import ORDERS, OTHERS, paper
from readers import plugin


@pytest.fixture
def catalog(plugins: Callable[..., Catalog]) -> Catalog:
    return plugins()


def shares(document: Document) -> dict[str, float]:
    """The share of the signs that speaks for each kind."""
    found = plugin("referral").docflow_extract(document, {})
    return {r.value: r.confidence for r in found if r.field == "document.kind"}


@pytest.mark.parametrize("text", OTHERS.values(), ids=OTHERS)
def test_a_paper_that_orders_no_treatment_is_no_referral(text: str) -> None:
    found = shares(paper(text))
    assert found["referral"] < found["other"]


@pytest.mark.parametrize("text", ORDERS.values(), ids=ORDERS)
def test_a_paper_that_orders_treatment_is_plainly_a_referral(text: str) -> None:
    assert shares(paper(text))["referral"] >= PLAIN


@pytest.mark.parametrize("text", OTHERS.values(), ids=OTHERS)
def test_nothing_passes_from_a_paper_that_orders_no_treatment(text: str, catalog: Catalog) -> None:
    document = paper(text)
    readings, _, faults = extract(document, catalog)
    assert not faults
    best = max((r for r in readings if r.field == "document.kind"), key=lambda r: r.confidence)
    filed = (Filed(document.id, best.value, document.received),)
    case = case_of("case", filed, readings, catalog, document.received)
    passed = [f.name for found in case.fields.values() for f in found if not f.review]
    assert set(passed) <= {"document.kind"}


def test_an_order_is_one_whatever_papers_come_with_it() -> None:
    order, results = ORDERS["request for authorization"], OTHERS["report of a laboratory"]
    assert shares(paper(OTHERS["form of a new client"], order, results))["referral"] >= PLAIN


def test_schedule_and_code_for_nobody_are_no_plain_order() -> None:
    text = "Back care today\nPhysicians order massage twice a week for six weeks for M54.50."
    assert shares(paper(text))["referral"] < PLAIN


def test_a_form_that_asks_for_treatment_and_names_none_is_no_plain_order() -> None:
    text = """Cedar Grove Family Practice
    REFERRAL FOR MASSAGE THERAPY
    Patient: Ruth Okafor
    Date of birth: 02/03/1971
    Insurance: Regence BlueShield
    Referring provider: Dana Whitlow, MD
    Please see my patient for massage therapy."""
    assert shares(paper(text))["referral"] < PLAIN


def test_a_part_of_an_order_that_does_not_count_unsays_nothing_of_it() -> None:
    order = ORDERS["request for authorization"]
    plain, noted = (
        shares(paper(order)),
        shares(paper(order + "OTHER PROBLEMS (not for this order)")),
    )
    assert noted["referral"] == pytest.approx(plain["referral"], abs=0.03)


@pytest.mark.parametrize(
    "ordered",
    [
        "Ordered: hearing test, twice a year for two years",
        "Refer to: behavioral health, psychologist, 1x/week for 8 weeks",
        "Rx: epidural steroid injection L4-5, once",
    ],
)
def test_who_orders_something_that_no_therapist_gives_is_doubted(ordered: str) -> None:
    text = f"""Cedar Grove Family Practice
    ORDER
    Patient: Ruth Okafor
    Date of birth: 02/03/1971
    {ordered}
    Diagnosis: H91.90
    Dana Whitlow, MD"""
    assert shares(paper(text))["referral"] < PLAIN


def test_an_order_with_room_for_the_insurer_s_answer_is_at_most_a_doubtful_denial(
    catalog: Catalog,
) -> None:
    text = """REQUEST FOR TREATMENT
    Conditions accepted on this claim for which treatment is requested: S33.5XXA
    State CO 12 Nurse case manager
    Massage 97124, once per week for six weeks
    Insurer response within 14 days: authorized, modified, not authorized, deferred"""
    readings, _, _ = extract(paper(text), catalog)
    refused = [r for r in readings if (r.field, r.value) == ("document.kind", "denial")]
    assert refused
    assert all(r.confidence < PLAIN and r.source for r in refused)
