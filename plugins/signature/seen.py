"""What is in the room for a signature: nothing, handwriting, a stamp or print, or both."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from docflow.paper.ink import blobs

from .frames import Frame, Piece, frame

Kind = Literal["empty", "hand", "over", "print", "stamp", "unsure"]

BOX = 2.6
"""A frame wider than this, in inches, is no stamp but a box to sign in."""

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

TALL = 0.21
"""Even letters as high as this, in inches, are a neat hand's: nobody types a name so large."""

LEAN = 0.12
"""A stamp is set down as askew as this: 7 degrees, as rise over run."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What kind of ink a room holds and how sure that is (0 to 1). "over": a hand over print."""

    kind: Kind
    confidence: float


def seen(dark: Any, clean: Any, rim: int, dots: float) -> Seen:
    """Judge the ink of a room: 255 where there is ink; `dots` are pixels an inch.

    `dark` is the room as it is, `clean` without printed lines; both with `rim` pixels of paper
    around it, twice that above.
    """
    pieces = _pieces(clean[2 * rim : -rim, rim:-rim], dots)
    lines = _print(pieces, dots)
    if not _printed(lines) and not any(max(p[2:]) > STROKE * dots for p in pieces):
        small = sum(max(p[2:]) > 2 * SPECK * dots for p in pieces)
        return Seen("empty", 0.99) if small < 3 else Seen("unsure", 0.5)
    around = frame(dark, clean, rim, dots)
    if around:
        return _framed(around, dots)
    if _printed(lines, TALL * dots):
        return Seen("over" if _strokes(pieces, dots) else "print", 0.9)
    return _hand(pieces, lines, dots)


def _framed(around: Frame, dots: float) -> Seen:
    """A stamp with its frame; one that somebody signed over; or a box to sign in."""
    pieces = _pieces(around.rest, dots)
    lines = _print(pieces, dots)
    if _printed(lines):
        return Seen("over", 0.9) if _strokes(pieces, dots) else Seen("stamp", 0.99)
    if around.wide > BOX and any(max(p[2:]) > STROKE * dots for p in pieces):
        return _hand(pieces, lines, dots)
    return Seen("over", 0.9) if _strokes(pieces, dots) else Seen("stamp", 0.7)


def _strokes(pieces: Sequence[Piece], dots: float) -> bool:
    """Whether among letters there are strokes as large as only a hand draws them."""
    return any(max(p[2:]) > 0.3 * dots and min(p[2:]) > 0.17 * dots for p in pieces)


class _Print(NamedTuple):
    """A line of letter-like pieces: how many, how even (0 to 1), the tallest in pixels."""

    letters: int
    even: float
    high: float


def _pieces(dark: Any, dots: float) -> list[Piece]:
    """The pieces of ink that are no dirt and no leftover line."""
    found = []
    for left, top, width, height, _ in blobs(dark).stats[1:].tolist():
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


def _printed(lines: Sequence[_Print], tall: float = math.inf) -> bool:
    """Whether there are enough even letters for print, none as `tall` as that, in pixels."""
    even = [line.letters for line in lines if line.even >= EVEN and line.high < tall]
    return any(letters >= LETTERS for letters in even) or sum(even) >= 1.5 * LETTERS


def _hand(pieces: Sequence[Piece], lines: Sequence[_Print], dots: float) -> Seen:
    """Handwriting, as sure as it is unlike print and large enough."""
    large = [p for p in pieces if max(p[2], p[3]) > STROKE * dots]
    across = max(p[0] + p[2] for p in large) - min(p[0] for p in large)
    if across < 0.22 * dots:
        return Seen("unsure", 0.5)
    even = any(q.letters >= 5 and q.even >= NEARLY and q.high < LOW * dots for q in lines)
    even = even or _printed(lines)
    low = max(p[3] for p in pieces) < LOW * dots
    return Seen("hand", 0.9 if even or low else 0.99)
