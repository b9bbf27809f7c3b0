"""Findings in a few plain words, for tables: what `icd10.missing` means to an office."""

from __future__ import annotations

from collections.abc import Mapping

_SAID = {
    "icd10.invalid": "Diagnosis code that cannot be billed",
    "icd10.laterality": "Diagnosis code for the other side",
    "icd10.description": "Diagnosis code for another condition",
    "icd10.excludes": "Diagnosis codes that exclude each other",
    "npi.invalid": "Prescriber's NPI that cannot be right",
    "frequency.ambiguous": "Frequency that can be read in two ways",
    "duration.missing": "Neither duration nor total visits",
    "date.missing": "Neither order nor signature is dated",
    "dates.order": "Dates that cannot follow one another",
    "visits.mismatch": "Total visits that do not match frequency and duration",
    "order.expired": "Order too old",
    "signature.missing": "Not signed by the prescriber",
    "signature.stamp": "Stamp instead of a signature",
    "signature.unknown": "Place of the signature not found",
    "prescriber.not-accepted": "Prescriber whose order the payer does not take",
    "payer.unknown": "Payer without a pack of rules",
    "payer.missing": "No payer",
    "visits.over-limit": "More visits than the payer allows",
    "minutes.over-limit": "Longer sessions than the payer allows",
    "units.over-limit": "More units a day than the payer allows",
    "codes.pair": "Procedure codes that need a modifier together",
    "codes.modifier": "Procedure codes to be billed with a modifier",
    "codes.units": "More units of a procedure than the payer pays",
    "codes.not-payable": "Procedure that the payer never pays",
    "plugin.fault": "A plugin failed: its part was not checked",
    "plugin.timeout": "A plugin took too long: its part was not checked",
}
_ENDINGS = {
    "missing": "No {}",
    "unread": "{}: something stands there, but cannot be read",
    "doubtful": "{}",
    "disputed": "{}: two papers differ",
}


def words(code: str, field: str, labels: Mapping[str, str]) -> str:
    """The finding in words; `labels` are the fields' own. A plugin's code is told as it is."""
    group, _, ending = code.rpartition(".")
    label = labels.get(field, "")
    if code in _SAID:
        return _SAID[code]
    if label and ending in _ENDINGS:
        small = (
            label[:1].lower() + label[1:]
            if ending == "missing" and not label[:2].isupper()
            else label
        )
        return _ENDINGS[ending].format(small)
    plain = ending.removesuffix("-due").replace("-", " ")
    return f"{group.replace('-', ' ').replace('.', ' ')}: {plain}" if group else plain
