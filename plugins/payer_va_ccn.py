"""VA Community Care: a therapist works under the VA's own referral."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import partial

from docflow import AppealLevel, Authorization, Duty, Limit, Payer, Requirement, Rule, hookimpl

_VA = partial(
    Rule,
    source="va.gov, northern Arizona health care, news of 2025-05-05",
    verified=date(2026, 11, 23),
    confidence="verified",
)
_RFS = partial(Rule, source="Therapy networks' help pages on VA Form 10-10172")


@hookimpl
def docflow_payers() -> Iterable[Payer]:
    """The pack of the VA's community care network and its administrators."""
    yield Payer(
        id="va-ccn",
        name="VA Community Care",
        aliases=(
            "Department of Veterans Affairs",
            "Veterans Affairs",
            "VA Community Care Network",
            "VA CCN",
            "Optum VA",
            "Optum VA CCN",
            "TriWest VA CCN",
        ),
        program="va",
        requires=(
            Requirement(
                "authorization.number",
                "error",
                _RFS("Care is paid under the VA's referral number, with its dates and visits."),
            ),
            Requirement(
                "order.visits", "error", _RFS("The referral says how many visits are approved.")
            ),
        ),
        limits=(
            Limit(
                "visits.per_order",
                12,
                _VA("The first referral for massage is for 12 visits within 90 days."),
            ),
        ),
        authorizations=(
            Authorization(
                "the VA facility's community care office",
                "VA 10-10172 (request for services)",
                _RFS("More care is asked for with a clinical summary, plan and the last notes."),
            ),
        ),
        duties=(
            Duty(
                "request-for-services",
                _RFS("Send it three to four weeks before the authorization ends."),
                days=62,
                to="the VA facility's community care office",
            ),
        ),
        appeals=(
            AppealLevel(
                "claim reconsideration by the administrator",
                90,
                "calendar days",
                "remittance",
                Rule("Reconsideration within 90 days of the remittance.", "Provider manuals"),
            ),
        ),
    )
