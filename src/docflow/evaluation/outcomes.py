"""One value on the paper or in docflow's answer, and how the two compare."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from docflow.model import Case, Field, FieldSpec, Source

Verdict = Literal["right", "asked", "asked-wrong", "missed", "silent"]
"""right: accepted and right. asked: right, but shown to a person first. asked-wrong: wrong, and
shown to a person. missed: on the paper and not read. silent: wrong, and nobody was asked."""

Truth = Mapping[str, str | bool | Sequence[str]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """A value of one field of one file. `got` "" was missed; `wanted` "" does not stand there."""

    file: str
    group: str
    field: str
    wanted: str
    got: str
    verdict: Verdict
    confidence: float = 0.0
    source: Source | None = None


def outcomes(
    file: str, group: str, truth: Truth, case: Case | None, specs: Mapping[str, FieldSpec]
) -> Iterator[Outcome]:
    """Compare a case with what stands on its paper; None: the file could not be read.

    Only fields that the truth names anywhere are judged; a field that it holds empty ("" or an
    empty list) says that nothing stands there.
    """
    for name, spec in specs.items():
        if name in truth:
            wanted = _values(truth[name], spec)
            said = [f for f in case.fields.get(name, ()) if f.value] if case else []
            found = said if spec.many else said[:1]
            yield from _field(file, group, spec, wanted, [f for f in found if not f.derived])


def _field(
    file: str, group: str, spec: FieldSpec, wanted: list[str], found: list[Field]
) -> Iterator[Outcome]:
    for field in found:
        match = next((value for value in wanted if spec.same(value, field.value)), None)
        if match is not None:
            wanted.remove(match)
            kind: Verdict = "asked" if field.review else "right"
        else:
            kind = "asked-wrong" if field.review else "silent"
        meant = match if match is not None else _meant(spec, wanted)
        where = field.best.source
        yield Outcome(file, group, spec.name, meant, field.value, kind, field.confidence, where)
        if match is None and not spec.many:
            wanted.clear()
    for value in wanted:
        yield Outcome(file, group, spec.name, value, "", "missed")


def _meant(spec: FieldSpec, wanted: list[str]) -> str:
    """What should have been read instead, where the field can hold one value only."""
    return wanted[0] if wanted and not spec.many else ""


def _values(wanted: str | bool | Sequence[str], spec: FieldSpec) -> list[str]:
    if isinstance(wanted, bool):
        return [str(wanted).lower()]
    said = [wanted] if isinstance(wanted, str) else list(wanted)
    return [spec.clean(value) or value for value in said if value]
