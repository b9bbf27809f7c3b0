"""Premera Blue Cross and LifeWise: massage under the rehabilitation policy."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import partial

from docflow import Authorization, Limit, Payer, Prescribers, Requirement, Rule, hookimpl

_POLICY = partial(
    Rule,
    source="Premera medical policy 8.03.502 (copies of 2014 and 2020-12-01)",
    verified=date(2026, 11, 23),
    confidence="verified",
)
_RCW = partial(
    Rule,
    source="RCW 48.43.016(2), as quoted by a network of massage practices",
    verified=date(2026, 11, 23),
    confidence="verified",
)


@hookimpl
def docflow_payers() -> Iterable[Payer]:
    """Premera's pack."""
    yield Payer(
        id="premera",
        name="Premera Blue Cross",
        aliases=(
            "Premera",
            "Premera BC",
            "Premera Blue Cross of Washington",
            "LifeWise",
            "LifeWise Health Plan of Washington",
        ),
        program="commercial",
        state="WA",
        requires=(
            Requirement(
                "order.visits", "error", _POLICY("The prescription says the number of visits.")
            ),
            Requirement(
                "order.goals",
                "warning",
                _POLICY("Measurable improvement is expected within a predictable time."),
            ),
        ),
        prescribers=(
            Prescribers(
                ("MD", "DO", "DC", "ND", "NP", "PA", "DPM", "DDS"),
                _POLICY("The attending clinician with prescribing authority prescribes."),
            ),
        ),
        limits=(
            Limit(
                "visits.free_of_authorization",
                6,
                _RCW("A new episode's evaluation and six visits need no prior authorization."),
            ),
        ),
        authorizations=(
            Authorization(
                "the plan's provider portal", "", Rule("Asked for in the portal.", "Practice")
            ),
        ),
    )
