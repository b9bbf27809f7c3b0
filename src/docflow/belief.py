"""From readings to belief: how likely each value is right, and whether a person must look."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from docflow.model import GUESSED, PERSON, Box, Field, FieldSpec, Reading, Source

Weights = Mapping[str, Any]
"""What confidence and grounds weigh: `bias`, `confidence`, and `grounds` by name."""

CODES = "diagnosis.codes"
"""The field whose values are often one misread digit away from another valid one."""

CONFUSABLE = {"1": "7", "7": "1", "3": "8", "8": "3", "4": "9", "9": "4"}
"""Digits that readers take for one another; either may make a valid code, so nobody may guess."""

INDEPENDENT = frozenset({"text", "agreed", "twice", "check-digit", "code"})
"""Grounds of which a critical value needs at least one beside a single reading."""

AGAIN = "reread"
"""The ground that may stand in for them where no person and no diagnosis is told from another;
for a diagnosis, if its own words stand beside it."""


FAINT = "faint"
"""The ground of a value of which a reader doubted a word. Where one reader doubts, a second that
looks at the same strokes errs with it, so that their agreement proves nothing."""

ELSEWHERE = frozenset({"twice", "known", "check-digit"})
"""Grounds that do not come from the doubted strokes themselves."""

GUESSES = frozenset({GUESSED, "alone"})
"""Grounds of readings that are shown and never taken as sure, however much speaks for them."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One possible value of a field with all that speaks for it."""

    value: str
    readings: tuple[Reading, ...]
    odds: float
    grounds: frozenset[str]


def believe(
    spec: FieldSpec,
    readings: Iterable[Reading],
    sure: float,
    day: date,
    table: Weights | None = None,
) -> tuple[Field, ...]:
    """What to believe about one field, most likely first. `sure` is the setting reading.review.

    Persons' readings come in the order in which they were said, the last one counts. On a field
    of many values a person adds a value; an empty one with a text takes that text's value away,
    and an empty one without text says that none is on the paper.
    """
    said = tuple(readings)
    persons = [r for r in said if r.by.startswith(PERSON)]
    machines = [r for r in said if not r.by.startswith(PERSON)]
    candidates = weigh(spec, machines, table or weights())
    if spec.many:
        return _heard_many(_many(spec, candidates, sure, day), persons, spec)
    if persons:
        rest = tuple(r for r in said if r is not persons[-1])
        return (Field(spec.name, persons[-1].value, 1.0, False, (persons[-1], *rest)),)
    return _one(spec, candidates, sure, day)


def weigh(spec: FieldSpec, readings: Sequence[Reading], table: Weights) -> tuple[Candidate, ...]:
    """The values that stand in these readings, the most likely first, with their odds."""
    named: dict[str, list[Reading]] = {}
    for reading in sorted(readings, key=lambda r: ("rival" in r.grounds, *_order(r))):
        value = next((v for v in named if spec.same(v, reading.value)), reading.value)
        named.setdefault(value, []).append(reading)
    found = [_candidate(value, group, table) for value, group in named.items()]
    return tuple(sorted(found, key=lambda c: (-c.odds, c.value)))


def features(readings: Sequence[Reading]) -> tuple[float, frozenset[str]]:
    """What is weighed: the best confidence as log odds, and all grounds."""
    grounds = {ground for reading in readings for ground in reading.grounds}
    if not all("rival" in reading.grounds for reading in readings):
        grounds.discard("rival")
    if _places(readings) > 1:
        grounds.add("twice")
    best = min(0.99, max(0.01, max(reading.confidence for reading in readings)))
    return math.log(best / (1 - best)), frozenset(grounds)


def confusable(code: str, day: date) -> bool:
    """Whether one confused digit makes another code that is billable on that day."""
    from docflow.terms.icd10 import billable

    return any(
        billable(code[:at] + CONFUSABLE[sign] + code[at + 1 :], day)
        for at, sign in enumerate(code)
        if sign in CONFUSABLE
    )


def cut_short(code: str, day: date) -> bool:
    """Whether a longer code of the list begins like this one, which itself cannot be billed.

    A last stroke that the readers lost leaves just such a code.
    """
    from docflow.terms.icd10 import billable, known, successors

    longer = [c for c in successors(code, day) if c.startswith(code)]
    return known(code) and not billable(code, day) and bool(longer)


@cache
def weights() -> Weights:
    """The fitted table; bench/calibrate.py writes it."""
    table = json.loads((files("docflow") / "belief.json").read_text(encoding="utf-8"))
    assert isinstance(table, dict)
    return table


def _candidate(value: str, readings: list[Reading], table: Weights) -> Candidate:
    log_odds, grounds = features(readings)
    total = table["bias"] + table["confidence"] * log_odds
    total += sum(table["grounds"].get(ground, 0.0) for ground in grounds)
    return Candidate(value, tuple(readings), math.exp(total), grounds)


def _one(
    spec: FieldSpec, candidates: Sequence[Candidate], sure: float, day: date
) -> tuple[Field, ...]:
    """The likeliest value; at most one can be right, so rivals take from its probability."""
    if not candidates:
        return ()
    best, *rest = candidates
    likely = best.odds / (1 + sum(c.odds for c in candidates))
    rivals = tuple(reading for c in rest for reading in c.readings)
    review = likely < sure or _weak(spec, best, day) or _disputed(spec, best, rivals)
    return (Field(spec.name, best.value, likely, review, (*best.readings, *rivals)),)


def _many(
    spec: FieldSpec, candidates: Sequence[Candidate], sure: float, day: date
) -> tuple[Field, ...]:
    """Each value on its own; what a second reader saw in a value's place is its rival."""
    own = [c for c in candidates if "rival" not in c.grounds]
    second = [c for c in candidates if "rival" in c.grounds]
    found = []
    for candidate in own:
        places = {r.source for r in candidate.readings}
        rivals = [c for c in second if any(r.source in places for r in c.readings)]
        likely = candidate.odds / (1 + candidate.odds + sum(c.odds for c in rivals))
        heard = tuple(reading for c in rivals for reading in c.readings)
        review = likely < sure or _weak(spec, candidate, day)
        found.append(
            Field(spec.name, candidate.value, likely, review, (*candidate.readings, *heard))
        )
    return tuple(found)


def _weak(spec: FieldSpec, candidate: Candidate, day: date) -> bool:
    """Whether evidence is lacking that no number may stand in for."""
    if all(GUESSES & set(r.grounds) or "rival" in r.grounds for r in candidate.readings):
        return True
    if "text" in candidate.grounds or not any(r.text for r in candidate.readings):
        return False  # certain as text, or no text at all: ink and marks are weighed as they are
    if FAINT in candidate.grounds and not candidate.grounds & ELSEWHERE:
        return True
    telling = spec.identifies or spec.name == CODES
    if (telling or spec.critical) and not candidate.grounds & INDEPENDENT:
        return AGAIN not in candidate.grounds or (telling and "described" not in candidate.grounds)
    if spec.name == CODES and cut_short(candidate.value, day):
        return True
    if spec.name == CODES and confusable(candidate.value, day):
        return not ("agreed" in candidate.grounds and candidate.grounds & {"described", "twice"})
    return False


def _disputed(spec: FieldSpec, best: Candidate, rivals: Sequence[Reading]) -> bool:
    """Whether another document says otherwise who the person is."""
    papers = {r.source.document for r in best.readings if r.source}
    return spec.identifies and any(r.source and r.source.document not in papers for r in rivals)


def _heard_many(
    fields: tuple[Field, ...], persons: Sequence[Reading], spec: FieldSpec
) -> tuple[Field, ...]:
    believed = {field.value: field for field in fields}
    for person in persons:
        if not person.value and not person.text:
            everything = tuple(r for f in believed.values() for r in f.readings)
            believed = {"": Field(spec.name, "", 1.0, False, (person, *everything))}
        elif not person.value:
            believed.pop(spec.clean(person.text), None)
        else:
            before = believed.get(person.value)
            heard = (person, *(before.readings if before else ()))
            believed[person.value] = Field(spec.name, person.value, 1.0, False, heard)
            believed.pop("", None)
    return tuple(sorted(believed.values(), key=lambda f: (-f.confidence, f.value)))


def _places(readings: Iterable[Reading]) -> int:
    """At how many places that do not overlap a value stands."""
    found: list[Source] = []
    for source in (r.source for r in readings if r.source):
        if not any(_overlap(source, other) for other in found):
            found.append(source)
    return len(found)


def _overlap(one: Source, other: Source) -> bool:
    same_page = (one.document, one.page) == (other.document, other.page)
    a, b = one.box, other.box
    inside = Box(max(a[0], b[0]), max(a[1], b[1]), min(a[2], b[2]), min(a[3], b[3]))
    return same_page and inside.width > 0 and inside.height > 0


def _order(reading: Reading) -> tuple[Any, ...]:
    where = reading.source
    place = (where.document, where.page, where.box) if where else ("", 0, ())
    return -reading.confidence, reading.value, reading.by, reading.text, reading.grounds, place
