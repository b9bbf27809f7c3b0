"""The frame of a rubber stamp, or of a box to sign in, straight or askew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from docflow import Box
from docflow.paper.ink import blobs

Piece = tuple[int, int, int, int]
"""Left, top, width and height of a piece of ink, in pixels."""

ASKEW = 7
"""Degrees that a stamp may be set down askew."""

SIDE, STAMP = 0.6, 3.2
"""Inches that the long sides of a stamp's frame have at the least, and at most."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame, and the ink of its room turned level without it. Sizes in inches."""

    wide: float
    high: float
    rest: Any


def frame(dark: Any, clean: Any, rim: int, dots: float) -> Frame | None:
    """The frame that stands in a room, if one does.

    `clean` is the same ink without printed lines. `rim` is the paper around the room, in pixels:
    the borders of a cell lie there.
    """
    import cv2
    import numpy as np

    rows, columns = dark.shape
    reach = np.ones((1, int(SIDE * dots) | 1), np.uint8)
    for degrees in sorted(range(-ASKEW, ASKEW + 1), key=abs):
        turn = cv2.getRotationMatrix2D((columns / 2, rows / 2), degrees, 1.0)
        turned = cv2.warpAffine(dark, turn, (columns, rows), flags=cv2.INTER_NEAREST)
        level = cv2.morphologyEx(turned, cv2.MORPH_OPEN, reach)
        if not level.any():
            continue
        stats = blobs(level).stats
        sides = [(s[0], s[1], s[2], s[3]) for s in stats[1:].tolist() if s[3] < 0.08 * dots]
        for top in sides:
            for bottom in sides:
                if _closes(turned, top, bottom, rim, dots):
                    high = (bottom[1] - top[1]) / dots
                    same = cv2.warpAffine(clean, turn, (columns, rows), flags=cv2.INTER_NEAREST)
                    return Frame(top[2] / dots, high, _without(same, top, bottom, dots))
    return None


def stamped(rules: Sequence[Box], dark: Any, dots: float) -> list[Box]:
    """The printed lines that are the long sides of a stamp's frame, in fractions of the page."""
    rows, columns = dark.shape
    lines = [
        (round(r.left * columns), round(r.middle[1] * rows), round(r.width * columns), 1)
        for r in rules
    ]
    found = []
    for i, top in enumerate(lines):
        for k, bottom in enumerate(lines):
            short = SIDE * dots < top[2] < STAMP * dots
            if short and top[1] < bottom[1] and _closes(dark, top, bottom, -columns, dots):
                found += [rules[i], rules[k]]
    return found


def _closes(dark: Any, top: Piece, bottom: Piece, rim: int, dots: float) -> bool:
    """Whether two level lines are the top and the bottom of a frame inside the room."""
    near, high = 0.1 * dots, bottom[1] - top[1]
    left, right = top[0], top[0] + top[2]
    if abs(bottom[0] - left) > near or abs(bottom[0] + bottom[2] - right) > near:
        return False
    if not 0.2 * dots < high < 1.1 * dots:
        return False
    rows, columns = dark.shape
    if left < rim + near and right > columns - rim - near and bottom[1] > rows - rim - near:
        return False
    sides = []
    for x in (left, right):
        stripe = dark[top[1] : bottom[1], max(0, int(x - near / 2)) : int(x + near / 2)] > 0
        sides.append(float(stripe.any(axis=1).mean()) if stripe.size else 0.0)
    return min(sides) > 0.8


def _without(dark: Any, top: Piece, bottom: Piece, dots: float) -> Any:
    """The ink in and around a frame without its four sides."""
    around, side = round(0.1 * dots), round(0.05 * dots)
    left, right = top[0], top[0] + top[2]
    rest = dark.copy()
    for y in (top[1] + top[3] // 2, bottom[1] + bottom[3] // 2):
        rest[max(0, y - side) : y + side, max(0, left - side) : right + side] = 0
    for x in (left, right):
        rest[max(0, top[1] - side) : bottom[1] + side, max(0, x - side) : x + side] = 0
    return rest[
        max(0, top[1] - around) : bottom[1] + around, max(0, left - around) : right + around
    ]
