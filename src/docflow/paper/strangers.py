"""Ink that nothing explains: writing that no reader saw, where a form may look empty."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from docflow.model import Box, Page
from docflow.paper.ink import blobs, inches
from docflow.paper.rules import unruled

SPECK = 0.03
"""Ink smaller than this both ways, in inches, is dirt."""

BESIDE = 0.06
"""Strokes nearer than this, in inches, are of one word."""

SMALLEST = 0.07
"""Writing is at least this high and twice as wide, in inches."""

HIGHEST = 0.8
"""What is higher than this, in inches, is a picture, a stain or a frame."""

LARGELY = 0.5
"""A mark explains ink of which it takes this share; a tick box seen in a digit does not."""

SPARE = 0.25
"""Shares of its height by which a word's place is widened: pens run over the edge."""


@lru_cache(maxsize=4)
def strangers(page: Page) -> tuple[Box, ...]:
    """Around each piece of ink as large as a word that no word, line or mark explains.

    From the top; empty where the page has no picture.
    """
    if page.image is None:
        return ()
    import cv2
    import numpy as np

    dots = inches(page)
    clean = unruled(page)
    rows, columns = clean.shape
    own = blobs(clean)
    small = (own.stats[:, 2] < SPECK * dots) & (own.stats[:, 3] < SPECK * dots)
    kept = ~small
    kept[0] = False
    strokes = kept[own.labels].astype(np.uint8)
    near = cv2.dilate(strokes, np.ones((1, max(1, round(BESIDE * dots))), np.uint8))
    read = tuple(_read(page))
    drawn = [mark.box for mark in page.marks if mark.kind != "rule"]
    found = []
    for left, top, width, height, _ in blobs(near).stats[1:].tolist():
        high, wide = height / dots, width / dots - BESIDE
        if SMALLEST <= high <= HIGHEST and wide >= 2 * SMALLEST:
            box = Box(left / columns, top / rows, (left + width) / columns, (top + height) / rows)
            explained = any(_across(box, word) > 0 for word in read) or any(
                _across(box, mark) > LARGELY * box.width for mark in drawn
            )
            found += [] if explained else [box]
    return tuple(sorted(found, key=lambda box: (box.top, box.left)))


def _read(page: Page) -> Iterable[Box]:
    """The places of the page's words, a little widened."""
    tall = page.height / page.width
    for word in page.words:
        rim = SPARE * word.box.height
        left, top, right, bottom = word.box
        yield Box(left - rim * tall, top - rim, right + rim * tall, bottom + rim)


def _across(one: Box, other: Box) -> float:
    """The width that two boxes share, 0 if they share no place."""
    high = min(one.bottom, other.bottom) - max(one.top, other.top)
    return max(0.0, min(one.right, other.right) - max(one.left, other.left)) if high > 0 else 0.0
