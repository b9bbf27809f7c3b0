"""The room at a line that is lost: on the side of its label on which the row's date stands."""

from __future__ import annotations

import re
from collections.abc import Callable

from docflow import Box
from docflow.paper.lines import Line
from docflow.paper.rows import on_row

from .ground import WIDE, Ground, next_label, room_over
from .spots import Spot

GAP = 0.03
"""Inches between a label's print and the line that is lost."""

_DATE = re.compile(
    r"\d{1,2} ?[-/.] ?\d{1,2} ?[-/.] ?\d{2,4}|\d{4}-\d\d-\d\d"
    r"|[A-Z][a-z]{2,8}\.? ?\d{1,2}(?:st|nd|rd|th)?,? ?\d{4}"
)


def faded_above(spot: Spot, on: Ground) -> Box | None:
    """The paper above a label, if the date in its row stands above its own."""
    if not _dated(spot, on, _stands_above):
        return None
    box = spot.box
    right = min(box.left + WIDE / on.wide, next_label(box, on))
    return room_over(box.top - GAP / on.high, box.left - 0.1 / on.wide, right, on)


def faded_beside(spot: Spot, on: Ground) -> Box | None:
    """The paper beside a label, if the date in its row stands beside its own."""
    if not _dated(spot, on, _stands_beside):
        return None
    box = spot.box
    right = min(box.right + WIDE / on.wide, next_label(box, on))
    return room_over(box.bottom + GAP / on.high, box.right, right, on)


def _dated(spot: Spot, on: Ground, stands: Callable[[Line, Box, Ground], bool]) -> bool:
    """Whether a date stands as it should to the label of a date in a spot's row."""
    asked = [x.box for x in on.labels if x.noun in ("date", "sign_date")]
    row = [box for box in asked if on_row(box, spot.box, share=1)]
    return any(stands(line, box, on) for box in row for line in on.lines)


def _stands_above(line: Line, label: Box, on: Ground) -> bool:
    """Whether a date stands right above a label."""
    gap = (label.top - line.box.bottom) * on.high
    over = line.box.left < label.right and line.box.right > label.left
    return over and -0.05 < gap < 0.25 and _DATE.fullmatch(line.text.strip()) is not None


def _stands_beside(line: Line, label: Box, on: Ground) -> bool:
    """Whether a date stands right of a label, which may be read as one line with it."""
    near = line.box.right > label.right and (line.box.left - label.right) * on.wide < 0.6
    return near and on_row(line.box, label) and _DATE.search(line.text) is not None
