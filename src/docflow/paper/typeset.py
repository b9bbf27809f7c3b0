"""Lays text that has no places of its own out on paper, so that it can be read like a page."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from textwrap import wrap

from docflow.model import Box, Word

LINE = 1 / 66
"""Height of a line: 12 points on a Letter page."""

ADVANCE = 0.65
"""Width of a character in line heights, each in fractions of a Letter page."""


def laid(text: str, box: Box) -> tuple[Word, ...]:
    """Words of a text set into a box: as large as it allows but no larger than `LINE`, wrapped.

    What is too long for the box is set closer, never left out.
    """
    high = min(LINE, box.height)
    room = max(1, int(box.width / (high * ADVANCE)))
    lines = [line for row in text.splitlines() for line in wrap(row, room) or [""]]
    if len(lines) * high > box.height:
        lines = text.splitlines()
        high = box.height / len(lines)
    step = min(high * ADVANCE, box.width / max(map(len, lines), default=1))
    return tuple(
        Word(
            word,
            Box(
                box.left + start * step,
                box.top + row * high,
                box.left + (start + len(word)) * step,
                box.top + (row + 1) * high,
            ),
        )
        for row, line in enumerate(lines)
        for start, word in _placed(line)
    )


def _placed(line: str) -> Iterator[tuple[int, str]]:
    start = 0
    for space, run in groupby(line, key=str.isspace):
        word = "".join(run)
        if not space:
            yield start, word
        start += len(word)
