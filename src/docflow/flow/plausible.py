"""Values that were read for certain and can hardly be meant: a person looks at them, too.

A form's number, a clock or another paper's date may stand where an order's value is looked for.
What the field of work does not know, or what contradicts the calendar, betrays it. The bounds are
docflow's own, from what orders ask for; none of them refuses a value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from docflow.flow.notices import Beliefs
from docflow.model import Field
from docflow.terms.dates import iso_date

SHORTEST, LONGEST, STEP = 15, 120, 5
"""Minutes of a session: payers count units of 15, and practices sell sessions in steps of five."""

VISITS = 52
"""Once a week for a year; what orders more names no total."""

DAYS = {"d": 1, "wk": 7, "mo": 30}
MOST_DAYS = 366
"""Days of treatment: no order runs for more than a year. Told in days, a term is as often how long
the paper is valid, or when the patient is seen again; orders mostly count weeks and months.
"""

MOST = {"diagnosis.codes": 6, "procedure.codes": 2}
"""Codes that an order names; more may be a form's menu whose marks nobody saw. A claim has room for
twelve diagnoses.
"""

SHORT_ID = 8
"""Insurers' numbers of their members have nine signs and more, or letters among them. A number
with fewer digits may be a ZIP code, a policy's, or some other paper's.
"""

HISTORIES = frozenset("ABDEFHIJKN")
"""Chapters of ICD-10-CM that manual therapy does not treat (infections, blood, glands, mind, eye,
heart, lung, gut, kidney). Beside a code that it treats they mostly come from a history or a list
of problems.
"""

SWELLING = ("I89", "I97")
"""Lymphoedema stands in the heart's chapter and is treated by hand."""

SEQUENCE = ("patient.birth_date", "injury.date", "order.date")
"""Each of these days is on or after the one before."""


def unlikely(fields: Beliefs, today: date) -> frozenset[tuple[str, str]]:
    """The name and value of each field that a person should compare with the paper."""
    odd = (
        *_amounts(fields),
        *_menus(fields),
        *_numbers_of_members(fields),
        *_histories(fields),
        *_sequence(fields),
        *_to_come(fields, today),
        *_notice(fields),
    )
    return frozenset((field.name, field.value) for field in odd)


def _amounts(fields: Beliefs) -> Iterator[Field]:
    """Minutes, visits and weeks that no order asks for."""
    for field in fields.get("order.session_minutes", ()):
        said = _numbers(field.value)
        if any(n % STEP or not SHORTEST <= n <= LONGEST for n in said):
            yield field
    for field in fields.get("order.visits", ()):
        if max(_numbers(field.value), default=0) > VISITS:
            yield field
    for field in fields.get("order.duration", ()):
        unit = field.value.lstrip("0123456789-")
        if unit == "d" or max(_numbers(field.value), default=0) * DAYS.get(unit, 0) > MOST_DAYS:
            yield field


def _menus(fields: Beliefs) -> Iterator[Field]:
    """More diagnoses or treatments than an order names."""
    for name, most in MOST.items():
        codes = fields.get(name, ())
        yield from codes if len(codes) > most else ()


def _numbers_of_members(fields: Beliefs) -> Iterator[Field]:
    """Member numbers that are shorter than insurers' are."""
    for field in fields.get("patient.member_id", ()):
        if field.value.isdigit() and len(field.value) <= SHORT_ID:
            yield field


def _numbers(text: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", text)]


def _histories(fields: Beliefs) -> Iterator[Field]:
    """Codes of conditions that are not treated here, beside some that are."""
    codes = fields.get("diagnosis.codes", ())
    other = [f for f in codes if f.value[:1] in HISTORIES and not f.value.startswith(SWELLING)]
    yield from other if len(other) < len(codes) else ()


def _sequence(fields: Beliefs) -> Iterator[Field]:
    """Days that cannot follow each other so."""
    known = [(f, day) for name in SEQUENCE for f in fields.get(name, ())[:1] if (day := _day(f))]
    for (earlier, before), (later, after) in pairwise(known):
        if before > after:
            yield from (earlier, later)


def _to_come(fields: Beliefs, today: date) -> Iterator[Field]:
    """Days that nobody can have written yet."""
    for name in ("order.date", "signature.date", "denial.date"):
        yield from (f for f in fields.get(name, ()) if (day := _day(f)) and day > today)


def _notice(fields: Beliefs) -> Iterator[Field]:
    """A notice not younger than the visits that it refuses, nor older than its own last day."""
    for field in fields.get("denial.date", ())[:1]:
        day = _day(field)
        if day is None:
            continue
        visits = [f for f in fields.get("service.dates", ()) if (on := _day(f)) and on >= day]
        ends = [f for f in fields.get("appeal.deadline", ()) if (on := _day(f)) and on <= day]
        yield from (field, *visits, *ends) if visits or ends else ()


def _day(field: Field) -> date | None:
    return iso_date(field.value)
