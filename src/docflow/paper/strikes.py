"""Words that somebody crossed out with a stroke of the pen."""

from __future__ import annotations

from docflow.model import Box, Mark, Page
from docflow.paper.ink import Labels, blobs, inches, ink
from docflow.paper.outlines import Place
from docflow.paper.picture import Picture

RUN = 0.11
"""Inches that a stroke runs level at the least: further than any part of a printed letter."""

SHORTEST = 0.2
"""A stroke that crosses a word out is at least this long, in inches."""

THICKEST = 0.06
"""What is thicker, in inches, is a bar."""

LEAN = 5
"""Pixels that a stroke may drop within a run."""

GAP, STEP = 0.1, 0.045
"""Inches along and across from one piece of a stroke to the next."""

LONG = 0.28
"""Inches that each piece of a stroke is long at the least; letters that touch are shorter."""

MIDDLE = (0.34, 0.68)
"""Where in a word's height the stroke lies; an underline lies lower."""

SHADED = 0.65
"""From this share of ink on, a word is printed on a tint."""

OVERHANG = (0.2, 1.5)
"""The stroke ends this many heights beyond the words: letters that touch do not reach out of their
word, and the line of a form goes on.
"""


DRAWN = 0.97
"""A stroke is inked along this share of its length: a row of letters has gaps."""

LETTER = 0.08
"""Letters are looked for this far above and below a stroke, in inches."""

BEYOND = 0.015
"""A stroke reaches this far beyond the letters on both sides, in inches."""


def strikes(page: Page) -> tuple[Mark, ...]:
    """The words on a page that are crossed out, as marks with the word's text, from the top."""
    import numpy as np

    dark = ink(page)
    rows, columns = dark.shape
    places = [_place(word.box, columns, rows) for word in page.words]
    struck: set[int] = set()
    labels, strokes = _strokes(dark, inches(page))
    for number, stroke in strokes:
        near = [i for i, place in enumerate(places) if _covers(stroke, place)]
        crossed = []
        for i in near:
            lines = np.flatnonzero((places[i].cut(labels) == number).any(axis=1))
            if len(lines) and _through(lines.mean() / places[i].height, places[i].cut(dark)):
                crossed.append(i)
        drawn = bool(crossed) and _drawn(dark, labels, number, stroke, inches(page))
        if crossed and _ends(stroke, [places[i] for i in crossed], drawn):
            struck.update(crossed)
    words = [page.words[i] for i in struck if len(page.words[i].text.strip("_-–—. ")) > 1]
    marks = (Mark("strike", word.box, word.text, 0.85) for word in words)
    return tuple(sorted(marks, key=lambda m: (m.box.top, m.box.left)))


def _place(box: Box, columns: int, rows: int) -> Place:
    left, top = round(box.left * columns), round(box.top * rows)
    return Place(left, top, round(box.width * columns), round(box.height * rows))


def _strokes(dark: Picture, dots: float) -> tuple[Labels, list[tuple[int, Place]]]:
    """A map of numbered long level runs of ink, and those that are thin enough for a pen.

    A coarse fax makes steps of a stroke that leans: they get the number of the first.
    """
    import cv2
    import numpy as np

    # A stroke that leans a little stays in one piece if pixels above and below count too.
    thick = cv2.dilate(dark, np.ones((LEAN, 1), np.uint8))
    run = round(RUN * dots) | 1
    level = cv2.morphologyEx(thick, cv2.MORPH_OPEN, np.ones((1, run), np.uint8))
    labels, stats = blobs(level)
    strokes: dict[int, Place] = {}
    for left, top, width, height, area, number in sorted(
        (*piece, number) for number, piece in enumerate(stats[1:].tolist(), 1)
    ):
        thin = area <= (THICKEST * dots + LEAN) * width and height <= 0.35 * width
        if width < SHORTEST * dots or not thin:
            continue
        piece = Place(left, top, width, height)
        first = next((n for n, stroke in strokes.items() if _goes_on(stroke, piece, dots)), None)
        if first is None:
            strokes[number] = piece
        else:
            part = piece.cut(labels)
            part[part == number] = first
            strokes[first] = _union(strokes[first], piece)
    return labels, list(strokes.items())


def _goes_on(stroke: Place, piece: Place, dots: float) -> bool:
    """Whether a piece begins where a stroke ended, one step up or down."""
    gap = piece.left - stroke.left - stroke.width
    step = abs(piece.middle[1] - stroke.middle[1])
    long = min(stroke.width, piece.width) > LONG * dots
    return long and -STEP * dots < gap < GAP * dots and step < STEP * dots


def _union(one: Place, other: Place) -> Place:
    left, top = min(one.left, other.left), min(one.top, other.top)
    right = max(one.left + one.width, other.left + other.width)
    bottom = max(one.top + one.height, other.top + other.height)
    return Place(left, top, right - left, bottom - top)


def _covers(stroke: Place, word: Place) -> bool:
    """Whether the stroke runs along a word, nearly from end to end."""
    along = min(stroke.left + stroke.width, word.left + word.width) - max(stroke.left, word.left)
    down = min(stroke.top + stroke.height, word.top + word.height) - max(stroke.top, word.top)
    return along >= 0.8 * word.width and down > 0


def _through(height: float, word: Picture) -> bool:
    """Whether a stroke at this share of a word's height goes through its middle, on white."""
    return MIDDLE[0] <= height <= MIDDLE[1] and float((word > 0).mean()) < SHADED


def _drawn(dark: Picture, labels: Labels, number: int, stroke: Place, dots: float) -> bool:
    """Whether a stroke is one straight line that reaches beyond the letters on both sides.

    A row of letters that touch leaves gaps and ends with its letters.
    """
    import numpy as np

    down, along = np.nonzero(stroke.cut(labels) == number)
    slope, level = np.polyfit(along, down, 1)
    columns = np.arange(stroke.width)
    rows = np.rint(stroke.top + level + slope * columns).astype(int)
    reach = round(LETTER * dots)
    if rows.min() < reach or rows.max() >= dark.shape[0] - reach:
        return False
    steps = np.arange(-reach, reach + 1)[:, np.newaxis]
    inked = dark[rows + steps, stroke.left + columns] > 0
    thick = round(THICKEST * dots / 2) + 1
    letters = np.flatnonzero(inked[np.abs(steps[:, 0]) > thick].any(axis=0))
    line = inked[np.abs(steps[:, 0]) <= 1].any(axis=0)
    rim = BEYOND * dots
    if len(letters) == 0 or line.mean() < DRAWN:
        return False
    return bool(letters[0] >= rim and stroke.width - 1 - letters[-1] >= rim)


def _ends(stroke: Place, words: list[Place], drawn: bool) -> bool:
    """Whether the stroke reaches beyond the words, but not far; one that is `drawn` does."""
    height = max(word.height for word in words)
    before = min(word.left for word in words) - stroke.left
    behind = stroke.left + stroke.width - max(word.left + word.width for word in words)
    least, most = (share * height for share in OVERHANG)
    return (drawn or least <= max(before, behind)) and max(before, behind) <= most
