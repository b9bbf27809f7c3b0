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


_LIMITS = (
    Limit("order.max_age_days", 92, _CLINIC("A prescription is good for three months.")),
    Limit("minutes.per_visit", 60, _EVICORE("At most 60 minutes a visit.")),
)
_RECORD = (
    Requirement(
        "order.goals",
        "warning",
        _CLINIC("A functional limitation and a complaint stand in the record."),
    ),
)


@hookimpl
def docflow_payers() -> Iterable[Payer]:
    """Regence's pack, and that of the Uniform Medical Plan, which Regence runs."""
    filed = _CLINIC("Filed with eviCore within 7 days of the first visit.")
    yield Payer(
        id="regence",
        name="Regence BlueShield",
        aliases=("Regence", "Regence Blue Shield"),
        program="commercial",
        state="WA",
        requires=_RECORD,
        limits=(
            *_LIMITS,
            Limit(
                "visits.free_of_authorization",
                6,
                _RCW("A new episode's evaluation and six visits need no prior authorization."),
            ),
        ),
        authorizations=(Authorization("eviCore", "", filed),),
        duties=(Duty("authorization-request", filed, days=7, to="eviCore"),),
    )
    yield Payer(
        id="uniform-medical",
        name="Uniform Medical Plan",
        aliases=("UMP", "Regence Uniform Medical Plan"),
        program="commercial",
        requires=_RECORD,
        limits=(
            *_LIMITS,
            Limit("visits.per_year", 16, _UMP("The plan pays 16 massage visits a calendar year.")),
            Limit(
                "visits.free_of_authorization",
                16,
                _UMP("97124 and 97140 are not among the codes authorized after six visits."),
            ),
        ),
    )
