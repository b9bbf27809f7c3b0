"""A document as running text that remembers where each character stands on its page."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, reduce

from docflow import Affine, Box, Document, Page, Reading, Source
from docflow.paper.lines import Line, blocks, level, lines

_STOP = re.compile(r"[.!?;](?=\s+[A-Z(])|\n\n")
"""Where a sentence ends."""


@dataclass(frozen=True)
class Sheet:
    """One page set level, its lines, and the way back to the upright page."""

    page: Page
    back: Affine
    lines: tuple[Line, ...]

    @property
    def tall(self) -> float:
        """Height over width."""
        return self.page.height / self.page.width if self.page.width else 1.3

    @cached_property
    def rows(self) -> tuple[Line, ...]:
        """The words by baseline across the whole page, from the top: rows of a table."""
        found: list[list[Line]] = []
        for line in sorted(self.lines, key=lambda x: x.box.middle[1]):
            home = next((row for row in found[-6:] if _one_row(row[-1].box, line.box)), None)
            if home is None:
                found.append([line])
            else:
                home.append(line)
        ordered = (sorted(row, key=lambda x: x.box.left) for row in found)
        return tuple(Line.of(word for line in row for word in line.words) for row in ordered)


_TOP = 0.33
"""The share of the first page in which the date of a letter stands."""


def high(top: float, sheet: Sheet) -> bool:
    """Whether a place lies in the upper third of the first page."""
    return sheet.page.number == 1 and top < _TOP


def below(a: Box, b: Box) -> bool:
    """Whether b stands right below a, at its left end."""
    gap = b.top - a.bottom
    return -0.3 * a.height < gap < a.height and abs(a.left - b.left) < 0.02


def _one_row(a: Box, b: Box) -> bool:
    shared = min(a.bottom, b.bottom) - max(a.top, b.top)
    return shared > 0.5 * min(a.height, b.height)


@dataclass(frozen=True, slots=True)
class Piece:
    """A line and where its text begins in the passage."""

    start: int
    sheet: Sheet
    line: Line


@dataclass(frozen=True)
class Passage:
    """The document's text, paragraphs parted by blank lines."""

    document: str
    text: str
    pieces: tuple[Piece, ...]

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        """The sheets that the pieces stand on, each once."""
        return tuple({id(p.sheet): p.sheet for p in self.pieces}.values())

    @cached_property
    def by_rows(self) -> Passage:
        """The same words row by row across the page, as labels stand before their values."""
        text, pieces = "", []
        for sheet in self.sheets:
            for row in sheet.rows:
                text += " " if text else ""
                pieces.append(Piece(len(text), sheet, row))
                text += row.text
        return Passage(self.document, text, tuple(pieces))

    def sentence(self, at: int) -> str:
        """The sentence around a place of the text."""
        before = max((m.end() for m in _STOP.finditer(self.text, 0, at)), default=0)
        after = _STOP.search(self.text, at)
        return self.text[before : after.start() if after else len(self.text)]

    @cached_property
    def starts(self) -> list[int]:
        """Where the pieces begin."""
        return [piece.start for piece in self.pieces]

    def on(self, start: int, end: int) -> tuple[Piece, ...]:
        """The pieces that text[start:end] touches, of its first page only."""
        first = max(0, bisect_right(self.starts, start) - 1)
        touched = [
            p for p in self.pieces[first:] if p.start < end and p.start + len(p.line.text) > start
        ]
        return tuple(p for p in touched if p.sheet is touched[0].sheet)

    def source(self, start: int, end: int) -> Source | None:
        """Where text[start:end] stands on the upright page."""
        pieces = self.on(start, end)
        if not pieces:
            return None
        boxes = [p.line.span(max(0, start - p.start), end - p.start) for p in pieces]
        box = reduce(Box.around, boxes)
        sheet = pieces[0].sheet
        return Source(self.document, sheet.page.number, sheet.back.box(box))

    def sure(self, start: int, end: int) -> float:
        """The least certain word's confidence in text[start:end]."""
        return min(
            (
                p.line.confidence(max(0, start - p.start), end - p.start)
                for p in self.on(start, end)
            ),
            default=0.0,
        )


def sheets(document: Document) -> tuple[Sheet, ...]:
    """The document's pages, set level."""
    found = []
    for page in document.pages:
        flat, back = level(page)
        found.append(Sheet(flat, back, lines(flat)))
    return tuple(found)


def passage(document: Document, pages: Iterable[Sheet]) -> Passage:
    """All text in reading order; a number broken at a line's end by a dash is not parted."""
    text = ""
    pieces = []
    for sheet in pages:
        for block in blocks(sheet.lines):
            text += "\n\n" if text else ""
            for i, line in enumerate(block):
                text += " " if i else ""
                pieces.append(Piece(len(text), sheet, line))
                text += line.text
    return Passage(document.id, text, tuple(pieces))


def seen(
    field: str, value: str, text: str, confidence: float, place: Source | None, *grounds: str
) -> Reading:
    """A reading of this plugin."""
    return Reading(field, value, text, round(confidence, 3), place, tuple(sorted(set(grounds))))
