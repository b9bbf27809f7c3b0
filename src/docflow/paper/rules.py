"""Printed lines: what a form is ruled with, what people write on, what a fax adds by itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from typing import Any, Literal, NamedTuple

from docflow.model import Box, Mark, Page
from docflow.paper.ink import blobs, inches, ink
from docflow.paper.picture import Picture
from docflow.paper.squares import squares

SCALE = 100
"""Pixels an inch at which lines are looked for. Lengths are odd: OpenCV shifts even ones."""

SHORTEST = 41
"""A line is at least this long at that scale: longer than the side of any tick box."""

THICKEST = 6
"""A line is at most this thick at that scale; what is thicker is a bar or text."""

SLOPE = 0.07
"""How far a line drifts for its length: 4 degrees, the lean of a photo."""

NARROW = 5
"""Gaps below this are closed at once. Letters and tick boxes stand as near as GAP."""

GAP = 8
"""Worn lines have gaps up to this long at that scale; fields side by side stand further apart."""

WORN = 0.55
"""At least this share of any stretch of a line is inked; of a row of letters it is less."""

Way = Literal["horizontal", "vertical"]

WAYS: tuple[Way, Way] = ("horizontal", "vertical")


class _Line(NamedTuple):
    """A line at SCALE along its way: where it starts and ends, how far aside it then lies.

    `thick` is its thickness, `inked` the share of it that is drawn.
    """

    start: float
    end: float
    aside: float
    aside_end: float
    thick: float
    inked: float


def rules(page: Page) -> tuple[Mark, ...]:
    """The printed lines on the page as marks, from top to bottom.

    The confidence is the share of the line that is inked: worn lines have less.
    """
    marks = []
    for way in WAYS:
        pieces, lines = _found(page, way)
        rows, columns = pieces.shape
        for line in _joined(lines):
            near, far = sorted((line.aside, line.aside_end))
            near, far = near - line.thick / 2, far + line.thick / 2
            left, top, right, bottom = line.start, near, line.end, far
            if way == "vertical":
                left, top, right, bottom = near, line.start, far, line.end
            box = Box(left / columns, top / rows, right / columns, bottom / rows)
            marks.append(Mark("rule", box, way, line.inked))
    return tuple(sorted(marks, key=lambda m: (m.box.top, m.box.left)))


def unruled(page: Page) -> Picture:
    """The page's ink (as `ink` gives it) without its printed lines and a fax's streaks."""
    return _cleaned(replace(page, marks=()))


@lru_cache(maxsize=2)
def _cleaned(page: Page) -> Picture:
    import cv2
    import numpy as np

    dark = ink(page)
    mask = np.zeros_like(_found(page, WAYS[0])[0])
    for way in WAYS:
        pieces, lines = _found(page, way)
        band = np.zeros_like(mask)
        for line in lines:
            ends = (int(line.start), int(line.aside)), (int(line.end), int(line.aside_end))
            first, last = ends if way == "horizontal" else (ends[0][::-1], ends[1][::-1])
            cv2.line(band, first, last, 255, round(line.thick) + 3)
        mask |= pieces & band
    mask = cv2.dilate(mask, np.ones((3, 3), np.uint8))
    wide = cv2.resize(mask, dark.shape[::-1], interpolation=cv2.INTER_NEAREST)
    clean: Picture = cv2.subtract(dark, wide)
    clean.flags.writeable = False
    return clean


@lru_cache(maxsize=2)
def _small(page: Page) -> Picture:
    """The page's ink at SCALE without its tick boxes; a thin line stays. Read-only."""
    import cv2

    scale = SCALE / inches(page)
    grey = cv2.resize(_unboxed(page), None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    small: Picture = cv2.threshold(grey, 49, 255, cv2.THRESH_BINARY)[1]
    small.flags.writeable = False
    return small


def _unboxed(page: Page) -> Picture:
    """The page's ink without tick boxes: the sides of boxes below each other are no line."""
    found, dark = blobs(ink(page)), ink(page).copy()
    for number, place in squares(found, inches(page)):
        place.cut(dark)[place.cut(found.labels) == number] = 0
    return dark


def _pieces(small: Picture, way: Way) -> Picture:
    """Long thin runs of ink of one direction, small gaps closed."""
    import cv2
    import numpy as np

    def kernel(along: int, across: int) -> Picture:
        size = (across, along) if way == "horizontal" else (along, across)
        return np.ones(size, np.uint8)

    thick = cv2.morphologyEx(small, cv2.MORPH_OPEN, kernel(1, THICKEST + 1))
    thin = cv2.subtract(small, thick)
    band = kernel(1, 3)
    runs = cv2.dilate(cv2.morphologyEx(thin, cv2.MORPH_CLOSE, kernel(NARROW, 1)), band)
    runs = cv2.morphologyEx(runs, cv2.MORPH_OPEN, kernel(SHORTEST, 1))
    dense = cv2.blur(cv2.dilate(thin, band), kernel(SHORTEST, 1).shape[::-1])
    enough = cv2.threshold(dense, round(WORN * 255) - 1, 255, cv2.THRESH_BINARY)[1]
    return cv2.bitwise_and(runs, enough)


def _found(page: Page, way: Way) -> tuple[Picture, tuple[_Line, ...]]:
    """The long thin pieces, and the lines among them: no strokes of words."""
    return _on(replace(page, marks=()), way)


@lru_cache(maxsize=4)
def _on(page: Page, way: Way) -> tuple[Picture, tuple[_Line, ...]]:
    small = _small(page)
    pieces = _pieces(small, way)
    labels, stats = blobs(pieces)
    words = _words(page, small.shape)
    lines = []
    for number, (left, top, width, height, _) in enumerate(stats[1:].tolist(), 1):
        along, across = (width, height) if way == "horizontal" else (height, width)
        area = slice(top, top + height), slice(left, left + width)
        own = labels[area] == number
        loose = across > 3 * THICKEST + SLOPE * along
        if along < SHORTEST // 2 or loose or float(words[area][own].mean()) > 0.6:
            continue
        drawn = own & (small[area] > 0)
        start, aside = (left, top) if way == "horizontal" else (top, left)
        line = _straight(drawn if way == "horizontal" else drawn.T, start, aside)
        lines += [line] if line else []
    return pieces, tuple(lines)


def _straight(drawn: Any, start: int, aside: int) -> _Line | None:
    """The line through a piece that runs from left to right; None if there is none.

    Letters that touch the line do not move it.
    """
    import numpy as np

    count = drawn.sum(axis=0)
    along = np.flatnonzero(count)
    if len(along) < SHORTEST // 2:
        return None
    middle = (drawn * np.arange(drawn.shape[0])[:, np.newaxis]).sum(axis=0)[along] / count[along]
    slope, level = np.polyfit(along, middle, 1)
    near = np.abs(middle - slope * along - level) <= 2
    if near.sum() >= SHORTEST // 2:
        slope, level = np.polyfit(along[near], middle[near], 1)
    thick = float(np.median(count[along]))
    first, last = float(along[0]), float(along[-1] + 1)
    slope = float(slope)
    if abs(slope) > SLOPE or thick > THICKEST:
        return None
    level = float(aside + level + 0.5)
    ends = level + slope * first, level + slope * last
    return _Line(start + first, start + last, *ends, thick, len(along) / (last - first))


def _words(page: Page, shape: tuple[int, ...]) -> Picture:
    """Where the middles of words are: an underline lies below, a strike is no printed line."""
    import numpy as np

    rows, columns = shape
    covered = np.zeros(shape, np.uint8)
    for word in page.words:
        left, top, right, bottom = word.box
        rim = 0.15 * (bottom - top)
        if word.text.strip("_-–—. "):
            area = slice(int((top + rim) * rows), int((bottom - rim) * rows) + 1)
            covered[area, int(left * columns) : int(right * columns) + 1] = 1
    return covered


def _joined(lines: Iterable[_Line]) -> list[_Line]:
    """Lines with the pieces of a worn one put together."""
    whole: list[_Line] = []
    for line in sorted(lines):
        before = next((w for w in reversed(whole) if _continues(w, line)), None)
        if before is None:
            whole.append(line)
        else:
            whole[whole.index(before)] = _union(before, line)
    return whole


def _continues(one: _Line, other: _Line) -> bool:
    return abs(other.start - one.end) <= GAP and abs(other.aside - one.aside_end) <= 2


def _union(one: _Line, other: _Line) -> _Line:
    length = other.end - one.start
    inked = ((one.end - one.start) * one.inked + (other.end - other.start) * other.inked) / length
    thick = max(one.thick, other.thick)
    return _Line(one.start, other.end, one.aside, other.aside_end, thick, min(1.0, inked))
