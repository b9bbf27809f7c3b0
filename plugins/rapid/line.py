"""Reads the picture of one line, sign by sign (PP-OCRv6 small, CTC)."""

from __future__ import annotations

import string
from functools import cache
from itertools import groupby
from math import ceil
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from docflow.paper import Picture

from .finding import wheel

HEIGHT, NARROWEST = 48, 320
"""Pixels of a line as the model was taught to see it."""

SIGNS = frozenset(string.printable.strip() + " –—’‘“”•·°½×✓✔☐☑☒□■●○±≥≤®§")
"""What stands on this paper. The model knows 18 709 signs and else sees β for B, ß for 8."""


class Sign(NamedTuple):
    """A sign, where its middle lies across the line (0 to 1), and how sure the model is."""

    text: str
    place: float
    chance: float


class Look(NamedTuple):
    """What the model sees in a line: for each of its steps, how likely each of `signs` is.

    The sign "" is none. The line fills the first `steps` of the steps, the last perhaps in part.
    """

    chances: NDArray[np.float32]
    signs: list[str]
    steps: float


def look(strip: Picture) -> Look:
    """What the model sees in the picture of a line."""
    session, name, signs, known = _model()
    chances = session.run(None, {name: _seen(strip)})[0][0][:, known]
    return Look(chances, signs, len(chances) * _share(strip))


def likeliest(seen: Look) -> list[Sign]:
    """The likeliest signs of a line, blanks among them, from left to right."""
    found, start = [], 0
    for index, run in groupby(seen.chances.argmax(axis=1)):
        length = sum(1 for _ in run)
        chance = float(seen.chances[start : start + length, index].max())
        if seen.signs[index]:
            found.append(Sign(seen.signs[index], (start + length / 2) / seen.steps, chance))
        start += length
    return found


def _width(strip: Picture) -> int:
    rows, columns = strip.shape
    width: int = max(8, ceil(HEIGHT * columns / rows))
    return width


def _share(strip: Picture) -> float:
    """The share of the model's view that the line fills."""
    return _width(strip) / max(_width(strip), NARROWEST)


def _seen(strip: Picture) -> NDArray[np.float32]:
    import cv2

    width = _width(strip)
    scaled = cv2.resize(strip, (width, HEIGHT)).astype(np.float32) / 127.5 - 1
    view = np.zeros((1, 3, HEIGHT, max(width, NARROWEST)), np.float32)
    view[..., :width] = scaled
    return view


@cache
def _model() -> tuple[Any, str, list[str], Any]:
    """The model, its input's name, the signs it may say, and their numbers."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.enable_cpu_mem_arena = False
    session = onnxruntime.InferenceSession(
        str(wheel("rapidocr") / "models/PP-OCRv6_rec_small.onnx"),
        options,
        providers=["CPUExecutionProvider"],
    )
    told = session.get_modelmeta().custom_metadata_map["character"]
    signs = ["", *told.split("\n"), " "]
    known = [number for number, sign in enumerate(signs) if not sign or sign in SIGNS]
    return session, session.get_inputs()[0].name, [signs[n] for n in known], np.array(known)
