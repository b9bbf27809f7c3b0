"""Oregon workers' compensation: SAIF, self-insurers and their administrators."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from docflow import AppealLevel, Duty, Payer, Prescribers, Requirement, Rule, hookimpl

_BILL = partial(Rule, source="Workers' compensation billing practice; not read on Oregon's pages")
_PLAN = partial(Rule, source="OAR 436-010-0230; from memory, the page was not read for it")
_WHO = Rule(
    "Massage is given on the prescription of the attending physician or authorized nurse "
    "practitioner; chiropractors, naturopaths and PAs may attend within limits of days and visits.",
    "OAR 436-010; the limits from memory only",
)


@hookimpl
def docflow_payers() -> Iterable[Payer]:
    """The pack of every workers' compensation payer in Oregon."""
    yield Payer(
        id="or-wc",
        name="Oregon workers' compensation",
        aliases=("Oregon Workers Compensation", "OR workers' compensation", "OR WC"),
        program="workers_comp",
        state="OR",
        generic=True,
        requires=(
            Requirement(
                "claim.number", "error", _BILL("A bill goes to the insurer on the claim number.")
            ),
            Requirement(
                "injury.date", "error", _BILL("The date of injury says which claim it is.")
            ),
            Requirement("order.goals", "warning", _PLAN("The treatment plan states objectives.")),
        ),
        prescribers=(Prescribers(("MD", "DO", "DC", "ND", "NP", "PA", "DPM", "DDS"), _WHO),),
        duties=(
            Duty(
                "treatment-plan",
                _PLAN("Objectives, modalities, frequency and duration, sent within 7 days."),
                days=7,
                to="the insurer",
            ),
            Duty(
                "plan-signature",
                _PLAN("The prescriber signs the treatment plan within 30 days."),
                days=30,
                to="the insurer",
            ),
        ),
        appeals=(
            AppealLevel(
                "director's review",
                90,
                "calendar days",
                "notice",
                Rule(
                    "Review is asked for within 90 days of knowing of the dispute.",
                    "OAR 436-010-0008 and 436-009-0008; not read for it",
                ),
            ),
        ),
    )
