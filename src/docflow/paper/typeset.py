"""Lays text that has no places of its own out on paper, so that it can be read like a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from textwrap import wrap
from typing import NamedTuple

from docflow.model import Box, Page, Word

WIDTH, HEIGHT = 612.0, 792.0
"""Points of a Letter page."""

LINE = 1 / 66
"""Height of a line: 12 points on a Letter page."""

ADVANCE = 0.65
"""Width of a character in line heights, each in fractions of a Letter page."""

LEAD = 0.2
"""Share of a line that stays white above its letters."""

FIRST, LAST = 3, 63
"""The lines of a page that hold text."""

LEFT, RIGHT = 0.06, 0.94


class Cell(NamedTuple):
    """A text in a row, as wide as `span` columns of its table."""

    text: str
    span: int = 1


def typeset(rows: Iterable[Sequence[Cell]]) -> tuple[Page, ...]:
    """Pages of text. A row is one paragraph, or the cells of a table's row side by side."""
    pages: list[list[Word]] = [[]]
    top = FIRST
    for row in rows:
        columns = list(_columns(row))
        height = max((len(lines) for _, lines in columns), default=1)
        if top + height > LAST and pages[-1]:
            pages.append([])
            top = FIRST
        for start in range(0, height, LAST - FIRST):
            if start:
                pages.append([])
                top = FIRST
            shown = min(height - start, LAST - FIRST)
            pages[-1] += _row(columns, top, slice(start, start + shown))
            top += shown
    return tuple(
        Page(number, WIDTH, HEIGHT, tuple(words), origin="text")
        for number, words in enumerate(pages, 1)
    )


def _columns(row: Sequence[Cell]) -> Iterator[tuple[float, list[str]]]:
    """Where each cell begins, and its lines; one character is left free before the next cell."""
    width = (RIGHT - LEFT) / max(sum(cell.span for cell in row), 1)
    before = 0
    for cell in row:
        room = int(cell.span * width / (LINE * ADVANCE)) - (len(row) > 1)
        yield LEFT + before * width, _lines(cell.text, max(1, room))
        before += cell.span


def _row(columns: Iterable[tuple[float, list[str]]], top: int, part: slice) -> Iterator[Word]:
    for left, lines in columns:
        for line, text in enumerate(lines[part], top):
            yield from _set(text, left, line * LINE, LINE, LINE * ADVANCE)


def _lines(text: str, room: int) -> list[str]:
    return [line for row in text.splitlines() for line in wrap(row, room) or [""]] or [""]


def laid(text: str, box: Box) -> tuple[Word, ...]:
    """Words of a text set into a box: as large as it allows but no larger than `LINE`, wrapped.

    What is too long for the box is set closer, never left out.
    """
    if not text.strip():
        return ()
    high = min(LINE, box.height)
    lines = _lines(text, max(1, int(box.width / (high * ADVANCE))))
    if len(lines) * high > box.height:
        lines = text.splitlines()
        high = min(LINE, box.height / len(lines))
    step = min(high * ADVANCE, box.width / max(map(len, lines)))
    return tuple(
        word
        for row, line in enumerate(lines)
        for word in _set(line, box.left, box.top + row * high, high, step)
    )


def _set(line: str, left: float, top: float, high: float, step: float) -> Iterator[Word]:
    """The words of a line at `left`, `top`, each character `step` wide."""
    start = 0
    for space, run in groupby(line.expandtabs(), key=str.isspace):
        word = "".join(run)
        if not space:
            right = left + (start + len(word)) * step
            yield Word(word, Box(left + start * step, top + LEAD * high, right, top + high))
        start += len(word)
