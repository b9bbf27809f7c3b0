"""The room of a ruled cell: the rest of the label's own, or the one at its right."""

from __future__ import annotations

from docflow import Box

from .ground import Ground
from .ruled import runs_over
from .spots import Spot

COLUMN = 3.0
"""Inches that a form's column of labels is wide at most."""

DEEP = 1.3
"""Inches that a cell to sign in is high at most."""

INDENT = 0.4
"""Inches from a cell's left border to its label at most."""

LOST = 0.5
"""Inches of a border's end that a copy loses at most."""

Walls = list[tuple[float, Box]]
"""The lines down the page that pass a height, each with where it does."""

_BORDER = 0.006
"""Widths of the page that a cell's upright borders take up."""


def own_cell(spot: Spot, on: Ground) -> Box | None:
    """The rest of the cell that the label stands at the top of."""
    box = spot.box
    below = [r for r in on.flat if _spans(r, box) and r.middle[1] > box.bottom + 0.25 / on.high]
    beside = on.walls_at(box.bottom)
    left = max(((x, w) for x, w in beside if x < box.left + 0.05 / on.wide), default=None)
    if not below or left is None:
        return None
    floor = min(r.middle[1] for r in below)
    wall, upright = left
    capped = any(runs_over(r, box, on) and _borders(r, wall, beside, on) for r in on.flat)
    reaches = upright.bottom > box.bottom + 0.7 * (floor - box.bottom)
    near = (box.left - wall) * on.wide < INDENT and (floor - box.bottom) * on.high < DEEP
    if not (near and capped and reaches):
        return None
    right = min((x for x, _ in beside if x > box.right), default=max(r.right for r in below))
    return Box(wall + _BORDER, box.bottom, right - _BORDER, floor)


def _borders(rule: Box, wall: float, walls: Walls, on: Ground) -> bool:
    """Whether a line is the upper border of the cell that begins at a wall.

    It begins there; a copy may have lost that end of one that goes on into the next cells.
    """
    near = (rule.left - wall) * on.wide
    further = sum(wall < x < rule.right - 0.1 / on.wide for x, _ in walls)
    return near < 0.15 or (near < LOST and further > 0)


def next_cell(spot: Spot, on: Ground) -> Box | None:
    """The cell at the right of the label's own, if the form's labels stand in a column of cells."""
    box = spot.box
    beside = sorted(x for x, _ in on.walls_at(box.middle[1]))
    own = [x for x in beside if x < box.left and (box.left - x) * on.wide < INDENT]
    right = [x for x in beside if x > box.right]
    if not own or len(right) < 2 or (right[1] - right[0]) * on.wide < 1.2:
        return None
    if (right[0] - max(own)) * on.wide > COLUMN:
        return None
    room = _between(right[0], right[1], box.middle[1], on)
    column = [x for x in on.labels if abs(x.box.left - box.left) < 0.015 and x.box is not box]
    if room is None or len(column) < 2 or any(room.holds(x.box) for x in on.labels):
        return None
    return room


def _between(left: float, right: float, y: float, on: Ground) -> Box | None:
    """The cell between two upright lines, at a height."""
    flat = [r.middle[1] for r in on.flat if r.left < left + 0.02 and r.right > right - 0.02]
    top = max((f for f in flat if f < y), default=None)
    floor = min((f for f in flat if f > y), default=None)
    if top is None or floor is None or (floor - top) * on.high > DEEP:
        return None
    return Box(left + _BORDER, top, right - _BORDER, floor)


def _spans(rule: Box, box: Box) -> bool:
    """Whether a printed line is as long as a label, and over or under it."""
    return rule.left < box.left + 0.02 and rule.right > box.right - 0.02
