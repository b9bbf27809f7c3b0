"""Printed words that somebody drew a circle around, to choose them from a list."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from docflow.model import Box, Mark, Page, Word
from docflow.paper.ink import blobs, inches, ink
from docflow.paper.outlines import Place
from docflow.paper.picture import Picture, picture
from docflow.paper.rules import rules, unruled

WIDTHS, HEIGHTS = (0.17, 2.6), (0.16, 0.75)
"""Inches that a circle around a word is wide and high."""

LONGEST = 7.0
"""A circle is at most so many times as wide as it is high."""

ANGLES = 90
"""Directions in which a circle is looked for from its middle."""

INWARD, OUTWARD = 0.075, 0.04
"""Inches that a curve may run inside and outside of its smooth course: where a hand goes on beyond
its beginning, two strokes run side by side.
"""

CORE = 0.6
"""What lies within this share of a curve's course is no part of it."""

ROUND, EACH = 1.65, 1.1
"""The greatest distance from the middle over the least, after both ways are made equal: circles
around long words lean. The more ink within is joined to the curve, the rounder it must be.
"""

CLOSED, SURE = 0.8, 0.9
"""At least this share of a circle is drawn; from the second on it is sure."""

THICK = 0.07
"""A stroke of a pen is at most this wide, in inches."""

INK = (0.02, 0.45)
"""The share of ink inside of a circle around words."""

OWN = 0.3
"""At most this share of the ring's own ink lies in the middle; of a signature's loops more does."""

LETTERS = frozenset("OoDQCG@&")
"""What readers make of round letters and of loops of a signature."""

ROWS = 4.0
"""Heights of a line within which the next option of a column stands."""

DOT = 0.68
"""With more of its square inked, what stands inside is the dot of a radio button."""

NEAR = 0.2
"""In fractions of the page's width: another option, or the label, stands this near."""

FLAT = 1.1
"""Inches up to which the flat of a circle may run."""

BETWEEN = " /|,;()"
"""What stands between the options of a list."""

TEXT = (0.055, 0.26)
"""Inches that the words in a circle are high."""


@dataclass(frozen=True, slots=True)
class Ring:
    """A curve drawn around something. `drawn`: the share of it that is there (0 to 1).

    `box` is around the curve, `inner` around what stands in it, in fractions of the page.
    """

    box: Box
    inner: Box
    drawn: float

    @property
    def inside(self) -> Box:
        """What stands in it with a little paper around, as far as the curve."""
        rim = 0.35 * self.inner.height
        left, top, right, bottom = self.inner
        box = self.box
        return Box(
            max(left - rim, box.left),
            max(top - rim, box.top),
            min(right + rim, box.right),
            min(bottom + rim, box.bottom),
        )


def rings(page: Page) -> tuple[Ring, ...]:
    """The curves drawn around print that has more print beside it, from top to bottom."""
    return tuple(
        ring
        for ring, _ in _found(page)
        if any(_beside(word, ring) for word in page.words)
        and not any(_letter(ring, word) for word in page.words)
    )


def circles(page: Page) -> tuple[Mark, ...]:
    """The words that are circled, as marks with their text, from top to bottom.

    The confidence is below 0.9 where the curve is not wholly drawn or the words in it are unread.
    """
    marks = []
    for ring in rings(page):
        words = [word for word in page.words if _inside(word.box, ring.box)]
        text = " ".join(word.text for word in sorted(words, key=lambda word: word.box.left))
        text = text.strip(BETWEEN)
        if text in LETTERS:
            continue
        sure = 0.95 if ring.drawn >= SURE and text else 0.5
        marks.append(Mark("circle", ring.inner, text, sure))
    return tuple(marks)


def uncircled(page: Page) -> Picture:
    """The page's picture with every ring painted over, so that a reader sees the words in it."""
    import cv2
    import numpy as np

    grey = picture(page).copy()
    for _, mask in _found(page):
        place, curve = mask
        wide = cv2.dilate(curve, np.ones((3, 3), np.uint8))
        part = place.cut(grey)
        part[wide > 0] = int(np.median(part))
    return grey


@lru_cache(maxsize=2)
def _found(page: Page) -> tuple[tuple[Ring, tuple[Place, Picture]], ...]:
    """Each ring with the ink of its curve alone."""
    dots = inches(page)
    dark = _unlined(page, dots)
    rows, columns = dark.shape
    found = blobs(_mended(dark, dots))
    rings = []
    for number, (left, top, width, height, _) in enumerate(found.stats[1:].tolist(), 1):
        place = Place(left, top, width, height)
        if not _sized(place, dots):
            continue
        own = _own(dark, found.labels, number, place)
        seen = _ring(own, place.cut(dark), dots)
        if seen is None:
            continue
        drawn, curve, inner = seen
        ring = Ring(
            _box(place, columns, rows),
            _box(
                Place(left + inner.left, top + inner.top, inner.width, inner.height), columns, rows
            ),
            drawn,
        )
        rings.append((ring, (place, curve)))
    return tuple(sorted(rings, key=lambda r: (r[0].box.top, r[0].box.left)))


def _unlined(page: Page, dots: float) -> Picture:
    """The ink without printed lines; a short one may be the flat of a circle, and stays."""
    whole, dark = ink(page), unruled(page).copy()
    rows, columns = dark.shape
    known = [mark for mark in page.marks if mark.kind == "rule"] or rules(page)
    for box in (mark.box for mark in known if mark.value == "horizontal"):
        left, right = int(box.left * columns), int(box.right * columns) + 1
        if right - left < FLAT * dots:
            rim = round(0.03 * dots)
            down = slice(max(0, int(box.top * rows) - rim), int(box.bottom * rows) + rim)
            dark[down, left:right] = whole[down, left:right]
    return dark


def _mended(dark: Picture, dots: float) -> Picture:
    """The ink with the small gaps closed that a fax tears into strokes."""
    import cv2
    import numpy as np

    size = max(3, round(0.015 * dots) | 1)
    return cv2.morphologyEx(dark, cv2.MORPH_CLOSE, np.ones((size, size), np.uint8))


def _sized(place: Place, dots: float) -> bool:
    wide, high = place.width / dots, place.height / dots
    return (
        WIDTHS[0] <= wide <= WIDTHS[1]
        and HEIGHTS[0] <= high <= HEIGHTS[1]
        and 0.5 * high <= wide <= LONGEST * high
    )


def _own(dark: Picture, labels: Any, number: int, place: Place) -> Picture:
    """The ink of one piece, without the others in its rectangle."""
    import numpy as np

    return np.where(place.cut(labels) == number, place.cut(dark), 0).astype(np.uint8)


def _ring(own: Picture, everything: Picture, dots: float) -> tuple[float, Picture, Place] | None:
    """How much of a ring a piece of ink draws, its curve, and where the print in it stands."""
    import numpy as np

    y, x = np.nonzero(own)
    fit = None if _cornered(own) else _fitted(x, y, own.shape)
    if fit is None:
        return None
    oval, course = fit
    far, angle = _polar(x, y, oval)
    ratio = far / course[angle]
    gap = np.hypot(x - oval.x, y - oval.y) * (1 / np.maximum(ratio, 0.01) - 1) / dots
    near = (ratio >= CORE) & (gap <= INWARD) & (gap >= -OUTWARD)
    drawn = len(np.unique(angle[near])) / ANGLES
    around = np.pi * (oval.wide + oval.high) / 2
    thick = near.sum() / around / dots
    joined = float((ratio < CORE).mean())
    if drawn < CLOSED or joined > OWN or thick > THICK:
        return None
    if float(course.max() / course.min()) > ROUND - EACH * joined:
        return None
    curve = np.zeros_like(own)
    curve[y[near], x[near]] = 255
    inner = _print(everything, curve, (oval, course), dots)
    letters = near & (gap > 1.5 * thick)
    curve[y[letters], x[letters]] = 0
    return (drawn, curve, inner) if inner else None


def _cornered(own: Picture) -> bool:
    """Whether a piece of ink has corners, as the frames of a form have."""
    down, across = (max(2, size // 9) for size in own.shape)
    ends = (slice(0, down), slice(-down, None)), (slice(0, across), slice(-across, None))
    return sum(bool(own[y, x].any()) for y in ends[0] for x in ends[1]) >= 3


class _Oval(NamedTuple):
    """A level ellipse, in pixels."""

    x: float
    y: float
    wide: float
    high: float


def _fitted(x: Any, y: Any, shape: tuple[int, ...]) -> tuple[_Oval, Any] | None:
    """The ellipse that the outermost ink of a piece follows, and its course around it.

    What touches the curve outside widens the piece, so the ellipse is fitted twice.
    """
    import numpy as np

    high, wide = shape
    oval = _Oval((wide - 1) / 2, (high - 1) / 2, wide, high)
    for again in (True, True, False):
        course = _course(*_polar(x, y, oval))
        if course is None:
            return None
        if again:
            turns = (np.arange(ANGLES) + 0.5) * 2 * np.pi / ANGLES
            across = oval.x + oval.wide / 2 * course * np.cos(turns)
            down = oval.y + oval.high / 2 * course * np.sin(turns)
            left, right, top, bottom = across.min(), across.max(), down.min(), down.max()
            oval = _Oval((left + right) / 2, (top + bottom) / 2, right - left, bottom - top)
    return oval, course


def _polar(x: Any, y: Any, oval: _Oval) -> tuple[Any, Any]:
    """Places as distance from an ellipse's middle, 1 on the ellipse, and direction."""
    import numpy as np

    across, down = (x - oval.x) / (oval.wide / 2), (y - oval.y) / (oval.high / 2)
    turn = (np.arctan2(down, across) / (2 * np.pi) * ANGLES).astype(int) % ANGLES
    return np.hypot(across, down), turn


def _course(far: Any, angle: Any) -> Any | None:
    """How far from the middle the curve runs in each direction: the outermost ink, smoothed."""
    import numpy as np

    outer = np.zeros(ANGLES)
    np.maximum.at(outer, angle, far)
    seen = np.flatnonzero(outer)
    if len(seen) < CLOSED * ANGLES:
        return None
    outer = np.interp(np.arange(ANGLES), seen, outer[seen], period=ANGLES)
    half = ANGLES // 15
    around = np.concatenate([outer[-half:], outer, outer[:half]])
    windows = np.lib.stride_tricks.sliding_window_view(around, 2 * half + 1)
    return np.median(windows, axis=1)


def _print(
    everything: Picture, curve: Picture, fit: tuple[_Oval, Any], dots: float
) -> Place | None:
    """Where print stands inside of a curve; None if what stands there is none."""
    import numpy as np

    oval, course = fit
    y, x = np.indices(everything.shape)
    far, angle = _polar(x, y, oval)
    inside = far < 0.85 * course[angle]
    printed = inside & (everything > 0) & (curve == 0)
    share = float(printed.sum() / max(1, inside.sum()))
    if not INK[0] <= share <= INK[1]:
        return None
    down, across = np.nonzero(printed)
    top, bottom = (int(v) for v in np.percentile(down, (2, 98)))
    left, right = (int(v) for v in np.percentile(across, (2, 98)))
    tall = bottom - top + 1
    centred = abs((top + bottom) / 2 - oval.y) < 0.2 * oval.high
    wide = right - left + 1
    dot = printed.sum() > DOT * wide * tall and 0.8 < wide / tall < 1.25
    if not TEXT[0] <= tall / dots <= TEXT[1] or not centred or dot or oval.high < 1.25 * tall:
        return None
    return Place(left, top, wide, tall)


def _box(place: Place, columns: int, rows: int) -> Box:
    left, top, width, height = place
    return Box(left / columns, top / rows, (left + width) / columns, (top + height) / rows)


def _inside(box: Box, ring: Box) -> bool:
    x, y = box.middle
    return ring.left < x < ring.right and ring.top < y < ring.bottom


def _letter(ring: Ring, word: Word) -> bool:
    """Whether a curve is a letter of a word: as high, and inside of it."""
    return (
        _inside(ring.box, word.box)
        and ring.box.height < 1.25 * word.box.height
        and ring.box.width < 0.7 * word.box.width
    )


def _beside(word: Word, ring: Ring) -> bool:
    """Whether a word stands near in a circled one's row or column, printed about as large.

    A reader's box may be generous; it is no higher than the curve that was drawn around print.
    """
    box, inner = word.box, ring.inner
    if _inside(box, ring.box):
        return False
    down = abs(box.middle[1] - inner.middle[1]) / max(box.height, inner.height)
    apart = max(box.left - inner.right, inner.left - box.right)
    in_row = down < 0.6 and apart < NEAR
    in_column = down < ROWS and abs(box.left - inner.left) < 0.02
    low, high = 0.8 * inner.height, max(2.3 * inner.height, ring.box.height)
    return (in_row or in_column) and low < box.height < high
