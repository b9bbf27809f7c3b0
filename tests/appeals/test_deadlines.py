"""The last day, how it is computed, and what is said when it is near."""

from dataclasses import replace
from datetime import date

import pytest

from denied import NOTICE, denied, field_of, with_person
from docflow.appeals import Deadline, deadlines, due
from docflow.appeals.deadlines import decision_days
from docflow.model import AppealLevel, Case, Filed, Payer, Rule

VERIFIED = Rule("A rule.", "a source", verified=date(2026, 5, 29), confidence="verified")
ERISA = Payer(
    "plan",
    "Plan",
    program="commercial",
    appeals=(
        AppealLevel("internal appeal", 180, "calendar days", "receipt", VERIFIED,
                    decision="30 days before service, 60 after, 72 hours if urgent"),
        AppealLevel("external review", 4, "months", "final denial", VERIFIED, decision="45 days"),
    ),
)  # fmt: skip


def first(case: Case) -> Deadline:
    return deadlines(case)[0]


def test_a_printed_day_outranks_window_and_table() -> None:
    case = denied(
        denial__date="2026-10-08",
        appeal__deadline="2026-12-07",
        appeal__window="180d notice",
        pack=ERISA,
    )
    found = first(case)
    assert found.day.last == date(2026, 12, 7)
    assert found.day.certain
    assert found.day.source is not None


def test_a_printed_window_outranks_the_table() -> None:
    case = denied(denial__date="2026-10-08", appeal__window="60d notice", pack=ERISA)
    found = first(case)
    assert found.day.last == date(2026, 12, 7)
    assert "The notice gives 60 calendar days" in found.day.how


def test_a_table_counts_from_the_notice_where_receipt_is_not_proven() -> None:
    found = first(denied(denial__date="2026-10-08", pack=ERISA))
    assert found.day.last == date(2027, 4, 6)
    assert found.name == "internal appeal"
    assert found.day.certain
    assert "no day of receipt is proven" in found.day.how


def test_presumed_receipt_adds_its_days_but_never_beyond_the_day_it_came_in() -> None:
    late = denied(denial__date="2026-10-01", received="2026-10-20", payer__program="medicare")
    soon = denied(denial__date="2026-10-01", received="2026-10-03", payer__program="medicare")
    assert first(late).day.last == date(2027, 2, 3)
    assert first(soon).day.last == date(2027, 1, 31)


def test_a_rule_changes_with_its_day() -> None:
    old = denied(denial__date="2024-12-20", payer__program="medicare_advantage")
    new = denied(denial__date="2025-01-02", payer__program="medicare_advantage")
    assert (first(old).day.last - date(2024, 12, 20)).days == 60
    assert (first(new).day.last - date(2025, 1, 2)).days == 65


def test_a_rule_from_memory_is_never_certain() -> None:
    found = first(denied(denial__date="2026-10-01", payer__program="tricare"))
    assert not found.day.certain
    assert found.day.rule is not None
    assert found.day.rule.confidence == "verify"


def test_a_doubtful_date_makes_an_uncertain_day() -> None:
    case = denied(denial__date="2026-10-01", pack=ERISA, doubtful=("denial.date",))
    assert not first(case).day.certain


def test_without_the_notices_date_the_day_it_came_in_counts_and_is_uncertain() -> None:
    found = first(denied(received="2026-10-12", appeal__window="30d notice"))
    assert found.day.last == date(2026, 11, 11)
    assert not found.day.certain


def test_a_state_program_of_another_state_says_nothing() -> None:
    assert deadlines(denied(denial__date="2026-10-01", payer__program="workers_comp")) == ()


def test_business_days_and_holidays_count_where_the_notice_asks() -> None:
    case = denied(denial__date="2026-11-20", appeal__window="10bd notice")
    assert first(case).day.last == date(2026, 12, 7)


def test_a_day_on_a_weekend_names_the_day_to_be_there() -> None:
    found = first(denied(denial__date="2026-10-01", appeal__deadline="2026-12-26"))
    assert found.safe == date(2026, 12, 24)
    assert found.day.last == date(2026, 12, 26)


def test_a_corrected_claim_has_a_day_of_its_own() -> None:
    case = denied(
        denial__category="coding",
        denial__date="2026-10-08",
        appeal__window="60d notice",
        resubmit__window="12mo service",
        service__dates=("2026-08-16", "2026-08-19"),
    )
    kinds = {d.kind: d.day.last for d in deadlines(case)}
    assert kinds == {"appeal": date(2026, 12, 7), "resubmit": date(2027, 8, 16)}


def test_after_sending_the_payers_own_time_runs() -> None:
    case = with_person(
        denied(denial__date="2026-10-08", denial__stage="claim", pack=ERISA),
        appeal__sent=("2026-11-10 fax 1 ab12cd34",),
    )
    (found,) = deadlines(case)
    assert (found.kind, found.day.last) == ("decision", date(2027, 1, 9))


def test_a_lost_level_opens_the_next_one() -> None:
    case = with_person(
        denied(denial__date="2026-06-08", pack=ERISA, today="2026-11-20"),
        appeal__sent=("2026-07-10 fax 1 ab12cd34",),
        appeal__outcome=("2026-09-01 upheld 1 ab12cd34",),
    )
    (found,) = deadlines(case)
    assert (found.kind, found.level, found.name) == ("appeal", 2, "external review")
    assert found.day.last == date(2027, 1, 1)


def test_what_was_sent_is_asked_after_where_no_rule_says_when_the_payer_decides() -> None:
    case = with_person(
        denied(denial__date="2026-10-08"), appeal__sent=("2026-11-10 fax 1 ab12cd34",)
    )
    (found,) = deadlines(case)
    assert (found.kind, found.day.last, found.day.certain) == (
        "decision",
        date(2026, 12, 10),
        False,
    )
    assert "Ask by this day" in found.day.how


def test_a_loss_without_a_known_next_level_is_a_finding() -> None:
    case = with_person(
        denied(denial__date="2026-06-08", denial__category="medical_necessity"),
        appeal__sent=("2026-07-10 fax 1 ab12cd34",),
        appeal__outcome=("2026-09-01 upheld 1 ab12cd34",),
    )
    codes = {f.code for f in due(case)}
    assert "appeal.next-unknown" in codes
    assert "appeal.deadline-unknown" not in codes


def test_a_won_appeal_asks_for_no_day() -> None:
    case = with_person(
        denied(denial__date="2026-06-08", denial__category="medical_necessity"),
        appeal__sent=("2026-07-10 fax 1 ab12cd34",),
        appeal__outcome=("2026-09-01 overturned 1 ab12cd34",),
    )
    assert {f.code for f in due(case)} == {"denial.road"}


def test_a_won_appeal_has_no_day_left() -> None:
    case = with_person(
        denied(denial__date="2026-06-08", pack=ERISA),
        appeal__sent=("2026-07-10 fax 1 ab12cd34",),
        appeal__outcome=("2026-09-01 overturned 1 ab12cd34",),
    )
    assert deadlines(case) == ()


def test_two_notices_of_one_case_have_a_day_each() -> None:
    other = "ffff0000" + "2" * 56
    case = denied(denial__date="2026-10-08", appeal__deadline="2026-12-07")
    fields = {
        name: (*found, *field_of(name, value, document=other))
        for (name, found), value in zip(
            case.fields.items(), ("2026-11-01", "2026-12-31"), strict=True
        )
    }
    merged = {
        name: (replace(found[0], readings=(*found[0].readings, *found[1].readings)),)
        for name, found in fields.items()
    }
    filed = (*case.documents, Filed(other, "denial", date(2026, 11, 3)))
    both = replace(case, documents=filed, fields=merged)
    assert {d.denial: d.day.last for d in deadlines(both)} == {
        NOTICE: date(2026, 12, 7),
        other: date(2026, 12, 31),
    }


@pytest.mark.parametrize(
    ("today", "code"),
    [("2026-12-08", "appeal.overdue"), ("2026-12-01", "appeal.due-soon"), ("2026-11-20", "")],
)
def test_what_is_late_or_near_is_a_finding(today: str, code: str) -> None:
    case = denied(today, denial__date="2026-10-08", appeal__deadline="2026-12-07",
                  denial__category="medical_necessity")  # fmt: skip
    codes = {f.code for f in due(case)} - {"denial.road"}
    assert codes == ({code} if code else set())


def test_an_unknown_last_day_is_a_finding() -> None:
    case = denied(denial__date="2026-10-08", denial__category="medical_necessity")
    assert "appeal.deadline-unknown" in {f.code for f in due(case)}


def test_every_denial_is_told_its_road() -> None:
    (found,) = [f for f in due(denied(denial__category="other_payer")) if f.code == "denial.road"]
    assert "bill the other payer" in found.message


def test_a_case_without_a_denial_has_nothing_due() -> None:
    assert due(denied(kinds=((NOTICE, "referral"),), denial__date="2026-10-08")) == ()


@pytest.mark.parametrize(
    ("rule", "stage", "days"),
    [
        ("30 days before service, 60 after, 72 hours if urgent", "claim", 60),
        ("30 days before service, 60 after, 72 hours if urgent", "prior_authorization", 30),
        ("60 days", "", 60),
        ("", "", 0),
    ],
)
def test_the_payers_time_depends_on_what_was_refused(rule: str, stage: str, days: int) -> None:
    assert decision_days(rule, stage) == days
