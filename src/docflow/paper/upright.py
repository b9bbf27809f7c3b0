"""Sets a delivered picture upright: square pixels, the sheet out of a photo, turn and skew."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from docflow.model import Affine, Page
from docflow.paper.picture import Picture, save
from docflow.paper.sheet import Corners, corners, even_light, proportions
from docflow.paper.turn import skew, turn

LETTER_HEIGHT = 11.0
"""Inches that a picture without a resolution is taken to be high."""

MAX_DPI = 300
"""Finer pictures are reduced to this: readers gain nothing from more."""

SOFTENED = 0.8
"""Pixels by which the steps of a fax whose lines were doubled are softened: letters with teeth
are misread more often."""

PREVIEW = 1000
"""Pixels of the longer side that turn and skew are judged at."""

Matrix = NDArray[Any]


@dataclass(frozen=True, slots=True)
class Upright:
    """A picture set upright, its size in points, and the way back to the delivered picture."""

    picture: Picture
    width: float
    height: float
    delivered: Affine


def stand(grey: Picture, dpi: tuple[float, float] | None, number: int, folder: Path) -> Page:
    """The page that a delivered picture shows, its upright picture saved in `folder`."""
    sheet = upright(grey, dpi)
    image = save(sheet.picture, folder / f"page-{number}.png")
    return Page(number, sheet.width, sheet.height, image=image, delivered=sheet.delivered)


def upright(grey: Picture, dpi: tuple[float, float] | None = None) -> Upright:
    """Set a grey picture upright. `dpi` across and down, None where the file does not say."""
    square, inch = _square(grey, dpi)
    quad = corners(square)
    back, size = (np.eye(3), square.shape[::-1]) if quad is None else _flat(quad)
    preview = _seen(square, back, size, PREVIEW / max(size))
    turned = turn(preview)
    angle = skew(np.rot90(preview, turned))
    back = back @ _quarter(turned, *size)
    size = size[::-1] if turned % 2 else size
    back = back @ _level(angle, *size)
    if quad is None and not angle:
        flat = np.ascontiguousarray(np.rot90(square, turned))
    else:
        flat = _seen(square, back, size)
    if quad is not None:
        flat = even_light(flat)
        inch = max(size) / LETTER_HEIGHT
    delivered = _fractions(back, size, square.shape[::-1])
    return Upright(flat, size[0] / inch * 72, size[1] / inch * 72, delivered)


def _flat(quad: Corners) -> tuple[Matrix, tuple[int, int]]:
    """From the sheet laid flat back to the photo, and the size of the flat sheet."""
    import cv2

    width, height = proportions(quad)
    flat = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    back: Matrix = cv2.getPerspectiveTransform(flat, quad.astype(np.float32))
    return back, (width, height)


def _seen(grey: Picture, back: Matrix, size: tuple[int, int], scale: float = 1.0) -> Picture:
    """The picture of a given size whose every pixel lies at `back` of its place."""
    import cv2

    shrunk = np.diag([1 / scale, 1 / scale, 1.0])
    flags = cv2.INTER_CUBIC if scale == 1.0 else cv2.INTER_AREA
    return cv2.warpPerspective(
        grey,
        back @ shrunk,
        (round(size[0] * scale), round(size[1] * scale)),
        flags=flags | cv2.WARP_INVERSE_MAP,
        borderMode=cv2.BORDER_REPLICATE,
    )


def quarter_turn(quarters: int) -> Affine:
    """From a page that was turned by quarters, counter-clockwise, back to the one before."""
    return Affine(*(float(x) for x in _quarter(quarters % 4, 1, 1)[:2].ravel()))


def _square(grey: Picture, dpi: tuple[float, float] | None) -> tuple[Picture, float]:
    import cv2

    height, width = grey.shape
    if dpi is None:
        dpi = (max(height, width) / LETTER_HEIGHT,) * 2
    across, down = dpi
    inch = min(max(across, down), MAX_DPI)
    size = max(1, round(width * inch / across)), max(1, round(height * inch / down))
    if size == (width, height):
        return grey, inch
    if size[0] * size[1] < width * height:
        return cv2.resize(grey, size, interpolation=cv2.INTER_AREA), inch
    larger = cv2.resize(grey, size, interpolation=cv2.INTER_CUBIC)
    return cv2.GaussianBlur(larger, (0, 0), SOFTENED), inch


def _quarter(turned: int, width: int, height: int) -> Matrix:
    """From a picture turned by quarters, counter-clockwise, back to the one before, in pixels."""
    return np.array(
        [
            [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
            [[0, -1, width], [1, 0, 0], [0, 0, 1]],
            [[-1, 0, width], [0, -1, height], [0, 0, 1]],
            [[0, 1, 0], [-1, 0, height], [0, 0, 1]],
        ][turned],
        dtype=np.float64,
    )


def _level(angle: float, width: int, height: int) -> Matrix:
    """From a picture turned level about its middle back to the one skewed by `angle`, in pixels."""
    import cv2

    return np.vstack([cv2.getRotationMatrix2D((width / 2, height / 2), -angle, 1.0), [0, 0, 1]])


def _fractions(back: Matrix, size: tuple[int, int], delivered: tuple[int, int]) -> Affine:
    """A way back in pixels as one in fractions of both pictures."""
    way = np.diag([1 / delivered[0], 1 / delivered[1], 1]) @ back @ np.diag([*size, 1.0])
    return Affine(*(float(x) for x in (way / way[2, 2]).ravel()[:8]))
