"""A form's column of questions with the answers beside it, whether or not their words are known."""

from __future__ import annotations

from docflow.paper.cells import walls_between
from docflow.paper.labels import Label
from docflow.paper.rows import on_row
from docflow.paper.runs import Run

from .view import View

ALIGNED = 0.012
"""Texts whose left ends differ by less, in widths of the page, stand in one column."""

ANSWERED = 2
"""So many labels with their value beside them make a column of questions."""


def another(view: View, label: Label, run: Run) -> bool:
    """Whether a text below a label is the column's next question, and no answer to the label.

    It is if an answer stands beside it where the column has its answers, or if it stands in a
    ruled row of its own.
    """
    column = [
        pair.runs[0].box.left
        for pair in view.pairs
        if pair.side == "right" and _aligned(pair.label.box.left, label.box.left)
    ]
    if len(column) < ANSWERED or not _aligned(run.box.left, label.box.left):
        return False
    beside = [x.box.left for x in view.lines if x is not run.line and on_row(x.box, run.box)]
    answered = any(_aligned(left, answer) for left in beside for answer in column)
    return answered or walls_between(label.box, run.box, view.rules, "horizontal")


def _aligned(one: float, other: float) -> bool:
    return abs(one - other) < ALIGNED
