"""What every referral needs before it can be billed, whoever pays: missing, invalid, inconsistent.

A value that is there but unsure is doubtful (the host says so), not missing. What only one payer
wants is its pack's.
"""

from __future__ import annotations

from collections.abc import Iterable

from docflow import Case, Finding, hookimpl

from .course import course
from .dates import dates
from .diagnoses import diagnoses
from .needed import needed
from .signed import npi, signature


@hookimpl
def docflow_check(case: Case) -> Iterable[Finding]:
    """The core's findings about a referral; other kinds of case have none."""
    if case.kind != "referral":
        return
    for part in (needed, diagnoses, course, signature, npi, dates):
        yield from part(case)
