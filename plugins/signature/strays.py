"""Ink that no readable label explains: while there is some, an empty place proves nothing.

A signature often covers the very label of its line, so that only the line beside it is known.
"""

from __future__ import annotations

from collections.abc import Iterator

from docflow import Box
from docflow.paper.ink import blobs, inches
from docflow.paper.rules import unruled

from .ground import HIGH, WIDE, Ground, room_over
from .places import Place
from .ruled import NEAR
from .sheets import Sheet, look
from .spots import Spot, captioned

REACH = 2.0
"""Inches up and down from an empty place in which another place for the same signature may be."""

LINE = (1.2, 5.5)
"""Inches that a line to sign on is long at the least, and at most."""

PEN = (0.3, 0.17)
"""Inches across the longer and the shorter way from which a piece of ink is no letter."""

SOLID = 0.4
"""A piece of ink with more of its box filled is a bar or a drawing."""


def stray(on: Sheet, where: Place) -> bool:
    """Whether a pen wrote near a place, but in no place that a label explains."""
    if on.page.image is None:
        return False
    return any(_written(on, line) for line in _unnamed(on, where)) or any(
        _near(stroke, where.room, on.on) and not _explained(stroke, on) for stroke in _strokes(on)
    )


def penned(on: Sheet, spot: Spot) -> bool:
    """Whether a pen wrote in the row of a label or right above it, in no place that is known."""
    box, wide, high = spot.box, on.on.wide, on.on.high
    room = Box(
        box.left - 0.2 / wide,
        box.top - HIGH / high,
        box.right + WIDE / wide,
        box.bottom + 0.1 / high,
    )
    return any(room.holds(stroke) and not _explained(stroke, on) for stroke in _strokes(on))


def _unnamed(on: Sheet, where: Place) -> Iterator[Box]:
    """The lines near a place that stand for no label."""
    for rule in on.on.flat:
        long = LINE[0] < rule.width * on.on.wide < LINE[1]
        known = _claimed(rule, on) or _explained(rule, on)
        if long and _near(rule, where.room, on.on) and not known:
            yield rule


def _written(on: Sheet, rule: Box) -> bool:
    right = min(rule.right, rule.left + WIDE / on.on.wide)
    room = room_over(rule.middle[1], rule.left, right, on.on)
    ink = look(on, Place(room, Spot("", rule, "unsure"), "above"))
    return ink is not None and ink.kind in ("hand", "over")


def _claimed(rule: Box, on: Sheet) -> bool:
    """Whether a place or a label is known for a line: under it, or at its left end."""
    level, high, wide = rule.middle[1], on.on.high, on.on.wide
    for room in (where.room for where in on.places):
        if abs(room.bottom - level) * high < 0.1 and _across(room, rule):
            return True
    for box in (label.box for label in on.on.labels):
        under = -0.1 < (box.top - level) * high < NEAR and _across(box, rule)
        begins = -0.1 < (rule.left - box.right) * wide < 0.6
        if under or (begins and box.top < level < box.bottom + 0.5 * box.height):
            return True
    return False


def _strokes(on: Sheet) -> Iterator[Box]:
    """The pieces of ink that only a pen draws so large, on the levelled page."""
    dark = unruled(on.page)
    rows, columns = dark.shape
    long, short = (share * inches(on.page) for share in PEN)
    level = on.back.inverse()
    for left, top, width, height, area in blobs(dark).stats[1:].tolist():
        large = max(width, height) > long and min(width, height) > short
        if large and area < SOLID * width * height:
            right, bottom = (left + width) / columns, (top + height) / rows
            yield level.box(Box(left / columns, top / rows, right, bottom))


def _explained(found: Box, on: Sheet) -> bool:
    """Whether ink or a line belongs to a known place, or to another's label: patients sign, too."""
    x, y = found.middle
    beside, above = 0.2 / on.on.wide, 0.2 / on.on.high
    asked = (spot for spot in on.spots if not spot.named or captioned(spot))
    others = (spot.box for spot in asked if spot.role == "other")
    near = (
        Box(b.left, b.top - HIGH / on.on.high, b.right + WIDE / on.on.wide, b.bottom)
        for b in others
    )
    return any(
        room.left - beside < x < room.right + beside and room.top - above < y < room.bottom + above
        for room in (*(where.room for where in on.places), *near)
    )


def _near(box: Box, room: Box, on: Ground) -> bool:
    apart = max(box.top - room.bottom, room.top - box.bottom) * on.high
    return apart < REACH - HIGH


def _across(one: Box, other: Box) -> bool:
    return one.left < other.right and other.left < one.right
