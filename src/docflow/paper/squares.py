"""Squares that stand for themselves: tick boxes as pieces of ink, whatever is printed close by."""

from __future__ import annotations

from collections.abc import Iterator

from docflow.paper.ink import Blobs
from docflow.paper.outlines import RIM, Outline, Place, outline, trimmed
from docflow.paper.picture import Picture

SIZES = (0.07, 0.3)
"""Inches that a tick box is wide and high."""

OBLONG = 1.33
"""A square is at most so many times as high as it is wide, or as wide as it is high."""

RUNG = 0.75
"""The share of a row's ink from which on it is the upper or lower side of a box."""

UPRIGHT = 0.6
"""The share of a column's ink from which on it is the left or right side of stacked boxes."""

CLOSE = 0.5
"""Boxes that touch each other stand less than this share of their width apart."""


def standing(found: Blobs, number: int) -> Outline | None:
    """The outline that a piece of ink draws by itself, whatever stands close to it.

    None if its upper side alone shows that it is no frame.
    """
    own = found.alone(number, RIM)
    if (own[RIM : RIM + 3, RIM:-RIM].max(axis=0) > 0).mean() < 0.7:
        return None
    height, width = own.shape
    return outline(own, trimmed(own, Place(RIM, RIM, width - 2 * RIM, height - 2 * RIM)))


def squares(found: Blobs, dots: float) -> Iterator[tuple[int, Place]]:
    """The hollow squares of a tick box's size with the number of their piece of ink.

    `dots` are the pixels an inch. Of boxes that touch, one below the other, each is one.
    """
    import numpy as np

    _, _, width, height, _ = found.stats.T
    low, high = (size * dots for size in SIZES)
    small, large = np.minimum(width, height), np.maximum(width, height)
    for number in np.flatnonzero(
        (small >= low) & (large <= np.minimum(high, OBLONG * small))
    ).tolist():
        seen = standing(found, number)
        if seen is not None and seen.stands:
            yield number, Place(*found.stats[number, :4].tolist())
    yield from stacks(found, dots)


def stacks(found: Blobs, dots: float) -> Iterator[tuple[int, Place]]:
    """The boxes that touch one another, one below the other, as `squares` gives them."""
    import numpy as np

    _, _, width, height, _ = found.stats.T
    low, high = (size * dots for size in SIZES)
    tall = (width >= low) & (width <= 1.5 * high) & (height > OBLONG * width)
    for number in np.flatnonzero(tall).tolist():
        left, top = found.stats[number, :2].tolist()
        for place in stack(found.alone(number)):
            if low <= place.width <= high:
                yield number, place._replace(left=left + place.left, top=top + place.top)


def stack(own: Picture) -> tuple[Place, ...]:
    """The boxes of a piece of ink that draws several, one below the other, each with four sides.

    Nothing if it draws anything else: the cells of a table share their sides, boxes do not. What
    ticks them may reach beyond their sides.
    """
    import numpy as np

    sides = np.flatnonzero((own > 0).mean(axis=0) >= UPRIGHT)
    if not len(sides):
        return ()
    left, wide = int(sides[0]), int(sides[-1] - sides[0]) + 1
    boxes: list[Place] = []
    rungs = _rungs(own[:, left : left + wide])
    while rungs:
        top, _ = rungs.pop(0)
        if boxes and top - boxes[-1].top - boxes[-1].height > CLOSE * wide:
            return ()
        highs = [end - top for _, end in rungs if wide / OBLONG < end - top < OBLONG * wide]
        if not highs:
            return ()
        high = min(highs, key=lambda high: abs(high - wide))
        boxes.append(Place(left, top, wide, high))
        rungs = [rung for rung in rungs if rung[0] >= top + high]
    return tuple(boxes) if len(boxes) > 1 and all(_stands(own, box) for box in boxes) else ()


def _rungs(own: Picture) -> list[tuple[int, int]]:
    """The first row of each run of rows that are inked from side to side, and the row behind.

    A run twice as thick as another is two sides that the ink between them joined.
    """
    import numpy as np

    full = np.pad((own > 0).mean(axis=1) >= RUNG, 1).astype(int)
    turns = np.flatnonzero(np.diff(full)).tolist()
    runs = list(zip(turns[::2], turns[1::2], strict=True))
    thin = min((end - start for start, end in runs), default=0)
    halves = [
        ((start, (start + end) // 2), ((start + end) // 2, end))
        if end - start >= 2 * thin
        else ((start, end),)
        for start, end in runs
    ]
    return [rung for run in halves for rung in run]


def _stands(own: Picture, place: Place) -> bool:
    import numpy as np

    framed = np.pad(place.cut(own), RIM)
    seen = outline(framed, Place(RIM, RIM, place.width, place.height))
    return seen is not None and seen.stands
