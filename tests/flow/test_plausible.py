"""What is read for certain and cannot well be meant goes to a person."""

from __future__ import annotations

from datetime import date

import pytest

from docflow.flow.plausible import unlikely
from docflow.model import Field, Reading

TODAY = date(2026, 11, 20)


def asked(**said: str) -> set[str]:
    """The fields that a person is asked about; several values are parted by blanks."""
    fields = {
        (name := key.replace("__", ".")): tuple(
            Field(name, value, 0.999, False, (Reading(name, value, value, 0.99),))
            for value in values.split()
        )
        for key, values in said.items()
    }
    return {f"{name}={value}" for name, value in unlikely(fields, TODAY)}


def test_a_clock_or_an_item_number_is_no_length_of_a_session() -> None:
    assert asked(order__session_minutes="14") == {"order.session_minutes=14"}
    assert asked(order__session_minutes="10") == {"order.session_minutes=10"}
    assert not asked(order__session_minutes="45-60")


def test_no_order_names_more_visits_than_weeks_in_a_year() -> None:
    assert asked(order__visits="90") == {"order.visits=90"}
    assert not asked(order__visits="24-36")


@pytest.mark.parametrize(("told", "odd"), [("24mo", True), ("12mo", False), ("60wk", True)])
def test_no_order_runs_for_more_than_a_year(told: str, odd: bool) -> None:
    assert bool(asked(order__duration=told)) is odd


def test_a_code_of_another_chapter_beside_one_that_is_treated_may_be_from_the_history() -> None:
    assert asked(diagnosis__codes="M54.2 E78.5 F41.1") == {
        "diagnosis.codes=E78.5",
        "diagnosis.codes=F41.1",
    }
    assert not asked(diagnosis__codes="F41.1")
    assert not asked(diagnosis__codes="I89.0 C50.911 O99.891 M54.2")


def test_an_injury_after_the_order_makes_both_days_doubtful() -> None:
    assert asked(injury__date="2026-10-12", order__date="2026-10-02") == {
        "injury.date=2026-10-12",
        "order.date=2026-10-02",
    }
    assert not asked(
        patient__birth_date="1980-01-02", injury__date="2026-10-01", order__date="2026-10-02"
    )


def test_a_day_to_come_is_no_day_of_an_order() -> None:
    assert asked(order__date="2027-01-05") == {"order.date=2027-01-05"}
    assert not asked(order__date="2026-11-20")


def test_a_notice_is_younger_than_the_visits_that_it_refuses() -> None:
    assert asked(denial__date="2026-09-14", service__dates="2026-09-02 2026-09-14") == {
        "denial.date=2026-09-14",
        "service.dates=2026-09-14",
    }
    assert not asked(denial__date="2026-10-01", service__dates="2026-09-02 2026-09-14")


def test_a_notice_can_be_answered_after_its_own_day_only() -> None:
    assert "denial.date=2026-10-01" in asked(
        denial__date="2026-10-01", appeal__deadline="2026-09-30"
    )


def test_what_is_no_day_at_all_is_no_reason_to_ask() -> None:
    assert not asked(denial__date="soon", appeal__deadline="2026-09-30")


def test_a_term_in_days_may_be_how_long_the_paper_is_valid() -> None:
    assert asked(order__duration="180d") == {"order.duration=180d"}
    assert not asked(order__duration="8wk")


def test_more_than_two_treatments_may_be_a_menu_whose_marks_nobody_saw() -> None:
    assert len(asked(procedure__codes="97110 97112 97124")) == 3
    assert not asked(procedure__codes="97124 97140")


def test_a_member_number_of_a_few_digits_may_be_another_number() -> None:
    assert asked(patient__member_id="98402") == {"patient.member_id=98402"}
    assert not asked(patient__member_id="W123456")
    assert not asked(patient__member_id="123456789")
