"""Washington Labor & Industries and self-insured employers: massage on a workers' claim."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import partial

from docflow import (
    AppealLevel,
    Authorization,
    Duty,
    Limit,
    Payer,
    Prescribers,
    Requirement,
    Rule,
    hookimpl,
)

_WAC = partial(
    Rule,
    source="WAC 296-23-250; lni.wa.gov, physical, occupational and massage therapy",
    verified=date(2026, 11, 23),
    confidence="verified",
)
_RCW = partial(
    Rule,
    source="RCW 51.52.050 and .060; lni.wa.gov, protest or appeal a claim decision",
    verified=date(2026, 11, 23),
    confidence="verified",
)
_BASE = partial(Rule, source="Workers' compensation billing practice; not read on L&I's own pages")


@hookimpl
def docflow_payers() -> Iterable[Payer]:
    """L&I's pack; it also binds Washington's self-insurers and their administrators."""
    yield Payer(
        id="wa-lni",
        name="WA Labor & Industries",
        aliases=(
            "Washington State Department of Labor & Industries",
            "Department of Labor and Industries",
            "Dept of Labor & Industries",
            "Labor & Industries",
            "WA L&I",
            "L&I",
            "Washington State Fund",
        ),
        program="workers_comp",
        state="WA",
        generic=True,
        requires=(
            Requirement("claim.number", "error", _BASE("L&I pays only on a claim number.")),
            Requirement(
                "injury.date", "warning", _BASE("The date of injury tells one claim from another.")
            ),
            Requirement(
                "order.visits", "info", _BASE("L&I counts visits for the life of the claim.")
            ),
        ),
        prescribers=(
            Prescribers(
                ("MD", "DO", "DC", "ND", "NP", "PA", "DPM", "DDS"),
                Rule(
                    "The order comes from the attending provider or the PA who assists.",
                    "WAC 296-23-250; who may be attending is known from memory only",
                ),
            ),
        ),
        limits=(
            Limit(
                "visits.free_of_authorization",
                6,
                _WAC("Up to six visits need no authorization; the count runs for the claim."),
            ),
            Limit(
                "visits.with_form",
                12,
                _WAC("Visits 7 to 12 need form F245-417-000; beyond them the claim manager."),
            ),
        ),
        authorizations=(
            Authorization(
                "the claim manager (self-insured: the employer's administrator)",
                "F245-417-000",
                _WAC("Visits 7 to 12 go by form, later ones to the claim manager."),
            ),
        ),
        duties=(
            Duty(
                "progress-report",
                _WAC("It shows functional improvement, the program ahead, goals and length."),
                visits=6,
                days=30,
                to="the attending provider and the insurer",
            ),
        ),
        appeals=(
            AppealLevel(
                "protest of a billing decision",
                20,
                "calendar days",
                "receipt",
                _RCW("A decision that reduces or reclaims a payment: 20 days from receipt."),
            ),
            AppealLevel(
                "protest to the department or appeal to the Board",
                60,
                "calendar days",
                "receipt",
                _RCW("A claim or payment decision is protested within 60 days of receipt."),
            ),
        ),
    )
