"""Regence BlueShield and Uniform Medical Plan, with eviCore's massage guideline."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import partial

from docflow import Authorization, Duty, Limit, Payer, Requirement, Rule, hookimpl

_EVICORE = partial(Rule, source="eviCore massage therapy guideline, read in a summary")
_CLINIC = partial(Rule, source="A Seattle clinic's page on Regence")
_UMP = partial(Rule, source="WSMTA page on clinical practices, 2020")
_RCW = partial(
    Rule,
    source="RCW 48.43.016(2), as quoted by a network of massage practices",
    verified=date(2026, 11, 23),
    confidence="verified",
)


@hookimpl
def docflow_payers() -> Iterable[Payer]:
    """Regence's pack."""
    yield Payer(
        id="regence",
        name="Regence BlueShield",
        aliases=(
            "Regence",
            "Regence Blue Shield",
            "Regence BCBS",
            "Regence BlueCross BlueShield",
            "Regence BlueCross BlueShield of Oregon",
            "Uniform Medical Plan",
        ),
        program="commercial",
        state="WA",
        requires=(
            Requirement(
                "order.goals",
                "warning",
                _CLINIC("A functional limitation and a complaint stand in the record."),
            ),
        ),
        limits=(
            Limit("order.max_age_days", 92, _CLINIC("A prescription is good for three months.")),
            Limit("minutes.per_visit", 60, _EVICORE("At most 60 minutes a visit.")),
            Limit("visits.per_year", 16, _UMP("The Uniform Medical Plan pays 16 visits a year.")),
            Limit(
                "visits.free_of_authorization",
                6,
                _RCW("A new episode's evaluation and six visits need no prior authorization."),
            ),
        ),
        authorizations=(
            Authorization(
                "eviCore", "", _CLINIC("Filed with eviCore within 7 days of the first visit.")
            ),
        ),
        duties=(
            Duty(
                "authorization-request",
                _CLINIC("Filed with eviCore within 7 days of the first visit."),
                days=7,
                to="eviCore",
            ),
        ),
    )
