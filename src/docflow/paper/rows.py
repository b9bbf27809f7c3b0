"""Whether boxes stand on one row of print."""

from __future__ import annotations

from docflow.model import Box

SHARE = 0.6
"""Of a row's height: middles that are nearer than this stand on it."""


def on_row(box: Box, row: Box, share: float = SHARE) -> bool:
    """Whether a box's middle is less than `share` of a row's height above or below the row's."""
    return abs(box.middle[1] - row.middle[1]) < share * row.height


def abreast(one: Box, other: Box, share: float = SHARE) -> bool:
    """Whether either box stands on the other's row."""
    return on_row(one, other, share) or on_row(other, one, share)


def shared(a: Box, b: Box) -> float:
    """How much of the lower one's height two boxes share."""
    return (min(a.bottom, b.bottom) - max(a.top, b.top)) / max(min(a.height, b.height), 1e-6)


def one_row(a: Box, b: Box) -> bool:
    """Whether two boxes stand side by side, however high each is."""
    return shared(a, b) > 0.42
