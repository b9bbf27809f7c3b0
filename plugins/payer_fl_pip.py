"""Florida personal injury protection: massage is never payable."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import partial

from docflow import Duty, Payer, Requirement, Rule, Stop, hookimpl

_STATUTE = partial(
    Rule,
    source="Fla. Stat. 627.736(1)(a)5",
    effective_from=date(2013, 1, 1),
    verified=date(2026, 11, 23),
    confidence="verified",
)
_MESSAGE = (
    "Florida PIP never pays massage, whoever gives it, nor a massage therapist's work. Do not "
    "bill it. Therapy by a licensed physical therapist, chiropractor or physician may be payable."
)


@hookimpl
def docflow_payers() -> Iterable[Payer]:
    """The pack of every auto insurer's PIP in Florida."""
    excluded = _STATUTE("Medical benefits do not include massage, whoever provides it.")
    yield Payer(
        id="fl-pip",
        name="Florida PIP",
        aliases=("FL PIP",),
        program="auto_pip",
        state="FL",
        generic=True,
        requires=(
            Requirement(
                "injury.date", "error", _STATUTE("First care falls within 14 days of the accident.")
            ),
            Requirement(
                "claim.number", "error", Rule("PIP is billed on the claim number.", "Practice")
            ),
        ),
        stops=(
            Stop("fl-pip.massage", _MESSAGE, excluded, codes=("97124",)),
            Stop("fl-pip.massage", _MESSAGE, excluded, billers=("LMT",)),
        ),
        duties=(
            Duty(
                "first-care",
                _STATUTE(
                    "$10,000 with an emergency medical condition, else $2,500; first care "
                    "within 14 days of the accident."
                ),
                days=14,
            ),
        ),
    )
