"""Where on a page people sign: the room that a label, a printed name or a closing points to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Literal

from docflow import Box

from .cells import next_cell, own_cell
from .faded import faded_above, faded_beside
from .ground import HIGH, WIDE, Ground, next_label
from .rows import beside_column
from .ruled import HIDDEN, above, below, beside
from .spots import ELECTRONIC, Spot, captioned

How = Literal["above", "right", "cell", "row", "over", "open", "closing"]

_ROOMS: tuple[tuple[How, Callable[[Spot, Ground], Box | None]], ...] = (
    ("cell", next_cell),
    ("cell", own_cell),
    ("row", beside_column),
    ("above", above),
    ("right", beside),
    ("above", faded_above),
    ("right", faded_beside),
    ("over", below),
    ("above", partial(above, hidden=HIDDEN)),
    ("right", partial(beside, hidden=HIDDEN)),
)
"""What a label may point to, the surest first."""


@dataclass(frozen=True, slots=True)
class Place:
    """The room in which a signature belongs, and what points to it.

    `how`: "above" a printed line, "right" of a label on a line, in the "cell" below or beside a
    label, in its "row" of a table without upright lines, "over" a line below it, in the "open"
    paper below it, or between a letter's "closing" and the printed name.
    """

    room: Box
    spot: Spot
    how: How


def place(spot: Spot, on: Ground) -> Place | None:
    """The room that a spot points to; None for a name that stands under no line."""
    if spot.closing is not None:
        return Place(_between(spot, spot.closing, on), spot, "closing")
    if captioned(spot):
        return _captioned(spot, on)
    if spot.named:
        room = above(spot, on)
        return Place(room, spot, "above") if room else None
    found = (Place(room, spot, how) for how, find in _ROOMS if (room := find(spot, on)))
    return next(found, None) or Place(_open(spot, on), spot, "open")


def _captioned(spot: Spot, on: Ground) -> Place | None:
    """The room at the line over a caption, or at the one that goes on from it."""
    room = above(spot, on) or above(spot, on, HIDDEN)
    if room:
        return Place(room, spot, "above")
    room = beside(spot, on) or beside(spot, on, HIDDEN) or faded_beside(spot, on)
    return Place(room, spot, "right") if room else None


def _open(spot: Spot, on: Ground) -> Box:
    """The paper below a label, and beside it, down to the next label or line."""
    box = spot.box
    left, right = box.left - 0.1 / on.wide, min(box.left + WIDE / on.wide, next_label(box, on))
    floors = [r.top for r in on.flat if r.left < right and r.right > left]
    floors += [
        x.box.top
        for x in on.labels
        if x.box.left < right and x.box.right > left and not ELECTRONIC.search(x.text)
    ]
    lower = [y for y in floors if y > box.bottom + 0.3 / on.high]
    floor = min([*lower, box.bottom + 1.3 * HIGH / on.high])
    return Box(left, box.bottom, right, floor)


def _between(spot: Spot, closing: Box, on: Ground) -> Box:
    """The paper between a letter's closing and the printed name."""
    left = min(spot.box.left, closing.left) - 0.3 / on.wide
    right = left + WIDE / on.wide
    return Box(max(0.0, left), closing.bottom, right, spot.box.top)
