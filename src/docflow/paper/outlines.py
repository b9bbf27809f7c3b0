"""How much of a rectangle's or a ring's outline is drawn, pixel by pixel."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from docflow.paper.picture import Picture

RIM = 5
"""Pixels around a rectangle that are looked at beside its outline."""


class Place(NamedTuple):
    """A rectangle on the picture, in pixels."""

    left: int
    top: int
    width: int
    height: int

    @property
    def middle(self) -> tuple[float, float]:
        """The centre as (x, y)."""
        return self.left + self.width / 2, self.top + self.height / 2

    def cut(self, dark: Picture, rim: int = 0) -> Picture:
        """The part of a picture here, and a rim around it as far as the picture goes."""
        across = slice(max(0, self.left - rim), self.left + self.width + rim)
        down = slice(max(0, self.top - rim), self.top + self.height + rim)
        return dark[down, across]


class Outline(NamedTuple):
    """The share of ink along a rectangle, side by side: top, bottom, left, right.

    `sides` are the sides, with a pixel's slack; `ends` their eight ends, where a round letter
    has nothing; `outside` the stripes along them outside, where a box has nothing; `beyond`
    counts the lines that run on past a corner, as in a table.
    """

    sides: tuple[float, ...]
    ends: tuple[float, ...]
    outside: tuple[float, ...]
    beyond: int

    @property
    def drawn(self) -> float:
        """The share of the whole outline that is drawn."""
        return sum(self.sides) / 4

    @property
    def stands(self) -> bool:
        """Whether four straight sides with corners are there and nothing runs along outside."""
        return (
            min(self.sides) >= 0.7
            and self.drawn >= 0.85
            and sum(end >= 0.6 for end in self.ends) >= 6
            and max(self.outside) <= 0.7
            and sum(self.outside) <= 1.2
            and self.beyond <= 2
        )


def outline(dark: Picture, place: Place) -> Outline | None:
    """The outline of a rectangle; None at the edge of the page."""
    part = place.cut(dark, RIM)
    if part.shape != (place.height + 2 * RIM, place.width + 2 * RIM):
        return None
    sides: list[float] = []
    ends: list[float] = []
    outside: list[float] = []
    beyond = 0
    for turned in (part, part[::-1], part.T, part.T[::-1]):
        line = turned[RIM - 1 : RIM + 2].max(axis=0) > 0
        side = line[RIM:-RIM]
        quarter = max(2, len(side) // 4)
        sides.append(float(side.mean()))
        ends += [float(side[:quarter].mean()), float(side[-quarter:].mean())]
        outside.append(min(_inked(turned[i, RIM:-RIM]) for i in (RIM - 4, RIM - 3)))
        beyond += int(line[: RIM - 1].all()) + int(line[1 - RIM :].all())
    return Outline(tuple(sides), tuple(ends), tuple(outside), beyond)


def trimmed(dark: Picture, place: Place) -> Place:
    """The rectangle without the specks that a fax adds to the sides of a box."""
    part = place.cut(dark) > 0
    cuts = []
    for turned in (part, part[::-1], part.T, part.T[::-1]):
        drawn = turned[:3].mean(axis=1)
        speck = drawn[0] < 0.3 and drawn.max() > 0.75
        cuts.append(int((drawn >= 0.8 * drawn.max()).argmax()) if speck else 0)
    above, below, before, behind = cuts
    return Place(
        place.left + before,
        place.top + above,
        place.width - before - behind,
        place.height - above - below,
    )


def fitted(dark: Picture, spot: Place, sizes: Sequence[tuple[int, int]]) -> Place | None:
    """The rectangle of one of the sizes around a spot whose outline is drawn best.

    None if little of the best is drawn.
    """
    import cv2
    import numpy as np

    rim = max(max(size) for size in sizes)
    part = spot.cut(dark, rim)
    slack = np.ones((3, 1), np.uint8)
    across, upright = cv2.dilate(part, slack), cv2.dilate(part, slack.T)
    best, place = 2.5 * 255, None
    for width, height in sizes:
        rows, columns = part.shape[0] - height + 1, part.shape[1] - width + 1
        if rows < 1 or columns < 1:
            continue
        flat, tall = _along(across, width, 1), _along(upright, 1, height)
        total = flat[:rows, :columns] + flat[height - 1 :, :columns]
        total = total + tall[:rows, :columns] + tall[:rows, width - 1 :]
        y, x = divmod(int(total.argmax()), columns)
        if total[y, x] > best:
            left, top = max(0, spot.left - rim) + x, max(0, spot.top - rim) + y
            best, place = float(total[y, x]), Place(left, top, width, height)
    return place


def _along(dark: Picture, width: int, height: int) -> Picture:
    """At each pixel the mean ink of the stripe that starts there, 0 to 255, as 16 bit."""
    import cv2

    size, border = (width, height), cv2.BORDER_CONSTANT
    stripes: Picture = cv2.boxFilter(dark, cv2.CV_16S, size, anchor=(0, 0), borderType=border)
    rows, columns = dark.shape
    return stripes[:rows, :columns]


def ring(part: Picture) -> float:
    """The share of the ring inscribed in a picture that is drawn; 0 if a corner is."""
    import numpy as np

    height, width = part.shape
    corner = max(1, height // 8)
    ends = slice(0, corner), slice(-corner, None)
    if any(part[y, x].any() for y in ends for x in ends):
        return 0.0
    angles = np.linspace(0, 2 * np.pi, 48, endpoint=False)
    found = np.zeros(48, bool)
    for inset in (0, 1, 2):
        x = (width - 1) / 2 + ((width - 1) / 2 - inset) * np.cos(angles)
        y = (height - 1) / 2 + ((height - 1) / 2 - inset) * np.sin(angles)
        found |= part[y.round().astype(int), x.round().astype(int)] > 0
    return float(found.mean())


def _inked(dark: Picture) -> float:
    return float((dark > 0).mean())
