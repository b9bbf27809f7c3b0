"""Federal employees' compensation (FECA, OWCP): massage only as OWCP has authorized it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import partial

from docflow import AppealLevel, Authorization, Payer, Prescribers, Requirement, Rule, hookimpl

_OWCP = partial(
    Rule,
    source="5 USC 8103; ECAB 08-1792 and 11-0999 (dol.gov)",
    verified=date(2026, 11, 23),
    confidence="verified",
)
_CLAIM = partial(Rule, source="OWCP billing practice; not read on its own pages")
_APPEAL = partial(Rule, verified=date(2026, 11, 23), confidence="verified")


@hookimpl
def docflow_payers() -> Iterable[Payer]:
    """OWCP's pack for injured federal employees."""
    yield Payer(
        id="feca",
        name="Federal Employees' Compensation (OWCP)",
        aliases=(
            "OWCP",
            "FECA",
            "Office of Workers' Compensation Programs",
            "US Department of Labor OWCP",
            "Federal Employees' Compensation Act",
        ),
        program="feca",
        requires=(
            Requirement("claim.number", "error", _CLAIM("OWCP pays on its own file number.")),
            Requirement(
                "authorization.number",
                "error",
                _OWCP("Treatment is authorized beforehand, at OWCP's discretion."),
            ),
            Requirement(
                "diagnosis.codes",
                "error",
                _OWCP("The order is linked to the condition that OWCP has accepted."),
            ),
            Requirement(
                "order.goals",
                "warning",
                _OWCP(
                    "The physician says how it cures, relieves or lessens disability; long "
                    "palliative massage has been ended on a second opinion."
                ),
            ),
        ),
        prescribers=(
            Prescribers(
                ("MD", "DO", "DPM", "DDS", "DC"),
                Rule(
                    "A physician orders; the word of an NP or PA alone does not count, a "
                    "chiropractor's only for a subluxation shown by X-ray.",
                    "5 USC 8101(2); from memory",
                ),
            ),
        ),
        authorizations=(
            Authorization("OWCP", "", _OWCP("With the physician's order and rationale.")),
        ),
        appeals=(
            AppealLevel(
                "review of the written record or oral hearing",
                30,
                "calendar days",
                "notice",
                _APPEAL(
                    "Asked for within 30 days, before any reconsideration.",
                    "5 USC 8124(b); 20 CFR 10.616",
                ),
            ),
            AppealLevel(
                "reconsideration",
                1,
                "years",
                "notice",
                Rule(
                    "OWCP has the request within a year of the merit decision.",
                    "20 CFR 10.607; the year from memory",
                ),
                decision="90 days",
            ),
            AppealLevel(
                "appeal to ECAB",
                180,
                "calendar days",
                "notice",
                _APPEAL("Within 180 days of the decision.", "20 CFR 501.3(e)"),
            ),
        ),
    )
