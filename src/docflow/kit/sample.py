"""An order with everything on it: what a golden case starts from."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

TODAY = date(2026, 11, 20)
"""The day that a golden case is judged by, unless it names another."""

ORDER: Mapping[str, tuple[str, ...]] = {
    "patient.name": ("Rosa Delgado",),
    "patient.birth_date": ("1971-04-02",),
    "patient.member_id": ("RDX40921877",),
    "provider.name": ("Ines Marlow",),
    "provider.credentials": ("MD",),
    "provider.npi": ("1457382913",),
    "diagnosis.codes": ("M54.50",),
    "procedure.codes": ("97124",),
    "order.frequency": ("1/wk",),
    "order.duration": ("6wk",),
    "order.visits": ("6",),
    "order.date": ("2026-11-10",),
    "order.goals": ("Turn the head 70 degrees to drive safely",),
    "signature.present": ("true",),
    "signature.kind": ("handwritten",),
    "signature.date": ("2026-11-10",),
}
"""A sound order of ten days before, by field; the people are invented."""
