"""Medicare outpatient therapy: a certified plan of care; never a massage therapist's work."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import partial

from docflow import (
    AppealLevel,
    CodeRule,
    Duty,
    Limit,
    Payer,
    Prescribers,
    Requirement,
    Rule,
    Stop,
    hookimpl,
)

_CFR = partial(
    Rule,
    source="42 CFR 424.24(c); Noridian, outpatient therapy certification, 2025-09-08",
    verified=date(2026, 11, 23),
    confidence="verified",
)
_EXCEPTION = partial(
    Rule,
    source="42 CFR 424.24(c); 89 FR 97710, 97912 to 97918; APTA page on the exception",
    effective_from=date(2025, 1, 1),
    verified=date(2026, 11, 23),
    confidence="verified",
)
_APPEAL = partial(
    Rule,
    source="42 CFR 405.942, .962, .1014, .1102 (table of primary sources read 2026-05-29)",
    verified=date(2026, 5, 29),
    confidence="verified",
)
_MEMORY = partial(Rule, source="Known in the trade; no Medicare page was read for it")


@hookimpl
def docflow_payers() -> Iterable[Payer]:
    """Medicare's pack for outpatient physical and occupational therapy."""
    yield Payer(
        id="medicare",
        name="Medicare",
        aliases=("Medicare Part B", "Original Medicare", "CMS Medicare", "Medicare FFS"),
        program="medicare",
        requires=(
            Requirement(
                "order.goals", "error", _CFR("A plan of care has measurable long-term goals.")
            ),
            Requirement("order.frequency", "error", _CFR("A plan of care says how often.")),
            Requirement("order.duration", "error", _CFR("A plan of care says for how long.")),
        ),
        prescribers=(
            Prescribers(
                ("MD", "DO", "DPM", "NP", "CNS", "PA"),
                _CFR("A physician or NP, CNS or PA certifies; a chiropractor or PT cannot."),
            ),
        ),
        stops=(
            Stop(
                "medicare.massage-therapist",
                "Medicare does not pay a massage therapist. Do not bill it; tell the patient "
                "before treatment. Physical therapists bill under a certified plan of care.",
                _CFR(
                    "Therapy is billed by physical therapists, occupational therapists, "
                    "physicians and other practitioners; massage therapists are none."
                ),
                billers=("LMT",),
            ),
        ),
        limits=(
            Limit("order.max_age_days", 90, _CFR("A certification holds for 90 days at most.")),
        ),
        code_rules=(
            CodeRule(
                "modifier",
                ("97124", "97140", "97110", "97112", "97116", "97530", "97535"),
                _CFR("A physical therapy plan's services carry GP."),
                modifier="GP",
            ),
            CodeRule(
                "never",
                ("97010",),
                _MEMORY("Hot and cold packs are bundled and never paid on their own."),
            ),
        ),
        duties=(
            Duty(
                "certification",
                _CFR(
                    "The plan is certified with a signature within 30 days of the first treatment.",
                    effective_to=date(2024, 12, 31),
                ),
                days=30,
                to="the certifying physician",
            ),
            Duty(
                "certification",
                _EXCEPTION(
                    "Within 30 days of the evaluation. A signed and dated order, with proof that "
                    "the plan was sent, stands for the signature on the first certification."
                ),
                days=30,
                to="the certifying physician",
            ),
            Duty("recertification", _CFR("At the latest after 90 days."), days=90),
            Duty(
                "progress-report",
                _MEMORY("A progress report every ten treatment days."),
                visits=10,
            ),
        ),
        appeals=(
            AppealLevel(
                "redetermination",
                120,
                "calendar days",
                "receipt",
                _APPEAL("120 days from receipt, presumed 5 days after the notice."),
                presumed_receipt_days=5,
                decision="60 days",
            ),
            AppealLevel(
                "reconsideration",
                180,
                "calendar days",
                "receipt",
                _APPEAL("180 days from receipt; all evidence must be in now."),
                presumed_receipt_days=5,
                decision="60 days",
            ),
            AppealLevel(
                "hearing",
                60,
                "calendar days",
                "receipt",
                _APPEAL("60 days from receipt; in 2026 at least $200 must be in dispute."),
                presumed_receipt_days=5,
            ),
            AppealLevel(
                "Medicare Appeals Council",
                60,
                "calendar days",
                "receipt",
                _APPEAL("60 days from receipt of the hearing's decision."),
                decision="90 days",
            ),
        ),
    )
