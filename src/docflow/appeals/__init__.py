"""Denials and their answers: the road, the last day, what is on file, what is missing."""

from docflow.appeals.deadlines import Deadline, current_level, deadlines
from docflow.appeals.denial import Denial, denials, of_notice
from docflow.appeals.due import due
from docflow.appeals.levels import levels
from docflow.appeals.roads import Road, road
from docflow.appeals.sent import OUTCOME, SENT, steps

__all__ = [
    "OUTCOME",
    "SENT",
    "Deadline",
    "Denial",
    "Road",
    "current_level",
    "deadlines",
    "denials",
    "due",
    "levels",
    "of_notice",
    "road",
    "steps",
]
