"""The picture of a page, and parts of it."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from numpy.typing import NDArray

from docflow.errors import UnreadableError
from docflow.model import Box, Page

Picture = NDArray[Any]
"""Grey, uint8: rows of bytes from the top, 0 black to 255 white."""

BLANK_INK = 2e-5


def picture(page: Page) -> Picture:
    """The upright page in grey: rows of bytes, 0 black to 255 white. Read-only, kept in memory.

    Raises UnreadableError if the page has no picture.
    """
    if page.image is None:
        raise UnreadableError("This page has no picture.")
    stat = page.image.stat()
    return _load(page.image, stat.st_mtime_ns, stat.st_size)


@lru_cache(maxsize=4)
def _load(path: Path, _changed: int, _size: int) -> Picture:
    import cv2
    import numpy as np

    grey = cv2.imdecode(np.fromfile(path, np.uint8), cv2.IMREAD_GRAYSCALE)
    if grey is None:
        raise UnreadableError("The picture of this page cannot be read.")
    grey.flags.writeable = False
    return grey


def crop(page: Page, box: Box, pad: float = 0.0, scale: float = 1.0) -> Picture:
    """The part of the page's picture in `box`, widened on each side and enlarged.

    `pad` is a share of the box's height, `scale` the enlargement (cubic). Where the widened box
    leaves the page the picture is white, so that its size follows from the box alone.
    """
    import cv2

    part = cut(picture(page), box, pad)
    if scale == 1.0:
        return part
    return cv2.resize(part, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)


def cut(grey: Picture, box: Box, pad: float = 0.0) -> Picture:
    """Like `crop`, from a picture in memory and at its own scale."""
    import cv2

    height, width = grey.shape
    rim = pad * box.height * height
    left, top = round(box.left * width - rim), round(box.top * height - rim)
    right, bottom = round(box.right * width + rim), round(box.bottom * height + rim)
    right, bottom = max(right, left + 1), max(bottom, top + 1)
    inner = grey[max(top, 0) : max(bottom, 0), max(left, 0) : max(right, 0)]
    missing_right = (right - left) - inner.shape[1] - max(-left, 0)
    missing_bottom = (bottom - top) - inner.shape[0] - max(-top, 0)
    return cv2.copyMakeBorder(
        inner,
        min(max(-top, 0), bottom - top),
        max(missing_bottom, 0),
        min(max(-left, 0), right - left),
        max(missing_right, 0),
        cv2.BORDER_CONSTANT,
        value=255,
    )


def save(grey: Picture, path: Path) -> Path:
    """Write a grey picture as PNG and return its path."""
    import cv2

    # White paper with black words: what packs photos better only takes time here.
    plain = [
        *(cv2.IMWRITE_PNG_COMPRESSION, 1),
        *(cv2.IMWRITE_PNG_FILTER, cv2.IMWRITE_PNG_FILTER_NONE),
    ]
    written, data = cv2.imencode(".png", grey, plain)
    if not written:
        raise UnreadableError("The picture of this page cannot be written.")
    data.tofile(path)
    return path


def blank(grey: Picture) -> bool:
    """Whether a page holds no ink but specks: nothing to recognise."""
    import cv2

    small = cv2.resize(grey, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    paper = float(cv2.medianBlur(small, 5).max())
    return float((small < paper * 0.75).mean()) < BLANK_INK
