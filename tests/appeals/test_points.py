"""What an appeal says: only what is on file, beyond doubt, with its exhibit."""

from __future__ import annotations

from dataclasses import replace

import pytest

from denied import NOTICE, ORDER, denied, field_of, with_person
from docflow.appeals import denials
from docflow.appeals.arguments import arguments, unverified
from docflow.appeals.exhibits import Paper, exhibits, mark
from docflow.appeals.letter import entries
from docflow.appeals.points import File, cite, lacks, points
from docflow.model import Case, Payer
from docflow.terms.denials import CATEGORIES

NOTE, PLAN = "c" * 64, "e" * 64
BOTH = ((NOTICE, "denial"), (ORDER, "referral"))


def ordered(case: Case) -> Case:
    """The case with what the order says."""
    said = {
        "order.date": ("2026-07-14",),
        "provider.name": ("Amanda Smith",),
        "diagnosis.codes": ("M54.6",),
        "order.frequency": ("2/wk",),
        "order.duration": ("8wk",),
        "signature.present": ("true",),
    }
    own = {name: field_of(name, *values, document=ORDER) for name, values in said.items()}
    return replace(case, fields={**case.fields, **own})


def file_of(case: Case, *ours: Paper) -> File:
    denial = denials(case)[0]
    return File(case, denial, exhibits(case, denial, ours))


def refused(category: str = "medical_necessity", **values: str | tuple[str, ...]) -> Case:
    said = {
        "denial__date": "2026-10-08",
        "denial__category": category,
        "service__dates": ("2026-08-23", "2026-08-26"),
        **values,
    }
    return denied(kinds=BOTH, **said)


def test_the_order_is_a_point_with_the_order_as_exhibit() -> None:
    first = points(file_of(ordered(refused())))[0]
    assert first.exhibits == ("B",)
    assert "On July 14, 2026, Amanda Smith ordered" in first.text
    assert "2 times a week for 8 weeks" in first.text
    assert first.text.endswith("(Exhibit B).")
    assert {f.name for f in first.facts} >= {"order.date", "provider.name", "diagnosis.codes"}


def test_a_value_in_doubt_is_never_used() -> None:
    case = ordered(refused())
    doubted = field_of("provider.name", "Amanda Smyth", document=ORDER, review=True)
    case = replace(case, fields={**case.fields, "provider.name": doubted})
    texts = " ".join(p.text for p in points(file_of(case)))
    assert "Smyth" not in texts


def test_without_the_order_on_file_nothing_is_said_of_it() -> None:
    case = replace(ordered(refused()), documents=refused().documents[:1])
    assert points(file_of(case)) == ()


def test_scores_need_the_note_that_holds_them() -> None:
    score = "Neck Disability Index | 2026-07-20 | 44 | 2026-08-29 | 28"
    said = with_person(ordered(refused()), note__scores=(score,))
    assert all(p.head != "What was measured" for p in points(file_of(said)))
    shown = with_person(said, exhibit__added=(f"progress-note {NOTE} Note of August 29",))
    (measured,) = [p for p in points(file_of(shown)) if p.head == "What was measured"]
    assert "44 on July 20, 2026 and 28 on August 29, 2026" in measured.text


def test_what_the_evidence_lacks_is_told_to_the_desk() -> None:
    messages = [f.message for f in lacks(file_of(ordered(refused())))]
    assert any("re-evaluation score would win this: not on file" in m for m in messages)


def test_late_filing_has_no_point_without_proof() -> None:
    case = refused("timely_filing")
    assert points(file_of(case)) == ()
    proven = with_person(
        case,
        exhibit__added=(f"proof-of-filing {NOTE} Acceptance report",),
        claim__submitted_date=("2026-09-02",),
    )
    (point,) = points(file_of(proven))
    assert "sent on September 2, 2026" in point.text


def test_limits_and_goals_cite_the_plan_that_prints_them() -> None:
    case = with_person(
        ordered(refused()), plan__limits=("cannot lift",), plan__goals=("Lift | 0 | 9",)
    )
    assert all("cannot lift" not in p.text for p in points(file_of(case)))
    cited = points(file_of(case, Paper("plan", "Treatment plan", PLAN)))
    assert [p.exhibits for p in cited if "cannot lift" in p.text or "Lift" in p.text] == [
        ("C",),
        ("C",),
    ]


def test_a_billers_own_fact_needs_an_exhibit_of_its_kind() -> None:
    case = with_person(refused("coding"), appeal__facts=("The minutes are logged | chart-note",))
    assert all("minutes" not in p.text for p in points(file_of(case)))
    shown = with_person(case, exhibit__added=(f"chart-note {NOTE}",))
    assert any("minutes" in p.text for p in points(file_of(shown)))


@pytest.mark.parametrize("category", sorted(CATEGORIES))
def test_every_point_of_every_category_cites_an_exhibit_that_is_there(category: str) -> None:
    case = with_person(
        ordered(refused(category)),
        exhibit__added=tuple(
            f"{kind} {i:064x}"
            for i, kind in enumerate(
                ("policy", "ledger", "license", "authorization", "eligibility")
            )
        ),
        appeal__policy_language=("Massage is covered when ordered.",),
        authorization__number=("A-1",),
    )
    file = file_of(case)
    marks = {e.mark for e in file.exhibits}
    for point in points(file):
        assert point.exhibits
        assert set(point.exhibits) <= marks
        assert cite([e for e in file.exhibits if e.mark in point.exhibits]) in point.text


def test_other_notices_are_no_exhibits_of_this_one() -> None:
    other = "9" * 64
    case = denied(kinds=((NOTICE, "denial"), (other, "denial")), denial__date="2026-10-08")
    denial = next(d for d in denials(case) if d.document == NOTICE)
    assert [e.file for e in exhibits(case, denial)] == [NOTICE]


def test_exhibits_are_marked_a_to_z_and_on() -> None:
    assert [mark(i) for i in (0, 25, 26, 27, 52)] == ["A", "Z", "AA", "AB", "BA"]


def pip(state: str) -> Payer:
    return Payer(f"{state.lower()}-pip", f"{state} PIP", program="auto_pip", state=state)


def test_a_rule_of_a_state_is_said_only_in_that_state() -> None:
    washington = refused("no_authorization", payer__program="auto_pip", pack=pip("WA"))
    oregon = refused("no_authorization", payer__program="auto_pip", pack=pip("OR"))
    assert [a.rule.source[:3] for a in arguments(file_of(washington), 1)] == ["WAC"]
    assert arguments(file_of(oregon), 1) == ()


def test_a_rule_about_lateness_needs_both_days() -> None:
    case = refused("medical_necessity", payer__program="auto_pip", pack=pip("OR"))
    assert arguments(file_of(case), 1) == ()
    late = with_person(case, claim__received_date=("2026-08-01",))
    soon = with_person(case, claim__received_date=("2026-09-20",))
    assert len(arguments(file_of(late), 1)) == 1
    assert arguments(file_of(soon), 1) == ()


def test_a_plans_law_needs_the_notice_to_name_the_kind_of_plan() -> None:
    plan = Payer("plan", "Plan", program="commercial")
    assert arguments(file_of(refused(pack=plan)), 2) == ()
    named = refused(pack=plan, payer__program="commercial")
    assert len(arguments(file_of(named), 2)) == 1


def test_an_unverified_rule_is_for_the_desk_and_never_for_a_letter() -> None:
    case = refused(payer__program="commercial")
    assert arguments(file_of(case), 1) == ()
    (finding,) = unverified(file_of(case), 1)
    assert finding.rule is not None
    assert finding.rule.confidence == "verify"
    assert "appeal_law" not in entries(file_of(case), 1, None)


def test_an_expedited_decision_needs_a_clinicians_statement() -> None:
    case = ordered(refused())
    assert "appeal_expedited" not in entries(file_of(case), 1, None)
    stated = with_person(case, exhibit__added=(f"clinician-statement {NOTE}",))
    assert "(Exhibit C)" in str(entries(file_of(stated), 1, None)["appeal_expedited"].value)


def test_only_a_sure_sentence_of_the_notice_is_quoted() -> None:
    sure = refused(denial__reason="Not necessary.", denial__codes="CO-50")
    unsure = denied(
        kinds=BOTH,
        doubtful=("denial.reason",),
        denial__category="medical_necessity",
        denial__reason="Not necessarv.",
        denial__codes="CO-50",
    )
    assert entries(file_of(sure), 1, None)["appeal_quote"].value == "It says: “Not necessary.”"
    quoted = str(entries(file_of(unsure), 1, None)["appeal_quote"].value)
    assert quoted.startswith("It gives code CO-50: ")
    assert "necessarv" not in quoted


def test_what_only_the_notice_says_is_no_word_of_the_order() -> None:
    case = ordered(refused(procedure__codes=("97124",)))
    assert "ordered the treatment, 2 times" in points(file_of(case))[0].text
    own = field_of("procedure.codes", "97124", document=ORDER)
    case = replace(case, fields={**case.fields, "procedure.codes": own})
    assert "ordered therapeutic massage, 2 times" in points(file_of(case))[0].text


def test_treatment_that_was_only_asked_for_is_to_be_approved_and_not_paid() -> None:
    case = denied(
        kinds=BOTH,
        denial__date="2026-10-08",
        denial__category="medical_necessity",
        denial__stage="prior_authorization",
    )
    made = entries(file_of(case), 1, None)
    assert str(made["appeal_ask"].value).startswith("approve the treatment that was asked for")
    assert "approval of the treatment that was asked for" in str(made["appeal_why"].value)
    assert made["appeal_visits"].value == "Not yet given"
    assert "denial.stage" in {p.name for p in made["appeal_why"].printed}


def test_authorization_is_asked_for_after_the_fact_only_where_none_is_on_file() -> None:
    case = refused("no_authorization")
    assert "after the fact" in str(entries(file_of(case), 1, None)["appeal_ask"].value)
    given = with_person(case, exhibit__added=(f"authorization {NOTE}",))
    ask = str(entries(file_of(given), 1, None)["appeal_ask"].value)
    assert "after the fact" not in ask
    assert "under the authorization that was given" in ask


def test_another_payers_decision_is_a_point_only_with_its_explanation() -> None:
    case = refused("other_payer")
    assert points(file_of(case)) == ()
    shown = with_person(case, exhibit__added=(f"primary-eob {NOTE}",))
    assert [p.head for p in points(file_of(shown))] == ["The other payer's decision"]


def test_visits_are_told_with_each_month_named_once() -> None:
    visits = ("2026-08-03", "2026-08-10", "2026-09-07", "2027-01-04")
    made = entries(file_of(refused(service__dates=visits)), 1, None)
    assert made["appeal_visits"].value == "August 3 and 10; September 7, 2026; January 4, 2027"


def test_the_address_for_appeals_is_written_as_on_an_envelope() -> None:
    case = refused(appeal__address="Appeals Unit, PO Box 12, Boise, ID 83701")
    made = entries(file_of(case), 1, None)
    assert made["appeal_address"].value == "Appeals Unit\nPO Box 12\nBoise, ID 83701"
