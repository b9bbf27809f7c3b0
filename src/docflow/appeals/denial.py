"""What one notice of denial says, out of a case that may hold several."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from docflow.model import PERSON, Case, Field, Filed, Reading, Source
from docflow.terms.dates import iso_date

KIND = "denial"

_OWN = ("denial.", "appeal.", "claim.number", "resubmit.", "service.dates")
_OF_CASE = ("appeal.sent", "appeal.outcome", "appeal.facts", "appeal.policy_language")


@dataclass(frozen=True, slots=True)
class Fact:
    """One value of a notice: how it stands there, where, and whether a person must look first."""

    field: str
    value: str
    text: str
    source: Source | None
    by: str
    review: bool


@dataclass(frozen=True, slots=True)
class Denial:
    """One notice of denial: its document, the day it arrived, and what it says by field."""

    document: str
    received: date
    facts: tuple[Fact, ...]
    program: str = ""
    state: str = ""

    def every(self, field: str) -> tuple[Fact, ...]:
        """All values of a field."""
        return tuple(fact for fact in self.facts if fact.field == field)

    def fact(self, field: str) -> Fact | None:
        """The value of a field, or None."""
        return next(iter(self.every(field)), None)

    def value(self, field: str) -> str:
        """The value of a field, or ""."""
        fact = self.fact(field)
        return fact.value if fact else ""

    def values(self, field: str) -> tuple[str, ...]:
        """All values of a field, in order."""
        return tuple(sorted({fact.value for fact in self.every(field)}))

    def day(self, field: str) -> date | None:
        """A field's value as a date."""
        return iso_date(self.value(field))

    @property
    def mark(self) -> str:
        """The first digits of the document's id, by which a person names it."""
        return self.document[:8]


def of_notice(field: str) -> bool:
    """Whether each notice of denial has its own value of a field."""
    return field.startswith(_OWN) and not field.startswith(_OF_CASE)


def denials(case: Case) -> tuple[Denial, ...]:
    """Every notice of denial of a case, the newest notice first.

    Each notice speaks by its own readings; a person's word about the case counts for all of them.
    """
    filed = [entry for entry in case.documents if entry.kind == KIND]
    found = (_denial(case, entry, len(filed) == 1) for entry in filed)
    return tuple(sorted(found, key=lambda d: (d.value("denial.date"), d.document), reverse=True))


def _denial(case: Case, entry: Filed, alone: bool) -> Denial:
    facts: list[Fact] = []
    for fields in case.notices.get(entry.document, case.fields).values():
        many = len(fields) > 1
        for field in fields:
            fact = _fact(field, entry.document, alone or entry.document in case.notices)
            if fact and (many or not any(f.field == fact.field for f in facts)):
                facts.append(fact)
    program = next((f.value for f in facts if f.field == "payer.program"), "")
    program = program or _said(case, "payer.program") or (case.payer.program if case.payer else "")
    state = next((p.state for p in case.packs if p.program == program and p.state), "")
    return Denial(entry.document, entry.received, tuple(facts), program, state)


def _fact(field: Field, document: str, alone: bool) -> Fact | None:
    """The field as this notice gives it: a person's word, else the best of its own readings."""
    person = field.best if field.best.by.startswith(PERSON) else None
    own = [r for r in _spoken(field.readings) if r.source and r.source.document == document]
    if person and (alone or not own or person.value == own[0].value):
        source = own[0].source if own else person.source
        return Fact(field.name, person.value, person.text, source, person.by, False)
    if not own:
        return None
    best = own[0]
    believed = best.value == field.value
    return Fact(
        field.name,
        best.value,
        best.text,
        best.source,
        best.by,
        field.review if believed else True,
    )


def _said(case: Case, name: str) -> str:
    """What a person said of the whole case, or ""."""
    field = case.field(name)
    return field.value if field and field.best.by.startswith(PERSON) else ""


def _spoken(readings: Iterable[Reading]) -> Iterator[Reading]:
    return (r for r in readings if "rival" not in r.grounds and r.value)
