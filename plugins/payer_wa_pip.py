"""Washington personal injury protection: any auto insurer, first-party medical benefits."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import partial

from docflow import Duty, Payer, Prescribers, Requirement, Rule, hookimpl

_WAC = partial(
    Rule,
    source="WAC 284-30-395; Durant v. State Farm, 419 P.3d 400 (Wash. 2018)",
    verified=date(2026, 11, 23),
    confidence="verified",
)
_CLINIC = partial(Rule, source="Auto clinics' prescription lists; no statute was read for it")


@hookimpl
def docflow_payers() -> Iterable[Payer]:
    """The pack of every auto insurer's PIP in Washington."""
    yield Payer(
        id="wa-pip",
        name="Washington PIP",
        aliases=("WA PIP",),
        program="auto_pip",
        state="WA",
        generic=True,
        requires=(
            Requirement("claim.number", "error", _CLINIC("PIP is billed on the claim number.")),
            Requirement(
                "injury.date",
                "error",
                _WAC("PIP pays what is related to the accident within 3 years of its date."),
            ),
        ),
        prescribers=(
            Prescribers(
                ("MD", "DO", "DC", "ND", "NP", "PA", "DPM", "DDS"),
                Rule("Any licensed referrer; the insurer tests the care.", "Common practice"),
            ),
        ),
        duties=(
            Duty(
                "benefit-window",
                _WAC(
                    "The only grounds of denial: not reasonable, not necessary, not related, "
                    "not within 3 years. Maximum improvement is none of them."
                ),
                days=1095,
            ),
        ),
    )
