"""What is in the room for a signature: nothing, handwriting, a stamp or print, or who knows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

Kind = Literal["empty", "hand", "print", "stamp", "unsure"]

Piece = tuple[int, int, int, int]
"""Left, top, width and height of a piece of ink, in pixels."""

SPECK = 0.03
"""Ink smaller than this, in inches, is dirt."""

STROKE = 0.12
"""A signature has a piece of ink at least this large, in inches."""

LETTERS = 8
"""A line of print has at least so many letters that stand apart; handwriting rarely has."""

EVEN, NEARLY = 0.82, 0.78
"""In print at least this share of a line's letters stands on the baseline and has one of two
heights; in handwriting about half do. What is nearly so even and as low as print may be either.
"""

LOW = 0.19
"""Print in a place for a signature is at most this high, in inches."""

LEAN = 0.12
"""A stamp is set down as askew as this: 7 degrees, as rise over run."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What kind of ink a room holds and how sure that is (0 to 1)."""

    kind: Kind
    confidence: float


def seen(dark: Any, wider: Any, dots: float) -> Seen:
    """Judge the ink of a room: 255 where there is ink; `dots` are pixels an inch.

    `dark` is the room without printed lines, `wider` the room as it is with paper around it.
    """
    pieces = _pieces(dark, dots)
    lines = _print(pieces, dots)
    even = [line.letters for line in lines if line.even >= EVEN]
    printed = any(letters >= LETTERS for letters in even) or sum(even) >= 1.5 * LETTERS
    if not printed and not any(max(p[2], p[3]) > STROKE * dots for p in pieces):
        small = sum(max(p[2], p[3]) > 2 * SPECK * dots for p in pieces)
        return Seen("empty", 0.99) if small < 3 else Seen("unsure", 0.5)
    rim = (wider.shape[1] - dark.shape[1]) // 2
    if framed(wider, rim, dots):
        return Seen("stamp", 0.99 if printed else 0.7)
    if printed:
        return Seen("print", 0.9)
    return _hand(pieces, lines, dots)


class _Print(NamedTuple):
    """A line of letter-like pieces: how many, how even (0 to 1), the tallest in pixels."""

    letters: int
    even: float
    high: float


def _pieces(dark: Any, dots: float) -> list[Piece]:
    """The pieces of ink that are no dirt and no leftover line."""
    import cv2

    _, _, stats, _ = cv2.connectedComponentsWithStats(dark, connectivity=8)
    found = []
    for left, top, width, height, _ in stats[1:].tolist():
        long, short = max(width, height), min(width, height)
        if long > SPECK * dots and not (short < SPECK * dots and long > 6 * short):
            found.append((left, top, width, height))
    return found


def _print(pieces: Sequence[Piece], dots: float) -> list[_Print]:
    """The lines that the letter-like pieces stand on."""
    import numpy as np

    low, high = 0.05 * dots, 0.4 * dots
    letters = np.array([p for p in pieces if low < p[3] < high and p[2] < high], float)
    lines = []
    while len(letters) >= 4:
        tall = float(np.median(letters[:, 3]))
        slack = max(1.5, 0.08 * tall)
        off = _off_baseline(letters, slack)
        own = (off > -1.1 * tall) & (off < 0.6 * tall)
        level = float((np.abs(off[own]) <= slack).mean())
        heights = letters[own][:, 3]
        lines.append(_Print(len(heights), min(level, _two_heights(heights)), float(heights.max())))
        letters = letters[~own]
    return lines


def _off_baseline(letters: Any, slack: float) -> Any:
    """How far below the line on which most of them stand each letter reaches."""
    import numpy as np

    foot = letters[:, 1] + letters[:, 3]
    slopes = np.arange(-LEAN, LEAN + 0.001, 0.01)
    levels = foot[np.newaxis] - slopes[:, np.newaxis] * letters[:, 0]
    near = np.abs(levels[:, :, np.newaxis] - levels[:, np.newaxis, :]) <= slack
    slope, letter = np.unravel_index(int(near.sum(axis=2).argmax()), levels.shape)
    return levels[slope] - levels[slope, letter]


def _two_heights(heights: Any) -> float:
    """The share of heights that are one of the two that occur most: capitals and small letters."""
    import numpy as np

    def near(value: float, among: Any) -> Any:
        return np.abs(among - value) <= max(1.5, 0.08 * value)

    first = max(heights, key=lambda h: int(near(h, heights).sum()))
    rest = heights[~near(first, heights)]
    second = max((int(near(h, rest).sum()) for h in rest), default=0)
    return float((near(first, heights).sum() + second) / len(heights))


def framed(dark: Any, rim: int, dots: float) -> bool:
    """Whether a frame stands in the room, set down straight or askew: that of a stamp.

    `rim` is the paper around the room, in pixels: the borders of a cell lie there.
    """
    import cv2
    import numpy as np

    rows, columns = dark.shape
    for degrees in range(-7, 8):
        turn = cv2.getRotationMatrix2D((columns / 2, rows / 2), degrees, 1.0)
        turned = cv2.warpAffine(dark, turn, (columns, rows), flags=cv2.INTER_NEAREST)
        reach = np.ones((1, int(0.6 * dots) | 1), np.uint8)
        flat = cv2.morphologyEx(turned, cv2.MORPH_OPEN, reach)
        _, _, stats, _ = cv2.connectedComponentsWithStats(flat, connectivity=8)
        sides = [(s[0], s[1], s[2], s[3]) for s in stats[1:].tolist() if s[3] < 0.08 * dots]
        if any(_frame(turned, a, b, rim, dots) for a in sides for b in sides if a[1] < b[1]):
            return True
    return False


def _frame(dark: Any, top: Piece, bottom: Piece, rim: int, dots: float) -> bool:
    """Whether two level lines are the top and the bottom of a frame inside the room."""
    near, high = 0.1 * dots, bottom[1] - top[1]
    left, right = top[0], top[0] + top[2]
    if abs(bottom[0] - left) > near or abs(bottom[0] + bottom[2] - right) > near:
        return False
    if not 0.2 * dots < high < 1.1 * dots:
        return False
    rows, columns = dark.shape
    outer = (left < rim + near, right > columns - rim - near, bottom[1] > rows - rim - near)
    if all(outer):
        return False
    sides = []
    for x in (left, right):
        stripe = dark[top[1] : bottom[1], max(0, int(x - near / 2)) : int(x + near / 2)] > 0
        sides.append(float(stripe.any(axis=1).mean()) if stripe.size else 0.0)
    return min(sides) > 0.8


def _hand(pieces: Sequence[Piece], lines: Sequence[_Print], dots: float) -> Seen:
    """Handwriting, as sure as it is unlike print and large enough."""
    large = [p for p in pieces if max(p[2], p[3]) > STROKE * dots]
    across = max(p[0] + p[2] for p in large) - min(p[0] for p in large)
    if across < 0.22 * dots:
        return Seen("unsure", 0.5)
    doubtful = any(q.letters >= 5 and q.even >= NEARLY and q.high < LOW * dots for q in lines)
    return Seen("hand", 0.9 if doubtful else 0.99)
