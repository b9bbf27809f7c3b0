"""Tick boxes and what they stand for: the words at their right, up to the next box."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from docflow import Box, Mark, Word
from docflow.paper.lines import Line
from docflow.paper.rows import abreast, on_row

_DRAWN = "☐□☑☒✓✗✔✘[]{}|"
_SIGNS = f" {_DRAWN}()"
_CODE = re.compile(r"\(?(?:[A-TV-Z]\d[\dA-Z](?:[.\dA-Z]*)|\d{5})\W*")
_ASKING = re.compile(r"(?:CPT|HCPCS|ICD(?:-?10)?(?:-CM)?|codes?)\W*", re.I)
"""Behind a wider gap than words have: a caption of its own, whatever the box says."""
APART = 2.5
"""Words further apart than this many heights of a tick box are of different things."""
OVERLAP = 0.6
"""Heights of a tick box by which a reader may draw the first word's place into the box."""


@dataclass(frozen=True, slots=True)
class Option:
    """A tick box with its words. `state`: "on", "off" or "unsure"; `box` is around both."""

    state: str
    text: str
    box: Box

    def holds(self, box: Box) -> bool:
        """Whether the middle of a place lies in the option."""
        return self.box.holds(box)


def options(lines: Sequence[Line], ticks: Sequence[Mark], tall: float) -> Iterator[Option]:
    """Each tick box that words follow. `tall` is the page's height over its width."""
    words = [word for line in lines for word in line.words]
    boxes = [mark.box for mark in ticks]
    for mark in ticks:
        taken = _behind(mark.box, boxes, words, tall)
        text = " ".join(word.text for word in taken).lstrip(_SIGNS)
        box = mark.box
        for word in taken:
            box = box.around(word.box)
        if text:
            yield Option(mark.value, text, box)


def state_before(box: Box, ticks: Sequence[Mark], tall: float) -> str | None:
    """The state of the tick box right before a text, None if there is none."""
    em = box.height * tall
    near = [
        m
        for m in ticks
        if on_row(m.box, box, share=0.7) and -OVERLAP * em < box.left - m.box.right < 2.2 * em
    ]
    return max(near, key=lambda m: m.box.left).value if near else None


def _behind(box: Box, boxes: Sequence[Box], words: Sequence[Word], tall: float) -> list[Word]:
    """The words of an option, and a code that stands in a column of its own behind them.

    A reader may have drawn the box itself into the first word.
    """
    em = box.height * tall
    row = [b.left for b in boxes if b.left > box.right and on_row(b, box, share=1)]
    stop = min(row, default=1.0)
    column = [b for b in boxes if abs(b.left - box.left) < em]
    found = [
        w
        for w in words
        if abreast(w.box, box, share=0.75)
        and box == min(column, key=lambda b: abs(b.middle[1] - w.box.middle[1]))
        and w.box.right > box.right + 0.2 * em
        and box.left - 0.8 * em < w.box.left < stop - 0.2 * em
        and (w.box.left > box.right - OVERLAP * em or w.text[0] in _DRAWN)
    ]
    taken: list[Word] = []
    edge = box.right
    for word in sorted(found, key=lambda w: w.box.left):
        gap = word.box.left - edge
        if gap > APART * em and not _CODE.fullmatch(word.text):
            break
        if taken and gap > em and _ASKING.fullmatch(word.text):
            break
        taken.append(word)
        edge = word.box.right
    return taken
