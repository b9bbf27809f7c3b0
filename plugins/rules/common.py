"""What the rules share: the days of a case, and how far a value can carry a conclusion."""

from __future__ import annotations

from datetime import date

from dateutil.relativedelta import relativedelta

from docflow import Case, Field
from docflow.terms.dates import iso_date

LIKELY = 0.5
"""Below this a value is more likely wrong than right: nothing is concluded from it."""

ASK = "Ask the prescriber's office"
CHART = "Lists of prescription elements by payers and clinics (billing pages, not one statute)"


def likely(case: Case, name: str) -> tuple[Field, ...]:
    """The values of a field that are more likely right than wrong."""
    return tuple(f for f in case.fields.get(name, ()) if f.value and f.confidence >= LIKELY)


def day_of(case: Case, name: str) -> date | None:
    """The date that a field holds, None if it is not there or more likely wrong than right."""
    return next((iso_date(field.value) for field in likely(case, name)), None)


def ordered(case: Case) -> date | None:
    """The day of the order; an order without a date of its own has its signature's.

    A day of long ago is a misreading (a date of birth, most often) and none to judge by.
    """
    days = (day_of(case, name) for name in ("order.date", "signature.date"))
    return next((day for day in days if day and not long_ago(case, day)), None)


def long_ago(case: Case, day: date) -> bool:
    """Whether an order of that day would have arrived more than ten years late."""
    return day < received(case) - relativedelta(years=10)


def received(case: Case) -> date:
    """The day the first paper arrived."""
    return case.documents[0].received if case.documents else case.today


def us(day: date) -> str:
    """A day as the desk writes it: 11/4/2026."""
    return f"{day.month}/{day.day}/{day.year}"
