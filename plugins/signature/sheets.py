"""One page laid out for signatures: levelled lines, labels, places and electronic statements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from docflow import Affine, Box, Mark, Page, Source
from docflow.paper.ink import inches, ink
from docflow.paper.labels import labels
from docflow.paper.lines import Line, level, lines
from docflow.paper.rows import on_row
from docflow.paper.rules import rules, unruled

from .frames import stamped
from .ground import Ground, ground
from .places import Place, place
from .seen import Seen, seen
from .spots import Spot, settled, spots
from .statements import Statement, statements, unsigned

RIM = 0.12
"""Inches of paper around a room in which the frame of a stamp may still stand."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page, levelled; boxes lie on the levelled page, `back` maps them to the upright one.

    `unsigned` are the boxes of the lines that say that nobody has signed.
    """

    page: Page
    back: Affine
    on: Ground
    spots: tuple[Spot, ...]
    places: tuple[Place, ...]
    statements: tuple[Statement, ...]
    unsigned: tuple[Box, ...]
    today: date

    def source(self, document: str, box: Box) -> Source:
        """A place on the levelled page as a place on the upright page."""
        return Source(document, self.page.number, self.back.box(box))


def sheet(page: Page, today: date) -> Sheet:
    """Lay out one page."""
    flat, back = level(replace(page, marks=_lines_of_forms(page)))
    found = lines(flat)
    named = labels(found)
    on = ground(flat, back.d, found, named)
    ticks = [mark.box for mark in flat.marks if mark.kind == "tick"]
    pointing = tuple(
        settled(spot, found, on.flat, 72 / page.height)
        for spot in spots(found, named)
        if not _ticked(spot, found, ticks)
    )
    return Sheet(
        page=page,
        back=back,
        on=on,
        spots=pointing,
        places=tuple(_places(pointing, on)),
        statements=tuple(statements(found, today)),
        unsigned=tuple(line.box for line in unsigned(found)),
        today=today,
    )


def _ticked(spot: Spot, found: Sequence[Line], ticks: Sequence[Box]) -> bool:
    """Whether words stand in a line that a tick box begins: nobody signs at an option."""
    return any(
        on_row(tick, line.box, share=0.7)
        and -0.5 * tick.width < line.box.left - tick.right < 2 * tick.width
        for line in found
        if line.box.holds(spot.box)
        for tick in ticks
    )


def _lines_of_forms(page: Page) -> tuple[Mark, ...]:
    """The page's marks with its printed lines, less those of a stamp's frame."""
    if page.image is None:
        return page.marks
    known = [mark for mark in page.marks if mark.kind == "rule"]
    ruled = known or list(rules(page))
    flat = [mark.box for mark in ruled if mark.value == "horizontal"]
    framing = stamped(flat, ink(page), inches(page))
    if known and not framing:
        return page.marks
    rest = [mark for mark in page.marks if mark.kind != "rule"]
    return (*rest, *(mark for mark in ruled if mark.box not in framing))


def _places(pointing: tuple[Spot, ...], on: Ground) -> Iterator[Place]:
    """The room of every spot; printed names count where no label asks for a signature."""
    rooms = [where for spot in pointing if (where := place(spot, on))]
    labelled = any(not w.spot.named and w.spot.role != "other" for w in rooms)
    for where in rooms:
        spot = where.spot
        inside = any(other.room.holds(spot.box) for other in rooms if other is not where)
        if not spot.named or not (labelled or inside):
            yield where


def look(on: Sheet, where: Place) -> Seen | None:
    """What is in the room; None where the page has no picture."""
    page, room = on.page, where.room
    if page.image is None or room.width <= 0 or room.height <= 0:
        return None
    across, down = RIM / on.on.wide, RIM / on.on.high
    wider = Box(room.left - across, room.top - 2 * down, room.right + across, room.bottom + down)
    dots = inches(page)
    dark, clean = (_part(whole, wider, on.back) for whole in (ink(page), unruled(page)))
    return seen(dark, clean, round(RIM * dots), dots)


def _part(dark: Any, room: Box, back: Affine) -> Any:
    """The ink in a room of the levelled page."""
    import cv2
    import numpy as np

    rows, columns = dark.shape
    corners = ((room.left, room.top), (room.right, room.top), (room.left, room.bottom))
    there = [(x * columns, y * rows) for x, y in (back.point(*corner) for corner in corners)]
    width, height = max(1, round(room.width * columns)), max(1, round(room.height * rows))
    turn = cv2.getAffineTransform(
        np.array(there, np.float32), np.array([(0, 0), (width, 0), (0, height)], np.float32)
    )
    return cv2.warpAffine(dark, turn, (width, height), flags=cv2.INTER_NEAREST)
