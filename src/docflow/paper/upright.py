"""Sets a delivered picture upright: square pixels, the sheet out of a photo, turn and skew."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from docflow.model import Affine, Page
from docflow.paper.picture import Picture, save
from docflow.paper.turn import skew, turn

LETTER_HEIGHT = 11.0
"""Inches that a picture without a resolution is taken to be high."""

MAX_DPI = 300
"""Finer pictures are reduced to this: readers gain nothing from more."""

Matrix = NDArray[np.float64]


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
    height, width = square.shape
    turned = turn(square)
    quarter = _quarter(turned, width, height)
    standing = np.ascontiguousarray(np.rot90(square, turned))
    angle = skew(standing)
    flat, back = _rotated(standing, angle)
    rows, columns = flat.shape
    delivered = _fractions(quarter @ back, (columns, rows), (width, height))
    return Upright(flat, columns / inch * 72, rows / inch * 72, delivered)


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
    smaller = size[0] * size[1] < width * height
    way = cv2.INTER_AREA if smaller else cv2.INTER_CUBIC
    return cv2.resize(grey, size, interpolation=way), inch


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


def _rotated(grey: Picture, angle: float) -> tuple[Picture, Matrix]:
    """The picture turned by `angle` degrees clockwise about its middle, and the way back."""
    import cv2

    if not angle:
        return grey, np.eye(3)
    rows, columns = grey.shape
    way = np.vstack([cv2.getRotationMatrix2D((columns / 2, rows / 2), -angle, 1.0), [0, 0, 1]])
    flat = cv2.warpAffine(
        grey, way[:2], (columns, rows), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )
    return flat, np.linalg.inv(way)


def _fractions(back: Matrix, size: tuple[int, int], delivered: tuple[int, int]) -> Affine:
    """A way back in pixels as one in fractions of both pictures."""
    way = np.diag([1 / delivered[0], 1 / delivered[1], 1]) @ back @ np.diag([*size, 1.0])
    return Affine(*(float(x) for x in (way / way[2, 2])[:2].ravel()))
