"""The vocabulary that all plugins share: what a referral, an order or a denial can say."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from docflow import FieldSpec, hookimpl
from docflow.terms.addresses import clean_address
from docflow.terms.cpt import clean_cpt
from docflow.terms.dates import clean_date
from docflow.terms.denials import clean_denial_code
from docflow.terms.icd10 import clean_code
from docflow.terms.ids import clean_id
from docflow.terms.money import clean_amount
from docflow.terms.names import clean_name, same_name
from docflow.terms.npi import clean_npi
from docflow.terms.phones import clean_phone
from docflow.terms.schedule import clean_duration, clean_frequency, clean_minutes, clean_visits

_CATEGORIES = (
    "medical_necessity no_authorization non_covered benefit_limit missing_information "
    "timely_filing duplicate bundled coding not_eligible other_payer provider_type"
)


def clean_text(text: str) -> str:
    """Words with single spaces, without marks that only frame them."""
    return " ".join(text.split()).strip(" :;,|_")


def same_text(one: str, other: str) -> bool:
    """Whether two texts have the same words; case and punctuation are no difference."""
    left, right = (re.findall(r"[^\W_]+", text.casefold()) for text in (one, other))
    return left == right


def clean_kind(text: str) -> str:
    """A kind of document: small letters, digits, dashes and underscores."""
    kind = text.strip().lower()
    return kind if re.fullmatch(r"[a-z][a-z0-9_\-]*", kind) else ""


def clean_present(text: str) -> str:
    """Either "true" or "false"; "" for anything else."""
    said = text.strip().lower()
    return {"true": "true", "yes": "true", "false": "false", "no": "false"}.get(said, "")


def one_of(words: str) -> Callable[[str], str]:
    """A clean that lets only these words through."""
    allowed = frozenset(words.split())

    def clean(text: str) -> str:
        word = text.strip().lower()
        return word if word in allowed else ""

    return clean


@hookimpl
def docflow_fields() -> Iterable[FieldSpec]:
    """Everything that docflow itself and its bundled plugins talk about."""
    yield FieldSpec(
        "document.kind", "Kind of document", clean_kind, meaning="referral, denial, other"
    )
    yield FieldSpec(
        "document.unread",
        "Place that nobody could read",
        clean_text,
        many=True,
        meaning="The name of a field whose place holds writing that no reader could make out.",
    )
    yield FieldSpec("case.reference", "Case number", clean_text, meaning="From docflow's QR code.")
    yield from _patient()
    yield from _payer()
    yield from _provider()
    yield from _order()
    yield from _signature()
    yield from _denial()


def _patient() -> Iterable[FieldSpec]:
    yield FieldSpec(
        "patient.name", "Patient", clean_name, identifies=True, critical=True, same=same_name
    )
    yield FieldSpec(
        "patient.birth_date", "Date of birth", clean_date, identifies=True, critical=True
    )
    yield FieldSpec("patient.phone", "Patient's phone", clean_phone)
    yield FieldSpec("patient.address", "Patient's address", clean_text, same=same_text)
    yield FieldSpec("patient.member_id", "Member ID", clean_id, identifies=True, critical=True)
    yield FieldSpec("injury.date", "Date of injury", clean_date, critical=True)


def _payer() -> Iterable[FieldSpec]:
    yield FieldSpec(
        "payer.name", "Payer", clean_text, same=same_text, meaning="As the paper names it."
    )
    yield FieldSpec("claim.number", "Claim number", clean_id)
    yield FieldSpec("authorization.number", "Authorization number", clean_id)


def _provider() -> Iterable[FieldSpec]:
    yield FieldSpec("provider.name", "Prescriber", clean_name, same=same_name)
    yield FieldSpec(
        "provider.credentials", "Prescriber's credentials", clean_text, meaning="MD, DC, ARNP ..."
    )
    yield FieldSpec(
        "provider.npi",
        "Prescriber's NPI",
        clean_npi,
        critical=True,
        meaning="As it stands on the paper, even if its check digit is wrong.",
    )
    yield FieldSpec("provider.phone", "Prescriber's phone", clean_phone)
    yield FieldSpec("provider.fax", "Prescriber's fax", clean_phone)
    yield FieldSpec("provider.organization", "Prescriber's office", clean_text, same=same_text)
    yield FieldSpec("provider.address", "Prescriber's address", clean_text, same=same_text)


def _order() -> Iterable[FieldSpec]:
    yield FieldSpec("diagnosis.codes", "Diagnosis codes", clean_code, many=True, critical=True)
    yield FieldSpec("diagnosis.text", "Diagnosis in words", clean_text, same=same_text, many=True)
    yield FieldSpec("procedure.codes", "Procedure codes", clean_cpt, many=True, critical=True)
    yield FieldSpec(
        "order.frequency",
        "Frequency",
        clean_frequency,
        critical=True,
        meaning='"2/wk", "1-2/wk", "1/2wk" (every other week), "2/mo"; "biweekly" is unclear.',
    )
    yield FieldSpec(
        "order.duration",
        "Duration",
        clean_duration,
        critical=True,
        meaning='"8wk", "3mo", "60d"; "x8" may be weeks or visits.',
    )
    yield FieldSpec("order.visits", "Total visits", clean_visits, critical=True)
    yield FieldSpec("order.session_minutes", "Minutes a session", clean_minutes)
    yield FieldSpec("order.date", "Date of the order", clean_date, critical=True)
    yield FieldSpec("order.start_date", "First day of treatment", clean_date)
    yield FieldSpec("order.end_date", "Last day of treatment", clean_date)
    yield FieldSpec("order.region", "Body region", clean_text, same=same_text)
    yield FieldSpec("order.techniques", "Techniques", clean_text, same=same_text, many=True)
    yield FieldSpec("order.goals", "Goals", clean_text, same=same_text)
    yield FieldSpec("order.precautions", "Precautions", clean_text, same=same_text)
    yield FieldSpec("order.text", "Order in the prescriber's words", clean_text, same=same_text)


def _signature() -> Iterable[FieldSpec]:
    yield FieldSpec(
        "signature.present",
        "Signed by the prescriber",
        clean_present,
        critical=True,
        meaning='"true" or "false"; unknown where the place was not found.',
    )
    yield FieldSpec(
        "signature.kind",
        "Kind of signature",
        one_of("handwritten electronic stamp none"),
        critical=True,
    )
    yield FieldSpec("signature.date", "Date of the signature", clean_date, critical=True)


def _denial() -> Iterable[FieldSpec]:
    yield FieldSpec("denial.date", "Date of the notice", clean_date, critical=True)
    yield FieldSpec(
        "denial.codes",
        "Denial codes",
        clean_denial_code,
        many=True,
        critical=True,
        meaning='Group and reason ("CO-50"), or a remark code ("N130").',
    )
    yield FieldSpec("denial.category", "Kind of denial", one_of(_CATEGORIES), critical=True)
    yield FieldSpec("denial.amount", "Amount denied", clean_amount, critical=True)
    yield FieldSpec("service.dates", "Dates of service", clean_date, many=True, critical=True)
    yield FieldSpec("appeal.deadline", "Last day to appeal", clean_date, critical=True)
    yield FieldSpec("appeal.fax", "Fax for appeals", clean_phone)
    yield FieldSpec(
        "appeal.address",
        "Address for appeals",
        clean_address,
        meaning="Office, PO box or street, place: Appeals Unit, PO Box 12, Boise, ID 83701.",
        same=same_text,
    )
