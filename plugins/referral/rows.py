"""Parts of a row that stand apart but read on: lists to be circled, sentences with blanks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from docflow import Box
from docflow.paper.lines import Line
from docflow.paper.rows import on_row

from .choices import GAP, unlisted
from .options import Option

BLANK = 0.16
"""A blank to be filled in leaves at most this share of the page's width between printed words."""

OPTIONS = 2
"""So many tick boxes on a row make a list of options of it."""

CAPTION = 5
"""A caption has at most so many words."""

_NUMBER = r"\d{1,3}(?:\s?(?:-|to)\s?\d{1,3})?"
_COUNTED = re.compile(rf"(?<![\w/.-]){_NUMBER}[\s_]*$")
_BARE = re.compile(rf"[\s_]*{_NUMBER}[\s_]*")
_UNIT = re.compile(
    r"[\s_]*(?:x|times?|per|weeks?|wks?|months?|mos?|days?|visits?|sessions?|treatments?"
    r"|minutes?|mins?)(?![a-z])"
)


def spared(line: Line, lines: Sequence[Line]) -> str:
    """A line's text with blanks for its items of a printed list that its row holds in parts."""
    row = _row(line, lines)
    at = next(i for i, part in enumerate(row) if part is line)
    first = last = at
    while first and _gap(row[first - 1], row[first]) < GAP:
        first -= 1
    while last < len(row) - 1 and _gap(row[last], row[last + 1]) < GAP:
        last += 1
    before = "".join(f"{part.text} | " for part in row[first:at])
    behind = "".join(f" | {part.text}" for part in row[at + 1 : last + 1])
    whole = unlisted(f"{before}{unlisted(line.text)}{behind}")
    return whole[len(before) : len(before) + len(line.text)]


def among_options(box: Box, options: Sequence[Option]) -> bool:
    """Whether tick boxes go on behind a text on its row: then it is an option of an unseen box."""
    behind = [x for x in options if x.box.left > box.right and on_row(x.box, box, share=0.5)]
    return len(behind) >= OPTIONS


def sentences(lines: Sequence[Line], options: Sequence[Option]) -> Iterator[tuple[Line, ...]]:
    """Printed words and what fills the blanks between them: "Treat 2" "times per week"."""
    free = [line for line in lines if not any(option.holds(line.box) for option in options)]
    seen: set[int] = set()
    for line in free:
        if id(line) in seen:
            continue
        row = _row(line, free)
        seen.update(map(id, row))
        for part in _chains(row):
            if any(_counts(a, b) for a, b in pairwise(part)):
                yield part


def caption(line: Line, lines: Sequence[Line]) -> Line | None:
    """The few words right before a line on its row, None without any."""
    row = _row(line, lines)
    at = next(i for i, part in enumerate(row) if part is line)
    before = row[at - 1] if at else None
    return before if before is not None and len(before.words) <= CAPTION else None


def _chains(row: Sequence[Line]) -> Iterator[tuple[Line, ...]]:
    """A row cut wherever its parts do not read on."""
    part: list[Line] = []
    for line in row:
        if part and not _reads_on(part[-1], line):
            yield tuple(part)
            part = []
        part.append(line)
    if part:
        yield tuple(part)


def _reads_on(one: Line, other: Line) -> bool:
    """Whether a blank parts two texts: its number ends the first, or is the second."""
    if _gap(one, other) > BLANK:
        return False
    worded = one.text.rstrip(" _")[-1:].isalpha()
    return _counts(one, other) or (worded and bool(_BARE.fullmatch(other.text)))


def _counts(one: Line, other: Line) -> bool:
    return bool(_COUNTED.search(one.text) and _UNIT.match(other.text))


def _row(line: Line, lines: Sequence[Line]) -> list[Line]:
    """The lines that stand beside a line, and itself, from the left."""
    box = line.box
    return sorted(
        (x for x in lines if x is line or (on_row(x.box, box) and on_row(box, x.box))),
        key=lambda x: x.box.left,
    )


def _gap(one: Line, other: Line) -> float:
    return other.box.left - one.box.right
