"""The date that belongs to a signature: beside it, never another person's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from docflow import Box
from docflow.paper.labels import Label
from docflow.paper.rows import on_row
from docflow.terms.dates import find_dates

from .ground import Ground
from .places import place
from .spots import Spot

FAR = 0.9
"""Inches from a signature's label to the label of its date at most, down the page."""

NEXT = 0.1
"""Widths of the page from a date's label to the text of the next cell at most."""
BARE = 4
"""A line of more words, most of them no date, is a sentence that tells of a day."""


@dataclass(frozen=True, slots=True)
class Day:
    """A date beside a signature: ISO, as written, where, and whether its label says "signed"."""

    value: str
    text: str
    box: Box
    named: bool


def days(spot: Spot, everyone: Sequence[Spot], on: Ground, today: date) -> Iterator[Day]:
    """The dates whose labels stand nearer to this signature's spot than to any other's."""
    for label in on.labels:
        if label.noun not in ("sign_date", "date", "signature"):
            continue
        far = _far(label.box, spot.box, on)
        if (
            far > FAR
            or _parted(label, spot, on)
            or any(_far(label.box, other.box, on) < far for other in everyone)
        ):
            continue
        day = _beside(label, today)
        if day is None and label.noun != "signature":
            day = _in_room(label, on, today) or _next_cell(label, on, today)
        if day:
            yield day


def _parted(label: Label, spot: Spot, on: Ground) -> bool:
    """Whether a date's label ends a row of a form's grid that another text begins."""
    a, b = label.box, spot.box
    low, high = sorted((a.middle[1], b.middle[1]))
    left, right = min(a.left, b.left) + 0.01, max(a.right, b.right) - 0.01
    parted = any(low < r.middle[1] < high and r.left < left and r.right > right for r in on.flat)
    return parted and any(line.box.right < a.left and on_row(line.box, a) for line in on.lines)


def _far(a: Box, b: Box, on: Ground) -> float:
    """Inches between two labels; those of one row count as near."""
    down = abs(a.middle[1] - b.middle[1]) * on.high
    across = max(0.0, a.left - b.right, b.left - a.right) * on.wide
    return down + 0.05 * across


def _beside(label: Label, today: date) -> Day | None:
    """A date that goes on in the label's own line."""
    for found in find_dates(label.line.text[label.end :], today):
        start, end = label.end + found.start, label.end + found.end
        return Day(found.value, found.text, label.line.span(start, end), label.noun != "date")
    return None


def _in_room(label: Label, on: Ground, today: date) -> Day | None:
    """The date nearest to the label in the room that it points to; none of a sentence."""
    where = place(Spot(label.text, label.box, "provider"), on)
    if where is None:
        return None
    room, inside = where.room, []
    for line in on.lines:
        for found in find_dates(line.text, today):
            box = line.span(found.start, found.end)
            x, y = box.middle
            told = len(line.words) > BARE and len(found.text) < 0.5 * len(line.text)
            near = room.left < x < room.right and room.top - 0.01 < y < room.bottom + 0.01
            if near and not told:
                inside.append(Day(found.value, found.text, box, label.noun != "date"))
    return min(inside, key=lambda day: abs(day.box.middle[1] - label.box.top), default=None)


def _next_cell(label: Label, on: Ground, today: date) -> Day | None:
    """The date that is all of the text right behind the label on its row, as in a grid's cell."""
    row = [
        line
        for line in on.lines
        if 0 < line.box.left - label.box.right < NEXT
        and abs(line.box.middle[1] - label.box.middle[1])
        < 0.6 * max(line.box.height, label.box.height)
    ]
    line = min(row, key=lambda line: line.box.left, default=None)
    found = find_dates(line.text, today)[:1] if line else ()
    if line is None or not found or len(found[0].text) < 0.8 * len(line.text.strip()):
        return None
    return Day(found[0].value, found[0].text, line.box, label.noun != "date")
