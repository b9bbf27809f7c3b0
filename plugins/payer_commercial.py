"""Commercial plans (ERISA and ACA) that have no pack of their own: what most of them want."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import partial

from docflow import AppealLevel, CodeRule, Payer, Requirement, Rule, hookimpl

_SURVEY = partial(
    Rule,
    source="Miccio & Cowen, massage coverage in 26 policies, IJTMB (abstract)",
    verified=date(2026, 11, 23),
    confidence="verified",
)
_ERISA = partial(
    Rule,
    source="29 CFR 2560.503-1; 45 CFR 147.136 (table of primary sources read 2026-05-29)",
    verified=date(2026, 5, 29),
    confidence="verified",
)
_CLINIC = partial(Rule, source="Clinics' prescription lists; no plan's own page was read")
_EDITS = partial(
    Rule,
    source="APTA page on NCCI edits, 2020; check the current quarter's file",
    verified=date(2026, 11, 23),
    confidence="verified",
)


@hookimpl
def docflow_payers() -> Iterable[Payer]:
    """The general commercial pack; it binds every payer of the program "commercial"."""
    yield Payer(
        id="commercial",
        name="Commercial plan",
        program="commercial",
        generic=True,
        requires=(
            Requirement(
                "procedure.codes",
                "warning",
                _CLINIC("The order names the treatment: a procedure code or massage in words."),
            ),
            Requirement(
                "patient.member_id",
                "warning",
                _CLINIC("A claim to a plan carries the member's number."),
            ),
            Requirement(
                "order.goals",
                "info",
                _SURVEY("Many plans pay massage only inside a rehabilitation plan with goals."),
            ),
        ),
        code_rules=(
            CodeRule(
                "pair",
                ("97124", "97140"),
                Rule(
                    "Massage and manual therapy on one day count as one service unless separate "
                    "regions or times are documented.",
                    "Payer pages on modifier 59, read second hand",
                ),
                modifier="59 or XS",
            ),
            CodeRule(
                "pair",
                ("97140", "97012"),
                _EDITS("Manual therapy beside mechanical traction is an edit pair."),
                modifier="59",
            ),
        ),
        appeals=(
            AppealLevel(
                "internal appeal",
                180,
                "calendar days",
                "receipt",
                _ERISA("A member has 180 days from receipt of the denial to appeal."),
                decision="30 days before service, 60 after, 72 hours if urgent",
            ),
            AppealLevel(
                "external review",
                4,
                "months",
                "final denial",
                _ERISA("External review is asked for within 4 months of the final denial."),
                decision="45 days; 72 hours if expedited",
            ),
        ),
    )
