"""A plain typed order with rows of its own, and what the referral plugin reads on a sheet."""

from __future__ import annotations

from readers import plugin
from typed_sheets import Sheet, document


def said(sheet: Sheet) -> dict[str, dict[str, float]]:
    """The values that the referral plugin reads, by field, with their confidence."""
    values: dict[str, dict[str, float]] = {}
    for reading in plugin("referral").docflow_extract(document(sheet), {}):
        values.setdefault(reading.field, {})[reading.value] = reading.confidence
    return values


def order(*rows: tuple[str, str]) -> Sheet:
    """A plain order with rows of its own: label and value."""
    s = Sheet()
    s.center(50, "Alder Creek Family Medicine", 15, True)
    s.center(90, "MASSAGE THERAPY REFERRAL", 13, True)
    s.text(60, 130, "Patient:", 10, True).text(150, 130, "Marta Lindholm")
    s.text(60, 150, "Date of birth:", 10, True).text(150, 150, "04/02/1971")
    for i, (label, value) in enumerate(rows):
        s.text(60, 180 + 22 * i, label, 10, True).text(200, 180 + 22 * i, value)
    return s
