"""What no referral can do without."""

from __future__ import annotations

from collections.abc import Iterator

from docflow import Case, Finding, Rule, Severity

from .common import ASK, CHART

_NEEDED: tuple[tuple[str, str, Severity, str], ...] = (
    ("patient.name", "patient.name.missing", "error", "The patient's name is missing."),
    (
        "patient.birth_date",
        "patient.birth_date.missing",
        "error",
        "The date of birth is missing: a name alone does not tell two patients apart.",
    ),
    ("provider.name", "provider.name.missing", "error", "The prescriber's name is missing."),
    ("provider.npi", "npi.missing", "warning", "The prescriber's NPI is missing."),
    (
        "diagnosis.codes",
        "icd10.missing",
        "error",
        "No diagnosis code is on the order, and only the prescriber may choose one.",
    ),
    ("order.frequency", "frequency.missing", "error", "The order does not say how often."),
)
_RULE = Rule("A referral says who, what for, how often, for how long, by whom and when.", CHART)


def needed(case: Case) -> Iterator[Finding]:
    """One finding for each thing that nobody has read and that cannot be done without."""
    for field, code, severity, message in _NEEDED:
        if not case.value(field):
            yield _absent(field, code, severity, message)
    if not case.value("order.duration") and not case.value("order.visits"):
        message = "The order says neither for how long nor how many visits."
        yield _absent("order.duration", "duration.missing", "error", message)
    if not case.value("order.date") and not case.value("signature.date") and _signature(case):
        message = "Neither the order nor the signature has a date."
        yield _absent("order.date", "date.missing", "error", message)


def _absent(field: str, code: str, severity: Severity, message: str) -> Finding:
    return Finding(code, severity, f"{message} {ASK}.", field, _RULE)


def _signature(case: Case) -> bool:
    """Whether the signature's place was found: many forms have their only date beside it."""
    return case.field("signature.present") is not None
