"""Oregon personal injury protection: any auto insurer's first-party medical benefits."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import partial

from docflow import Duty, Payer, Prescribers, Requirement, Rule, hookimpl

_ORS = partial(
    Rule,
    source="ORS 742.524(1)(a)",
    verified=date(2026, 11, 23),
    confidence="verified",
)
_CLINIC = partial(Rule, source="Oregon massage clinics' pages on PIP referrals")


@hookimpl
def docflow_payers() -> Iterable[Payer]:
    """The pack of every auto insurer's PIP in Oregon."""
    yield Payer(
        id="or-pip",
        name="Oregon PIP",
        aliases=("OR PIP",),
        program="auto_pip",
        state="OR",
        generic=True,
        requires=(
            Requirement("claim.number", "error", _CLINIC("PIP is billed on the claim number.")),
            Requirement(
                "injury.date", "error", _ORS("Benefits run 2 years from the date of injury.")
            ),
            Requirement(
                "order.visits", "error", _CLINIC("The referral says how many visits it is for.")
            ),
        ),
        prescribers=(
            Prescribers(
                ("MD", "DO", "DC", "ND", "NP", "PA", "LAC"),
                _CLINIC("Clinics take referrals from MD, NP, PA, DO, ND, DC and LAc."),
            ),
        ),
        duties=(
            Duty(
                "new-referral",
                _CLINIC("Insurers expect a new referral every four to eight weeks."),
                days=56,
                to="the insurer",
            ),
            Duty(
                "benefit-window",
                _ORS(
                    "At least $15,000 within 2 years of the injury. Without a denial within 60 "
                    "days of notice charges are presumed reasonable; the insurer's questions "
                    "are answered in 10 business days."
                ),
                days=730,
            ),
        ),
    )
