"""Printed lists to choose from: where a form tells that its options are to be marked."""

from __future__ import annotations

import re

from docflow import Box
from docflow.paper.lines import Line

from .view import View

_CIRCLE = re.compile(r"\bcircled?\b", re.I)
"""What a form says whose options are chosen by a loop around them, seen or not."""

_MARK = re.compile(
    r"\((?:please )?(?:check|mark|tick|select|choose|pick|initial|x)\b[^)]*\)"
    r"|\b(?:check|mark|tick|select|choose|initial)\b.{0,12}"
    r"\b(?:all|any|one|those|which|boxe?s?)\b.{0,8}(?:\bappl|\bbelow|\bonly|:|\)|$)",
    re.I,
)
"""What stands over options whose boxes are to be marked."""

BAND = 0.8
"""The second line of a caption stands so many heights of a line beside the middle of its row."""


def to_mark(view: View, box: Box) -> bool:
    """Whether a form tells that what stands at a place is an option to be marked.

    Then only a mark that was seen orders it.
    """
    return any(
        (_CIRCLE.search(line.text) and line.box.top < box.bottom)
        or (_MARK.search(line.text) and _heads(view, line, box))
        for line in view.lines
    )


def _heads(view: View, line: Line, box: Box) -> bool:
    """Whether a line is the caption of a place: before it in its row, or over its column."""
    down = box.middle[1] - line.box.middle[1]
    if abs(down) < BAND * box.height:
        return line.box.left <= box.left
    over = down > 0 and line.box.left - box.height < box.left < line.box.right + box.width
    return over and not any(
        label.line is not line
        and line.box.bottom < label.box.middle[1] < box.top
        and label.box.left < box.right
        and box.left < label.box.right + box.width
        for label in view.labels
    )
