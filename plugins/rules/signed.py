"""The prescriber's signature, and the number that says who the prescriber is."""

from __future__ import annotations

from collections.abc import Iterator

from docflow import Case, Finding, Rule, Source
from docflow.terms.npi import valid_npi

from .common import ASK, likely

PRESENT, KIND, NPI = "signature.present", "signature.kind", "provider.npi"
_SIGNED = Rule(
    "An order is signed by its author, by hand or electronically with name and date. A stamp is "
    "not taken, save for an author with a proven disability.",
    "CMS Program Integrity Manual ch. 3, 3.3.2.4, as CGS and Palmetto restate it",
)
_DIGIT = Rule(
    "The tenth digit of an NPI checks the nine before it.",
    "CMS, NPI check digit: Luhn's formula over 80840 and the number",
)


def signature(case: Case) -> Iterator[Finding]:
    """signature.missing, signature.stamp, or signature.unknown where nobody saw its place.

    "Unknown" is never "missing": on most forms the place is hard to find, and a letter that asks
    for a signature that is there costs the office its credit.
    """
    present, kind = case.field(PRESENT), case.value(KIND)
    if kind == "stamp":
        message = f"The signature is a stamp. {ASK} for a signature by hand."
        yield Finding("signature.stamp", "error", message, PRESENT, _SIGNED, _place(case))
    elif case.value(PRESENT) == "false" or (present is not None and not present.value):
        message = f"The prescriber has not signed. {ASK} for a signature with its date."
        yield Finding("signature.missing", "error", message, PRESENT, _SIGNED, _place(case))
    elif present is None:
        message = (
            "docflow did not find the place of the prescriber's signature. Look at the paper and "
            "confirm whether it is signed and dated."
        )
        yield Finding("signature.unknown", "error", message, PRESENT, _SIGNED)


def npi(case: Case) -> Iterator[Finding]:
    """npi.invalid where the check digit is wrong: a slip of the pen, or of the reader."""
    for field in likely(case, NPI):
        if not valid_npi(field.value):
            message = (
                f"The NPI {field.value} fails its check digit. Compare it with the paper; if it "
                "stands there, ask the prescriber's office or look it up in NPPES."
            )
            yield Finding("npi.invalid", "error", message, NPI, _DIGIT, field.best.source)


def _place(case: Case) -> Source | None:
    field = case.field(KIND) or case.field(PRESENT)
    return field.best.source if field else None
