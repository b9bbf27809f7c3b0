"""Words of a line, with their places."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, pairwise

import numpy as np

from docflow import Box, Word
from docflow.paper import Picture

from .captions import relabelled
from .finding import Corners
from .line import Sign, likeliest, look

GAP, WHITE = 0.8, 0.2
"""Heights of a line between the middles of two signs, and of white between them, from which they
are two words though the model saw no blank: an m alone is as wide as GAP."""

FAR = 2.0
"""Heights between two middles from which they are two words, though a rule fills the white."""

REACH = 0.55
"""Heights of a line that a word reaches at most beyond the middle of its outer signs; what lies
further out, such as a tick box, is not the word's."""

UPENDED = 1.5
"""Heights to a width from which a line runs up the page's margin."""


def words(grey: Picture, corners: Corners, labels: bool = False) -> Iterator[Word]:
    """The words of the line between four corners; one that runs upwards is a single word.

    `labels`: the line may be the label of a form.
    """
    strip = _strip(grey, corners)
    rows, columns = strip.shape
    if rows > UPENDED * columns:
        signs = likeliest(look(np.ascontiguousarray(np.rot90(strip))))
        if any(sign.text != " " for sign in signs):
            yield _word(grey, corners, signs, 0.0, 1.0)
        return
    ink, reach = _ink(strip), REACH * rows / columns
    runs = list(_runs(_read(strip, labels), ink, rows))
    if not runs:  # the finder took a stain for a line
        return
    borders = [_white(ink, one[-1].place, two[0].place)[0] for one, two in pairwise(runs)]
    for run, start, end in zip(runs, [0.0, *borders], [*borders, 1.0], strict=True):
        left = max(start, run[0].place - reach)
        right = min(end, run[-1].place + reach)
        yield _word(grey, corners, run, *_inked(ink, left, right))


def _read(strip: Picture, labels: bool) -> list[Sign]:
    """The signs of a level line, a label's as forms print them."""
    seen = look(strip)
    signs = likeliest(seen)
    return relabelled(seen, signs) if labels else signs


def _runs(signs: list[Sign], ink: Picture, rows: int) -> Iterator[list[Sign]]:
    """Signs that stand together."""
    run: list[Sign] = []
    for sign in signs:
        if run and (sign.text == " " or _apart(run[-1].place, sign.place, ink, rows)):
            yield run
            run = []
        if sign.text != " ":
            run.append(sign)
    if run:
        yield run


def _apart(left: float, right: float, ink: Picture, rows: int) -> bool:
    """Whether two signs without a blank between them are of two words."""
    heights = (right - left) * len(ink) / rows
    return heights > FAR or (heights > GAP and _white(ink, left, right)[1] > WHITE * rows)


def _strip(grey: Picture, corners: Corners) -> Picture:
    """The line, laid level."""
    import cv2

    top_left, top_right, bottom_right, bottom_left = corners
    width = max(np.linalg.norm(top_right - top_left), np.linalg.norm(bottom_right - bottom_left))
    height = max(np.linalg.norm(bottom_left - top_left), np.linalg.norm(bottom_right - top_right))
    size = max(2, int(width)), max(2, int(height))
    flat = np.array([[0, 0], [size[0], 0], size, [0, size[1]]], np.float32)
    return cv2.warpPerspective(
        grey,
        cv2.getPerspectiveTransform(corners.astype(np.float32), flat),
        size,
        flags=cv2.INTER_CUBIC,
        borderMode=cv2.BORDER_REPLICATE,
    )


def _ink(strip: Picture) -> Picture:
    """Which columns of a line hold ink."""
    level = (int(strip.min()) + int(np.median(strip))) / 2
    inked: Picture = strip.min(axis=0) < level
    return inked


def _white(ink: Picture, left: float, right: float) -> tuple[float, int]:
    """The middle of the widest white between two places, and its width in pixels."""
    start = int(left * len(ink))
    middle, widest, column = (left + right) / 2, 0, start
    for dark, run in groupby(ink[start : int(right * len(ink))]):
        width = sum(1 for _ in run)
        if not dark and width > widest:
            middle, widest = (column + width / 2) / len(ink), width
        column += width
    return middle, widest


def _inked(ink: Picture, left: float, right: float) -> tuple[float, float]:
    """The part between two places that holds ink; all of it where none does."""
    start = int(left * len(ink))
    columns = np.flatnonzero(ink[start : int(right * len(ink)) + 1])
    if not len(columns):
        return left, right
    return (start + columns[0]) / len(ink), min(1.0, (start + columns[-1] + 1) / len(ink))


def _word(grey: Picture, corners: Corners, run: list[Sign], left: float, right: float) -> Word:
    top_left, top_right, bottom_right, bottom_left = corners
    points = np.array(
        [
            start + (end - start) * share
            for start, end in ((top_left, top_right), (bottom_left, bottom_right))
            for share in (left, right)
        ]
    )
    shares = (points / grey.shape[::-1]).clip(0, 1)
    return Word(
        "".join(sign.text for sign in run),
        Box(*(float(side) for side in (*shares.min(axis=0), *shares.max(axis=0)))),
        min(sign.chance for sign in run),
    )
