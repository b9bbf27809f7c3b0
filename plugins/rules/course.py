"""Frequency, duration and visits: clear, and agreeing with each other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docflow import Case, Field, Finding, Rule, Severity
from docflow.terms.schedule import capped, in_words, parse_schedule, visits_of

from .common import ASK, CHART, likely

FREQUENCY, DURATION, VISITS = "order.frequency", "order.duration", "order.visits"
_CLEAR = Rule("How often and for how long must be readable in one way only.", CHART)
_AGREE = Rule("The visits ordered are the frequency times the duration.", CHART)


def course(case: Case) -> Iterator[Finding]:
    """frequency.ambiguous and visits.mismatch."""
    often, long, visits = (next(iter(likely(case, n)), None) for n in (FREQUENCY, DURATION, VISITS))
    weekly = bool(often and re.fullmatch(r"1/(?:wk|mo|d)", often.value))
    for field in (often, long):
        if field and not (weekly and field.value.startswith("x")):
            yield from _ambiguous(field)
    if often and long and visits and not visits.derived:
        yield from _mismatch(often, long, visits)


def _ambiguous(field: Field) -> Iterator[Finding]:
    written = field.best.text or field.value
    unclear = re.fullmatch(r"bi\w+|[0-9]*x[0-9\-]+", field.value)
    said = parse_schedule(field.value if unclear else written)
    if said and said.ambiguous:
        message = f"The order says “{written}”. {said.ambiguous} {ASK} what is meant."
        grave: Severity = "error" if unclear else "warning"
        yield Finding("frequency.ambiguous", grave, message, field.name, _CLEAR, field.best.source)


def _mismatch(often: Field, long: Field, visits: Field) -> Iterator[Finding]:
    made = visits_of(often.value, long.value)
    if made is None or _agree(made, visits, (often, long)):
        return
    count = str(made[0]) if made[0] == made[1] else f"{made[0]} to {made[1]}"
    message = (
        f"{in_words(often.value)} for {in_words(long.value)} makes {count} visits, the order says "
        f"{visits.value}. {ASK} which is right."
    )
    message = message[0].upper() + message[1:]
    yield Finding("visits.mismatch", "error", message, VISITS, _AGREE, visits.best.source)


def _agree(made: tuple[int, int], visits: Field, plan: tuple[Field, Field]) -> bool:
    """Whether the stated total can be what the plan makes; "up to" makes either a limit."""
    least, _, most = visits.value.partition("-")
    low, high = int(least), int(most or least)
    limits = capped(" ".join(r.text for f in (visits, *plan) for r in f.readings))
    return low <= made[1] and (high >= made[0] or limits)
