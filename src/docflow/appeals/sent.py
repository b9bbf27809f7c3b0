"""What a person said was sent and what came of it, as it stands among the facts of a case."""

from __future__ import annotations

from docflow.appeals.denial import Denial
from docflow.model import Case
from docflow.terms.steps import Step, step_of

SENT = "appeal.sent"
OUTCOME = "appeal.outcome"
"""The fields, each with a value for each level of each notice."""


def steps(case: Case, denial: Denial, field: str) -> list[Step]:
    """What happened to a denial, from the first level on."""
    found = (step_of(value) for value in case.values(field))
    own = [step for step in found if step and step.mark == denial.mark]
    return sorted(own, key=lambda s: (s.level, s.day))
