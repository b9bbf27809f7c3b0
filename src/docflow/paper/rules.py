"""Printed lines: what a form is ruled with, what people write on, what a fax adds by itself."""

from __future__ import annotations

from typing import Literal, NamedTuple

from docflow.model import Box, Mark, Page
from docflow.paper.ink import inches, ink
from docflow.paper.picture import Picture

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
    """A line in pixels at SCALE: where, how, and the share of it that is inked."""

    left: int
    top: int
    right: int
    bottom: int
    way: Way
    inked: float


def rules(page: Page) -> tuple[Mark, ...]:
    """The printed lines on the page as marks, from top to bottom.

    The confidence is the share of the line that is inked: worn lines have less.
    """
    small = _small(page)
    rows, columns = small.shape
    marks = []
    for way in WAYS:
        for line in _joined([line for _, line in _labelled(page, small, way)[1]]):
            left, right = line.left / columns, line.right / columns
            box = Box(left, line.top / rows, right, line.bottom / rows)
            marks.append(Mark("rule", box, line.way, line.inked))
    return tuple(sorted(marks, key=lambda m: (m.box.top, m.box.left)))


def unruled(page: Page) -> Picture:
    """The page's ink (as `ink` gives it) without its printed lines and a fax's streaks."""
    import cv2
    import numpy as np

    dark, small = ink(page), _small(page)
    mask = np.zeros_like(small)
    for way in WAYS:
        labels, lines = _labelled(page, small, way)
        mask |= np.isin(labels, [number for number, _ in lines]).view(np.uint8)
    mask = cv2.dilate(mask, np.ones((3, 3), np.uint8)) * 255
    wide = cv2.resize(mask, dark.shape[::-1], interpolation=cv2.INTER_NEAREST)
    clean: Picture = cv2.subtract(dark, wide)
    return clean


def _small(page: Page) -> Picture:
    """The page's ink at SCALE; a thin line stays."""
    import cv2

    scale = SCALE / inches(page)
    grey = cv2.resize(ink(page), None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return cv2.compare(grey, 50, cv2.CMP_GE)


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
    return cv2.bitwise_and(runs, cv2.compare(dense, round(WORN * 255), cv2.CMP_GE))


def _labelled(page: Page, small: Picture, way: Way) -> tuple[Picture, list[tuple[int, _Line]]]:
    """A map of numbered pieces, and those that are lines: long, thin, no strokes of words."""
    import cv2

    pieces = _pieces(small, way)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(pieces, None, 8)
    words = _words(page, small.shape)
    lines = []
    for number, (left, top, width, height, _) in enumerate(stats[1:].tolist(), 1):
        along, across = (width, height) if way == "horizontal" else (height, width)
        area = slice(top, top + height), slice(left, left + width)
        own = labels[area] == number
        if along < SHORTEST // 2 or across > THICKEST + 3 + SLOPE * along:
            continue
        if float(words[area][own].mean()) > 0.6:
            continue
        inked = float((own & (small[area] > 0)).any(axis=0 if way == "horizontal" else 1).mean())
        lines.append((number, _Line(left, top, left + width, top + height, way, inked)))
    return labels, lines


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


def _joined(lines: list[_Line]) -> list[_Line]:
    """Lines with the pieces of a worn one put together."""
    whole: list[_Line] = []
    for line in sorted(lines, key=lambda q: (q.left, q.top) if _flat(q) else (q.top, q.left)):
        before = next((w for w in reversed(whole) if _continues(w, line)), None)
        if before is None:
            whole.append(line)
        else:
            whole[whole.index(before)] = _union(before, line)
    return whole


def _flat(line: _Line) -> bool:
    return line.way == "horizontal"


def _continues(one: _Line, other: _Line) -> bool:
    gap = other.left - one.right if _flat(one) else other.top - one.bottom
    aside = (other.top - one.bottom, one.top - other.bottom)
    if not _flat(one):
        aside = (other.left - one.right, one.left - other.right)
    return gap <= GAP and max(aside) <= 1


def _union(one: _Line, other: _Line) -> _Line:
    left, top = min(one.left, other.left), min(one.top, other.top)
    right, bottom = max(one.right, other.right), max(one.bottom, other.bottom)
    length = (right - left) if _flat(one) else (bottom - top)
    parts = [(q.right - q.left if _flat(q) else q.bottom - q.top) * q.inked for q in (one, other)]
    return _Line(left, top, right, bottom, one.way, min(1.0, sum(parts) / length))
