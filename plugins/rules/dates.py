"""The days of a referral: in an order that can be, and not too long ago."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from dateutil.relativedelta import relativedelta

from docflow import Case, Finding, Rule, Source
from docflow.terms.dates import iso_date

from .common import ASK, CHART, LIKELY, day_of, likely, long_ago, ordered, received, us

_MONTHS = 12
BARELY = 0.25
"""A day less likely than this says nothing."""
_YEAR = Rule("An order holds for 12 months where the payer sets no other time.", CHART)
_SEQUENCE = Rule("Birth, injury, order and arrival follow one another.", "Calendar")
_NAMES = {
    "patient.birth_date": "the date of birth",
    "injury.date": "the date of injury",
    "order.date": "the date of the order",
    "signature.date": "the date of the signature",
}


def dates(case: Case) -> Iterator[Finding]:
    """order.expired and dates.order."""
    day = ordered(case)
    if day:
        yield from _expired(case, day)
    elif (day := _barely(case)) is not None:
        yield from (_unsurely(finding) for finding in _expired(case, day))
    yield from _sequence(case)


def _expired(case: Case, day: date) -> Iterator[Finding]:
    """Too old by the strictest pack that sets a time, else by the 12 months of common use."""
    limits = (pack.limit("order.max_age_days", day) for pack in case.packs)
    strictest = min((limit for limit in limits if limit), key=lambda x: x.value, default=None)
    if strictest:
        last, rule = day + timedelta(days=strictest.value), strictest.rule
    else:
        last, rule = day + relativedelta(months=_MONTHS), _YEAR
    if case.today > last:
        message = f"The order of {us(day)} held until {us(last)}. {ASK} for a new one."
        name = "order.date" if day_of(case, "order.date") else "signature.date"
        yield Finding("order.expired", "error", message, name, rule, _place(case, name))


def _barely(case: Case) -> date | None:
    """The day of the order where it was read, but so that it is more likely wrong than right."""
    field = case.field("order.date")
    day = iso_date(field.value) if field and BARELY <= field.confidence < LIKELY else None
    return None if day is None or long_ago(case, day) else day


def _unsurely(finding: Finding) -> Finding:
    said = "The day was not read surely: compare it with the paper first. "
    return replace(finding, severity="warning", message=said + finding.message)


def _sequence(case: Case) -> Iterator[Finding]:
    """Each two neighbours in time that stand the wrong way round."""
    days = {name: day for name in _NAMES if (day := day_of(case, name))}
    arrived = received(case)
    line = [(n, d) for n, d in days.items() if n != "signature.date" and not _stray(case, n, d)]
    for (early, before), (late, after) in pairwise(line):
        if before > after:
            yield _wrong(case, late, before, f"{_NAMES[early]} ({us(before)})", after)
    for name in ("order.date", "signature.date"):
        if name in days and (days[name] > arrived or long_ago(case, days[name])):
            yield _wrong(case, name, arrived, f"the paper's arrival ({us(arrived)})", days[name])


def _stray(case: Case, name: str, day: date) -> bool:
    """Whether an order's day is told to be of long ago and need not be told to precede birth."""
    return name == "order.date" and long_ago(case, day)


def _wrong(case: Case, name: str, other: date, what: str, day: date) -> Finding:
    side = f"{'long ' if long_ago(case, day) else ''}before" if day < other else "after"
    said = _NAMES[name]
    message = (
        f"{said[0].upper()}{said[1:]} ({us(day)}) is {side} {what}, which cannot be. Compare both "
        "with the paper and correct what was misread; if it stands there, ask the prescriber."
    )
    return Finding("dates.order", "error", message, name, _SEQUENCE, _place(case, name))


def _place(case: Case, name: str) -> Source | None:
    return next((field.best.source for field in likely(case, name)), None)
