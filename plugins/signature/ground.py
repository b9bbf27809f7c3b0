"""A levelled page as far as it bounds rooms to sign in: printed lines, labels, rows of print."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from docflow import Box, Page
from docflow.paper.labels import Label
from docflow.paper.lines import Line
from docflow.paper.rows import on_row

from .spots import ELECTRONIC, SENTENCE

HIGH = 0.62
"""Inches above a line, or below a label, that a signature may take."""

WIDE = 3.6
"""Inches that a signature may take across where nothing bounds it."""

THIN, ASKEW = 0.05, 0.04
"""Inches that a printed line is high on a levelled page, and how much more for its length: what
is further askew is the side of a stamp.
"""

TALL = 0.22
"""Inches that a row of print is high at most."""


@dataclass(frozen=True, slots=True)
class Ground:
    """A page's size in inches, its printed lines, labels and tick boxes (`options`).

    `lean`: how far lines down the page go to the left, in page widths for each page height.
    """

    wide: float
    high: float
    lean: float
    flat: tuple[Box, ...]
    walls: tuple[Box, ...]
    lines: tuple[Line, ...]
    labels: tuple[Label, ...]
    options: tuple[Box, ...]

    def walls_at(self, y: float) -> list[tuple[float, Box]]:
        """The lines down the page that pass a height, each with where it does."""
        return [(self._passes(w, y), w) for w in self.walls if w.top < y < w.bottom]

    def _passes(self, wall: Box, y: float) -> float:
        """Where a line down the page, leaning as the page does, passes a height."""
        share = (y - wall.top) / max(wall.height, 1e-6)
        if abs(self.lean) < 1e-9:
            return wall.middle[0]
        return wall.right - share * wall.width if self.lean > 0 else wall.left + share * wall.width


def ground(level: Page, fall: float, found: Sequence[Line], named: Sequence[Label]) -> Ground:
    """What bounds the rooms of a page that was levelled by `fall`."""
    wide, high = level.width / 72, level.height / 72
    flat = (m.box for m in level.marks if m.value == "horizontal")
    walls = tuple(m.box for m in level.marks if m.value == "vertical")
    return Ground(
        wide=wide,
        high=high,
        lean=fall,
        flat=tuple(r for r in flat if r.height * high < THIN + ASKEW * r.width * wide),
        walls=walls,
        lines=tuple(found),
        labels=tuple(named),
        options=tuple(m.box for m in level.marks if m.kind == "tick"),
    )


def next_label(box: Box, on: Ground) -> float:
    """Where the next label of the same row begins."""
    row = [
        x.box.left for x in on.labels if on_row(x.box, box, share=0.8) and x.box.left > box.right
    ]
    return min(row, default=1.0) - 0.005


def room_over(floor: float, left: float, right: float, on: Ground) -> Box:
    """The room over a line, up to what is printed above it, or to a signature's height.

    A row of text that begins left of the room is printed, as labels and options are.
    """
    tops = [floor - HIGH / on.high]
    long = [r for r in on.flat if r.width > 0.6 * (right - left)]
    labelled = [x.box for x in on.labels if not ELECTRONIC.search(x.text)]
    for other in (*long, *labelled, *_rows(left - 0.1 / on.wide, on), *on.options):
        across = min(right, other.right) - max(left, other.left)
        if across > 0 and other.bottom < floor - 0.25 / on.high:
            tops.append(other.bottom)
    return Box(left, max(tops), right, floor)


def _rows(left: float, on: Ground) -> Iterator[Box]:
    """The rows of print above a room.

    They are text that begins left of it, sentences, values beside their labels, and captions right
    under a line too long for a stamp's frame.
    """
    labels = [x.box for x in on.labels if x.box.left < left]
    for line in on.lines:
        box = line.box
        beside = any(on_row(box, label, share=0.4) for label in labels)
        under = any(
            -0.04 < (box.top - r.middle[1]) * on.high < 0.1 and r.left < box.left + 0.01 < r.right
            for r in on.flat
            if r.width * on.wide > WIDE
        )
        printed = beside or under or _sentence(line)
        if box.left < left or (printed and box.height * on.high < TALL):
            yield box


def _sentence(line: Line) -> bool:
    """Whether a line is running text, and no statement by which somebody signs."""
    return len(line.words) >= SENTENCE and not ELECTRONIC.search(line.text)
