"""How well docflow reads an office's own paper, by the office's own truth."""

from docflow.evaluation.outcomes import Outcome, Verdict, outcomes
from docflow.evaluation.report import page
from docflow.evaluation.tally import Tally, tallies

__all__ = ["Outcome", "Tally", "Verdict", "outcomes", "page", "tallies"]
