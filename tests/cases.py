"""Cases made of plain values, for tests of what is found about a case."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from docflow.model import Box, Case, Field, Filed, Payer, Reading, Source

TODAY = date(2026, 11, 20)
RECEIVED = date(2026, 11, 19)

SOUND: Mapping[str, str | tuple[str, ...]] = {
    "patient.name": "Rosa Delgado",
    "patient.birth_date": "1971-04-02",
    "provider.name": "Ines Marlow",
    "provider.npi": "1457382913",
    "diagnosis.codes": ("M54.50", "M25.511"),
    "order.frequency": "2/wk",
    "order.duration": "8wk",
    "order.date": "2026-11-10",
    "signature.present": "true",
    "signature.kind": "handwritten",
}
"""An order with everything on it."""


def place(row: int = 0, page: int = 1, document: str = "d1") -> Source:
    """The place of a row of text on a page."""
    top = 0.05 + 0.03 * row
    return Source(document, page, Box(0.1, top, 0.4, top + 0.02))


def field(name: str, value: str, *, review: bool = False, **reading: object) -> Field:
    """A belief from one reading; `reading` overrides text, source, grounds or by."""
    details = {"text": value, "source": place(), "by": "referral"} | reading
    read = Reading(name, value, **details)  # type: ignore[arg-type]
    return Field(name, value, 0.5 if review else 0.99, review, (read,))


def case(
    values: Mapping[str, str | tuple[str, ...]] = SOUND,
    *,
    without: Iterable[str] = (),
    fields: Iterable[Field] = (),
    kind: str = "referral",
    packs: tuple[Payer, ...] = (),
    **changed: str | tuple[str, ...],
) -> Case:
    """A case with these values; `changed` names fields with `__` for the dot."""
    named = {k.replace("__", "."): v for k, v in changed.items()}
    wanted = {k: v for k, v in {**values, **named}.items() if k not in set(without)}
    held: dict[str, tuple[Field, ...]] = {
        name: tuple(
            field(name, v, source=place(row))
            for row, v in enumerate((value,) if isinstance(value, str) else value)
        )
        for name, value in wanted.items()
    }
    for one in fields:
        held[one.name] = (*(f for f in held.get(one.name, ()) if f.value != one.value), one)
    payer = packs[0] if packs else None
    return Case("c1", TODAY, (Filed("d1", kind, RECEIVED),), held, payer, packs)
