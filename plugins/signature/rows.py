"""The room in a table without upright lines: labels in one column, their values in the next."""

from __future__ import annotations

from collections.abc import Iterator

from docflow import Box
from docflow.paper.rows import on_row

from .ground import WIDE, Ground
from .ruled import LONG, beside, runs_over
from .spots import Spot

ALIKE = 0.012
"""Widths of the page by which the beginnings of one column differ."""

DEEP = 0.8
"""Inches that a row is high at most."""

SIGNED = 1.2
"""Inches that a line to sign on is long at least."""

FEW = 3
"""Of four labels right above one another so many have values that begin alike in a table."""


def beside_column(spot: Spot, on: Ground) -> Box | None:
    """The paper beside a label in the column where the values of the labels over it begin.

    None where another label or a line to sign on stands in its row, or such a line over it.
    """
    box, start = spot.box, _begin(spot.box, on)
    if start is None or beside(spot, on):
        return None
    aside = any(on_row(x.box, box, share=0.5) for x in on.labels if x.box.left > box.right)
    over = (r for r in on.flat if runs_over(r, box, on) and r.left < box.right)
    signed = any(SIGNED < r.width * on.wide < LONG for r in over)
    top, floor = _between(box, start, on)
    if aside or signed or (floor - top) * on.high > DEEP:
        return None
    walls = [x for x, _ in on.walls_at(box.middle[1]) if x > start]
    right = min([*walls, 1.0, start + 1.3 * WIDE / on.wide])
    return Box(start - 0.1 / on.wide, top, right, floor)


def _begin(box: Box, on: Ground) -> float | None:
    """Where the column of values begins, as the labels right over a label show it."""
    column = [x.box for x in on.labels if abs(x.box.left - box.left) < ALIKE]
    over = sorted((b for b in column if b.top < box.top), key=lambda b: -b.top)[: FEW + 1]
    if not over or any(over[0].bottom < y < box.top for y in _column(box, on)):
        return None
    begins = sorted(start for b in over if (start := _value(b, on)) is not None)
    alike = zip(begins, begins[FEW - 1 :], strict=False)
    return next((first for first, last in alike if last - first < ALIKE), None)


def _column(box: Box, on: Ground) -> Iterator[float]:
    """The heights of what is written over or under a label."""
    for line in on.lines:
        if line.box.left < box.right and line.box.right > box.left:
            yield line.box.middle[1]


def _value(label: Box, on: Ground) -> float | None:
    """Where the text begins that stands next in a label's row, apart from it and no label."""
    row = [line.box for line in on.lines if line.box.left > label.right + 0.05 / on.wide]
    row = [box for box in row if on_row(box, label, share=0.3)]
    first = min(row, key=lambda box: box.left, default=None)
    named = first and any(first.holds(x.box) and x.box.left < first.left + ALIKE for x in on.labels)
    return None if first is None or named else first.left


def _between(box: Box, start: float, on: Ground) -> tuple[float, float]:
    """Between which heights a label's row lies: printed lines, or the labels over and under it."""
    flat = [r for r in on.flat if r.left < start + ALIKE and r.right > start + 1 / on.wide]
    printed = [x.box for x in on.labels if x.box.left < start + WIDE / on.wide]
    tops = [r.middle[1] for r in flat if r.middle[1] < box.top]
    tops += [b.bottom for b in printed if b.bottom < box.top]
    floors = [r.middle[1] for r in flat if r.middle[1] > box.bottom]
    floors += [b.top for b in printed if b.top > box.bottom]
    return max(tops, default=0.0), min(floors, default=1.0)
