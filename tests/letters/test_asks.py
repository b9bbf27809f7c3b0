"""What the prescriber is asked: exactly what only the prescriber can say."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from docflow import Case, Finding
from docflow.letters import Ask, Office, asks

Make = Callable[..., Case]


def error(code: str, field: str) -> Finding:
    return Finding(code, "error", "Ask the prescriber.", field)


def test_a_missing_value_is_a_line_to_fill_in(case: Make, office: Office) -> None:
    findings = (error("patient.birth_date.missing", "patient.birth_date"),)
    assert asks(case({}), findings, office.fields) == (Ask("patient birth_date", blank=True),)


def test_how_often_and_how_long_are_boxes_to_tick(case: Make, office: Office) -> None:
    findings = (
        error("frequency.missing", "order.frequency"),
        error("duration.missing", "order.duration"),
    )
    often, long = asks(case({}), findings, office.fields)
    assert "2 times a week" in often.ticks
    assert "8 weeks" in long.ticks


def test_the_codes_that_replace_an_invalid_one_are_offered_never_chosen(
    case: Make, office: Office
) -> None:
    order = case({"diagnosis.codes": ["M54.5", "M54.2"], "order.date": "2026-11-14"})
    (ask,) = asks(order, (error("icd10.invalid", "diagnosis.codes"),), office.fields)
    assert ask.question == "M54.5 cannot be billed on 11/14/2026. Which code applies?"
    assert [choice.split()[0] for choice in ask.choices] == ["M54.50", "M54.51", "M54.59", "other:"]


@pytest.mark.parametrize(
    ("code", "field"),
    [
        ("patient.name.doubtful", "patient.name"),
        ("order.date.disputed", "order.date"),
        ("member_id.missing", "patient.member_id"),
        ("payer.unknown", "payer.name"),
        ("code.pair", "procedure.codes"),
        ("duplicate.document", ""),
    ],
)
def test_what_the_desk_can_settle_is_not_asked(
    code: str, field: str, case: Make, office: Office
) -> None:
    assert asks(case({}), (error(code, field),), office.fields) == ()


def test_what_is_merely_wanted_is_asked_with_what_blocks_and_never_alone(
    case: Make, office: Office
) -> None:
    wanted = Finding("goals.missing", "warning", "The payer likes goals.", "order.goals")
    assert asks(case({}), (wanted,), office.fields) == ()
    both = (error("date.missing", "order.date"), wanted)
    assert [ask.label for ask in asks(case({}), both, office.fields)] == [
        "Date of the order",
        "order goals",
    ]


def test_two_findings_with_one_question_ask_once(case: Make, office: Office) -> None:
    findings = (error("date.missing", "order.date"), error("date.missing", "order.date"))
    assert len(asks(case({}), findings, office.fields)) == 1


def test_an_ambiguous_frequency_is_quoted(case: Make, office: Office) -> None:
    order = case({"order.frequency": "biweekly"}, text={"order.frequency": "bi-weekly"})
    (ask,) = asks(order, (error("frequency.ambiguous", "order.frequency"),), office.fields)
    assert "“bi-weekly”" in ask.question
