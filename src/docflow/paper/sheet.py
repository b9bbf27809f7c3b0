"""The sheet of paper in a photo: its four corners, its proportions, its light."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from docflow.paper.picture import Picture

SMALL = 640
"""Pixels of the longer side that a sheet is looked for at."""

SHAPES = (8.5 / 11, 210 / 297, 8.5 / 14)
"""Width to height of Letter, A4 and Legal."""

Corners = NDArray[Any]


def corners(grey: Picture) -> Corners | None:
    """The corners of the sheet that lies in a photo, clockwise from its top left.

    In pixels; they may lie outside the photo. None unless the desk shows on at least three sides: a
    dark letterhead or the black edge of a copier is no desk.
    """
    import cv2

    scale = SMALL / max(grey.shape)
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    plain = cv2.medianBlur(small, 11)
    found = [_quad(plain, level) for level in _levels(plain)]
    quads = [quad for quad in found if quad is not None and _edge(plain, quad) >= 0.75]
    if not quads:
        return None
    best: Corners = (max(quads, key=lambda quad: _edge(plain, quad)) + 0.5) / scale
    return best


def _levels(plain: Picture) -> tuple[float, ...]:
    """Brightnesses that may part paper from desk."""
    import cv2

    middle, _ = cv2.threshold(plain, 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
    rim = np.concatenate([plain[:3].ravel(), plain[-3:].ravel(), plain[:, :3].ravel()])
    return middle, (middle + float(np.median(rim))) / 2, float(np.percentile(rim, 90)) + 12


def _quad(plain: Picture, level: float) -> Corners | None:
    """The four-sided hull of the largest bright part, if it can be a sheet on a desk."""
    import cv2

    above = (plain > level).astype(np.uint8)
    bright: Picture = cv2.morphologyEx(above, cv2.MORPH_OPEN, np.ones((5, 5), np.uint8))
    if _desk_sides(bright) < 3:
        return None
    outlines, _ = cv2.findContours(bright, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    if not outlines:
        return None
    hull = cv2.convexHull(max(outlines, key=cv2.contourArea))
    if cv2.contourArea(hull) < 0.2 * plain.size:
        return None
    sides = _sides(hull, plain.shape)
    if len(sides) < 4:
        return None
    quad = np.array([_meet(sides[i - 1], sides[i]) for i in range(4)])
    return _clockwise(quad) if _is_sheet(quad) else None


def _desk_sides(bright: Picture) -> int:
    """How many sides of the photo show mostly desk."""
    sides = bright[1], bright[-2], bright[:, 1], bright[:, -2]
    return sum(float(side.mean()) < 0.5 for side in sides)


def _sides(hull: Any, shape: tuple[int, ...]) -> list[Any]:
    """The four longest straight sides of an outline, in order; the photo's own rim comes last."""
    import cv2

    outline = cv2.approxPolyDP(hull, 0.008 * cv2.arcLength(hull, True), True)[:, 0].astype(float)
    rows, columns = shape
    far = np.array([columns - 3, rows - 3])

    def length(side: Any) -> float:
        start, end = side
        on_rim = ((start < 3) & (end < 3)) | ((start > far) & (end > far))
        return float(np.linalg.norm(end - start)) * (0.01 if on_rim.any() else 1.0)

    sides = list(pairwise([*outline, outline[0]]))
    longest = sorted(range(len(sides)), key=lambda i: length(sides[i]))[-4:]
    return [sides[i] for i in sorted(longest)]


def _meet(one: Any, other: Any) -> Any:
    """Where two lines, each by two points, cross; not a number where they never do."""
    crossing = np.cross(_line(one), _line(other))
    with np.errstate(divide="ignore", invalid="ignore"):
        return crossing[:2] / crossing[2]


def _line(side: Any) -> Any:
    start, end = side
    return np.cross([*start, 1.0], [*end, 1.0])


def _clockwise(quad: Corners) -> Corners:
    middle = quad.mean(axis=0)
    round_the_middle = np.arctan2(*(quad - middle).T[::-1])
    ordered = quad[np.argsort(round_the_middle)]
    return np.roll(ordered, -int(ordered.sum(axis=1).argmin()), axis=0)


def _is_sheet(quad: Corners) -> bool:
    """Whether four corners can be a rectangle seen from not too flat an angle."""
    if not np.isfinite(quad).all():
        return False
    ordered = _clockwise(quad)
    ways = np.roll(ordered, -1, axis=0) - ordered
    lengths = np.linalg.norm(ways, axis=1)
    if lengths.min() < 0.2 * SMALL or (lengths / np.roll(lengths, 2)).max() > 1.6:
        return False
    following = np.roll(ways, -1, axis=0)
    slant = (ways * following).sum(axis=1) / (lengths * np.roll(lengths, -1))
    return bool(np.abs(slant).max() < 0.42)


def _edge(plain: Picture, quad: Corners) -> float:
    """Share of the outline along which paper is brighter than what lies beyond it."""
    middle = quad.mean(axis=0)
    along = np.linspace(0.05, 0.95, 40)[:, None]
    points = np.concatenate(
        [a + (b - a) * along for a, b in zip(quad, np.roll(quad, -1, axis=0), strict=True)]
    )
    outward = (points - middle) / np.linalg.norm(points - middle, axis=1, keepdims=True)
    limit = np.array(plain.shape[::-1]) - 1
    outside = points + 5 * outward
    seen = ((outside >= 0) & (outside <= limit)).all(axis=1)
    if not seen.any():
        return 0.0
    inner, outer = (
        plain[tuple(np.clip(p[seen], 0, limit).astype(int).T[::-1])].astype(int)
        for p in (points - 5 * outward, outside)
    )
    return float((inner - outer > 12).mean())


def proportions(quad: Corners) -> tuple[int, int]:
    """Width and height in pixels of the sheet laid flat, of a standard shape if it is near one."""
    lengths = np.linalg.norm(np.roll(quad, -1, axis=0) - quad, axis=1)
    width, height = max(lengths[0], lengths[2]), max(lengths[1], lengths[3])
    short, long = sorted((width, height))
    near = min(SHAPES, key=lambda shape: abs(short / long / shape - 1))
    if abs(short / long / near - 1) < 0.09:
        short = long * near
    flat = (short, long) if width <= height else (long, short)
    return round(flat[0]), round(flat[1])


def even_light(grey: Picture) -> Picture:
    """The picture as if lit evenly; the same picture where the light is even already."""
    import cv2

    scale = SMALL / max(grey.shape)
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    light = cv2.medianBlur(cv2.dilate(small, np.ones((9, 9), np.uint8)), 31)
    dark, bright = np.percentile(light, (2, 98))
    if bright - dark < 30:
        return grey
    light = cv2.resize(light, grey.shape[::-1], interpolation=cv2.INTER_LINEAR)
    return cv2.divide(grey, np.maximum(light, 60), scale=255)
