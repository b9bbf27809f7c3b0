"""Health savings and flexible spending accounts: a Letter of Medical Necessity."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import partial

from docflow import AppealLevel, Duty, Limit, Payer, Prescribers, Requirement, Rule, hookimpl

_FSA = partial(
    Rule,
    source="fsafeds.com FAQ 16; probenefits.com; americanfidelity.com; flexrlt.com",
    verified=date(2026, 11, 23),
    confidence="verified",
)


@hookimpl
def docflow_payers() -> Iterable[Payer]:
    """The pack of benefit accounts and their administrators."""
    yield Payer(
        id="hsa-fsa",
        name="HSA/FSA account",
        aliases=(
            "FSAFEDS",
            "HealthEquity",
            "WageWorks",
            "WEX Health",
            "Optum Bank",
            "Health Savings Account",
            "Flexible Spending Account",
            "American Fidelity",
            "Inspira Financial",
            "Navia Benefit Solutions",
        ),
        program="hsa_fsa",
        generic=True,
        requires=(
            Requirement("order.frequency", "error", _FSA("The letter says how often.")),
            Requirement("order.duration", "error", _FSA("The letter says until when.")),
            Requirement(
                "procedure.codes",
                "warning",
                _FSA("The letter names the recommended treatment, not general health."),
            ),
        ),
        prescribers=(
            Prescribers(
                ("MD", "DO", "DC", "ND", "NP", "PA", "DPM", "DDS"),
                Rule(
                    "A licensed practitioner signs; some administrators want one who diagnoses.",
                    "fsafeds.com; americanfidelity.com; no administrator's list was read",
                ),
            ),
        ),
        limits=(Limit("order.max_age_days", 365, _FSA("A letter is good for 12 months at most.")),),
        duties=(
            Duty(
                "new-letter",
                _FSA("A new letter when treatment, condition or period changes, or after a year."),
                days=365,
            ),
        ),
        appeals=(
            AppealLevel(
                "claim appeal (health FSA)",
                180,
                "calendar days",
                "receipt",
                Rule(
                    "A health FSA is a group health plan; an HSA has no appeal.",
                    "29 CFR 2560.503-1, not read for this",
                ),
                decision="60 days",
            ),
        ),
    )
