"""From words with boxes to lines: text that stands together, in reading order.

Readers glue, split and tilt words; a line here is a run of words on one baseline that no wide
gap, tick box or upright rule interrupts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from statistics import median

from docflow.model import Affine, Box, Mark, Page, Word

WIDE = 1.9
"""A gap of this many text heights ends a line."""
TOUCH = 0.42
"""Words whose middles differ by less than this share of their height stand on one line."""
STREAK = 0.93
"""An upright line that is higher than this share of the page is no part of a form."""
EDGE, FROM_EDGE = 0.01, 0.25
"""Nor is one that is higher than the second share and ends as near as the first to the edge of
the paper: a streak that leans is found in pieces, and no form is ruled that far.
"""
STEEP = 0.0015
"""Rise over run, in fractions of the page, below which a page counts as level."""


@dataclass(frozen=True, slots=True)
class Line:
    """Words that stand together. `text` is the words joined by single blanks."""

    words: tuple[Word, ...]
    text: str
    box: Box

    @classmethod
    def of(cls, words: Iterable[Word]) -> Line:
        """The line of these words, given from left to right; at least one."""
        row = tuple(words)
        box = row[0].box
        for word in row[1:]:
            box = box.around(word.box)
        return cls(row, " ".join(word.text for word in row), box)

    def span(self, start: int, end: int) -> Box:
        """The box of text[start:end]; inside a word the place is taken in proportion."""
        parts = []
        at = 0
        for word in self.words:
            first, last = max(start, at), min(end, at + len(word.text))
            if first < last:
                parts.append(_share(word, first - at, last - at))
            at += len(word.text) + 1
        if not parts:
            return self.box
        box = parts[0]
        for part in parts[1:]:
            box = box.around(part)
        return box

    def confidence(self, start: int = 0, end: int | None = None) -> float:
        """The least certain word's confidence in text[start:end]."""
        stop = len(self.text) if end is None else end
        least = 1.0
        at = 0
        for word in self.words:
            if max(start, at) < min(stop, at + len(word.text)):
                least = min(least, word.confidence)
            at += len(word.text) + 1
        return least


def _share(word: Word, first: int, last: int) -> Box:
    box, size = word.box, len(word.text)
    return Box(
        box.left + box.width * first / size,
        box.top,
        box.left + box.width * last / size,
        box.bottom,
    )


@lru_cache(maxsize=16)
def lines(page: Page) -> tuple[Line, ...]:
    """The page's lines in reading order: block by block from the top, each from its top."""
    tall = page.height / page.width if page.width and page.height else 1.0
    plain = [w for w in page.words if w.text.strip() and not _covered(w, page.marks)]
    words = [w for w in plain if not (_upended(w, plain, tall) or _stacked(w, plain))]
    chains = _chains(words, page.marks, tall, rise(words))
    found = [Line.of(chain) for chain in chains]
    return tuple(line for block in blocks(found) for line in block)


def _upended(word: Word, words: Sequence[Word], tall: float) -> bool:
    """Whether a word runs up or down the page, as headings at a form's edge do.

    It is high and narrow for its letters, and no word of its size stands beside it.
    """
    box = word.box
    slim = box.height * tall > (0.3 * len(word.text) + 0.4) * box.width
    if len(word.text) < 3 or not slim or box.height < 1.6 * median(w.box.height for w in words):
        return False
    return not any(
        w is not word
        and 0.6 < w.box.height / box.height < 1.6
        and abs(w.box.middle[1] - box.middle[1]) < 0.4 * box.height
        and -box.width < max(w.box.left - box.right, box.left - w.box.right) < box.height * tall
        for w in words
    )


def _stacked(word: Word, words: Sequence[Word]) -> bool:
    """Whether a single letter stands in a column of single letters, with nothing beside it."""
    if len(word.text) > 1 or not word.text.isalpha() or _beside(word, words):
        return False
    x, y = word.box.middle
    near = [
        w.box.middle[1]
        for w in words
        if len(w.text) == 1 and abs(w.box.middle[0] - x) < 0.7 * word.box.width
    ]
    return sum(0 < abs(other - y) < 2.6 * word.box.height for other in near) >= 2


def _beside(word: Word, words: Sequence[Word]) -> bool:
    """Whether another word stands close on the same row."""
    box, room = word.box, 1.2 * word.box.height
    return any(
        w is not word
        and abs(w.box.middle[1] - box.middle[1]) < 0.4 * box.height
        and -box.width < max(w.box.left - box.right, box.left - w.box.right) < room
        for w in words
    )


def _covered(word: Word, marks: Sequence[Mark]) -> bool:
    """Whether a word was crossed out, or is nothing but a tick in its box read as a letter.

    A strike names its word: a flourish may reach over others.
    """
    x, y = word.box.middle
    return any(
        m.box.left <= x <= m.box.right
        and m.box.top <= y <= m.box.bottom
        and (
            (m.kind == "strike" and word.text in m.value)
            or (m.kind == "tick" and len(word.text) <= 2)
        )
        for m in marks
    )


def rise(words: Sequence[Word]) -> float:
    """How far lines fall to the right, in page heights for each page width; 0 on a level page.

    Taken from neighbours on one line only, so columns do not matter.
    """
    slopes = []
    ordered = sorted((*w.box, *w.box.middle, max(w.box.height, 1e-6)) for w in words)
    for i, (_, _, right, _, x, y, high) in enumerate(ordered):
        for left, _, _, _, across, down, other in ordered[i + 1 : i + 60]:
            run, fall = left - right, down - y
            if run > 2 * high:
                break
            if run > -0.2 * high and 0.8 < other / high < 1.25 and abs(fall) < 0.3 * high:
                slopes.append(fall / max(across - x, 1e-6))
    return median(slopes) if len(slopes) >= 8 else 0.0


@lru_cache(maxsize=16)
def level(page: Page) -> tuple[Page, Affine]:
    """The page with words and marks set level, and the map back to the upright page."""
    fall = rise(page.words)
    if abs(fall) < STEEP:
        return page, Affine()
    words = tuple(replace(w, box=_drop(w.box, -fall)) for w in page.words)
    marks = tuple(replace(m, box=_drop(m.box, -fall)) for m in page.marks)
    return replace(page, words=words, marks=marks), Affine(d=fall)


def _drop(box: Box, fall: float) -> Box:
    shift = fall * box.middle[0]
    return Box(box.left, box.top + shift, box.right, box.bottom + shift)


def _chains(
    words: Sequence[Word], marks: Sequence[Mark], tall: float, fall: float
) -> list[list[Word]]:
    """Link each word to the one at its left that it continues."""
    walls = [m.box for m in marks if _wall(m)]
    chains: list[list[Word]] = []
    for word in sorted(words, key=lambda w: (w.box.left, w.box.top)):
        best, nearest = None, 1e9
        (_, y), reach = word.box.middle, word.box.height + abs(fall)
        for chain in chains:
            top, bottom = chain[-1].box[1], chain[-1].box[3]
            if not top - reach < y < bottom + reach:
                continue
            cost = _step(chain[-1], word, tall, fall)
            if cost < nearest and not _walled(chain[-1].box, word.box, walls):
                best, nearest = chain, cost
        if best is None:
            chains.append([word])
        else:
            best.append(word)
    return chains


def _step(last: Word, word: Word, tall: float, fall: float) -> float:
    """What it costs to read `word` right after `last`; large if they do not stand together."""
    small = min(last.box.height, word.box.height)
    large = max(last.box.height, word.box.height)
    if small <= 0 or large > 2.6 * small:
        return 1e9
    run = word.box.middle[0] - last.box.middle[0]
    off = abs(word.box.middle[1] - last.box.middle[1] - fall * run) / small
    gap = (word.box.left - last.box.right) / (large * tall)
    if off > TOUCH + 0.12 * (large / small - 1) or gap > WIDE or gap < -0.9 or run <= 0:
        return 1e9
    return off + 0.2 * abs(gap)


def streak(upright: Box) -> bool:
    """Whether an upright line is a fax's streak or an edge of the paper."""
    cut = upright.top < EDGE or upright.bottom > 1 - EDGE
    return upright.height > (FROM_EDGE if cut else STREAK)


def _wall(mark: Mark) -> bool:
    """Tick boxes and upright rules of the form."""
    upright = mark.kind == "rule" and mark.value == "vertical" and not streak(mark.box)
    return mark.kind == "tick" or upright


def _walled(left: Box, right: Box, walls: Sequence[Box]) -> bool:
    """Whether a tick box or an upright rule stands between two neighbours."""
    low, high = min(left.right, right.left), max(left.right, right.left)
    y = (left.middle[1] + right.middle[1]) / 2
    slack = 0.25 * min(left.height, right.height)
    return any(
        low - slack <= (w.left + w.right) / 2 <= high + slack and w.top <= y <= w.bottom
        for w in walls
    )


def blocks(found: Sequence[Line]) -> tuple[tuple[Line, ...], ...]:
    """Lines that stand close above one another, as paragraphs and columns do; from the top."""
    ordered = sorted(found, key=lambda line: (line.box.top, line.box.left))
    group: list[list[Line]] = []
    for line in ordered:
        home = _home(group, line)
        if home is None:
            group.append([line])
        else:
            home.append(line)
    group.sort(key=lambda block: (block[0].box.top, block[0].box.left))
    return tuple(tuple(block) for block in group)


def _home(group: Sequence[list[Line]], line: Line) -> list[Line] | None:
    """The block whose last line stands right above `line` with a common edge or mass."""
    best, nearest = None, 1e9
    for block in group:
        last = block[-1].box
        gap = line.box.top - last.bottom
        size = max(last.height, line.box.height)
        shared = min(last.right, line.box.right) - max(last.left, line.box.left)
        narrow = min(last.width, line.box.width)
        if -0.6 * size < gap < 0.9 * size and shared > 0.5 * narrow and gap < nearest:
            best, nearest = block, gap
    return best
