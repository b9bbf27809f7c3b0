"""Places where a value should stand and something does, but nothing that anyone can read.

"Missing" would send the desk to the prescriber for what lies on the paper before them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from docflow import Reading
from docflow.paper.labels import Label
from docflow.paper.runs import Run

from .view import View, said

FIELD = "document.unread"
FIELDS = {
    "birth_date": "patient.birth_date",
    "name": "patient.name",
    "diagnosis": "diagnosis.codes",
    "order_date": "order.date",
    "npi": "provider.npi",
}
"""What the labels of each noun ask for. A schedule's place holds print of its own."""

OURS = frozenset({"", "order", "patient", "provider"})
"""The parts of a form that hold the order's own values."""

PARTS = {"name": "patient", "npi": "provider"}
"""What means nothing without its part: everybody has a name."""

LETTERS = 3
"""Letters that make a name of a stain."""
DIGITS = 2
"""Digits without which writing is no date, code or number but words beside it."""
REACH = 3.0
"""How far below its label a value may stand, in heights of the label."""
BESIDE = 0.3
"""How far right of its label a value may begin, in widths of the page."""


def unread(views: Sequence[View], readings: Sequence[Reading]) -> Iterator[Reading]:
    """For each field that was asked for and not read, the writing at its place, if there is any."""
    have = {reading.field for reading in readings}
    for view in views:
        for label in view.labels:
            field = FIELDS.get(label.noun)
            if field is None or field in have or not _ours(view, label):
                continue
            place = _writing(view, label)
            if place:
                where = view.source(place.box)
                yield said(FIELD, field, place.text, where, 0.9, "label")


def _ours(view: View, label: Label) -> bool:
    role = view.role(label)
    return role == PARTS[label.noun] if label.noun in PARTS else role in OURS


def _writing(view: View, label: Label) -> Run | None:
    """What was paired with the label in vain, else what stands free on the form's usual side."""
    paired = (run for pair in view.pairs if pair.label is label for run in pair.runs)
    free = (run for run in view.runs if not _taken(view, run) and _at(view, label, run))
    return next((run for run in (*paired, *free) if _written(label.noun, run.text)), None)


def _written(noun: str, text: str) -> bool:
    if noun == "name":
        return sum(map(str.isalpha, text)) >= LETTERS
    return sum(map(str.isdigit, text)) >= DIGITS


def _taken(view: View, run: Run) -> bool:
    return any(run is other for pair in view.pairs for other in pair.runs)


def _at(view: View, label: Label, run: Run) -> bool:
    """Whether the run stands where this form's values stand, seen from the label."""
    habit = Counter(pair.side for pair in view.pairs).most_common(1)
    side = habit[0][0] if habit else "right"
    one, other = label.box, run.box
    if side == "right":
        level = one.top < other.middle[1] < one.bottom
        return level and -0.01 < other.left - one.right < BESIDE
    above, below = (one, other) if side == "below" else (other, one)
    gap = below.top - above.bottom
    return -one.height < gap < REACH * one.height and one.left - 0.02 < other.left < one.right
