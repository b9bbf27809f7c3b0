"""Commercial plans (ERISA and ACA) that have no pack of their own: what most of them want."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import partial

from docflow import AppealLevel, CodeRule, Limit, Payer, Requirement, Rule, hookimpl

_SURVEY = partial(
    Rule,
    source="Miccio & Cowen, massage coverage in 26 policies, IJTMB (abstract)",
    verified=date(2026, 11, 23),
    confidence="verified",
)
_ERISA = partial(
    Rule,
    source="29 CFR 2560.503-1; 45 CFR 147.136 (table of primary sources read 2026-05-29)",
    verified=date(2026, 5, 29),
    confidence="verified",
)
_CLINIC = partial(Rule, source="Clinics' prescription lists; no plan's own page was read")
_EDITS = partial(
    Rule,
    source="chiroeco.com on modifier 59; APTA page on NCCI edits, 2020 (check this quarter's file)",
    verified=date(2026, 11, 23),
    confidence="verified",
)
_SECOND_HAND = partial(Rule, source="Coders' answers and payers' pages, read second hand")
_RCW = partial(
    Rule,
    source="RCW 48.43.016(2), as quoted by a network of massage practices",
    verified=date(2026, 11, 23),
    confidence="verified",
)

_EDITED_PAIRS = (
    *(("98940", "97112"), ("98940", "97124"), ("98940", "97140")),
    *(("98941", "97124"), ("98941", "97140"), ("98942", "97124"), ("98942", "97140")),
    *(("97161", "97140"), ("97162", "97140"), ("97163", "97140")),
)
_HEARSAY_PAIRS = (("97124", "97140"), ("97140", "97012"))


def _pairs(pairs: Iterable[tuple[str, str]], rule: partial[Rule]) -> Iterable[CodeRule]:
    for pair in pairs:
        text = f"{' and '.join(pair)} on one day are paid as one unless they treat other regions."
        yield CodeRule("pair", pair, rule(text), modifier="59 or XS")


@hookimpl
def docflow_payers() -> Iterable[Payer]:
    """The general commercial packs: one for every plan, one for those of Washington."""
    yield Payer(
        id="commercial",
        name="Commercial plan",
        program="commercial",
        generic=True,
        requires=(
            Requirement(
                "procedure.codes",
                "warning",
                _CLINIC("The order names the treatment: a procedure code or massage in words."),
            ),
            Requirement(
                "patient.member_id",
                "warning",
                _CLINIC("A claim to a plan carries the member's number."),
            ),
            Requirement(
                "order.goals",
                "info",
                _SURVEY("Many plans pay massage only inside a rehabilitation plan with goals."),
            ),
        ),
        code_rules=(*_pairs(_EDITED_PAIRS, _EDITS), *_pairs(_HEARSAY_PAIRS, _SECOND_HAND)),
        appeals=(
            AppealLevel(
                "internal appeal",
                180,
                "calendar days",
                "receipt",
                _ERISA("A member has 180 days from receipt of the denial to appeal."),
                decision="30 days before service, 60 after, 72 hours if urgent",
            ),
            AppealLevel(
                "external review",
                4,
                "months",
                "final denial",
                _ERISA("External review is asked for within 4 months of the final denial."),
                decision="45 days; 72 hours if expedited",
            ),
        ),
    )
    yield Payer(
        id="wa-commercial",
        name="Washington commercial plan",
        program="commercial",
        state="WA",
        generic=True,
        limits=(
            Limit(
                "visits.free_of_authorization",
                6,
                _RCW("A new episode's evaluation and six visits need no prior authorization."),
            ),
        ),
    )
