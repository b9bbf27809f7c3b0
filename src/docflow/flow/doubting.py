"""What no probability settles: a value goes to a person though it was read for certain."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from docflow.catalog import Catalog
from docflow.flow.notices import Beliefs
from docflow.flow.plausible import unlikely
from docflow.flow.wording import foreign
from docflow.model import PERSON, Field, Filed

KIND, OTHER, DENIAL = "document.kind", "other", "denial"
SIGNATURE = "signature."
PAYER = "payer.name"
PLAIN = 0.7
"""The share of the signs that must speak for one kind of paper before anything on it is certain."""
PROSE = "prose"
"""The ground of what running text says."""
NAMED_IN_PASSING = frozenset({"patient.name", "payer.name", "provider.fax", "order.duration"})
"""Running text speaks of people, insurers, faxes and spans of time that are not the order's."""


def doubted(
    fields: Beliefs,
    documents: Iterable[Filed],
    catalog: Catalog,
    today: date,
) -> dict[str, tuple[Field, ...]]:
    """The fields, those for review that a person must see whatever their probability.

    A payer that docflow does not know may be no payer at all. A paper that is not plainly a
    referral, a denial or an answer to docflow is a card, a note, somebody's letter: its names and
    days may be anybody's. What no order or notice can well mean was misread, or stands there for
    something else. What only running text names may be named in passing. Who signs a denial has
    ordered nothing.
    """
    odd = unlikely(fields, today) | foreign(fields)
    signs = [r for field in fields.get(KIND, ()) for r in field.readings if r.source]
    plain = {r.source.document for r in signs if r.source and r.confidence >= PLAIN}
    unclear = {r.source.document for r in signs if r.source} - plain
    others = {d.document for d in documents if d.kind == OTHER or d.document in unclear}
    others -= {d.document for d in documents if d.answers}
    refusals = {d.document for d in documents if d.kind == DENIAL}

    def one(field: Field) -> Field:
        if not field.readings or field.best.by.startswith(PERSON) or field.name == KIND:
            return field
        stranger = field.name == PAYER and catalog.payer_of(field.value) is None
        source = field.best.source
        foreign_paper = others | (refusals if field.name.startswith(SIGNATURE) else set())
        elsewhere = source is not None and source.document in foreign_paper
        said = [r for r in field.readings if r.value == field.value]
        passing = field.name in NAMED_IN_PASSING and all(PROSE in r.grounds for r in said)
        doubt = stranger or elsewhere or passing or (field.name, field.value) in odd
        return replace(field, review=True) if doubt else field

    return {name: tuple(one(field) for field in found) for name, found in fields.items()}
