"""Cases with notices of denial, made of facts: what tests of roads and deadlines begin with."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from docflow.model import Box, Case, Field, Filed, Payer, Reading, Source

NOTICE = "ab12cd34" + "0" * 56
ORDER = "0f0f0f0f" + "1" * 56
PLACE = Box(0.1, 0.1, 0.3, 0.12)


def field_of(
    name: str, *values: str, document: str = NOTICE, review: bool = False, by: str = "denial"
) -> tuple[Field, ...]:
    """What is believed about a field: each value with a place on a document."""
    place = Source(document, 1, PLACE)
    return tuple(
        Field(name, v, 0.98, review, (Reading(name, v, v, 0.98, place, ("label",), by),))
        for v in values
    )


def denied(
    today: str = "2026-11-20",
    received: str = "2026-10-12",
    pack: Payer | None = None,
    doubtful: tuple[str, ...] = (),
    kinds: tuple[tuple[str, str], ...] = ((NOTICE, "denial"),),
    **values: str | tuple[str, ...],
) -> Case:
    """A case with one notice that says `values`; `denial_date=` is denial.date and so on."""
    fields: dict[str, tuple[Field, ...]] = {}
    for key, value in values.items():
        name = key.replace("__", ".")
        said = (value,) if isinstance(value, str) else value
        fields[name] = field_of(name, *said, review=name in doubtful)
    filed = tuple(Filed(doc, kind, date.fromisoformat(received)) for doc, kind in kinds)
    packs = (pack,) if pack else ()
    return Case("CASE-0001", date.fromisoformat(today), filed, fields, pack, packs)


def with_person(case: Case, **values: tuple[str, ...]) -> Case:
    """The case with a person's words about fields."""
    from dataclasses import replace

    said: Mapping[str, tuple[Field, ...]] = {
        key.replace("__", "."): tuple(
            Field(
                key.replace("__", "."),
                v,
                1.0,
                False,
                (Reading(key.replace("__", "."), v, v, 1.0, by="person:mh"),),
            )
            for v in given
        )
        for key, given in values.items()
    }
    return replace(case, fields={**case.fields, **said})
