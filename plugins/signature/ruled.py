"""The room at a printed line: over the line that a label stands under, beside or above."""

from __future__ import annotations

from docflow import Box
from docflow.paper.rows import on_row

from .ground import HIGH, WIDE, Ground, next_label, room_over
from .spots import Spot

NEAR = 0.24
"""A label stands at most this many inches under the line that it names."""

LONG = 5.5
"""Inches that a line for one signature is long at most."""

HIDDEN = 1.6
"""Inches of a line's beginning that the ink of a signature may hide."""


def above(spot: Spot, on: Ground, hidden: float = 0) -> Box | None:
    """The room over the printed line that the label stands under.

    `hidden`: inches of the line's beginning that ink may cover.
    """
    box = spot.box
    over = [
        r
        for r in on.flat
        if runs_over(r, box, on)
        and r.left < min(box.left + max(1.0, hidden) / on.wide, next_label(box, on))
        and r.right > min(box.left + 0.5 / on.wide, box.right - 0.1 / on.wide)
        and r.width * on.wide > 0.5
        and not _taken(r, box, on)
    ]
    if not over:
        return None
    rule = max(over, key=lambda r: r.middle[1])
    if spot.named and ((box.top - rule.middle[1]) * on.high > 0.12 or _walled(box, rule, on)):
        return None
    alone = rule.width * on.wide < LONG and not _captioned_before(rule, box, on)
    start = rule.left if alone else max(rule.left, box.left - 1.2 / on.wide)
    left = min(start, box.left) - 0.1 / on.wide
    right = min(rule.right, box.left + 1.3 * WIDE / on.wide, next_label(box, on))
    return room_over(rule.middle[1], left, right, on)


def _captioned_before(rule: Box, box: Box, on: Ground) -> bool:
    """Whether other words stand under a line, left of its label: then its beginning is theirs."""
    return any(
        line.box.right < box.left
        and line.box.right > rule.left
        and on_row(line.box, box)
        and runs_over(rule, line.box, on)
        for line in on.lines
    )


def beside(spot: Spot, on: Ground, hidden: float = 0) -> Box | None:
    """The room over the printed line that goes on from the label, its beginning maybe `hidden`."""
    box = spot.box
    rules = [
        r
        for r in on.flat
        if -0.6 * box.height < r.middle[1] - box.bottom < 0.8 * box.height
        and -0.1 < (r.left - box.right) * on.wide < max(0.6, hidden)
        and r.left < next_label(box, on)
        and (r.right - r.left) * on.wide > 0.6
    ]
    if not rules:
        return None
    rule = min(rules, key=lambda r: r.left)
    right = min(rule.right, box.right + 1.3 * WIDE / on.wide)
    return room_over(rule.middle[1], box.right, right, on)


def below(spot: Spot, on: Ground) -> Box | None:
    """The room between a label and the printed line below it, with nothing printed between."""
    box = spot.box
    rules = [
        r
        for r in on.flat
        if 0.25 < (r.middle[1] - box.bottom) * on.high < 1.2 * HIGH
        and abs(r.left - box.left) * on.wide < 0.35
        and r.width * on.wide > 1.2
    ]
    if not rules:
        return None
    rule = min(rules, key=lambda r: r.top)
    left, right = box.left - 0.1 / on.wide, min(rule.right, next_label(box, on))
    between = [x.box for x in on.labels if box.bottom < x.box.middle[1] < rule.top]
    if any(x.left < right and x.right > left for x in between):
        return None
    return Box(left, box.bottom, right, rule.middle[1])


def runs_over(rule: Box, box: Box, on: Ground) -> bool:
    """Whether a printed line runs right over a label."""
    return rule.middle[1] < box.middle[1] and (box.top - rule.middle[1]) * on.high < NEAR


def _walled(box: Box, rule: Box, on: Ground) -> bool:
    """Whether the words stand at the left border of a cell: there they are its value.

    A line that begins inside the cell is none of its borders, but one to sign on.
    """
    near = [x for x, _ in on.walls_at(box.middle[1])]
    inside = all(abs(rule.left - x) * on.wide > 0.05 for x in near)
    short = inside and all(abs(rule.right - x) * on.wide > 0.05 for x in near)
    return not short and any(0 < (box.left - x) * on.wide < 0.4 for x in near)


def _taken(rule: Box, box: Box, on: Ground) -> bool:
    """Whether the line belongs to a label at its left end."""
    return any(
        label.box.bottom > rule.top - 0.5 * label.box.height
        and label.box.top < rule.top
        and -0.02 < rule.left - label.box.right < 0.25 / on.wide
        and label.box.bottom < box.bottom
        for label in on.labels
    )
