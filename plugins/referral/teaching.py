"""Blocks of print that tell how a form is filled in: what they name is an example, no order."""

from __future__ import annotations

from docflow.paper.lines import Line

from .cues import INSTRUCTS
from .view import View

WORDY = 6
"""A line of instructions has at least so many words; a place to fill in has fewer."""


def taught(view: View, line: Line) -> bool:
    """Whether a line stands in a block, one of whose lines says that it instructs."""
    known, open_ = [line], [line] if _wordy(line) else []
    wordy = [x for x in view.lines if _wordy(x)]
    while open_:
        one = open_.pop()
        near = [x for x in wordy if _joined(one, x) and not any(x is k for k in known)]
        known += near
        open_ += near
    return any(INSTRUCTS.search(x.text) for x in known)


def _wordy(line: Line) -> bool:
    return len(line.words) >= WORDY


def _joined(one: Line, other: Line) -> bool:
    """Whether two lines of one size stand right under each other."""
    upper, lower = sorted((one.box, other.box), key=lambda box: box.top)
    if one is other or min(upper.height, lower.height) <= 0:
        return False
    gap = (lower.top - upper.bottom) / upper.height
    return (
        abs(upper.left - lower.left) < 0.02
        and 0.75 < upper.height / lower.height < 1.33
        and -0.5 < gap < 0.7
        and lower.middle[1] > upper.bottom
    )
