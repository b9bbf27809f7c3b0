"""The label that speaks for a place: before it on its line, paired with it, or heading it."""

from __future__ import annotations

import re

from docflow import Box
from docflow.paper.labels import Label
from docflow.paper.lines import Line
from docflow.paper.rows import on_row

from .view import View

CLINICAL = frozenset(
    "diagnosis history assessment medications allergies procedure schedule goals precautions notes "
    "frequency duration visits".split()
)
_ITEM = re.compile(r"\W*\d{1,2}[.)]\s")
"""How an item of a numbered list begins."""
NUMBERED = 4
"""Letters that the number of an item takes before the text of its line."""
_VAGUE = frozenset(
    "code codes description condition conditions primary problem impression indication indications "
    "reason".split()
)


def governor(view: View, line: Line, place: int, box: Box) -> Label | None:
    """The label that speaks for a place: before it on its line, paired with it, or above it."""
    same = before(view, line, place)
    if same is not None:
        inner = same.start > 0 and not same.colon
        return (_history_over(view, same) if inner else None) or same
    for pair in view.pairs:
        own = [run for run in pair.runs if run.line is line and run.start <= place + NUMBERED]
        if pair.label.noun in CLINICAL and any(place < run.end for run in own):
            return _sectioned(view, pair.label)
    row = [
        x
        for x in view.labels
        if (x.noun in CLINICAL or (x.noun == "other" and x.text.rstrip().endswith(":")))
        and x.box.right <= box.left
        and on_row(x.box, box, share=0.5)
    ]
    if row:
        return _sectioned(view, max(row, key=lambda x: x.box.right))
    return _above(view, box)


def _above(view: View, box: Box) -> Label | None:
    """The nearest label or heading above a place, in its column or over the whole page."""
    over = [
        x
        for x in view.labels
        if x.box.middle[1] < box.top
        and (x.noun in CLINICAL or (x.noun == "heading" and x.alone))
        and (
            abs(x.box.left - box.left) < 0.05
            or x.box.left <= box.left <= x.box.right
            or _whole_row(view, x)
        )
    ]
    best = max(over, key=lambda x: (x.box.top, -abs(x.box.left - box.left)), default=None)
    return _sectioned(view, best) if best and not _next_item(view, best, box) else None


def _next_item(view: View, label: Label, box: Box) -> bool:
    """Whether another item of a numbered list begins between its head and a place below."""
    return bool(_ITEM.match(label.line.text)) and any(
        _ITEM.match(line.text)
        for line in view.lines
        if label.box.bottom < line.box.middle[1] <= box.bottom
        and abs(line.box.left - label.line.box.left) < 0.03
    )


def _history_over(view: View, label: Label) -> Label | None:
    """The heading of another part ("Lab orders") right above words that name a label by the way."""
    over = [
        x for x in view.labels if 0 < label.box.top - x.box.bottom < 0.05 and _whole_row(view, x)
    ]
    nearest = max(over, key=lambda x: x.box.top, default=None)
    return nearest if nearest is not None and nearest.role == "history" else None


def before(view: View, line: Line, place: int) -> Label | None:
    """The last label before a place on its own line."""
    same = [x for x in view.labels if x.line is line and x.end <= place]
    return max(same, key=lambda x: x.end, default=None)


def _whole_row(view: View, label: Label) -> bool:
    """Whether nothing else stands on a label's row: a heading reaches over all below it."""
    row = (line for line in view.lines if on_row(line.box, label.box))
    return label.alone and all(line is label.line for line in row)


def _sectioned(view: View, label: Label) -> Label:
    """For a column's head such as "Code": the heading of its table, if that says history."""
    if label.phrase not in _VAGUE and not label.phrase.startswith("icd"):
        return label
    top = label.box.top
    headings = [
        x
        for x in view.labels
        if x is not label
        and x.box.middle[1] < top
        and top - x.box.bottom < 0.06
        and _whole_row(view, x)
    ]
    nearest = max(headings, key=lambda x: x.box.top, default=None)
    return nearest if nearest is not None and nearest.role == "history" else label
