"""Where on a page people sign: the room that a label, a printed name or a closing points to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from docflow import Box, Page
from docflow.paper.labels import Label
from docflow.paper.lines import Line

from .spots import ELECTRONIC, Spot, captioned

HIGH = 0.62
"""Inches above a line, or below a label, that a signature may take."""

NEAR = 0.24
"""A label stands at most this many inches under the line that it names."""

HIDDEN = 1.6
"""Inches of a line's beginning that the ink of a signature may hide."""

TALL = 0.22
"""Inches that a row of print is high at most."""

COLUMN = 3.0
"""Inches that a form's column of labels is wide at most."""

WIDE = 3.6
"""Inches that a signature may take across where nothing bounds it."""

_DATE = re.compile(
    r"\d{1,2} ?[-/.] ?\d{1,2} ?[-/.] ?\d{2,4}|\d{4}-\d\d-\d\d"
    r"|[A-Z][a-z]{2,8}\.? ?\d{1,2}(?:st|nd|rd|th)?,? ?\d{4}"
)

How = Literal["above", "right", "cell", "over", "open", "closing"]


@dataclass(frozen=True, slots=True)
class Place:
    """The room in which a signature belongs, and what points to it.

    `how`: "above" a printed line, "right" of a label on a line, in the "cell" below a label,
    "over" a line below it, in the "open" paper below it, or between a letter's "closing" and the
    printed name.
    """

    room: Box
    spot: Spot
    how: How


@dataclass(frozen=True, slots=True)
class Ground:
    """A levelled page as far as it bounds rooms: its size in inches, printed lines and labels.

    `lean`: how far lines down the page go to the left, in page widths for each page height;
    `options`: the tick boxes.
    """

    wide: float
    high: float
    lean: float
    flat: tuple[Box, ...]
    walls: tuple[Box, ...]
    lines: tuple[Line, ...]
    labels: tuple[Label, ...]
    options: tuple[Box, ...]


def ground(level: Page, fall: float, found: Sequence[Line], named: Sequence[Label]) -> Ground:
    """What bounds the rooms of a page that was levelled by `fall`."""
    flat = tuple(m.box for m in level.marks if m.value == "horizontal")
    walls = tuple(m.box for m in level.marks if m.value == "vertical")
    return Ground(
        wide=level.width / 72,
        high=level.height / 72,
        lean=fall,
        flat=flat,
        walls=walls,
        lines=tuple(found),
        labels=tuple(named),
        options=tuple(m.box for m in level.marks if m.kind == "tick"),
    )


def place(spot: Spot, on: Ground) -> Place | None:
    """The room that a spot points to; None for a name that stands under no line."""
    if spot.closing is not None:
        return _between(spot, spot.closing, on)
    if spot.named:
        return _above(spot, on) or (_above(spot, on, HIDDEN) if captioned(spot) else None)
    rooms = (_next_cell, _cell, _above, _right, _faded, _faded_beside, _over_line)
    found = next((room for find in rooms if (room := find(spot, on))), None)
    return found or _above(spot, on, HIDDEN) or _right(spot, on, HIDDEN) or _open(spot, on)


def _cell(spot: Spot, on: Ground) -> Place | None:
    """The rest of the cell that the label stands at the top of."""
    box = spot.box
    below = [r for r in on.flat if _spans(r, box) and r.middle[1] > box.bottom + 0.25 / on.high]
    beside = [(_x(w, box.middle[1], on), w) for w in on.walls if w.top < box.middle[1] < w.bottom]
    left = max(((x, w) for x, w in beside if x < box.left + 0.05 / on.wide), default=None)
    if not below or left is None:
        return None
    floor = min(r.middle[1] for r in below)
    wall, upright = left
    capped = any(_over(r, box, on) and (r.left - wall) * on.wide < 0.15 for r in on.flat)
    reaches = upright.bottom > box.bottom + 0.7 * (floor - box.bottom)
    near = (box.left - wall) * on.wide < 0.4 and (floor - box.bottom) * on.high < 1.3
    if not (near and capped and reaches):
        return None
    right = min((x for x, _ in beside if x > box.right), default=max(r.right for r in below))
    return Place(Box(wall + 0.006, box.bottom, right - 0.006, floor), spot, "cell")


def _next_cell(spot: Spot, on: Ground) -> Place | None:
    """The cell at the right of the label's own, if the form's labels stand in a column of cells."""
    box, y = spot.box, spot.box.middle[1]
    beside = sorted((_x(w, y, on), w) for w in on.walls if w.top < y < w.bottom)
    own = [x for x, _ in beside if x < box.left and (box.left - x) * on.wide < 0.4]
    right = [x for x, _ in beside if x > box.right]
    if not own or len(right) < 2 or (right[1] - right[0]) * on.wide < 1.2:
        return None
    if (right[0] - max(own)) * on.wide > COLUMN:
        return None
    flat = [r.middle[1] for r in on.flat if r.left < right[0] + 0.02 and r.right > right[1] - 0.02]
    top = max((f for f in flat if f < y), default=None)
    floor = min((f for f in flat if f > y), default=None)
    if top is None or floor is None or (floor - top) * on.high > 1.3:
        return None
    room = Box(right[0] + 0.006, top, right[1] - 0.006, floor)
    column = [x for x in on.labels if abs(x.box.left - box.left) < 0.015 and x.box is not box]
    taken = any(within(x.box, room) for x in on.labels)
    return Place(room, spot, "cell") if len(column) >= 2 and not taken else None


def within(box: Box, room: Box) -> bool:
    """Whether the middle of a box lies in a room."""
    x, y = box.middle
    return room.left < x < room.right and room.top < y < room.bottom


def _over(rule: Box, box: Box, on: Ground) -> bool:
    """Whether a printed line runs right over a label."""
    return rule.middle[1] < box.middle[1] and (box.top - rule.middle[1]) * on.high < NEAR


def _x(wall: Box, y: float, on: Ground) -> float:
    """Where a line down the page, leaning as the page does, passes a height."""
    share = (y - wall.top) / max(wall.height, 1e-6)
    if abs(on.lean) < 1e-9:
        return wall.middle[0]
    return wall.right - share * wall.width if on.lean > 0 else wall.left + share * wall.width


def _above(spot: Spot, on: Ground, hidden: float = 0) -> Place | None:
    """The room over the printed line that the label stands under.

    `hidden`: inches of the line's beginning that ink may cover.
    """
    box = spot.box
    over = [
        r
        for r in on.flat
        if _over(r, box, on)
        and r.left < min(box.left + max(1.0, hidden) / on.wide, _next_label(spot, on))
        and r.right > box.left + 0.5 / on.wide
        and not _taken(r, box, on)
    ]
    if not over:
        return None
    rule = max(over, key=lambda r: r.middle[1])
    if spot.named and ((box.top - rule.middle[1]) * on.high > 0.12 or _walled(box, rule, on)):
        return None
    left = min(max(rule.left, box.left - 1.2 / on.wide), box.left) - 0.1 / on.wide
    right = min(rule.right, box.left + 1.3 * WIDE / on.wide, _next_label(spot, on))
    return Place(Box(left, ceiling(rule, left, right, on), right, rule.middle[1]), spot, "above")


def _faded(spot: Spot, on: Ground) -> Place | None:
    """The paper above a label whose line is lost, if the date in its row stands above its label."""
    box = spot.box
    if not any(_dated(line, date, on) for date in _dates(spot, on) for line in on.lines):
        return None
    floor = box.top - 0.03 / on.high
    left, right = box.left - 0.1 / on.wide, min(box.left + WIDE / on.wide, _next_label(spot, on))
    rule = Box(box.left, floor, right, floor)
    return Place(Box(left, ceiling(rule, left, right, on), right, floor), spot, "above")


def _faded_beside(spot: Spot, on: Ground) -> Place | None:
    """The paper beside a label whose line is lost, if the date in its row stands beside its own."""
    box = spot.box
    if not any(_dated_beside(line, date, on) for date in _dates(spot, on) for line in on.lines):
        return None
    floor = box.bottom + 0.03 / on.high
    left, right = box.right, min(box.right + WIDE / on.wide, _next_label(spot, on))
    rule = Box(left, floor, right, floor)
    return Place(Box(left, ceiling(rule, left, right, on), right, floor), spot, "right")


def _dates(spot: Spot, on: Ground) -> list[Box]:
    """The labels of dates in a spot's row."""
    box = spot.box
    return [
        x.box
        for x in on.labels
        if x.noun in ("date", "sign_date") and abs(x.box.middle[1] - box.middle[1]) < box.height
    ]


def _dated_beside(line: Line, label: Box, on: Ground) -> bool:
    """Whether a date stands right of a label, which may be read as one line with it."""
    row = abs(line.box.middle[1] - label.middle[1]) < 0.6 * label.height
    near = line.box.right > label.right and (line.box.left - label.right) * on.wide < 0.6
    return row and near and _DATE.search(line.text) is not None


def _dated(line: Line, label: Box, on: Ground) -> bool:
    """Whether a date stands right above a label."""
    gap = (label.top - line.box.bottom) * on.high
    over = line.box.left < label.right and line.box.right > label.left
    return over and -0.05 < gap < 0.25 and _DATE.fullmatch(line.text.strip()) is not None


def _walled(box: Box, rule: Box, on: Ground) -> bool:
    """Whether the words stand at the left border of a cell: there they are its value.

    A line that begins inside the cell is none of its borders, but one to sign on.
    """
    near = [_x(w, box.middle[1], on) for w in on.walls if w.top < box.middle[1] < w.bottom]
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


def _right(spot: Spot, on: Ground, hidden: float = 0) -> Place | None:
    """The room over the printed line that goes on from the label, its beginning maybe `hidden`."""
    box = spot.box
    beside = [
        r
        for r in on.flat
        if -0.6 * box.height < r.middle[1] - box.bottom < 0.8 * box.height
        and -0.1 < (r.left - box.right) * on.wide < max(0.6, hidden)
        and r.left < _next_label(spot, on)
        and (r.right - r.left) * on.wide > 0.6
    ]
    if not beside:
        return None
    rule = min(beside, key=lambda r: r.left)
    left, right = box.right, min(rule.right, box.right + 1.3 * WIDE / on.wide)
    return Place(Box(left, ceiling(rule, left, right, on), right, rule.middle[1]), spot, "right")


def _over_line(spot: Spot, on: Ground) -> Place | None:
    """The room between a label and the printed line below it, with nothing printed between."""
    box = spot.box
    below = [
        r
        for r in on.flat
        if 0.25 < (r.middle[1] - box.bottom) * on.high < 1.2 * HIGH
        and abs(r.left - box.left) * on.wide < 0.35
        and r.width * on.wide > 1.2
    ]
    if not below:
        return None
    rule = min(below, key=lambda r: r.top)
    left, right = box.left - 0.1 / on.wide, min(rule.right, _next_label(spot, on))
    between = [x.box for x in on.labels if box.bottom < x.box.middle[1] < rule.top]
    if any(x.left < right and x.right > left for x in between):
        return None
    return Place(Box(left, box.bottom, right, rule.middle[1]), spot, "over")


def _open(spot: Spot, on: Ground) -> Place:
    """The paper below a label, and beside it, down to the next label or line."""
    box = spot.box
    left, right = box.left - 0.1 / on.wide, min(box.left + WIDE / on.wide, _next_label(spot, on))
    floors = [r.top for r in on.flat if r.left < right and r.right > left]
    floors += [
        x.box.top
        for x in on.labels
        if x.box.left < right and x.box.right > left and not ELECTRONIC.search(x.text)
    ]
    below = [y for y in floors if y > box.bottom + 0.3 / on.high]
    floor = min([*below, box.bottom + 1.3 * HIGH / on.high])
    return Place(Box(left, box.bottom, right, floor), spot, "open")


def _between(spot: Spot, closing: Box, on: Ground) -> Place:
    """The paper between a letter's closing and the printed name."""
    left = min(spot.box.left, closing.left) - 0.3 / on.wide
    right = left + WIDE / on.wide
    return Place(Box(max(0.0, left), closing.bottom, right, spot.box.top), spot, "closing")


def ceiling(rule: Box, left: float, right: float, on: Ground) -> float:
    """How far up the room over a line goes: to what is printed above it, or to its height.

    A row of text that begins left of the room is printed, as labels and options are.
    """
    tops = [rule.middle[1] - HIGH / on.high]
    long = [r for r in on.flat if r.width > 0.6 * (right - left)]
    labelled = [x.box for x in on.labels if not ELECTRONIC.search(x.text)]
    for other in (*long, *labelled, *_rows(left - 0.1 / on.wide, on), *on.options):
        across = min(right, other.right) - max(left, other.left)
        if across > 0 and other.bottom < rule.middle[1] - 0.25 / on.high:
            tops.append(other.bottom)
    return max(tops)


def _rows(left: float, on: Ground) -> Iterator[Box]:
    """The rows of print above a room.

    They are text that begins left of it, values beside their labels, and captions right under a
    line too long for a stamp's frame.
    """
    labels = [x.box for x in on.labels if x.box.left < left]
    for line in on.lines:
        box = line.box
        beside = any(abs(b.middle[1] - box.middle[1]) < 0.4 * b.height for b in labels)
        under = any(
            -0.04 < (box.top - r.middle[1]) * on.high < 0.1 and r.left < box.left + 0.01 < r.right
            for r in on.flat
            if r.width * on.wide > WIDE
        )
        if box.left < left or ((beside or under) and box.height * on.high < TALL):
            yield box


def _next_label(spot: Spot, on: Ground) -> float:
    """Where the next label of the same row begins."""
    box = spot.box
    row = [
        x.box.left
        for x in on.labels
        if abs(x.box.middle[1] - box.middle[1]) < 0.8 * box.height and x.box.left > box.right
    ]
    return min(row, default=1.0) - 0.005


def _spans(rule: Box, box: Box) -> bool:
    return rule.left < box.left + 0.02 and rule.right > box.right - 0.02
