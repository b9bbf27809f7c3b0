"""The letters that every therapy office writes, and the fields that only letters need."""

from __future__ import annotations

from collections.abc import Iterable

from docflow import FieldSpec, Letter, hookimpl
from docflow.terms.dates import clean_date

_PRACTICE = frozenset(
    f"practice_{key}"
    for key in ("address", "credentials", "email", "fax", "license", "npi", "phone")
)
_PROVIDER = frozenset({"provider_fax", "provider_npi", "provider_organization", "provider_phone"})
_ORDER = frozenset({"order_precautions", "order_session_minutes", "procedures", "techniques"})
_CLAIM = frozenset({"injury_claim", "injury_date", "patient_member_id", "payer_name"})


def clean_text(text: str) -> str:
    """Words with single spaces."""
    return " ".join(text.split())


def clean_goal(text: str) -> str:
    """A goal, or "goal | baseline | target"; what has more parts keeps them in the goal."""
    parts = [clean_text(part) for part in text.split("|")]
    parts = [", ".join(parts[:-2]), *parts[-2:]] if len(parts) > 3 else parts
    return " | ".join(parts) if any(parts) else ""


@hookimpl
def docflow_fields() -> Iterable[FieldSpec]:
    """What a person adds for the letters with `docflow confirm`."""
    yield FieldSpec(
        "plan.limits",
        "Functional limits",
        clean_text,
        many=True,
        meaning="What the patient cannot do because of the condition, one limit a value.",
    )
    yield FieldSpec(
        "plan.goals",
        "Goals of the plan",
        clean_goal,
        many=True,
        meaning='"goal | baseline | target"; baseline and target where they are known.',
    )
    yield FieldSpec(
        "plan.techniques",
        "Techniques by region",
        clean_text,
        many=True,
        meaning='"region: techniques", one region a value.',
    )
    yield FieldSpec(
        "plan.reevaluation_date",
        "Re-evaluation date",
        clean_date,
        meaning="The day of the re-evaluation; else the last day of the ordered course.",
    )
    yield FieldSpec("lmn.holder", "Account holder", clean_text, meaning="If not the patient.")
    yield FieldSpec("lmn.employer", "Employer", clean_text, meaning="Of the account holder.")
    yield FieldSpec("lmn.account", "Account ID", clean_text, meaning="At the FSA, HSA or HRA.")
    yield FieldSpec(
        "lmn.benefit",
        "Physician to state: how the treatment addresses the condition",
        clean_text,
        meaning="In the physician's words; docflow never writes it.",
    )
    yield FieldSpec(
        "lmn.license",
        "Physician's credentials and license number",
        clean_text,
        meaning="As the physician states them.",
    )


@hookimpl
def docflow_letters() -> Iterable[Letter]:
    """Treatment plan, Letter of Medical Necessity, request to the prescriber."""
    yield Letter(
        "treatment-plan",
        "Treatment plan",
        "treatment-plan.docx",
        optional=_PRACTICE | _PROVIDER | _ORDER | _CLAIM | {"goals", "plan_limits"},
    )
    yield Letter(
        "lmn",
        "Letter of Medical Necessity",
        "lmn.docx",
        optional=_PRACTICE
        | _PROVIDER
        | {"lmn_account", "lmn_employer", "lmn_holder", "lmn_license", "patient_member_id"},
    )
    yield Letter(
        "request-to-prescriber",
        "Request to the prescriber",
        "request-to-prescriber.docx",
        always=True,
    )
